"""Desk: a person's word on one figure of one event as a report like any other."""

from datetime import date, datetime

from msgspec.structs import replace

from schemas.event import Event
from schemas.report import Order, Period, Report
from workers.core.judge.made import QUOTE_CHARS_MAX, made_claim, month_of
from workers.core.judge.messages import digest
from workers.core.merge.desk import DESK, Word, role_of

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
    claim = replace(
        made_claim(number, _period(event), figure=figure, rule="desk"),
        id=digest("claim", key, role_of(word)),
        role=role_of(word),
        subject=event.subject,
        end=len(words),
        quote=words,
        speaker=author,
    )
    return Report(
        article_id=f"{DESK}{digest(key)}",
        order=Order(version=None, published_at=at, fetched_at=at),
        text_hash=digest(key, words, at.isoformat()),
        catalogue_hash="",
        publisher=f"desk: {author}",
        credited_to=None,
        url=f"{DESK}{digest(key)}",
        published_at=at,
        domain=event.domain,
        series=event.series,
        claims=(claim,),
        mode=event.mode,
    )


def _period(event: Event) -> Period:
    if event.ledger == "month":
        return month_of(date.fromisoformat(f"{event.date}-01"))
    day = date.fromisoformat(event.date)
    return Period(kind=event.ledger, start=day, end=day, window=event.window)
