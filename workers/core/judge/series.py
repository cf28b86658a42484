"""Series: every report of one series, and the events, values and ledgers that follow from them."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from schemas.alert import Scope
from schemas.event import Ledger
from schemas.report import Report
from workers.core.catalogue.model import MergeRules
from workers.core.judge.ledger import Entry, FigureLedger, Position
from workers.core.judge.newest import Newest
from workers.core.judge.state import AlertState, EventHead
from workers.core.merge.copies import EventCopies
from workers.core.merge.happenings import Happening, group
from workers.core.merge.holds import Holds
from workers.core.merge.mentions import Mention, Refused, mentions
from workers.core.merge.neighbours import Neighbours
from workers.core.merge.statements import Sayings
from workers.core.merge.subjects import Names
from workers.core.merge.values import Resolved, resolve
from workers.core.merge.voices import Standing, Vote, votes


class Known(Struct, frozen=True, kw_only=True):
    """One event as its reports tell it."""

    happening: Happening
    votes: dict[str, tuple[Vote, ...]]
    values: dict[str, Resolved]

    @property
    def at(self) -> Position:
        """Where it stands in time."""
        row = self.happening
        return Position(row.date.toordinal(), row.turn, row.place)


class Moved(Struct, frozen=True, kw_only=True):
    """A value of the ledger that changed: from `before` to `after`, null where there is none."""

    figure: str
    at: Position
    before: float | None
    after: float | None


class Change(Struct, frozen=True, kw_only=True):
    """What one report changed: events before and after by place, and values of the ledgers."""

    before: dict[str, Known]
    after: dict[str, Known]
    moved: tuple[Moved, ...]


class SeriesBook:
    """One series. All but reports and heads is derived and the same in any order of them."""

    def __init__(
        self,
        domain: str,
        series: str,
        *,
        rules: MergeRules,
        standing: Standing,
        names: Mapping[str, str],
        spelling: Names,
    ) -> None:
        """A series without reports.

        `names` are what a sentence calls the codes of a series, `spelling` how subjects are named.
        """
        self.domain = domain
        self.series = series
        self.names = names
        self.rules = rules
        self.reports: dict[str, Report] = {}
        self.refused: dict[str, tuple[Refused, ...]] = {}
        self.heads: dict[str, EventHead] = {}
        self.events: dict[str, Known] = {}
        self.ids: dict[str, str] = {}
        self._copies = EventCopies()
        self._standing = standing
        self._sayings = Sayings(rules, standing)
        self._spelling = spelling
        self._neighbours = Neighbours(rules, spelling)
        self._places: dict[str, tuple[str, ...]] = {}
        self._ledgers: dict[str, FigureLedger] = {}
        self._holds: dict[str, Holds] = {}
        self._days: dict[Ledger, Newest] = {}
        self._bearing: dict[tuple[str, str], list[Position]] = {}
        self._heads_on: dict[tuple[Ledger, str], set[str]] = {}
        self._merged: dict[str, set[str]] = {}

    def ledger(self, figure: str) -> FigureLedger:
        """The ledger of one figure."""
        if figure not in self._ledgers:
            lowest = self.rules.figures[figure].record == "min"
            self._ledgers[figure] = FigureLedger(lowest=lowest)
        return self._ledgers[figure]

    def newest_day(self, ledger: Ledger) -> int | None:
        """The newest day for which anything is known in one kind of ledger (rules 26, 32)."""
        return self._days[ledger].day() if ledger in self._days else None

    def places_of(self, article_id: str) -> tuple[str, ...]:
        """The events of which an article speaks now."""
        return self._places.get(article_id, ())

    def swap(self, article_id: str, report: Report | None) -> Change:
        """Replace what an article says (None: by nothing) and derive anew what depends on it."""
        old = [
            row
            for place in self._places.get(article_id, ())
            for row in self.events[place].happening.mentions
            if row.article_id == article_id
        ]
        new: tuple[Mention, ...] = ()
        self.reports.pop(article_id, None)
        self.refused.pop(article_id, None)
        self._sayings.forget(article_id)
        if report is not None:
            self.reports[article_id] = report
            new = self._told(report)
        before: dict[str, Known] = {}
        after: dict[str, Known] = {}
        for ledger in sorted({row.ledger for row in (*old, *new)}):
            gone = [row for row in old if row.ledger == ledger]
            come = [row for row in new if row.ledger == ledger]
            was, now = self._regrouped(article_id, gone, come)
            before |= was
            after |= now
        return Change(before=before, after=after, moved=tuple(self._enter(before, after)))

    def fill(self, reports: Iterable[Report]) -> None:
        """Take in all `reports` of a series that has none, as `swap` would one by one."""
        told: dict[Ledger, list[Mention]] = {}
        for report in reports:
            self.reports[report.article_id] = report
            for row in self._told(report):
                told.setdefault(row.ledger, []).append(row)
        for ledger in sorted(told):
            for happening in group(told[ledger], self.rules, self._spelling):
                self._learn(happening, None, article_id="", heard=set())
        self._enter({}, dict(self.events))

    def _told(self, report: Report) -> tuple[Mention, ...]:
        said = {"publisher": report.publisher, "series": self.series}
        doubts = {
            figure: self._standing.unreliable(figure=figure, **said)
            for figure in self.rules.figures
        }
        told, refused = mentions(report, self.rules, doubts=doubts.__getitem__)
        if refused:
            self.refused[report.article_id] = refused
        return told

    def heads_on(self, ledger: Ledger, day: date) -> list[EventHead]:
        """The heads of one date that were not merged into another, in the order of their ids."""
        ids = sorted(self._heads_on.get((ledger, day.isoformat()), ()))
        return [self.heads[head_id] for head_id in ids]

    def merged_into(self, head_id: str) -> list[EventHead]:
        """The heads of events that merged into that of `head_id`, in the order of their ids."""
        return [self.heads[other] for other in sorted(self._merged.get(head_id, ()))]

    def keep(self, head: EventHead) -> None:
        """Store the head of one event and enter its values as it says."""
        known = self.heads.get(head.id)
        if known is not None:
            self._let_go(known)
        self.heads[head.id] = head
        if head.merged_into is not None:
            self._merged.setdefault(head.merged_into, set()).add(head.id)
            return
        self._heads_on.setdefault((head.ledger, head.date), set()).add(head.id)
        rival = self.heads.get(self.ids.get(head.place, ""))
        if rival is None or rival.id == head.id or head.place in self.events:
            self.ids[head.place] = head.id
        for state in head.alerts:
            rows = self._bearing.setdefault((state.alert.figure, state.alert.scope), [])
            insort(rows, self._position(head))
        self.refresh(head.place)

    def _let_go(self, known: EventHead) -> None:
        if known.merged_into is not None:
            self._merged[known.merged_into].discard(known.id)
        self._heads_on.get((known.ledger, known.date), set()).discard(known.id)
        if self.ids.get(known.place) == known.id:
            del self.ids[known.place]
        at = self._position(known)
        for state in known.alerts:
            rows = self._bearing.get((state.alert.figure, state.alert.scope), [])
            if at in rows:
                rows.remove(at)

    def _position(self, head: EventHead) -> Position:
        day = date.fromisoformat(head.date).toordinal()
        return Position(day, head.turn, head.place)

    def refresh(self, place: str, *figures: str) -> None:
        """Enter values of one event again (of all figures, if none is named), as its head says."""
        known = self.events.get(place)
        for figure in sorted(figures or known.values) if known else ():
            self._enter_value(figure, place, known)

    def accept(self, figure: str, known: Known, states: Sequence[AlertState]) -> bool:
        """Enter by which claims `states` make the value accepted; whether that changes anything."""
        entry = self.ledger(figure).get(known.happening.place)
        accepted = _accepted(figure, states)
        if entry is None or entry.accepted == accepted:
            return False
        self.ledger(figure).put(replace(entry, accepted=accepted))
        return True

    def bearing(self, figure: str, scope: str) -> list[Position]:
        """Where the events stand that bear an alert of this figure and scope, in their order."""
        return self._bearing.get((figure, scope), [])

    def _regrouped(
        self, article_id: str, gone: Sequence[Mention], come: Sequence[Mention]
    ) -> tuple[dict[str, Known], dict[str, Known]]:
        """The events around what went and came, before and after; unchanged ones left out."""
        found = self._neighbours.regroup(article_id, gone, come)
        was = {place: self.events[place] for place in found.before}
        for known in was.values():
            self._forget(known)
        heard = {claim.figure for row in (*gone, *come) for claim in row.claims}
        learnt = {
            row.place: self._learn(row, was.get(row.place), article_id=article_id, heard=heard)
            for row in found.after
        }
        return was, learnt

    def _forget(self, known: Known) -> None:
        row = known.happening
        del self.events[row.place]
        self._neighbours.remove(row)
        if not self._neighbours.is_on(row.ledger, row.date):
            self._days[row.ledger].drop(row.date.toordinal())
        for article_id in {m.article_id for m in row.mentions}:
            places = self._places[article_id]
            if places == (row.place,):
                del self._places[article_id]
            else:
                self._places[article_id] = tuple(p for p in places if p != row.place)

    def _learn(
        self, row: Happening, was: Known | None, *, article_id: str, heard: set[str]
    ) -> Known:
        """Derive one event. Where only one article came or went, all but what it says is kept."""
        kept = (
            was
            if was and _without(row, article_id) == _without(was.happening, article_id)
            else None
        )
        wanted = self._bound_up(heard) if kept else set(self.rules.figures)
        told = self._sayings.of(row.mentions, self.reports, figures=wanted)
        ids = dict.fromkeys(mention.article_id for mention in row.mentions)
        copies = self._copies.of(row.place, {one: self.reports[one] for one in ids})
        counted = {figure: votes(rows, copies) for figure, rows in told.items()}
        values = {
            figure: resolve(self.rules.figures[figure], rows, limit=self._limit(figure))
            for figure, rows in counted.items()
        }
        if kept:
            rest = [figure for figure in kept.votes if figure not in wanted]
            counted |= {figure: kept.votes[figure] for figure in rest}
            values |= {figure: kept.values[figure] for figure in rest}
        known = Known(happening=row, votes=counted, values=values)
        self._remember(known)
        return known

    def _bound_up(self, figures: set[str]) -> set[str]:
        """`figures` and those that have a total in common with them (rule 7)."""
        found = set(figures)
        for figure in self.rules.figures.values():
            whole = {figure.name, *figure.sum_of}
            if figure.sum_of and whole & figures:
                found |= whole
        return found

    def _remember(self, known: Known) -> None:
        row = known.happening
        self.events[row.place] = known
        self._neighbours.add(row)
        self._days.setdefault(row.ledger, Newest()).put(row.date.toordinal())
        for article_id in {m.article_id for m in row.mentions}:
            places = self._places.get(article_id, ())
            if row.place not in places:
                self._places[article_id] = tuple(sorted((*places, row.place)))

    def _holds_of(self, figure: str) -> Holds:
        if figure not in self._holds:
            # Only what is too high can be too good a record to believe.
            lowest = self.rules.figures[figure].record == "min"
            self._holds[figure] = Holds(0.0 if lowest else self.rules.parameters.jump)
        return self._holds[figure]

    def _limit(self, figure: str) -> float:
        return self._holds_of(figure).limit()

    def _enter(self, before: dict[str, Known], after: dict[str, Known]) -> list[Moved]:
        """Bring ledgers and holds to the state of `after`; what changed in the ledgers."""
        figures = {f for known in (*before.values(), *after.values()) for f in known.values}
        moved: list[Moved] = []
        for figure in sorted(figures):
            holds = self._holds_of(figure)
            limit = holds.limit()
            places = sorted({*before, *after})
            for place in places:
                value = after[place].values.get(figure) if place in after else None
                holds.put(
                    place,
                    value.stated if value else None,
                    borne_out=bool(value and value.borne_out),
                )
            crossed = holds.above(min(limit, holds.limit())) if holds.limit() != limit else []
            ledger = self.ledger(figure)
            for place in sorted({*places, *crossed}):
                old = ledger.get(place)
                known = self._at_limit(figure, place, after)
                self._enter_value(figure, place, known)
                new = ledger.get(place)
                entry = new or old
                if old != new and entry is not None:
                    moved.append(
                        Moved(
                            figure=figure,
                            at=entry.at,
                            before=old.value if old else None,
                            after=new.value if new else None,
                        )
                    )
        return moved

    def _at_limit(self, figure: str, place: str, after: dict[str, Known]) -> Known | None:
        known = self.events.get(place)
        if known is None or figure not in known.votes:
            return known
        value, limit = known.values[figure], self._limit(figure)
        above = value.stated is not None and value.stated > limit and not value.borne_out
        if not above and value.value == value.stated and value.status != "held":
            return known
        value = resolve(self.rules.figures[figure], known.votes[figure], limit=limit)
        if value == known.values[figure]:
            return known
        known = replace(known, values={**known.values, figure: value})
        self.events[place] = known
        if place in after:
            after[place] = known
        return known

    def _enter_value(self, figure: str, place: str, known: Known | None) -> None:
        value = known.values.get(figure) if known else None
        if known is None or value is None or not value.competes or value.value is None:
            self.ledger(figure).drop(place)
            return
        head = self.heads.get(self.ids.get(place, ""))
        self.ledger(figure).put(
            Entry(
                at=known.at,
                value=value.value,
                solid=value.solid,
                accepted=_accepted(figure, head.alerts if head else ()),
            )
        )


def _accepted(figure: str, states: Sequence[AlertState]) -> tuple[Scope, ...]:
    return tuple(
        state.alert.scope
        for state in states
        if state.alert.figure == figure
        and state.basis == "claim"
        and state.alert.status != "retracted"
    )


def _without(row: Happening, article_id: str) -> list[Mention]:
    return [mention for mention in row.mentions if mention.article_id != article_id]
