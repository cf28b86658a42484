"""Replay input: what a file hands to replay: articles line by line, or a scenario."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
from msgspec import Struct

from workers.assembly import sources_of
from workers.core.catalogue.model import Source


class InputError(ValueError):
    """An input that cannot be read as a whole, and why."""


class Line(Struct, frozen=True):
    """The bytes of one article and where they stood: its line, or its number in a scenario."""

    number: int
    value: bytes


class Given(Struct, frozen=True, kw_only=True):
    """What one input holds. `history` has raw entries, each with its domain."""

    lines: tuple[Line, ...] = ()
    sources: tuple[Source, ...] = ()
    history: tuple[object, ...] = ()


def read_input(path: Path) -> Given:
    """The articles of `path`, and what a scenario brings besides. Raises `InputError`."""
    raw = _bytes(path)
    whole = _parsed(raw)
    if isinstance(whole, dict) and isinstance(whole.get("articles"), list):
        return _scenario(whole, path)
    if isinstance(whole, list | dict):
        return Given(lines=tuple(_numbered(whole if isinstance(whole, list) else [whole])))
    return Given(lines=tuple(_lines(raw)))


def read_history(path: Path) -> tuple[object, ...]:
    """The raw entries of a file of past values. Raises `InputError`."""
    rows: list[object] = []
    for line in _lines(_bytes(path)):
        row = _parsed(line.value)
        if row is None:
            fault = f"{path}:{line.number}: this line is no JSON"
            raise InputError(fault)
        rows.append(row)
    return tuple(rows)


def text_article(path: Path, *, published_at: datetime, publisher: str) -> Given:
    """The bare text of `path` as the one article of an input. Raises `InputError`."""
    return _file_article(path, published_at, publisher=publisher, content_type="text")


def page_article(path: Path, *, published_at: datetime, publisher: str) -> Given:
    """The page of `path` as the one article of an input. Raises `InputError`."""
    return _file_article(path, published_at, publisher=publisher, content_type="html")


def _file_article(
    path: Path, published_at: datetime, *, publisher: str, content_type: str
) -> Given:
    moment = published_at if published_at.tzinfo else published_at.replace(tzinfo=UTC)
    try:
        body = _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        fault = f"{path}: this is no UTF-8 text: {error}"
        raise InputError(fault) from None
    article = {
        "id": path.name,
        "url": path.name,
        "publisher": publisher,
        "title": "",
        "body": body,
        "content_type": content_type,
        "published_at": moment.isoformat(),
        "fetched_at": moment.isoformat(),
    }
    return Given(lines=(Line(1, orjson.dumps(article)),))


def _scenario(whole: dict[str, object], path: Path) -> Given:
    domain, history = whole.get("domain"), whole.get("history") or []
    articles = whole["articles"]
    try:
        sources = sources_of(orjson.dumps(whole.get("sources") or {}))
    except ValueError as error:
        fault = f"{path}: sources: {error}"
        raise InputError(fault) from None
    if not isinstance(history, list) or not isinstance(articles, list):
        fault = f"{path}: history must be a list"
        raise InputError(fault)
    entries = [{"domain": domain, **row} if isinstance(row, dict) else row for row in history]
    return Given(
        lines=tuple(_numbered(articles)),
        sources=sources,
        history=tuple(entries),
    )


def _numbered(articles: list[object]) -> Iterator[Line]:
    return (Line(number, orjson.dumps(each)) for number, each in enumerate(articles, 1))


def _lines(raw: bytes) -> Iterator[Line]:
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            yield Line(number, line.strip())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        fault = f"{path} cannot be read: {error.strerror}"
        raise InputError(fault) from None


def _parsed(raw: bytes) -> object:
    try:
        parsed: object = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    return parsed
