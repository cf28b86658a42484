"""The whole way: articles in, alerts out, by the commands that an operator uses."""

import asyncio
import json
from functools import partial

import pytest
from msgspec import Struct, structs

from schemas.alert import Alert
from schemas.topics import ALERTS, ARTICLES, CLAIMS, REJECTS, Topic
from schemas.wire import UnreadableError, decode, encode
from tests.stream.broker import REAL, Sent, Stream
from tests.stream.feed import Feed
from tests.stream.oracle import assert_equal_to_the_oracle, repeated
from tests.stream.standin import LONG_AGO
from workers.assembly import assemble, read_sources
from workers.core.judge.books import Books
from workers.core.reading import Reader
from workers.demo import story
from workers.stream.delivery import Delivery, rejected
from workers.stream.steps import read_article

STORY = {"RECORDWIRE_SOURCES_FILE": str(story.SOURCES), "RECORDWIRE_MODE": "test"}


@pytest.fixture
def stream(kafka, prefix, tmp_path):
    return Stream(kafka, prefix, tmp_path, **STORY)


def story_books() -> Books:
    return assemble(sources=read_sources(story.SOURCES)).books


def test_the_story_of_the_demo_ends_as_it_must(stream, tmp_path):
    run = stream.command
    run("topics", status=1)
    assert f"made {stream.name(ARTICLES)}" in run("topics", "--create")
    run("history", str(story.HISTORY))
    run("history", str(story.HISTORY))
    lines = tmp_path / "story.jsonl"
    lines.write_bytes(b"\n".join(page.raw.replace(b"\n", b"") for page in story.pages()))
    with stream.worker(REAL) as worker:
        assert f"{len(story.pages())} sent, 0 left out" in run("publish", str(lines))
        stream.drain()
        assert worker.terminate() == 0

    expected = assert_equal_to_the_oracle(stream, story_books)
    assert repeated(stream) == 0
    assert expected.alerts
    shown = run("watch", "--until-end")
    assert "Record*" in shown
    for alert in expected.alerts.values():
        assert alert.sentence.split(" (")[0].split()[0] in shown
    rows = [json.loads(line) for line in run("records", "--scope", "ever", "--json").splitlines()]
    standing = {(row["domain"], row["series"], row["figure"]): row["value"] for row in rows}
    last = sorted(expected.alerts.values(), key=lambda alert: (alert.alert_id, alert.revision))
    for alert in {alert.alert_id: alert for alert in last}.values():
        if alert.scope == "ever" and alert.status != "retracted":
            assert standing[alert.domain, alert.series, alert.figure] >= alert.value
    assert "0 would be sent again" in run("requeue", "--check")


def test_a_word_of_the_desk_retracts_an_alert_and_another_brings_it_back(stream):
    told = next(page for page in story.pages())
    said = ("--author", "Ada Lind", "--reason", "a typing error")
    stream.command("topics", "--create")
    stream.command("history", str(story.HISTORY))
    with stream.worker(REAL) as worker:
        stream.send([Sent(key=None, value=told.raw)])
        stream.drain()
        first = decode(stream.read(ALERTS)[0].value, Alert)
        assert first.figure in stream.command("desk", "hold", first.alert_id, *said)
        stream.drain()
        stream.command("desk", "release", first.alert_id, *said)
        stream.drain()
        assert worker.terminate() == 0

    messages = [decode(found.value, Alert) for found in stream.read(ALERTS)]
    life = [row for row in messages if row.alert_id == first.alert_id]
    assert [row.status for row in sorted(life, key=lambda row: row.revision)] == [
        first.status,
        "retracted",
        "amended",
    ]
    shown = stream.command("watch", "--until-end")
    assert f"alert {first.alert_id}" in shown
    assert "no alert or event x" in stream.command("desk", "hold", "x", *said, status=1)


def test_evaluation_articles_lead_to_the_same_through_kafka_as_without(
    kafka, prefix, tmp_path, evaluation_data
):
    feed = Feed(evaluation_data, tmp_path)
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_SOURCES_FILE=str(feed.sources)).create()
    stream.command("history", str(feed.history))
    stream.command("publish", str(feed.articles))
    with stream.worker(REAL) as worker:
        stream.drain()
        assert worker.terminate() == 0

    made = partial(assemble, sources=read_sources(feed.sources))
    expected = assert_equal_to_the_oracle(stream, lambda: made().books)
    assert len(expected.alerts) > 10
    assert repeated(stream) == 0
    assert stream.read(REJECTS) == []
    assert reports_without_kafka(stream, made().reader) == {
        key: value
        for key, value in stream.folded(stream.name(CLAIMS)).items()
        if b"/history:" not in key
    }


def reports_without_kafka(stream: Stream, reader: Reader) -> dict[bytes, bytes]:
    """The last report of every key, by the same steps on the same articles."""
    memory: dict[str, bytes] = {}
    reports: dict[bytes, bytes] = {}

    async def publish(topic: Topic, key: str, message: Struct) -> None:
        if topic is CLAIMS:
            reports[key.encode()] = encode(message)

    for found in stream.read(ARTICLES):
        delivery = Delivery(
            topic=ARTICLES.name,
            partition=0,
            offset=found.offset,
            key=found.key,
            value=found.value,
            received_at=LONG_AGO,
        )
        asyncio.run(read_article(delivery, memory=memory, reader=reader, publish=publish))
    return reports


def test_rejected_articles_go_back_where_they_came_from(stream):
    stream.create()
    place = Delivery(
        topic=stream.name(ARTICLES),
        partition=0,
        offset=4,
        key=b"a1",
        value=b"{nope",
        received_at=LONG_AGO,
    )
    failed = rejected(place, UnreadableError("step_failed", "bad luck"), attempts=3)
    others = [
        structs.replace(failed, reason="invalid_json", error="no JSON", offset=5),
        structs.replace(failed, raw_bytes=9_000_000, offset=6),
        structs.replace(failed, topic="another.articles"),
    ]
    stream.send([Sent(b"r", encode(each), 0) for each in (failed, *others)], REJECTS)
    listed = stream.command("requeue", "--check", status=1)
    assert "0: step_failed" in listed
    assert "2 would be sent again" in listed
    assert stream.read(ARTICLES) == []

    shown = stream.command("requeue", "--reason", "step_failed", status=1)

    assert "1 sent again" in shown
    assert "1 cannot be: only their beginning was kept" in shown
    assert "1 came from topics with another prefix" in shown
    (found,) = stream.read(ARTICLES)
    assert (found.key, found.value) == (b"a1", b"{nope")
    assert "1 sent again" in stream.command("requeue", "--from", "1", "--to", "1")
