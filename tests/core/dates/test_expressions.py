from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.dates.expressions import (
    DATES_PER_SENTENCE_MAX,
    Anchor,
    When,
    default_event_date,
    find_dates,
)

# Friday, noon in Kyiv.
FRIDAY = Anchor(
    published=datetime(2026, 3, 13, 10, tzinfo=UTC), zone="Europe/Kyiv", eras=("war", "invasion")
)


def read(sentence: str, anchor: Anchor = FRIDAY) -> list[When]:
    return find_dates(sentence, anchor)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Hail fell overnight.", "2026-03-12", "2026-03-13"),
        ("Hail fell overnight into Friday.", "2026-03-12", "2026-03-13"),
        ("Hail fell overnight to Thursday.", "2026-03-11", "2026-03-12"),
        ("Hail fell in the night to Monday.", "2026-03-08", "2026-03-09"),
        ("Hail fell on the night of March 8-9.", "2026-03-08", "2026-03-09"),
        ("Hail fell on the night of 8-9 March.", "2026-03-08", "2026-03-09"),
        ("Hail fell on the night of 8 March to 9 March.", "2026-03-08", "2026-03-09"),
        ("Hail fell in the night of 13 March.", "2026-03-12", "2026-03-13"),
        ("Hail fell on the night of March 8.", "2026-03-08", "2026-03-09"),
        ("Hail fell on Tuesday night.", "2026-03-10", "2026-03-11"),
        ("Hail fell late on Tuesday.", "2026-03-10", "2026-03-11"),
        ("Hail fell last night.", "2026-03-12", "2026-03-13"),
        (
            "Hail fell from the evening of March 8 to the morning of March 9.",
            "2026-03-08",
            "2026-03-09",
        ),
        ("Hail fell on Sunday-Monday night.", "2026-03-08", "2026-03-09"),
        ("Hail fell the previous night.", "2026-03-11", "2026-03-12"),
        ("Hail fell overnight on Friday.", "2026-03-12", "2026-03-13"),
        ("Hail fell overnight Thursday.", "2026-03-12", "2026-03-13"),
        ("Hail fell overnight on Tuesday.", "2026-03-09", "2026-03-10"),
        ("Hail fell early on Friday.", "2026-03-13", "2026-03-13"),
        ("Hail fell before dawn on Friday.", "2026-03-13", "2026-03-13"),
        ("Hail fell in the early hours of Thursday.", "2026-03-12", "2026-03-12"),
        ("Hail fell from 9 p.m. on Thursday to 6 a.m. on Friday.", "2026-03-12", "2026-03-13"),
    ],
)
def test_a_night_runs_from_its_evening_to_its_morning(sentence, first, last):
    [when] = read(sentence)

    assert (when.kind, when.window) == ("night", "night")
    assert (when.first, when.last) == (day(first), day(last))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The dam broke on Friday.", "2026-03-13"),
        ("The dam broke on Saturday.", "2026-03-07"),
        ("The dam broke last Friday.", "2026-03-06"),
        ("The dam will open on Monday.", "2026-03-16"),
        ("The dam opens next Friday.", "2026-03-20"),
        ("Thursday's flood was worse.", "2026-03-12"),
        ("The dam broke yesterday.", "2026-03-12"),
        ("The dam broke on 11 February.", "2026-02-11"),
        ("The dam broke on Dec. 23.", "2025-12-23"),
        ("The dam broke on the 5th of March 2024.", "2024-03-05"),
        ("The dam broke on Sunday, March 8, 2026.", "2026-03-08"),
        ("The dam broke on 2025-11-30.", "2025-11-30"),
        ("The dam broke on 30.11.2025.", "2025-11-30"),
        ("The dam broke five days ago.", "2026-03-08"),
        ("Between Monday night and Tuesday evening the dam broke.", "2026-03-10"),
        ("Between 9 a.m. and 6 p.m. the dam broke.", "2026-03-13"),
        ("During the day the dam broke.", "2026-03-13"),
        ("From 8 a.m. on Saturday to 8 a.m. on Sunday the dam leaked.", "2026-03-08"),
        ("From 8 a.m. on Friday to 8 a.m. on Saturday the dam leaked.", "2026-03-07"),
        ("During the day of March 8 the dam broke.", "2026-03-08"),
    ],
)
def test_a_day_is_the_one_the_words_mean(sentence, expected):
    [when] = read(sentence)

    assert (when.kind, when.first, when.last) == ("day", day(expected), day(expected))


