"""Telling: the story is fed to Kafka article by article, and what comes of each is shown."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError, KafkaError
from msgspec import structs

from schemas.alert import Alert
from schemas.note import Note
from schemas.topics import ALERTS, ARTICLES, CLAIMS, NOTES
from schemas.wire import decode
from workers import domains
from workers.core.judge.history import history_report
from workers.core.naming import article_id
from workers.demo import screen, story
from workers.demo.jars import KAFKA
from workers.demo.problem import failed
from workers.demo.services import WORKER, Services
from workers.stream.send import Ready, Sending, sending

STEP_SECONDS_MAX = 60.0
POLL_SECONDS = 0.1


class Telling:
    """The demo's own clients: one reads alerts and notes, one asks for lag.

    Its methods need the context `connected`.
    """

    def __init__(self, services: Services) -> None:
        """Both Kafka and the topics must be there."""
        settings = services.settings
        self._services = services
        self._settings = settings
        self._admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
        # A broker answers one connection in order: a waiting fetch holds up all other questions.
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=settings.kafka, auto_offset_reset="earliest", fetch_max_wait_ms=50
        )
        self.first_alert_seconds = 0.0
        self._alerts: dict[str, Alert] = {}

    @property
    def found(self) -> list[story.Outcome]:
        """What the alerts seen so far have come to, sorted."""
        return sorted(story.outcome(alert) for alert in self._alerts.values())

    async def prepare(self) -> None:
        """Send the records that were known before the first article."""
        catalogue = domains.load()
        async with sending(self._settings, CLAIMS) as way:
            await way.reports(
                structs.replace(history_report(entry, catalogue), mode="test")
                for entry in story.history()
            )

    async def tell(self) -> None:
        """Feed all articles, each once the one before it has had its effect. Raises `DemoError`."""
        async with sending(self._settings, ARTICLES) as way:
            await self._tell(way)

    async def follow(self) -> None:
        """Show what comes, until cancelled. Raises `DemoError` when a process has ended."""
        while True:
            await self._show_new()
            if trouble := self._services.trouble():
                raise trouble
            await asyncio.sleep(POLL_SECONDS)

    async def _tell(self, way: Sending) -> None:
        pages = story.pages()
        for place, page in enumerate(pages, start=1):
            screen.show_page(page, place=place, places=len(pages))
            await way.article(Ready(identity=article_id(page.article), value=page.raw))
            await way.settle()
            await self._until_worked_off()
            await self._show_new()

    async def _until_worked_off(self) -> None:
        """Wait until nothing waits in `articles` and `claims`."""
        give_up = time.monotonic() + STEP_SECONDS_MAX
        while not await self._worked_off():
            if trouble := self._services.trouble():
                raise trouble
            if time.monotonic() > give_up:
                log = self._services.folder / "worker.log"
                said = f"an article was not worked off within {STEP_SECONDS_MAX:.0f} s"
                raise failed(WORKER, said=said, log=log)
            await asyncio.sleep(POLL_SECONDS)

    async def _worked_off(self) -> bool:
        # In this order: what an article led to is in `claims` before the article is committed.
        try:
            done = await self._admin.list_consumer_group_offsets(self._settings.app_id)
        except GroupCoordinatorNotAvailableError:
            # Kafka makes the topic of its groups when the first one joins.
            return False
        ends = await self._consumer.end_offsets(self._partitions(ARTICLES.name, CLAIMS.name))
        return all(
            end == 0 or (partition in done and done[partition].offset >= end)
            for partition, end in ends.items()
        )

    async def _show_new(self) -> None:
        ends = await self._consumer.end_offsets(sorted(self._consumer.assignment()))
        while any([await self._consumer.position(each) < end for each, end in ends.items()]):
            batches = await self._consumer.getmany(timeout_ms=1000)
            for partition in sorted(batches):
                for record in batches[partition]:
                    self._show(record.topic, record.value)

    def _show(self, topic: str, value: bytes) -> None:
        if topic == NOTES.full_name(self._settings.topic_prefix):
            screen.show(decode(value, Note))
            return
        alert = decode(value, Alert)
        if not self._alerts:
            self.first_alert_seconds = time.monotonic() - self._services.started_at
        self._alerts[alert.alert_id] = alert
        screen.show(alert)

    def _partitions(self, *topics: str) -> list[TopicPartition]:
        prefix = self._settings.topic_prefix
        return [
            TopicPartition(f"{prefix}.{topic}", partition)
            for topic in topics
            for partition in range(self._settings.partitions)
        ]

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Hold the connections. Raises `DemoError` when they break."""
        try:
            await self._admin.start()
            await self._consumer.start()
            self._consumer.assign(self._partitions(ALERTS.name, NOTES.name))
            yield
        except KafkaError as error:
            log = self._services.folder / "kafka" / "kafka.log"
            raise self._services.trouble() or failed(KAFKA, said=str(error), log=log) from error
        finally:
            await self._consumer.stop()
            await self._admin.close()
