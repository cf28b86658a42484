"""Totals: sums that a text does not print, where one speaker gives all parts exactly (rule 7)."""

from collections.abc import Sequence

from msgspec import structs

from workers.core.catalogue.model import Domain, Figure
from workers.core.extract.figures import figure_of
from workers.core.extract.told import Told

Stated = dict[str, list[Told]]


def derived_totals(told: Sequence[Told], domain: Domain) -> list[tuple[Told, str, float]]:
    """For each happening: the number to place the sum at, the figure it makes, and its value."""
    found = []
    for stated in _happenings(told, domain).values():
        for figure in domain.rules.figures.values():
            total = _sum(figure, stated)
            if total is not None:
                found.append(total)
    return found


def _happenings(told: Sequence[Told], domain: Domain) -> dict[tuple[object, ...], Stated]:
    """Numbers that feed figures, by happening and figure."""
    table: dict[tuple[object, ...], Stated] = {}
    for entry in told:
        figure, _ = figure_of(entry, domain)
        if figure is None or entry.past or entry.period is None:
            continue
        period = entry.period
        key = (entry.sides.actor, entry.sides.target, period.kind, period.end, period.window)
        table.setdefault(key, {}).setdefault(figure, []).append(entry)
    return table


def _sum(figure: Figure, stated: Stated) -> tuple[Told, str, float] | None:
    """The sum of the parts of `figure`, if it is not stated and each part has one exact value."""
    if not figure.sum_of or figure.name in stated:
        return None
    parts = []
    for name in figure.sum_of:
        entries = stated.get(name, [])
        exact = {entry.number.value for entry in entries if entry.number.approx == "exact"}
        if len(exact) != 1 or not all(_holds(entry, next(iter(exact))) for entry in entries):
            return None
        parts.append(next(entry for entry in entries if entry.number.approx == "exact"))
    some = [entry for entry in parts if entry.number.value]
    if not some:
        return None
    first = min(some, key=lambda entry: (entry.sentence, entry.number.start))
    total = sum(entry.number.value or 0.0 for entry in some)
    return structs.replace(first, kind=figure.counted[0]), figure.name, total


def _holds(entry: Told, value: float | None) -> bool:
    """Whether the bounds of `entry` hold `value`."""
    low, high = entry.number.low, entry.number.high
    if value is None:
        return False
    return (low is None or low <= value) and (high is None or value <= high)
