"""Screen: what a person reads must be true, whole and harmless."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Alert, Note, PreviousRecord, Voice
from workers.screen import COLUMNS, alert_lines, note_line, number

MOMENT = datetime(2031, 3, 4, 8, tzinfo=UTC)


def voice(**changes: object) -> Voice:
    plain = Voice(
        publisher="Quay Courier",
        url="https://quay.example.org/1",
        article_id="a1",
        published_at=MOMENT,
        official=False,
        value=12,
        low=12,
        high=12,
        quote="twelve kites at once",
        field="body",
        start=3,
        end=9,
        confidence=0.9,
        rule="launched",
    )
    return msgspec.structs.replace(plain, **changes)


def alert(**changes: object) -> Alert:
    plain = Alert(
        alert_id="id",
        revision=0,
        status="provisional",
        references=None,
        domain="kites",
        figure="kites",
        series="AA->BB",
        scope="ever",
        ledger="event",
        value=12,
        low=12,
        high=12,
        unit="kite",
        margin=2,
        previous_record=PreviousRecord(value=10, date="2031-01-02", event_id="e0"),
        event_id="e1",
        event_date="2031-03-04",
        window=None,
        verdict="agrees",
        sources=1,
        evidence=(voice(),),
        reason=None,
        raised_at_article="a1",
        known_at=MOMENT,
        sentence="12 kites flew on 2031-03-04, the most so far.",
    )
    return msgspec.structs.replace(plain, **changes)


def test_an_alert_tells_sentence_standing_previous_record_and_proof():
    assert alert_lines(alert()) == [
        "Record      12 kites flew on 2031-03-04, the most so far.",
        "            provisional: one source so far. Before: 10 on 2031-01-02.",
        "            Quay Courier: “twelve kites at once” https://quay.example.org/1",
    ]


@pytest.mark.parametrize(
    ("changes", "head"),
    [
        ({}, "Record "),
        ({"status": "confirmed"}, "Record "),
        ({"status": "provisional", "revision": 2}, "Update "),
        ({"status": "confirmed", "revision": 1}, "Confirmed "),
        ({"status": "amended", "revision": 1}, "Amended "),
        ({"status": "retracted", "revision": 1}, "Retracted "),
        ({"mode": "test"}, "Record* "),
    ],
)
def test_the_head_says_what_happened_to_the_alert(changes, head):
    assert alert_lines(alert(**changes))[0].startswith(head)


def test_a_retraction_says_why():
    text = "\n".join(alert_lines(alert(status="retracted", revision=1, reason="merged_into")))
    assert "retracted: no longer a record (merged into)" in text


def test_a_first_value_says_that_no_earlier_one_is_known():
    assert "No earlier value is known." in alert_lines(alert(previous_record=None))[1]


def test_official_sources_and_copies_are_named():
    text = " ".join(alert_lines(alert(evidence=(voice(official=True, copies=2),))))
    assert "Quay Courier (official) and 2 more with the same text:" in text


def test_evidence_beyond_the_first_three_is_counted():
    lines = alert_lines(alert(sources=5, evidence=(voice(),) * 4))
    assert lines[-1].strip() == "and 2 more"


@given(st.text(max_size=400), st.text(max_size=80), st.text(max_size=200))
def test_no_text_can_reach_the_terminal_unprinted(quote, publisher, sentence):
    told = alert(evidence=(voice(quote=quote, publisher=publisher),), sentence=sentence)
    for line in alert_lines(told):
        assert line.isprintable()


def test_lines_fit_the_screen():
    long = alert(evidence=(voice(quote="a word and more " * 20),))
    assert all(len(line) <= COLUMNS for line in alert_lines(long))


@pytest.mark.parametrize(
    ("value", "words"), [(5438.0, "5,438"), (7.8, "7.8"), (0.0, "0"), (1e9, "1,000,000,000")]
)
def test_numbers_are_written_as_people_write_them(value, words):
    assert number(value) == words


def test_a_note_is_one_line():
    note = Note(
        note_id="n",
        type="first_since",
        domain="kites",
        series="AA->BB",
        figure=None,
        event_id=None,
        event_date=None,
        value=None,
        place=None,
        days=None,
        article_id="a1",
        text="The first\nsince spring.\x1b[2J",
        known_at=MOMENT,
        mode="test",
    )
    assert note_line(note) == "Note*       first since: The first since spring. [2J"
