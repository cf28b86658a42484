"""Story: the sample articles in the order of their arrival, and what they must lead to."""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from schemas.alert import Alert, AlertStatus, Scope
from schemas.article import Article
from schemas.wire import decode
from workers.core.judge.history import HistoryEntry

FOLDER = Path(__file__).parent
ARTICLES = FOLDER / "articles"
HISTORY = FOLDER / "history.jsonl"
SOURCES = FOLDER / "sources.json"
EXPECTED = FOLDER / "expected.json"


class Page(Struct, frozen=True, kw_only=True):
    """One article of the story: why it is told, the article, and its bytes as a feed has them."""

    about: str
    article: Article
    raw: bytes


class Outcome(Struct, frozen=True, kw_only=True, order=True):
    """What an alert must be after the last article; `previous` is the record it broke."""

    domain: str
    series: str
    figure: str
    scope: Scope
    event_date: str
    value: float
    previous: float | None
    status: AlertStatus


class _About(Struct):
    """The field that is for the screen; readers of articles leave it behind."""

    about: str
    mode: Literal["test"]


def pages() -> list[Page]:
    """The articles, in order."""
    raws = (path.read_bytes() for path in sorted(ARTICLES.glob("*.json")))
    return [
        Page(
            about=msgspec.json.decode(raw, type=_About).about,
            article=decode(raw, Article),
            raw=raw,
        )
        for raw in raws
    ]


def history() -> list[HistoryEntry]:
    """The records that were known before."""
    return msgspec.json.Decoder(HistoryEntry).decode_lines(HISTORY.read_bytes())


def expected() -> list[Outcome]:
    """The alerts that the whole story leaves behind, sorted."""
    return sorted(msgspec.json.decode(EXPECTED.read_bytes(), type=list[Outcome]))


def outcome(alert: Alert) -> Outcome:
    """What `alert` has come to."""
    before = alert.previous_record
    return Outcome(
        domain=alert.domain,
        series=alert.series,
        figure=alert.figure,
        scope=alert.scope,
        event_date=alert.event_date,
        value=alert.value,
        previous=None if before is None else before.value,
        status=alert.status,
    )
