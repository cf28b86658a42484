"""State: what merging stores, one capped report a key and one small head an event."""

import hashlib
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from schemas.alert import Alert
from schemas.article import Moment
from schemas.event import Ledger
from schemas.report import Claim, Order, RecordClaim, Report, Window
from schemas.wire import encode

STORED_BYTES_MAX = 60 * 1024
CLAIMS_MAX = 60
RECORD_CLAIMS_MAX = 20
QUOTE_CHARS_STORED = 200
STATE_EVIDENCE_MAX = 1
REPLACED_MAX = 8
MARK_CHARS = 16
HISTORY = "history:"

Basis = Literal["claim", "history"]
Said = TypeVar("Said", Claim, RecordClaim)


class AlertState(Struct, frozen=True, kw_only=True):
    """The last message of one alert and what it rests on.

    `basis` tells whether a text's claim or the ledger made it a record (rule 17).
    """

    alert: Alert
    basis: Basis


class Cause(Struct, frozen=True, kw_only=True):
    """The report by which a head became what it is."""

    article_id: str
    order: Order
    mark: str = ""


class Before(Struct, frozen=True, kw_only=True):
    """What a head was before its cause; of its alerts only those that the cause changed or added.

    A head is stored before its cause is (so that no alert is lost). If the cause is not stored,
    its step was cut off and is done again from here, with the same ids and the same messages.
    """

    place: str
    date: str
    window: Window | None
    turn: int
    subject: str | None
    alerts: tuple[AlertState, ...]
    added: tuple[str, ...]
    noted: tuple[str, ...]
    revision: int
    digest: str
    known_at: Moment
    merged_into: str | None


class EventHead(Struct, frozen=True, kw_only=True):
    """What cannot be derived from reports about one event: its id, its alerts, what was published.

    `place` is where the event stands among those of its series now (ledger, date, slot, subject);
    it moves when the event does, the id never. `born` is when its first report came. `noted` names
    the remarks made once an event. `revision`, `digest` and `known_at` are those of the last row.
    """

    format: Literal[1] = 1
    id: str
    domain: str
    series: str
    ledger: Ledger
    date: str
    window: Window | None
    turn: int
    subject: str | None
    place: str
    born: Moment
    alerts: tuple[AlertState, ...] = ()
    noted: tuple[str, ...] = ()
    revision: int = 0
    digest: str = ""
    known_at: Moment
    merged_into: str | None = None
    cause: Cause | None = None
    before: Before | None = None


def caused(head: EventHead, known: EventHead | None, *, by: Report) -> EventHead:
    """`head` with the report that made it so, and what it was before (`known`)."""
    before = None
    if known is not None:
        old = {state.alert.alert_id: state for state in known.alerts}
        kept = {state.alert.alert_id for state in head.alerts if state in known.alerts}
        before = Before(
            place=known.place,
            date=known.date,
            window=known.window,
            turn=known.turn,
            subject=known.subject,
            alerts=tuple(state for key, state in old.items() if key not in kept),
            added=tuple(s.alert.alert_id for s in head.alerts if s.alert.alert_id not in old),
            noted=known.noted,
            revision=known.revision,
            digest=known.digest,
            known_at=known.known_at,
            merged_into=known.merged_into,
        )
    cause = Cause(article_id=by.article_id, order=by.order, mark=_mark(by))
    return replace(head, cause=cause, before=before)


def settled(head: EventHead, cause: Report | None) -> EventHead | None:
    """`head` as it stands, given what is stored of its cause's article.

    The head before, if the cause itself was never stored; null if there was none before.
    """
    if head.cause is None or (cause is not None and _is_past(head.cause, cause)):
        return head
    before = head.before
    if before is None:
        return None
    old = {state.alert.alert_id: state for state in before.alerts}
    now = {s.alert.alert_id: s for s in head.alerts if s.alert.alert_id not in before.added}
    alerts = sorted((now | old).values(), key=lambda state: (state.alert.figure, state.alert.scope))
    return replace(
        head,
        place=before.place,
        date=before.date,
        window=before.window,
        turn=before.turn,
        subject=before.subject,
        alerts=tuple(alerts),
        noted=before.noted,
        revision=before.revision,
        digest=before.digest,
        known_at=before.known_at,
        merged_into=before.merged_into,
        cause=None,
        before=None,
    )


