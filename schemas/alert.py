"""Alert: the news that a record was broken, or that an earlier alert no longer holds."""

from typing import Literal

from msgspec import Struct

from schemas.article import Mode, Moment
from schemas.event import Ledger, Voice
from schemas.report import Window

AlertStatus = Literal["claimed", "provisional", "confirmed", "amended", "retracted"]
Scope = Literal["ever", "year"]
Verdict = Literal["agrees", "no_claim", "ledger_empty"]


class PreviousRecord(Struct, frozen=True, kw_only=True):
    """The highest value of earlier events in the scope, as known when the message was sent."""

    value: float
    date: str
    event_id: str


class Alert(Struct, frozen=True, kw_only=True):
    """One message in the life of one alert. Key: `alert_id`; `ce_id` is `alert_id:revision`.

    Revision 0 raises it; every later one names in `references` the `ce_id` of the message it
    changes. A retracted alert keeps the value and previous record it last had, and says why.
    `verdict` sets the texts' own record claims against the ledger. `sentence` can be printed.
    """

    format: Literal[1] = 1
    alert_id: str
    revision: int
    status: AlertStatus
    references: str | None
    domain: str
    figure: str
    series: str
    scope: Scope
    ledger: Ledger
    value: float
    low: float | None
    high: float | None
    unit: str
    margin: float | None
    previous_record: PreviousRecord | None
    event_id: str
    event_date: str
    window: Window | None
    subject: str | None = None
    verdict: Verdict
    sources: int
    evidence: tuple[Voice, ...]
    reason: str | None
    raised_at_article: str
    known_at: Moment
    sentence: str
    mode: Mode = "live"
