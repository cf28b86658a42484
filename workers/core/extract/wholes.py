"""Wholes: "24 of 28", "of 40 drones and 6 missiles, 31 and two": what parts are parts of."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.grammar import HEDGES, NEGATIONS, RELATIVES
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Role, Said

_SHARES: Final = frozenset(
    ("out", "percent", "%", "most", "half", "majority", "bulk", "cent", "part")
)
_OPENERS: Final = frozenset(("of", "out", "among"))


def settle_wholes(
    items: Sequence[Item],
    counted: Sequence[Counted],
    roles: list[Role],
    *,
    lexicon: Lexicon,
    said: Said | None,
) -> list[Role]:
    """The roles once numbers that name a whole, or follow others in order, are known."""
    settled = _wholes(items, counted, roles, lexicon=lexicon)
    return _as_before(counted, _respectively(items, counted, settled), said)


def _wholes(
    items: Sequence[Item], counted: Sequence[Counted], roles: list[Role], *, lexicon: Lexicon
) -> list[Role]:
    """As in "24 of 28", "out of 28": what was there before anything happened to it."""
    words = lexicon.words
    wholes = {entry.whole for entry in counted if entry.of == "ratio"}
    wholes |= {index for index, entry in enumerate(counted) if _opens(items, entry)}
    wholes |= {index for index in range(1, len(counted)) if _trails(items, counted, index)}
    settled = list(roles)
    for index in sorted(wholes):
        name = settled[index].counted
        if name in lexicon.generic:
            name = lexicon.parents[name]
        if name is None and index and _trails(items, counted, index):
            name = settled[index - 1].counted
        bare = counted[index].counted is None and settled[index].rule == "no_cue"
        if bare and not _trails(items, counted, index):
            continue
        if _is_left(items, counted[index]):
            settled[index] = structs.replace(settled[index], role=OTHER, rule="remainder")
            continue
        if name in lexicon.defaults and words.default_role:
            settled[index] = Role(role=words.default_role, counted=name, rule="whole")
    return settled


def _trails(items: Sequence[Item], counted: Sequence[Counted], index: int) -> bool:
    """As in "four missiles of six", "12 drones out of 19": the whole stands behind the noun."""
    if index == 0 or counted[index].counted is not None or counted[index - 1].counted is None:
        return False
    gap = [item.text for item in items[counted[index - 1].last : counted[index].first]]
    return gap in (["of"], ["out", "of"], ["of", "the"])


def _opens(items: Sequence[Item], entry: Counted) -> bool:
    """Whether a clause begins with "of" or "out of" before this number."""
    at = entry.item - 1
    while at >= 0 and items[at].text in HEDGES:
        at -= 1
    if at < 0 or items[at].text not in _OPENERS:
        return False
    if at > 0 and items[at].text == "of":
        share = items[at - 1]
        nearly = share.text == "all" and at > 1 and items[at - 2].text in {"nearly", "almost"}
        if nearly or share.text in _SHARES or (share.kind == "other_number" and entry.counted):
            return True
    return at == 0 or items[at - 1].text in {",", ";", '"', "that", ":", "and", "("}


def _is_left(items: Sequence[Item], entry: Counted) -> bool:
    """As in "of the 23 that were not": what the others left over."""
    after = [item.text for item in items[entry.last : entry.last + 4]]
    return bool(after) and after[0] in RELATIVES and bool(NEGATIONS & set(after))


def _as_before(counted: Sequence[Counted], roles: list[Role], said: Said | None) -> list[Role]:
    """As in "It later counted 595 and 48": two bare numbers follow the two classes named before."""
    if said is None or not said.before or len(counted) < len(("one", "other")):
        return roles
    first, second = counted[0], counted[1]
    bare = first.counted is None and second.counted is None and not first.of and not second.of
    alike = roles[0].role == roles[1].role != OTHER and roles[0].counted == roles[1].counted
    if not (bare and alike and second.first - first.last <= len(("and", "about"))):
        return roles
    names = (said.before[0][0], said.counted)
    return [
        *(structs.replace(role, counted=name) for role, name in zip(roles[:2], names, strict=True)),
        *roles[2:],
    ]


def _paired(counted: Sequence[Counted], roles: list[Role]) -> list[Role]:
    """As in "9 cars and 3 vans, with 7 and 2 stopped": two bare ones follow two classes."""
    settled = list(roles)
    for at in range(2, len(counted) - 1):
        classed = [roles[at - 2].counted, roles[at - 1].counted]
        named = counted[at - 2].counted and counted[at - 1].counted
        bare = counted[at].counted is None and (
            counted[at + 1].counted is None or counted[at + 1].of == "them"
        )
        cue = roles[at + 1]
        done = cue.role != OTHER and cue.role == roles[at].role and not cue.inherited
        if named and bare and done and classed[0] != classed[1]:
            settled[at] = structs.replace(settled[at], counted=classed[0], part=False)
            settled[at + 1] = structs.replace(settled[at + 1], counted=classed[1], part=False)
    return settled


def _respectively(
    items: Sequence[Item], counted: Sequence[Counted], roles: list[Role]
) -> list[Role]:
    """As in "of 40 cars and 6 vans, 31 and two were stopped": bare parts follow their wholes."""
    paired = _paired(counted, roles)
    wholes = [at for at, role in enumerate(roles) if role.rule == "whole" and counted[at].counted]
    if not wholes or not _opens(items, counted[wholes[0]]):
        return paired
    run = [wholes[0]]
    for at in range(wholes[0] + 1, len(counted)):
        gap = [item.text for item in items[counted[run[-1]].last : counted[at].first]]
        tied = at in wholes or (len(gap) <= len(("and", ",")) and bool({"and", ","} & set(gap)))
        if counted[at].counted is None or not tied:
            break
        run.append(at)
    bare = [at for at in range(run[-1] + 1, len(counted)) if counted[at].counted is None]
    settled = list(roles)
    default = roles[wholes[0]]
    for at in run:
        settled[at] = structs.replace(default, counted=roles[at].counted)
    if len(bare) == len(run):
        for at, whole in zip(bare, run, strict=True):
            settled[at] = structs.replace(settled[at], counted=roles[whole].counted)
    return settled
