"""Alerts: the life of alerts, from what a report changed in events and ledgers (rules 16 to 29)."""

from bisect import bisect_right, insort
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from schemas.alert import Alert, AlertStatus, Scope
from schemas.report import Report
from workers.core.judge.facts import Facts, facts
from workers.core.judge.ledger import Position, span
from workers.core.judge.messages import next_alert
from workers.core.judge.sentence import number
from workers.core.judge.series import Change, Known, Moved, SeriesBook
from workers.core.judge.state import AlertState, EventHead
from workers.core.merge.identity import Identified, event_date, is_like


class Judged(Struct, frozen=True, kw_only=True):
    """Alert messages in the order in which they are published, and the heads that bear them."""

    alerts: tuple[Alert, ...]
    heads: dict[str, EventHead]


class Case(Struct, frozen=True, kw_only=True):
    """One report before the judge: what it changed, and which events it may raise.

    `live` holds the places of events of which the report is a live account that is not late, by
    figure; `moving` tells whether it may bring a retracted alert back (rule 22).
    """

    book: SeriesBook
    report: Report
    change: Change
    heads: dict[str, EventHead]
    live: frozenset[tuple[str, str]]
    moving: bool


def judge(book: SeriesBook, report: Report, *, change: Change, found: Identified) -> Judged:
    """What the report means for every alert it can touch, in the order of events.

    Whether a value counts as accepted by a claim is entered in the ledgers on the way and taken
    back at the end; storing the heads enters it for good.
    """
    case = open_case(book, report, change=change, found=found)
    alerts: list[Alert] = []
    heads = dict(case.heads)
    for head in found.gone:
        states, sent = _close(head, case)
        alerts += sent
        heads[head.id] = replace(head, alerts=states)
    waiting = sorted(_opening(case))
    accepted: set[tuple[str, str]] = set()
    while waiting:
        at, figure = waiting.pop(0)
        known = book.events[at.place]
        own_id = _id(case, known)
        head = heads.get(own_id) or book.heads[own_id]
        asleep = _asleep(case, heads, known)
        states, sent = _review(case, known, head=head, figure=figure, asleep=asleep)
        if not sent:
            continue
        alerts += sent
        heads |= _without(asleep, {alert.alert_id for alert in sent})
        heads[own_id] = replace(head, alerts=states)
        if book.accept(figure, known, states):
            accepted.add((figure, at.place))
            moved = _same_value(case, figure, at)
            for later in _touched(case, moved):
                if (later, figure) not in waiting:
                    insort(waiting, (later, figure))
    for figure, place in sorted(accepted):
        book.refresh(place, figure)
    return Judged(alerts=tuple(alerts), heads=heads)


def open_case(book: SeriesBook, report: Report, *, change: Change, found: Identified) -> Case:
    """The report with what decides on raising: live or not, late or not (rules 16, 26, 27)."""
    live = frozenset(
        (place, figure)
        for place, known in change.after.items()
        if any(
            row.article_id == report.article_id and row.grade == "live"
            for row in known.happening.mentions
        )
        for figure in known.values
        if not is_late(book, known, figure)
    )
    return Case(
        book=book,
        report=report,
        change=change,
        heads={head.id: head for head in found.present.values()},
        live=live,
        moving=bool(live),
    )


def is_late(book: SeriesBook, known: Known, figure: str) -> bool:
    """Whether the event is too old to page anyone for (rules 26, 32)."""
    newest = book.newest_day(known.happening.ledger)
    if newest is None:
        return False
    days = 0 if known.happening.ledger == "month" else book.rules.late_days(figure)
    return newest - known.at.day > days


def _opening(case: Case) -> set[tuple[Position, str]]:
    """Every event and figure whose alerts may change at once: own events, and those they touch."""
    found = set()
    for known in case.change.after.values():
        head = case.heads[_id(case, known)]
        for figure in {*known.values, *(state.alert.figure for state in head.alerts)}:
            found.add((known.at, figure))
    for moved in case.change.moved:
        for at in [moved.at, *_touched(case, moved)]:
            there = case.book.events.get(at.place)
            if there is not None:
                found.add((there.at, moved.figure))
    return found


