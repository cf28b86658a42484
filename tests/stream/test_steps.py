"""Steps: a dict is a table, a list is Kafka."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from schemas import Reject, Report
from schemas.topics import ALERTS, CLAIMS, EVENTS, REJECTS, Topic
from schemas.wire import UnreadableError, decode, encode
from tests.stream.messages import ARTICLE, REPORT
from tests.stream.standin import LONG_AGO, StandInBooks, StandInReader
from tests.stream.test_publisher import SETTINGS, Topics
from workers.core.judge.state import EventHead
from workers.stream.delivery import (
    BODY_BYTES_MAX,
    CUT_BYTES_MAX,
    KEPT_BYTES_MAX,
    Delivery,
    admitted,
    rejected,
)
from workers.stream.send import Sending
from workers.stream.steps import merge_report, read_article


class Crash(Exception):  # noqa: N818 - the process is gone
    """The process ends here."""


class Kafka:
    """Every message that was sent; `crash_at` ends the process after so many."""

    def __init__(self, crash_at=None):
        self.sent = []
        self.crash_at = crash_at

    async def publish(self, topic: Topic, key: str, message):
        if self.crash_at is not None and len(self.sent) >= self.crash_at:
            raise Crash
        self.sent.append((topic, key, message))

    def keys(self, topic):
        return [key for sent, key, _ in self.sent if sent is topic]


class CrashingTable(dict[str, bytes]):
    """A table whose process ends before the write number `crash_at`."""

    def __init__(self, *args, crash_at=None):
        super().__init__(*args)
        self.crash_at = crash_at
        self.writes = 0

    def __setitem__(self, key, value):
        if self.writes == self.crash_at:
            raise Crash
        self.writes += 1
        super().__setitem__(key, value)


def delivery(message, **changes):
    return Delivery(
        **{
            "topic": "t",
            "partition": 0,
            "offset": 0,
            "key": b"a1",
            "value": encode(message),
            "received_at": LONG_AGO,
            **changes,
        }
    )


def read(article, memory, kafka):
    return asyncio.run(
        read_article(
            delivery(article), memory=memory, reader=StandInReader(), publish=kafka.publish
        )
    )


def merge(report, table, *, books, kafka):
    return asyncio.run(
        merge_report(delivery(report), table=table, books=books, publish=kafka.publish)
    )


def test_an_article_seen_twice_is_reported_once():
    memory: dict[str, bytes] = {}
    kafka = Kafka()

    assert read(ARTICLE, memory, kafka).outcome == "reported"
    assert read(ARTICLE, memory, kafka).outcome == "unchanged"
    assert kafka.keys(CLAIMS) == ["hills/north/a1"]


def later(**changes):
    moment = LONG_AGO + timedelta(hours=1)
    return structs.replace(ARTICLE, published_at=moment, fetched_at=moment, **changes)


def test_a_changed_article_takes_back_what_it_said_of_other_series():
    memory: dict[str, bytes] = {}
    kafka = Kafka()
    read(ARTICLE, memory, kafka)
    read(later(body="towers/south 9"), memory, kafka)

    assert kafka.keys(CLAIMS)[1:] == ["towers/south/a1", "hills/north/a1"]
    assert kafka.sent[-1][2].claims == ()


def test_an_older_delivery_changes_nothing():
    memory: dict[str, bytes] = {}
    kafka = Kafka()
    read(later(body="hills/north 8"), memory, kafka)
    remembered = dict(memory)

    assert read(ARTICLE, memory, kafka).outcome == "older"
    assert (len(kafka.sent), memory) == (1, remembered)


def test_what_the_broker_has_not_taken_is_not_remembered():
    memory: dict[str, bytes] = {}
    with pytest.raises(Crash):
        read(ARTICLE, memory, Kafka(crash_at=0))

    assert memory == {}


def test_a_forwarded_article_is_not_read_here():
    async def elsewhere(_delivery, _identity):
        return True

    memory: dict[str, bytes] = {}
    kafka = Kafka()
    done = asyncio.run(
        read_article(
            delivery(ARTICLE),
            memory=memory,
            reader=StandInReader(),
            publish=kafka.publish,
            forward=elsewhere,
        )
    )

    assert (done.outcome, memory, kafka.sent) == ("forwarded", {}, [])


def test_a_report_seen_twice_alerts_once_and_sends_its_rows_again():
    table: dict[str, bytes] = {}
    books, kafka = StandInBooks(), Kafka()
    merge(REPORT, table, books=books, kafka=kafka)
    merge(REPORT, table, books=books, kafka=kafka)

    assert len(kafka.keys(ALERTS)) == 1
    assert len(kafka.keys(EVENTS)) == 2


def restored(table):
    """Books as a new process makes them from what was stored."""
    books = StandInBooks()
    books.load(
        [decode(value, Report) for key, value in table.items() if key.startswith("report:")],
        [decode(value, EventHead) for key, value in table.items() if key.startswith("event:")],
    )
    return books


@pytest.mark.parametrize("sends", range(3))
@pytest.mark.parametrize("writes", range(3))
def test_a_crash_at_any_point_loses_no_alert_and_makes_no_other(sends, writes):
    crashing = CrashingTable(crash_at=writes)
    first = Kafka(crash_at=sends)
    with suppress(Crash):
        merge(REPORT, crashing, books=StandInBooks(), kafka=first)
    second = Kafka()
    table = dict(crashing)
    merge(REPORT, table, books=restored(table), kafka=second)

    sent = first.sent + second.sent
    alerts = {(key, encode(message)) for topic, key, message in sent if topic is ALERTS}
    assert len(alerts) == 1
    assert len(table) == 2
    assert EVENTS in {topic for topic, _, _ in second.sent}


UNREADABLE = [
    (b"", "invalid_json"),
    (b"\0", "invalid_json"),
    (b'"text"', "invalid_article"),
    (encode(structs.replace(ARTICLE, body="x" * (BODY_BYTES_MAX + 1))), "too_large"),
    (encode(structs.replace(ARTICLE, body="é" * (BODY_BYTES_MAX // 2 + 1))), "too_large"),
    *(
        (encode(structs.replace(ARTICLE, **{name: "nul \0"})), "invalid_article")
        for name in ("id", "url", "publisher", "title", "body")
    ),
    (encode(ARTICLE).replace(b"Heights", b"H\xc3\x28"), "invalid_utf8"),
]


@pytest.mark.parametrize(("raw", "reason"), UNREADABLE, ids=[reason for _, reason in UNREADABLE])
def test_an_article_that_cannot_be_used_is_refused_with_its_reason(raw, reason):
    with pytest.raises(UnreadableError) as refused:
        admitted(raw)

    assert refused.value.reason == reason


def test_an_article_without_a_mode_takes_that_of_the_worker():
    assert admitted(encode(ARTICLE), "test").mode == "test"
    assert admitted(encode(structs.replace(ARTICLE, mode="live")), "test").mode == "live"


def test_a_reject_keeps_the_beginning_of_what_is_too_large_and_tells_of_the_whole():
    error = UnreadableError("too_large", "too large")
    found = rejected(delivery(ARTICLE, value=b"ab" * CUT_BYTES_MAX), error, attempts=1)

    assert (len(found.raw), found.raw_bytes) == (CUT_BYTES_MAX, 2 * CUT_BYTES_MAX)
    assert len(found.sha256) == 64


def test_a_reject_that_may_be_sent_again_keeps_all_bytes_and_fits_a_message():
    error = UnreadableError("step_failed", "bad luck" * 1000)
    huge = delivery(ARTICLE, key=b"\x01" * 3_000_000, value=b"x" * KEPT_BYTES_MAX)
    found = rejected(huge, error, attempts=3)

    assert len(found.raw) == found.raw_bytes
    assert len(encode(found)) < REJECTS.message_bytes_max - 1024
    assert 3 * BODY_BYTES_MAX < KEPT_BYTES_MAX


def test_a_reject_sent_again_keeps_its_time():
    error = UnreadableError("step_failed", "bad luck")
    then = datetime(2021, 2, 3, tzinfo=UTC)
    found = rejected(delivery(ARTICLE, received_at=then), error, attempts=3)
    topics = Topics()
    asyncio.run(Sending(SETTINGS, topics).again(decode(encode(found), Reject)))

    ((*_, timestamp),) = topics.sent
    assert timestamp == then.timestamp() * 1000
