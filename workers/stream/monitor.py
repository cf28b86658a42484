"""Monitor: where the consumer stands, as metrics."""

import time
from typing import cast

from faust.sensors.monitor import Monitor
from faust.transport.consumer import Consumer
from faust.types import TP, AppT
from faust.types.transports import ConsumerT
from mode import Service

from workers.metrics import Metrics
from workers.stream.health import Health

LAG_SECONDS = 5.0


class WorkerMonitor(Monitor):
    """The engine's sensor; it also feeds our metrics and tells `health` when work begins.

    `topics` gives the name in the metrics for each full name of a source topic.
    """

    def __init__(self, metrics: Metrics, health: Health, topics: dict[str, str]) -> None:
        """Watch nothing until `watch`."""
        super().__init__()
        self._metrics = metrics
        self._health = health
        self._names = topics
        self._app: AppT | None = None
        self._shown: set[TP] = set()
        self._caught_up: dict[TP, float] = {}
        self._seen_at: dict[TP, tuple[int, float]] = {}

    def watch(self, app: AppT) -> None:
        """Look at the consumer of `app` from now on."""
        self._app = app

    @Service.task
    async def _lag(self) -> None:
        while not self.should_stop:
            await self.sleep(LAG_SECONDS)
            ready = not self._health.unready()
            if self._app is not None and ready and not self._app.rebalancing:
                await self._show(cast("Consumer", self._app.consumer))

    async def _show(self, consumer: Consumer) -> None:
        held = {tp for tp in consumer.assignment() if tp.topic in self._names}
        for tp in self._shown - held:
            self._metrics.forget_partition(self._names[tp.topic], tp.partition)
        self._shown = held
        ends = await consumer.highwaters(*held) if held else {}
        for tp, end in ends.items():
            self._show_partition(tp, end or 0, consumer)
        for topic, name in self._names.items():
            count = sum(tp.topic == topic for tp in held)
            self._metrics.consumer_assigned_partitions.labels(name).set(count)

    def _show_partition(self, tp: TP, end: int, consumer: Consumer) -> None:
        committed = consumer._committed_offset.get(tp) or 0  # noqa: SLF001 - nobody else tells
        acknowledged = consumer._acked.get(tp, ())  # noqa: SLF001 - nor this
        now = time.time()
        behind = max(0, end - committed)
        if behind == 0:
            self._caught_up[tp] = now  # whatever waits later came after this moment
        if self._seen_at.get(tp, (-1, now))[0] != committed:
            self._seen_at[tp] = (committed, now)
        since = max(self._seen_at[tp][1], self._caught_up.setdefault(tp, now))
        labels = (self._names[tp.topic], str(tp.partition))
        self._metrics.consumer_lag_messages.labels(*labels).set(behind)
        self._metrics.consumer_lag_seconds.labels(*labels).set(now - since if behind else 0.0)
        self._metrics.commit_gap_messages.labels(*labels).set(len(acknowledged))

    def on_commit_completed(self, consumer: ConsumerT, state: float) -> None:
        """Take the time of one commit."""
        super().on_commit_completed(consumer, state)
        self._metrics.commit_seconds.observe(self.time() - state)

    def on_rebalance_end(self, app: AppT, state: dict[str, float]) -> None:
        """Take the time from the start of the rebalance to work going on."""
        super().on_rebalance_end(app, state)
        self._health.joined()
        self._metrics.rebalances.inc()
        self._metrics.rebalance_seconds.observe(state["latency_end"])
        returned = state.get("time_return")
        if returned is not None:
            self._metrics.recovery_seconds.observe(state["time_end"] - returned)
