"""Laws of the books: repetition, restarts, order and withdrawals."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.worlds import LAW, PATIENT, Table, gone, runs, show
from workers.core.judge.books import Books

pytestmark = PATIENT
ANY = runs(modes=("live", "live", "live", "backfill"), days=6, changes=True)
NEAR = runs(days=3)


@LAW
@given(ANY)
def test_a_report_seen_twice_changes_nothing(many):
    show(many)
    table = Table()
    for one in many:
        table.read(one)
        before = table.state()

        again = table.read(one)

        assert again.report is None
        assert (again.alerts, again.notes, again.heads) == ((), (), ())
        assert table.state() == before


@LAW
@given(ANY)
def test_judging_changes_nothing(many):
    show(many)
    table = Table()
    for one in many:
        before = table.state()
        first = table.books.judge(one)

        assert table.state() == before
        assert table.books.judge(one) == first
        table.read(one)


@LAW
@given(ANY, st.data())
def test_a_restart_changes_nothing(many, data):
    show(many)
    steady, restarted = Table(), Table()
    for one in many:
        if data.draw(st.booleans()):
            restarted.restart()

        assert restarted.read(one) == steady.read(one)
    restarted.restart()
    assert restarted.state() == steady.state()


@LAW
@given(NEAR, st.data())
def test_events_and_chains_do_not_depend_on_the_order(many, data):
    show(many)
    other = data.draw(st.permutations(many))

    first, second = Table().read_all(many), Table().read_all(other)

    assert second.told() == first.told()
    assert second.chains() == first.chains()


@LAW
@given(ANY)
def test_no_living_alert_is_topped_by_an_earlier_event(many):
    show(many)
    table = Table()
    for one in many:
        table.read(one)
        for alert in table.books.alerts():
            if alert.status == "retracted":
                continue
            rows = table.books.chain(alert.domain, alert.figure, series=alert.series, scope="ever")
            earlier = [
                row.value
                for row in rows
                if row.date < alert.event_date
                and (alert.scope == "ever" or row.date[:4] == alert.event_date[:4])
            ]
            assert all(value < alert.value for value in earlier), alert


@LAW
@given(ANY)
def test_each_alert_is_raised_once_and_each_change_names_what_it_changes(many):
    show(many)
    last: dict[str, int] = {}
    for alert in Table().read_all(many).alerts:
        if alert.alert_id in last:
            assert alert.references == f"{alert.alert_id}:{last[alert.alert_id]}"
        else:
            assert alert.references is None
            assert alert.status in ("claimed", "provisional", "confirmed")
        assert alert.revision == last.get(alert.alert_id, -1) + 1
        last[alert.alert_id] = alert.revision


@LAW
@given(NEAR, st.data())
def test_a_withdrawn_article_is_as_if_it_had_never_been(many, data):
    show(many)
    victim = data.draw(st.sampled_from(many))
    rest = [one for one in many if one is not victim]
    table = Table().read_all(many)
    alerts = {alert.alert_id for alert in table.books.alerts()}

    table.read(gone(victim))

    assert table.told() == Table().read_all(rest).told()
    assert table.chains() == Table().read_all(rest).chains()
    assert {alert.alert_id for alert in table.books.alerts()} <= alerts


@LAW
@given(ANY, st.data())
def test_heads_written_before_a_crash_change_nothing(many, data):
    show(many)
    steady, crashed = Table(), Table()
    for one in many:
        verdict = crashed.books.judge(one)
        if data.draw(st.booleans()) and verdict.heads:
            written = data.draw(st.integers(0, len(verdict.heads)))
            crashed.heads |= {head.id: head for head in verdict.heads[:written]}
            crashed.restart()
            again = crashed.books.judge(one)
            sent = {(row.alert_id, row.revision): row for row in verdict.alerts}
            for row in again.alerts:
                assert sent[row.alert_id, row.revision] == row
        crashed.read(one)
        steady.read(one)
    assert crashed.books.alerts() == steady.books.alerts()
    assert crashed.chains() == steady.chains()


def test_an_unknown_domain_leads_to_nothing():
    assert Books(Table().made).series() == ()
