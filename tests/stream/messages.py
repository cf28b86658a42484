"""Messages: one of each kind that the shell sends."""

from msgspec import structs

from schemas import Alert, Article, Event, Report
from tests.stream.standin import LONG_AGO, StandInBooks, StandInReader

ARTICLE = Article(
    id="a1",
    url="https://news.example.org/1",
    publisher="The Example",
    title="Heights",
    body="hills/north 5",
    content_type="text",
    published_at=LONG_AGO,
    fetched_at=LONG_AGO,
)
READING = StandInReader().read(ARTICLE, LONG_AGO)
REPORT: Report = READING.reports[0]
_VERDICT = StandInBooks().judge(REPORT)
EVENT: Event = _VERDICT.events[0]
ALERT: Alert = structs.replace(_VERDICT.alerts[0], alert_id="alert-1")
