"""Numerals: every number of a sentence as a value or an interval, its kind, unit and hedge."""

import re
from typing import Final, Literal

from msgspec import Struct

from schemas.report import Approx
from workers.core.number_atoms import find_atoms
from workers.core.number_hedges import bound, hedge, spread
from workers.core.number_joins import join
from workers.core.number_kinds import classify
from workers.core.number_words import Draft, compose
from workers.core.units import UnitTable

NUMBERS_PER_SENTENCE_MAX: Final = 40

NumberKind = Literal[
    "count", "money", "percent", "age", "time", "date", "ordinal", "model", "duration", "distance",
    "measure", "score", "rank", "fraction", "identifier", "vague", "implicit",
]  # fmt: skip


class Number(Struct, frozen=True, kw_only=True):
    """One number of a sentence; offsets are relative to the sentence.

    `start`, `end` hold the expression without its hedge and without unit words, with scale words
    and a currency sign before it. `value` is None for vague words, ranges and scores; `low`,
    `high` are the bounds that the hedge leaves, None where it leaves none. `additive`: "another",
    "more", "further". `ambiguous`: "3.250", read as thousands before a noun, as printed elsewhere.
    """

    start: int
    end: int
    hedge_start: int | None
    hedge_end: int | None
    value: float | None
    low: float | None
    high: float | None
    approx: Approx
    kind: NumberKind
    unit: str | None
    unit_end: int
    decimal: bool
    additive: bool
    text: str
    ambiguous: bool = False


def find_numbers(
    sentence: str, *, units: UnitTable, limit: int = NUMBERS_PER_SENTENCE_MAX
) -> list[Number]:
    """The numbers of a sentence in order, at most `limit`; linear in its length.

    Spans never overlap. Dates, times, models and other numbers that count nothing are found as
    well and say so by their kind.
    """
    drafts = compose(sentence, find_atoms(sentence))[: limit * 2]
    for draft in drafts:
        _settle_thousands(sentence, draft, units)
        classify(sentence, draft, units)
    drafts = [draft for draft in drafts if _is_number(sentence, draft)]
    drafts = join(sentence, drafts, units)[:limit]
    limits = [draft.start for draft in drafts[1:]]
    for draft, end in zip(drafts, [*limits, len(sentence)], strict=False):
        hedge(sentence, draft, end)
    spread(sentence, drafts)
    for draft in drafts:
        bound(draft)
    return [_finish(sentence, draft) for draft in drafts]


_LOWER_WORD = re.compile(r" ([a-z]+)")
_FUNCTION_WORDS: Final = frozenset(
    "and or to in on at by of for from with the a an was were is are as after before but per".split()
)


def _settle_thousands(sentence: str, draft: Draft, units: UnitTable) -> None:
    """ "3.250 homeless", "30.000 hectares": a dot that groups thousands, as translations keep it."""
    if draft.atom.shape != "dotted" or draft.value is None or draft.end != draft.atom.end:
        return
    text = sentence[draft.start : draft.end]
    following = _LOWER_WORD.match(sentence, draft.end)
    counted = following is not None and following.group(1) not in _FUNCTION_WORDS
    measured = units.after(sentence, draft.end) is not None
    if text.endswith(".000") or (counted and not measured):
        draft.value = float(text.replace(".", ""))


_NEVER_ONE_BEFORE = re.compile(r"\b(?:no|which|every|square)[ -]$", re.IGNORECASE)
_NOT_ONE_BEFORE = re.compile(
    r"\b(?:this|that|each|any|the|another|only|first|last|same)[ -]$", re.IGNORECASE
)
_ONE_THING = re.compile(
    r"[ -](?!(?:who|that|which|of|in|on|at|with|and|was|is|has|had|for|to|from|but|or|as|he|she|"
    r"they|we|you|after|before|where|when|most|more|by)\b)[a-z]{3,}"
)
_NOT_ONE_AFTER = re.compile(
    r"(?:[ -](?:another|day\b(?! of)|by one|way or|thing|off|sided|time\b)|'s|\u2019s| who\b|"
    r" that\b)"
)
_ONE_OF_BEST = re.compile(
    r" of (?:the|its|his|her|their|our|those|these)? ?(?:\w+ )?(?:most|least|worst|best|\w+est|few|many|main|major|leading|top|key|world's)\b"
)
_HALF_NOT_BEFORE = re.compile(
    r"\b(?:first|second|other|better|latter|season|front|bottom|top|left|right|northern|southern|eastern|western)[ -]$",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(
    r"(?:[ -](?:of|a|an|the|its|their|his|her|all|that|this|those|these|as|my|our|price|full|empty|hour|mile|century|\w+ of)\b|[.,;:)]|\s*$)"
)
_FEW_BEFORE = re.compile(
    r"\b(?:the|last|past|next|first|very|so|too|quite a|these|those|his|her|their|of)\s$",
    re.IGNORECASE,
)
_SCORES_AFTER = re.compile(r"(?: of | more\b| (?:\w+ed|dead|hurt|missing|others)\b|\s*$|[.,;])")
_ORDINAL_COUNT = re.compile(r"[a-z]")


def _is_number(sentence: str, draft: Draft) -> bool:
    """Whether the word counts here: pronouns, halves of matches and the noun "scores" do not."""
    word = sentence[draft.start : draft.end].lower()
    before = sentence[max(0, draft.start - 16) : draft.start]
    after = sentence[draft.end : draft.end + 40]
    if word == "one":
        if _NEVER_ONE_BEFORE.search(before) or _NOT_ONE_AFTER.match(after):
            return False
        if _NOT_ONE_BEFORE.search(before) and not _ONE_THING.match(after):
            return False
        if _ONE_OF_BEST.match(after):
            draft.kind = "rank"
        return True
    if word == "half":
        return not _HALF_NOT_BEFORE.search(before) and (
            _HALF_AFTER.match(after) is not None or before.endswith(("by ", "than ", "about "))
        )
    if word in ("few", "couple"):
        return False
    if word == "scores":
        noun = re.search(
            r"\b(?:test|credit|exam|box|the|his|her|their|player|he|she|and)\s$", before
        )
        return _SCORES_AFTER.match(after) is not None and noun is None
    if word == "second":
        return not after.startswith((" hand", "s", " half"))
    return True


def _finish(sentence: str, draft: Draft) -> Number:
    start = min(draft.start, draft.left) if draft.kind == "money" else draft.start
    approx: Approx = draft.approx  # type: ignore[assignment]  # set from Approx values only
    kind: NumberKind = draft.kind  # type: ignore[assignment]  # set from NumberKind values only
    if draft.shape == "vague":
        approx = "vague"
        kind = "vague" if kind == "count" else kind
    text = sentence[start : draft.end]
    return Number(
        start=start,
        end=draft.end,
        hedge_start=draft.hedge_start,
        hedge_end=draft.hedge_end,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        approx=approx,
        kind=kind,
        unit=draft.unit,
        unit_end=draft.right,
        decimal=draft.atom.shape in ("decimal", "dotted", "euro")
        and "." in text
        or "," in text
        and draft.atom.shape == "euro",
        additive=draft.additive,
        text=text,
        ambiguous=draft.atom.shape == "dotted",
    )
