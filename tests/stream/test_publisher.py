"""Publisher: where a message goes, in which envelope, and what is waited for."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiokafka.errors import KafkaConnectionError
from msgspec import structs

from schemas.topics import ALERTS, ARTICLES, CLAIMS, EVENTS, REJECTS
from schemas.wire import UnreadableError
from tests.stream.messages import ALERT, EVENT, REPORT
from workers.settings import Settings
from workers.stream.delivery import Delivery, rejected
from workers.stream.envelope import FORWARDED
from workers.stream.partitions import partition_of
from workers.stream.publisher import Publisher

SETTINGS = Settings(partitions=4, topic_prefix="t")
# Computed by Kafka's own client for Java.
MURMUR = {"21": -973932308, "foobar": -790332482, "a-little-bit-long-string": -985981536}


class Topics:
    """A producer whose topics are one list; `accept` lets the broker answer."""

    def __init__(self, *, accepting=True):
        self.sent = []
        self.accepting = accepting
        self.open = []

    async def send(self, topic, value, key, *, partition, timestamp_ms=None, headers=None):
        self.sent.append((topic, key, partition, value, dict(headers or ()), timestamp_ms))
        future = asyncio.get_running_loop().create_future()
        if self.accepting:
            future.set_result(None)
        else:
            self.open.append(future)
        return future


def publisher(steady=None, prompt=None):
    return Publisher(SETTINGS, steady=steady or Topics(), prompt=prompt or Topics())


@pytest.mark.parametrize(("key", "hashed"), MURMUR.items())
def test_a_key_belongs_where_clients_for_java_put_it(key, hashed):
    assert partition_of(key, 1000) == (hashed & 0x7FFFFFFF) % 1000


def test_all_reports_of_a_series_go_to_one_partition():
    steady = Topics()

    async def run():
        for identity in ("a1", "a2", "a3"):
            report = structs.replace(REPORT, article_id=identity)
            await publisher(steady).publish(CLAIMS, f"hills/north/{identity}", report)

    asyncio.run(run())
    assert {sent[2] for sent in steady.sent} == {partition_of("hills/north", 4)}
    assert [sent[1] for sent in steady.sent] == [
        b"hills/north/a1",
        b"hills/north/a2",
        b"hills/north/a3",
    ]


def test_an_alert_goes_out_at_once_as_a_cloud_event():
    steady, prompt = Topics(), Topics()
    asyncio.run(publisher(steady, prompt).publish(ALERTS, ALERT.alert_id, ALERT))

    ((topic, key, _, _, headers, _),) = prompt.sent
    assert (steady.sent, topic, key) == ([], "t.alerts", b"alert-1")
    assert headers == {
        "ce_specversion": b"1.0",
        "ce_id": b"alert-1:0",
        "ce_source": b"/recordwire",
        "ce_type": b"recordwire.alert.v1",
        "ce_time": b"2031-02-03T00:00:00+00:00",
        "content-type": b"application/json",
    }


def test_publishing_returns_only_when_the_broker_has_the_message():
    prompt = Topics(accepting=False)

    async def run():
        task = asyncio.create_task(publisher(prompt=prompt).publish(ALERTS, "k", ALERT))
        await asyncio.sleep(0.01)
        waited = not task.done()
        prompt.open[0].set_result(None)
        await task
        return waited

    assert asyncio.run(run())


def test_rows_and_state_are_owed_in_order_until_settled():
    steady = Topics(accepting=False)

    async def run():
        way = publisher(steady)
        table = way.state({}, "t-reports-changelog", 3)
        table["event:e"] = b"1"
        table["report:r"] = b"2"
        await way.publish(EVENTS, EVENT.id, EVENT)  # does not wait
        settling = asyncio.create_task(way.settle())
        await asyncio.sleep(0.01)
        waited = not settling.done()
        for future in steady.open:
            future.set_result(None)
        await settling
        return waited

    assert asyncio.run(run())
    assert [(sent[0], sent[1], sent[2]) for sent in steady.sent] == [
        ("t-reports-changelog", b"event:e", 3),
        ("t-reports-changelog", b"report:r", 3),
        ("t.events", EVENT.id.encode(), partition_of(EVENT.id, 4)),
    ]


def test_a_refused_row_is_not_forgotten():
    steady = Topics(accepting=False)

    async def run():
        way = publisher(steady)
        await way.publish(EVENTS, EVENT.id, EVENT)
        steady.open[0].set_exception(ConnectionError("refused"))
        await way.settle()

    with pytest.raises(ConnectionError):
        asyncio.run(run())


class Stumbling(Topics):
    """A producer whose sends of the numbers `failing` raise."""

    def __init__(self, *failing):
        super().__init__()
        self.failing = failing
        self.asked = 0

    async def send(self, topic, value, key, **others):
        self.asked += 1
        if self.asked in self.failing:
            raise KafkaConnectionError
        return await super().send(topic, value, key, **others)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_state_that_could_not_be_sent_is_still_owed(failing):
    steady = Stumbling(failing)

    async def run():
        way = publisher(steady)
        table = way.state({}, "t-reports-changelog", 3)
        for name in ("event:e", "event:f", "report:r"):
            table[name] = b"1"
        with pytest.raises(KafkaConnectionError):
            await way.publish(EVENTS, EVENT.id, EVENT)
        await way.settle()

    asyncio.run(run())
    assert [sent[1] for sent in steady.sent] == [b"event:e", b"event:f", b"report:r"]


def test_a_failed_batch_cannot_be_settled_by_asking_again():
    steady = Topics(accepting=False)

    async def run():
        way = publisher(steady)
        way.state({}, "t-reports-changelog", 3)["report:r"] = b"1"
        settling = asyncio.create_task(way.settle())
        await asyncio.sleep(0)
        steady.open[0].set_exception(KafkaConnectionError())
        for attempt in (settling, way.settle()):
            with pytest.raises(KafkaConnectionError):
                await attempt

    asyncio.run(run())


def delivery(identity, *, key=None, partition=None, headers=()):
    return Delivery(
        topic="t.articles",
        partition=partition_of(identity, 4) if partition is None else partition,
        offset=9,
        key=identity.encode() if key is None else key,
        value=b"raw",
        received_at=datetime(2031, 2, 3, tzinfo=UTC),
        headers=headers,
    )


HOME = partition_of("a1", 4)
PLACES = [
    (delivery("a1"), False),
    (delivery("a1", key=b"other"), True),
    (delivery("a1", key=b""), True),
    (delivery("a1", partition=(HOME + 1) % 4), True),
    (delivery("a1", partition=(HOME + 1) % 4, headers=((FORWARDED, b"x"),)), False),
]


@pytest.mark.parametrize(("found", "forwarded"), PLACES)
def test_an_article_is_forwarded_once_if_key_or_partition_is_not_that_of_its_id(found, forwarded):
    steady = Topics()

    assert asyncio.run(publisher(steady).forward(found, "a1")) is forwarded
    assert len(steady.sent) == int(forwarded)
    for topic, key, partition, value, headers, timestamp in steady.sent:
        assert (topic, key, partition, value) == ("t.articles", b"a1", HOME, b"raw")
        assert headers[FORWARDED] == f"t.articles/{found.partition}/9".encode()
        assert timestamp == 1927843200000


def test_a_reject_carries_its_reason_as_headers_and_fits_a_message():
    prompt = Topics()
    error = UnreadableError("too_large", "large " * 1000)
    found = structs.replace(delivery("a1"), value=b"x" * 11_000_000)
    asyncio.run(publisher(prompt=prompt).reject(rejected(found, error, attempts=1)))

    ((topic, key, partition, value, headers, _),) = prompt.sent
    assert (topic, partition, key) == ("t.rejects", 0, f"t.articles/{HOME}/9".encode())
    assert (headers["reason"], headers["offset"]) == (b"too_large", b"9")
    assert len(value) < REJECTS.message_bytes_max
    assert ARTICLES.message_bytes_max > 11_000_000
