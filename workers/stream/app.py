"""App: two agents with their topics and tables, wired: the way of a message inside one worker."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, cast

from faust.types import EventT, StreamT
from faust.types.core import HeadersArg
from msgspec import Struct

from schemas.topics import ARTICLES, CLAIMS, Topic
from workers.metrics import Metrics, Watched
from workers.settings import Settings
from workers.stream.admin import MEMORY, REPORTS
from workers.stream.agents import MergeAgent, ReadAgent
from workers.stream.batches import safe_batches
from workers.stream.counting import Counting
from workers.stream.delivery import Delivery, written_at
from workers.stream.engine import Engine, engine
from workers.stream.guard import essential
from workers.stream.health import Health
from workers.stream.monitor import WorkerMonitor
from workers.stream.pauses import Pauses
from workers.stream.publisher import Producer, Publisher
from workers.stream.state import Store

if TYPE_CHECKING:
    from workers.core.judge.books import Books
    from workers.core.reading import Reader


class Parts(Struct, frozen=True, kw_only=True):
    """What a worker is made of, beside its settings. Both producers must be running."""

    reader: "Reader"
    books: "Books"
    metrics: Metrics
    watched: tuple[Watched, ...]
    health: Health
    steady: Producer
    prompt: Producer
    pauses: Pauses


class Works(Protocol):
    """An agent as the engine sees it."""

    async def work(self, batch: Sequence[Delivery]) -> None:
        """Do all of `batch`; its messages are acknowledged afterwards."""


def build(settings: Settings, parts: Parts) -> Engine:
    """The worker: articles to `ReadAgent`, claims to `MergeAgent`. It is not started."""
    names = {topic.full_name(settings.topic_prefix): topic.name for topic in (ARTICLES, CLAIMS)}
    counting = Counting(parts.metrics, names, parts.watched)
    monitor = WorkerMonitor(parts.metrics, parts.health, names)
    app = engine(settings, monitor)
    monitor.watch(app)
    for name in names.values():
        parts.metrics.topic_partitions.labels(name).set(settings.partitions)

    def ours(delivery: Delivery) -> bool:
        parts.pauses.check()
        return delivery.generation == app.consumer_generation_id

    read = ReadAgent(
        settings,
        parts.reader,
        publisher=_publisher(settings, parts, counting),
        counting=counting,
        store=_table(
            app,
            MEMORY,
            settings,
            on_recover=lambda: read.restore(),  # noqa: PLW0108 - it is made below
        ),
        ours=ours,
    )
    merge = MergeAgent(
        settings,
        parts.books,
        publisher=_publisher(settings, parts, counting),
        counting=counting,
        store=_table(
            app,
            REPORTS,
            settings,
            on_recover=lambda: merge.restore(),  # noqa: PLW0108 - it is made below
        ),
        held=lambda: _held(app, CLAIMS.full_name(settings.topic_prefix)),
        ours=ours,
    )
    _attach(app, read, topic=ARTICLES, settings=settings)
    _attach(app, merge, topic=CLAIMS, settings=settings)
    return app


def _publisher(settings: Settings, parts: Parts, counting: Counting) -> Publisher:
    return Publisher(settings, steady=parts.steady, prompt=parts.prompt, watching=counting)


def _table(app: Engine, name: str, settings: Settings, *, on_recover: Callable[[], None]) -> Store:
    """The local store of a table that the engine restores from its changelog.

    `State` writes to both, so the engine's own way of setting a key is never used.
    """

    async def recovered() -> None:
        # The engine swallows what is raised here.
        with essential("the stored state could not be restored"):
            on_recover()

    table = app.Table(
        name,
        key_type=bytes,
        value_type=bytes,
        partitions=settings.partitions,
        on_recover=recovered,
    )
    return cast("Store", table.data)


def _attach(app: Engine, agent: Works, *, topic: Topic, settings: Settings) -> None:
    """Let `agent` work on all messages of `topic`, in order."""
    source = app.topic(
        topic.full_name(settings.topic_prefix),
        key_type=bytes,
        key_serializer="raw",
        value_type=bytes,
        value_serializer="raw",
    )

    async def work(stream: StreamT[bytes]) -> None:
        with essential(f"the agent of {topic.name} failed"):
            async for events in safe_batches(stream, settings.batch_messages_max):
                await agent.work([delivered(event) for event in events])

    # More than one at a time would commit past work in progress.
    app.agent(source, name=type(agent).__name__, concurrency=1)(work)


def delivered(event: EventT[bytes]) -> Delivery:
    """What the engine handed over; a message without a time of its own was written just now."""
    message = event.message
    return Delivery(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value or b"",
        received_at=written_at(message.timestamp * 1000)
        or datetime.fromtimestamp(time.time(), UTC),
        headers=_headers(message.headers),
        generation=message.generation_id,
    )


def _headers(headers: HeadersArg | None) -> tuple[tuple[str, bytes], ...]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    return tuple(pairs)


def _held(app: Engine, topic: str) -> set[int]:
    return {tp.partition for tp in app.consumer.assignment() if tp.topic == topic}
