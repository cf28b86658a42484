"""Record claims: which words call a number a record, in which state and scope, and which number."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from workers.core.catalogue.record_words import RecordWords
from workers.core.extract.places import Place
from workers.core.extract.sentences import sentences
from workers.core.numbers.numerals import find_numbers
from workers.core.numbers.unit_words import general_table
from workers.core.records.claims import Line, record_claims
from workers.core.records.scope import Setting
from workers.domains import GENERAL

WORDS = RecordWords((GENERAL / "record_words.toml").read_text(encoding="utf-8"))
UNITS = general_table()
PUBLISHED = datetime(2031, 5, 14, 12, tzinfo=UTC)

ORDER = (
    "the a record records largest most ever since 2019 June in of 40 years never so many not one "
    "highest , . ; - broke previous had been will could than any first time no"
)


LUTSK = Place(start=0, end=0, name="Lutsk", country="UA", admin=None, kind="city", precision="city")


def places(text: str) -> tuple[Place, ...]:
    at = text.find(LUTSK.name)
    return () if at < 0 else (structs.replace(LUTSK, start=at, end=at + len(LUTSK.name)),)


def claims(text: str, *, weak: bool = False):
    lines = [
        Line(
            field="body",
            start=start,
            text=text[start:end],
            setting=Setting(
                text[start:end],
                numbers=tuple(find_numbers(text[start:end], units=UNITS)),
                published=PUBLISHED,
                places=places(text[start:end]),
            ),
        )
        for start, end in sentences(text)
    ]
    found = []
    for read in record_claims(lines, WORDS):
        if read.weak and not weak:
            continue
        number = read.bound.number if read.bound is not None else None
        value = None if number is None else (number.value or number.low)
        found.append((read.state, read.scope.name, read.direction, value))
    return found


@pytest.mark.parametrize(
    ("text", "scope", "direction", "value"),
    [
        ("Ferry traffic reached a record 4,120 trips.", "unstated", "max", 4120),
        ("The vase sold for a record price of $3.4 million.", "unstated", "max", 3.4e6),
        ("Profit hit a record high of $88 million.", "unstated", "max", 8.8e7),
        ("Rainfall fell to a record low of 3 mm.", "unstated", "min", 3),
        ("A record-breaking 71 candidates stood.", "unstated", "max", 71),
        ("Unemployment rose to 9.1%, the highest since June 2024.", "since:2024-06", "max", 9.1),
        ("Growth fell to 0.2%, the lowest in 12 years.", "since:2019", "min", 0.2),
        ("It was the deadliest storm on record, with 61 dead.", "ever", "max", 61),
        ("It is the largest fire this year: 900 hectares.", "year", "max", 900),
        ("It was the wettest May ever.", "month", "max", None),
        ("The port handled 81 ships, more than in any month before.", "ever", "max", 81),
        ("The port has never handled so many ships in one day: 81.", "ever", "max", 81),
        ("Sales of 500 cars were the most ever.", "ever", "max", 500),
        ("The toll of 44 is without precedent.", "unstated", "max", 44),
        ("The crossing was the first of its kind since records began.", "ever", "first", None),
        ("Record rainfall floods Kerala, more expected.", "unstated", "max", None),
        ("It was the strongest quake in half a century: 6.4.", "recent", "max", 6.4),
        ("It was their biggest loss in company history.", "company", "max", None),
    ],
)
def test_a_record_told_as_news_is_current_and_finds_its_number(text, scope, direction, value):
    assert claims(text) == [("current", scope, direction, value)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("It was one of the largest fires on record.", "vague"),
        ("The second-largest crowd ever came.", "vague"),
        ("It may be the oldest bridge ever found.", "vague"),
        ("Attendance was close to a record.", "vague"),
        ("He equalled the record with 30 goals.", "vague"),
        ("The flood could become the worst on record.", "forecast"),
        ("Prices are expected to hit a record high in June.", "forecast"),
        ("The dam will peak at 9 metres, a record level.", "forecast"),
        ("Record crowds expected at the lantern festival.", "forecast"),
        ("It will be the worst frost on record, say forecasters.", "forecast"),
        ("The fund is on pace for its worst year on record.", "forecast"),
        ("Copper slipped from a record high.", "past"),
        ("She is trying to break the world record.", "attempt"),
        ("He is one race away from a record 12th title.", "attempt"),
        ("The previous record was 40.", "superseded"),
        ("The former high of 40 had stood for years.", "superseded"),
        ("It was not the largest fire on record.", "past"),
        ("She still holds the world record.", "past"),
        ("In 2019 the town had its hottest day on record.", "past"),
        ("The European record of 48 dates from 2021.", "past"),
    ],
)
def test_what_is_hedged_planned_or_told_as_background_is_no_current_record(text, state):
    found = claims(text)
    assert found, "a claim is found"
    assert {each[0] for each in found} == {state}


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("It was the worst flood Lutsk has ever seen.", ["place:Lutsk"]),
        ("Lutsk had never had so many ships in one day.", ["place:Lutsk"]),
        ("It was the largest and most expensive bridge on record.", ["ever", "ever"]),
        ("It was the worst flood ever, and Lutsk has rebuilt since.", ["ever"]),
        (
            "It was the worst flood Lutsk has ever seen and the largest since June.",
            ["place:Lutsk", "since:2030-06"],
        ),
    ],
)
def test_a_record_of_the_place_that_saw_it_is_of_that_place_alone(text, scopes):
    assert [scope for _, scope, *_ in claims(text)] == scopes


@pytest.mark.parametrize(
    "text",
    [
        "The firm has a strong track record.",
        "He has a criminal record.",
        "The band cut its second record with a new singer.",
        "She signed a record deal with a small label.",
        "The minister defended his record on housing.",
        "Police record 40 thefts a week there.",
        "They went to record the sound of whales.",
        "Speaking off the record, an aide disagreed.",
        "It was the worst film ever made.",
        "Most people in the village have no car.",
        "At least 40 people came, at most 50.",
        "He was found in the hottest club in town.",
        "The firm keeps careful medical records.",
        "For the record, nobody complained.",
        "It was the worst mistake I have ever made.",
    ],
)
def test_other_senses_claim_nothing(text):
    assert claims(text) == []


def test_one_sentence_can_hold_two_marks():
    text = "Revenue of $90 million beat the previous record of $81 million."
    assert [(state, value) for state, _, _, value in claims(text)] == [
        ("current", 90e6),
        ("superseded", 81e6),
    ]


def test_a_superlative_without_a_limit_is_kept_for_domains_that_measure_it():
    text = "Ruritania launched its largest attack."
    assert claims(text) == []
    assert len(claims(text, weak=True)) == 1


def test_a_comparison_is_not_the_number_of_the_claim():
    text = "The pier took 412 boats, a total that passes the 390 of March and is the highest ever."
    assert claims(text) == [("current", "ever", "max", 412)]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(ORDER.split()),
        max_size=60,
    ).map(" ".join)
)
def test_any_order_of_words_is_survived(text):
    claims(text, weak=True)
