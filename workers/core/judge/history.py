"""History: known past values as reports like any other, silent and official at their date."""

import math
from datetime import UTC, date, datetime, time
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from schemas.report import Claim, Order, Period, Report
from workers.core.catalogue.model import Baseline, Catalogue, Figure
from workers.core.judge.made import QUOTE_CHARS_MAX, made_claim, month_of
from workers.core.judge.messages import digest
from workers.core.judge.state import HISTORY


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
        article_id=f"{HISTORY}{digest(key)}",
        order=Order(version=None, published_at=moment, fetched_at=moment),
        text_hash=digest(key, f"{entry.value:g}", entry.source),
        catalogue_hash="",
        publisher=entry.source or "history",
        credited_to=None,
        url=f"history:{digest(key)}",
        published_at=moment,
        domain=entry.domain,
        series=entry.series,
        backfill=True,
        claims=(_claim(entry, period, key),),
    )


def _claim(entry: HistoryEntry, period: Period, key: str) -> Claim:
    """The one claim of the report, at the words that say it."""
    said = f"{entry.figure} {entry.series} {entry.value:g} on {entry.date}"
    return replace(
        made_claim(entry.value, period, figure=entry.figure, rule="history"),
        id=digest("claim", key),
        subject=entry.subject,
        end=len(said),
        quote=f"{said} ({entry.source})"[:QUOTE_CHARS_MAX],
        speaker=entry.source or None,
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
        day = date.fromisoformat(text if len(text) > len("2025-06") else f"{text}-01")
        whole = month_of(day)  # also of a day: after the last month there is no calendar
    except (ValueError, OverflowError):
        message = f"{text} is no date; write YYYY-MM-DD, or YYYY-MM for a month figure"
        raise HistoryError(message) from None
    return whole if month else Period(kind="event", start=day, end=day)
