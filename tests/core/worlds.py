"""Worlds: made-up runs of reports for laws, and ways to play them and to look at the outcome."""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas.report import Claim, Report
from tests.core.makers import (
    ORIGIN,
    attacks,
    catalogue,
    claim,
    official,
    record,
    report,
    unreliable,
    value,
)
from workers.core.judge.books import Books, Verdict

if TYPE_CHECKING:
    from schemas.alert import Alert
    from schemas.note import Note
    from workers.core.judge.state import EventHead

LAW = settings(
    deadline=None,
    max_examples=int(os.environ.get("RECORDWIRE_LAW_EXAMPLES", "80")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# A law with many examples takes as long as it takes.
PATIENT = pytest.mark.timeout(0)
FIRST = date(2031, 1, 1)
CATALOGUE = catalogue(attacks())
SOURCES = (official("Blandish Air Force"), unreliable("Rumours"))
PUBLISHERS = ("Alpha", "Beta", "Gamma", "Rumours", "Blandish Air Force")
TEXTS = (
    """grey smoke stood over the harbour while crews counted what had come in the dark hours today
    and nobody could say how long the silence would last before the next alarm came again""",
    """officials in the capital spoke of a long night with fires in several districts and trains
    that ran late all morning because a bridge had to be looked at before anyone could cross it""",
)
NUMBERS = st.sampled_from((40, 55, 56, 80, 100, 130, 210, 640))


def said() -> st.SearchStrategy:
    return st.one_of(
        NUMBERS.map(value),
        NUMBERS.map(value),
        NUMBERS.map(lambda n: value(least=n)),
        NUMBERS.map(lambda n: value(about=n)),
    )


@st.composite
def texts(draw, index, *, days, modes=("live",), figures=("drones", "missiles", "total")) -> Report:
    """One report: what one text says of one or two days."""
    day = draw(st.integers(0, days - 1))
    name = f"a{index}"
    claims: list[Claim] = []
    for figure in draw(st.lists(st.sampled_from(figures), min_size=1, max_size=2, unique=True)):
        window = draw(st.sampled_from((None, None, "night", "day")))
        stated = draw(said())
        if figure == "missiles" and (stated.low or 0) > 300:
            stated = value(120)
        claims.append(
            claim(
                figure,
                stated,
                FIRST + timedelta(days=day),
                window=window,
                start=len(claims),
                article=name,
                past=draw(st.sampled_from((False, False, False, False, True))),
            )
        )
    records = [record(claims[0], draw(st.sampled_from(("ever", "year"))))]
    mode = draw(st.sampled_from(modes))
    return report(
        name,
        *claims,
        at=day + draw(st.sampled_from((0.1, 0.3, 0.6, 1.2))),
        records=records if draw(st.booleans()) else (),
        publisher=draw(st.sampled_from(PUBLISHERS)),
        text=draw(st.sampled_from((None, None, *TEXTS))),
        backfill=mode == "backfill",
    )


@st.composite
def runs(draw, *, most=8, days=3, modes=("live",), changes=False) -> list[Report]:
    """Reports in the order in which they arrive; with `changes`, some replace or take back."""
    count = draw(st.integers(1, most))
    made = [draw(texts(index, days=days, modes=modes)) for index in range(count)]
    made = draw(st.permutations(made))
    if changes:
        for _ in range(draw(st.integers(0, 2))):
            victim = draw(st.sampled_from(made[:count]))
            made.append(draw(st.sampled_from((gone(victim), changed(victim, draw(NUMBERS))))))
    arrival = ORIGIN + timedelta(days=days + 2)
    return [
        replace(one, order=replace(one.order, fetched_at=arrival + timedelta(minutes=index)))
        for index, one in enumerate(made)
    ]


def gone(one: Report) -> Report:
    return replace(one, claims=(), record_claims=(), withdrawn=True, text_hash="gone")


def changed(one: Report, number) -> Report:
    first = replace(one.claims[0], value=value(min(number, 400)))
    return replace(one, claims=(first, *one.claims[1:]), text_hash=f"changed {number}")


class Table:
    """What the worker stores, and the books built on it."""

    def __init__(self, made=CATALOGUE, sources=SOURCES) -> None:
        self.made = made
        self.sources = sources
        self.books = Books(made, sources)
        self.reports: dict[tuple[str, str, str], Report] = {}
        self.heads: dict[str, EventHead] = {}
        self.alerts: list[Alert] = []
        self.notes: list[Note] = []

    def read(self, one: Report) -> Verdict:
        verdict = self.books.judge(one)
        self.books.commit(verdict)
        if verdict.report is not None:
            row = verdict.report
            self.reports[row.domain, row.series, row.article_id] = row
        self.heads |= {head.id: head for head in verdict.heads}
        self.alerts += verdict.alerts
        self.notes += verdict.notes
        return verdict

    def read_all(self, many) -> "Table":
        for one in many:
            self.read(one)
        return self

    def restart(self) -> None:
        self.books = Books(self.made, self.sources)
        self.books.load(self.reports.values(), self.heads.values())

    def told(self) -> Sequence[object]:
        """Events without what depends on the order of arrival: ids, revisions, moments."""
        return sorted(
            (row.ledger, row.date, row.window or "", row.subject or "", repr(row.figures))
            for domain, series in self.books.series()
            for row in self.books.events(domain, series)
        )

    def chains(self) -> Sequence[object]:
        found: list[object] = []
        for domain, series in self.books.series():
            for figure in self.made.rules(domain).figures:
                for scope in ("ever", "year"):
                    rows = self.books.chain(domain, figure, series=series, scope=scope)
                    if rows:
                        links = [(row.date, row.value) for row in rows]
                        found.append((domain, series, figure, scope, links))
        return found

    def state(self) -> object:
        events = [self.books.events(*key) for key in self.books.series()]
        return (events, self.chains(), self.books.alerts())


def show(many) -> None:
    """Put a run into the report of a failing law in a form that a person can read."""
    for one in many:
        said = [
            f"{c.figure}@{c.period.end}{'/' + c.period.window if c.period.window else ''}"
            f"={c.value.low}..{c.value.high}{' past' if c.past else ''}"
            for c in one.claims
        ]
        claimed = [row.scope for row in one.record_claims]
        note(
            f"{one.article_id} {one.publisher} {one.published_at:%d %H:%M} {said} {claimed}"
            f"{' backfill' if one.backfill else ''}{' copy' if one.shingles else ''}"
        )
