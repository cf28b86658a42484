"""Identity: no happening is told of under two alerts, however events merge and part."""

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.core.judge.test_rules import DAY, HISTORY, alerts, known, told
from tests.core.makers import claim, report
from tests.core.worlds import LAW, PATIENT, gone, show

if TYPE_CHECKING:
    from schemas.report import Report

pytestmark = PATIENT
TOTALS = known(500, "2030-05-01", "total")
DRONES, TOTAL = ("drones", "ever"), ("total", "ever")
NUMBERS = {"drones": st.sampled_from((510, 540, 570)), "total": st.just(600)}


def both(name, *, at=0.5, window="night"):
    """A text that gives drones and total of one window."""
    moment = told(name, 1, at=at).published_at
    made = [
        claim("drones", 539, DAY, article=name, window=window),
        claim("total", 600, DAY, article=name, window=window, start=9),
    ]
    return report(name, *made, at=moment)


def living(table):
    return [alert for alert in table.books.alerts() if alert.status != "retracted"]


def raised(table):
    return sorted((a.figure, a.scope) for a in table.alerts if a.references is None)


APART = [
    HISTORY,
    TOTALS,
    told("a", 539, window="night"),
    told("b", 600, figure="total", window="day", at=0.4),
]


def test_alerts_of_two_events_that_are_one_go_on_under_their_ids():
    _, table = alerts(*APART, both("c"))

    assert raised(table) == [DRONES, TOTAL]
    assert sorted((a.figure, a.value) for a in living(table)) == [("drones", 539), ("total", 600)]
    assert len({alert.event_id for alert in table.books.alerts()}) == 1


def test_alerts_go_with_their_values_when_events_part():
    _, table = alerts(*APART, both("c"), gone(both("c")), told("d", 600, figure="total", at=0.9))

    assert raised(table) == [DRONES, TOTAL]
    assert sorted((a.figure, a.window) for a in living(table)) == [
        ("drones", "night"),
        ("total", "day"),
    ]
    rows = {row.window: row.id for row in table.books.events("raids", "AA->BB") if row.figures}
    assert {a.window: a.event_id for a in living(table)} == {
        "night": rows["night"],
        "day": rows["day"],
    }


def test_a_parted_event_has_its_own_id_again():
    _, before = alerts(*APART)
    _, after = alerts(*APART, both("c"), gone(both("c")))

    ids = [
        {row.window: row.id for row in table.books.events("raids", "AA->BB") if row.window}
        for table in (before, after)
    ]
    assert ids[0] == ids[1]


def test_a_living_alert_stays_before_a_retracted_one_when_events_merge():
    _, table = alerts(
        HISTORY,
        told("a", 600, window="night"),
        told("a", 400, window="night", at=0.35),
        told("b", 539, window="day", at=0.4),
        told("a", 539, window="night", at=0.6),
    )

    assert [alert.value for alert in living(table)] == [539]


def test_an_event_that_moves_to_another_day_and_meets_one_there_has_one_alert():
    other = DAY + timedelta(days=1)
    _, table = alerts(HISTORY, told("a", 539), told("b", 560, day=other), told("a", 560, day=other))

    assert len(living(table)) == 1


@st.composite
def tellings(draw):
    """Texts on drones by night and on a total, which is at times of the night, at times not."""
    made: list[Report] = []
    for index in range(draw(st.integers(2, 7))):
        name = f"a{draw(st.integers(0, index))}"
        # A text that is told anew gives the same figures, if of another part of the day.
        kept = [one for one in made if one.article_id == name]
        figures = (
            [claim.figure for claim in kept[0].claims]
            if kept
            else draw(st.sampled_from((["drones"], ["total"], ["drones", "total"])))
        )
        window = {"drones": "night", "total": draw(st.sampled_from(("night", "day")))}
        claims = [
            claim(figure, draw(NUMBERS[figure]), DAY, article=name, window=window[figure], start=i)
            for i, figure in enumerate(figures)
        ]
        moment = told(name, 1, at=0.3 + index / 20).published_at
        made.append(report(name, *claims, at=moment))
    return made


@LAW
@given(tellings())
def test_no_happening_is_raised_twice_however_events_merge_and_part(many):
    show(many)
    _, table = alerts(HISTORY, TOTALS, *many)

    assert raised(table) in ([], [DRONES], [TOTAL], [DRONES, TOTAL])
