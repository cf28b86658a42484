"""Rules beyond alerts: months, remarks, names of sources, and events that move or merge."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from schemas.report import Period
from tests.core.judge.test_rules import DAY, HISTORY, MADE, SOURCES, alerts, known, told
from tests.core.makers import ORIGIN, claim, official, report, value
from tests.core.worlds import Table
from workers.core.clean.sketch import sketch

HELD = {
    "what is held does not come free by one source on a later event": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 450, figure="killed"),
            told("b", 95, figure="killed", day=DAY + timedelta(days=1)),
        ],
        [("killed", "ever", 95, 20, "provisional")],
    ),
    "what follows a record of one source step by step is not held": (
        [
            known(20, "2030-05-01", "killed"),
            told("b", 95, figure="killed"),
            told("a", 450, figure="killed", day=DAY + timedelta(days=1)),
        ],
        [
            ("killed", "ever", 450, 95, "provisional"),
            ("killed", "ever", 95, 20, "provisional"),
        ],
    ),
    "a held toll comes free by sources that follow its rise": (
        [
            known(20, "2030-05-01", "killed"),
            *(
                told(f"s{number}", number, figure="killed", at=0.1 + number / 1000)
                for number in (120, 135, 150, 165, 180)
            ),
        ],
        [("killed", "ever", 180, 20, "amended")],
    ),
    "a held toll does not come free by one that is far lower": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 31, figure="killed", at=0.1),
            told("b", 310, figure="killed", at=0.2),
        ],
        [("killed", "ever", 31, 20, "confirmed")],
    ),
    "what is held does not come free by a low bound": (
        [
            HISTORY,
            told("a", 2900),
            told("b", value(least=600), at=0.4, publisher="Blandish Air Force"),
        ],
        [("drones", "ever", 600, 480, "confirmed")],
    ),
}


@pytest.mark.parametrize("case", HELD)
def test_what_is_held_comes_free_by_its_like(case):
    reports, wanted = HELD[case]

    assert alerts(*reports)[0] == sorted(wanted, key=repr)


def month(first):
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Period(kind="month", start=first, end=last)


@pytest.mark.parametrize(
    ("published", "end", "final", "enters"),
    [
        (datetime.fromisoformat("2031-02-01T06:00:00+00:00"), None, False, True),
        (datetime.fromisoformat("2031-01-31T20:00:00+00:00"), None, False, False),
        (datetime.fromisoformat("2031-01-31T22:30:00+00:00"), None, True, True),
        (datetime.fromisoformat("2031-02-01T06:00:00+00:00"), date(2031, 1, 28), False, False),
    ],
)
def test_a_month_counts_when_it_is_over(published, end, final, enters):
    period = month(date(2031, 1, 1))
    period = Period(kind="month", start=period.start, end=end or period.end)
    table = Table(MADE, SOURCES).read_all(
        [
            known(400, "2030-12", "monthly"),
            report("m", claim("monthly", 500, period, final=final), at=published),
        ]
    )

    assert [a.event_date for a in table.books.alerts()] == (["2031-01"] if enters else [])


@pytest.mark.parametrize(
    ("kind", "reports"),
    [
        ("tie", [HISTORY, told("a", 480)]),
        ("disputed", [HISTORY, told("a", 400, records="ever")]),
        ("held", [HISTORY, told("a", 2500)]),
        ("implausible", [HISTORY, told("a", 5000)]),
        ("implausible", [HISTORY, told("a", 539, at=-1.5)]),
        ("late_record", [HISTORY, told("b", 9, day=DAY + timedelta(days=9)), told("a", 500)]),
        (
            "history_changed",
            [HISTORY, told("a", 539), told("b", 500, day=DAY - timedelta(days=40), backfill=True)],
        ),
        ("first_since", [told("a", 40, records="since:2030-10-01")]),
        ("place_record_claim", [told("a", 40, records="place:Harbour")]),
    ],
)
def test_a_remark_is_made_once(kind, reports):
    _, table = alerts(*reports)
    again = replace(reports[-1], order=replace(reports[-1].order, fetched_at=ORIGIN))

    assert [note.type for note in table.notes] == [kind]
    assert table.books.judge(again).notes == ()


def test_what_a_text_claims_of_a_later_record_does_not_dispute_it():
    _, table = alerts(
        HISTORY, told("b", 600, day=DAY + timedelta(days=1)), told("a", 539, records="ever")
    )

    assert [note.type for note in table.notes] == []


def test_an_empty_sketch_makes_no_copies():
    assert sketch("") == ((), 0)
    found, _ = alerts(HISTORY, told("a", 539, text=""), told("b", 539, text=""))

    assert found == [("drones", "ever", 539, 480, "confirmed")]


def test_what_unreliable_sources_alone_say_is_held_in_no_order():
    rumour, record_ = told("r", 2900, publisher="Rumours"), HISTORY

    for run in ((record_, rumour), (rumour, record_)):
        _, table = alerts(*run)
        rows = [row.figures["drones"] for row in table.books.events("raids", "AA->BB")]
        assert [row.status for row in rows] == ["confirmed", "single"]


LATER = DAY + timedelta(days=1)
MOVED = (told("a", 539, at=1.1), told("a", 539, day=LATER, window="night", at=0.5))


def test_an_alert_follows_its_event_to_a_corrected_date():
    _, table = alerts(HISTORY, *MOVED)
    (last,) = table.books.alerts()

    assert last.event_date == str(LATER)
    assert (last.window, last.status, last.revision) == ("night", "provisional", 1)


def test_an_alert_follows_its_previous_record_to_a_corrected_date():
    _, table = alerts(HISTORY, MOVED[0], told("b", 600, day=DAY + timedelta(days=2)), MOVED[1])
    last = max(table.books.alerts(), key=lambda alert: alert.value)

    assert last.previous_record is not None
    assert last.previous_record.date == str(LATER)


def test_a_merge_takes_alerts_along():
    night = told("n", 539, window="night")
    day = told("d", 600, figure="total", window="day", at=0.8)
    joined = told("d", 600, figure="total", window="night", at=0.9, text_hash="joined")
    archive = (HISTORY, known(500, "2030-05-01", "total"))

    before, apart = alerts(*archive, night, day)
    after, together = alerts(*archive, night, day, joined)

    assert after == before
    assert [a.alert_id for a in together.books.alerts()] == [
        a.alert_id for a in apart.books.alerts()
    ]
    assert len({a.event_id for a in together.books.alerts()}) == 1


@pytest.mark.parametrize(
    "name", ["Aland's Ministry", "Ministry (Aland)", "Aland\u2019s ministry", "Ministry, ALANDIC"]
)
def test_a_side_is_known_by_its_name_however_it_is_written(name):
    table = Table(MADE, [official(name)])
    table.read_all([HISTORY, told("a", 539, publisher=name)])

    assert [alert.status for alert in table.books.alerts()] == ["provisional"]


def test_none_at_all_is_no_implausible_number():
    _, table = alerts(HISTORY, told("a", 400, more=(("missiles", 0),)))

    assert table.notes == []


def test_a_value_out_of_bounds_stands_in_its_event_with_the_reason_and_takes_part_in_nothing():
    found, table = alerts(HISTORY, told("a", 5000, more=(("killed", 3),), records="ever"))
    row = table.books.events("raids", "AA->BB")[-1]

    assert found == []
    assert row.figures["killed"].status == "single"
    assert (row.figures["drones"].value, row.figures["drones"].status) == (5000, "implausible")
    assert row.figures["drones"].reason == "outside the plausible bounds"


def test_a_value_within_bounds_takes_the_place_of_one_out_of_them():
    _, table = alerts(HISTORY, told("a", 5000, more=(("killed", 3),)), told("b", 300))
    row = table.books.events("raids", "AA->BB")[-1]

    assert (row.figures["drones"].value, row.figures["drones"].status) == (300, "single")
