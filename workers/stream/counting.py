"""Counting: what each message adds to the metrics and to the log, once, by how it ended."""

import time

from msgspec import Struct

from schemas.alert import Alert
from schemas.event import Event
from schemas.note import Note
from schemas.reject import Reject
from schemas.topics import Topic
from workers import logs
from workers.metrics import Metrics
from workers.stream.delivery import Delivery
from workers.stream.steps import MergeDone, ReadDone


class Counting:
    """Counts into `metrics`. `names` gives the contract's name of a topic for its full name."""

    def __init__(self, metrics: Metrics, names: dict[str, str]) -> None:
        """Count nothing yet."""
        self._metrics = metrics
        self._names = names
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
        match message:
            case Alert():
                metrics.alerts.labels(message.domain, message.status).inc()
                metrics.last_alert_timestamp_seconds.set_to_current_time()
            case Note():
                metrics.notes.labels(message.type).inc()
            case Event():
                metrics.events_published.labels(message.domain).inc()

    def _finished(self, delivery: Delivery) -> None:
        name = self._names[delivery.topic]
        delay = time.time() - delivery.received_at.timestamp()
        self._metrics.consume_delay_seconds.labels(name).observe(max(0.0, delay))
        self._metrics.last_processed_timestamp_seconds.labels(name).set_to_current_time()
