"""Joins: two numbers that are one statement, as ranges and scores."""

import re
from typing import Final

from workers.core.numbers.draft import Draft

_DASH = re.compile(r"\s?[-\u2013\u2014]\s?")
_TO = re.compile(r"[ -]to[ -]")
_OR = re.compile(r" or ")
_AND = re.compile(r" and ")
_CONTEXT_CHARS: Final = 60
_BEHIND_CHARS: Final = 24
_GAP_MAX: Final = 8
_SCORE_DIGITS_MAX: Final = 3
_UNSCALED_MAX: Final = 1000
_SMALL_MAX: Final = 20
_STEP_MAX: Final = 5
_STEP_RATIO: Final = 1.5
_BETWEEN = re.compile(
    r"\b(?:between|anywhere from|somewhere between)\s(?:[A-Za-z]+ ){0,2}$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s(?:[A-Za-z]+ ){0,2}$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|rises?|risen|rising|increas\w+|jump\w*|fell|falls?|fallen|falling|dropp?\w*|cut|"
    r"cuts|slow\w*|grew|grow\w*|went|goes|gone|climb\w*|rais\w+|revis\w+|upgrad\w+|downgrad\w+|"
    r"widen\w*|doubl\w+|lower\w*|reduc\w+|correct\w+|chang\w+|swell\w*|swelled|mount\w*|up|down|"
    r"declin\w+|shr[aiu]nk\w*|plung\w*|plummet\w*|tripl\w+|soar\w*|surg\w*|edg\w+|"
    r"improv\w+|mov\w+)\b",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\b(?:rang\w+|var\w+|anywhere|estimates?|between)\b", re.IGNORECASE)
_SPORT = re.compile(
    r"\b(?:w[io]n|wins|winning|lose|lost|loss|beat|beats|beating|victory|defeat\w*|draw|drew|lead|"
    r"leads|led|leading|scor\w+|tied?|vot\w+|ruling|ahead|behind|thrash\w*|rout\w*|"
    r"match|goal\w*|game)\b",
    re.IGNORECASE,
)
_JOINABLE: Final = frozenset(
    ("count", "money", "percent", "duration", "distance", "measure", "age")
)


def join(sentence: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts with ranges ("300 to 400") and scores ("3-1") made one; order kept."""
    joined: list[Draft] = []
    for draft in drafts:
        if not joined or not _is_joined(sentence, joined[-1], draft):
            joined.append(draft)
    return joined


def _is_joined(sentence: str, left: Draft, right: Draft) -> bool:
    """Merge `right` into `left` where both are the ends of one range; tells whether it did."""
    if right.left - left.right > _GAP_MAX or not _are_alike(left, right):
        return False
    gap = sentence[left.right : right.left]
    before = sentence[max(0, left.left - _CONTEXT_CHARS) : left.left]
    if _DASH.fullmatch(gap) and _is_score(sentence, left, right):
        _merge(left, right)
        left.kind, left.value = "score", None
        return True
    if not _is_range(before, gap, left=left, right=right):
        return False
    _merge(left, right)
    return True


def _are_alike(left: Draft, right: Draft) -> bool:
    """Whether two numbers can be ends of one range: of one unit, or the unit said once."""
    if left.value is None or right.value is None or left.approx != "exact":
        return False
    if left.kind not in _JOINABLE or right.kind not in _JOINABLE:
        return False
    same = left.kind == right.kind and left.unit == right.unit
    return same or left.unit is None or (left.kind == "money" and right.kind == "count")


def _is_score(sentence: str, left: Draft, right: Draft) -> bool:
    if left.unit is not None or right.unit is not None:
        return False
    if max(left.end - left.start, right.end - right.start) > _SCORE_DIGITS_MAX:
        return False
    near = sentence[max(0, left.start - _CONTEXT_CHARS) : right.end + _BEHIND_CHARS]
    return (left.value or 0.0) >= (right.value or 0.0) or _SPORT.search(near) is not None


def _is_range(before: str, gap: str, *, left: Draft, right: Draft) -> bool:
    if _low_of(left, right) >= (right.value or 0.0):
        return False
    if _AND.fullmatch(gap):
        return _BETWEEN.search(before) is not None
    if _OR.fullmatch(gap):
        return _next_step(left, right)
    if _TO.fullmatch(gap):
        return _is_range_to(before)
    return _DASH.fullmatch(gap) is not None


def _is_range_to(before: str) -> bool:
    """Whether "A to B" is a range: not a change ("rose from 12 to 15"), not "by 3 to 1"."""
    if before.rstrip().endswith((" by", "odds of")):
        return False
    if _FROM.search(before):
        return _CHANGE.search(before) is None or _RANGING.search(before) is not None
    return _CHANGE.search(before[-_BEHIND_CHARS:]) is None


def _low_of(left: Draft, right: Draft) -> float:
    """The lower end; a scale word said once speaks for both ("5 to 7 million")."""
    low = left.value or 0.0
    return low * right.scale if left.scale < right.scale and low < _UNSCALED_MAX else low


def _next_step(left: Draft, right: Draft) -> bool:
    """Like "three or four", "two or three dozen", "ten or fifteen": neighbours in counting."""
    if left.value is None or right.value is None:
        return False
    value = right.value / right.scale if left.scale < right.scale else right.value
    small = value <= _SMALL_MAX
    near = value - left.value <= _STEP_MAX if small else value <= left.value * _STEP_RATIO
    return left.value < value and near and left.kind in ("count", "duration", right.kind)


def _merge(left: Draft, right: Draft) -> None:
    left.low, left.high = _low_of(left, right), right.value
    left.value, left.approx = None, "range"
    left.end, left.right = right.end, right.right
    left.unit = left.unit or right.unit
    left.scale = max(left.scale, right.scale)
    if left.kind == "count":
        left.kind = right.kind
