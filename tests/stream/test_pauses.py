"""Pauses: a worker that slept through its session does not work off what it still holds."""

import asyncio

import pytest
from msgspec import structs
from prometheus_client import CollectorRegistry

from tests.stream.messages import ARTICLE, REPORT
from tests.stream.standin import StandInBooks, StandInReader
from tests.stream.test_guard import HaltError, halt
from tests.stream.test_publisher import SETTINGS, Topics, publisher
from tests.stream.test_steps import delivery
from workers.metrics import Metrics
from workers.settings import Settings
from workers.stream.agents import MergeAgent, ReadAgent
from workers.stream.counting import Counting
from workers.stream.pauses import Pauses

SESSION = Settings(session_timeout_seconds=10.0)


class Clock:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


def test_a_pause_longer_than_the_session_ends_the_process():
    clock = Clock()
    pauses = Pauses(SESSION, halt=halt, now=clock)
    clock.seconds += 10.5
    with pytest.raises(HaltError, match="paused for 10 s"):
        pauses.check()
    with pytest.raises(HaltError):
        pauses.tick()


def test_a_process_that_ticks_goes_on():
    clock = Clock()
    pauses = Pauses(SESSION, halt=halt, now=clock)
    for _ in range(5):
        clock.seconds += 9.0
        pauses.tick()
        pauses.check()


def test_the_ticking_ends_with_its_block():
    with Pauses(SESSION, halt=halt) as pauses:
        pauses.check()


def counting():
    metrics = Metrics(CollectorRegistry(), figures=[("hills", "height"), ("towers", "height")])
    return Counting(metrics, {"t": "articles"})


def agents(steady, ours):
    parts = {"publisher": publisher(steady), "counting": counting(), "ours": ours}
    yield (
        ReadAgent(SETTINGS, StandInReader(), store={}, **parts),
        [structs.replace(ARTICLE, id=name) for name in ("a1", "a2", "a3")],
    )
    yield (
        MergeAgent(SETTINGS, StandInBooks(), store={}, held=lambda: (), **parts),
        [structs.replace(REPORT, article_id=name) for name in ("a1", "a2", "a3")],
    )


@pytest.mark.parametrize("index", [0, 1])
def test_what_belongs_to_another_worker_by_now_is_left_to_it(index):
    steady = Topics()
    agent, messages = list(agents(steady, lambda found: found.generation == 7))[index]
    batch = [
        delivery(message, key=message_key(message), generation=7 - number // 2)
        for number, message in enumerate(messages)
    ]
    asyncio.run(agent.work(batch))

    assert {name for name in ("a1", "a2", "a3") if mentions(steady, name)} == {"a1", "a2"}


def message_key(message):
    return (getattr(message, "id", None) or "k").encode()


def mentions(steady, name):
    return any(name.encode() in value for _, _, _, value, *_ in steady.sent)
