"""Rules: each rule of records as a short run of reports and the alerts that it leaves."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from schemas.report import Period, Report
from tests.core.makers import (
    ORIGIN,
    attacks,
    catalogue,
    claim,
    official,
    record,
    report,
    unreliable,
    value,
)
from tests.core.worlds import Table
from workers.core.judge.history import HistoryEntry, history_report

DAY = date(2031, 1, 10)
SOURCES = (official("Blandish Air Force"), official("Alandic Ministry"), unreliable("Rumours"))
MADE = catalogue(attacks())
AGENCY = (
    "The raid began soon after midnight and went on until the first trains ran again, and people "
    "in three districts of the capital spent the whole night in cellars and underground stations "
    "while the crews counted what had come and what had been stopped on the way to the city."
)


def told(name, said=None, *, day=DAY, at=0.3, figure="drones", records=None, more=(), **fields):
    """One article on one day; `at` is in days after that day, `records` the scope claimed."""
    made = []
    extra = {key: fields.pop(key) for key in ("window", "past", "correction") if key in fields}
    if said is not None:
        made.append(claim(figure, said, day, article=name, **extra))
    made += [claim(f, v, day, article=name, start=50 + i) for i, (f, v) in enumerate(more)]
    published = ORIGIN + timedelta(days=(DAY if isinstance(day, Period) else day).toordinal())
    published -= timedelta(days=ORIGIN.date().toordinal())
    return report(
        name,
        *made,
        at=published.replace(hour=0) + timedelta(days=at),
        records=[record(made[0], records)] if records else (),
        **fields,
    )


def known(number, day, figure="drones"):
    entry = HistoryEntry(
        domain="raids", figure=figure, series="AA->BB", value=number, date=day, source="archive"
    )
    return history_report(entry, MADE)


def alerts(*reports, made=MADE) -> tuple[list[tuple[object, ...]], Table]:
    table = Table(made, SOURCES).read_all(
        # What comes later was fetched later, whatever its text is dated.
        replace(one, order=replace(one.order, fetched_at=ORIGIN + timedelta(days=90, minutes=i)))
        for i, one in enumerate(reports)
    )
    found: list[tuple[object, ...]] = [
        (a.figure, a.scope, a.value, a.previous_record and a.previous_record.value, a.status)
        for a in table.books.alerts()
    ]
    return sorted(found, key=repr), table


HISTORY = known(480, "2030-05-01")
THIS_YEAR = known(300, "2031-01-02")
TWICE = (told("a", 539, text=AGENCY), told("b", 539, at=0.4, text=AGENCY + " Reporting by us."))
CASES: dict[str, tuple[list[Report], list[tuple[object, ...]]]] = {
    "computed against history by one source": (
        [HISTORY, told("a", 539)],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "confirmed by a second source": (
        [HISTORY, told("a", 539), told("b", 539)],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "confirmed by a value within the tolerance": (
        [HISTORY, told("a", 539), told("b", 537, at=0.2)],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "confirmed by bounds that hold it, above the record": (
        [HISTORY, told("a", 539), told("b", value(least=500))],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "not confirmed by bounds that reach below the record": (
        [HISTORY, told("a", 539), told("b", value(least=450))],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "confirmed at once by an official": (
        [HISTORY, told("a", 539, publisher="Blandish Air Force")],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "a side's own ministry is no official for what it sent": (
        [HISTORY, told("a", 539, publisher="Alandic Ministry")],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "copies are one source": ([HISTORY, *TWICE], [("drones", "ever", 539, 480, "provisional")]),
    "two articles of one publisher are one source": (
        [HISTORY, told("a", 539, publisher="One"), told("b", 539, publisher="ONE")],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "an unreliable source alerts nothing": ([HISTORY, told("a", 539, publisher="Rumours")], []),
    "an unreliable source confirms nothing": (
        [HISTORY, told("a", 539), told("b", 539, publisher="Rumours")],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "a lower bound counts, the exact value amends": (
        [HISTORY, told("a", value(least=500)), told("b", 539, at=0.4)],
        [("drones", "ever", 539, 480, "amended")],
    ),
    "about counts by its lower end": ([HISTORY, told("a", value(about=500))], []),
    "at most never competes": ([HISTORY, told("a", value(most=900))], []),
    "a tie is no record": ([HISTORY, told("a", 480)], []),
    "without history nothing is computed": ([told("a", 539)], []),
    "without history a claim alerts": (
        [told("a", 539, records="ever")],
        [("drones", "ever", 539, None, "claimed")],
    ),
    "a second source without the claim confirms no claim": (
        [told("a", 539, records="ever"), told("b", 539)],
        [("drones", "ever", 539, None, "claimed")],
    ),
    "a second source with the claim confirms it": (
        [told("a", 539, records="ever"), told("b", 539, records="ever")],
        [("drones", "ever", 539, None, "confirmed")],
    ),
    "an official without the claim confirms no claim": (
        [told("a", 539, records="ever"), told("b", 539, publisher="Blandish Air Force")],
        [("drones", "ever", 539, None, "claimed")],
    ),
    "a claim lives on when a toll rises": (
        [
            told("a", 30, figure="killed", records="ever"),
            told("b", 45, figure="killed", at=0.5),
        ],
        [("killed", "ever", 45, None, "amended")],
    ),
    "a claim lives on when another value has more votes": (
        [told("a", 539, records="ever"), told("b", 560), told("c", 560)],
        [("drones", "ever", 560, None, "amended")],
    ),
    "a claim for an older value raises nothing anew": (
        [told("b", 560), told("c", 560), told("a", 539, records="ever")],
        [],
    ),
    "a claim that its only text drops takes the alert back": (
        [told("a", 539, records="ever"), told("a", 539, text_hash="new", version=None, at=0.5)],
        [("drones", "ever", 539, None, "retracted")],
    ),
    "three earlier events are history": (
        [
            *(told(f"p{i}", 100, day=DAY - timedelta(days=3 - i)) for i in range(3)),
            told("a", 120),
        ],
        [
            ("drones", "ever", 120, 100, "provisional"),
        ],
    ),
    "a claimed record is history": (
        [told("p", 100, day=DAY - timedelta(days=1), records="ever"), told("a", 120)],
        [
            ("drones", "ever", 100, None, "claimed"),
            ("drones", "ever", 120, 100, "provisional"),
        ],
    ),
    "a record of the year below that of all time": (
        [HISTORY, THIS_YEAR, told("a", 350)],
        [("drones", "year", 350, 300, "provisional")],
    ),
    "ever mutes year": (
        [HISTORY, THIS_YEAR, told("a", 500)],
        [("drones", "ever", 500, 480, "provisional")],
    ),
    "a year alert raised before lives on": (
        [HISTORY, THIS_YEAR, told("a", 350), told("b", 500, publisher="Blandish Air Force")],
        [
            ("drones", "ever", 500, 480, "confirmed"),
            ("drones", "year", 500, 300, "amended"),
        ],
    ),
    "a value that falls is retracted and raises nothing narrower": (
        [HISTORY, THIS_YEAR, told("a", 500), told("b", 350, publisher="Blandish Air Force")],
        [("drones", "ever", 500, 480, "retracted")],
    ),
    "withdrawn by its only source": (
        [HISTORY, told("a", 539), told("a", at=0.6, withdrawn=True)],
        [("drones", "ever", 539, 480, "retracted")],
    ),
    "still confirmed by the two that remain": (
        [
            HISTORY,
            *(told(name, 539) for name in "abc"),
            told("a", at=0.6, withdrawn=True),
        ],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "one of two withdrawn leaves one source": (
        [HISTORY, told("a", 539), told("b", 539), told("a", at=0.6, withdrawn=True)],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "back again as amended": (
        [
            HISTORY,
            told("a", 539, at=0.1),
            told("o", 400, at=0.2, publisher="Blandish Air Force"),
            told("p", 530, at=0.3, publisher="Blandish Air Force"),
        ],
        [("drones", "ever", 530, 480, "amended")],
    ),
    "a larger later event does not touch it": (
        [HISTORY, told("a", 539), told("b", 600, day=DAY + timedelta(days=1))],
        [
            ("drones", "ever", 539, 480, "provisional"),
            ("drones", "ever", 600, 539, "provisional"),
        ],
    ),
    "after a larger later event it raises nothing": (
        [HISTORY, told("b", 600, day=DAY + timedelta(days=1)), told("a", 539)],
        [("drones", "ever", 600, 539, "provisional")],
    ),
    "an older event as large takes the alert away": (
        [HISTORY, told("b", 539, day=DAY + timedelta(days=1)), told("a", 600)],
        [
            ("drones", "ever", 539, 480, "retracted"),
            ("drones", "ever", 600, 480, "provisional"),
        ],
    ),
    "a late article raises nothing": (
        [HISTORY, told("b", 100, day=DAY + timedelta(days=5)), told("a", 539)],
        [],
    ),
    "a late article retracts": (
        [
            HISTORY,
            told("b", 539, day=DAY + timedelta(days=5)),
            told("a", 600),
        ],
        [("drones", "ever", 539, 480, "retracted")],
    ),
    "backfill raises nothing": ([HISTORY, told("a", 539, backfill=True)], []),
    "background raises nothing": ([HISTORY, told("a", 539, past=True, at=20)], []),
    "background raises nothing by another figure of a live report": (
        [
            HISTORY,
            told("a", 539, past=True, at=20),
            told("b", 3, figure="killed", at=0.4),
        ],
        [],
    ),
    "background raises nothing by an unreliable live report": (
        [HISTORY, told("a", 490, past=True, at=20), told("b", 700, publisher="Rumours")],
        [],
    ),
    "backfill raises nothing by another figure of a live report": (
        [HISTORY, told("a", 539, backfill=True), told("b", 3, figure="killed", at=0.4)],
        [],
    ),
    "five times the record is held": ([HISTORY, told("a", 2401)], []),
    "what is held comes free by a second source": (
        [HISTORY, told("a", 2401), told("b", 2401)],
        [("drones", "ever", 2401, 480, "confirmed")],
    ),
    "what is held comes free by an official": (
        [HISTORY, told("a", 2401, publisher="Blandish Air Force")],
        [("drones", "ever", 2401, 480, "confirmed")],
    ),
    "a held value does not hide a believable one": (
        [HISTORY, told("a", 500, at=0.2), told("b", 2900, at=0.4)],
        [("drones", "ever", 500, 480, "provisional")],
    ),
    "outside the bounds nothing counts": ([HISTORY, told("a", 3001), told("b", 3001)], []),
    "dated after its text nothing counts": ([HISTORY, told("a", 539, at=-1.5)], []),
    "the total alerts for itself": (
        [known(500, "2030-05-01", "total"), told("a", 550, figure="total")],
        [("total", "ever", 550, 500, "provisional")],
    ),
    "a part that equals the sum of the parts is the total": (
        [
            HISTORY,
            known(500, "2030-05-01", "total"),
            told("a", 470, more=(("missiles", 60),)),
            told("b", 530, at=0.4, records="ever"),
        ],
        [("total", "ever", 530, 500, "provisional")],
    ),
    "unreliable parts make no part a total": (
        [
            HISTORY,
            known(500, "2030-05-01", "total"),
            told("a", 500, more=(("missiles", 39),), publisher="Rumours"),
            told("b", 539, at=0.4, records="ever"),
        ],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "a newer bound of the same source takes no exact value back": (
        [
            HISTORY,
            told("a", 539, publisher="One"),
            told("b", value(least=500), at=0.6, publisher="One"),
        ],
        [("drones", "ever", 539, 480, "provisional")],
    ),
    "a newer bound of the same source that the value breaks counts": (
        [
            HISTORY,
            told("a", 539, publisher="One"),
            told("b", value(least=560), at=0.6, publisher="One"),
        ],
        [("drones", "ever", 560, 480, "amended")],
    ),
    "most votes win, then the newest": (
        [HISTORY, told("a", 539), told("b", 539), told("c", 600, at=0.6)],
        [("drones", "ever", 539, 480, "confirmed")],
    ),
    "on equal votes the newest counts": (
        [HISTORY, told("a", 539), told("c", 600, at=0.6)],
        [("drones", "ever", 600, 480, "amended")],
    ),
    "a toll rises freely and is raised once": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 12, figure="killed", at=0.3),
            told("b", 24, figure="killed", at=0.5),
            told("c", 31, figure="killed", at=0.9),
        ],
        [("killed", "ever", 31, 20, "amended")],
    ),
    "a toll does not fall by itself": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 31, figure="killed", at=0.3),
            told("b", 24, figure="killed", at=0.5),
        ],
        [("killed", "ever", 31, 20, "confirmed")],
    ),
    "a toll falls by a stated correction": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 31, figure="killed", at=0.3),
            told("b", 24, figure="killed", at=0.5, correction=True),
        ],
        [("killed", "ever", 24, 20, "amended")],
    ),
    "a toll falls by an official word": (
        [
            known(20, "2030-05-01", "killed"),
            told("a", 31, figure="killed", at=0.3),
            told("b", 18, figure="killed", at=0.5, publisher="Blandish Air Force"),
        ],
        [("killed", "ever", 31, 20, "retracted")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule(case):
    reports, wanted = CASES[case]
    found, table = alerts(*reports)

    assert found == sorted(wanted, key=repr), table.books.events("raids", "AA->BB")
