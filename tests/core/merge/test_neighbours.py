"""Neighbours: grouping what is near a change gives what grouping everything would give."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.makers import ORIGIN, attacks, claim, domain, figure, quakes, report, unreliable
from tests.core.worlds import LAW, PATIENT
from workers.core.catalogue.model import EventRule
from workers.core.judge.series import SeriesBook
from workers.core.merge.happenings import group
from workers.core.merge.subjects import Names
from workers.core.merge.voices import Standing

if TYPE_CHECKING:
    from workers.core.merge.mentions import Mention

pytestmark = PATIENT
FIRES = domain(
    "fires",
    [figure("area", "running", bounds=(1, None)), figure("killed", "running")],
    event=EventRule(join_days=9, by_subject=True),
)
SHOCKS = domain(
    "shocks",
    [figure("magnitude", bounds=(3, 9.7), exact=True, decimals=1), figure("killed", "running")],
    event=EventRule(join_days=5, opened_by=("magnitude",)),
)
SPELLING = Names(kinds=("fire", "creek complex"), dropped=("Inc",))
SUBJECTS = (None, "Palm", "Palm Ridge", "Pine Ridge", "Ridge", "Fire", "Oak Inc", "Oak Tree")
FIRST = date(2031, 1, 1)


@st.composite
def texts(draw, figures, numbers):
    name = f"a{draw(st.integers(0, 9))}"
    claims = []
    for start in range(draw(st.integers(0, 3))):
        of = draw(st.sampled_from(figures))
        number = draw(st.sampled_from(numbers if of != "magnitude" else (5.0, 5.1, 6.4)))
        day = FIRST + timedelta(days=draw(st.integers(0, 60)))
        subject, past = draw(st.sampled_from(SUBJECTS)), draw(st.integers(0, 4)) == 0
        claims.append(
            claim(of, number, day, article=name, start=start * 9, subject=subject, past=past)
        )
    publisher = draw(st.sampled_from(("Alpha", "Beta", "Rumours")))
    history = draw(st.integers(0, 3)) == 0
    article = f"history:{name}" if history else name
    return report(article, *claims, at=70, publisher=publisher, text_hash=str(draw(st.integers())))


def is_like_all(rules, many):
    standing = Standing([unreliable("Rumours")], {})
    book = SeriesBook("d", "CC", rules=rules, standing=standing, names={}, spelling=SPELLING)
    for one in many:
        book.swap(one.article_id, one if one.claims else None)
        by_ledger: dict[str, list[Mention]] = {}
        for known in book.events.values():
            by_ledger.setdefault(known.happening.ledger, []).extend(known.happening.mentions)
        told = sum(len(one.claims) > 0 for one in book.reports.values())
        assert len({row.article_id for rows in by_ledger.values() for row in rows}) == told
        whole = [row for rows in by_ledger.values() for row in group(rows, rules, SPELLING)]

        assert {row.place: row for row in whole} == {
            place: known.happening for place, known in book.events.items()
        }


@LAW
@given(st.lists(texts(("area", "killed"), (40, 41, 300)), min_size=1, max_size=14))
def test_named_events_near_a_change_are_those_of_all(many):
    is_like_all(FIRES.rules, many)


@LAW
@given(st.lists(texts(("magnitude", "killed"), (3, 4, 30)), min_size=1, max_size=14))
def test_long_events_near_a_change_are_those_of_all(many):
    is_like_all(SHOCKS.rules, many)


@LAW
@given(st.lists(texts(("drones", "killed"), (40, 41, 300)), min_size=1, max_size=8))
def test_days_near_a_change_are_those_of_all(many):
    is_like_all(attacks().rules, many)


@pytest.mark.parametrize("days", [1, 3, 40])
def test_what_lies_far_from_a_change_is_not_looked_at(days):
    shocks = quakes().rules
    standing = Standing([], {})
    book = SeriesBook("d", "CC", rules=shocks, standing=standing, names={}, spelling=Names())
    for index in range(200):
        day = FIRST + timedelta(days=days * index)
        one = claim("magnitude", 5.0 + index % 30 / 10, day, article=f"history:{index}")
        book.swap(f"history:{index}", report(f"history:{index}", one, at=ORIGIN))
    early = report("a", claim("magnitude", 9.0, FIRST + timedelta(days=2), article="a"), at=ORIGIN)

    change = book.swap("a", early)

    assert len(change.before) + len(change.after) < 40
