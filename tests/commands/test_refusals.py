"""Refusals: what an operator is told where the broker is not as the settings say."""

import json

import pytest

from schemas.topics import ALERTS, ARTICLES, CLAIMS, REJECTS
from schemas.wire import encode
from tests.stream.broker import Stream
from tests.stream.messages import ARTICLE

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
