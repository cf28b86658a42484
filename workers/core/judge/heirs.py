"""Heirs: which event bears each alert once events have merged or parted (rule 21)."""

from msgspec.structs import replace

from workers.core.judge.series import Change, Known, SeriesBook
from workers.core.judge.state import AlertState, EventHead
from workers.core.merge.identity import Identified

Key = tuple[str, str]


def inherit(book: SeriesBook, change: Change, found: Identified) -> Identified:
    """`found` with each alert at the event that it speaks of now, so that none is raised again.

    Alerts of an event that merged go on at the one that took it in; only what that one bears
    alive itself stays behind, to be retracted. Of an event that parted each goes with its value.
    """
    bearers = {head.id: _states(head) for head in found.present.values()}
    gone = []
    for head in found.gone:
        heir = bearers.get(head.merged_into or "")
        left = _states(head) if heir is None else _handed_over(_states(head), heir)
        gone.append(replace(head, alerts=_listed(left)))
    for place, head in sorted(found.present.items()):
        _part(book, change, place, found=found, bearers=bearers, own=bearers[head.id])
    return Identified(
        present={
            place: replace(head, alerts=_listed(bearers[head.id]))
            for place, head in found.present.items()
        },
        gone=tuple(gone),
    )


def _states(head: EventHead) -> dict[Key, AlertState]:
    return {(state.alert.figure, state.alert.scope): state for state in head.alerts}


def _listed(states: dict[Key, AlertState]) -> tuple[AlertState, ...]:
    return tuple(states[key] for key in sorted(states))


def _handed_over(
    states: dict[Key, AlertState], heir: dict[Key, AlertState]
) -> dict[Key, AlertState]:
    """What `states` keep when `heir` takes from them what it lacks."""
    left = {}
    for key, state in states.items():
        other = heir.get(key)
        if other is None:
            heir[key] = state
        elif _alive(state) and not _alive(other):
            heir[key], left[key] = state, other
        else:
            left[key] = state
    return left


def _part(
    book: SeriesBook,
    change: Change,
    place: str,
    *,
    found: Identified,
    bearers: dict[str, dict[Key, AlertState]],
    own: dict[Key, AlertState],
) -> None:
    """Hand the alerts of the event at `place` on to events that were one with it before."""
    old = book.heads.get(found.present[place].id)
    before = change.before.get(old.place) if old is not None else None
    if before is None:
        return
    rest = [other for other in sorted(found.present) if other != place]
    parted = [other for other in rest if _shares(change.after[other], before)]
    for key, state in sorted(own.items()):
        home = _home(change, state, place=place, parted=parted)
        if home is None:
            continue
        theirs = bearers[found.present[home].id]
        known = theirs.get(key)
        if known is None:
            theirs[key] = own.pop(key)
        elif _alive(state) and not _alive(known):
            theirs[key], own[key] = state, known


def _home(change: Change, state: AlertState, *, place: str, parted: list[str]) -> str | None:
    """The parted event that has the value of `state` where the one at `place` lost it."""
    alert = state.alert
    value = _value(change.after[place], alert.figure)
    if value == alert.value:
        return None
    values = {other: _value(change.after[other], alert.figure) for other in parted}
    same = [other for other in parted if values[other] == alert.value]
    some = [other for other in parted if values[other] is not None]
    if same:
        return same[0]
    return some[0] if value is None and some else None


def _value(known: Known, figure: str) -> float | None:
    found = known.values.get(figure)
    return found.value if found is not None and found.competes else None


def _shares(known: Known, before: Known) -> bool:
    told = {(row.article_id, row.date) for row in before.happening.mentions}
    return any((row.article_id, row.date) in told for row in known.happening.mentions)


def _alive(state: AlertState) -> bool:
    return state.alert.status != "retracted"