def _touched(case: Case, moved: Moved) -> Iterator[Position]:
    """The later events whose alerts a changed value can touch: up to the first that tops it.

    What gains or loses history with the value can lie behind that one too (rule 17).
    """
    values = [value for value in (moved.before, moved.after) if value is not None]
    ledger = case.book.ledger(moved.figure)
    spare = sum(other.figure == moved.figure for other in case.change.moved)
    needed = case.book.rules.parameters.min_history
    for scope in case.book.rules.figures[moved.figure].scopes:
        rows = case.book.bearing(moved.figure, scope)
        for at in rows[bisect_right(rows, moved.at) :]:
            if at.place not in case.book.events:
                continue
            yield at
            entry = ledger.get(at.place)
            alive = _is_alive(case, at.place, figure=moved.figure, scope=scope)
            tops = entry and all(ledger.beats(entry.value, value) for value in values)
            if alive and tops and ledger.has_history(at, scope, events=needed, spare=spare + 1):
                break


def _same_value(case: Case, figure: str, at: Position) -> Moved:
    entry = case.book.ledger(figure).get(at.place)
    value = None if entry is None else entry.value
    return Moved(figure=figure, at=at, before=value, after=value)


def _is_alive(case: Case, place: str, *, figure: str, scope: Scope) -> bool:
    head = case.book.heads.get(case.book.ids.get(place, ""))
    return any(
        state.alert.figure == figure
        and state.alert.scope == scope
        and state.alert.status != "retracted"
        for state in (head.alerts if head else ())
    )


def _id(case: Case, known: Known) -> str:
    place = known.happening.place
    own = next((head.id for head in case.heads.values() if head.place == place), None)
    return own or case.book.ids[place]


def _asleep(case: Case, heads: dict[str, EventHead], known: Known) -> list[EventHead]:
    """Heads of the same day and window that no report is left of: their alerts may come back."""
    row = known.happening
    found = []
    for stored in case.book.heads_on(row.ledger, row.date):
        head = heads.get(stored.id, stored)
        there = head.id in case.heads or (
            head.place in case.book.events and head.place not in case.change.after
        )
        gone = not there and head.merged_into is None
        if gone and head.alerts and is_like(head, row):
            found.append(head)
    return found


def _without(rows: list[EventHead], taken: set[str]) -> dict[str, EventHead]:
    """Those of `rows` that lose alerts, without them."""
    found = {}
    for head in rows:
        left = tuple(state for state in head.alerts if state.alert.alert_id not in taken)
        if len(left) < len(head.alerts):
            found[head.id] = replace(head, alerts=left)
    return found


def _review(
    case: Case, known: Known, *, head: EventHead, figure: str, asleep: list[EventHead]
) -> tuple[tuple[AlertState, ...], list[Alert]]:
    """The alert states of `head` after one figure was looked at, and the messages it takes."""
    states = {(state.alert.figure, state.alert.scope): state for state in head.alerts}
    sent: list[Alert] = []
    fell = False
    for scope in case.book.rules.figures[figure].scopes:
        fact = facts(case.book, known, figure, scope=scope)
        state = states.get((figure, scope))
        muted = scope == "year" and (fell or _alive(states.get((figure, "ever"))))
        new = _next(case, fact, head=head, state=state, muted=muted)
        if state is None and new is not None:
            new = _woken(case, fact, head=head, asleep=asleep) or new
        if new is None:
            continue
        fell = fell or new.alert.status == "retracted"
        states[figure, scope] = new
        sent.append(new.alert)
    return tuple(states[key] for key in sorted(states)), sent


def _next(
    case: Case, fact: Facts, *, head: EventHead, state: AlertState | None, muted: bool
) -> AlertState | None:
    """The new state of one alert, null where nothing changes."""
    place = fact.known.happening.place
    may_raise = (place, fact.figure.name) in case.live and fact.is_live
    if state is None:
        if muted or not may_raise or not fact.is_highest or not (fact.history or fact.claimed):
            return None
        return _write(case, fact, head=head, state=None, status=fact.status)
    if state.alert.status == "retracted":
        again = fact.stands and (fact.history or bool(fact.called)) and not muted
        if not (again and (may_raise or _freed(case, fact))):
            return None
        return _write(case, fact, head=head, state=state, status="amended")
    reason = _failing(fact, state)
    if reason is not None:
        return _retract(case, state, reason)
    return _update(case, fact, head=head, state=state)


