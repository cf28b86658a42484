"""Consume: reads whole topics outside of any group, so that nobody's offsets move."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from aiokafka import AIOKafkaConsumer, TopicPartition
from msgspec import Struct

from schemas.topics import MESSAGE_BYTES_MAX
from workers.settings import Settings
from workers.stream.connection import connection, greet
from workers.stream.delivery import written_at

POLL_MS = 300


class Message(Struct, frozen=True, kw_only=True):
    """One message as it stands on Kafka; `written_at` is null where it has no time."""

    topic: str
    partition: int
    offset: int
    written_at: datetime | None
    key: bytes | None
    value: bytes


class MissingTopicError(LookupError):
    """A topic that the broker does not have."""


async def stored(settings: Settings, topics: Sequence[str]) -> AsyncGenerator[Message, None]:
    """All messages that `topics` hold now, partition by partition in order."""
    async with _consumer(settings, topics, reset="earliest") as (consumer, places):
        ends = await consumer.end_offsets(places)
        while any([await consumer.position(place) < ends[place] for place in places]):
            for message in await _next(consumer):
                if message.offset < ends[TopicPartition(message.topic, message.partition)]:
                    yield message


async def coming(
    settings: Settings, topics: Sequence[str], *, from_start: bool
) -> AsyncGenerator[Message, None]:
    """The messages of `topics` as they come, for ever; `from_start` begins with the oldest."""
    reset = "earliest" if from_start else "latest"
    async with _consumer(settings, topics, reset=reset) as (consumer, _):
        while True:
            for message in await _next(consumer):
                yield message


@asynccontextmanager
async def _consumer(
    settings: Settings, topics: Sequence[str], *, reset: str
) -> AsyncIterator[tuple[AIOKafkaConsumer, list[TopicPartition]]]:
    await greet(settings)
    # Where it begins is said here and not by seeking: an assignment looks for its own beginning
    # at once, and the later of the two answers would win.
    consumer = AIOKafkaConsumer(
        **connection(settings),
        max_partition_fetch_bytes=MESSAGE_BYTES_MAX,
        auto_offset_reset=reset,
    )
    try:
        await consumer.start()
        places = []
        for topic in topics:
            await consumer._client.add_topic(topic)  # noqa: SLF001 - nothing public asks for it
            numbers = consumer.partitions_for_topic(topic)
            if not numbers:
                raise MissingTopicError(topic)
            places += [TopicPartition(topic, number) for number in sorted(numbers)]
        consumer.assign(places)
        yield consumer, places
    finally:
        await consumer.stop()


async def _next(consumer: AIOKafkaConsumer) -> list[Message]:
    found = await consumer.getmany(timeout_ms=POLL_MS)
    return [
        Message(
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            written_at=written_at(record.timestamp),
            key=record.key,
            value=record.value or b"",
        )
        for records in found.values()
        for record in records
    ]
