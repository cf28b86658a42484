"""Kafka bench: articles a second through Kafka and a bare loop (`-m tests.bench.kafka_bench`).

The bare loop takes the same messages from the same broker, decodes them and sends them on; nothing
in Python on Kafka can be much faster. Compare ratios, and only those of one run.
"""

import asyncio
import json
import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from schemas.topics import ARTICLES, EVENTS
from tests import evaluation
from tests.bench.replay_bench import items, sample
from tests.stream.broker import REAL, Sent, Stream
from workers.assembly import assemble
from workers.demo import story
from workers.demo.kafka import start
from workers.replay import Replay
from workers.replay_input import Given, Line

SAMPLE_COPIES = 4
BATCH = 500


def main() -> int:
    """Measure the demo's sample and, where the evaluation data is there, random feed items."""
    feeds = {"sample": list(_copies(sample()))}
    data = evaluation.folder()
    if data is None:
        sys.stdout.write('{"skipped": "no evaluation data: set RECORDWIRE_DATA"}\n')
    else:
        feeds["general"] = [
            article
            for name in ("feed_items_random", "reuters21578")
            for article in items(data / "general" / f"{name}.jsonl")
        ]
    with _broker() as kafka, TemporaryDirectory(prefix="recordwire-bench-") as folder:
        for name, articles in feeds.items():
            place = Path(folder) / name
            place.mkdir()
            sys.stdout.write(json.dumps(_measured(kafka, place, name, articles)) + "\n")
    return 0


def _measured(
    kafka: str, folder: Path, name: str, articles: list[dict[str, Any]]
) -> dict[str, object]:
    stream = Stream(
        kafka,
        f"bench-{uuid.uuid4().hex[:8]}",
        folder,
        RECORDWIRE_PARTITIONS="4",
        RECORDWIRE_SOURCES_FILE=str(story.SOURCES),
    ).create()
    # Some are dated later than now: they count from when they were fetched.
    raw = [
        (each["id"], orjson.dumps({"fetched_at": each["published_at"], **each}))
        for each in articles
    ]
    stream.send([Sent(identity.encode(), value) for identity, value in raw])
    bare = len(raw) / asyncio.run(_bare(stream, len(raw)))
    worker = len(raw) / _worker(stream)
    replay = len(raw) / _replay([value for _, value in raw])
    return {
        "sample": name,
        "articles": len(raw),
        "kafka_per_second": round(worker),
        "bare_loop_per_second": round(bare),
        "replay_per_second": round(replay),
        "kafka_to_bare_loop": round(worker / bare, 3),
        "kafka_to_replay": round(worker / replay, 3),
    }


def _worker(stream: Stream) -> float:
    """Seconds from a worker that is ready to all articles read, merged and committed."""
    with stream.worker(REAL) as worker:
        stream.wait_for_words("Working as group")
        began = time.perf_counter()
        stream.drain()
        seconds = time.perf_counter() - began
        worker.terminate()
    return seconds


async def _bare(stream: Stream, count: int) -> float:
    """Seconds to take `count` messages, decode each, send each on and commit, in batches."""
    server = stream.settings.kafka
    consumer = AIOKafkaConsumer(
        stream.name(ARTICLES),
        bootstrap_servers=server,
        group_id=f"{stream.settings.app_id}-bare",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    producer = AIOKafkaProducer(bootstrap_servers=server, acks="all", linger_ms=5)
    await consumer.start()
    await producer.start()
    try:
        began = time.perf_counter()
        done = 0
        while done < count:
            found = await consumer.getmany(timeout_ms=200, max_records=BATCH)
            sent = []
            for records in found.values():
                for record in records:
                    value = orjson.dumps(orjson.loads(record.value))
                    sent.append(await producer.send(stream.name(EVENTS), value, key=record.key))
            await asyncio.gather(*sent)
            if sent:
                await consumer.commit()
            done += len(sent)
        return time.perf_counter() - began
    finally:
        await producer.stop()
        await consumer.stop()


def _replay(values: list[bytes]) -> float:
    replay = Replay(assemble())
    given = Given(lines=tuple(Line(number, value) for number, value in enumerate(values, 1)))
    began = time.perf_counter()
    replay.take(given)
    return time.perf_counter() - began


def _copies(articles: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The articles many times over, as many outlets print them."""
    for copy in range(SAMPLE_COPIES):
        for article in articles:
            identity = article.get("id") or article["url"]
            yield {**article, "id": f"{identity}-{copy}", "url": f"{article['url']}?copy={copy}"}


@contextmanager
def _broker() -> Iterator[str]:
    if given := os.environ.get("RECORDWIRE_TEST_KAFKA"):
        yield given
        return
    with TemporaryDirectory(prefix="recordwire-bench-") as folder:
        broker = start(Path(folder) / "kafka")
        try:
            yield broker.bootstrap
        finally:
            broker.stop()


if __name__ == "__main__":
    sys.exit(main())
