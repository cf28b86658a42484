"""Oracle: what must stand on Kafka, folded from the reports in the order of `claims`."""

from schemas import Alert, Event, Report
from schemas.topics import ALERTS, CLAIMS, EVENTS
from schemas.wire import decode, encode
from tests.stream.broker import Stream
from tests.stream.standin import StandInBooks
from workers.stream.admin import REPORTS, changelog
from workers.stream.steps import HEAD, REPORT, report_key


def assert_equal_to_the_oracle(stream: Stream) -> None:
    """Alerts, events and state are those that the reports make, each once."""
    alerts: dict[str, Alert] = {}
    events: dict[str, Event] = {}
    state: dict[str, bytes] = {}
    books = StandInBooks()
    for found in stream.read(CLAIMS):
        verdict = books.judge(decode(found.value, Report))
        books.commit(verdict)
        alerts |= {f"{alert.alert_id}:{alert.revision}": alert for alert in verdict.alerts}
        events |= {event.id: event for event in verdict.events}
        state |= {HEAD + head.id: encode(head) for head in verdict.heads}
        if verdict.report is not None:
            state[REPORT + report_key(verdict.report)] = encode(verdict.report)

    sent = stream.read(ALERTS)
    contents = {(found.headers["ce_id"].decode(), found.value) for found in sent}
    assert contents == {(identity, encode(alert)) for identity, alert in alerts.items()}
    assert stream.folded(stream.name(EVENTS)) == {
        identity.encode(): encode(event) for identity, event in events.items()
    }
    assert stream.folded(changelog(stream.settings, REPORTS)) == {
        key.encode(): value for key, value in state.items()
    }


def repeated(stream: Stream) -> int:
    """How many alert messages came more than once; their contents are the same."""
    sent = [found.headers["ce_id"] for found in stream.read(ALERTS)]
    return len(sent) - len(set(sent))