def test_days_before_a_named_day_are_counted_from_it():
    flood, other = read("The dam broke on 8 March; five days earlier another had gone.")

    assert other.last == day("2026-03-03")
    assert flood.last == day("2026-03-08")


@pytest.mark.parametrize(
    ("sentence", "kind", "first", "last"),
    [
        ("Sales fell last week.", "week", "2026-03-02", "2026-03-08"),
        ("Sales fell in the week now ending.", "week", "2026-03-09", "2026-03-15"),
        ("Sales fell in February.", "month", "2026-02-01", "2026-02-28"),
        ("Sales fell in May.", "month", "2025-05-01", "2025-05-31"),
        ("Sales fell in May 2024.", "month", "2024-05-01", "2024-05-31"),
        ("Sales fell last month.", "month", "2026-02-01", "2026-02-28"),
        ("Sales fell in mid-October.", "span", "2025-10-11", "2025-10-20"),
        ("Sales fell last year.", "year", "2025-01-01", "2025-12-31"),
        ("Sales fell in 2019.", "year", "2019-01-01", "2019-12-31"),
        ("Sales fell in the third quarter.", "span", "2025-07-01", "2025-09-30"),
        ("Sales fell last winter.", "season", "2025-12-01", "2026-02-28"),
        ("Sales fell in the summer of 2023.", "season", "2023-06-01", "2023-08-31"),
        ("Sales fell over the weekend.", "span", "2026-03-07", "2026-03-08"),
        ("Sales have fallen since August.", "since", "2025-08-01", "2026-03-13"),
        ("Sales have fallen since the start of the year.", "since", "2026-01-01", "2026-03-13"),
        ("Sales have fallen since last week.", "since", "2026-03-02", "2026-03-13"),
        ("Sales have fallen since 2014.", "since", "2014-01-01", "2026-03-13"),
        ("Sales have fallen since 24 February 2022.", "since", "2022-02-24", "2026-03-13"),
        ("Sales fell from May to October 2022.", "month", "2022-05-01", "2022-05-31"),
    ],
)
def test_a_period_has_its_first_and_last_day(sentence, kind, first, last):
    when = read(sentence)[0]

    assert (when.kind, when.first, when.last) == (kind, day(first), day(last))


@pytest.mark.parametrize(
    "sentence",
    [
        "It is the most so far this month.",
        "It is the most in March.",
        "With four days of March left it is the most.",
        "It is the most this year.",
        "It is the most since the war began.",
    ],
)
def test_a_period_that_still_runs_is_partial(sentence):
    assert [when.partial for when in read(sentence)] == [True]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("It was the first frost in 73 days.", 73),
        ("It was the first frost in more than 70 days.", 70),
        ("It was the first frost in three weeks.", 21),
    ],
)
def test_a_stated_duration_tells_its_days(sentence, days):
    [when] = read(sentence)

    assert (when.kind, when.days) == ("span", days)


@pytest.mark.parametrize(
    ("sentence", "kind", "first"),
    [
        ("A year earlier, in April 2025, it was worse.", "month", "2025-04-01"),
        ("Five days earlier, on 6 March, it was worse.", "day", "2026-03-06"),
        ("Two years ago (in 2024) it was worse.", "year", "2024-01-01"),
    ],
)
def test_a_count_back_and_the_date_behind_it_are_one(sentence, kind, first):
    [when] = read(sentence)

    assert (when.kind, when.first, when.past) == (kind, day(first), True)


def test_the_day_on_which_somebody_spoke_is_marked():
    night, said = read("Hail fell on Tuesday night, the mayor said on Wednesday.")

    assert (night.said, said.said) == (False, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was one of the year's biggest floods.",
        "That is this month's second longest night.",
        "The week's worst hail fell here.",
    ],
)
def test_whose_biggest_something_is_says_nothing_of_its_day(sentence):
    assert read(sentence) == []


