"""Reading: any text survives, reading twice gives equal bytes, and offsets point at the number."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article
from schemas.wire import UnreadableError, encode
from workers import domains
from workers.core.extract.places import Gazetteer
from workers.core.reading import Reader

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
PLACES = (domains.FOLDER / "gazetteer.tsv").read_text(encoding="utf-8")
READER = Reader(domains.load(), Gazetteer.from_text(PLACES))

NIGHT = (
    "Russia launched 188 drones and 12 missiles at Ukraine overnight, the air force said, the "
    "largest attack of the war. Five people were killed in Kyiv and 31 were wounded."
)
QUAKE = "A magnitude 6.8 earthquake struck central Peru on Tuesday, killing 14 people."
PAGE = (
    "<html><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1><p>{body}</p></article>"
    "<aside><h3>Most read</h3><ul><li><a href='/x'>Lottery: 900 drones</a></li></ul></aside>"
    "</body></html>"
)


def article(**of):
    fields = {
        "url": "https://example.org/a",
        "publisher": "Example Post",
        "title": "A night over Ukraine",
        "body": NIGHT,
        "content_type": "text",
        "published_at": NOON,
        "fetched_at": NOON,
    }
    return msgspec.convert(fields | of, Article)


def read(**of):
    return READER.read(article(**of), NOON)


VOCABULARY = """
Russia Ukraine Kyiv launched shot down 5 12 539 1,200 two dozen drones missiles overnight killed
people at least record largest ever since 2022 earthquake magnitude 6.1 of on the night to Friday
. , ; : - \u2014 " ( ) % $ \u20ac 7.8 \u00a0 May 3 of 4 38C hottest evening earlier before last week
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=120).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS.map(lambda text: text[:300]), body=TEXTS, html=st.booleans())
def test_any_text_survives_and_reads_the_same_twice(title, body, html):
    one = article(title=title, body=body, content_type="html" if html else "text")
    first, second = READER.read(one, NOON), READER.read(one, NOON)
    assert [encode(report) for report in first.reports] == [
        encode(report) for report in second.reports
    ]
    assert [encode(note) for note in first.notes] == [encode(note) for note in second.notes]


@settings(max_examples=80, deadline=None)
@given(body=st.lists(WORDS, min_size=5, max_size=160).map(" ".join))
def test_offsets_point_at_the_number_as_delivered(body):
    one = article(body=body)
    for number in READER.read(one, NOON).numbers:
        shown = getattr(one, number.field)[number.start : number.end]
        assert shown
        assert not shown[0].isspace()
        assert not shown[-1].isspace()


@pytest.mark.parametrize("content_type", ["text", "html"])
def test_a_claim_stands_where_its_offsets_say(content_type):
    body = NIGHT if content_type == "text" else PAGE.format(title="A night", body=NIGHT)
    one = article(body=body, content_type=content_type)
    (report,) = READER.read(one, NOON).reports
    shown = {
        claim.figure: getattr(one, claim.field)[claim.start : claim.end]
        for claim in report.claims
        if not claim.derived
    }
    assert shown["drones_launched"] == "188"
    assert shown["missiles_launched"] == "12"
    assert shown["killed"] == "Five"
    assert all(claim.quote for claim in report.claims)
    assert all(len(claim.quote) <= 300 for claim in report.claims)


def test_a_record_claim_names_the_claim_it_is_bound_to():
    (report,) = read().reports
    ids = {claim.id: claim.figure for claim in report.claims}
    bound = [claim for claim in report.record_claims if claim.state == "current"]
    assert [ids[claim.claim_id or ""] for claim in bound] == ["barrage_total"]
    assert [claim.scope for claim in bound] == ["ever"]


def test_reports_are_one_a_series_in_order_and_know_their_text():
    body = f"{NIGHT}\n\n{QUAKE}"
    reading = read(body=body)
    keys = [(report.domain, report.series) for report in reading.reports]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert {report.text_hash for report in reading.reports} == {reading.text_hash}


def test_a_text_of_no_domain_is_dropped_before_it_is_read():
    reading = read(title="Spring fair", body="The fair opens on Friday with a brass band.")
    assert (reading.outcome, reading.clean, reading.reports) == ("filtered", None, ())


def test_another_language_is_counted_and_not_read():
    body = "Russland hat in der Nacht 188 Drohnen auf die Ukraine abgefeuert, mit dem Missile X."
    assert read(title="Drohnen", body=body).outcome == "language"


def test_a_declared_language_is_believed():
    assert read(language="uk").outcome == "language"
    assert read(language="en-GB").outcome == "reported"


def test_a_withdrawn_article_says_nothing():
    reading = read(pub_status="canceled")
    assert (reading.outcome, reading.reports) == ("canceled", ())


def test_a_record_of_something_no_domain_knows_becomes_a_note_and_no_report():
    reading = read(
        title="Sales hit record high",
        body="The shop chain said yearly sales rose to a record $4.2 billion, the highest ever.",
    )
    assert reading.reports == ()
    assert {note.type for note in reading.notes} == {"open_record_claim"}
    assert 4.2e9 in {note.value for note in reading.notes}
    assert "Sales hit record high" in {note.text for note in reading.notes}


@pytest.mark.parametrize(
    ("hours", "refused"), [pytest.param(23, False, id="a day"), pytest.param(25, True, id="more")]
)
def test_a_text_from_the_future_is_refused(hours, refused):
    late = NOON + timedelta(hours=hours)
    if refused:
        with pytest.raises(UnreadableError) as error:
            read(published_at=late)
        assert error.value.reason == "published_in_future"
    else:
        assert read(published_at=late).sender.published_at == late


def test_a_text_without_a_time_counts_from_its_arrival():
    assert read(published_at=None, fetched_at=None).sender.published_at == NOON
