"""Live: the entries of a live page, known by the clock time that each begins with."""

import re
from typing import Final

from msgspec import Struct

from workers.core.clean.lines import Block

ENTRIES_MIN: Final = 3
_NOON: Final = 12

_CLOCK: Final = re.compile(
    r"([01]?\d|2[0-3])[:.]([0-5]\d)(?: ?([ap])\.?m\b\.?)?(?: ?[-\u2013\u2014:|]+)?(?:\s+|$)",
    re.IGNORECASE,
)


class Clock(Struct, frozen=True):
    """The time an entry begins with, in minutes of the day, and how many characters say it."""

    minutes: int
    length: int


def clocks(found: list[Block]) -> dict[int, Clock]:
    """The clock of each paragraph that begins an entry, by its index; empty if no live page."""
    seen = {
        index: clock
        for index, block in enumerate(found)
        if block.rule in {None, "stamp"} and (clock := _clock(block.text)) is not None
    }
    return seen if len(seen) >= ENTRIES_MIN else {}


def _clock(text: str) -> Clock | None:
    match = _CLOCK.match(text)
    if match is None:
        return None
    hour, half = int(match.group(1)), (match.group(3) or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return Clock(hour * 60 + int(match.group(2)), match.end())
