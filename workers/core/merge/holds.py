"""Holds: from which value on an unsupported figure is too far above the record to believe."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from math import inf

from msgspec import Struct

CHUNK_MAX = 512


class Raw(Struct, frozen=True, order=True):
    """One event's value as stated, before anybody asks whether it may compete."""

    value: float
    place: str


class Sorted:
    """Values in order. A change costs little more than the logarithm of their number."""

    def __init__(self) -> None:
        """No values yet."""
        self._chunks: list[list[Raw]] = []
        self._lasts: list[Raw] = []

    def add(self, raw: Raw) -> None:
        """Put `raw` in its place."""
        at = min(bisect_left(self._lasts, raw), max(len(self._chunks) - 1, 0))
        if not self._chunks:
            self._chunks.append([])
            self._lasts.append(raw)
        chunk = self._chunks[at]
        insort(chunk, raw)
        if len(chunk) > CHUNK_MAX:
            half = len(chunk) // 2
            self._chunks.insert(at + 1, chunk[half:])
            self._lasts.insert(at + 1, chunk[-1])
            del chunk[half:]
        self._lasts[at] = chunk[-1]

    def remove(self, raw: Raw) -> None:
        """Take `raw` out; it must be in."""
        at = bisect_left(self._lasts, raw)
        chunk = self._chunks[at]
        del chunk[bisect_left(chunk, raw)]
        if chunk:
            self._lasts[at] = chunk[-1]
        else:
            del self._chunks[at], self._lasts[at]

    def first(self) -> Raw | None:
        """The lowest."""
        return self._chunks[0][0] if self._chunks else None

    def last(self) -> Raw | None:
        """The highest."""
        return self._lasts[-1] if self._lasts else None

    def last_up_to(self, value: float) -> Raw | None:
        """The highest that is not above `value`."""
        probe = Raw(value, chr(0x10FFFF))
        at = bisect_right(self._lasts, probe)
        if at < len(self._chunks) and self._chunks[at][0] <= probe:
            chunk = self._chunks[at]
            return chunk[bisect_right(chunk, probe) - 1]
        return self._lasts[at - 1] if at else None

    def above(self, value: float) -> list[Raw]:
        """All that are above `value`, lowest first."""
        return list(self.between(value, inf))

    def between(self, low: float, high: float) -> Iterator[Raw]:
        """All that are above `low` and not above `high`, lowest first."""
        probe, last = Raw(low, chr(0x10FFFF)), Raw(high, chr(0x10FFFF))
        for chunk in self._chunks[bisect_right(self._lasts, probe) :]:
            yield from chunk[bisect_right(chunk, probe) : bisect_right(chunk, last)]
            if chunk[-1] > last:
                return


def _day(raw: Raw) -> str:
    """The ISO date in the name of the event's place: `event/2031-01-10/0/night/`."""
    return raw.place.split("/", 2)[1]


class Holds:
    """Rule 10: which values of one figure are more than `jump` times what others bear out.

    A value is borne out by a second source, by an official one, or by other values of which none
    is more than `jump` times the next lower. What one source alone says bears out only what
    happened later: a typing error that is held is not freed by the next true value. So the answer
    depends on values and dates alone and not on the order in which they came.
    """

    def __init__(self, jump: float) -> None:
        """Nothing stated yet; without a `jump` above 0 nothing is ever held."""
        self._jump = jump
        self._all = Sorted()
        self._borne_out = Sorted()
        self._known: dict[str, tuple[Raw, bool]] = {}
        self._limit: float | None = None

    def put(self, place: str, value: float | None, *, borne_out: bool) -> None:
        """Enter, replace or take out (None) what the event at `place` states."""
        known = self._known.pop(place, None)
        if known is None and value is None:
            return
        self._limit = None
        if known is not None:
            self._all.remove(known[0])
            if known[1]:
                self._borne_out.remove(known[0])
        if value is not None and value > 0 and self._jump > 0:
            raw = Raw(value, place)
            self._known[place] = (raw, borne_out)
            self._all.add(raw)
            if borne_out:
                self._borne_out.add(raw)

    def limit(self) -> float:
        """The value above which a figure that nothing bears out is held."""
        if self._limit is None:
            self._limit = self._found()
        return self._limit

    def _found(self) -> float:
        step = self._borne_out.last() or self._all.first()
        if step is None:
            return inf
        while True:
            limit = self._jump * step.value
            following = self._all.last_up_to(limit)
            if following is None or following.value <= step.value:
                return limit
            freed = self._all.between(limit, self._jump * following.value)
            if any(_day(raw) <= _day(following) and not self._is_sure(raw) for raw in freed):
                return limit
            step = following

    def _is_sure(self, raw: Raw) -> bool:
        return self._known[raw.place][1]

    def above(self, value: float) -> list[str]:
        """The events that state more than `value`, lowest first."""
        return [raw.place for raw in self._all.above(value)]
