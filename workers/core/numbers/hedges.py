"""Hedges: "about", "at least", "or more", and the bounds that each leaves a value."""

import math
import re
from itertools import pairwise
from typing import Final

from schemas.report import Approx
from workers.core.numbers.draft import Draft

_SLACK: Final = 0.05
_ROUNDING: Final = 1e-9
_HEDGE_CHARS: Final = 48
_SPREAD_CHARS: Final = 80

_PHRASES: Final[dict[Approx, tuple[str, ...]]] = {
    "about": (
        "about", "around", "some", "roughly", "approximately", "approx", "approx.", "circa", "ca",
        "ca.", "c.", "perhaps", "maybe", "an estimated", "estimated", "possibly", "probably",
        "in the region of", "in the order of", "on the order of", "something like",
        "more or less", "somewhere around", "somewhere near", "not far from", "~", "\u2248",
        "near", "in the neighbourhood of", "in the neighborhood of", "in the vicinity of",
        "of the order of", "an approximate", "say", "roundabout", "or about",
    ),
    "nearly": (
        "nearly", "almost", "close to", "just under", "just short of", "just shy of", "shy of",
        "just below", "a little under", "slightly under", "slightly less than", "not quite",
        "well-nigh", "nearing", "approaching", "approached", "approaches", "nears", "neared",
        "a little less than", "practically", "virtually", "just less than", "a shade under",
        "next to", "nigh on", "slightly below", "slightly fewer than", "a bit under",
    ),
    "more_than": (
        "more than", "over", "exceeded", "exceeds", "exceeding", "exceed", "passes", "passed",
        "passing", "pass", "tops", "topped", "topping", "top", "surpassed", "surpasses",
        "surpassing", "surpass", "in excess of", "north of", "above", "beyond", "upwards of",
        "upward of", "greater than", "higher than", "larger than", "bigger than", "longer than",
        "hotter than", "exceeds the", "exceeded the", "exceeding the", "just over",
        "well over", "far more than", "crossed",
        "crosses", "a little over", "slightly over", "slightly more than", "just above", "past",
        "well above", "stronger than", "outnumbers", "outnumbered", ">", "better than", "or over",
    ),
    "at_least": (
        "at least", "no fewer than", "no less than", "not less than", "not fewer than",
        "a minimum of", "minimum of", "at a minimum", "at minimum", "at the very least", "minimum",
        "at the least", "\u2265",
    ),
    "at_most": (
        "up to", "at most", "at the most", "fewer than", "less than", "no more than",
        "not more than", "as many as", "as much as", "a maximum of", "maximum of", "under", "below",
        "lower than", "smaller than", "upto", "at maximum", "<", "\u2264", "maximum",
        "at a maximum",
        "no higher than", "no greater than", "never more than", "not over", "shorter than",
        "well under", "well below", "far fewer than", "far less than", "not exceeding",
        "can reach", "could reach", "may reach", "might reach",
    ),
}  # fmt: skip
_BLOCKED: Final = (
    "the past",
    "the top",
    "of the top",
    "a pass",
    "over the past",
    "not about",
    "just about the",
    "and some",
    "the above",
    "all but",
    "the near",
    "gone up to",
    "went up to",
    "goes up to",
    "going up to",
    "now up to",
)
_BEFORE_TABLE: Final[dict[str, Approx | None]] = {
    **{phrase: approx for approx, phrases in _PHRASES.items() for phrase in phrases},
    **dict.fromkeys(_BLOCKED),
}
_WORDS_MAX: Final = 5
_SIGNS: Final = "~\u2248><\u2265\u2264"
_FILLERS: Final = frozenset(("another", "further", "additional", "extra", "other", "fully"))
_ARTICLES: Final = frozenset(("a", "an"))
# The last words of all phrases: most numbers have no hedge, and are left at the first look.
_LAST_WORDS: Final = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in _BEFORE_TABLE) | _FILLERS
_OPENERS: Final = "\"'([\u201c\u2018\u2013\u2014-"
_WORD = re.compile(r"[A-Za-z][A-Za-z'.-]*")
_SPATIAL_WORDS: Final = frozenset(("over", "above", "around", "under", "below", "near"))
_SPATIAL = re.compile(
    r"[- ](?:[A-Za-z]+[ -]){0,2}?(?:regions?|oblasts?|provinces?|districts?|cities|towns|villages|"
    r"settlements|locations|sites|places|areas|counties|states|countries|republics|waters)\b"
)
_LASTING = re.compile(
    r"\b(?:for|in|after|of|last\w*|took|takes|spent|by|since|than|within|from|waited|spann\w*|"
    r"with)\s$",
    re.IGNORECASE,
)
_SMALL: Final = 10
_LASTING_CHARS: Final = 16
_AFTER_CUE = re.compile(r" (?:or|and|at|max|min|tops|more or)|\+|plus|oughly|approx|give|ish")
_TAIL: Final = r"(?:[ \u00a0-][A-Za-z][A-Za-z'-]*){0,3}?,? "
_AFTER = re.compile(
    r"(?P<more_than>\+(?![\d\w])|[- ]plus\b(?! \d))|"
    rf"{_TAIL}(?P<about>or so\b|or thereabouts\b|"
    r"(?:roughly|approximately|give or take|more or less|or about)\b(?! \d))|"
    rf"{_TAIL}(?P<at_least>or (?:more|above|higher|over|greater|longer|older|better|upwards?)\b"
    r"(?! than| less)|"
    r"and (?:more|counting|rising|climbing|up|upwards?|above|over)\b"
    r"(?! than| \w+ing\b| to\b| in\b| \d)|"
    r"(?:at (?:the )?(?:very )?least|at a minimum|minimum)\b(?! \d))|"
    rf"{_TAIL}(?P<at_most>or (?:fewer|less|below|under|lower|younger|shorter)\b|"
    r"(?:at (?:the )?(?:very )?most|at maximum|maximum|max|tops)\b(?! \d))|"
    r"(?P<ish>-?ish\b)"
)
_AFTER_NAMES: Final[dict[str, Approx]] = {
    "more_than": "more_than", "about": "about", "at_least": "at_least", "at_most": "at_most",
    "ish": "about",
}  # fmt: skip
_SPREADS: Final = frozenset(("about", "at_least"))
_SPREAD_GAP = re.compile(
    r"(?!.*(?:[;:()\"]|\b(?:but|while|though|although|which|who|after|of them|of whom|including|"
    r"whereas|against|by)\b)).*\band(?: (?:another|a further|an additional|also))? $",
    re.DOTALL,
)
_ADDITIVE_CUE = re.compile(r"nother|urther|dditional|xtra")
_ADDITIVE_BEFORE = re.compile(
    r"\b(?:another|further|additional|extra)\s(?:[a-z]+ ){0,2}$", re.IGNORECASE
)
_ADDITIVE_AFTER = re.compile(
    r"(?: [a-z]+){0,1}? (?:more|others?|further|additional|extra|besides)\b(?! than)"
)


