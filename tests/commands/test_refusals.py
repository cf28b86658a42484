"""Refusals: what an operator is told where the broker is not as the settings say."""

import json
import socket

import pytest

from schemas.topics import ALERTS, ARTICLES, CLAIMS, REJECTS
from schemas.wire import UnreadableError, encode
from tests.stream.broker import Sent, Stream
from tests.stream.messages import ARTICLE
from tests.stream.standin import LONG_AGO
from workers.stream import connection
from workers.stream.delivery import Delivery, rejected

KNOWN = {
    "domain": "air_attacks",
    "figure": "drones_launched",
    "series": "RU->UA",
    "value": 401,
    "date": "2030-09-14",
}
CALLS = [
    (("watch", "--until-end"), ALERTS),
    (("watch",), ALERTS),
    (("requeue", "--check"), REJECTS),
    (("requeue",), ARTICLES),
    (("publish", "@articles"), ARTICLES),
    (("history", "@known"), CLAIMS),
]


@pytest.fixture
def stream(kafka, prefix, tmp_path):
    return Stream(kafka, prefix, tmp_path)


@pytest.fixture
def call(tmp_path):
    (tmp_path / "articles").write_bytes(encode(ARTICLE))
    (tmp_path / "known").write_text(json.dumps(KNOWN), encoding="utf-8")

    def call(stream, arguments):
        given = [each.replace("@", f"{tmp_path}/") for each in arguments]
        return stream.command(*given, status=1)

    return call


@pytest.mark.parametrize(("arguments", "topic"), CALLS)
def test_a_missing_topic_is_named_with_the_command_that_makes_it(stream, call, arguments, topic):
    shown = call(stream, arguments)

    assert f"Error: {stream.name(topic)} is missing" in shown
    assert "recordwire topics --create" in shown


@pytest.mark.parametrize("arguments", [("publish", "@articles"), ("history", "@known")])
def test_nothing_is_sent_with_another_number_of_partitions_than_the_topics_have(
    stream, call, prefix, tmp_path, arguments
):
    stream.create()
    other = Stream(stream.settings.kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="3")

    shown = call(other, arguments)

    assert "has 1 partitions, not 3: set RECORDWIRE_PARTITIONS" in shown
    assert stream.read(ARTICLES) == stream.read(CLAIMS) == []


@pytest.fixture
def reject(stream):
    place = Delivery(
        topic=stream.name(ARTICLES),
        partition=0,
        offset=4,
        key=b"a1",
        value=b"{nope",
        received_at=LONG_AGO,
    )
    return encode(rejected(place, UnreadableError("step_failed", "bad luck"), attempts=3))


def test_a_foreign_message_among_the_rejects_is_counted_and_stops_nothing(stream, reject):
    stream.create()
    stream.send([Sent(b"x", b"hello", 0), Sent(b"r", reject, 0)], REJECTS)

    shown = stream.command("requeue", status=1)

    assert "1 sent again" in shown
    assert "1 on the topic of rejects are none" in shown
    assert "1 would be sent again" in stream.command("requeue", "--check", "--from", "1")
    assert len(stream.read(ARTICLES)) == 1


def test_a_message_rejected_twice_is_sent_again_once(stream, reject):
    stream.create()
    stream.send([Sent(b"r", reject, 0), Sent(b"r", reject, 0)], REJECTS)

    assert "1 sent again" in stream.command("requeue")
    assert len(stream.read(ARTICLES)) == 1


@pytest.fixture
def silent():
    """The address of something that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


ASKING = [("watch",), ("requeue",), ("topics",), ("publish", "@articles"), ("history", "@known")]


@pytest.mark.parametrize("arguments", ASKING)
def test_what_never_answers_is_told_in_one_sentence_and_left_in_order(
    call, silent, prefix, tmp_path, monkeypatch, caplog, arguments
):
    monkeypatch.setattr(connection, "FIRST_CONTACT_SECONDS", 0.2)
    shown = call(Stream(silent, prefix, tmp_path), arguments)

    assert f"Error: Kafka at {silent} did not do it" in shown
    assert "Is it running?" in shown
    assert "Unclosed" not in caplog.text