def test_that_year_leans_on_the_text_so_far():
    [earlier] = read("The first leak, in March 2024, was small.")
    [when] = find_dates("The next came on September 3 of that year.", FRIDAY, earlier=earlier)

    assert when.last == day("2024-09-03")


def test_overnight_in_the_first_hours_of_a_day_is_the_night_before():
    late = Anchor(published=datetime(2026, 3, 12, 23, 30, tzinfo=UTC), zone="Europe/Kyiv")
    [when] = read("Hail fell overnight.", late)

    assert (when.first, when.last) == (day("2026-03-11"), day("2026-03-12"))


def test_an_undated_event_of_the_first_hours_belongs_to_the_day_before():
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)

    assert default_event_date(Anchor(published=late, zone="Europe/Kyiv")).last == day("2026-03-12")


def test_the_local_day_of_the_target_counts():
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)

    assert default_event_date(Anchor(published=late, zone="Asia/Tokyo")).last == day("2026-03-13")
    assert default_event_date(Anchor(published=late, zone="-03:00")).last == day("2026-03-12")
    assert default_event_date(Anchor(published=late, zone="No/Where")).last == day("2026-03-12")


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march in the sun.",
        "He was the second man of the day to fall.",
        "It held 2000 litres.",
        "The fall was steep.",
        "The lease was extended for 60 days.",
        "It ended a 22-month strike.",
        "They met after two morning walks.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(sentence):
    assert read(sentence) == []


WORDS = (
    "on in the night of Friday Monday overnight into to March May 4 31 2024 0001 "
    "9999 since last "
    "next week month year ago earlier 900 years 3000 decades between and 9 a.m. p.m. from 25 "
    "summer winter so far this 2024-02-30 99.99.2024 today yesterday - , . quarter "
    "third weekend "
    "centuries before morning evening daytime noon of during"
)
PIECES = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=40,
).map(" ".join)
MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(
    st.one_of(st.text(max_size=200), PIECES), MOMENTS, st.sampled_from(["Asia/Tokyo", "", "UTC"])
)
def test_any_sentence_yields_ordered_dates_inside_it(sentence, published, zone):
    end = 0
    for when in find_dates(sentence, Anchor(published=published, zone=zone)):
        assert end <= when.start < when.end <= len(sentence)
        end = when.end
        if when.first is not None and when.last is not None:
            assert when.first <= when.last


@pytest.mark.parametrize(
    "hostile", ["Friday " * 7_000, "4 May 2024 " * 5_000, "since " * 8_000, "in 9 days " * 5_000]
)
def test_a_hostile_sentence_yields_a_bounded_number_of_dates(hostile):
    assert len(read(hostile)) <= DATES_PER_SENTENCE_MAX


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In the 24 hours of 11 March hail fell twice.", "2026-03-11"),
        ("In the 24 hours to 8 a.m. on Thursday hail fell.", "2026-03-12"),
        ("During the 24 hours to Wednesday morning hail fell.", "2026-03-11"),
        ("Hail fell within 24 hours, on Monday.", "2026-03-09"),
        ("On Monday, within 24 hours, hail fell twice.", "2026-03-09"),
    ],
)
def test_twenty_four_hours_are_of_the_day_that_is_named_beside_them(sentence, expected):
    [when] = read(sentence)

    assert (when.kind, when.rule) == ("day", "day_and_night")
    assert (when.first, when.last) == (day(expected), day(expected))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The owner admitted on Tuesday that the vault was empty.", True),
        ("It emerged on Tuesday that the vault was empty.", True),
        ("A letter seen on Tuesday gives the sum.", True),
        ("The vault was emptied on Tuesday, the owner says.", False),
        ("It was so hot on Tuesday that roads melted.", False),
        ("We discovered on Tuesday that the vault was empty.", False),
    ],
)
def test_the_day_of_a_telling_is_known_by_what_follows_it(sentence, said):
    [when] = read(sentence)

    assert when.said is said


def test_since_the_weekend_is_since_its_first_day():
    [when] = read("It has rained since the weekend.")

    assert (when.rule, when.first) == ("since_day", day("2026-03-07"))


def test_since_last_friday_is_a_week_long_on_a_friday():
    [when] = read("It has rained since last Friday.")

    assert when.first == day("2026-03-06")
