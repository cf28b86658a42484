"""Parts: numbers that are only a part of another, and tolls that stand for the whole event."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import Lexicon
from workers.core.extract.told import OTHER_CAUSE, Told

_INCLUDING: Final = frozenset("including among whom include includes included incl".split())
_MAIN_SHARE: Final = 3.0
_COUNTS: Final = frozenset("figure figures number numbers count counts total totals sum".split())
_FEW_SHARE: Final = 0.2
_LOWER_SHARE: Final = 0.75
_SAME_TOLL: Final = 0.9
_ARE_AMONG: Final = frozenset(
    (("are", "among"), ("were", "among"), ("is", "among"), ("was", "among"))
)
_WINDOW: Final = 90
_ALIKE_MAX: Final = 40
_STALE_BEFORE = re.compile(
    r"(?:\b(?:in|within|during) the first (?:few )?(?:days|hours)\b[^.;\d]{0,70}|"
    r"\b(?:earlier|early|initial(?:ly)?|previous(?:ly)?|preliminary|"
    r"original(?:ly)?|first)\W+(?:\w+\W+){0,3}?"
    r"(?:reports?|reported|recorded|listed|counted|count|figures?|put|said|statement|spoke|spoken|quoted|given|gave|"
    r"estimates?|estimated|toll|number|bulletin|entries|tally|announced)\b[^.;\d]{0,40}|"
    r"\b(?:raised|lowered|increased|reduced|revised|corrected)\b[^.;]{0,70}\bfrom |"
    r"\b(?:up|down|revised|raised|lowered|corrected|increased|rose|risen) from |"
    r"\b(?:rather than|instead of|and not|not the) |"
    r"\bto [\d,.]+ from )$"
)
_CORRECTS = re.compile(
    r"\b(?:raised|revised|corrected|updated|lowered|changed|put right)\b[^.;\d]{0,40}\bto $|"
    r"\blater (?:specified|clarified|stated|said|reported|gave|put)\b[^.;]{0,60}$|"
    r"\b(?:now|revised|corrected|updated) (?:figures?|count|number|total|toll|gives?|says?)\b"
    r"[^.;\d]{0,20}$"
)
_STALE_AFTER = re.compile(
    r"[^.;,]{0,30}\b(?:first|initial|earlier|preliminary) (?:notice|bulletin|statement|report|"
    r"count|figure|version|entry|entries)|[^.;]{0,50}\b(?:was|were) (?:incomplete|wrong|"
    r"incorrect|mistaken|revised|corrected|an error|a mistake)"
)


# "26 hurt, six seriously", "seven dead, a girl of 12 among them".
_SOME_OF_THEM = re.compile(
    r" (?:seriously|critically|badly|gravely|severely|heavily|slightly|lightly)(?=[.,;)]|$)|"
    r"[^.;,\d]{0,30}(?: of \d+)?[^.;,\d]{0,20} among them\b"
)


def settle_parts(told: Sequence[Told], lexicon: Lexicon) -> list[Told]:
    """Mark parts, regional numbers and superseded values; local tolls that count are kept."""
    marked = [_own_part(entry, told, lexicon) for entry in told]
    marked = _by_other_cause(marked)
    marked = _corrected([_stale(entry) for entry in marked])
    marked = _subtypes(marked, lexicon)
    marked = _regional(marked)
    return _tolls(marked)


def _by_other_cause(told: list[Told]) -> list[Told]:
    """A title repeats the dead whom the text lays to another cause."""
    refused = {
        (one.role.role, one.number.value) for one in told if one.person and one.why == OTHER_CAUSE
    }
    return [
        structs.replace(one, why=OTHER_CAUSE)
        if one.title and one.person and not one.why and (one.role.role, one.number.value) in refused
        else one
        for one in told
    ]


def _key(entry: Told) -> tuple[object, ...]:
    """What must agree for two numbers to be one figure of one happening."""
    day = entry.period.end if entry.period is not None else None
    kind = entry.period.kind if entry.period is not None else None
    whose = (entry.sides.target, entry.subject)
    wave = entry.timing.window == "day"  # A day's wave has a toll of its own.
    return (entry.role.role, entry.counted, whose, day, kind, entry.past, wave)


def _happening(entry: Told) -> tuple[object, ...]:
    """What must agree for numbers of one class, whatever was done to it."""
    day = entry.period.end if entry.period is not None else None
    return (entry.counted, entry.sides.target, entry.subject, day)


def _own_part(entry: Told, told: Sequence[Told], lexicon: Lexicon) -> Told:
    """As in "including 3 children", "two of them", "26 of which"."""
    if entry.entry.of == "full" and entry.weapon:
        return entry
    if entry.part or entry.role.part or _among(entry):
        return _part(entry, "part of another number")
    before = [item.text for item in entry.items[max(0, entry.entry.first - 3) : entry.entry.first]]
    reverse = any(pair in _ARE_AMONG for pair in pairwise(before))
    opened = (bool(_INCLUDING & set(before)) and not reverse) or before[-2:] == ["of", "which"]
    parent = _parent(entry, told)
    if opened and _COUNTS & set(before):
        return _part(entry, "part of another number")  # "The figures include eight of the night".
    same = parent is not None and parent.role.role == entry.role.role
    if opened and same and parent is not None and not _other_class(entry, parent, lexicon):
        return _part(entry, "part of another number")
    some = same and _SOME_OF_THEM.match(entry.folded, entry.number.end) is not None
    if entry.person and (some or _is_of_role(entry)):
        return _part(entry, "part of another number")
    return entry


def _is_of_role(entry: Told) -> bool:
    """As in "Of the dead, 30 were ...", "most of the dead, 30, ...", "four of the dead"."""
    behind = entry.items[entry.entry.item + 1 : entry.entry.item + 4]
    if [item.text for item in behind[:2]] == ["of", "the"] and behind[-1].has("noun"):
        return True
    head = [item for item in entry.items[: entry.entry.first] if item.text not in {",", "-"}]
    if len(head) < len(("of", "the", "dead")) or not head[-1].has("noun", "toll", "class"):
        return False
    opens = entry.items[: entry.entry.first][-1].text in {",", "-"}
    return opens and [item.text for item in head[-3:-1]] in (["of", "the"], ["among", "the"])


def _among(entry: Told) -> bool:
    """As in "among the wounded are two children"."""
    cue = entry.role.cue
    named = [item.text for item in entry.items[max(0, cue - 3) : cue]] if cue >= 0 else []
    return entry.person and "among" in named and cue < entry.entry.item


def _parent(entry: Told, told: Sequence[Told]) -> Told | None:
    found = None
    for other in told:
        if other.sentence == entry.sentence and other.entry.item < entry.entry.item:
            found = other
    return found


def _other_class(entry: Told, parent: Told, lexicon: Lexicon) -> bool:
    """Drones within weapons are a class of their own, drones within drones are a part."""
    if entry.counted is None or parent.counted is None:
        return False
    if entry.kind in lexicon.subtypes:
        return False
    return entry.counted != parent.counted and entry.weapon


def _stale(entry: Told) -> Told:
    """A value that the text says was replaced: "earlier reports spoke of 12"."""
    items = entry.items
    head = items[entry.entry.first].start if entry.entry.first < len(items) else 0
    tail = items[min(entry.entry.last, len(items)) - 1].end
    before = entry.folded[max(0, head - _WINDOW) : head]
    after = entry.folded[tail : tail + _WINDOW]
    if _STALE_BEFORE.search(before) or _STALE_AFTER.match(after):
        return structs.replace(entry, superseded=True, why=entry.why or "replaced in the text")
    return entry


def _corrected(told: list[Told]) -> list[Told]:
    """What was said before "raised the figure to 30", and a round guess beside an exact value."""
    settled = list(told)
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, entry in enumerate(told):
        if entry.figured and not entry.superseded:
            groups.setdefault(_key(entry), []).append(at)
    for indexes in groups.values():
        exact = [at for at in indexes if _is_exact(told[at])]
        correcting = [at for at in indexes if _corrects(told[at])]
        for index in indexes[:_ALIKE_MAX]:
            other = told[index]
            later = [at for at in correcting if told[at].sentence > other.sentence]
            guess = other.number.approx == "about" and other.weapon
            better = [*later, *(exact if guess else [])][:_ALIKE_MAX]
            if any(not _holds(other, told[at].number.value) for at in better):
                why = other.why or "replaced in the text"
                settled[index] = structs.replace(other, superseded=True, why=why)
    return settled


def _is_exact(entry: Told) -> bool:
    return entry.number.approx == "exact" and not entry.part


def _corrects(entry: Told) -> bool:
    head = entry.items[entry.entry.first].start
    return (
        not entry.part and _CORRECTS.search(entry.folded[max(0, head - _WINDOW) : head]) is not None
    )


def _holds_at_least(entry: Told, top: float) -> bool:
    """Whether a toll told of one place is that of the whole: the same, or a bound that fits."""
    return bool(top) and _size(entry) >= top * _SAME_TOLL and _holds(entry, top)


def _holds(entry: Told, value: float | None) -> bool:
    low, high = entry.number.low, entry.number.high
    if value is None:
        return True
    return (low is None or low <= value) and (high is None or value <= high)


def _part(entry: Told, why: str) -> Told:
    return structs.replace(entry, part=True, why=entry.why or why)


def _subtypes(told: list[Told], lexicon: Lexicon) -> list[Told]:
    """Kinds of a class are parts if the class has a number of its own, or if there are several.

    A kind that was stopped together with another class ("40 drones and three cruise missiles"),
    or of which nothing else is said, is all of its class there.
    """
    same: dict[tuple[object, ...], list[Told]] = {}
    for entry in told:
        if entry.counted is not None and entry.kind is not None and not entry.part:
            same.setdefault(_happening(entry), []).append(entry)
    settled = []
    for entry in told:
        part = entry.kind in lexicon.subtypes and entry.entry.of != "full"
        if part and not _one_of_several(entry, told):
            among = same.get(_happening(entry), [])
            kinds = {one.kind for one in among} & lexicon.subtypes
            alone = (
                entry.role.rule == "antecedent"
                or _in_tally(entry, told, lexicon)
                or _only_stopped(entry, told, lexicon)
            )
            if alone and len(kinds) < len(("one", "other")):
                part = len(kinds_of(entry, told)) > 1
            else:
                part = any(one.kind != entry.kind and _wider(one, entry) for one in among)
        settled.append(_part(entry, "one kind among several") if part else entry)
    return settled


def _wider(one: Told, entry: Told) -> bool:
    """Whether `one` can be the number of a class of which `entry` counts one kind."""
    if one.kind != one.counted:
        return True
    return one.role.role == entry.role.role or _size(one) > _size(entry)


def _one_of_several(entry: Told, told: Sequence[Told]) -> bool:
    """As in "four Kalibrs, three Kinzhals": one number of several kinds in one breath."""
    return any(
        other is not entry
        and other.sentence == entry.sentence
        and other.kind != other.counted
        and _key(other) == _key(entry)
        for other in told
    )


def _only_stopped(entry: Told, told: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether the text says of this kind that it was stopped, and not how many came."""
    launched = lexicon.words.default_role
    if entry.role.role == launched:
        return False
    return not any(other.kind == entry.kind and other.role.role == launched for other in told)


