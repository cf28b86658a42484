"""The worker on a real Kafka, with stand-ins for a core: the shell's own promises."""

import orjson
import pytest

from schemas import Alert, Reject
from schemas.topics import ALERTS, ARTICLES, CLAIMS, EVENTS, REJECTS
from schemas.wire import decode, encode
from tests.stream.articles import article, rising, sent
from tests.stream.broker import Sent, Stream
from tests.stream.oracle import assert_equal_to_the_oracle, repeated
from workers.stream.admin import MEMORY, TABLES, changelog
from workers.stream.delivery import CUT_BYTES_MAX
from workers.stream.envelope import FORWARDED
from workers.stream.guard import STATUS_STOPPED


@pytest.fixture
def stream(kafka, prefix, tmp_path):
    return Stream(kafka, prefix, tmp_path).create()


def test_an_article_becomes_reports_events_and_alerts(stream):
    with stream.worker() as worker:
        stream.send([sent(article(1, "hills/north 5", "towers/north 7"))])
        stream.wait_for(ALERTS, 2)
        stream.drain()
        assert worker.terminate() == 0

    alerts = stream.read(ALERTS)
    assert sorted((a.domain, a.value) for a in (decode(f.value, Alert) for f in alerts)) == [
        ("hills", 5),
        ("towers", 7),
    ]
    assert alerts[0].headers["ce_type"] == b"recordwire.alert.v1"
    assert len(stream.read(EVENTS)) == 2
    assert_equal_to_the_oracle(stream)


BAD = {
    "not json": (b"{nope", "invalid_json"),
    "a list": (b"[]", "invalid_article"),
    "wrong types": (b'{"url": 5, "title": [], "body": {}}', "invalid_article"),
    "missing body": (
        orjson.dumps({"url": "u", "publisher": "p", "title": "t", "content_type": "text"}),
        "invalid_article",
    ),
    "unknown content type": (
        encode(article(1)).replace(b'"text"', b'"pdf"'),
        "invalid_article",
    ),
    "invalid utf-8": (encode(article(1)).replace(b"Heights", b"H\xff\xfeights"), "invalid_utf8"),
    "a NUL byte": (encode(article(1)).replace(b"Heights", b"H\0eights"), "invalid_json"),
    "a NUL in the text": (encode(article(1, title="a\0b")), "invalid_article"),
    "five megabytes": (encode(article(1, "x" * 5_000_000)), "too_large"),
    "nothing": (b"", "invalid_json"),
    "deep nesting": (b"[" * 100_000, "invalid_json"),
    "told to explode": (encode(article(1, title="explode")), "step_failed"),
}


def test_bad_input_is_rejected_with_its_reason_and_the_next_message_is_read(stream):
    # In one run, since starting a worker takes longer than the rest.
    with stream.worker() as worker:
        for number, (raw, _) in enumerate(BAD.values()):
            good = article(100 + number, f"hills/north {number + 1}")
            stream.send([Sent(b"a1", raw), sent(good)])
        stream.wait_for(ALERTS, len(BAD))
        stream.drain()
        assert worker.terminate() == 0

    rejects = [decode(found.value, Reject) for found in stream.read(REJECTS)]
    assert [reject.reason for reject in rejects] == [reason for _, reason in BAD.values()]
    for reject, (raw, _) in zip(rejects, BAD.values(), strict=True):
        assert reject.raw == raw[:CUT_BYTES_MAX]
        assert reject.raw_bytes == len(raw)
    assert [found.headers["reason"].decode() for found in stream.read(REJECTS)] == [
        reason for _, reason in BAD.values()
    ]


def test_a_restart_goes_on_where_the_last_run_ended(stream):
    with stream.worker() as worker:
        stream.send(rising(0, 40))
        stream.drain()
        assert worker.terminate() == 0
    claims = len(stream.read(CLAIMS))
    with stream.worker() as worker:
        stream.send(rising(20, 60))  # half of them are known
        stream.drain()
        assert worker.terminate() == 0

    assert claims == 80
    assert len(stream.read(CLAIMS)) == 120
    assert repeated(stream) == 0
    assert_equal_to_the_oracle(stream)


