"""Send: what commands put on Kafka: articles, past values, and rejected messages once more."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from msgspec import Struct

from schemas.reject import Reject
from schemas.report import Report
from schemas.topics import ARTICLES, CLAIMS, Topic
from workers.settings import Settings
from workers.stream.admin import AdminError, check, plan_of
from workers.stream.envelope import CONTENT_TYPE, REQUEUED
from workers.stream.partitions import partition_of
from workers.stream.publisher import Producer, Publisher, partitions_of, steady_producer
from workers.stream.steps import report_key

UNANSWERED_MAX = 500


class Ready(Struct, frozen=True, kw_only=True):
    """An article that was checked: its id and its bytes."""

    identity: str
    value: bytes


class Sending:
    """Sends without waiting for each; `settle` waits for all. At most `UNANSWERED_MAX` are open."""

    def __init__(self, settings: Settings, producer: Producer) -> None:
        """`producer` must be running."""
        self._settings = settings
        self._producer = producer
        self._open: list[asyncio.Future[object]] = []

    async def article(self, ready: Ready) -> None:
        """Send an article to its own partition."""
        partitions = partitions_of(ARTICLES, self._settings)
        sent = await self._producer.send(
            ARTICLES.full_name(self._settings.topic_prefix),
            ready.value,
            ready.identity.encode(),
            partition=partition_of(ready.identity, partitions),
            headers=[CONTENT_TYPE],
        )
        await self._note(sent)

    async def again(self, reject: Reject) -> None:
        """Send a rejected message to the place where it came from, with the time it had there."""
        written = None if reject.written_at is None else reject.written_at.timestamp()
        mark = f"{reject.topic}/{reject.partition}/{reject.offset}"
        sent = await self._producer.send(
            reject.topic,
            reject.raw,
            None if reject.key is None else reject.key.encode(),
            partition=reject.partition,
            # A broker takes no time that is still to come.
            timestamp_ms=None if written is None else round(min(written, time.time()) * 1000),
            headers=[CONTENT_TYPE, (REQUEUED, mark.encode())],
        )
        await self._note(sent)

    async def reports(self, reports: Iterable[Report]) -> None:
        """Send reports to `claims`."""
        way = Publisher(self._settings, steady=self._producer, prompt=self._producer)
        batch: list[Report] = []
        for report in reports:
            batch.append(report)
            if len(batch) == UNANSWERED_MAX:
                await self._publish(way, batch)
                batch = []
        await self._publish(way, batch)

    async def settle(self) -> None:
        """Wait until the broker has all that was sent."""
        sent, self._open = self._open, []
        await asyncio.gather(*sent)

    async def _note(self, sent: asyncio.Future[object]) -> None:
        self._open.append(sent)
        if len(self._open) >= UNANSWERED_MAX:
            await self.settle()

    @staticmethod
    async def _publish(way: Publisher, batch: list[Report]) -> None:
        await asyncio.gather(*(way.publish(CLAIMS, report_key(each), each) for each in batch))


@asynccontextmanager
async def sending(settings: Settings, *topics: Topic, idle: bool = False) -> AsyncIterator[Sending]:
    """A way to send to `topics`; leaving it in good order waits until the broker has everything.

    An `idle` one asks no broker and is never used. Raises `AdminError` before anything is sent if
    a topic is missing or has other partitions than `settings` say.
    """
    if not idle:
        faults = await check(settings, [plan_of(topic, settings) for topic in topics])
        if faults:
            raise AdminError("\n".join(faults))
    producer = steady_producer(settings)
    try:
        if not idle:
            await producer.start()
        way = Sending(settings, producer)
        yield way
        await way.settle()
    finally:
        await producer.stop()