def _woken(
    case: Case, fact: Facts, *, head: EventHead, asleep: list[EventHead]
) -> AlertState | None:
    """The retracted alert of an event whose reports went and came back to this one (rule 22)."""
    for other in asleep:
        for state in other.alerts:
            if (state.alert.figure, state.alert.scope) == (fact.figure.name, fact.scope):
                return _write(case, fact, head=head, state=state, status="amended")
    return None


def _freed(case: Case, fact: Facts) -> bool:
    """Whether a live report took away an earlier value that stood against this one (rule 22)."""
    if not case.moving or fact.value is None:
        return False
    first, _ = span(fact.known.at.day, fact.scope)
    beats = fact.ledger.beats
    return any(
        moved.figure == fact.figure.name
        and first <= moved.at.day
        and (moved.at.day, moved.at.turn) < (fact.known.at.day, fact.known.at.turn)
        and moved.before is not None
        and not beats(fact.value, moved.before)
        for moved in case.change.moved
    )


def _failing(fact: Facts, state: AlertState) -> str | None:
    """Why a living alert can stand no longer (rule 21)."""
    if fact.value is None:
        if fact.resolved is None or not fact.resolved.votes:
            return "no report supports it any more"
        return fact.resolved.reason or "no reliable source supports it any more"
    if not fact.stands and fact.earlier is not None:
        if fact.ledger.beats(state.alert.value, fact.earlier.value):
            return f"the value is now {number(fact.value, fact.figure)}"
        return (
            f"an older event is as large or larger: "
            f"{number(fact.earlier.value, fact.figure)} on "
            f"{event_date(fact.figure.ledger, fact.earlier.at.date)}"
        )
    if state.basis == "claim" and not fact.history and not fact.called:
        return "its record claim was taken back"
    return None


def _update(case: Case, fact: Facts, *, head: EventHead, state: AlertState) -> AlertState | None:
    alert = state.alert
    settled = fact.figure.mode == "fixed" and alert.high is None and _high(fact) is not None
    status: AlertStatus = fact.status
    if fact.value != alert.value or settled or alert.status == "amended":
        status = "amended"
    new = _write(case, fact, head=head, state=state, status=status)
    return None if _tells(new.alert) == _tells(alert) and not settled else new


def _tells(alert: Alert) -> tuple[object, ...]:
    """What an alert says of the event; more sources or other words alone are no news."""
    return (
        *(alert.status, alert.value, alert.previous_record),
        *(alert.event_id, alert.event_date, alert.window, alert.subject),
    )


def _high(fact: Facts) -> float | None:
    return None if fact.resolved is None else fact.resolved.high


def _write(
    case: Case,
    fact: Facts,
    *,
    head: EventHead,
    state: AlertState | None,
    status: AlertStatus,
) -> AlertState:
    previous = fact.previous
    previous_id = None
    if previous is not None:
        previous_known = case.book.events[previous.at.place]
        previous_id = _id(case, previous_known)
    alert = next_alert(
        fact,
        report=case.report,
        head=head,
        last=None if state is None else state.alert,
        status=status,
        previous_id=previous_id,
        names=case.book.names,
    )
    basis = state.basis if state is not None else "history" if fact.history else "claim"
    return AlertState(alert=alert, basis=basis)


def _retract(case: Case, state: AlertState, reason: str) -> AlertState:
    last = state.alert
    alert = replace(
        last,
        revision=last.revision + 1,
        references=f"{last.alert_id}:{last.revision}",
        status="retracted",
        reason=reason,
        known_at=case.report.order.fetched_at,
    )
    return AlertState(alert=alert, basis=state.basis)


def _close(head: EventHead, case: Case) -> tuple[tuple[AlertState, ...], list[Alert]]:
    """Retract what an event still bears that has no report left, or that is told of twice."""
    reason = (
        "no report supports it any more"
        if head.merged_into is None
        else f"merged_into {head.merged_into}"
    )
    own = head.alerts
    states = tuple(_retract(case, state, reason) if _alive(state) else state for state in own)
    sent = [new.alert for new, old in zip(states, own, strict=True) if new is not old]
    return states, sent


def _alive(state: AlertState | None) -> bool:
    return state is not None and state.alert.status != "retracted"