def _in_tally(entry: Told, told: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether it was stopped together with a number of another class, in one breath."""
    if entry.role.role == lexicon.words.default_role:
        return False
    return any(
        other.sentence == entry.sentence
        and other.weapon
        and other.counted != entry.counted
        and other.role.role == entry.role.role
        and not other.part
        and other.role.rule.split("+")[0] == entry.role.rule.split("+")[0]
        for other in told
    )


def kinds_of(entry: Told, told: Sequence[Told]) -> set[str | None]:
    """The kinds of one class with the same role in one happening."""
    return {other.kind for other in told if _key(other) == _key(entry) and not other.part}


def _regional(told: list[Told]) -> list[Told]:
    """Weapons over one place are no number of the whole attack (rule 6)."""
    settled = []
    for entry in told:
        where = entry.where
        local = where.place is not None or (where.generic and where.how == "behind")
        if where.how == "pair" and not _exceeded(entry, told):
            local = False  # Both places of an attack are all of it, where no more is told.
        few = entry.weapon and _far_fewer(entry, told)
        if few:
            settled.append(_part(entry, "far fewer than the whole"))
        elif entry.weapon and local:
            settled.append(structs.replace(entry, why=entry.why or "one place only"))
        else:
            settled.append(entry)
    return settled


def _far_fewer(entry: Told, told: Sequence[Told]) -> bool:
    """Whether the text gives so much more of the same that this can only be a part of it."""
    most = max(
        (_size(one) for one in told if _key(one) == _key(entry) and _stands(one)), default=0.0
    )
    return entry.timing.when is None and 0 < _size(entry) < most * _FEW_SHARE


def _stands(entry: Told) -> bool:
    """Whether nothing speaks against a number so far."""
    slip = ", " in entry.number.text  # "Of the 240, 173 were": perhaps two numbers.
    return not (slip or entry.part or entry.why or entry.superseded or entry.timing.rate)


def _exceeded(entry: Told, told: Sequence[Told]) -> bool:
    """Whether the text gives a larger number of the same things in the same happening."""
    return any(_key(other) == _key(entry) and _size(other) > _size(entry) for other in told)


def _tolls(told: list[Told]) -> list[Told]:
    """People: the widest number counts; one place's counts if it is the main one."""
    settled = list(told)
    for indexes in _grouped(told):
        local = [at for at in indexes if _is_local(told[at])]
        whole = [at for at in indexes if not _is_local(told[at])]
        top = max((_size(told[at]) for at in local), default=0.0)
        if whole and max(_size(told[at]) for at in whole) < top * _LOWER_SHARE:
            # "The dead were a man and a woman": fewer than at one place, so no wider toll.
            _mark(settled, whole, "fewer than the toll")
            whole = []
        if whole:
            _widest(settled, whole)
            top = max(_size(settled[at]) for at in whole)
            fewer = [at for at in local if not _holds_at_least(told[at], top)]
            _mark(settled, fewer, "part of a wider toll")
            continue
        _main_place(settled, local)
    return settled


def _is_local(entry: Told) -> bool:
    """Whether a toll is limited to a place, named or not ("in the city")."""
    return entry.where.place is not None or entry.where.generic


def _grouped(told: Sequence[Told]) -> Iterable[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, entry in enumerate(told):
        counts = entry.person and not entry.part and not entry.why and not entry.superseded
        if counts and not entry.timing.forecast:
            groups.setdefault(_key(entry), []).append(at)
    return groups.values()


def _widest(settled: list[Told], whole: Sequence[int]) -> None:
    """Of several wide tolls, one much smaller than the largest tells of some of the people."""
    top = max(_size(settled[at]) for at in whole)
    for at in whole:
        entry = settled[at]
        smaller = _size(entry) < top * _LOWER_SHARE
        if smaller and entry.role.rule != "toll":
            settled[at] = _part(entry, "fewer than the toll")


def _main_place(settled: list[Told], local: Sequence[int]) -> None:
    """The toll of the only or clearly main place stands for the event (rule 6)."""
    by_place: dict[str, float] = {}
    below = {_size(settled[at]) for at in local if not settled[at].title}
    for at in local:
        place = settled[at].where.place or ""
        if settled[at].title and _size(settled[at]) in below:
            continue  # The title names the region of the town that the text tells of.
        by_place[place] = max(by_place.get(place, 0.0), _size(settled[at]))
    ranked = sorted(by_place.items(), key=lambda pair: (-pair[1], pair[0]))
    clear = len(ranked) == 1 or (ranked and ranked[0][1] >= _MAIN_SHARE * ranked[1][1])
    for at in local:
        entry = settled[at]
        if clear and (entry.where.place or "") == ranked[0][0]:
            settled[at] = structs.replace(entry, main_place=True)
        else:
            settled[at] = _part(entry, "one place among several")


def _mark(settled: list[Told], indexes: Sequence[int], why: str) -> None:
    mark: Callable[[Told], Told] = lambda entry: _part(entry, why)  # noqa: E731
    for at in indexes:
        settled[at] = mark(settled[at])


def _size(entry: Told) -> float:
    number = entry.number
    return number.value or number.low or number.high or 0.0
