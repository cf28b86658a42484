"""Steps: what happens to one message. Publish, wait for the broker, then remember."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING

from msgspec import Struct

from schemas.article import Article
from schemas.report import Report
from schemas.topics import ALERTS, CLAIMS, EVENTS, NOTES, Topic
from schemas.wire import decode, encode
from workers.core.confident import confident
from workers.core.memory import Memory, Remembered, remember
from workers.core.outcome import Reading
from workers.core.reading import Reader, article_id
from workers.stream.delivery import Delivery, admitted

if TYPE_CHECKING:
    from workers.core.judge.books import Books, Verdict

Table = MutableMapping[str, bytes]
# Returns once the broker has the message; event rows may be owed until their batch ends.
Publish = Callable[[Topic, str, Struct], Awaitable[None]]
Forward = Callable[[Delivery, str], Awaitable[bool]]
Admit = Callable[[bytes], Article]

HEAD = "event:"
REPORT = "report:"
# Only a delivery that is news has something to remark.
NEWS = ("new", "changed")


class ReadDone(Struct, frozen=True, kw_only=True):
    """How reading one article ended; `reading` is null where it was not read here."""

    outcome: str
    reading: Reading | None = None
    reports: tuple[Report, ...] = ()


class MergeDone(Struct, frozen=True, kw_only=True):
    """What merging one report changed."""

    report: Report
    verdict: "Verdict"


async def stay(_delivery: Delivery, _identity: str) -> bool:
    """Forward nothing: every article is where it belongs."""
    return False


async def read_article(
    delivery: Delivery,
    *,
    memory: Table,
    reader: Reader,
    publish: Publish,
    forward: Forward = stay,
    admit: Admit = admitted,
    confidence_min: float = 0.0,
) -> ReadDone:
    """Article to reports. Again, it finds its article remembered and sends nothing."""
    article = admit(delivery.value)
    identity = article_id(article)
    if await forward(delivery, identity):
        return ReadDone(outcome="forwarded")
    reading = confident(reader.read(article, delivery.received_at), confidence_min)
    known = decode(memory[identity], Memory) if identity in memory else None
    found = remember(known, reading, received_at=delivery.received_at)
    for report in found.reports:
        await publish(CLAIMS, report_key(report), report)
    for note in reading.notes if found.outcome in NEWS else ():
        await publish(NOTES, note.note_id, note)
    if found.memory is not None:
        memory[identity] = encode(found.memory)
    return ReadDone(outcome=_ended(reading, found), reading=reading, reports=found.reports)


async def merge_report(
    delivery: Delivery, *, table: Table, books: "Books", publish: Publish
) -> MergeDone:
    """Report to events and alerts. Again, it sends the same rows, and alerts nobody twice."""
    report = decode(delivery.value, Report)
    verdict = books.judge(report)
    for alert in verdict.alerts:
        await publish(ALERTS, alert.alert_id, alert)
    for note in verdict.notes:
        await publish(NOTES, note.note_id, note)
    books.commit(verdict)
    for head in verdict.heads:
        table[HEAD + head.id] = encode(head)
    if verdict.report is not None:  # the mark that all of it was done, so it comes last
        table[REPORT + report_key(verdict.report)] = encode(verdict.report)
    for event in verdict.events:
        await publish(EVENTS, event.id, event)
    return MergeDone(report=report, verdict=verdict)


def report_key(report: Report) -> str:
    """The key of `report` on its topic."""
    return f"{report.domain}/{report.series}/{report.article_id}"


def _ended(reading: Reading, found: Remembered) -> str:
    return reading.outcome if found.outcome in NEWS else found.outcome
