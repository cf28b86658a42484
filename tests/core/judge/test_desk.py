"""A person's word on a value: held, retracted, pinned and released, and what alerts make of it."""

from datetime import date, timedelta

import pytest

from tests.core.makers import ORIGIN, attacks, catalogue, claim, record, report, value
from tests.core.worlds import Table
from workers.core.judge.desk import DeskError, desk_report

DAY = date(2031, 1, 10)


def told(name, number, *, publisher=None, at=9.3, day=DAY):
    made = claim("drones", value(number), day, article=name)
    return report(name, made, at=at, publisher=publisher or name, records=[record(made, "ever")])


@pytest.fixture
def table():
    """A record of 300 drones, borne by two sources, above three earlier events."""
    earlier = [
        told(f"e{n}", 100 + n, at=n + 0.3, day=date(2031, 1, 1) + timedelta(days=n))
        for n in range(4)
    ]
    return Table(catalogue(attacks())).read_all([*earlier, told("a1", 300), told("a2", 300)])


def say(table, word, *, number=None, author="Ada", reason="as the ministry says", hours=0):
    [event] = [row for row in table.books.events("raids", "AA->BB") if row.date == str(DAY)]
    at = ORIGIN + timedelta(days=10, hours=hours)
    made = desk_report(
        event, word, figure="drones", value=number, author=author, reason=reason, at=at
    )
    return table.read(made)


def last(table):
    [alert] = [row for row in table.books.alerts() if row.event_date == str(DAY)]
    return alert.status, alert.value


def drones(table):
    [event] = [row for row in table.books.events("raids", "AA->BB") if row.date == str(DAY)]
    return event.figures["drones"]


@pytest.mark.parametrize(("word", "status"), [("hold", "held"), ("retract", "implausible")])
def test_a_value_that_the_desk_takes_out_retracts_its_alert_and_says_who_and_why(
    table, word, status
):
    assert last(table) == ("confirmed", 300.0)

    say(table, word, reason="a typing error")

    assert last(table) == ("retracted", 300.0)
    assert drones(table).status == status
    assert "by Ada: a typing error" in (drones(table).reason or "")
    assert drones(table).sources == 2


def test_no_further_source_brings_back_what_the_desk_holds(table):
    say(table, "hold")
    table.read(told("a3", 300, at=9.8))

    assert last(table) == ("retracted", 300.0)


def test_a_release_brings_the_same_alert_back(table):
    [before] = [row.alert_id for row in table.books.alerts() if row.event_date == str(DAY)]
    say(table, "hold")
    say(table, "release", author="Ben", hours=1)

    assert last(table) == ("amended", 300.0)
    assert before in {row.alert_id for row in table.books.alerts()}
    assert drones(table).sources == 2


def test_a_pinned_value_is_official_and_visible_as_a_voice(table):
    say(table, "pin", number=280.0)

    assert last(table) == ("amended", 280.0)
    [voice] = [row for row in drones(table).voices if row.official]
    assert (voice.publisher, voice.quote) == (
        "desk: Ada",
        "set to 280 by Ada: as the ministry says",
    )


def test_the_newest_word_counts_whoever_says_it(table):
    say(table, "pin", number=280.0)
    say(table, "release", author="Ben", hours=1)

    assert last(table) == ("amended", 300.0)


def test_a_word_said_twice_changes_nothing(table):
    say(table, "hold")
    count = len(table.alerts)
    say(table, "hold")

    assert len(table.alerts) == count


def test_a_hold_lets_the_next_lower_event_stand_as_the_record(table):
    say(table, "hold")
    table.read(told("b1", 200, at=10.3, day=DAY + timedelta(days=1)))

    assert [(row.status, row.value) for row in table.books.alerts() if row.value == 200.0] == [
        ("provisional", 200.0)
    ]


def test_a_word_on_what_the_event_does_not_have_is_refused(table):
    [event] = [row for row in table.books.events("raids", "AA->BB") if row.date == str(DAY)]
    with pytest.raises(DeskError, match="it has drones"):
        desk_report(event, "hold", figure="killed", value=None, author="Ada", reason="x", at=ORIGIN)
    with pytest.raises(DeskError, match="a pin needs the value"):
        desk_report(event, "pin", figure="drones", value=None, author="Ada", reason="x", at=ORIGIN)
