"""Number joins: two numbers that are one statement, as ranges and scores."""

import re
from typing import Final

from workers.core.number_words import Draft
from workers.core.units import UnitTable

_DASH = re.compile(r"\s?[-\u2013\u2014]\s?")
_TO = re.compile(r"[ -]to[ -]")
_OR = re.compile(r" or ")
_AND = re.compile(r" and ")
_CONTEXT_CHARS: Final = 60
_BETWEEN = re.compile(
    r"\b(?:between|anywhere from|somewhere between)\s(?:[A-Za-z]+ ){0,2}$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s(?:[A-Za-z]+ ){0,2}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|rises?|risen|rising|increas\w+|jump\w*|fell|falls?|fallen|falling|dropp?\w*|cut|"
    r"cuts|slow\w*|grew|grow\w*|went|goes|gone|climb\w*|rais\w+|revis\w+|upgrad\w+|downgrad\w+|"
    r"widen\w*|doubl\w+|lower\w*|reduc\w+|correct\w+|chang\w+|swell\w*|swelled|mount\w*|up|down|"
    r"declin\w+|shr[aiu]nk\w*|plung\w*|plummet\w*|tripl\w+|soar\w*|surg\w*|edg\w+|improv\w+|mov\w+)\b",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\b(?:rang\w+|var\w+|anywhere|estimates?|between)\b", re.IGNORECASE)
_SPORT = re.compile(
    r"\b(?:w[io]n|wins|winning|lose|lost|loss|beat|beats|beating|victory|defeat\w*|draw|drew|lead|"
    r"leads|led|leading|scor\w+|tied?|vot\w+|ruling|ahead|behind|thrash\w*|rout\w*|match|goal\w*|game)\b",
    re.IGNORECASE,
)
_JOINABLE: Final = frozenset(
    ("count", "money", "percent", "duration", "distance", "measure", "age")
)


def join(sentence: str, drafts: list[Draft], units: UnitTable) -> list[Draft]:
    """The drafts with ranges ("300 to 400") and scores ("3-1") made one; order kept."""
    joined: list[Draft] = []
    for draft in drafts:
        if not joined or not _join(sentence, joined[-1], draft, units=units):
            joined.append(draft)
    return joined


def _join(sentence: str, left: Draft, right: Draft, *, units: UnitTable) -> bool:
    """Merge `right` into `left` where both are the ends of one range; tells whether it did."""
    if left.value is None or right.value is None or left.kind not in _JOINABLE:
        return False
    if right.kind not in _JOINABLE or left.approx != "exact":
        return False
    if left.kind == right.kind and left.unit == right.unit:
        gap_start = left.right
    elif left.unit is None or (left.kind == "money" and right.kind == "count"):
        gap_start = left.right
    else:
        return False
    if right.left - gap_start > 8:  # noqa: PLR2004 - " - to - " and no more
        return False
    gap = sentence[gap_start : right.left]
    before = sentence[max(0, left.left - _CONTEXT_CHARS) : left.left]
    dash = _DASH.fullmatch(gap)
    if dash and _is_score(sentence, left, right):
        _merge(left, right)
        left.kind, left.value = "score", None
        return True
    if not _is_range(before, gap, left=left, right=right):
        return False
    _merge(left, right)
    return True


def _is_score(sentence: str, left: Draft, right: Draft) -> bool:
    if left.unit is not None or right.unit is not None or left.value is None or right.value is None:
        return False
    if left.end - left.start > 3 or right.end - right.start > 3:  # noqa: PLR2004
        return False
    if left.value >= right.value:
        return True
    near = sentence[max(0, left.start - _CONTEXT_CHARS) : right.end + 24]
    return _SPORT.search(near) is not None


def _is_range(before: str, gap: str, *, left: Draft, right: Draft) -> bool:
    low, high = left.value or 0.0, right.value or 0.0
    if left.scale < right.scale and low < 1000:  # noqa: PLR2004 - "5 to 7 million"
        low *= right.scale
    if low >= high:
        return False
    if _AND.fullmatch(gap):
        return _BETWEEN.search(before) is not None
    if _OR.fullmatch(gap):
        return _next_step(left, right)
    if _TO.fullmatch(gap):
        if before.rstrip().endswith((" by", "odds of")):
            return False
        if _FROM.search(before):
            return _CHANGE.search(before) is None or _RANGING.search(before) is not None
        return _CHANGE.search(before[-24:]) is None
    return _DASH.fullmatch(gap) is not None


def _next_step(left: Draft, right: Draft) -> bool:
    """ "three or four", "two or three dozen", "ten or fifteen": neighbours in counting."""
    if left.value is None or right.value is None:
        return False
    value = right.value / right.scale if left.scale < right.scale else right.value
    near = value - left.value <= 5 if value <= 20 else value <= left.value * 1.5  # noqa: PLR2004
    return left.value < value and near and left.kind in ("count", "duration", right.kind)


def _merge(left: Draft, right: Draft) -> None:
    low, high = left.value or 0.0, right.value or 0.0
    if left.scale < right.scale and low < 1000:  # noqa: PLR2004
        low *= right.scale
    left.low, left.high, left.value, left.approx = low, high, None, "range"
    left.end, left.right = right.end, right.right
    left.unit = left.unit or right.unit
    if left.kind == "count":
        left.kind = right.kind
    left.scale = max(left.scale, right.scale)
