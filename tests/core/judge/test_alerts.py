"""Judge: the alerts of made-up runs equal those of a brute-force reading of the rules."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.makers import (
    ORIGIN,
    attacks,
    catalogue,
    claim,
    official,
    record,
    report,
)
from tests.core.oracle import Oracle, Told
from tests.core.worlds import LAW, PATIENT, Table
from workers.core.judge import alerts as judge

pytestmark = PATIENT
# A run begins three days before the turn of a year, so that scopes differ.
FIRST = date(2030, 12, 29)
YEAR_TURN = 3
SCOPES = (None, None, "ever", "year")
CATALOGUE = catalogue(attacks(jump=0))


@st.composite
def tellings(draw) -> list[tuple[str, Told | None]]:
    made: list[tuple[str, Told | None]] = []
    for index in range(draw(st.integers(1, 12))):
        day = draw(st.integers(0, 8))
        made.append(
            (
                f"a{index}",
                Told(
                    article=f"a{index}",
                    day=day,
                    value=float(draw(st.integers(1, 6)) * 100),
                    published=day + draw(st.sampled_from((0.1, 0.4, 0.9))),
                    official=draw(st.integers(0, 5)) == 0,
                    claim=draw(st.sampled_from(SCOPES)),
                    backfill=draw(st.integers(0, 4)) == 0,
                ),
            )
        )
    for _ in range(draw(st.integers(0, 3))):
        article, told = draw(st.sampled_from(made[: index + 1]))
        at = draw(st.integers(0, len(made)))
        new = draw(st.sampled_from((None, 200.0, 450.0, 900.0)))
        changed = None if new is None or told is None else Told(**{**vars(told), "value": new})
        made.insert(at, (article, changed))
    return made


def as_report(article: str, told: Told | None, *, index: int, like: Told):
    """The report that says what `told` says; each article is its own outlet."""
    row = told or like
    made = claim("drones", row.value, FIRST + timedelta(days=row.day), article=article)
    published = ORIGIN + (FIRST - date(2031, 1, 1)) + timedelta(days=row.published)
    built = report(
        article,
        *((made,) if told else ()),
        at=published,
        records=[record(made, row.claim)] if told and row.claim else (),
        publisher=f"Office {article}" if row.official else f"Outlet {article}",
        backfill=row.backfill,
        withdrawn=told is None,
        text_hash=f"{article} {index}",
    )
    arrival = ORIGIN + timedelta(days=20, minutes=index)
    # One clock for all versions of a text: what came last is the newest.
    order = replace(built.order, published_at=arrival, fetched_at=arrival)
    return replace(built, order=order)


def day_of(text: str) -> int:
    return (date.fromisoformat(text) - FIRST).days


class YearTurn(Oracle):
    def year(self, day: int) -> int:
        return int(day >= YEAR_TURN)


@LAW
@given(tellings())
def test_alerts_are_those_of_the_rules_read_by_brute_force(run):
    oracle = YearTurn()
    officials = [official(f"Office a{index}") for index in range(12)]
    table = Table(CATALOGUE, officials)
    first = {article: told for article, told in reversed(run) if told is not None}
    for index, (article, told) in enumerate(run):
        oracle.read(article, told)
        table.read(as_report(article, told, index=index, like=first[article]))

    assert [
        (
            day_of(alert.event_date),
            alert.scope,
            alert.value,
            alert.previous_record
            and (alert.previous_record.value, day_of(alert.previous_record.date)),
            alert.status,
        )
        for alert in table.alerts
    ] == oracle.messages


def test_the_judge_is_pure():
    assert judge.judge.__doc__
