"""Desk: a person's word on one figure of one event as a report like any other."""

import hashlib
from datetime import date, datetime, timedelta

from schemas.event import Event
from schemas.report import Claim, Confidence, Order, Period, Report, Value
from workers.core.merge.desk import DESK, Word, role_of

ID_CHARS = 24
QUOTE_CHARS_MAX = 400
_SAID = {
    "pin": "set to {value:g}",
    "hold": "held",
    "retract": "retracted",
    "release": "released",
}


class DeskError(ValueError):
    """A word that says nothing about the event it names, and why."""


def desk_report(
    event: Event,
    word: Word,
    *,
    figure: str,
    value: float | None,
    author: str,
    reason: str,
    at: datetime,
) -> Report:
    """The report by which `author` says `word` of `figure` of `event`.

    `value` is what a pin sets; the other words are about the value that stands. A later word on
    the same figure of the same event, whoever says it, replaces this one.
    Raises `DeskError` for a figure that the event does not have, and for a pin without a value.
    """
    known = event.figures.get(figure)
    if known is None:
        message = f"the event has no {figure}; it has {', '.join(sorted(event.figures))}"
        raise DeskError(message)
    number = value if word == "pin" else known.value
    if number is None:
        message = "a pin needs the value" if word == "pin" else f"{figure} has no value to {word}"
        raise DeskError(message)
    place = (event.domain, event.series, event.ledger, event.date, event.window or "")
    key = "\x1f".join((*place, event.subject or "", figure))
    words = f"{_SAID[word].format(value=number)} by {author}: {reason}"[:QUOTE_CHARS_MAX]
    claim = _claim(
        event, figure, key, number=number, role=role_of(word), words=words, author=author
    )
    return Report(
        article_id=f"{DESK}{_hash(key)}",
        order=Order(version=None, published_at=at, fetched_at=at),
        text_hash=_hash(f"{key}\x1f{words}\x1f{at.isoformat()}"),
        catalogue_hash="",
        publisher=f"desk: {author}",
        credited_to=None,
        url=f"{DESK}{_hash(key)}",
        published_at=at,
        domain=event.domain,
        series=event.series,
        claims=(claim,),
        mode=event.mode,
    )


def _claim(
    event: Event, figure: str, key: str, *, number: float, role: str, words: str, author: str
) -> Claim:
    """The one claim of the report, on the value and the days of the event."""
    return Claim(
        id=_hash(f"claim\x1f{key}\x1f{role}"),
        figure=figure,
        role=role,
        counted=figure,
        value=Value(stated=number, low=number, high=number, approx="exact"),
        raw_value=number,
        raw_unit=None,
        actor=None,
        target=None,
        place=None,
        subject=event.subject,
        period=_period(event),
        field="body",
        start=0,
        end=len(words),
        quote=words,
        speaker=author,
        confidence=Confidence(value=1.0, parts={"desk": 1.0}),
        rule="desk",
    )


def _period(event: Event) -> Period:
    if event.ledger == "month":
        first = date.fromisoformat(f"{event.date}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return Period(kind="month", start=first, end=last)
    day = date.fromisoformat(event.date)
    return Period(kind=event.ledger, start=day, end=day, window=event.window)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ID_CHARS]
