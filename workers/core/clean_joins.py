"""Clean joins: lines of text, and which of them are pieces of one broken sentence."""

import re
from itertools import pairwise
from typing import Final

from msgspec import Struct

LINK_WORDS_MAX: Final = 5
WRAPPED_CHARS: Final = range(50, 100)
WRAPPED_LINES_MIN: Final = 4

_ENDED: Final = re.compile(r"[.!?:;\u2026][\"')\]]*$")
_GOES_ON: Final = re.compile(r"(?:[a-z]|['.,;:!?)\]](?!\w*:)|'s\b)")
_LISTED: Final = re.compile(r"[-*\u2022\u00b7\u25cf\u25aa\u2013#]\s|\d{1,3}[.)]\s")


class Line(Struct, frozen=True):
    """A line that holds more than space: its stretch of the text without the space around it."""

    start: int
    end: int
    text: str
    blank_before: bool


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, in order."""
    found: list[Line] = []
    at = 0
    blank = False
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            start = at + len(raw) - len(raw.lstrip())
            found.append(Line(start, start + len(line), line, blank))
        blank = not line
        at += len(raw) + 1
    return found


def groups(found: list[Line]) -> list[list[Line]]:
    """The lines by sentence: each group is one paragraph, most of them of one line."""
    wrapped = _is_wrapped(found)
    grouped: list[list[Line]] = []
    for index, line in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if grouped and _joins(
            grouped[-1], line, following, headline=len(grouped) == 1, wrapped=wrapped
        ):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def glue(line: Line) -> str:
    """What stands between `line` and the piece before it."""
    return "" if line.text[0] in ".,;:!?)]" or line.text.startswith("'s") else " "


def _joins(
    group: list[Line], line: Line, following: Line | None, *, headline: bool, wrapped: bool
) -> bool:
    """Whether `line` goes on with the sentence that `group`, perhaps the headline, begins."""
    before = group[-1]
    if _ENDED.search(before.text[-4:]) or _LISTED.match(line.text):
        return False
    if wrapped and not line.blank_before and len(before.text) in WRAPPED_CHARS:
        return True
    if _GOES_ON.match(line.text):
        return True
    # A link in the middle of a sentence stands on a line of its own: "since", "Russia", "'s army".
    is_link = len(line.text.split()) <= LINK_WORDS_MAX and not _ENDED.search(line.text[-4:])
    goes_on = following is not None and _GOES_ON.match(following.text) is not None
    is_headline = headline and len(group) == 1 and len(before.text.split()) > LINK_WORDS_MAX
    return is_link and goes_on and not is_headline and not _LISTED.match(group[0].text)


def _is_wrapped(found: list[Line]) -> bool:
    """Whether the text was broken at a fixed width, so that a break ends nothing."""
    inner = [line for line, following in pairwise(found) if not following.blank_before]
    if len(inner) < WRAPPED_LINES_MIN:
        return False
    full = sum(1 for line in inner if len(line.text) in WRAPPED_CHARS)
    running = sum(1 for line in inner if not _ENDED.search(line.text[-4:]))
    return full >= 0.8 * len(inner) and running >= 0.6 * len(inner)
