"""Coordination: numbers that stand together, and the cue that binds each of them best."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.cue_walks import Cue, left_cues, right_cues
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Said

_GROUP_LINKS: Final = frozenset(
    "alongside aged , and plus & or along with as well besides together both then also another of "
    "the further on top in addition to".split()
)
_GROUP_GAP_MAX: Final = 5
_JOINED_REACH: Final = 4
_VERB_LINKS: Final = frozenset(("or", "and", ",", "/", "otherwise", "been", "else", "were"))


def bound_cues(
    items: Sequence[Item], counted: Sequence[Counted], lexicon: Lexicon, *, said: Said | None
) -> tuple[list[int], list[Cue | None]]:
    """For each number the index that heads its coordination, and its best cue."""
    groups = _groups(items, counted)
    best = [
        _best(items, counted, index, heads=groups, lexicon=lexicon, said=said)
        for index in range(len(counted))
    ]
    _share(groups, counted, best)
    return groups, best


def _groups(items: Sequence[Item], counted: Sequence[Counted]) -> list[int]:
    """For each number the index of the first of its coordination ("63 drones and 88 missiles")."""
    heads = list(range(len(counted)))
    closed = False
    for index in range(1, len(counted)):
        gap = items[counted[index - 1].last : counted[index].first]
        texts = {item.text for item in gap}
        leaning = counted[index].of == "them" and counted[index - 1].counted is not None
        tied = bool(gap) and all(
            item.text in _GROUP_LINKS or item.kind in {"date", "other_number"} for item in gap
        )
        named = [item for item in gap if item.text not in _GROUP_LINKS]
        by_class = len(named) == 1 and named[0].has("class") and gap[0].text == "and"
        tied = tied or (by_class and {"of", "the"} <= texts)
        closed = closed and heads[index - 1] != index - 1
        tied = tied and not (closed and texts == {","})
        closed = "and" in texts or (closed and tied)
        bare = counted[index].counted is None and counted[index - 1].counted is not None
        tied = tied and not (bare and any(item.text == "with" for item in gap))
        if len(gap) <= _GROUP_GAP_MAX and tied and not leaning:
            heads[index] = heads[index - 1]
    return heads


def _best(
    items: Sequence[Item],
    counted: Sequence[Counted],
    index: int,
    *,
    heads: Sequence[int],
    lexicon: Lexicon,
    said: Said | None,
) -> Cue | None:
    """The strongest cue of the number at `index`; joined verbs make one role."""
    entry = counted[index]
    if entry.counted == OTHER:
        return None
    if entry.role is not None:
        return Cue(role=entry.role, rule="noun", strength=1.0, item=entry.head)
    floor = counted[index - 1].item + 1 if index else 0
    behind = index
    if entry.of == "ratio":
        behind = entry.whole
    while _owned(items, counted, behind, lexicon=lexicon):
        behind += 1
    ceiling = counted[behind + 1].first if behind + 1 < len(counted) else len(items)
    reach = structs.replace(entry, last=counted[behind].last)
    cues = left_cues(items, entry, floor) + right_cues(items, reach, ceiling)
    head = counted[heads[index]]
    if heads[index] != index:
        floor = counted[heads[index] - 1].item + 1 if heads[index] else 0
        shared = left_cues(items, structs.replace(entry, first=head.first), floor)
        cues += [
            structs.replace(cue, rule=f"{cue.rule}+and", strength=cue.shared) for cue in shared
        ]
    cues += _risen(items, counted, index)
    if index:
        cues += _behind_object(items, entry, counted[index - 1], lexicon=lexicon)
    if entry.of == "ratio":  # "20 of 23 drones launched": that is said of the 23.
        cues = [cue for cue in cues if not (cue.right and cue.role == lexicon.words.default_role)]
    if entry.counted is None:
        cues = [cue for cue in cues if not cue.of or cue.of & lexicon.figured]
        spoken = [one.counted for one in counted[:index] if one.counted in lexicon.figured]
        last = spoken[-1] if spoken else (said.counted if said is not None else None)
        strong = [cue for cue in cues if not cue.weak]
        fitting = [cue for cue in cues if last in cue.of]
        cues = fitting or ([] if entry.of == "others" and last is not None else strong)
    best = max(cues, key=lambda cue: cue.strength, default=None)
    if best is None or not lexicon.unions:
        return best
    joined = lexicon.union(frozenset((best.role, *_joined_roles(items, best))))
    return best if joined is None or best.role == joined else _united(items, best, joined)


def _risen(items: Sequence[Item], counted: Sequence[Counted], index: int) -> list[Cue]:
    """As in "raised the toll from 30 to 50": what is said of the first number."""
    entry, before = counted[index], counted[index - 1]
    at = entry.first if items[entry.first].text == "to" else entry.first - 1
    if not index or items[at].text != "to" or before.last != at:
        return []
    if not before.first or items[before.first - 1].text not in {"from", "by"}:
        return []
    floor = counted[index - 2].item + 1 if index > 1 else 0
    return left_cues(items, structs.replace(entry, first=before.first), floor)


def _owned(items: Sequence[Item], counted: Sequence[Counted], at: int, *, lexicon: Lexicon) -> bool:
    """As in "3 million patients of 41 hospitals": the next number only says whose they are."""
    if at + 1 >= len(counted) or counted[at].counted not in lexicon.people:
        return False
    owner = counted[at + 1]
    between = [item.text for item in items[counted[at].last : owner.first]]
    return between in (["of"], ["at"], ["from"]) and owner.counted not in lexicon.figured


def _behind_object(
    items: Sequence[Item], entry: Counted, before: Counted, *, lexicon: Lexicon
) -> list[Cue]:
    """As in "hit eight sites with nine": what the object before "with" makes of the number."""
    if entry.first == 0 or items[entry.first - 1].text not in {"with", "by"}:
        return []
    return [
        Cue(
            role=cue.role,
            rule="with",
            strength=0.87,
            item=entry.first - 1,
            of=frozenset(name for top in cue.of for name in lexicon.below[top]),
        )
        for cue in lexicon.words.cues
        if before.counted in cue.with_objects and entry.counted is not None
    ]


def _united(items: Sequence[Item], best: Cue, joined: str) -> Cue:
    others = _joined_roles(items, best)
    return structs.replace(best, role=joined) if others else best


def _joined_roles(items: Sequence[Item], cue: Cue) -> list[str]:
    """Roles of the verbs that "or", "and" or a comma ties to the cue's verb."""
    found: list[str] = []
    for step in (1, -1):
        at = cue.item + step
        while 0 <= at < len(items) and abs(at - cue.item) <= _JOINED_REACH:
            item = items[at]
            if item.text in _VERB_LINKS:
                at += step
                continue
            role = item.name("object") or item.name("after")
            if role is None:
                break
            if role != cue.role:
                found.append(role)
            at += step
    return found


def _share(heads: Sequence[int], counted: Sequence[Counted], best: list[Cue | None]) -> None:
    """Within a coordination the last one's right cue and the first one's left cue serve all."""
    for index in range(len(counted) - 1, 0, -1):
        cue, other = best[index], best[index - 1]
        if heads[index] != heads[index - 1] or cue is None or not cue.right:
            continue
        if _takes(counted[index - 1], cue) and (other is None or other.strength < cue.shared):
            best[index - 1] = structs.replace(cue, rule=f"{cue.rule}+and", strength=cue.shared)
    for index in range(1, len(counted)):
        cue, other = best[index - 1], best[index]
        if heads[index] != heads[index - 1] or cue is None or cue.rule == "noun":
            continue
        if _takes(counted[index], cue) and (other is None or other.strength < cue.shared):
            best[index] = structs.replace(cue, rule=f"{cue.rule}+and", strength=cue.shared)


def _takes(entry: Counted, cue: Cue) -> bool:
    return entry.counted is None or entry.counted in cue.of
