"""Live: on a page of timed entries the latest entry speaks last."""

from collections.abc import Sequence

from msgspec import structs

from workers.core.clean.text import Entry
from workers.core.extract.found import Extract, Found

REASON = "replaced by a later entry"


def latest_entries(extract: Extract, entries: Sequence[Entry]) -> Extract:
    """`extract` in which a figure of one event keeps only the numbers of its latest entry.

    Numbers outside of entries (title, introduction) stand as they are.
    """
    if not entries:
        return extract
    latest: dict[tuple[object, ...], tuple[int, float | None]] = {}
    for found in extract.found:
        at = _minutes(found, entries)
        if at is not None and found.figure is not None:
            known = latest.get(_key(found))
            if known is None or at > known[0]:
                latest[_key(found)] = (at, found.value.low)
    agreeing = _agreeing(extract, entries, latest)
    return structs.replace(
        extract,
        found=tuple(
            _replaced(found)
            if _is_older(found, entries, latest)
            and (_key(found), _minutes(found, entries)) not in agreeing
            else found
            for found in extract.found
        ),
    )


def _key(found: Found) -> tuple[object, ...]:
    # What is measured is measured of one thing: of several fires each has its own latest size.
    thing = found.subject if found.rule.startswith("scalar/") else None
    return found.figure, found.series, thing, found.period.end, found.past


def _minutes(found: Found, entries: Sequence[Entry]) -> int | None:
    if found.field != "body":
        return None
    held = (entry.minutes for entry in entries if entry.start <= found.start < entry.end)
    return next(held, None)


def _is_older(
    found: Found,
    entries: Sequence[Entry],
    latest: dict[tuple[object, ...], tuple[int, float | None]],
) -> bool:
    """Whether a later entry gives the figure another value."""
    at, known = _minutes(found, entries), latest.get(_key(found))
    if found.figure is None or at is None or known is None:
        return False
    return at < known[0] and found.value.low != known[1]


def _agreeing(
    extract: Extract,
    entries: Sequence[Entry],
    latest: dict[tuple[object, ...], tuple[int, float | None]],
) -> frozenset[tuple[tuple[object, ...], int]]:
    """Figures with the entries that give their latest value, beside which others may stand."""
    return frozenset(
        (_key(found), at)
        for found in extract.found
        if found.figure is not None
        and (at := _minutes(found, entries)) is not None
        and _key(found) in latest
        and latest[_key(found)][1] == found.value.low
    )


def _replaced(found: Found) -> Found:
    return structs.replace(found, figure=None, why=REASON, superseded=True)
