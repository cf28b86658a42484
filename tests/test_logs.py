"""Logs: what a line holds, and which lines are left out."""

import io
import json
import logging
from datetime import UTC, datetime

import pytest

from schemas import Alert, PreviousRecord
from workers.logs import KINDS_MAX, QUIET_SECONDS, Quiet, logger, set_up, tell_alert

ALERT = Alert(
    alert_id="5f1e",
    revision=0,
    status="provisional",
    references=None,
    domain="storms",
    figure="gust_speed",
    series="NO",
    scope="ever",
    ledger="event",
    value=61.5,
    low=61.5,
    high=61.5,
    unit="metre_per_second",
    margin=2.5,
    previous_record=PreviousRecord(value=59.0, date="2029-01-11", event_id="e1"),
    event_id="e9",
    event_date="2031-02-03",
    window=None,
    verdict="agrees",
    sources=1,
    evidence=(),
    reason=None,
    raised_at_article="coast-17",
    known_at=datetime(2031, 2, 3, 8, tzinfo=UTC),
    sentence="Gusts reached 61.5 m/s at the outer lighthouse.",
)


@pytest.fixture(autouse=True)
def _restored():
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.fixture
def lines():
    stream = io.StringIO()
    set_up("INFO", stream=stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_alert_is_one_line_with_its_ids_and_no_text(lines):
    tell_alert(logger(), ALERT)

    (line,) = lines()
    assert line["event"] == "alert raised"
    assert (line["alert_id"], line["article_id"]) == ("5f1e", "coast-17")
    assert (line["value"], line["previous"]) == (61.5, 59.0)
    assert "lighthouse" not in json.dumps(line)


def test_a_line_says_when_how_grave_and_who(lines):
    logger().bind(article_id="coast-17").warning("rejected", reason="invalid_json")

    (line,) = lines()
    assert line["level"] == "warning"
    assert line["logger"] == "recordwire"
    assert line["article_id"] == "coast-17"
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() is not None


def test_a_record_of_the_client_looks_like_ours(lines):
    logging.getLogger("aiokafka.conn").error("Unable connect to %s: %s", "h:1", OSError("refused"))

    (line,) = lines()
    assert line["event"] == "Unable connect to h:1: refused"
    assert line["logger"] == "aiokafka.conn"


def test_an_exception_is_shown_without_the_values_of_its_variables(lines):
    body = "Gusts tore the roof off the ferry hall."
    try:
        _ = body[100]
    except IndexError:
        logger().exception("step failed", article_id="coast-17")

    (line,) = lines()
    assert "IndexError: string index out of range" in line["exception"]
    assert "roof" not in line["exception"]


def test_a_long_complaint_is_cut(lines):
    logging.getLogger("faust").info("cannot take %s", "x" * 100_000)

    assert len(lines()[0]["event"]) < 600


def test_records_below_the_level_are_left_out(lines):
    logger().debug("nothing")
    logging.getLogger("faust").debug("nothing")

    assert lines() == []


def test_lines_for_people_are_not_json():
    stream = io.StringIO()
    set_up("INFO", "console", stream=stream)
    tell_alert(logger(), ALERT)

    assert "alert raised" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


def record(name, message, *, at, level=logging.ERROR) -> logging.LogRecord:
    made = logging.LogRecord(name, level, __file__, 1, message, ("h:1",), None)
    made.created = at
    return made


def test_a_repeated_complaint_of_a_client_is_told_once_and_then_summed_up():
    quiet = Quiet()
    told = [
        made
        for second in range(100)
        if quiet.filter(made := record("aiokafka", "Unable connect to %s", at=float(second)))
    ]

    assert [made.created for made in told] == [0.0, QUIET_SECONDS, 60.0, 90.0]
    assert [getattr(made, "like_it", 0) for made in told] == [0, 29, 29, 29]


@pytest.mark.parametrize(
    ("name", "message", "level"),
    [
        ("recordwire", "step failed", logging.ERROR),
        ("aiokafka", "another complaint", logging.ERROR),
        ("aiokafka.consumer", "Unable connect to %s", logging.ERROR),
        ("aiokafka", "Unable connect to %s", logging.INFO),
    ],
)
def test_a_record_of_another_kind_always_passes(name, message, level):
    quiet = Quiet()
    assert quiet.filter(record("aiokafka", "Unable connect to %s", at=1.0))

    for _ in range(1 if level == logging.ERROR else 3):
        assert quiet.filter(record(name, message, at=2.0, level=level))


def test_the_own_logger_is_never_quietened():
    quiet = Quiet()

    assert all(quiet.filter(record("recordwire", "step failed", at=1.0)) for _ in range(5))


def test_many_kinds_of_complaint_take_bounded_memory():
    quiet = Quiet()
    for number in range(5 * KINDS_MAX):
        quiet.filter(record("faust", f"complaint {number}", at=1.0))

    assert len(quiet._passed) <= KINDS_MAX


def test_a_clock_set_back_does_not_silence_a_client():
    quiet = Quiet()
    quiet.filter(record("faust", "Unable connect to %s", at=1_000.0))

    assert quiet.filter(record("faust", "Unable connect to %s", at=10.0))
