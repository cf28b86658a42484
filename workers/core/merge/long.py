"""Long: events that last for days, told apart by their names and by what opens them (rule 5)."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import date
from typing import Final

from workers.core.catalogue.model import MergeRules
from workers.core.merge.fits import Profile
from workers.core.merge.mentions import Mention
from workers.core.merge.subjects import Name, Names

# A strength that was measured again is that near to the first; 7.2 and 7.7 are of two shocks.
REVISION_SHARE: Final = 0.045
# As near is what is told of a known value of history, whatever the day or the name.
NEAR_SHARE: Final = 0.9


class Run:
    """The mentions of one event so far: those that made it, then those that only joined."""

    def __init__(self, row: Mention, name: Name, rules: MergeRules) -> None:
        """An event that begins with `row`."""
        self.begun = row.date
        self.name = name
        self.rows: list[Mention] = []
        self.profile = Profile()
        self.is_history = row.grade == "history"
        self._rules = rules
        self._openings: set[float | None] = set()
        self._least: dict[str, float] = {}
        self.add(row, name)

    def add(self, row: Mention, name: Name) -> None:
        """Take in a mention that helps to make the event."""
        self.rows.append(row)
        self.profile.add(row)
        if len(name.words) > len(self.name.words):
            self.name = name
        for claim in row.claims:
            low = claim.value.low
            if claim.figure in self._rules.event.opened_by:
                self._openings.add(low)
            if low is not None:
                self._least[claim.figure] = min(low, self._least.get(claim.figure, low))

    def is_other(self, row: Mention) -> bool:
        """Whether `row`, of a later day, tells of another event all the same.

        History is one entry an event. A second main shock has another strength, or one nearly the
        same (a revision has that too) and less of what only grows; the same again needs a text
        that names its day as well.
        """
        if row.grade == "history" and self.is_history and row.date != self.begun:
            return True
        if not self._openings or (row.date - self.begun).days <= 1:
            return False
        opening = self._rules.event.opened_by
        stated = [c for c in row.claims if c.figure in opening and not c.correction]
        if not stated:
            return False
        value = stated[0].value.low
        if value is not None and value not in self._openings and not self._is_near(value):
            return True
        another = value not in self._openings or any(claim.dated for claim in stated)
        return another and self._has_more(row)

    def _is_near(self, value: float) -> bool:
        return any(
            known is not None and abs(known - value) <= REVISION_SHARE * max(abs(known), abs(value))
            for known in self._openings
        )

    def _has_more(self, row: Mention) -> bool:
        return any(
            self._rules.figures[claim.figure].mode == "running"
            and claim.value.stated is not None
            and not claim.correction
            and claim.value.stated < self._least.get(claim.figure, 0.0)
            for claim in row.claims
        )


def long_events(rows: Sequence[Mention], rules: MergeRules, names: Names) -> list[list[Mention]]:
    """`rows` by event, the mention that dates the event first; the same in any order of them.

    What reliable texts tell as news makes the events. Background and rumours join them, and open
    events only among themselves, so that they neither date nor split what others tell.
    """
    firm, loose = _Events(rules, names), _Events(rules, names)
    firm.enter([row for row in rows if not row.weak])
    met = [(row, firm.find(row)) for row in sorted(rows, key=_in_order) if row.weak]
    loose.enter([row for row, run in met if run is None])
    for row, run in met:
        if run is not None:
            run.rows.append(row)
    return [run.rows for run in (*firm.all(), *loose.all())]


class _Events:
    """The events that some mentions make, in the order in which they began."""

    def __init__(self, rules: MergeRules, names: Names) -> None:
        self._rules = rules
        self._names = names
        self._named: list[Run] = []
        self._nameless: list[Run] = []
        self._index = _Index(rules)

    def all(self) -> list[Run]:
        return [*self._named, *self._nameless]

    def enter(self, rows: Sequence[Mention]) -> None:
        """Each joins the newest event that can be its own, or opens one.

        Where events have names, texts that name nobody, or several, come last. They join the only
        event in reach or the one that their values fit, and make no event another.
        """
        unsure = []
        for row in sorted(rows, key=self._fullest_first):
            if self._is_unsure(row):
                unsure.append(row)
                continue
            name = self._names.of(row.subject)
            run = self._newest(self._called(name, row), row)
            if run is None:
                run = Run(row, name, self._rules)
                self._named.append(run)
                self._index.put(run, name)
            else:
                run.add(row, name)
                self._index.put(run, run.name)
        met = [(row, self.find(row)) for row in sorted(unsure, key=_in_order)]
        for row, found in met:
            near = self._in_reach(self._nameless, row)
            run = found or self._newest([one for one in near if self._may_meet(one, row)], row)
            if run is None:
                self._nameless.append(Run(row, self._names.of(None), self._rules))
            else:
                run.rows.append(row)

    def find(self, row: Mention) -> Run | None:
        """The event that is there for `row` to join."""
        name = self._names.of(row.subject)
        runs = self._called(name, row) if name.words else self._in_reach(self._named, row)
        if not self._is_unsure(row):
            return self._newest(runs, row) or self._unnamed(row)
        near = [run for run in runs if not run.is_other(row) and self._may_meet(run, row)]
        if len(near) <= 1:
            return near[0] if near else None
        fits = [(run.profile.fit(row, self._rules.figures), run) for run in near]
        fitting = [(fit.score, at) for at, (fit, _) in enumerate(fits) if fit.agree > 0]
        if fitting:
            return near[max(fitting)[1]]
        return near[-1] if name.words else None

    def _unnamed(self, row: Mention) -> Run | None:
        """The known value of history, without a name, that background on somebody tells of."""
        runs = self._in_reach(self._nameless, row) if row.weak else []
        near = [run for run in runs if run.is_history and self._fits(run, row)]
        return near[-1] if near else None

    def _may_meet(self, run: Run, row: Mention) -> bool:
        """Whether a text without a name may be of `run`: to history it must fit, or be of its day.

        History is one entry an event, and often has no names.
        """
        if row.grade != "history" and not (run.is_history and not run.name.words):
            return True
        return run.begun == row.date or self._fits(run, row)

    def _fits(self, run: Run, row: Mention) -> bool:
        fit = run.profile.fit(row, self._rules.figures)
        return fit.agree > 0 or fit.near >= NEAR_SHARE

    def _is_unsure(self, row: Mention) -> bool:
        """Whether a name that is asked for is missing, or is that of several."""
        if not self._rules.event.by_subject:
            return False
        name = self._names.of(row.subject)
        if not name.words:
            return True
        near = self._called(name, row)
        return any(not run.name.is_of(near[0].name) for run in near)

    def _fullest_first(self, row: Mention) -> tuple[object, ...]:
        # Of one day the longer name comes first, so that the shorter finds it.
        return (row.date, -len(self._names.of(row.subject).words), row.rank)

    def _called(self, name: Name, row: Mention) -> list[Run]:
        """The events in reach of `row` that `name` can be a name of, oldest first."""
        if not self._rules.event.by_subject:
            return self._in_reach(self._named, row)
        return self._index.called(name, row)

    def _in_reach(self, runs: Sequence[Run], row: Mention) -> list[Run]:
        return _in_reach(runs, row, self._rules)

    def _newest(self, near: Sequence[Run], row: Mention) -> Run | None:
        same_day = [run for run in near if run.begun == row.date]
        for run in reversed(same_day or near):
            if not run.is_other(row):
                return run
        return None


class _Index:
    """Events by the words of their names. One that is part of the other shares a rare word."""

    def __init__(self, rules: MergeRules) -> None:
        self._rules = rules
        self._by_word: dict[str, list[Run]] = {}
        self._by_first: dict[str, list[Run]] = {}
        self._known: set[tuple[int, Name]] = set()

    def put(self, run: Run, name: Name) -> None:
        """Find `run` by `name` from now on."""
        if (id(run), name) in self._known:
            return
        self._known.add((id(run), name))
        for word in {*name.words, *name.others}:
            insort(self._by_word.setdefault(word, []), run, key=_first_day)
        insort(self._by_first.setdefault(name.first, []), run, key=_first_day)

    def called(self, name: Name, row: Mention) -> list[Run]:
        """The events in reach of `row` that `name` can be a name of, oldest first."""
        rare = min(
            sorted(name.words), key=lambda word: len(self._by_word.get(word, ())), default=""
        )
        lists = [self._by_word.get(word, ()) for word in (rare, *name.others)]
        lists += [self._by_first.get(word, ()) for word in name.words]
        met = {
            id(run): run
            for runs in lists
            for run in _in_reach(runs, row, self._rules)
            if run.name.is_of(name)
        }
        return sorted(met.values(), key=_begun)


def _in_reach(runs: Sequence[Run], row: Mention, rules: MergeRules) -> list[Run]:
    first = row.date.toordinal() - rules.event.join_days
    at = bisect_left(runs, first, key=_first_day)
    return [run for run in runs[at:] if run.begun <= row.date]


def _first_day(run: Run) -> int:
    return run.begun.toordinal()


def _begun(run: Run) -> tuple[date, tuple[object, ...]]:
    return run.begun, run.rows[0].rank


def _in_order(row: Mention) -> tuple[object, ...]:
    return row.rank
