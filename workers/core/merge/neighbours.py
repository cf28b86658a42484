"""Neighbours: the events of one series by day and by name, and which of them a change regroups."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from schemas.event import Ledger
from workers.core.catalogue.model import MergeRules
from workers.core.merge.happenings import Happening, group
from workers.core.merge.mentions import Mention
from workers.core.merge.subjects import Name, Names

Index = dict[tuple[str, int], dict[str, None]]


class Regrouped(Struct, frozen=True):
    """The events that a change made others: their places before, and what is there now."""

    before: tuple[str, ...]
    after: tuple[Happening, ...]


class _Stretch(Struct):
    """Days of one change that lie near each other, and up to where events may become others."""

    first: int
    last: int


class Neighbours:
    """All events of one series. What a change costs depends on those near it in time and name."""

    def __init__(self, rules: MergeRules, names: Names) -> None:
        """No events yet."""
        self._rules = rules
        self._names = names
        self._events: dict[str, Happening] = {}
        self._by_day: dict[tuple[Ledger, int], tuple[str, ...]] = {}
        self._by_word: Index = {}
        self._by_first: Index = {}
        self._named: dict[str, frozenset[Name]] = {}

    def add(self, row: Happening) -> None:
        """Take in an event."""
        self._events[row.place] = row
        day = row.date.toordinal()
        self._by_day[row.ledger, day] = tuple(
            sorted({*self._by_day.get((row.ledger, day), ()), row.place})
        )
        if self._is_named(row.ledger):
            self._named[row.place] = frozenset(self._names.of(m.subject) for m in row.mentions)
            for index, word in self._words(row.place):
                index.setdefault((word, self._bucket(day)), {})[row.place] = None

    def remove(self, row: Happening) -> None:
        """Take an event out; it must be in."""
        del self._events[row.place]
        day = (row.ledger, row.date.toordinal())
        left = tuple(place for place in self._by_day[day] if place != row.place)
        if left:
            self._by_day[day] = left
        else:
            del self._by_day[day]
        if row.place not in self._named:
            return
        bucket = self._bucket(day[1])
        for index, word in self._words(row.place):
            places = index.get((word, bucket), {})
            places.pop(row.place, None)
            if not places:
                index.pop((word, bucket), None)
        del self._named[row.place]

    def is_on(self, ledger: Ledger, day: date) -> bool:
        """Whether any event is on that day."""
        return (ledger, day.toordinal()) in self._by_day

    def regroup(
        self, article_id: str, gone: Sequence[Mention], come: Sequence[Mention]
    ) -> Regrouped:
        """What becomes of the events when an article's mentions go and others come.

        All are of one ledger. The answer is what grouping everything anew would give; events of
        which the article speaks are always in it.
        """
        ledger = (*gone, *come)[0].ledger
        reach = self._reach(ledger)
        before: list[str] = []
        after: list[Happening] = []
        waiting = _stretches([row.date.toordinal() for row in (*gone, *come)], reach)
        while waiting:
            stretch = waiting.pop(0)
            part = self._regrouped(stretch, ledger, article_id=article_id, rows=(gone, come))
            edge = max((row.date.toordinal() for row in self._all(part)), default=0) + reach
            if edge > stretch.last + reach:
                stretch.last = edge - reach
                waiting.insert(0, stretch)
            elif waiting and stretch.last + reach >= waiting[0].first - 3 * reach - 1:
                stretch.last = max(stretch.last, waiting.pop(0).last)
                waiting.insert(0, stretch)
            else:
                before += part.before
                after += part.after
        return Regrouped(tuple(before), tuple(after))

    def _all(self, part: Regrouped) -> Iterator[Happening]:
        yield from (self._events[place] for place in part.before)
        yield from part.after

    def _regrouped(
        self,
        stretch: _Stretch,
        ledger: Ledger,
        *,
        article_id: str,
        rows: tuple[Sequence[Mention], Sequence[Mention]],
    ) -> Regrouped:
        """What becomes of the events around one stretch, if none after it becomes another.

        A mention can leave or join an event that began `reach` before it, and that can matter to
        one that began as much earlier. What is earlier still is there only to be chosen from.
        """
        reach = self._reach(ledger)
        first = stretch.first - (2 * reach + 1 if reach else 0)
        own = [
            [row for row in part if stretch.first <= row.date.toordinal() <= stretch.last]
            for part in rows
        ]
        days = (first - reach, stretch.last + reach)
        places = self._around(ledger, days, subjects={row.subject for row in (*own[0], *own[1])})
        told = [
            row
            for place in places
            for row in self._events[place].mentions
            if row.article_id != article_id
        ]
        old = {p: self._events[p] for p in places if self._events[p].date.toordinal() >= first}
        now = {
            row.place: row
            for row in group([*told, *own[1]], self._rules, self._names)
            if row.date.toordinal() >= first
        }
        same = {
            place
            for place in old.keys() & now.keys()
            if now[place].mentions == old[place].mentions
            and all(row.article_id != article_id for row in now[place].mentions)
        }
        return Regrouped(
            tuple(place for place in old if place not in same),
            tuple(row for place, row in now.items() if place not in same),
        )

    def _around(
        self, ledger: Ledger, days: tuple[int, int], *, subjects: set[str | None]
    ) -> list[str]:
        """The events of those days that a text on `subjects` can touch, if by others."""
        if not self._is_named(ledger):
            return self._on_days(ledger, days)
        waiting = {self._names.of(subject) for subject in subjects}
        seen: set[str] = set()
        known: set[Name] = set()
        # Who is not named may be anybody: then everything near can be touched.
        nobody = any(not name.words for name in waiting) or any(self._in("", days))
        while waiting and not nobody:
            name = waiting.pop()
            known.add(name)
            for place in self._called(name, days) - seen:
                seen.add(place)
                waiting |= self._named[place] - known
        return self._on_days(ledger, days) if nobody else sorted(seen)

    def _called(self, name: Name, days: tuple[int, int]) -> set[str]:
        """The events of those days of which a text has a name that can be of the same bearer."""
        rare = min(sorted(name.words), key=lambda word: self._count(word, days))
        places = {place for word in (rare, *name.others) for place in self._in(word, days)}
        for word in name.words:
            places.update(self._in(word, days, self._by_first))
        return {place for place in places if any(name.is_of(one) for one in self._named[place])}

    def _count(self, word: str, days: tuple[int, int]) -> int:
        return sum(len(self._by_word.get((word, bucket), ())) for bucket in self._buckets(days))

    def _in(
        self,
        word: str,
        days: tuple[int, int],
        index: Index | None = None,
    ) -> Iterator[str]:
        for bucket in self._buckets(days):
            for place in (self._by_word if index is None else index).get((word, bucket), ()):
                if days[0] <= self._events[place].date.toordinal() <= days[1]:
                    yield place

    def _words(self, place: str) -> Iterator[tuple[Index, str]]:
        for name in self._named[place]:
            yield from ((self._by_word, word) for word in (*name.words, *name.others))
            yield self._by_first, name.first

    def _on_days(self, ledger: Ledger, days: tuple[int, int]) -> list[str]:
        return [
            place
            for day in range(days[0], days[1] + 1)
            for place in self._by_day.get((ledger, day), ())
        ]

    def _bucket(self, day: int) -> int:
        return day // max(self._rules.event.join_days, 1)

    def _buckets(self, days: tuple[int, int]) -> range:
        return range(self._bucket(days[0]), self._bucket(days[1]) + 1)

    def _reach(self, ledger: Ledger) -> int:
        return self._rules.event.join_days if ledger == "event" else 0

    def _is_named(self, ledger: Ledger) -> bool:
        return ledger == "event" and self._rules.event.by_subject


def _stretches(days: Sequence[int], reach: int) -> list[_Stretch]:
    """The days in parts that are too far from each other to touch the same events."""
    found: list[_Stretch] = []
    for day in sorted(set(days)):
        if found and day - found[-1].last <= 4 * reach + 1 and reach:
            found[-1].last = day
        else:
            found.append(_Stretch(day, day))
    return found
