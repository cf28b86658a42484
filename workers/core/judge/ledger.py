"""Ledger: the values of one figure by date, asked for the highest before or beside an event."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from schemas.alert import Scope

DATE_BITS = 22
SIZE = 1 << DATE_BITS


class Position(Struct, frozen=True, order=True):
    """Where an event stands in time: its day, and its turn within the day.

    Events of one turn of one day are neither earlier nor later; `place` only keeps them apart.
    """

    day: int
    turn: int
    place: str

    @property
    def date(self) -> str:
        """Its day as an ISO date."""
        return date.fromordinal(self.day).isoformat()


class Entry(Struct, frozen=True, kw_only=True):
    """One event's value in the ledger.

    `solid` tells that it was preloaded or backfilled, `accepted` the scopes for which a claim of a
    text made it a record (rule 17).
    """

    at: Position
    value: float
    solid: bool = False
    accepted: tuple[Scope, ...] = ()


class _Sum(Struct, frozen=True):
    """What a stretch of days holds: its best entry, how many, and how many of them are history."""

    best: Entry
    count: int
    ever: int
    year: int


class FigureLedger:
    """All values of one figure in one series. Every question costs the logarithm of its length."""

    def __init__(self, *, lowest: bool = False) -> None:
        """An empty ledger; in a `lowest` one the record is the lowest value."""
        self._sign = -1.0 if lowest else 1.0
        self._days: dict[int, tuple[Entry, ...]] = {}
        self._sums: dict[int, _Sum] = {}
        self._entries: dict[str, Entry] = {}

    def put(self, entry: Entry) -> None:
        """Enter or replace the value of one event."""
        known = self._entries.get(entry.at.place)
        if known == entry:
            return
        if known is not None and known.at.day != entry.at.day:
            self.drop(entry.at.place)
        self._entries[entry.at.place] = entry
        rest = [row for row in self._days.get(entry.at.day, ()) if row.at.place != entry.at.place]
        self._set_day(entry.at.day, tuple(sorted((*rest, entry), key=lambda row: row.at)))

    def drop(self, place: str) -> None:
        """Take the event at `place` out, if it is in."""
        known = self._entries.pop(place, None)
        if known is not None:
            day = known.at.day
            self._set_day(day, tuple(row for row in self._days[day] if row.at.place != place))

    def get(self, place: str) -> Entry | None:
        """The value of the event at `place`."""
        return self._entries.get(place)

    def beats(self, value: float, other: float) -> bool:
        """Whether `value` is the greater record of the two; equal ones are not."""
        return self._sign * value > self._sign * other

    def best_before(self, at: Position, scope: Scope) -> Entry | None:
        """The record of the events before `at` in `scope`: the highest, of equal ones the first."""
        first, _ = span(at.day, scope)
        return self._better(
            self._best(first, at.day - 1),
            self._best_of(row for row in self._days.get(at.day, ()) if row.at.turn < at.turn),
        )

    def best_beside(self, at: Position, scope: Scope, *, until: int | None = None) -> Entry | None:
        """The record of all other events in `scope`, later ones too (up to the day `until`)."""
        first, last = span(at.day, scope)
        last = last if until is None else min(last, until)
        same_day = (row for row in self._days.get(at.day, ()) if row.at.place != at.place)
        outside = self._better(self._best(first, at.day - 1), self._best(at.day + 1, last))
        return self._better(outside, self._best_of(same_day))

    def has_history(self, at: Position, scope: Scope, *, events: int, spare: int = 0) -> bool:
        """Rule 17: an earlier value in `scope` that is history, or values of `events` events.

        With `spare`: whether that would hold without any so many of the events.
        """
        first, _ = span(at.day, scope)
        rows = [row for row in self._days.get(at.day, ()) if row.at.turn < at.turn]
        parts = [self._range(first, at.day - 1), self._sum_of(rows)]
        found = [part for part in parts if part is not None]
        solid = sum(part.ever if scope == "ever" else part.year for part in found)
        return solid > spare or sum(part.count for part in found) >= events + spare

    def record(self, scope: Scope, *, year: int | None = None) -> Entry | None:
        """The standing record over all events, or over those of one calendar year."""
        if scope == "ever":
            return self._best(0, SIZE - 2)
        day = date(year, 1, 1).toordinal() if year else self.last_day()
        return None if day is None else self._best(*span(day, "year"))

    def last_day(self) -> int | None:
        """The newest day that has a value."""
        if not self._sums:
            return None
        node = 1
        while node < SIZE:
            node = 2 * node + 1 if 2 * node + 1 in self._sums else 2 * node
        return node - SIZE

    def chain(self, scope: Scope) -> tuple[Entry, ...]:
        """Every record of its day, in the order of events; by calendar year in scope `year`."""
        found: list[Entry] = []
        for day in sorted(self._days):
            for row in self._days[day]:
                last = found[-1] if found else None
                if last is not None and scope == "year" and not _same_year(last, row):
                    last = None
                if last is None or self.beats(row.value, last.value):
                    found.append(row)
        return tuple(found)

    def _set_day(self, day: int, rows: tuple[Entry, ...]) -> None:
        if rows:
            self._days[day] = rows
        else:
            self._days.pop(day, None)
        node = SIZE + day
        total = self._sum_of(rows)
        while node:
            if total is None:
                self._sums.pop(node, None)
            else:
                self._sums[node] = total
            beside = self._sums.get(node ^ 1) if node > 1 else None
            pair = (total, beside) if node % 2 == 0 else (beside, total)
            total = self._joined(*pair)
            node >>= 1

    def _range(self, first: int, last: int) -> _Sum | None:
        left, right = max(first, 0) + SIZE, last + SIZE + 1
        before: _Sum | None = None
        after: _Sum | None = None
        while left < right:
            if left & 1:
                before = self._joined(before, self._sums.get(left))
                left += 1
            if right & 1:
                right -= 1
                after = self._joined(self._sums.get(right), after)
            left >>= 1
            right >>= 1
        return self._joined(before, after)

    def _best(self, first: int, last: int) -> Entry | None:
        found = self._range(first, last)
        return None if found is None else found.best

    def _best_of(self, rows: Iterable[Entry]) -> Entry | None:
        best: Entry | None = None
        for row in rows:
            best = self._better(best, row)
        return best

    def _better(self, one: Entry | None, other: Entry | None) -> Entry | None:
        # Of equal values the earlier is the record: a tie is none (rule 16).
        if one is None or other is None:
            return one or other
        if one.value == other.value:
            return min(one, other, key=lambda row: row.at)
        return one if self.beats(one.value, other.value) else other

    def _joined(self, one: _Sum | None, other: _Sum | None) -> _Sum | None:
        if one is None or other is None:
            return one or other
        best = one.best if not self.beats(other.best.value, one.best.value) else other.best
        return _Sum(best, one.count + other.count, one.ever + other.ever, one.year + other.year)

    def _sum_of(self, rows: Iterable[Entry]) -> _Sum | None:
        total: _Sum | None = None
        for row in rows:
            ever = int(row.solid or "ever" in row.accepted)
            year = int(row.solid or bool(row.accepted))
            total = self._joined(total, _Sum(row, 1, ever, year))
        return total


def span(day: int, scope: Scope) -> tuple[int, int]:
    """The first and last day that compete with `day` in `scope`."""
    if scope == "ever":
        return 0, SIZE - 2
    year = date.fromordinal(day).year
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def _same_year(one: Entry, other: Entry) -> bool:
    return date.fromordinal(one.at.day).year == date.fromordinal(other.at.day).year
