"""Worker: one process, from waiting for a broker to its orderly end."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from aiokafka.errors import KafkaError
from msgspec import Struct
from prometheus_client import CollectorRegistry

from workers.metrics import Metrics, Watched
from workers.probes import Probes
from workers.settings import Settings
from workers.stream import admin
from workers.stream.app import Parts, build
from workers.stream.health import Health
from workers.stream.pauses import Pauses
from workers.stream.publisher import Producer, prompt_producer, steady_producer

if TYPE_CHECKING:
    from workers.core.judge.books import Books
    from workers.core.reading import Reader

FIRST_WAIT_SECONDS = 1.0
WAIT_SECONDS_MAX = 30.0

T = TypeVar("T")
log = logging.getLogger(__name__)


class TopicsError(RuntimeError):
    """Topics that are not as they should be, a line each."""


class Core(Struct, frozen=True, kw_only=True):
    """What decides: the pure part of a worker, and where it is counted."""

    reader: "Reader"
    books: "Books"
    metrics: Metrics
    registry: CollectorRegistry
    watched: tuple[Watched, ...] = ()


async def serve(settings: Settings, core: Core) -> None:
    """Work until SIGTERM or SIGINT; what is under way is finished and committed then.

    Raises `TopicsError`, and `ProbesError` for a port that is taken. A broker that is away is
    waited for at the start; later its absence ends the process (see `guard`).
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    health = Health(core.metrics)
    beating = asyncio.create_task(health.beat())
    probes = Probes(core.registry, heartbeat_age=health.heartbeat_age, unready=health.unready)
    with probes:
        address = probes.start(settings.metrics_bind, settings.metrics_port)
        log.info("Metrics and probes at %s", address)
        faults = await _unless(stop, lambda: check_when_there(settings, health))
        if faults:
            raise TopicsError("\n".join(faults))
        if not stop.is_set():
            with Pauses(settings) as pauses:
                await _work(settings, core, pauses=pauses, health=health, stop=stop)
        beating.cancel()


async def check_when_there(settings: Settings, health: Health | None = None) -> list[str]:
    """What is wrong with the topics, as soon as a broker answers, however long that takes."""
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            faults = await admin.check(settings)
        except (KafkaError, OSError) as error:
            if health is not None:
                health.asked(answered=False)
            log.warning(
                "No Kafka at %s (%s); next attempt in %g s. RECORDWIRE_KAFKA says where it is.",
                settings.kafka,
                error,
                wait,
            )
            await asyncio.sleep(wait)
            wait = min(2 * wait, WAIT_SECONDS_MAX)
        else:
            if health is not None:
                health.asked(answered=True)
            return faults


@asynccontextmanager
async def producers(settings: Settings) -> AsyncIterator[tuple[Producer, Producer]]:
    """The steady and the prompt producer, running; all that is queued is sent at the end."""
    steady, prompt = steady_producer(settings), prompt_producer(settings)
    try:
        await steady.start()
        await prompt.start()
        yield steady, prompt
    finally:
        await steady.stop()
        await prompt.stop()


async def _work(
    settings: Settings, core: Core, *, pauses: Pauses, health: Health, stop: asyncio.Event
) -> None:
    async with producers(settings) as (steady, prompt):
        parts = Parts(
            reader=core.reader,
            books=core.books,
            metrics=core.metrics,
            watched=core.watched,
            health=health,
            steady=steady,
            prompt=prompt,
            pauses=pauses,
        )
        app = build(settings, parts)
        await _unless(stop, app.start)
        if not stop.is_set():
            log.info("Working as group %s.", settings.app_id)
        await stop.wait()
        log.info("Stopping: what is under way is finished first.")
        health.stopping()
        await app.stop()
    log.info("Stopped.")


async def _unless(stop: asyncio.Event, start: Callable[[], Awaitable[T]]) -> T | None:
    """What `start` returns, or None if `stop` comes first."""
    starting = asyncio.ensure_future(start())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not starting.done():
        starting.cancel()
        return None
    return starting.result()
