from datetime import UTC, date, datetime

import pytest

from workers.core.dates.expressions import Anchor, When, find_dates

# Friday, noon in Kyiv.
FRIDAY = Anchor(published=datetime(2026, 3, 13, 10, tzinfo=UTC), zone="Europe/Kyiv")


def read(sentence: str) -> list[When]:
    return find_dates(sentence, FRIDAY)


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_evening_in_which_a_night_began_is_no_day_of_its_own():
    [when] = read("In the night of 7 March (from 17:30 on 6 March) it hailed.")

    assert (when.first, when.last) == (day("2026-03-06"), day("2026-03-07"))
    assert when.from_time == "17:30"


def test_clock_times_of_a_window_are_kept():
    [when] = read("Between 9 a.m. and 6.30 p.m. hail fell.")

    assert (when.from_time, when.to_time, when.window) == ("09:00", "18:30", "day")


@pytest.mark.parametrize(
    ("sentence", "window", "clocks"),
    [
        (
            "Overnight, from 18:30 on 5 March until 09:00 on 6 March, hail fell.",
            ("night", "2026-03-05", "2026-03-06"),
            ("18:30", "09:00"),
        ),
        (
            "In the night to 3 May 2025 (from 22:00 on 2 May 2025 to 01:00 on 3 May 2025) hail.",
            ("night", "2025-05-02", "2025-05-03"),
            ("22:00", "01:00"),
        ),
        (
            "Overnight into Tuesday (from 6 p.m. on Monday, March 9, to 8 a.m. on Tuesday) hail.",
            ("night", "2026-03-09", "2026-03-10"),
            ("18:00", "08:00"),
        ),
        (
            "From the evening of March 2, 2026, until 9 a.m. on March 3, it hailed.",
            ("night", "2026-03-02", "2026-03-03"),
            (None, "09:00"),
        ),
        (
            "On the night of March 2-3, 2026 (from 8 p.m. on March 2, 2026) it hailed.",
            ("night", "2026-03-02", "2026-03-03"),
            ("20:00", None),
        ),
        (
            "Between 00:30 and 08:00 on 3 March hail fell.",
            ("night", "2026-03-03", "2026-03-03"),
            ("00:30", "08:00"),
        ),
        (
            "On 3 March, between 20:00 and 22:30, hail fell.",
            (None, "2026-03-03", "2026-03-03"),
            ("20:00", "22:30"),
        ),
        (
            "From 19:30 on 9 March hail fell.",
            ("night", "2026-03-09", "2026-03-10"),
            ("19:30", None),
        ),
        (
            "Since 6 p.m. on Monday hail fell.",
            ("night", "2026-03-09", "2026-03-10"),
            ("18:00", None),
        ),
        (
            "From 9:30 on 9 March hail fell.",
            (None, "2026-03-09", "2026-03-09"),
            ("09:30", None),
        ),
        (
            "On 3 March at 16:00 hail fell.",
            (None, "2026-03-03", "2026-03-03"),
            ("16:00", "16:00"),
        ),
    ],
)
def test_a_window_that_names_its_days_keeps_them_and_its_clocks(sentence, window, clocks):
    [when] = read(sentence)
    name, first, last = window

    assert (when.window, when.first, when.last) == (name, day(first), day(last))
    assert (when.from_time, when.to_time) == clocks


def test_twenty_four_hours_by_the_clock_are_the_day_on_which_they_end():
    [when] = read("From 9 a.m. on 2 March to 9 a.m. on 3 March hail fell.")

    assert (when.first, when.last, when.rule) == (
        day("2026-03-03"),
        day("2026-03-03"),
        "day_and_night",
    )