def hedge(sentence: str, draft: Draft, limit: int) -> None:
    """Read the hedge beside one draft; `limit` is where the next number begins."""
    draft.additive = _is_additive(sentence, draft)
    if draft.approx == "vague":
        return
    if not _hedge_before(sentence, draft):
        _hedge_after(sentence, draft, limit)


def _is_additive(sentence: str, draft: Draft) -> bool:
    first = max(0, draft.left - _HEDGE_CHARS)
    cue = _ADDITIVE_CUE.search(sentence, first, draft.left)
    if cue is not None and _ADDITIVE_BEFORE.search(sentence, first, draft.left):
        return True
    return _ADDITIVE_AFTER.match(sentence, draft.end, draft.end + _HEDGE_CHARS) is not None


def _hedge_before(sentence: str, draft: Draft) -> bool:
    first = max(0, draft.left - _HEDGE_CHARS)
    before = sentence[first : draft.left]
    bare = before.rstrip()
    if not bare:
        return False
    if bare[-1] in _SIGNS and len(before) - len(bare) <= 1:
        end = first + len(bare)
        return _set(draft, _BEFORE_TABLE[bare[-1]], span=(end - 1, end))
    last = bare.rsplit(None, 1)[-1].lstrip(_OPENERS).lower()
    if last not in _LAST_WORDS or len(before) == len(bare):
        return False
    return _hedge_phrase(sentence, draft, _last_words(bare, first))


def _last_words(text: str, offset: int) -> list[tuple[str, int, int]]:
    """The words at the end of `text` with their places, up to the first mark between them."""
    words: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        if words and match.start() - (words[-1][2] - offset) != 1:
            words = []
        words.append((match.group().lower(), offset + match.start(), offset + match.end()))
    while len(words) > 1 and words[-1][0] in _FILLERS:
        words.pop()
        if words[-1][0] in _ARTICLES and len(words) > 1:
            words.pop()
    return words[-_WORDS_MAX:]


