"""Outcome: what reading one article yields, before anything is sent."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, structs

from schemas.article import Mode, Moment
from schemas.note import Note
from schemas.report import (
    Approx,
    Claim,
    Field,
    Order,
    PeriodKind,
    RecordClaim,
    Report,
    Window,
)

if TYPE_CHECKING:
    from workers.core.clean.text import CleanText

ReadOutcome = Literal["reported", "no_figures", "filtered", "language", "canceled"]


class NumberRead(Struct, frozen=True, kw_only=True):
    """One number of the text and what it was read as, also when it feeds no figure.

    `figure` is null then and `why` says the reason in a few words. Offsets are delivered ones.
    """

    field: Field
    start: int
    end: int
    domain: str | None
    figure: str | None
    series: str | None
    role: str
    counted: str | None
    value: float | None
    low: float | None
    high: float | None
    approx: Approx
    raw_value: float | None
    raw_unit: str | None
    actor: str | None
    target: str | None
    place: str | None
    subject: str | None
    period: PeriodKind
    date_start: date | None
    date_end: date | None
    window: Window | None
    past: bool
    derived: bool
    confidence: float
    rule: str
    why: str


class ReadClaim(Struct, frozen=True, kw_only=True):
    """One record claim with the domain and series it was bound to, both null if it is open."""

    domain: str | None
    series: str | None
    claim: RecordClaim


class Sender(Struct, frozen=True, kw_only=True):
    """What every report of one article says alike: who published it, when, and which text."""

    publisher: str
    url: str
    credited_to: str | None
    published_at: Moment
    catalogue_hash: str
    backfill: bool
    mode: Mode
    sketch: tuple[int, ...] = ()
    shingles: int = 0


class Reading(Struct, frozen=True, kw_only=True):
    """Everything one delivery of an article says, for sending, for files and for explaining.

    `reports` are the reports that say something, sorted by domain and series; which others an
    older text supported is the memory's affair. `clean` is null where the text was not read.
    """

    article_id: str
    order: Order
    text_hash: str
    outcome: ReadOutcome
    sender: Sender
    clean: "CleanText | None" = None
    numbers: tuple[NumberRead, ...] = ()
    record_claims: tuple[ReadClaim, ...] = ()
    reports: tuple[Report, ...] = ()
    notes: tuple[Note, ...] = ()


def report_of(
    reading: Reading,
    series_key: str,
    *,
    claims: tuple[Claim, ...] = (),
    record_claims: tuple[RecordClaim, ...] = (),
) -> Report:
    """The report of `reading` on `series_key` ("domain/series"); without claims it takes back."""
    domain, _, series = series_key.partition("/")
    sender = structs.asdict(reading.sender)
    return Report(
        article_id=reading.article_id,
        order=reading.order,
        text_hash=reading.text_hash,
        domain=domain,
        series=series,
        withdrawn=reading.outcome == "canceled",
        claims=claims,
        record_claims=record_claims,
        **sender,
    )
