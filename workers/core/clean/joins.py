"""Joins: lines of text, and which of them are pieces of one broken sentence."""

import re
from itertools import pairwise
from statistics import mode
from typing import Final

from msgspec import Struct

LINK_WORDS_MAX: Final = 5
WRAPPED_CHARS: Final = range(45, 101)
WRAPPED_LINES_MIN: Final = 4
SMALL_SHARE: Final = 0.3
FULL_SHARE: Final = 0.7
FULL_LINES_SHARE: Final = 0.6
SHORT_SHARE: Final = 0.6

_ENDED: Final = re.compile(r"[.!?:;\u2026][\"')\]]*$")
_GOES_ON: Final = re.compile(r"(?:[a-z]|['.,;:!?)\]](?!\w*:)|'s\b)")
_LISTED: Final = re.compile(r"[-*\u2022\u00b7\u25cf\u25aa\u2013#]\s|\d{1,3}[.)]\s")


class Line(Struct, frozen=True):
    """A line that holds more than space: its stretch of the text without the space around it."""

    start: int
    end: int
    text: str
    blank_before: bool
    indent: int = 0


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, in order."""
    found: list[Line] = []
    at = 0
    blank = False
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            start = at + len(raw) - len(raw.lstrip())
            found.append(Line(start, start + len(line), line, blank, start - at))
        blank = not line
        at += len(raw) + 1
    return found


def wrapped(found: list[Line]) -> list[list[Line]] | None:
    """The lines by paragraph, if the text was broken at a fixed width; None if it was not.

    A paragraph begins behind an empty line, with a deeper indent, or behind a short line.
    """
    if not _is_wrapped(found):
        return None
    margin = mode(line.indent for line in found)
    width = max(len(line.text) for line in found)
    grouped = [[found[0]]]
    for before, line in pairwise(found):
        short = len(before.text) < SHORT_SHARE * width and _ENDED.search(before.text[-4:])
        if line.blank_before or line.indent > margin + 1 or short:
            grouped.append([line])
        else:
            grouped[-1].append(line)
    return grouped


def groups(found: list[Line]) -> list[list[Line]]:
    """The lines by sentence: each group is one paragraph, most of them of one line."""
    grouped: list[list[Line]] = []
    for index, line in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if grouped and _joins(grouped[-1], line, following, headline=len(grouped) == 1):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def glue(line: Line) -> str:
    """What stands between `line` and the piece before it."""
    return "" if line.text[0] in ".,;:!?)]" or line.text.startswith("'s") else " "


def _joins(group: list[Line], line: Line, following: Line | None, *, headline: bool) -> bool:
    """Whether `line` goes on with the sentence that `group`, perhaps the headline, begins."""
    before = group[-1]
    if _ENDED.search(before.text[-4:]) or _LISTED.match(line.text):
        return False
    if _GOES_ON.match(line.text):
        return True
    # A link in the middle of a sentence stands on a line of its own: "since", "Russia", "'s army".
    is_link = len(line.text.split()) <= LINK_WORDS_MAX and not _ENDED.search(line.text[-4:])
    goes_on = following is not None and _GOES_ON.match(following.text) is not None
    is_headline = headline and len(group) == 1 and len(before.text.split()) > LINK_WORDS_MAX
    return is_link and goes_on and not is_headline and not _LISTED.match(group[0].text)


def _is_wrapped(found: list[Line]) -> bool:
    """Whether lines end where they are full and go on in small letters, as no headlines do."""
    width = max((len(line.text) for line in found), default=0)
    pairs = [(before, line) for before, line in pairwise(found) if not line.blank_before]
    if len(pairs) < WRAPPED_LINES_MIN or width not in WRAPPED_CHARS:
        return False
    small = sum(1 for _, line in pairs if line.text[0].islower())
    full = sum(1 for before, _ in pairs if len(before.text) >= FULL_SHARE * width)
    return small >= SMALL_SHARE * len(pairs) and full >= FULL_LINES_SHARE * len(pairs)