@pytest.mark.parametrize(
    "instance",
    [
        pytest.param("worker-1", id="static member"),
        pytest.param("", id="dynamic member", marks=pytest.mark.full),
    ],
)
def test_a_worker_killed_in_mid_stream_loses_no_alert_and_raises_none_twice(
    kafka, prefix, tmp_path, instance
):
    stream = Stream(
        kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="4", RECORDWIRE_INSTANCE_ID=instance
    ).create()
    stream.send(rising(0, 500))
    for alerts in (15, 60):
        with stream.worker() as worker:
            stream.wait_for(ALERTS, alerts)
            worker.kill()
    with stream.worker() as worker:
        stream.drain()
        assert worker.terminate() == 0

    assert len(stream.folded(stream.name(CLAIMS))) == 1000
    assert len(stream.folded(changelog(stream.settings, MEMORY))) == 500
    assert_equal_to_the_oracle(stream)


def test_an_article_in_the_wrong_place_is_forwarded_once(kafka, prefix, tmp_path):
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="4").create()
    raw = [encode(article(n, f"hills/north {n}")) for n in range(1, 5)]
    with stream.worker() as worker:
        stream.send(
            [
                Sent(b"other key", raw[0]),
                Sent(None, raw[1], 0),
                *(Sent(b"a3", raw[2], partition) for partition in range(4)),
                Sent(b"a4", raw[3]),
            ]
        )
        stream.wait_for(ALERTS, 1)
        stream.drain()
        assert worker.terminate() == 0

    found = stream.read(ARTICLES)
    forwarded = [each for each in found if FORWARDED in each.headers]
    assert len(forwarded) == 5
    assert {each.value for each in forwarded} == {raw[0], raw[1], raw[2]}
    assert len(stream.read(CLAIMS)) == 4


def test_a_worker_does_not_start_on_missing_topics_and_says_what_to_do(kafka, prefix, tmp_path):
    stream = Stream(kafka, prefix, tmp_path)
    with stream.worker() as worker:
        assert worker.wait() == 1

    assert f"{prefix}.articles is missing: run `recordwire topics --create`" in stream.last_words()


def test_a_worker_does_not_start_on_another_number_of_partitions(kafka, prefix, tmp_path):
    Stream(kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="2").create()
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_PARTITIONS="3")
    with stream.worker() as worker:
        assert worker.wait() == 1

    assert f"{prefix}.claims has 2 partitions, not 3" in stream.last_words()


def test_a_worker_that_finds_no_broker_waits_and_says_so(prefix, tmp_path):
    stream = Stream("127.0.0.1:9", prefix, tmp_path)
    with stream.worker() as worker:
        stream.wait_for_words("next attempt in 2 s")
        assert worker.running
        assert worker.terminate() == 0


def test_a_worker_stops_when_nearly_everything_is_rejected_and_keeps_the_backlog(
    kafka, prefix, tmp_path
):
    stream = Stream(kafka, prefix, tmp_path, RECORDWIRE_REJECTS_WINDOW="20").create()
    stream.send([Sent(b"k", b"{nope") for _ in range(50)])
    with stream.worker() as worker:
        assert worker.wait() == STATUS_STOPPED

    assert "100% of the last 20 messages" in stream.last_words()
    assert stream.behind() >= 30  # what was taken before the last batch is done


@pytest.mark.parametrize("table", TABLES)
def test_a_state_of_a_newer_format_stops_the_start(stream, table):
    with stream.worker() as worker:
        stream.send(rising(0, 3))
        stream.drain()
        assert worker.terminate() == 0
    name = changelog(stream.settings, table)
    key, stored = next(iter(stream.folded(name).items()))
    newer = orjson.dumps({**orjson.loads(stored), "format": 2})
    stream.send_name(name, [Sent(key, newer)])
    with stream.worker() as worker:
        assert worker.wait() == STATUS_STOPPED

    assert "the stored state could not be restored" in stream.last_words()
