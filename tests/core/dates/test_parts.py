"""The parts of the date grammar, each by its own promise."""

from datetime import UTC, date, datetime

import pytest

from workers.core.dates import words as date_words
from workers.core.dates.clocks import find_clocks
from workers.core.dates.days import read_weekday
from workers.core.dates.months import read_quarter, read_season
from workers.core.dates.periods import read_unit
from workers.core.dates.scan import Anchor, Scan, read_day
from workers.core.dates.since import read_since

NOON = Anchor(published=datetime(2026, 3, 13, 10, tzinfo=UTC), zone="Europe/Kyiv")


def scan(sentence: str) -> Scan:
    return Scan(sentence, NOON)


@pytest.mark.parametrize(
    ("month", "number", "future", "expected"),
    [
        (2, 11, False, "2026-02-11"),
        (12, 31, False, "2025-12-31"),
        (4, 2, False, "2026-04-02"),
        (9, 1, False, "2025-09-01"),
        (2, 11, True, "2027-02-11"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_that_fits(month, number, future, expected):
    found = date_words.nearest(month, number, date(2026, 3, 13), future=future)

    assert str(found) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [(1, "month", "2024-02-29"), (1, "year", "2023-03-31"), (2, "week", "2024-03-17")],
)
def test_going_back_stays_inside_the_calendar(count, unit, expected):
    assert str(date_words.back(date(2024, 3, 31), count, unit)) == expected
    assert date_words.back(date.min, 9000, unit) == date.min
    assert date_words.back(date.max, -9000, unit) == date.max


@pytest.mark.parametrize(
    ("text", "expected"), [("twenty-two", 22), ("73", 73), ("a couple of", 2), ("plenty", None)]
)
def test_a_count_is_read_from_words(text, expected):
    assert date_words.count_of(text) == expected


def test_a_day_is_read_where_it_stands():
    day = read_day(scan("on 11 March 2024 it"), 3)

    assert day is not None
    assert (str(day.date), day.end) == ("2024-03-11", 16)


def test_a_window_over_midnight_is_a_night():
    [when] = find_clocks(scan("from 8 p.m. to 6 a.m."))

    assert (when.kind, when.from_time, when.to_time) == ("night", "20:00", "06:00")


def test_each_reader_yields_nothing_where_nothing_stands():
    assert read_weekday(scan("no"), 0) is None
    assert read_season(scan("summer"), 0, 6) is None
    assert read_quarter(scan("a quarter"), 2, 9) is None
    assert read_unit(scan("day"), 0, 3) is None
    assert read_since(scan("since then"), 0, 5) is None


def test_eras_are_what_the_anchor_says():
    anchor = Anchor(published=NOON.published, eras=("strike",))

    assert read_since(Scan("since the strike began", anchor), 0, 5) is not None
    assert read_since(Scan("since the war began", anchor), 0, 5) is None
