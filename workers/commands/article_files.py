"""Article files: JSON Lines, a JSON array, one JSON object, or a scenario with its articles."""

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson
from msgspec import Struct

from schemas.wire import UnreadableError
from workers.core.reading import article_id
from workers.stream.delivery import admitted
from workers.stream.send import Ready


class Refused(Struct, frozen=True, kw_only=True):
    """One article that was not sent, and why."""

    where: str
    why: str


def articles_in(name: str, source: BinaryIO) -> Iterator[Ready | Refused]:
    """What `source` holds, checked one by one; lines are taken as they come."""
    first = _first_line(source)
    if first.startswith(b"[") or (first.startswith(b"{") and not _is_json(first)):
        rest = source.read()
        lines = [first, *rest.splitlines(keepends=True)]
        # One broken line at the top makes no whole of what follows it.
        if not _is_json(first + rest) and any(_is_object(line) for line in lines):
            yield from _by_line(name, lines)
        else:
            yield from _whole(name, first + rest)
        return
    yield from _by_line(name, _lines(first, source))


def _first_line(source: BinaryIO) -> bytes:
    first = source.readline().removeprefix(codecs.BOM_UTF8)
    while first and not first.strip():
        first = source.readline()
    return first.lstrip()


def _by_line(name: str, lines: Iterable[bytes]) -> Iterator[Ready | Refused]:
    number = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _one_line(f"{name}:{number}", line)
    if number == 0:
        yield Refused(where=name, why="it is empty")


def _lines(first: bytes, source: BinaryIO) -> Iterator[bytes]:
    if first:
        yield first
    yield from source


def _is_json(raw: bytes) -> bool:
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True


def _is_object(line: bytes) -> bool:
    return line.startswith(b"{") and _is_json(line)


def _one_line(where: str, line: bytes) -> Iterator[Ready | Refused]:
    # A scenario or an array may stand in one line.
    if _is_json(line) and _listed(orjson.loads(line)) is not None:
        yield from _whole(where, line)
    else:
        yield _checked(where, line)


def _whole(name: str, raw: bytes) -> Iterator[Ready | Refused]:
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        yield Refused(where=name, why=f"it is neither JSON nor JSON Lines: {error}")
        return
    listed = _listed(content)
    for number, each in enumerate([content] if listed is None else listed, 1):
        yield _checked(f"{name}[{number}]", orjson.dumps(each))


def _listed(content: object) -> list[object] | None:
    if isinstance(content, dict) and isinstance(content.get("articles"), list):
        return list(content["articles"])
    return content if isinstance(content, list) else None


def _checked(where: str, raw: bytes) -> Ready | Refused:
    value = raw.strip()
    try:
        return Ready(identity=article_id(admitted(value)), value=value)
    except UnreadableError as error:
        return Refused(where=where, why=f"{error.reason}: {error.error}")
