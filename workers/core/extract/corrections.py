"""Corrections: numbers that a text gives in place of a higher or lower one (rule 13)."""

import re
from typing import Final

_REACH: Final = 90

_BEFORE = re.compile(
    r"\b(?:lowered|reduced|revised|corrected|adjusted|amended|changed|cut|brought down)\b"
    r"[^.;\d]{0,60}\b(?:to|at|:) ?(?:\w+ ){0,2}$|"
    r"\b(?:fallen|fell|dropped|declined|down) to (?:\w+ ){0,2}$|"
    r"\b(?:correct|corrected|right) (?:figure|number|toll|count|total|value)\b[^.;\d]{0,20}$"
)
_BEHIND = re.compile(
    r"[^.;\d]{0,40}\b(?:down from\b|(?:and not|rather than|instead of|not) (?:the )?\d)|"
    r"(?: \w+){0,2} (?:are|is|was|were|remain|remained) still\b|(?: \w+){0,2} still\b"
)


def is_correction(folded: str, start: int, end: int) -> bool:
    """Whether the number at `start` to `end` of a folded sentence says that it replaces another.

    So does what is "still" so: of a number that is left, the newest is the lowest.
    """
    before = folded[max(0, start - _REACH) : start]
    return _BEFORE.search(before) is not None or _BEHIND.match(folded, end) is not None
