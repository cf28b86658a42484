"""Oracle: what must stand on Kafka, folded from the reports in the order of `claims`."""

from collections.abc import Callable

from schemas import Alert, Event, Note, Report
from schemas.topics import ALERTS, CLAIMS, EVENTS, NOTES
from schemas.wire import decode, encode
from tests.stream.broker import Stream
from tests.stream.standin import StandInBooks
from workers.core.judge.books import Books
from workers.stream.admin import REPORTS, changelog
from workers.stream.steps import HEAD, REPORT, report_key


class Folded:
    """Everything that follows from reports, each message once."""

    def __init__(self, books: Books) -> None:
        self.alerts: dict[str, Alert] = {}
        self.notes: dict[str, Note] = {}
        self.events: dict[str, Event] = {}
        self.state: dict[str, bytes] = {}
        self._books = books

    def merge(self, report: Report) -> None:
        verdict = self._books.judge(report)
        self._books.commit(verdict)
        self.alerts |= {f"{alert.alert_id}:{alert.revision}": alert for alert in verdict.alerts}
        self.notes |= {note.note_id: note for note in verdict.notes}
        self.events |= {event.id: event for event in verdict.events}
        self.state |= {HEAD + head.id: encode(head) for head in verdict.heads}
        if verdict.report is not None:
            self.state[REPORT + report_key(verdict.report)] = encode(verdict.report)


def folded(stream: Stream, make_books: Callable[[], Books]) -> Folded:
    """What follows from the reports that stand on `claims`."""
    found = Folded(make_books())
    for message in stream.read(CLAIMS):
        found.merge(decode(message.value, Report))
    return found


def assert_equal_to_the_oracle(
    stream: Stream, make_books: Callable[[], Books] = StandInBooks
) -> Folded:
    """Alerts, events and state on Kafka are those that the reports make, each id once."""
    expected = folded(stream, make_books)
    sent = {(found.headers["ce_id"].decode(), found.value) for found in stream.read(ALERTS)}
    assert sent == {(identity, encode(alert)) for identity, alert in expected.alerts.items()}
    assert stream.folded(stream.name(EVENTS)) == {
        identity.encode(): encode(event) for identity, event in expected.events.items()
    }
    assert stream.folded(changelog(stream.settings, REPORTS)) == {
        key.encode(): value for key, value in expected.state.items()
    }
    notes = {(found.key or b"").decode() for found in stream.read(NOTES)}
    assert set(expected.notes) <= notes  # reading sends some, too
    return expected


def repeated(stream: Stream) -> int:
    """How many alert messages came more than once; their contents are the same."""
    sent = [found.headers["ce_id"] for found in stream.read(ALERTS)]
    return len(sent) - len(set(sent))
