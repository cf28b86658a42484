"""Patches: two faults of the engine that lose or repeat messages, mended for one version of it."""

import asyncio
from typing import cast

import faust
from faust.tables.recovery import Recovery
from faust.transport.consumer import Consumer
from faust.types import TP

VERSION = "0.15.3"
# Longer than the engine's own wait for messages, so that a fetch under way has come back.
FETCH_SECONDS = 1.1
FINISH_SECONDS_MAX = 10.0

_recovered = Recovery.on_recovery_completed
_revoked = Consumer.on_partitions_revoked


class EngineError(RuntimeError):
    """An engine that these patches were not written for."""


def apply() -> None:
    """Mend the engine; doing it twice changes nothing. Raises `EngineError` for another version.

    A canary test shows what happens without: after a restart with a backlog, messages are lost.
    """
    if faust.__version__ != VERSION:
        fault = (
            f"faust-streaming {faust.__version__} is installed; its recovery was mended for "
            f"{VERSION} only: install that one, or prove the patches anew"
        )
        raise EngineError(fault)
    Recovery.on_recovery_completed = _on_recovery_completed  # type: ignore[method-assign]
    Consumer.on_partitions_revoked = _on_partitions_revoked  # type: ignore[method-assign]


async def _on_recovery_completed(self: Recovery, generation_id: int = 0) -> None:
    """Empty all queues before the stream goes on where it was committed.

    The engine resumes fetching first, then seeks, then clears its queues while a batch may still
    be on its way: messages are dropped, and their offsets are committed over or block all commits.
    """
    consumer = cast("Consumer", self.app.consumer)
    consumer.stop_flow()
    self.app.flow_control.suspend()
    await asyncio.sleep(FETCH_SECONDS)
    self.app.flow_control.clear()
    for partition in consumer.assignment():
        for marks in (consumer._acked, consumer._acked_index, consumer._gap):  # noqa: SLF001
            marks.pop(partition, None)
    await _recovered(self, generation_id)


async def _on_partitions_revoked(self: Consumer, revoked: set[TP]) -> None:
    """Finish and commit what is under way before its partitions go to another worker.

    The engine forgets what was acknowledged first and commits afterwards, so that every rebalance
    repeats all work since the last commit.
    """
    app = self.app
    if revoked and not app.should_stop and not app.client_only:
        self.stop_flow()
        app.flow_control.suspend()
        app.flow_control.clear()
        try:
            await asyncio.wait_for(self.wait_empty(), FINISH_SECONDS_MAX)
        except TimeoutError:
            self.log.warning("Work under way was not finished before the rebalance; it repeats.")
    await _revoked(self, revoked)
