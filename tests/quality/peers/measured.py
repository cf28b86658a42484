"""Measured: numbers with a unit, a sign or a label of the catalogue beside them, for the peers."""

import re
from typing import Final

from msgspec import Struct

from workers.core.catalogue.model import Domain
from workers.core.numbers.unit_words import GENERAL_UNITS

NEAR_CHARS: Final = 40


class Quantity(Struct, frozen=True):
    """What stands right before or behind a number, or near it, and the figure that it feeds."""

    figure: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    near: tuple[str, ...]
    range: tuple[float, float]


def quantities(domain: Domain) -> tuple[Quantity, ...]:
    """The measured quantities of `domain`, and the classes that it counts by their unit."""
    units = {unit.name: unit for unit in (*GENERAL_UNITS, *domain.units)}
    found = []
    for scalar in domain.scalars:
        own = [units[name] for name in scalar.units]
        behind = tuple(word.lower() for unit in own for word in (*unit.words, *unit.symbols))
        sign = (scalar.sign.lower(),) if scalar.sign else ()
        near = (*scalar.labels, *scalar.nouns)
        found.append(Quantity(scalar.figure, sign, behind, near, scalar.range))
    for figure in domain.rules.figures.values():
        kinds = [kind for kind in domain.vocabulary.classes if kind.name in figure.counted]
        own = [units[name] for kind in kinds for name in kind.units]
        signs = tuple(sign.lower() for unit in own for sign in unit.before)
        behind = tuple(word.lower() for unit in own for word in (*unit.words, *unit.symbols))
        if own:
            low, high = figure.bounds
            found.append(Quantity(figure.name, signs, behind, (), (0, high or low)))
    return tuple(found)


def measured(known: tuple[Quantity, ...], text: str, start: int, end: int) -> str | None:
    """The figure of the number at `start` to `end` of a lower-case `text`."""
    try:
        value = float(text[start:end].replace(",", ""))
    except ValueError:
        return None
    before = text[:start].rstrip(" -")
    behind = re.sub(r"^[ -]*(?:(?:thousand|million|billion)[ -]*)?", "", text[end:])
    near = text[max(0, start - NEAR_CHARS) : end + NEAR_CHARS]
    for each in known:
        low, high = each.range
        beside = before.endswith(each.before) if each.before else False
        beside = beside or any(re.match(rf"{re.escape(word)}\b", behind) for word in each.behind)
        if low <= value <= high and (beside or any(word in near for word in each.near)):
            return each.figure
    return None
