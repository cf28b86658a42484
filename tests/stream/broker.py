"""Broker: what tests put on Kafka and read back from it, and a worker as a process of its own."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import GroupCoordinatorNotAvailableError
from aiokafka.structs import OffsetAndMetadata
from click.testing import CliRunner

from schemas.topics import ALERTS, ARTICLES, CLAIMS, Topic
from workers import settings as settings_module
from workers.__main__ import main
from workers.stream import admin
from workers.stream.guard import STATUS_STOPPED
from workers.stream.partitions import partition_of

PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.2
STANDIN = ("-m", "tests.stream.standin_worker")
REAL = ("-m", "workers", "run")
# Quick to notice a dead worker, and little to repeat.
QUICK = {
    "RECORDWIRE_SESSION_TIMEOUT_SECONDS": "2",
    "RECORDWIRE_HEARTBEAT_SECONDS": "0.5",
    "RECORDWIRE_COMMIT_INTERVAL_SECONDS": "0.2",
    "RECORDWIRE_METRICS_PORT": "0",
    "RECORDWIRE_PARTITIONS": "1",
    "RECORDWIRE_RETRY_SECONDS": "0.01",
}


class Sent(NamedTuple):
    """A message for the articles topic; without a partition, that of its key."""

    key: bytes | None
    value: bytes
    partition: int | None = None


class Found(NamedTuple):
    """A message read back."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: dict[str, bytes]


