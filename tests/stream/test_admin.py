"""Admin: which topics there have to be, and what is said of those that are wrong."""

import pytest

from schemas.topics import TOPICS
from workers.settings import Settings
from workers.stream.admin import Found, Plan, faults, plans

PLAN = Plan(
    name="t.claims",
    partitions=4,
    configs={"cleanup.policy": "compact", "max.message.bytes": "1000"},
)
RIGHT = {"cleanup.policy": "compact", "max.message.bytes": "1000"}


def test_a_worker_needs_the_topics_of_the_contract_and_its_changelogs():
    names = {plan.name for plan in plans(Settings(topic_prefix="t", app_id="app"))}

    assert {f"t.{topic.name}" for topic in TOPICS} < names
    assert names - {f"t.{topic.name}" for topic in TOPICS} == {
        "app-memory-changelog",
        "app-reports-changelog",
    }


def test_a_table_has_as_many_partitions_as_its_source():
    counts = {plan.name: plan.partitions for plan in plans(Settings(partitions=7))}

    assert counts["recordwire.articles"] == counts["recordwire-memory-changelog"] == 7
    assert counts["recordwire.claims"] == counts["recordwire-reports-changelog"] == 7


def test_state_is_compacted_and_never_deleted():
    for plan in plans(Settings()):
        if "changelog" in plan.name or plan.name.endswith(("claims", "events")):
            assert plan.configs["cleanup.policy"] == "compact"


FOUND = [
    (Found(partitions=4, configs=RIGHT), []),
    (Found(partitions=4, configs={**RIGHT, "max.message.bytes": "2000"}), []),
    (Found(partitions=4, configs={}), []),
    (None, ["is missing: run `recordwire topics --create`"]),
    (Found(partitions=8, configs=RIGHT), ["has 8 partitions, not 4"]),
    (
        Found(partitions=4, configs={**RIGHT, "cleanup.policy": "compact,delete"}),
        ["cleanup.policy=compact,delete, not compact"],
    ),
    (
        Found(partitions=4, configs={**RIGHT, "max.message.bytes": "10"}),
        ["max.message.bytes=10, not 1000"],
    ),
]


@pytest.mark.parametrize(("found", "words"), FOUND)
def test_a_wrong_topic_is_named_with_what_is_wrong(found, words):
    lines = faults(PLAN, found)

    assert len(lines) == len(words)
    assert all(word in line for word, line in zip(words, lines, strict=True))
