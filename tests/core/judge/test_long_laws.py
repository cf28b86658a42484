"""Laws of long and named events: order, repetition, restarts, crashes and withdrawals."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.makers import ORIGIN, catalogue, claim, domain, figure, record, report
from tests.core.worlds import FIRST, LAW, PATIENT, PUBLISHERS, SOURCES, Table, gone, show
from workers.core.catalogue.model import EventRule, Parameters
from workers.core.catalogue.subject_words import SubjectWords

pytestmark = PATIENT
FIRES = domain(
    "fires",
    [figure("area", "running", bounds=(1, None)), figure("killed", "running")],
    event=EventRule(join_days=9, by_subject=True),
    parameters=Parameters(late_days=30),
    subject=SubjectWords(nouns=("fire",)),
)
SHOCKS = domain(
    "shocks",
    [figure("magnitude", bounds=(3, 9.7), exact=True, decimals=1), figure("killed", "running")],
    event=EventRule(join_days=5, opened_by=("magnitude",)),
    parameters=Parameters(late_days=30),
)
MADE = catalogue(FIRES, SHOCKS)
NAMES = (None, "Palm", "Palm Ridge", "Pine Ridge", "Ridge", "Fire", "Oak")
NUMBERS = {"magnitude": (5.0, 5.1, 6.4, 7.0), "killed": (0, 3, 8, 40), "area": (40, 300, 900)}


@st.composite
def texts(draw, index):
    of = draw(st.sampled_from(("fires", "shocks")))
    day = FIRST + timedelta(days=draw(st.integers(0, 14)))
    figures = ("area", "killed") if of == "fires" else ("magnitude", "killed")
    claims = [
        claim(
            name,
            draw(st.sampled_from(NUMBERS[name])),
            day,
            article=f"a{index}",
            start=9 * start,
            subject=draw(st.sampled_from(NAMES)),
            past=draw(st.integers(0, 5)) == 0,
        )
        for start, name in enumerate(draw(st.lists(st.sampled_from(figures), min_size=1)))
    ]
    told = (day - FIRST).days + draw(st.sampled_from((0.3, 0.6, 1.2, 4.5)))
    return report(
        f"a{index}",
        *claims[:3],
        at=ORIGIN + timedelta(days=told),
        records=[record(claims[0], "ever")] if draw(st.booleans()) else (),
        publisher=draw(st.sampled_from(PUBLISHERS)),
        backfill=draw(st.integers(0, 5)) == 0,
        domain=of,
        series="CC",
    )


@st.composite
def runs(draw, *, changes=False):
    made = [draw(texts(index)) for index in range(draw(st.integers(1, 8)))]
    if changes:
        victims = draw(
            st.lists(st.sampled_from(made), max_size=2, unique_by=lambda r: r.article_id)
        )
        made += [gone(one) for one in victims]
    arrival = ORIGIN + timedelta(days=30)
    return [
        replace(one, order=replace(one.order, fetched_at=arrival + timedelta(minutes=index)))
        for index, one in enumerate(made)
    ]


def table():
    return Table(MADE, SOURCES)


@LAW
@given(runs(), st.data())
def test_long_events_do_not_depend_on_the_order(many, data):
    show(many)
    first = table().read_all(many)
    second = table().read_all(data.draw(st.permutations(many)))

    assert second.told() == first.told()
    assert second.chains() == first.chains()


@LAW
@given(runs(changes=True), st.data())
def test_a_restart_changes_nothing_of_long_events(many, data):
    show(many)
    steady, restarted = table(), table()
    for one in many:
        if data.draw(st.booleans()):
            restarted.restart()

        assert restarted.read(one) == steady.read(one)
        assert restarted.read(one).report is None
    restarted.restart()
    assert restarted.state() == steady.state()


@LAW
@given(runs(), st.data())
def test_a_withdrawn_text_leaves_long_events_as_they_were_without_it(many, data):
    show(many)
    victim = data.draw(st.sampled_from(many))
    without = table().read_all([one for one in many if one is not victim])
    withdrawn = table().read_all(many)
    raised = {alert.alert_id for alert in withdrawn.books.alerts()}

    withdrawn.read(gone(victim))

    assert withdrawn.told() == without.told()
    assert withdrawn.chains() == without.chains()
    assert {alert.alert_id for alert in withdrawn.books.alerts()} <= raised


@LAW
@given(runs(changes=True), st.data())
def test_heads_written_before_a_crash_change_nothing_of_long_events(many, data):
    show(many)
    steady, crashed = table(), table()
    for one in many:
        verdict = crashed.books.judge(one)
        if verdict.heads and data.draw(st.booleans()):
            written = data.draw(st.integers(0, len(verdict.heads)))
            crashed.heads |= {head.id: head for head in verdict.heads[:written]}
            crashed.restart()
            sent = {(row.alert_id, row.revision): row for row in verdict.alerts}
            for row in crashed.books.judge(one).alerts:
                assert sent[row.alert_id, row.revision] == row
        crashed.read(one)
        steady.read(one)
    assert crashed.state() == steady.state()


@LAW
@given(runs(changes=True))
def test_each_alert_of_a_long_event_is_raised_once_and_stands_above_what_was_before(many):
    show(many)
    told = table()
    last: dict[str, int] = {}
    for one in many:
        for alert in told.read(one).alerts:
            known = last.get(alert.alert_id)
            assert alert.references == (None if known is None else f"{alert.alert_id}:{known}")
            last[alert.alert_id] = alert.revision
        for alert in told.books.alerts():
            rows = told.books.chain(alert.domain, alert.figure, series="CC", scope="ever")
            if alert.status != "retracted" and alert.scope == "ever":
                assert all(r.value < alert.value for r in rows if r.date < alert.event_date)
