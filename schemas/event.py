"""Event: one real happening, or one stated day or month, with one resolved value per figure."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.article import Mode, Moment
from schemas.report import Field, Window

Ledger = Literal["event", "day", "month"]
FigureStatus = Literal["single", "confirmed", "conflicting", "held", "implausible"]


class Voice(Struct, frozen=True, kw_only=True):
    """One independent source of a figure: who said it, when, where in the text, in which words."""

    publisher: str
    url: str
    article_id: str
    published_at: Moment
    official: bool
    value: float | None
    low: float | None
    high: float | None
    quote: Annotated[str, Meta(max_length=400)]
    field: Field
    start: int
    end: int
    confidence: float
    rule: str
    claims_record: bool = False
    copies: int = 0


class FigureValue(Struct, frozen=True, kw_only=True):
    """The value of one figure of one event. `voices` holds the first few, `sources` counts all."""

    value: float | None
    low: float | None
    high: float | None
    status: FigureStatus
    sources: int
    reason: str | None = None
    voices: tuple[Voice, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """One happening and what is known of it. Key: its id. A later revision replaces an earlier one.

    `date` is a day, or `YYYY-MM` in the month ledger. An event without figures no longer has any
    report; `merged_into` then names the event that took it in, if one did.
    """

    format: Literal[1] = 1
    id: str
    domain: str
    series: str
    ledger: Ledger
    date: str
    window: Window | None
    subject: str | None = None
    figures: dict[str, FigureValue]
    revision: int
    known_at: Moment
    merged_into: str | None = None
    mode: Mode = "live"
