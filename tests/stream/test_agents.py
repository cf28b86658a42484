"""Agents: what they make of stored state at the start."""

import logging

import orjson
import pytest

from schemas.wire import UnreadableError, encode
from tests.core.judge.test_books import MADE, entry
from tests.stream.messages import READING
from tests.stream.standin import LONG_AGO, StandInReader
from tests.stream.test_pauses import counting
from tests.stream.test_publisher import SETTINGS, publisher
from workers.core.judge.books import Books
from workers.core.judge.history import history_report
from workers.core.memory import remember
from workers.stream.agents import MergeAgent, ReadAgent
from workers.stream.steps import REPORT, report_key

PARTS = {"publisher": publisher(), "counting": counting()}


def reading(stored):
    return ReadAgent(SETTINGS, StandInReader(), store={b"a1": stored}, **PARTS)


def test_a_memory_of_another_format_stops_the_start():
    found = remember(None, READING, received_at=LONG_AGO).memory
    assert found is not None
    memory = encode(found)
    reading(memory).restore()
    newer = orjson.dumps({**orjson.loads(memory), "format": 2})
    with pytest.raises(UnreadableError):
        reading(newer).restore()


def test_state_of_a_domain_that_is_gone_is_told_of_and_left_out(caplog):
    report = history_report(entry(), MADE)
    gone = {
        f"{REPORT}{report_key(report)}".encode(): encode(report).replace(b"raids", b"gone"),
    }
    everywhere = range(SETTINGS.partitions)
    agent = MergeAgent(SETTINGS, Books(MADE), store=gone, held=lambda: everywhere, **PARTS)
    with caplog.at_level(logging.WARNING):
        agent.restore()

    assert "1 stored reports and events were left out" in caplog.text
