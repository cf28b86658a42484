"""Records: the ledger as rows that a person asks for, from the reports that make it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from msgspec import Struct

from schemas.alert import Scope
from schemas.event import Voice
from schemas.report import Report
from workers.core.catalogue.model import Figure
from workers.core.judge.books import Books, ChainLink

VOICES_SHOWN_MAX: Final = 3
SCOPES: Final[tuple[Scope, ...]] = ("ever", "year")


class Asked(Struct, frozen=True, kw_only=True):
    """What is asked for; null takes everything. `chain` asks for all earlier records too."""

    domain: str | None = None
    series: str | None = None
    figure: str | None = None
    scope: Scope | None = None
    chain: bool = False


class Held(Struct, frozen=True, kw_only=True):
    """One record: the value, when it was set, what it beat, and the voices that carry it.

    `previous` and `previous_date` are null for the first value known. `meaning` and `unit` are
    those of the catalogue.
    """

    domain: str
    series: str
    figure: str
    meaning: str
    unit: str
    scope: Scope
    value: float
    date: str
    subject: str | None
    previous: float | None
    previous_date: str | None
    sources: int
    voices: tuple[Voice, ...]


def known_on(reports: Iterable[Report], day: date | None) -> Iterator[Report]:
    """The `reports` that had come by the end of `day` (UTC); all of them if `day` is null.

    A known value of history came on its own day. An article that was replaced later counts from
    its newest text only, the one that is kept.
    """
    if day is None:
        yield from reports
        return
    end = datetime.combine(day, time(), tzinfo=UTC) + timedelta(days=1)
    for report in reports:
        if report.order.fetched_at < end:
            yield report


def held(books: Books, figures: dict[str, dict[str, Figure]], asked: Asked) -> Iterator[Held]:
    """The records of `books`, in the order of domain, series, figure, scope and date.

    `figures` are those of the catalogue, by domain and name. Without `asked.chain` only the
    standing record of each figure; in scope `year` that of the newest year known.
    """
    for domain, series in books.series():
        if asked.domain not in {None, domain} or asked.series not in {None, series}:
            continue
        voices = _voices(books, domain, series)
        for name, figure in sorted(figures[domain].items()):
            if asked.figure not in {None, name}:
                continue
            for scope in SCOPES:
                if scope not in figure.scopes or asked.scope not in {None, scope}:
                    continue
                links = books.chain(domain, name, series=series, scope=scope)
                yield from _rows((domain, series), figure, scope, links=links, voices=voices)[
                    0 if asked.chain else -1 :
                ]


_Voices = dict[tuple[str, str], tuple[str | None, int, tuple[Voice, ...]]]


def _voices(books: Books, domain: str, series: str) -> _Voices:
    """Subject, number of sources and first voices, by event and figure."""
    return {
        (row.id, name): (row.subject, known.sources, known.voices[:VOICES_SHOWN_MAX])
        for row in books.events(domain, series)
        for name, known in row.figures.items()
    }


def _rows(
    series: tuple[str, str],
    figure: Figure,
    scope: Scope,
    *,
    links: tuple[ChainLink, ...],
    voices: _Voices,
) -> list[Held]:
    rows: list[Held] = []
    for link in links:
        beaten = rows[-1] if rows else None
        if beaten is not None and scope == "year" and beaten.date[:4] != link.date[:4]:
            beaten = None
        subject, sources, said = voices.get((link.event_id, figure.name), (None, 0, ()))
        rows.append(
            Held(
                domain=series[0],
                series=series[1],
                figure=figure.name,
                meaning=figure.meaning,
                unit=figure.unit,
                scope=scope,
                value=link.value,
                date=link.date,
                subject=subject,
                previous=None if beaten is None else beaten.value,
                previous_date=None if beaten is None else beaten.date,
                sources=sources,
                voices=said,
            )
        )
    return rows
