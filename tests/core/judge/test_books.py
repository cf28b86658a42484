"""Books: what leaves them, what is stored, and how large it grows."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from schemas.wire import encode
from tests.core.judge.test_rules import DAY, HISTORY, SOURCES, alerts, told
from tests.core.makers import ORIGIN, attacks, catalogue, claim, figure, record, report, value
from tests.core.worlds import Table
from workers.core.judge.books import Books
from workers.core.judge.history import HistoryEntry, HistoryError, baseline_entries, history_report
from workers.core.judge.sentence import day_in_words, sentence, series_words, when_in_words
from workers.core.judge.state import STORED_BYTES_MAX, cap

MADE = catalogue(attacks())
VALUE_BYTES_MAX = 64 * 1024


def test_an_alert_says_all_that_a_person_needs():
    _, table = alerts(HISTORY, told("a", 539, window="night", records="ever"), told("b", 539))
    raised, confirmed = table.alerts

    assert raised.sentence == (
        "Aland against Bland: 539 (drones) overnight to 10 January 2031, the most so far; "
        "the previous record was 480 on 1 May 2030. One independent source."
    )
    assert (raised.margin, raised.verdict, raised.sources) == (59, "agrees", 1)
    assert confirmed.references == f"{raised.alert_id}:0"
    assert [voice.publisher for voice in confirmed.evidence] == ["Outlet a", "Outlet b"]
    assert [voice.claims_record for voice in confirmed.evidence] == [True, False]
    assert confirmed.raised_at_article == "a"


def test_a_lowest_value_is_told_as_one():
    _, table = alerts(HISTORY, told("a", 539))
    alert = replace(table.alerts[0], value=-25, low=None, high=-25, previous_record=None)
    cold = figure("cold", record="min")

    assert sentence(alert, cold, names={}, official=False) == (
        "AA against BB: at most -25 (cold) on 10 January 2031, the lowest so far. "
        "One independent source."
    )


@pytest.mark.parametrize(
    ("iso", "window", "words"),
    [
        ("2031-03-04", "night", "overnight to 4 March 2031"),
        ("2031-03-04", "day", "on 4 March 2031"),
        ("2031-03", None, "in March 2031"),
    ],
)
def test_dates_are_told_in_words(iso, window, words):
    assert when_in_words(iso, window) == words
    assert day_in_words(iso) in words


def test_a_series_is_told_by_the_names_of_its_sides():
    assert series_words("AA->BB", {"AA": "Aland"})["series"] == "Aland against BB"
    assert series_words("CC", {"CC": "Cland"})["country"] == "Cland"


def test_a_story_told_by_many_stays_small_and_counts_all():
    table = Table(MADE, SOURCES).read_all([HISTORY])
    for index in range(300):
        made = claim("drones", 539, DAY, article=f"a{index}")
        made = replace(made, quote="q" * 400)
        table.read(
            report(
                f"a{index}",
                made,
                at=ORIGIN + timedelta(days=9, minutes=index),
                records=[record(made)],
            )
        )
    (row,) = [row for row in table.books.events("raids", "AA->BB") if row.date == str(DAY)]

    assert row.figures["drones"].sources == 300
    assert len(encode(row)) < VALUE_BYTES_MAX
    assert all(len(encode(head)) < VALUE_BYTES_MAX for head in table.heads.values())
    assert all(len(encode(alert)) < VALUE_BYTES_MAX for alert in table.alerts)


def test_a_report_with_too_much_is_stored_with_something_of_each_figure():
    many = [
        replace(claim("drones", n + 1, DAY, start=n), quote="é" * 400, rule="r" * 900)
        for n in range(400)
    ]
    big = report("a", *many, claim("missiles", 7, DAY, start=999), at=9)

    stored = cap(big)

    assert len(encode(stored)) <= STORED_BYTES_MAX
    assert {row.figure for row in stored.claims} == {"drones", "missiles"}
    assert cap(stored) == stored


def test_a_long_report_keeps_the_number_that_it_calls_a_record():
    many = [claim("drones", n, DAY, start=n) for n in range(1, 90)]

    stored = cap(report("a", *many, at=9, records=[record(many[80])]))

    assert many[80].id in {row.id for row in stored.claims}


def test_an_older_delivery_overtakes_nothing():
    table = Table(MADE, SOURCES).read_all([HISTORY, told("a", 539, at=0.5)])

    verdict = table.read(told("a", 700, at=0.2))

    assert verdict.report is None
    assert [row.figures["drones"].value for row in verdict.events] == [539]


def test_what_was_withdrawn_does_not_come_back_by_the_same_delivery():
    first = told("a", 539)
    table = Table(MADE, SOURCES).read_all([HISTORY, first])
    table.read(replace(first, claims=(), record_claims=(), withdrawn=True))

    assert table.read(first).report is None
    assert table.books.alerts()[0].status == "retracted"


def test_events_without_heads_get_some():
    table = Table(MADE, SOURCES).read_all([HISTORY, told("a", 539)])
    bare = Books(MADE, SOURCES)

    bare.load(table.reports.values(), ())

    ids = [row.id for row in bare.events("raids", "AA->BB")]
    assert ids == [row.id for row in table.books.events("raids", "AA->BB")]


def test_the_current_record_is_the_last_of_its_chain():
    _, table = alerts(HISTORY, told("a", 539))
    books = table.books
    chain = books.chain("raids", "drones", series="AA->BB", scope="ever")

    assert [(row.date, row.value) for row in chain] == [("2030-05-01", 480), (str(DAY), 539)]
    assert books.current_record("raids", "drones", series="AA->BB", scope="ever") == chain[-1]
    assert books.current_record("raids", "killed", series="AA->BB", scope="ever") is None


def entry(**fields):
    given = {"domain": "raids", "figure": "drones", "series": "AA->BB", "value": 5}
    return HistoryEntry(**{**given, "date": "2030-01-02", **fields})


def test_history_sent_twice_changes_nothing():
    one = history_report(entry(), MADE)

    assert history_report(entry(), MADE) == one
    assert Table(MADE).read_all([one]).read(one).report is None


def test_history_corrected_replaces_itself():
    table = Table(MADE).read_all([history_report(entry(value=n), MADE) for n in (5, 7)])

    assert [row.figures["drones"].value for row in table.books.events("raids", "AA->BB")] == [7]


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": "x"},
        {"figure": "x"},
        {"date": "2030-02-30"},
        {"date": "2030-13"},
        {"figure": "monthly", "date": "9999-12"},
        {"value": float("nan")},
        {"value": float("inf")},
    ],
)
def test_history_that_fits_nowhere_is_refused(wrong):
    with pytest.raises(HistoryError):
        history_report(entry(**wrong), MADE)


def test_a_month_of_history_is_a_month():
    made = history_report(entry(figure="monthly", date="2030-02", value=90), MADE)

    assert made.claims[0].period.end == date(2030, 2, 28)
    assert baseline_entries(MADE) == ()


def test_what_is_stored_of_a_domain_that_is_gone_is_left_out_and_the_rest_is_loaded():
    table = Table(MADE).read_all([history_report(entry(), MADE)])
    stored, heads = table.reports.values(), table.heads.values()
    gone = [replace(one, domain="gone") for one in stored]
    books = Books(MADE)

    left_out = books.load(
        [*gone, *stored], [*heads, *(replace(head, id="x", domain="gone") for head in heads)]
    )
    assert left_out == len(gone) + len(heads)
    assert books.series() == (("raids", "AA->BB"),)


def test_what_was_read_by_an_older_catalogue_comes_back_to_nothing_after_a_crash():
    old, new = told("a", 539, catalogue_hash="old"), told("a", 560, catalogue_hash="new")
    _, table = alerts(HISTORY)
    table.read_all([old, new])
    before, sent = table.state(), len(table.alerts)

    table.restart()
    table.read_all([old, new])

    assert table.state() == before
    assert len(table.alerts) == sent


def test_a_head_whose_second_reading_was_not_stored_is_that_of_the_first():
    old, new = told("a", 539, catalogue_hash="old"), told("a", 560, catalogue_hash="new")
    _, table = alerts(HISTORY)
    table.read(old)
    steady = table.books.judge(new)
    table.heads |= {head.id: head for head in steady.heads}
    table.restart()

    assert table.books.judge(new).alerts == steady.alerts


def test_a_known_value_can_be_put_right_and_back():
    table = Table(MADE, SOURCES).read_all(
        replace(HISTORY, claims=(replace(HISTORY.claims[0], value=value(number)),))
        for number in (480, 500, 480)
    )
    links = table.books.chain("raids", "drones", series="AA->BB", scope="ever")

    assert [link.value for link in links] == [480]
