"""Merge: which texts tell of one event, and what an event keeps when texts join or part."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from schemas.report import Period, Report
from tests.core.judge.test_rules import DAY, HISTORY, alerts, told
from tests.core.makers import catalogue, claim, domain, figure, quakes, report, unreliable
from tests.core.worlds import Table
from workers.core.catalogue.model import EventRule
from workers.core.catalogue.subject_words import SubjectWords

FIRES = domain(
    "fires",
    [figure("area", "running", bounds=(1, None)), figure("killed", "running")],
    event=EventRule(join_days=90, by_subject=True),
    subject=SubjectWords(nouns=("fire",), kinds=("bank",), legal=("inc",)),
)
MADE = catalogue(quakes(), FIRES)


def clock(begin, end, window=None, day=DAY):
    return Period(kind="event", start=day, end=day, window=window, from_time=begin, to_time=end)


def at_hours(name, number, begin, end, window=None):
    made = claim("drones", number, clock(begin, end, window), article=name)
    return report(name, made, at=told(name, 1).published_at)


WINDOWS: dict[str, tuple[list[Report], list[tuple[str | None, float]]]] = {
    "one event without a window": ([told("a", 90), told("b", 95)], [(None, 95)]),
    "a night and a day with other values are two": (
        [told("a", 90, window="night"), told("b", 40, window="day")],
        [("night", 90), ("day", 40)],
    ),
    "one attack called by night here and by day there is one": (
        [told("a", 90, window="night"), told("b", 90, window="day")],
        [("night", 90)],
    ),
    "a text that sets them apart parts them": (
        [
            told("a", 90, window="night"),
            told("b", 90, window="day"),
            report(
                "c",
                claim("drones", 90, clock(None, None, "night"), article="c"),
                claim("drones", 90, clock(None, None, "day"), article="c", start=9),
                at=told("c", 1).published_at,
            ),
        ],
        [("night", 90), ("day", 90)],
    ),
    "without a window it joins the only event": (
        [told("a", 90, window="night"), told("b", 91, at=0.6)],
        [("night", 91)],
    ),
    "without a window it joins the event that it fits": (
        [
            told("a", 90, window="night"),
            told("b", 40, window="day"),
            told("c", 40),
            told("d", 90),
        ],
        [("night", 90), ("day", 40)],
    ),
    "clock windows that do not overlap are two": (
        [at_hours("a", 90, "09:00", "11:00", "day"), at_hours("b", 90, "15:00", "18:00", "day")],
        [("day", 90), ("day", 90)],
    ),
    "clock windows that overlap are one": (
        [at_hours("a", 90, "09:00", "16:00", "day"), at_hours("b", 90, "15:00", "18:00", "day")],
        [("day", 90)],
    ),
    "clock windows that overlap are one by whatever name": (
        [
            at_hours("a", 90, "21:00", "08:30", "night"),
            at_hours("b", 90, "06:30", "08:30", "day"),
            at_hours("c", 40, "15:00", "16:00", "day"),
        ],
        [("day", 40), ("night", 90)],
    ),
    "clock windows of night and day that do not overlap are two": (
        [
            at_hours("a", 90, "21:00", "05:30", "night"),
            at_hours("b", 90, "06:30", "08:30", "day"),
        ],
        [("day", 90), ("night", 90)],
    ),
    "a night that begins in the evening before": (
        [
            at_hours("a", 90, "19:00", "08:00", "night"),
            at_hours("b", 90, "21:30", "06:00", "night"),
        ],
        [("night", 90)],
    ),
}


@pytest.mark.parametrize("case", WINDOWS)
def test_attacks_of_one_date(case):
    reports, wanted = WINDOWS[case]
    for order in permutations(reports):
        _, table = alerts(*order)

        assert seen_by_window(table) == sorted(wanted, key=repr)


def seen_by_window(table):
    rows = table.books.events("raids", "AA->BB")
    found = [(row.window, row.figures["drones"].value) for row in rows if row.figures]
    return sorted(found, key=repr)


def test_two_events_that_prove_to_be_one_leave_one_living_alert():
    found, table = alerts(
        HISTORY,
        told("a", 539, window="night"),
        told("b", 520, window="day"),
        told("b", 539, window="day", at=0.5),
    )

    assert [row[-1] for row in found] == ["confirmed"]
    assert len({alert.alert_id for alert in table.alerts}) == 1


def test_an_event_that_parts_keeps_its_alert_with_its_value():
    apart = report(
        "c",
        claim("drones", 539, clock(None, None, "night"), article="c"),
        claim("drones", 120, clock(None, None, "day"), article="c", start=9),
        at=told("c", 1, at=0.6).published_at,
    )
    found, table = alerts(HISTORY, told("a", 539), told("b", 120, window="day"), apart)

    living = [alert for alert in table.books.alerts() if alert.status != "retracted"]
    assert [(alert.value, alert.window) for alert in living] == [(539, "night")]
    assert len(found) == 1


def test_a_corrected_date_moves_the_event_with_its_alert():
    other = DAY - timedelta(days=1)
    moved = told("a", 539, day=other, at=1.9)
    found, table = alerts(HISTORY, told("a", 539), moved)

    assert [row[-1] for row in found] == ["provisional"]
    assert [row.date for row in table.books.events("raids", "AA->BB")][-1] == str(other)


def story(name, day, said, *, of="quakes", series="CC", published=None, **fields):
    figure_name = fields.pop("figure", "killed")
    extra = {key: fields.pop(key, None) for key in ("subject",)}
    made = claim(figure_name, said, day, article=name, past=fields.pop("past", False), **extra)
    moment = told(name, 1, day=published or day).published_at
    return report(name, made, at=moment, domain=of, series=series, **fields)


def events_of(*reports, of="quakes", name="killed"):
    table = Table(MADE, (unreliable("Rumours"),)).read_all(reports)
    rows = table.books.events(of, "CC")
    return [(row.date, row.figures[name].value) for row in rows if name in row.figures]


def later(days):
    return DAY + timedelta(days=days)


LONG = {
    "a toll of later days joins its event": (
        [story("a", DAY, 3), story("b", later(4), 9), story("c", later(20), 12)],
        [(str(DAY), 12)],
    ),
    "another event after the span": (
        [story("a", DAY, 3), story("b", later(31), 9)],
        [(str(DAY), 3), (str(later(31)), 9)],
    ),
    "an earlier first day moves the event": (
        [story("b", later(4), 9), story("a", DAY, 3)],
        [(str(DAY), 9)],
    ),
    "a clearly other magnitude on another day is another event": (
        [
            story("a", DAY, 7.9, figure="magnitude"),
            story("b", later(9), 6.2, figure="magnitude"),
            story("c", DAY, 30),
            story("d", later(9), 4),
        ],
        [(str(DAY), 30), (str(later(9)), 4)],
    ),
    "background and rumours neither date nor part what others tell": (
        [
            story("b", later(2), 9),
            story("r", DAY, 8, publisher="Rumours", published=later(3)),
            story("p", later(1), 7, past=True, published=later(4)),
            story("c", later(31), 12),
        ],
        [(str(DAY), 7), (str(later(2)), 12)],
    ),
    "a later shock of nearly that size is another": (
        [
            story("a", DAY, 7.2, figure="magnitude"),
            story("b", later(5), 7.7, figure="magnitude"),
            story("c", DAY, 30),
            story("d", later(5), 4),
        ],
        [(str(DAY), 30), (str(later(5)), 4)],
    ),
    "a strength that was measured again is not": (
        [
            story("a", DAY, 8.0, figure="magnitude"),
            story("b", later(3), 7.8, figure="magnitude"),
            story("c", DAY, 30),
            story("d", later(3), 45),
        ],
        [(str(DAY), 45)],
    ),
}


@pytest.mark.parametrize("case", LONG)
def test_long_events(case):
    reports, wanted = LONG[case]
    for order in permutations(reports):
        assert events_of(*order) == wanted


@pytest.mark.parametrize(("dated", "events"), [(True, 2), (False, 1)])
def test_a_shock_of_the_same_size_is_another_only_where_its_day_is_told(dated, events):
    again = report(
        "b",
        claim("magnitude", 6.9, later(17), article="b", dated=dated),
        claim("killed", 4, later(17), article="b", start=9),
        at=told("b", 1, day=later(17)).published_at,
        domain="quakes",
        series="CC",
    )
    first = [story("a", DAY, 6.9, figure="magnitude"), story("c", DAY, 30)]

    assert len(events_of(*first, again)) == events


FIRE = {"of": "fires", "figure": "area"}
NAMED = {
    "two fires of one time are two": (
        [
            story("a", DAY, 300, subject="Stone Creek Fire", **FIRE),
            story("b", later(1), 80, subject="Mill Fire", **FIRE),
        ],
        [(str(DAY), 300), (str(later(1)), 80)],
    ),
    "a shorter name is the same fire": (
        [
            story("a", DAY, 300, subject="Stone Creek Fire", **FIRE),
            story("b", later(5), 900, subject="Stone Creek", **FIRE),
        ],
        [(str(DAY), 900)],
    ),
    "a text without a name joins by its values": (
        [
            story("a", DAY, 300, subject="Stone Creek Fire", **FIRE),
            story("b", later(1), 80, subject="Mill Fire", **FIRE),
            story("c", later(2), 80, **FIRE),
        ],
        [(str(DAY), 300), (str(later(1)), 80)],
    ),
    "a name that several have joins the one that it fits": (
        [
            story("a", DAY, 300, subject="Palm Ridge", **FIRE),
            story("b", DAY, 80, subject="Pine Ridge", **FIRE),
            story("c", later(2), 80, subject="Ridge", **FIRE),
        ],
        [(str(DAY), 80), (str(DAY), 300)],
    ),
    "what a name says of its kind alone joins nothing": (
        [
            story("a", DAY, 300, subject="Palm Fire", **FIRE),
            story("b", DAY, 80, subject="Oak Fire", **FIRE),
            story("c", later(2), 90, subject="Fire", **FIRE),
        ],
        [(str(DAY), 80), (str(DAY), 300), (str(later(2)), 90)],
    ),
    "a text without a name joins the only event in reach": (
        [
            story("a", DAY, 300, subject="Mill", **FIRE),
            story("b", later(20), 4000, **FIRE),
        ],
        [(str(DAY), 4000)],
    ),
    "history without a name is an event of its own": (
        [
            story("a", DAY, 300, subject="Mill", **FIRE),
            story("history:b", later(20), 4000, **FIRE),
            story("c", later(21), 500, subject="Mill", **FIRE),
        ],
        [(str(DAY), 500), (str(later(20)), 4000)],
    ),
    "background on somebody joins the history that it tells of": (
        [
            story("history:a", DAY, 4000, **FIRE),
            story("b", DAY, 4050, subject="Mill", past=True, published=later(50), **FIRE),
            story("c", later(50), 90, subject="Oak", **FIRE),
        ],
        [(str(DAY), 4000), (str(later(50)), 90)],
    ),
    "forms of a firm are no part of its name": (
        [
            story("a", DAY, 300, subject="Acme Health", **FIRE),
            story("b", later(20), 400, subject="Acme Health, Inc.", **FIRE),
            story("c", later(30), 500, subject="Acme's", **FIRE),
        ],
        [(str(DAY), 500)],
    ),
    "one name in one word or in two, or by its initials": (
        [
            story("a", DAY, 300, subject="Blue River Trust", **FIRE),
            story("b", later(2), 400, subject="BlueRiver Trust", **FIRE),
            story("c", later(3), 500, subject="BRT", **FIRE),
        ],
        [(str(DAY), 500)],
    ),
    "another's name that shares a word is another's": (
        [
            story("a", DAY, 300, subject="First Harbour Bank", **FIRE),
            story("b", later(2), 400, subject="First Meadow Bank", **FIRE),
        ],
        [(str(DAY), 300), (str(later(2)), 400)],
    ),
}


@pytest.mark.parametrize("case", NAMED)
def test_events_told_apart_by_name(case):
    reports, wanted = NAMED[case]
    for order in permutations(reports):
        assert sorted(events_of(*order, of="fires", name="area")) == wanted


def test_the_first_day_is_a_date():
    assert date.fromisoformat(events_of(story("a", DAY, 3))[0][0]) == DAY