class Stream:
    """The topics of one test and the environment that a worker on them needs."""

    def __init__(self, kafka: str, prefix: str, folder: Path, **changes: str) -> None:
        self.environment = {
            **QUICK,
            "RECORDWIRE_KAFKA": kafka,
            "RECORDWIRE_TOPIC_PREFIX": prefix,
            "RECORDWIRE_APP_ID": prefix,
            "RECORDWIRE_DATA_DIR": str(folder / "worker"),
            **changes,
        }
        self.settings = settings_module.read(self.environment)
        self.log = folder / "worker.log"
        self.followed: Process | None = None
        self._program: Sequence[str] = STANDIN
        self._log_began = 0

    def create(self) -> "Stream":
        asyncio.run(admin.create(self.settings))
        return self

    def name(self, topic: Topic) -> str:
        return topic.full_name(self.settings.topic_prefix)

    def send(self, messages: Sequence[Sent], topic: Topic = ARTICLES) -> None:
        self.send_name(self.name(topic), messages)

    def send_name(self, name: str, messages: Sequence[Sent]) -> None:
        asyncio.run(self._send(name, messages))

    def read(self, topic: Topic) -> list[Found]:
        return self.read_name(self.name(topic))

    def read_name(self, name: str) -> list[Found]:
        return asyncio.run(self._read(name))

    def folded(self, name: str) -> dict[bytes, bytes]:
        """The last value of each key, as compaction leaves it."""
        return {found.key or b"": found.value for found in self.read_name(name)}

    def behind(self) -> int:
        """How many messages of the source topics are not committed."""
        return asyncio.run(self._behind())

    def drain(self) -> None:
        """Wait until everything is committed, twice, since reading makes work for merging."""
        quiet = 0
        give_up = time.monotonic() + PATIENCE_SECONDS
        while quiet < 2:
            self._assert_patient(give_up)
            quiet = quiet + 1 if self.behind() == 0 else 0
            time.sleep(POLL_SECONDS)

    def wait_for(self, topic: Topic, count: int) -> None:
        """Wait until `topic` holds at least `count` messages."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while (there := asyncio.run(self._count(self.name(topic)))) < count:
            self._assert_patient(give_up, f"{there} of {count}")
            time.sleep(POLL_SECONDS / 2)

    def supervise(self) -> None:
        """Drain as `drain` does, but start the worker again whenever it has stopped itself."""
        give_up = time.monotonic() + 2 * PATIENCE_SECONDS
        while self.behind() or not self._is_running():
            assert time.monotonic() < give_up, self.last_words()
            if self.followed is not None and not self.followed.running:
                assert self.followed.wait() == STATUS_STOPPED, self.last_words()
                self.start(self._program)
            time.sleep(POLL_SECONDS)
        self.drain()
        assert self.followed is not None
        self.followed.terminate()

    def stays_behind(self, seconds: float) -> bool:
        """Whether something is still not committed after so long."""
        give_up = time.monotonic() + seconds
        while self.behind():
            if time.monotonic() > give_up:
                return True
            time.sleep(POLL_SECONDS)
        return False

    def command(self, *arguments: str, status: int = 0) -> str:
        """What one command of the program prints, with the settings of this stream."""
        result = CliRunner().invoke(main, list(arguments), env=self.environment)
        assert result.exit_code == status, result.output
        return result.output

    def wait_for_words(self, words: str) -> None:
        """Wait until the log of the worker started last says `words`."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while words not in self.log.read_text(encoding="utf-8")[self._log_began :]:
            self._assert_patient(give_up)
            time.sleep(POLL_SECONDS)

    def last_words(self) -> str:
        return self.log.read_text(encoding="utf-8")[-3000:] if self.log.exists() else ""

    def start(self, program: Sequence[str] = STANDIN, **changes: str) -> "Process":
        environment = {
            **{name: text for name, text in os.environ.items() if "RECORDWIRE" not in name},
            **self.environment,
            **changes,
        }
        self._program = program
        self._log_began = len(self.log.read_text(encoding="utf-8")) if self.log.exists() else 0
        self.followed = Process(program, environment, self.log)
        return self.followed

    def _is_running(self) -> bool:
        return self.followed is not None and self.followed.running

    @contextmanager
    def worker(self, program: Sequence[str] = STANDIN, **changes: str) -> Iterator["Process"]:
        process = self.start(program, **changes)
        try:
            yield process
        finally:
            process.kill()

    def _assert_patient(self, give_up: float, words: str = "") -> None:
        assert time.monotonic() < give_up, f"no end of it: {words}\n{self.last_words()}"
        if self.followed is not None:
            assert self._is_running(), f"the worker is gone\n{self.last_words()}"

    async def _send(self, name: str, messages: Sequence[Sent]) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self.settings.kafka, max_request_size=16 << 20, linger_ms=5
        )
        await producer.start()
        try:
            sent = []
            for key, value, partition in messages:
                chosen = partition
                if partition is None and key is not None:
                    chosen = partition_of(key.decode(), self.settings.partitions)
                sent.append(await producer.send(name, value, key=key, partition=chosen))
            await asyncio.gather(*sent)
        finally:
            await producer.stop()

    async def _read(self, name: str) -> list[Found]:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.settings.kafka,
            max_partition_fetch_bytes=16 << 20,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        try:
            partitions = await self._partitions(consumer, name)
            ends = await consumer.end_offsets(partitions)
            consumer.assign(partitions)
            found: list[Found] = []
            while any([await consumer.position(tp) < end for tp, end in ends.items()]):
                batches = await consumer.getmany(timeout_ms=200)
                for tp, records in batches.items():
                    found += [
                        Found(tp.partition, r.offset, r.key, r.value or b"", dict(r.headers))
                        for r in records
                    ]
            return sorted(found, key=lambda each: each[:2])
        finally:
            await consumer.stop()

    async def _count(self, name: str) -> int:
        consumer = AIOKafkaConsumer(bootstrap_servers=self.settings.kafka)
        await consumer.start()
        try:
            partitions = await self._partitions(consumer, name)
            return sum((await consumer.end_offsets(partitions)).values())
        finally:
            await consumer.stop()

    async def _behind(self) -> int:
        consumer = AIOKafkaConsumer(bootstrap_servers=self.settings.kafka)
        client = AIOKafkaAdminClient(bootstrap_servers=self.settings.kafka)
        await consumer.start()
        await client.start()
        try:
            committed = await self._committed(client)
            behind = 0
            for topic in (ARTICLES, CLAIMS):
                partitions = await self._partitions(consumer, self.name(topic))
                for tp, end in (await consumer.end_offsets(partitions)).items():
                    behind += end - max(0, committed[tp].offset if tp in committed else 0)
            return behind
        finally:
            await client.close()
            await consumer.stop()

    async def _committed(
        self, client: AIOKafkaAdminClient
    ) -> dict[TopicPartition, OffsetAndMetadata]:
        """What the group committed: nothing yet, while a young broker elects its coordinator."""
        try:
            found: dict[
                TopicPartition, OffsetAndMetadata
            ] = await client.list_consumer_group_offsets(self.settings.app_id)
        except GroupCoordinatorNotAvailableError:
            return {}
        return found

    @staticmethod
    async def _partitions(consumer: AIOKafkaConsumer, name: str) -> list[TopicPartition]:
        await consumer._client.add_topic(name)
        return [TopicPartition(name, p) for p in sorted(consumer.partitions_for_topic(name) or ())]


class Process:
    """A worker as a process of its own, its log in a file."""

    def __init__(self, program: Sequence[str], environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as target:
            self._process = subprocess.Popen(
                [sys.executable, *program],
                env=environment,
                stdout=target,
                stderr=target,
                cwd=Path(__file__).parent.parent.parent,
            )

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def terminate(self) -> int:
        """End it in good order; its exit status."""
        self._process.terminate()
        return self.wait()

    def kill(self) -> None:
        """End it as a crash would."""
        self._process.kill()
        self._process.wait()

    def wait(self) -> int:
        """Its exit status, once it ends by itself."""
        return self._process.wait(PATIENCE_SECONDS)


__all__ = ["ALERTS", "REAL", "STANDIN", "Found", "Process", "Sent", "Stream"]
