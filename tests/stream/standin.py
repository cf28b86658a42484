"""Stand-ins: a reader and books that do almost nothing, so that a test sees the shell alone.

A body is lines of "domain/series value"; each makes one report, each report one event, and a value
above all others of its series one alert. All of it follows from the order of the reports.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import structs

from schemas import Alert, Article, Claim, Confidence, Event, FigureValue, Order, Period, Report
from schemas import Value as Stated
from workers.core.judge.books import Books, Verdict
from workers.core.judge.state import EventHead
from workers.core.memory import Memory
from workers.core.outcome import Reading, Sender
from workers.core.reading import Reader, article_id

FIGURE = "height"
LONG_AGO = datetime(2031, 2, 3, tzinfo=UTC)


def digest(*parts: object) -> str:
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:16]


class StandInReader(Reader):
    """Reads "domain/series value" lines."""

    def __init__(self) -> None:
        """Without a catalogue."""

    def read(self, article: Article, received_at: datetime) -> Reading:
        if "explode" in article.title:
            raise RuntimeError(article.title)
        identity = article_id(article)
        sender = Sender(
            publisher=article.publisher,
            url=article.url,
            credited_to=None,
            published_at=article.published_at or received_at,
            catalogue_hash="c",
            backfill=bool(article.backfill),
            mode=article.mode or "live",
        )
        reading = Reading(
            article_id=identity,
            order=Order(
                version=article.version,
                published_at=sender.published_at,
                fetched_at=article.fetched_at or received_at,
            ),
            text_hash=digest(article.title, article.body),
            outcome="no_figures",
            sender=sender,
        )
        lines = [line.split() for line in article.body.splitlines() if "/" in line]
        reports = tuple(self._report(reading, key, float(value)) for key, value in sorted(lines))
        outcome = "reported" if reports else "no_figures"
        return structs.replace(reading, reports=reports, outcome=outcome)

    def _report(self, reading: Reading, key: str, value: float) -> Report:
        domain, _, series = key.partition("/")
        claim = Claim(
            id=digest(reading.article_id, key),
            figure=FIGURE,
            role="stated",
            counted="thing",
            value=Stated(stated=value, low=value, high=value, approx="exact"),
            raw_value=value,
            raw_unit=None,
            actor=None,
            target=None,
            place=None,
            period=Period(kind="event", start=None, end=None),
            field="body",
            start=0,
            end=1,
            quote=str(value),
            speaker=None,
            confidence=Confidence(value=1.0, parts={}),
            rule="standin",
        )
        return Report(
            article_id=reading.article_id,
            order=reading.order,
            text_hash=reading.text_hash,
            domain=domain,
            series=series,
            claims=(claim,),
            **structs.asdict(reading.sender),
        )


class StandInBooks(Books):
    """Every report is an event; the highest of its series so far raises an alert."""

    def __init__(self) -> None:
        self.load([], [])

    def load(self, reports: Iterable[Report], heads: Iterable[EventHead]) -> int:
        self.known: dict[tuple[str, str, str], Report] = {}
        self.highest: dict[tuple[str, str], float] = {}
        self.heads = {head.id: head for head in heads}
        for report in reports:
            self.keep(report)
        return 0

    def keep(self, report: Report) -> None:
        series = (report.domain, report.series)
        self.known[*series, report.article_id] = report
        self.highest[series] = max(self.highest.get(series, 0.0), value(report))

    def judge(self, report: Report) -> Verdict:
        key = (report.domain, report.series, report.article_id)
        event = self._event(report)
        if self.known.get(key) == report:
            return Verdict(report=None, alerts=(), notes=(), heads=(), events=(event,))
        alerts: tuple[Alert, ...] = ()
        if value(report) > self.highest.get(key[:2], 0.0):
            alerts = (self._alert(report, event),)
        head = EventHead(
            id=event.id,
            domain=event.domain,
            series=event.series,
            ledger="event",
            date=event.date,
            window=None,
            turn=0,
            subject=None,
            place="",
            born=event.known_at,
            known_at=event.known_at,
        )
        return Verdict(report=report, alerts=alerts, notes=(), heads=(head,), events=(event,))

    def commit(self, verdict: Verdict) -> None:
        if verdict.report is not None:
            self.keep(verdict.report)
        for head in verdict.heads:
            self.heads[head.id] = head

    def _event(self, report: Report) -> Event:
        number = value(report)
        figure = FigureValue(value=number, low=number, high=number, status="single", sources=1)
        return Event(
            id=digest(report.domain, report.series, report.article_id),
            domain=report.domain,
            series=report.series,
            ledger="event",
            date=report.published_at.date().isoformat(),
            window=None,
            figures={FIGURE: figure},
            revision=0,
            known_at=report.order.fetched_at,
            mode=report.mode,
        )

    def _alert(self, report: Report, event: Event) -> Alert:
        return Alert(
            alert_id=digest("alert", event.id),
            revision=0,
            status="provisional",
            references=None,
            domain=event.domain,
            figure=FIGURE,
            series=event.series,
            scope="ever",
            ledger="event",
            value=value(report),
            low=None,
            high=None,
            unit="",
            margin=None,
            previous_record=None,
            event_id=event.id,
            event_date=event.date,
            window=None,
            verdict="no_claim",
            sources=1,
            evidence=(),
            reason=None,
            raised_at_article=report.article_id,
            known_at=event.known_at,
            sentence="A record.",
            mode=report.mode,
        )


def value(report: Report) -> float:
    return max((claim.value.low or 0.0 for claim in report.claims), default=0.0)


__all__ = ["LONG_AGO", "Memory", "StandInBooks", "StandInReader", "digest", "value"]
