"""Publisher: sends messages and waits until the broker has them."""

import asyncio
import time
from collections import deque
from typing import Protocol

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from msgspec import Struct

from schemas.reject import Reject
from schemas.topics import (
    ALERTS,
    ARTICLES,
    EVENTS,
    MESSAGE_BYTES_MAX,
    NOTES,
    REJECTS,
    Topic,
)
from schemas.wire import encode
from workers.metrics import Misplaced
from workers.settings import Settings
from workers.stream.connection import connection
from workers.stream.delivery import Delivery, reject_key
from workers.stream.envelope import FORWARDED, Headers, headers_of
from workers.stream.partitions import partition_key, partition_of
from workers.stream.state import State, Store

# People wait for these, and they are rare: each goes out alone and at once.
PROMPT = (ALERTS, NOTES, REJECTS)


class Producer(Protocol):
    """What is used of a producer of aiokafka."""

    async def send(
        self,
        topic: str,
        value: bytes,
        key: bytes | None,
        *,
        partition: int,
        timestamp_ms: int | None = None,
        headers: Headers | None = None,
    ) -> asyncio.Future[object]:
        """Queue a message; the future is done when the broker has it."""


class Watching(Protocol):
    """Who is told how sending goes."""

    def published(self, topic: Topic, message: Struct, seconds: float) -> None:
        """The broker has taken `message`, or for an event row: it is queued."""

    def refused(self, topic: Topic, error: KafkaError) -> None:
        """The broker has not taken a message of `topic`."""

    def forwarded(self, misplaced: Misplaced) -> None:
        """An article was sent on to its own partition."""


class Write(Struct, frozen=True, kw_only=True):
    """One key of state on its way to its changelog."""

    topic: str
    partition: int
    key: bytes
    value: bytes


def steady_producer(settings: Settings) -> AIOKafkaProducer:
    """A producer that waits a little to send more at once. To be started by the caller."""
    compression = None if settings.compression == "none" else settings.compression
    return AIOKafkaProducer(
        **connection(settings),
        acks="all",
        linger_ms=settings.linger_ms,
        max_batch_size=settings.producer_batch_bytes,
        max_request_size=MESSAGE_BYTES_MAX,
        compression_type=compression,
    )


def prompt_producer(settings: Settings) -> AIOKafkaProducer:
    """A producer without a pause, whose own retries double nothing. To be started by the caller."""
    return AIOKafkaProducer(
        **connection(settings),
        acks="all",
        linger_ms=0,
        enable_idempotence=True,
        max_request_size=MESSAGE_BYTES_MAX,
    )


class Publisher:
    """The way out of one agent.

    `publish` returns once the broker has the message, but for event rows and state: these are
    owed, in the order in which they were given, until `settle`. A batch is settled before its
    messages are acknowledged.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        steady: Producer,
        prompt: Producer,
        watching: Watching | None = None,
    ) -> None:
        """Both producers must be running."""
        self._settings = settings
        self._steady = steady
        self._prompt = prompt
        self._watching = watching
        self._writes: deque[Write] = deque()
        self._owed: list[asyncio.Future[object]] = []

    async def publish(self, topic: Topic, key: str, message: Struct) -> None:
        """Send `message` to the partition where its key belongs."""
        started = time.monotonic()
        try:
            await self._publish(topic, key, message)
        except KafkaError as error:
            if self._watching is not None:
                self._watching.refused(topic, error)
            raise
        if self._watching is not None:
            self._watching.published(topic, message, time.monotonic() - started)

    async def reject(self, reject: Reject) -> None:
        """Send `reject` to its topic."""
        await self.publish(REJECTS, reject_key(reject), reject)

    async def forward(self, delivery: Delivery, identity: str) -> bool:
        """Send an article that is not where its id belongs there, once; whether it was sent.

        Producers partition by different hashes, and a feed may know no ids. A marked article is
        taken where it is, so that nothing goes round in circles.
        """
        home = partition_of(identity, partitions_of(ARTICLES, self._settings))
        has_key = delivery.key == identity.encode()
        in_place = has_key and delivery.partition == home
        if in_place or any(name == FORWARDED for name, _ in delivery.headers):
            return False
        mark = f"{delivery.topic}/{delivery.partition}/{delivery.offset}"
        sent = await self._steady.send(
            delivery.topic,
            delivery.value,
            identity.encode(),
            partition=home,
            timestamp_ms=int(delivery.received_at.timestamp() * 1000),
            headers=[*delivery.headers, (FORWARDED, mark.encode())],
        )
        await sent
        if self._watching is not None:
            self._watching.forwarded("partition" if has_key else "key")
        return True

    def state(self, store: Store, changelog: str, partition: int) -> State:
        """`store` as a table whose changes are owed to `partition` of `changelog`."""

        def remember(key: bytes, value: bytes) -> None:
            self._writes.append(Write(topic=changelog, partition=partition, key=key, value=value))

        return State(store, remember)

    async def settle(self) -> None:
        """Wait until the broker has everything that is owed.

        Raises what a delivery raised, every time: what the broker refused stays owed.
        """
        await self._send_writes()
        owed = list(self._owed)
        await asyncio.gather(*owed)
        del self._owed[: len(owed)]

    async def _publish(self, topic: Topic, key: str, message: Struct) -> None:
        producer = self._prompt if topic in PROMPT else self._steady
        partitions = partitions_of(topic, self._settings)
        if topic is EVENTS:
            await self._send_writes()
        sent = await producer.send(
            topic.full_name(self._settings.topic_prefix),
            encode(message),
            key.encode(),
            partition=partition_of(partition_key(key, message), partitions),
            headers=headers_of(message),
        )
        if topic is EVENTS:
            self._owed.append(sent)
        else:
            await sent

    async def _send_writes(self) -> None:
        # A write is dropped only once it is queued: the local store has it already, so nothing
        # else would ever send it again.
        while self._writes:
            write = self._writes[0]
            sent = await self._steady.send(
                write.topic, write.value, write.key, partition=write.partition
            )
            self._writes.popleft()
            self._owed.append(sent)


def partitions_of(topic: Topic, settings: Settings) -> int:
    """How many partitions `topic` has with these settings."""
    return topic.partitions if topic is REJECTS else settings.partitions