def _is_past(cause: Cause, stored: Report) -> bool:
    """Whether the report that was the cause is stored, or one that came after it."""
    if is_newer(cause.order, stored.order):
        return False
    if is_older(cause.order, stored.order) or not cause.mark:
        return True
    return cause.mark == _mark(stored) or cause.mark in stored.replaced


def is_history(report: Report) -> bool:
    """Whether `report` is an entry of preloaded history, official at its date."""
    return report.article_id.startswith(HISTORY)


def is_newer(order: Order, known: Order) -> bool:
    """Whether `order` is of a later delivery than `known` (rule 2); equal ones are not."""
    return _compare(order, known) > 0


def is_older(order: Order, known: Order) -> bool:
    """Whether `order` is of an earlier delivery than `known` (rule 2); equal ones are not."""
    return _compare(order, known) < 0


def succeeding(report: Report, known: Report | None) -> Report | None:
    """`report` as stored in place of `known`; null where it brings nothing new.

    Older deliveries never do (rule 2), nor do equal ones after a withdrawal, nor one that was
    replaced before: after a crash a text comes again as each catalogue read it, oldest first.
    """
    if known is None:
        return report
    if is_newer(report.order, known.order):
        return report
    old = replace(known, replaced=())
    if is_older(report.order, known.order) or known.withdrawn or old == report:
        return None
    # A person may put a known value of history right, and back again.
    if _mark(report) in known.replaced and not is_history(report):
        return None
    return replace(report, replaced=(*known.replaced, _mark(known))[-REPLACED_MAX:])


def known_at(report: Report) -> datetime:
    """The moment that messages caused by `report` bear: its own, since there is no clock."""
    return report.order.fetched_at


def cap(report: Report) -> Report:
    """`report` as stored: the first claims of each kind, short enough for one value of a table.

    What is left out is never a figure's first statement, as long as a claim alone fits, and then
    what a text calls a record comes before the rest.
    """
    few = len(report.claims) <= CLAIMS_MAX and len(report.record_claims) <= RECORD_CLAIMS_MAX
    if few and len(encode(report)) <= STORED_BYTES_MAX:
        return report
    limit = CLAIMS_MAX
    named = {row.claim_id for row in report.record_claims[:RECORD_CLAIMS_MAX]}
    while True:
        capped = replace(
            report,
            claims=tuple(
                _shortened(claim) for claim in _first_of_each(report.claims, limit, named)
            ),
            record_claims=tuple(
                _shortened(claim) for claim in report.record_claims[: min(limit, RECORD_CLAIMS_MAX)]
            ),
        )
        if len(encode(capped)) <= STORED_BYTES_MAX or not limit:
            return capped
        limit = limit * 3 // 4


def bound_claims(report: Report) -> dict[str, tuple[RecordClaim, ...]]:
    """The record claims of `report` by the id of the claim they are bound to."""
    found: dict[str, list[RecordClaim]] = {}
    for row in report.record_claims:
        if row.claim_id is not None:
            found.setdefault(row.claim_id, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _compare(order: Order, known: Order) -> int:
    if order.version is not None and known.version is not None and order.version != known.version:
        return 1 if order.version > known.version else -1
    if order.published_at != known.published_at:
        return 1 if order.published_at > known.published_at else -1
    if order.fetched_at != known.fetched_at:
        return 1 if order.fetched_at > known.fetched_at else -1
    return 0


def _mark(report: Report) -> str:
    bare = encode(replace(report, replaced=()))
    return hashlib.sha256(bare).hexdigest()[:MARK_CHARS]


def _shortened(claim: Said) -> Said:
    return replace(claim, quote=claim.quote[:QUOTE_CHARS_STORED])


def _first_of_each(
    claims: tuple[Claim, ...], limit: int, named: AbstractSet[str | None]
) -> tuple[Claim, ...]:
    # Round-robin over figures, so that a list of one kind cannot push out the only one of another.
    if len(claims) <= limit:
        return claims
    seen: dict[str, int] = {}
    ranked = []
    for index, claim in enumerate(claims):
        seen[claim.figure] = seen.get(claim.figure, 0) + 1
        rank = seen[claim.figure]
        ranked.append((rank > 1 and claim.id not in named, rank, index))
    kept = sorted(index for _, _, index in sorted(ranked)[:limit])
    return tuple(claims[index] for index in kept)
