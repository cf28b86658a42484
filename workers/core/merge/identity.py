"""Identity: which id an event has, through every merge, split and change of its date."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Ledger
from workers.core.judge.series import Change, Known, SeriesBook
from workers.core.judge.state import EventHead
from workers.core.merge.happenings import Happening

ID_CHARS = 24


class Identified(Struct, frozen=True, kw_only=True):
    """The heads of all touched events: those that are there (by place), and those that are gone.

    A gone one has lost its last report, or `merged_into` says where its reports are now.
    """

    present: dict[str, EventHead]
    gone: tuple[EventHead, ...]


def identify(book: SeriesBook, change: Change, *, born: datetime) -> Identified:
    """Give every event of `change.after` its id: that of the event it was, or a new one.

    Of two ids that meet, one that bears a living alert stays before one that does not, then the
    one whose first report came earlier: no happening is told of under a second alert.
    """
    heads = {place: _head(book, place) for place in change.before}
    known = {place: head for place, head in heads.items() if head is not None}
    claimants: dict[str, list[EventHead]] = {}
    lost: list[EventHead] = []
    for place in sorted(known):
        successor = _successor(known[place], change.before[place], change=change)
        if successor is None:
            lost.append(known[place])
        else:
            claimants.setdefault(successor, []).append(known[place])
    present: dict[str, EventHead] = {}
    gone = list(lost)
    taken: set[str] = set()
    taken_over: set[str] = set()
    for place in sorted(change.after):
        happening = change.after[place].happening
        rivals = sorted(claimants.get(place, ()), key=_precedence)
        asleep = () if rivals else _asleep(book, place, change)
        for other in asleep:
            if other.id not in taken_over:
                rivals = [other]
                taken_over.add(other.id)
                break
        head = rivals[0] if rivals else _mint(book, happening, born=born, taken=taken)
        taken.add(head.id)
        gone += [replace(other, place="", merged_into=head.id) for other in rivals[1:]]
        present[place] = _moved(head, happening)
    return Identified(present=present, gone=tuple(gone))


def minted_anew(book: SeriesBook) -> list[EventHead]:
    """Heads for events that have none, as after the loss of all heads: born with their reports."""
    taken: set[str] = set()
    found = []
    for place in sorted(set(book.events) - set(book.ids)):
        happening = book.events[place].happening
        born = min(book.reports[row.article_id].order.fetched_at for row in happening.mentions)
        head = _mint(book, happening, born=born, taken=taken)
        taken.add(head.id)
        found.append(head)
    return found


def is_like(head: EventHead, happening: Happening) -> bool:
    """Whether the event of `head` can be `happening`: no other window, no other subject."""
    windows = {head.window, happening.window} - {None}
    return head.subject == happening.subject and windows != {"night", "day"}


def event_date(ledger: Ledger, day: str) -> str:
    """The date of an event as messages give it: a month without its day."""
    return day[:7] if ledger == "month" else day


def _head(book: SeriesBook, place: str) -> EventHead | None:
    return book.heads.get(book.ids.get(place, ""))


def _asleep(book: SeriesBook, place: str, change: Change) -> Iterator[EventHead]:
    """Heads whose last report went, or went to an event that is now parted, at that time."""
    happening = change.after[place].happening
    for head in book.heads_on(happening.ledger, happening.date):
        sleeps = head.place not in change.before and (
            head.place not in book.events or head.place in change.after
        )
        if sleeps and is_like(head, happening):
            yield head
    # An event that parts is the one again that was merged into what it parts from.
    inside = [head.id for before in change.before for head in (_head(book, before),) if head]
    while inside:
        for head in book.merged_into(inside.pop(0)):
            inside.append(head.id)
            if head.date == happening.date.isoformat() and is_like(head, happening):
                yield head


def _successor(head: EventHead, known: Known, *, change: Change) -> str | None:
    """The event that `known` has become: the one that carries its alerts' values, then the most."""
    own = {(row.article_id, row.date) for row in known.happening.mentions}
    texts = {row.article_id for row in known.happening.mentions}
    best: tuple[object, ...] | None = None
    found: str | None = None
    continued = {
        (row.article_id, row.date)
        for other in change.before.values()
        for row in other.happening.mentions
    }
    for place in sorted(change.after):
        mentions = change.after[place].happening.mentions
        shared = sum((row.article_id, row.date) in own for row in mentions)
        # An event whose date was corrected shares no date with itself, only its text.
        is_new = not any((row.article_id, row.date) in continued for row in mentions)
        moved = is_new and any(row.article_id in texts for row in mentions)
        if not shared and not moved:
            continue
        score = (
            shared > 0,
            _carried(head, change.after[place]),
            shared,
            place == known.happening.place,
        )
        if best is None or score > best:
            best, found = score, place
    return found


def _carried(head: EventHead, known: Known) -> int:
    return sum(
        state.alert.status != "retracted"
        and (value := known.values.get(state.alert.figure)) is not None
        and value.value == state.alert.value
        for state in head.alerts
    )


def _precedence(head: EventHead) -> tuple[bool, datetime, str]:
    alive = any(state.alert.status != "retracted" for state in head.alerts)
    return (not alive, head.born, head.id)


def _mint(book: SeriesBook, happening: Happening, *, born: datetime, taken: set[str]) -> EventHead:
    ordinal = 0
    while True:
        head_id = _hash(
            book.domain,
            book.series,
            happening.ledger,
            happening.date.isoformat(),
            happening.window or happening.subject or "",
            str(ordinal),
        )
        if head_id not in taken and head_id not in book.heads:
            break
        ordinal += 1
    return EventHead(
        id=head_id,
        domain=book.domain,
        series=book.series,
        ledger=happening.ledger,
        date=happening.date.isoformat(),
        window=happening.window,
        turn=happening.turn,
        subject=happening.subject,
        place=happening.place,
        born=born,
        known_at=born,
    )


def _moved(head: EventHead, happening: Happening) -> EventHead:
    return replace(
        head,
        date=happening.date.isoformat(),
        window=happening.window,
        turn=happening.turn,
        subject=happening.subject,
        place=happening.place,
        merged_into=None,
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_CHARS]
