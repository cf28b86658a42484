"""Pronouns: number words that count nothing ("no one", "the second half", "he scores")."""

import re
from typing import Final

from workers.core.numbers.draft import Draft

_BEFORE_CHARS: Final = 24
_AFTER_CHARS: Final = 40
_NEVER_ONE_BEFORE = re.compile(r"\b(?:no|which|every|square)[ -]$", re.IGNORECASE)
_NOT_ONE_BEFORE = re.compile(
    r"\b(?:this|that|each|any|the|another|only|first|last|same)[ -]$", re.IGNORECASE
)
_ONE_THING = re.compile(
    r"[ -](?!(?:who|that|which|of|in|on|at|with|and|was|is|has|had|for|to|from|but|or|as|he|she|"
    r"they|we|you|after|before|where|when|most|more|by)\b)[a-z]{3,}"
)
_NOT_ONE_AFTER = re.compile(
    r"(?:[ -](?:another|after another|day\b(?! of)|by one|way\b|thing|off|sided|time\b|compares|"
    r"can\b)|'s|\u2019s| who\b|"
    r" that\b)"
)
_ONE_OF_BEST = re.compile(
    r" of (?:the|its|his|her|their|our|those|these)? ?(?:\w+ )?"
    r"(?:most|least|worst|best|\w+est|few|many|main|major|leading|top|key|world's)\b"
)
_HALF_NOT_BEFORE = re.compile(
    r"\b(?:first|second|other|better|latter|season|front|bottom|top|left|right|northern|southern|"
    r"eastern|western)[ -]$",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(
    r"(?:[ -](?:of|a|an|the|its|their|his|her|all|that|this|those|these|as|my|our|price|full|empty|"
    r"hour|mile|century|\w+ of)\b|[.,;:)]|\s*$)"
)
_HALF_BY: Final = ("by ", "than ", "about ")
_SCORES_AFTER = re.compile(r"(?: of | more\b| (?:\w+ed|dead|hurt|missing|others)\b|\s*$|[.,;])")
_SCORES_NOUN = re.compile(r"\b(?:test|credit|exam|box|the|his|her|their|player|he|she|and)\s$")
_NO_SECOND: Final = (" hand", "s", " half")


def counts(sentence: str, draft: Draft) -> bool:
    """Whether the word is a number here; "one of the largest" becomes a rank."""
    if draft.atom.sort == "digits":
        return True
    word = sentence[draft.start : draft.end].lower()
    test = _TESTS.get(word)
    if test is None:
        return True
    before = sentence[max(0, draft.start - _BEFORE_CHARS) : draft.start]
    after = sentence[draft.end : draft.end + _AFTER_CHARS]
    if word == "one" and _ONE_OF_BEST.match(after):
        draft.kind = "rank"
    return test(before, after)


def _is_one(before: str, after: str) -> bool:
    if _NEVER_ONE_BEFORE.search(before) or _NOT_ONE_AFTER.match(after):
        return False
    return _NOT_ONE_BEFORE.search(before) is None or _ONE_THING.match(after) is not None


def _is_half(before: str, after: str) -> bool:
    if _HALF_NOT_BEFORE.search(before):
        return False
    return _HALF_AFTER.match(after) is not None or before.endswith(_HALF_BY)


def _is_scores(before: str, after: str) -> bool:
    return _SCORES_AFTER.match(after) is not None and _SCORES_NOUN.search(before) is None


def _is_second(before: str, after: str) -> bool:
    return not after.startswith(_NO_SECOND) and not before.endswith("split ")


def _is_dozen(before: str, _after: str) -> bool:
    return not before.endswith("by the ")


def _never(_before: str, _after: str) -> bool:
    return False


_TESTS: Final = {
    "one": _is_one,
    "half": _is_half,
    "scores": _is_scores,
    "second": _is_second,
    "few": _never,
    "couple": _never,
    "dozen": _is_dozen,
}
