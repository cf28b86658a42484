"""AsyncAPI: the document says of each topic what the table of topics says."""

import json
from collections.abc import Iterator

import pytest

from schemas import wire
from schemas.asyncapi import asyncapi
from schemas.export import FOLDER
from schemas.topics import TOPICS
from workers.stream.envelope import headers_of

DOCUMENT = json.loads(json.dumps(asyncapi("9.9.9")))
ENVELOPED = [topic for topic in TOPICS if topic.name in ("events", "alerts", "notes", "rejects")]


def target(reference: str) -> object:
    found: object = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        assert isinstance(found, dict), reference
        found = found[step]
    return found


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_every_reference_leads_somewhere():
    found = set(references(DOCUMENT))

    assert found
    for reference in found:
        assert target(reference), reference


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_a_channel_tells_all_that_the_table_does(topic):
    channel = DOCUMENT["channels"][topic.name]
    kafka = channel["bindings"]["kafka"]

    assert channel["address"].replace("{prefix}", "recordwire") == topic.full_name()
    assert kafka["partitions"] == topic.partitions
    assert kafka["topicConfiguration"]["cleanup.policy"] == [topic.cleanup]
    assert kafka["topicConfiguration"]["max.message.bytes"] == topic.message_bytes_max
    for party in (*topic.writers, *topic.readers, topic.partitioned_by):
        assert party in channel["description"]
    key = DOCUMENT["components"]["messages"][topic.name]["bindings"]["kafka"]["key"]
    assert topic.key in key["description"]


@pytest.mark.parametrize("topic", ENVELOPED, ids=lambda topic: topic.name)
def test_the_headers_it_promises_are_the_headers_that_are_sent(topic):
    promised = DOCUMENT["components"]["messages"][topic.name]["headers"]["required"]
    for path in sorted((FOLDER / "examples" / topic.name).glob("*.json")):
        message = wire.decode(path.read_bytes(), topic.carries)
        sent = {name for name, _ in headers_of(message)} - {"content-type"}

        assert sent == set(promised)


def test_operations_are_seen_from_inside():
    assert {name: made["action"] for name, made in DOCUMENT["operations"].items()} == {
        "read_receives_articles": "receive",
        "read_sends_claims": "send",
        "merge_receives_claims": "receive",
        "merge_sends_events": "send",
        "merge_sends_alerts": "send",
        "read_sends_notes": "send",
        "merge_sends_notes": "send",
        "read_sends_rejects": "send",
        "merge_sends_rejects": "send",
    }
