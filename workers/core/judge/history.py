"""History: known past values as reports like any other, silent and official at their date."""

import hashlib
import math
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from msgspec import Meta, Struct

from schemas.report import Claim, Confidence, Order, Period, Report, Value
from workers.core.catalogue.model import Baseline, Catalogue, Figure
from workers.core.judge.state import HISTORY

ID_CHARS = 24
QUOTE_CHARS_MAX = 400


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One known value of one figure; `date` is a day, or `YYYY-MM` for month figures."""

    domain: str
    figure: str
    series: str
    value: float
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    source: str = ""
    subject: str | None = None
    window: str | None = None


class HistoryError(ValueError):
    """An entry that cannot enter any ledger, and why."""


def history_report(entry: HistoryEntry, catalogue: Catalogue) -> Report:
    """The report that enters `entry`; sent twice, it changes nothing.

    Raises `HistoryError` for a domain, figure, value or date that the catalogue cannot place.
    """
    figure = _figure(entry, catalogue)
    period = _period(entry.date, month=figure.ledger == "month")
    moment = datetime.combine(period.end or date.min, time(12), UTC)
    key = "\x1f".join((entry.domain, entry.series, entry.figure, entry.date, entry.subject or ""))
    return Report(
        article_id=f"{HISTORY}{_hash(key)}",
        order=Order(version=None, published_at=moment, fetched_at=moment),
        text_hash=_hash(f"{key}\x1f{entry.value:g}\x1f{entry.source}"),
        catalogue_hash="",
        publisher=entry.source or "history",
        credited_to=None,
        url=f"history:{_hash(key)}",
        published_at=moment,
        domain=entry.domain,
        series=entry.series,
        backfill=True,
        claims=(_claim(entry, period, key),),
    )


def _claim(entry: HistoryEntry, period: Period, key: str) -> Claim:
    """The one claim of the report, at the words that say it."""
    said = f"{entry.figure} {entry.series} {entry.value:g} on {entry.date}"
    return Claim(
        id=_hash(f"claim\x1f{key}"),
        figure=entry.figure,
        role="history",
        counted=entry.figure,
        value=Value(stated=entry.value, low=entry.value, high=entry.value, approx="exact"),
        raw_value=entry.value,
        raw_unit=None,
        actor=None,
        target=None,
        place=None,
        subject=entry.subject,
        period=period,
        field="body",
        start=0,
        end=len(said),
        quote=f"{said} ({entry.source})"[:QUOTE_CHARS_MAX],
        speaker=entry.source or None,
        confidence=Confidence(value=1.0, parts={"history": 1.0}),
        rule="history",
    )


def baseline_entries(catalogue: Catalogue) -> tuple[HistoryEntry, ...]:
    """The catalogue's own known records, to be sent once like any other history."""
    return tuple(
        _entry(name, row) for name, domain in catalogue.domains.items() for row in domain.baselines
    )


def _entry(domain: str, row: Baseline) -> HistoryEntry:
    return HistoryEntry(
        domain=domain,
        figure=row.figure,
        series=row.series,
        value=row.value,
        date=row.date,
        source=row.source,
        subject=row.subject,
    )


def _figure(entry: HistoryEntry, catalogue: Catalogue) -> Figure:
    domain = catalogue.domains.get(entry.domain)
    figure = None if domain is None else domain.rules.figures.get(entry.figure)
    if figure is None:
        message = f"{entry.domain}.{entry.figure} is no figure of the catalogue"
        raise HistoryError(message)
    if not math.isfinite(entry.value):
        message = f"{entry.value} is no value; write a number"
        raise HistoryError(message)
    return figure


def _period(text: str, *, month: bool) -> Period:
    try:
        first = date.fromisoformat(text if len(text) > len("2025-06") else f"{text}-01")
        last = (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        message = f"{text} is no date; write YYYY-MM-DD, or YYYY-MM for a month figure"
        raise HistoryError(message) from None
    if month:
        return Period(kind="month", start=first.replace(day=1), end=last)
    return Period(kind="event", start=first, end=first)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ID_CHARS]
