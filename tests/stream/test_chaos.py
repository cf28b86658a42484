"""Chaos: what the worker must survive and what takes long to show."""

import random
import time

import pytest

from schemas.topics import ALERTS, CLAIMS, REJECTS
from tests.stream.articles import rising
from tests.stream.broker import REAL, Stream
from tests.stream.feed import Feed
from tests.stream.oracle import assert_equal_to_the_oracle, repeated
from workers.assembly import assemble, read_sources
from workers.demo.kafka import start

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]


def test_a_broker_killed_under_a_working_worker_loses_nothing(tmp_path):
    broker = start(tmp_path / "kafka")
    try:
        stream = Stream(broker.bootstrap, "chaos", tmp_path, RECORDWIRE_PARTITIONS="4").create()
        stream.send(rising(0, 3000))
        with stream.worker():
            stream.wait_for(ALERTS, 30)
            broker.kill()
            time.sleep(2)
            port = int(broker.bootstrap.rsplit(":", 1)[1])
            broker = start(tmp_path / "kafka", port=port)
            stream.supervise()
        assert_equal_to_the_oracle(stream)
        assert len(stream.folded(stream.name(CLAIMS))) == 6000
    finally:
        broker.stop()


@pytest.mark.parametrize("partitions", ["1", "4", "12"])
def test_six_kills_in_mid_stream_leave_the_state_of_the_oracle(kafka, prefix, tmp_path, partitions):
    chance = random.Random(partitions)  # noqa: S311 - no secret
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS=partitions).create()
    stream.send(rising(0, 4000))
    for _ in range(6):
        with stream.worker() as worker:
            stream.wait_for_words("Working as group")
            time.sleep(chance.uniform(0.1, 1.5))
            worker.kill()
    with stream.worker() as worker:
        stream.drain()
        assert worker.terminate() == 0

    assert_equal_to_the_oracle(stream)
    assert len(stream.folded(stream.name(CLAIMS))) == 8000


def test_kills_with_the_real_core_leave_the_alerts_of_the_oracle(
    kafka, prefix, tmp_path, evaluation_data
):
    feed = Feed(evaluation_data, tmp_path)
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_SOURCES_FILE=str(feed.sources)).create()
    stream.command("history", str(feed.history))
    stream.command("publish", str(feed.articles))
    for alerts in (1, 5, 10):
        with stream.worker(REAL) as worker:
            stream.wait_for(ALERTS, alerts)
            worker.kill()
    with stream.worker(REAL) as worker:
        stream.drain()
        assert worker.terminate() == 0

    sources = read_sources(feed.sources)
    assert_equal_to_the_oracle(stream, lambda: assemble(sources=sources).books)
    assert stream.read(REJECTS) == []


def test_a_second_worker_that_comes_and_goes_repeats_no_alert(kafka, prefix, tmp_path):
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="4").create()
    first = stream.start()
    try:
        stream.send(rising(0, 300))
        stream.wait_for(ALERTS, 10)
        second = stream.start()
        stream.wait_for_words("Working as group")
        for begin in range(300, 1500, 200):
            stream.send(rising(begin, begin + 200))
            time.sleep(1)
        assert second.terminate() == 0
        stream.followed = first
        stream.drain()
        assert first.terminate() == 0
    finally:
        first.kill()

    assert repeated(stream) == 0
    assert_equal_to_the_oracle(stream)
    assert len(stream.folded(stream.name(CLAIMS))) == 3000


def test_without_its_patches_the_engine_loses_messages_or_blocks(kafka, prefix, tmp_path):
    """When this fails, the engine may have been mended: then the patches can go."""
    for attempt in range(8):
        stream = Stream(kafka, f"{prefix}-{attempt}", tmp_path, RECORDWIRE_PARTITIONS="12").create()
        stream.send(rising(0, 4000))
        with stream.worker(STANDIN_UNPATCHED="1") as worker:
            stream.wait_for(CLAIMS, 500)
            worker.kill()
        with stream.worker(STANDIN_UNPATCHED="1"):
            if stream.stays_behind(seconds=30):
                return
        if len(stream.folded(stream.name(CLAIMS))) < 8000:
            return
    pytest.fail("eight restarts went well without the patches")
