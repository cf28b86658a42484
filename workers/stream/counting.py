"""Counting: what each message adds to the metrics and to the log, once, by how it ended."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from aiokafka.errors import (
    KafkaError,
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    RequestTimedOutError,
    TopicAuthorizationFailedError,
)
from msgspec import Struct

from schemas.alert import Alert
from schemas.event import Event
from schemas.note import Note
from schemas.reject import Reject
from schemas.topics import Topic
from workers import logs
from workers.metrics import Failure, Metrics, Misplaced, Step, Watched
from workers.stream.delivery import Delivery
from workers.stream.steps import MergeDone, ReadDone

if TYPE_CHECKING:
    from schemas.alert import Scope
    from workers.core.judge.books import Books

_FAILURES: dict[type[KafkaError], Failure] = {
    KafkaTimeoutError: "timeout",
    RequestTimedOutError: "timeout",
    MessageSizeTooLargeError: "too_large",
    TopicAuthorizationFailedError: "unauthorised",
}


class Counting:
    """Counts into `metrics`. `names` gives the contract's name of a topic for its full name."""

    def __init__(
        self, metrics: Metrics, names: dict[str, str], watched: Sequence[Watched] = ()
    ) -> None:
        """`watched` are the series whose current record is shown."""
        self._metrics = metrics
        self._names = names
        self._watched = tuple(watched)
        self._log = logs.logger()

    def read(self, delivery: Delivery, done: ReadDone | Reject, seconds: float) -> None:
        """Count one article."""
        metrics = self._metrics
        metrics.stage_seconds.labels("read_total").observe(seconds)
        self._finished(delivery)
        if isinstance(done, Reject):
            metrics.articles.labels("rejected").inc()
            metrics.rejects.labels(self._names[delivery.topic], done.reason).inc()
            return
        metrics.articles.labels(done.outcome).inc()
        for report in done.reports:
            for claim in report.claims:
                metrics.claims.labels(report.domain, claim.figure).inc()
        if done.reading is not None:
            delay = (delivery.received_at - done.reading.order.published_at).total_seconds()
            metrics.source_delay_seconds.observe(max(0.0, delay))

    def merged(self, delivery: Delivery, done: MergeDone | Reject, seconds: float) -> None:
        """Count one report, and tell of each of its alerts in the log."""
        metrics = self._metrics
        metrics.stage_seconds.labels("merge_total").observe(seconds)
        self._finished(delivery)
        if isinstance(done, Reject):
            metrics.reports.labels("rejected").inc()
            metrics.rejects.labels(self._names[delivery.topic], done.reason).inc()
            return
        metrics.reports.labels("merged" if done.verdict.report else "unchanged").inc()
        arrival = "backfill" if done.report.backfill else "live"
        for alert in done.verdict.alerts:
            age = time.time() - done.report.published_at.timestamp()
            metrics.article_to_alert_seconds.labels(arrival).observe(max(0.0, age))
            logs.tell_alert(self._log, alert)

    def published(self, topic: Topic, message: Struct, seconds: float) -> None:
        """Count one message that the broker has taken."""
        metrics = self._metrics
        metrics.publish_seconds.labels(topic.name).observe(seconds)
        metrics.stage_seconds.labels("publish").observe(seconds)
        match message:
            case Alert():
                metrics.alerts.labels(message.domain, message.status).inc()
                metrics.last_alert_timestamp_seconds.set_to_current_time()
            case Note():
                metrics.notes.labels(message.type).inc()
                if message.type in {"held", "implausible"} and message.domain is not None:
                    metrics.values_held.labels(message.domain, message.type).inc()
            case Event():
                metrics.events_published.labels(message.domain).inc()

    def refused(self, topic: Topic, error: KafkaError) -> None:
        """Count one message that the broker has not taken."""
        reason = _FAILURES.get(type(error), "other")
        self._metrics.publish_failures.labels(topic.name, reason).inc()

    def forwarded(self, misplaced: Misplaced) -> None:
        """Count one article that was sent on to its own partition."""
        self._metrics.articles_forwarded.labels(misplaced).inc()

    def retried(self, step: Step) -> None:
        """Count one further attempt."""
        self._metrics.retries.labels(step).inc()

    def keys(self, table: str, count: int) -> None:
        """Note how many keys a table has."""
        self._metrics.table_keys.labels(table).set(count)

    def records(self, books: "Books", domain: str | None = None, series: str | None = None) -> None:
        """Show the current records of the watched series, or of the one that has changed."""
        for watched in self._watched:
            if domain in (None, watched.domain) and series in (None, watched.series):
                link = books.current_record(
                    watched.domain,
                    watched.figure,
                    series=watched.series,
                    scope=cast("Scope", watched.scope),
                )
                value = None if link is None else link.value
                since = None if link is None else _start_of(link.date)
                self._metrics.show_record(watched, value, since)

    def _finished(self, delivery: Delivery) -> None:
        name = self._names[delivery.topic]
        delay = time.time() - delivery.received_at.timestamp()
        self._metrics.consume_delay_seconds.labels(name).observe(max(0.0, delay))
        self._metrics.last_processed_timestamp_seconds.labels(name).set_to_current_time()


def _start_of(date: str) -> float:
    """The Unix time at which a day, or a month "YYYY-MM", begins."""
    day = date if date.count("-") > 1 else f"{date}-01"
    return datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
