"""Ages: numbers that say how old somebody is, whatever they look like."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.extract.grammar import AUXILIARIES, HEDGES
from workers.core.extract.items import Item

_ONE: Final = frozenset(("one", "a", "an", "1"))


def unless_age(items: Sequence[Item], at: int, people: frozenset[str]) -> Item:
    """As in "a woman of 52": an age, whatever the number looks like."""
    item = items[at]
    if _among_ages(items, at, people) or _as_young_as(items, at):
        return structs.replace(item, kind="other_number")
    behind = at - 1
    while behind > 0 and items[behind].text in HEDGES - {"up", "to"}:
        behind -= 1
    if item.kind != "number" or behind < 1 or items[behind].text not in {"of", ","}:
        return item
    owner = items[behind - 1]
    after = items[at + 1] if at + 1 < len(items) else None
    person = any(
        phrase.kind == "class" and phrase.name in people and phrase.form != "plural"
        for phrase in owner.phrases
    )
    alone = (
        after is None
        or not (after.phrases or after.kind == "word")
        or (after.text in AUXILIARIES or after.has("object", "subject"))
    )
    counted = items[behind - 2] if behind > 1 else None
    several = counted is not None and counted.kind == "number" and counted.text not in _ONE
    if person and alone and not several and not item.text.isalpha():
        return structs.replace(item, kind="other_number")
    return item


def _as_young_as(items: Sequence[Item], at: int) -> bool:
    """As in "users as young as 13"."""
    before = [item.text for item in items[max(0, at - 3) : at]]
    return before in (["as", "young", "as"], ["as", "old", "as"])


def _among_ages(items: Sequence[Item], at: int, people: frozenset[str]) -> bool:
    """As in "two women, 61 and 58, died": one of several ages between commas."""
    first = at
    while first > 1 and items[first - 1].text in {"and", ","} and items[first - 2].at >= 0:
        first -= 2
    last = at
    while last + 2 < len(items) and items[last + 1].text in {"and", ","}:
        if items[last + 2].kind not in {"number", "other_number"}:
            break
        last += 2
    if first == last or first < 2 or items[first - 1].text != ",":  # noqa: PLR2004
        return False
    closed = last + 1 >= len(items) or items[last + 1].text in {",", ")", "."}
    return closed and any(
        phrase.kind == "class" and phrase.name in people for phrase in items[first - 2].phrases
    )
