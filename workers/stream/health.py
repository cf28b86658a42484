"""Health: whether the event loop turns and the worker is ready, as the probes tell it."""

import asyncio
import time

from workers.metrics import Metrics

HEARTBEAT_SECONDS = 0.5


class Health:
    """Written by the event loop; `heartbeat_age` and `unready` only read, from any thread."""

    def __init__(self, metrics: Metrics) -> None:
        """Begin as a worker that waits for its broker."""
        self._metrics = metrics
        self._turned = time.monotonic()
        self._joined = False
        self._stopping = False
        metrics.ready.set(0)

    def heartbeat_age(self) -> float:
        """Seconds since the event loop last turned."""
        return time.monotonic() - self._turned

    def unready(self) -> list[str]:
        """Why the worker is not ready; empty if it is. A rebalance is no reason."""
        reasons = [] if self._joined else ["it has not joined its group yet"]
        return [*reasons, "it is stopping"] if self._stopping else reasons

    def joined(self) -> None:
        """Be ready: the state is restored, and messages are taken."""
        self._joined = True
        self._metrics.ready.set(0 if self._stopping else 1)

    def stopping(self) -> None:
        """Be unready for the rest of the process."""
        self._stopping = True
        self._metrics.ready.set(0)

    def asked(self, *, answered: bool) -> None:
        """Note whether Kafka answered last time."""
        self._metrics.broker_reachable.set(1 if answered else 0)

    async def beat(self) -> None:
        """Turn for ever, and note how late it wakes: that is how long others held the loop."""
        while True:
            asleep = time.monotonic()
            await asyncio.sleep(HEARTBEAT_SECONDS)
            self._turned = time.monotonic()
            late = self._turned - asleep - HEARTBEAT_SECONDS
            self._metrics.event_loop_lag_seconds.observe(max(0.0, late))
