"""Report: all claims and record claims of one article for one series; an empty one takes back."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.article import Mode, Moment

Approx = Literal["exact", "about", "nearly", "more_than", "at_least", "at_most", "range", "vague"]
Field = Literal["title", "body"]
Window = Literal["night", "day"]
PeriodKind = Literal["event", "day", "week", "month", "season", "year", "war", "span"]
ClaimState = Literal["current", "superseded", "past", "vague", "forecast", "attempt"]
Direction = Literal["max", "min", "first"]


class Value(Struct, frozen=True, kw_only=True):
    """A number as hedged, in the figure's unit.

    `stated` is the number in the text and null for vague words ("hundreds"); `low` and `high`
    are the bounds that the hedge leaves, null where it leaves none.
    """

    stated: float | None
    low: float | None
    high: float | None
    approx: Approx


class Period(Struct, frozen=True, kw_only=True):
    """The days a number covers, both ends included.

    `from_time`, `to_time` are stated clock times ("HH:MM", local to the target), null where the
    text gives none.
    """

    kind: PeriodKind
    start: date | None
    end: date | None
    window: Window | None = None
    from_time: str | None = None
    to_time: str | None = None


class Confidence(Struct, frozen=True, kw_only=True):
    """How far a claim can be trusted, 0 to 1, with the named factors whose product it is."""

    value: float
    parts: dict[str, float]


class Claim(Struct, frozen=True, kw_only=True):
    """One number that one article states, with its place in the text as delivered.

    `start`, `end` are character offsets in `field`; `quote` is a short stretch of the sentence that
    holds it. `past` marks an earlier event told as background, `derived` a sum that the text does
    not print (its offsets are those of its first part), `correction` a value that the text says
    replaces another, `main_place` a toll of one place that may stand for its event (rule 6),
    `final` a tally whose period is over where the article was written, or that is called final,
    `dated` a value beside which the text names the day of what it measured.
    """

    id: str
    figure: str
    role: str
    counted: str
    value: Value
    raw_value: float | None
    raw_unit: str | None
    actor: str | None
    target: str | None
    place: str | None
    subject: str | None = None
    period: Period
    field: Field
    start: int
    end: int
    quote: Annotated[str, Meta(max_length=400)]
    speaker: str | None
    confidence: Confidence
    rule: str
    past: bool = False
    derived: bool = False
    correction: bool = False
    main_place: bool = False
    final: bool = False
    dated: bool = False


class RecordClaim(Struct, frozen=True, kw_only=True):
    """Words that call a figure a record, bound to the claim they speak of.

    `scope` is one of ever, year, month, season, decade, recent, since:DATE, place:NAME, country:XX,
    competition:NAME, personal, club, company, unstated. `claim_id` names the claim it is bound to,
    null where the article states no such number. `figure` is null for open-domain claims.
    """

    id: str
    field: Field
    start: int
    end: int
    quote: Annotated[str, Meta(max_length=400)]
    state: ClaimState
    scope: str
    direction: Direction
    figure: str | None
    measure: str | None
    value: float | None
    unit: str | None = None
    value_field: Field | None
    value_start: int | None
    value_end: int | None
    claim_id: str | None
    event_date: date | None = None
    place: str | None = None
    days: int | None = None
    rule: str = ""


class Order(Struct, frozen=True, kw_only=True, order=False):
    """What decides which of two deliveries of one article is newer (see `workers.core.memory`)."""

    version: int | None
    published_at: Moment
    fetched_at: Moment


class Report(Struct, frozen=True, kw_only=True):
    """What one article says about one series. Key on `claims`: `domain/series/article_id`.

    A report without claims and record claims takes back whatever the article said before.
    `sketch` is a bottom-k sketch of the text's word shingles, by which copies are found;
    `shingles` counts all of them. `published_at` is when its figures began to count. `replaced`
    is for what merging stores: marks of readings of equal order that this one came after.
    """

    format: Literal[1] = 1
    article_id: str
    order: Order
    text_hash: str
    catalogue_hash: str
    publisher: str
    credited_to: str | None
    url: str
    published_at: Moment
    domain: str
    series: str
    backfill: bool = False
    withdrawn: bool = False
    mode: Mode = "live"
    sketch: tuple[int, ...] = ()
    shingles: int = 0
    claims: tuple[Claim, ...] = ()
    record_claims: tuple[RecordClaim, ...] = ()
    replaced: tuple[str, ...] = ()
