"""Restated: one quantity told twice in a sentence, in two units or as two things, has one role."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Role

_PERCENT: Final = ("%", "percent", "per cent")
_SHARES: Final = frozenset("percent share half third quarter fraction portion part most".split())


def settle_restated(
    items: Sequence[Item], counted: Sequence[Counted], roles: list[Role], *, lexicon: Lexicon
) -> list[Role]:
    """As in "2 billion yen ($13 million) was stolen": one quantity in two units has one role."""
    settled = list(roles)
    for at in range(1, len(counted)):
        one, other = counted[at - 1], counted[at]
        between = [item.text for item in items[one.last : other.first]]
        if _restated(between, settled[at - 1], settled[at]):
            role = structs.replace(settled[at - 1], counted=settled[at].counted, inherited=True)
            settled[at] = structs.replace(role, rule=f"{role.rule}+again", part=False)
            continue
        pair = {one.counted, other.counted} <= lexicon.measured | {None}
        if not pair or between not in (["("], [","], [",", "or"], ["or"], ["/"], ["="]):
            continue
        first, second = settled[at - 1], settled[at]
        weaker = second.role == OTHER or (second.inherited and not first.inherited)
        source, target = (first, at) if weaker else (second, at - 1)
        if source.role != OTHER and settled[target].role == OTHER:
            role = structs.replace(source, counted=settled[target].counted)
            settled[target] = structs.replace(role, rule=f"{role.rule}+unit", inherited=True)
    return settled


def _restated(between: Sequence[str], before: Role, role: Role) -> bool:
    """As in "2 GB were taken, namely 30 records", "400 coins were taken, worth $2 million"."""
    if before.role == OTHER or not (role.role == OTHER or role.weak) or role.counted == OTHER:
        return False
    return bool({"namely", "worth"} & set(between[-1:]))


def is_base(items: Sequence[Item], entry: Counted) -> bool:
    """As in "30 percent of the $80 million": what a share is taken of."""
    before = [item.text for item in items[max(0, entry.first - 3) : entry.item]]
    if "of" not in before:
        return False
    share = items[max(0, entry.first - 4) : entry.item]
    return any(
        item.kind == "other_number" and item.text.rstrip().endswith(_PERCENT) for item in share
    ) or bool(_SHARES & {item.text for item in share})
