"""Memory: which delivery of an article is the newest, and what it has to take back."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, structs

from schemas.article import Moment
from schemas.report import Order, Report
from workers.core.outcome import Reading, report_of

KEPT_DAYS = 90
RECENT_TEXTS_MAX = 8
_TOUCH_AFTER = timedelta(days=1)

RememberOutcome = Literal["new", "changed", "unchanged", "older", "withdrawn"]


class Memory(Struct, frozen=True, kw_only=True):
    """What is known of one article: its newest delivery and the series that this one spoke to.

    `series` holds "domain/series"; `recent` the hashes of its last texts, the newest last;
    `seen_at` the broker's time of the last delivery, from which the memory expires.
    """

    format: Literal[1] = 1
    order: Order
    text_hash: str
    catalogue_hash: str
    recent: tuple[str, ...]
    series: tuple[str, ...]
    seen_at: Moment
    withdrawn: bool = False


class Remembered(Struct, frozen=True, kw_only=True):
    """What to send and what to keep. `memory` is null where nothing needs to be kept."""

    memory: Memory | None
    reports: tuple[Report, ...]
    outcome: RememberOutcome


def remember(known: Memory | None, reading: Reading, *, received_at: datetime) -> Remembered:
    """Set `reading` against what is `known` of its article.

    Reports are those of the reading and an empty one for every series that only the older text
    spoke to; there are none when the delivery changes nothing. A memory older than `KEPT_DAYS`
    counts as none. A text without a word of any domain is remembered only if its article is.
    """
    if known is not None and received_at - known.seen_at > timedelta(days=KEPT_DAYS):
        known = None
    if known is None:
        return _first(reading, received_at)
    withdrawn = reading.outcome == "canceled"
    newer = _is_newer(known, reading)
    same = (
        newer is not False and reading.text_hash == known.text_hash and withdrawn == known.withdrawn
    )
    if same and reading.sender.catalogue_hash == known.catalogue_hash:
        order = reading.order if newer else known.order
        return Remembered(
            memory=_touched(known, order, received_at), reports=(), outcome="unchanged"
        )
    if not newer and not same:
        kept = _touched(known, known.order, received_at)
        return Remembered(memory=kept, reports=(), outcome="older")
    memory = _memory(reading, received_at, recent=known.recent)
    return Remembered(
        memory=memory,
        reports=(*reading.reports, *_taken_back(known, reading)),
        outcome="withdrawn" if withdrawn else "changed",
    )


def _first(reading: Reading, received_at: datetime) -> Remembered:
    """An article not known before; a withdrawal is kept, so that its text, if late, stays out."""
    withdrawn = reading.outcome == "canceled"
    unread = reading.outcome in {"filtered", "language"}
    return Remembered(
        memory=None if unread else _memory(reading, received_at, recent=()),
        reports=reading.reports,
        outcome="withdrawn" if withdrawn else "new",
    )


def _is_newer(known: Memory, reading: Reading) -> bool | None:
    """Whether `reading` is newer than the known delivery; None if it is the same one again."""
    ours, theirs = reading.order, known.order
    if ours.version is not None and theirs.version is not None and ours.version != theirs.version:
        return ours.version > theirs.version
    if ours.published_at != theirs.published_at:
        return ours.published_at > theirs.published_at
    if ours.fetched_at != theirs.fetched_at:
        return ours.fetched_at > theirs.fetched_at
    return True if reading.text_hash not in known.recent else None


def _taken_back(known: Memory, reading: Reading) -> tuple[Report, ...]:
    """Empty reports for the series that only the older text spoke to, in order."""
    supported = {f"{report.domain}/{report.series}" for report in reading.reports}
    return tuple(report_of(reading, key) for key in sorted(set(known.series) - supported))


def _memory(reading: Reading, received_at: datetime, *, recent: tuple[str, ...]) -> Memory:
    others = tuple(text for text in recent if text != reading.text_hash)
    keys = {f"{report.domain}/{report.series}" for report in reading.reports}
    return Memory(
        order=reading.order,
        text_hash=reading.text_hash,
        catalogue_hash=reading.sender.catalogue_hash,
        recent=(*others, reading.text_hash)[-RECENT_TEXTS_MAX:],
        series=tuple(sorted(keys)),
        seen_at=received_at,
        withdrawn=reading.outcome == "canceled",
    )


def _touched(known: Memory, order: Order, received_at: datetime) -> Memory:
    """The memory with a newer mark, renewed rarely: most deliveries are repeats."""
    if order == known.order and received_at - known.seen_at < _TOUCH_AFTER:
        return known
    return structs.replace(known, order=order, seen_at=max(known.seen_at, received_at))
