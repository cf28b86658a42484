"""The alerts of a history, in any order, are those of the rules read by brute force."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from schemas.report import Report
from tests.core.makers import official
from tests.core.oracle import Oracle, Told
from tests.core.worlds import Table
from tests.history.bulletins import AIR_FORCE
from tests.history.test_history_replay import (
    ORDERS,
    Ordered,
    reports,
    without_hold,
)

FIGURE = "drones_launched"
# The rule book is read anew for every report and day, so a stretch of the table has to do.
DATES = 90


class ByCalendar(Oracle):
    """Days are those of the calendar; a value is worked out once for each state of the table."""

    def read(self, article: str, told: Told | None) -> None:
        self._values: dict[int, float | None] = {}
        super().read(article, told)

    def value(self, day: int) -> float | None:
        if day not in self._values:
            self._values[day] = super().value(day)
        return self._values[day]

    def year(self, day: int) -> int:
        return date.fromordinal(day).year


def largest_of_each_day(told: tuple[Report, ...]) -> list[Report]:
    """One official report a day, cut down to the figure: which texts join is tried elsewhere."""
    best: dict[date, Report] = {}
    for report in told:
        if report.publisher != AIR_FORCE:
            continue
        claims = tuple(claim for claim in report.claims if claim.figure == FIGURE)
        for claim in claims[:1]:
            cut = replace(report, claims=claims, record_claims=())
            day = claim.period.end or date.min
            known = best.get(day)
            if known is None or (claim.value.low or 0) > (known.claims[0].value.low or 0):
                best[day] = cut
    return [best[day] for day in sorted(best)]


def as_told(report: Report) -> Told:
    [claim] = report.claims
    assert claim.value.low is not None
    assert claim.period.end is not None
    return Told(
        article=report.article_id,
        day=claim.period.end.toordinal(),
        value=claim.value.low,
        published=report.published_at.timestamp(),
        official=True,
    )


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("first", [0, 700])
def test_the_alerts_of_a_history_are_those_of_the_rules_by_brute_force(
    order: Ordered, first: int, evaluation_data: Path
):
    days = largest_of_each_day(reports(evaluation_data))[first : first + DATES]
    assert len(days) == DATES
    told = order(days, random.Random(11))  # noqa: S311 - an order, no secret
    oracle, table = ByCalendar(), Table(without_hold(), (official(AIR_FORCE),))
    start = datetime(2040, 1, 1, tzinfo=UTC)

    seen: set[str] = set()
    for index, report in enumerate(told):
        arrival = start + timedelta(minutes=index)
        table.read(replace(report, order=replace(report.order, fetched_at=arrival)))
        if report.article_id not in seen:
            oracle.read(report.article_id, as_told(report))
        seen.add(report.article_id)

    assert [
        (
            date.fromisoformat(alert.event_date).toordinal(),
            alert.scope,
            alert.value,
            alert.previous_record
            and (
                alert.previous_record.value,
                date.fromisoformat(alert.previous_record.date).toordinal(),
            ),
            alert.status,
        )
        for alert in table.alerts
    ] == oracle.messages
    assert table.alerts
