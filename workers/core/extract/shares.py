"""Shares: numbers of one event that are only a share of a larger one the text tells."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER
from workers.core.extract.told import Told
from workers.core.records.phrases import Phrases, Words

_ALIKE_MAX: Final = 40
_SMALLER: Final = 0.9
_NEAR: Final = 0.01
_FEWEST: Final = 2
_WHY: Final = "a share of a larger number"


def settle_shares(told: Sequence[Told], lines: Sequence[Words], parts: Phrases) -> list[Told]:
    """Mark numbers told as a share ("$6 million in bitcoin") and those that add up to another."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, each in enumerate(told):
        if each.role.role != OTHER and each.figured and not (each.why or each.past or each.part):
            key = (each.subject, each.role.role, each.counted)
            groups.setdefault(key, []).append(at)
    settled = list(told)
    for indexes in groups.values():
        top = max(_size(told[at]) for at in indexes)
        loose = {at for at in indexes if told[at].role.rule == "usual" and _size(told[at]) < top}
        named = loose | {
            at for at in indexes
            if _size(told[at]) < _SMALLER * top
            and _is_share(told[at], lines[told[at].sentence], parts)
        }  # fmt: skip
        for at in named | _adding_up(told, indexes[:_ALIKE_MAX]):
            settled[at] = structs.replace(told[at], part=True, why=_WHY)
    return settled


def _is_share(told: Told, words: Words, parts: Phrases) -> bool:
    """Whether a phrase of a share stands right before or behind the number or its noun."""
    first = told.items[told.entry.first].start
    tail = told.items[told.entry.last - 1].end
    at = next((i for i, end in enumerate(words.ends) if end > first), len(words.ends))
    end = next((i for i, start in enumerate(words.starts) if start >= tail), len(words.ends))
    return parts.before(words, at, reach=0) is not None or (
        end < len(words.folded) and parts.at(words, end) is not None
    )


def _adding_up(told: Sequence[Told], indexes: Sequence[int]) -> set[int]:
    """Neighbours of which the sum is another number of the group."""
    sizes = [_size(told[at]) for at in indexes]
    parts: set[int] = set()
    for total, whole in enumerate(sizes):
        for run in (range(total + 1, len(sizes)), range(total - 1, -1, -1)):
            added, taken = 0.0, []
            for at in run:
                if sizes[at] >= whole * (1 - _NEAR):
                    continue
                added += sizes[at]
                taken.append(indexes[at])
                if added >= whole * (1 - _NEAR):
                    break
            if len(taken) >= _FEWEST and abs(added - whole) <= _NEAR * whole:
                parts.update(taken)
    return parts


def _size(told: Told) -> float:
    number = told.number
    return number.value or number.low or number.high or 0.0
