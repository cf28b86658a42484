"""Replay: articles to files, by the very steps of the worker, without Kafka."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import orjson
from msgspec import Struct

from schemas.alert import Alert
from schemas.note import Note
from schemas.report import Report
from schemas.topics import ALERTS, ARTICLES, CLAIMS, NOTES, Topic
from schemas.wire import UnreadableError, encode
from workers import replay_rows as rows
from workers.assembly import Assembled
from workers.core.judge.history import HistoryEntry, HistoryError, history_report
from workers.replay_input import Given, Line
from workers.replay_rows import Row
from workers.stream.delivery import Delivery, admitted
from workers.stream.steps import REPORT, merge_report, read_article

if TYPE_CHECKING:
    from workers.core.outcome import Reading

RAW_CHARS_MAX: Final = 1024 * 1024
# When a line came that gives no time at all: what matters is only that it is always the same.
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Replay:
    """One run: takes articles in their order, then tells what every file holds."""

    def __init__(self, made: Assembled, *, confidence_min: float = 0.0) -> None:
        """`made` must be new: its books are filled by this run."""
        self._made = made
        self._confidence_min = confidence_min
        self._memory: dict[str, bytes] = {}
        self._table: dict[str, bytes] = {}
        self._waiting: list[Report] = []
        self._readings: dict[str, Reading] = {}
        self._log: list[Alert] = []
        self._notes: dict[str, Note] = {}
        self._rejects: list[Row] = []
        self._now = LONG_AGO

    def take(self, given: Given) -> None:
        """Enter the history that `given` brings, then its articles, one after the other."""
        asyncio.run(self._take(given))

    def files(self) -> dict[str, bytes]:
        """The name and the bytes of every file."""
        content: dict[str, Iterable[Row]] = {
            "claims": self._claims(),
            "record_claims": self._record_claims(),
            "events": self._events(),
            "alerts": self._alerts(),
            "alert_log": [rows.alert_log_row(alert) for alert in self._log],
            "notes": [rows.note_row(note) for note in self._notes.values()],
            "rejects": self._rejects,
            "ledger": self._ledger(),
        }
        written = {f"{name}.jsonl": _written(lines) for name, lines in content.items()}
        return {**written, "reports.jsonl": self._reports()}

    async def _take(self, given: Given) -> None:
        for number, entry in enumerate(given.history, 1):
            try:
                report = history_report(msgspec.convert(entry, HistoryEntry), self._made.catalogue)
            except (HistoryError, ValueError) as error:
                self._reject("invalid_history", str(error), Line(number, orjson.dumps(entry)))
            else:
                await self._merge(report)
        for line in given.lines:
            await self._article(line)

    async def _article(self, line: Line) -> None:
        try:
            await self._read(line)
        except UnreadableError as error:
            self._reject(error.reason, error.error, line)
        except Exception as error:  # noqa: BLE001 - as in the worker, one article stops no other
            self._reject("step_failed", f"{type(error).__name__}: {error}", line)

    async def _read(self, line: Line) -> None:
        article = admitted(line.value)
        self._waiting.clear()
        self._now = article.fetched_at or article.published_at or self._now
        done = await read_article(
            self._delivery(ARTICLES, line.value),
            memory=self._memory,
            reader=self._made.reader,
            publish=self._publish,
            confidence_min=self._confidence_min,
        )
        reading = done.reading
        if reading is not None and done.outcome not in {"unchanged", "older"}:
            self._readings[reading.article_id] = reading
        waiting, self._waiting = self._waiting, []
        for report in waiting:
            await self._merge(report)

    async def _merge(self, report: Report) -> None:
        await merge_report(
            self._delivery(CLAIMS, encode(report)),
            table=self._table,
            books=self._made.books,
            publish=self._publish,
        )

    async def _publish(self, topic: Topic, key: str, message: Struct) -> None:
        if isinstance(message, Report):
            self._waiting.append(message)
        elif topic is ALERTS and isinstance(message, Alert):
            self._log.append(message)
        elif topic is NOTES and isinstance(message, Note):
            self._notes.setdefault(key, message)

    def _delivery(self, topic: Topic, value: bytes) -> Delivery:
        return Delivery(
            topic=topic.name,
            partition=0,
            offset=0,
            key=None,
            value=value,
            received_at=self._now,
        )

    def _reject(self, reason: str, error: str, line: Line) -> None:
        raw = line.value.decode("utf-8", "replace")[:RAW_CHARS_MAX]
        self._rejects.append({"reason": reason, "error": error, "line": line.number, "raw": raw})

    def _claims(self) -> Iterable[Row]:
        for name, reading in self._readings.items():
            yield from (rows.claim_row(name, read) for read in reading.numbers)

    def _record_claims(self) -> Iterable[Row]:
        for name, reading in self._readings.items():
            yield from (rows.record_claim_row(name, read) for read in reading.record_claims)

    def _events(self) -> Iterable[Row]:
        books = self._made.books
        for domain, series in books.series():
            yield from (rows.event_row(event) for event in books.events(domain, series))

    def _alerts(self) -> Iterable[Row]:
        last = {alert.alert_id: alert for alert in self._log}
        return [rows.alert_row(alert) for alert in last.values()]

    def _reports(self) -> bytes:
        """What `claims` would hold: from it alone the books can be made again."""
        rows = sorted(key for key in self._table if key.startswith(REPORT))
        return b"".join(self._table[key] + b"\n" for key in rows)

    def _ledger(self) -> Iterable[Row]:
        books, catalogue = self._made.books, self._made.catalogue
        for domain, series in books.series():
            for name, figure in sorted(catalogue.rules(domain).figures.items()):
                for scope in figure.scopes:
                    links = books.chain(domain, name, series=series, scope=scope)
                    if links:
                        yield rows.ledger_row(
                            (domain, series), figure=name, scope=scope, links=links
                        )


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write `files` to `folder`, which is made where it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _written(lines: Iterable[Row]) -> bytes:
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