def _hedge_phrase(sentence: str, draft: Draft, words: list[tuple[str, int, int]]) -> bool:
    """Find the longest phrase that the words end with."""
    for count in range(len(words), 0, -1):
        phrase = " ".join(word for word, _, _ in words[-count:])
        if phrase in _BEFORE_TABLE:
            approx = _BEFORE_TABLE[phrase]
            if approx is None or not _holds(sentence, draft, phrase):
                return False
            return _set(draft, approx, span=(words[-count][1], words[-1][2]))
    return False


def _holds(sentence: str, draft: Draft, phrase: str) -> bool:
    """Whether an ambiguous word is a hedge here: "over 14 regions" and "over two days" are not."""
    if phrase in _SPATIAL_WORDS:
        if _SPATIAL.match(sentence, draft.end) or _is_small(draft, phrase):
            return False
        if draft.kind == "duration" and phrase == "over":
            at = sentence.lower().rfind("over", 0, draft.left)
            return _LASTING.search(sentence[max(0, at - _LASTING_CHARS) : at]) is not None
    if phrase in ("top", "pass", "say", "near", "past"):
        return draft.kind in ("count", "money", "percent", "measure", "distance")
    if phrase.endswith(("minimum", "maximum", "minimum of", "maximum of")):
        # Of a reading, the maximum is the reading itself.
        return draft.kind not in ("measure", "distance")
    return True


def _is_small(draft: Draft, phrase: str) -> bool:
    """Whether a word is of place before a small count ("over two towns", "under one roof")."""
    placed = phrase in ("over", "above", "under", "below")
    return placed and draft.kind == "count" and (draft.value or 0.0) < _SMALL and draft.scale == 1.0


def _hedge_after(sentence: str, draft: Draft, limit: int) -> bool:
    limit = min(limit, draft.end + _HEDGE_CHARS)
    if _AFTER_CUE.search(sentence, draft.end, limit) is None:
        return False
    match = _AFTER.match(sentence, draft.end, limit)
    if match is None or match.lastgroup is None:
        return False
    if match.end() >= limit - 1 and limit < len(sentence):
        return False  # "one cat and at least 26 dogs": the hedge is the next number's.
    return _set(draft, _AFTER_NAMES[match.lastgroup], span=match.span(match.lastgroup))


def _set(draft: Draft, approx: Approx | None, *, span: tuple[int, int]) -> bool:
    if approx is None:
        return False
    draft.hedge_start, draft.hedge_end = span
    draft.approx = approx
    return True


def spread(sentence: str, drafts: list[Draft]) -> None:
    """Carry "about" and "at least" over "and" to the next number of the same kind."""
    for left, right in pairwise(drafts):
        if left.approx not in _SPREADS or right.approx != "exact" or right.kind != left.kind:
            continue
        if right.start - left.end > _SPREAD_CHARS or left.kind not in ("count", "money"):
            continue
        if left.hedge_start is not None and left.hedge_start >= left.end:
            continue  # "30 or more of them" speaks of the 30 alone.
        if _SPREAD_GAP.fullmatch(sentence, left.end, right.left):
            right.approx = left.approx
            right.hedge_start, right.hedge_end = left.hedge_start, left.hedge_end


def bound(draft: Draft) -> None:
    """Set `low` and `high` from value and hedge (vague words and ranges have theirs)."""
    value = draft.value
    if value is None:
        _hedged_range(draft)
        return
    match draft.approx:
        case "about" | "nearly":
            draft.low, draft.high = _around(draft, value)
            if draft.approx == "nearly":
                draft.high = value
        case "more_than" | "at_least":
            draft.low, draft.high = value, None
        case "at_most":
            draft.low, draft.high = None, value
        case _:
            draft.low = draft.high = value


def _around(draft: Draft, value: float) -> tuple[float, float]:
    """Five percent to either side; of counts, rounded away from the value."""
    low, high = sorted((value * (1 - _SLACK), value * (1 + _SLACK)))
    if draft.kind == "count" and value == int(value) and draft.scale == 1.0:
        return float(math.floor(low + _ROUNDING)), float(math.ceil(high - _ROUNDING))
    return float(f"{low:.12g}"), float(f"{high:.12g}")


def _hedged_range(draft: Draft) -> None:
    """Like "at least 10 to 12" keeps its lower end alone, "up to 10-12" its upper one."""
    if draft.approx in ("at_least", "more_than"):
        draft.high = None
    elif draft.approx == "at_most":
        draft.low = None
    elif draft.approx != "vague":
        draft.approx = "range"
