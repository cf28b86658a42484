"""Roles: what happened to the things each number counts, read from the words around it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from workers.core.counted import Counted
from workers.core.cue_walks import Cue, left_cues, right_cues
from workers.core.grammar import ADVERBS, AUXILIARIES, HEDGES, RELATIVES
from workers.core.items import Item
from workers.core.lexicon import OTHER, Lexicon

_GROUP_LINKS: Final = frozenset(
    "alongside aged , and plus & or along with as well besides together both then also another of the further on "
    "top in addition to".split()
)
_GROUP_GAP_MAX: Final = 5
_JOINED_REACH: Final = 4
_VERB_LINKS: Final = frozenset(("or", "and", ",", "/", "otherwise", "been", "else", "were"))
_IN_ALL: Final = frozenset((("in", "all"), ("all", "told"), ("in", "total")))
_KNOWN_MIN: Final = 10
_STALE_SENTENCES: Final = 3
_KNOWN_MAX: Final = 24
_ADDED_MAX: Final = 8
_COUNT_NOUNS: Final = frozenset(
    "accounted number count figure total tally sum bulletin toll tallies numbers figures".split()
)
_SHARES: Final = frozenset(("out", "percent", "%", "most", "half", "majority", "bulk", "cent", "part"))
_OPENERS: Final = frozenset(("of", "out", "among"))


class Said(Struct, frozen=True, kw_only=True):
    """What a number of the text was last said to count and to have undergone."""

    counted: str
    role: str
    values: tuple[tuple[float, str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    age: int = 0

    def taking(self, allowed: frozenset[str] | None) -> str | None:
        """The class spoken of last that a cue may take."""
        for name in (self.counted, *(name for name, _ in self.before)):
            if allowed is None or name in allowed:
                return name
        return None

    def next(self, counted: str, role: str, value: float | None) -> "Said":
        """What is said once a further number has been read."""
        kept = [pair for pair in ((self.counted, self.role), *self.before) if pair[0] != counted]
        values = self.values
        if value is not None and value >= _KNOWN_MIN:
            values = ((value, counted, role), *values)[:_KNOWN_MAX]
        return Said(counted=counted, role=role, values=values, before=tuple(kept[:3]))

    def known(self, value: float | None) -> tuple[str, str] | None:
        """Class and role of a number of that value, stated before."""
        return next(((name, role) for one, name, role in self.values if one == value), None)


class Role(Struct, frozen=True, kw_only=True):
    """The role of one number, its class as now settled, and the rule that gave both."""

    role: str
    counted: str | None
    rule: str
    cue: int = -1
    weak: bool = False
    inherited: bool = False
    part: bool = False


def read_roles(
    items: Sequence[Item],
    counted: Sequence[Counted],
    lexicon: Lexicon,
    *,
    values: Sequence[float | None],
    said: Said | None,
    title: bool,
) -> list[Role]:
    """One role for each of `counted`; `said` is what the text spoke of before this sentence."""
    groups = _groups(items, counted)
    best = [
        _best(items, counted, index, heads=groups, lexicon=lexicon, said=said)
        for index in range(len(counted))
    ]
    _share(groups, counted, best)
    settler = _Settler(items, lexicon, said, title=title)
    roles: list[Role] = []
    for index, entry in enumerate(counted):
        grouped = bool(index) and groups[index] == groups[index - 1]
        before = roles[index - 1] if grouped else None
        roles.append(settler.settle(entry, best[index], value=values[index], before=before))
    settled = _wholes(items, counted, roles, lexicon=lexicon)
    return _as_before(counted, _respectively(items, counted, settled), said)


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
    if index:
        cues += _behind_object(items, entry, counted[index - 1], lexicon=lexicon)
    if entry.counted is None:
        cues = [cue for cue in cues if not cue.of or cue.of & lexicon.figured]
        spoken = [one.counted for one in counted[:index] if one.counted in lexicon.figured]
        last = spoken[-1] if spoken else (said.counted if said is not None else None)
        strong = [cue for cue in cues if not cue.weak]
        cues = [cue for cue in cues if last in cue.of] or strong
    best = max(cues, key=lambda cue: cue.strength, default=None)
    if best is None or not lexicon.unions:
        return best
    joined = lexicon.union(frozenset((best.role, *_joined_roles(items, best))))
    return best if joined is None or best.role == joined else _united(items, best, joined)


def _behind_object(
    items: Sequence[Item], entry: Counted, before: Counted, *, lexicon: Lexicon
) -> list[Cue]:
    """ "hit eight sites with nine missiles": what the object before "with" makes of the number."""
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


def _tells(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells of weapons being used or stopped."""
    return any(
        phrase.kind in {"event", "tool", "nominal", "speaker", "defender"}
        or (phrase.kind in {"object", "subject"} and not phrase.weak and phrase.of & lexicon.defaults)
        for phrase in item.phrases
    )


def _acts_unknown(items: Sequence[Item], entry: Counted) -> bool:
    """Whether a verb that no catalogue knows follows: what it says is not to be guessed."""
    for item in items[entry.last : entry.last + 3]:
        if item.text in AUXILIARIES or item.text in ADVERBS or item.text in RELATIVES:
            continue
        return item.kind == "word" and item.text.endswith("ed") and len(item.text) > len("need")
    return False


class _Settler:
    """Settles role and class of the numbers of one sentence, one after the other."""

    def __init__(
        self, items: Sequence[Item], lexicon: Lexicon, said: Said | None, *, title: bool
    ) -> None:
        self.items = items
        self.lexicon = lexicon
        self.said = said
        self.here: Said | None = None
        lately = said is not None and said.age <= _STALE_SENTENCES
        named = () if said is None else (said.counted, *(name for name, _ in said.before))
        spoken = lately and bool(lexicon.defaults & set(named))
        self.attack = title or spoken or any(_tells(item, lexicon) for item in items)
        texts = [item.text for item in items]
        whole = any(pair in _IN_ALL for pair in zip(texts, texts[1:], strict=False))
        self.counting = whole or any(text in _COUNT_NOUNS for text in texts)

    def settle(
        self, entry: Counted, cue: Cue | None, *, value: float | None, before: Role | None
    ) -> Role:
        """Role and class of one number from its cue, else from what was said before."""
        role = self._role(entry, cue, value=value, before=before)
        known = role.counted
        if known in self.lexicon.figured and role.role != OTHER and not role.part:
            said = self.said or Said(counted=known or OTHER, role=role.role)
            self.here = self.said = said.next(known or OTHER, role.role, value)
        return role

    def _role(
        self, entry: Counted, cue: Cue | None, *, value: float | None, before: Role | None
    ) -> Role:
        if _remainder(self.items, entry):
            return Role(role=OTHER, counted=entry.counted, rule="remainder")
        among = before is not None and before.counted == OTHER and entry.counted is None
        if entry.counted == OTHER or (among and not entry.of):
            return Role(role=OTHER, counted=OTHER, rule="other_thing")
        repeated = self._repeated(entry, cue, value)
        if repeated is not None:
            return repeated
        name = _class(self.items, entry, cue, lexicon=self.lexicon, said=self.said)
        if name in self.lexicon.generic:
            if cue is None or cue.weak or cue.role == self.lexicon.words.default_role:
                return Role(role=OTHER, counted=name, rule="generic")
            name = self.lexicon.parents[name]
        if self._none_of(entry) and name in self.lexicon.defaults:
            return Role(role=self.lexicon.words.default_role or OTHER, counted=name, rule="whole")
        if cue is not None:
            return self._cued(entry, cue, name, value=value)
        leaning = self._leaning(entry, name, value=value, before=before)
        if leaning is not None:
            return leaning
        words = self.lexicon.words
        if entry.of == "ratio" and name in self.lexicon.defaults and words.ratio_role:
            return Role(role=words.ratio_role, counted=name, rule="ratio", inherited=True)
        default = entry.counted in self.lexicon.defaults and value != 1.0 and self.attack
        default = default and not _acts_unknown(self.items, entry)
        if default and words.default_role:
            return Role(
                role=words.default_role, counted=name, rule="default", inherited=True, weak=True
            )
        return Role(role=OTHER, counted=name, rule="no_cue" if name else "bare")

    def _none_of(self, entry: Counted) -> bool:
        """ "none of the ten", "not one of 14": what was there, whatever happened to it."""
        before = [item.text for item in self.items[max(0, entry.first - 5) : entry.item]]
        return "of" in before and bool({"none", "neither"} & set(before)) or (
            "not" in before and "of" in before and ("one" in before or "single" in before)
        )

    def _repeated(self, entry: Counted, cue: Cue | None, value: float | None) -> Role | None:
        """A bare number that the text has stated before, with its class and role."""
        if self.said is None or entry.counted is not None or entry.of:
            return None
        if cue is not None and cue.rule != "negated" and not cue.weak:
            return None
        known = self.said.known(value) or self._added(value)
        if known is None:
            return None
        return Role(role=known[1], counted=known[0], rule="repeated", inherited=True)

    def _added(self, value: float | None) -> tuple[str, str] | None:
        """A bare number that two stated ones of different classes and one role add up to."""
        stated = self.said.values[:_ADDED_MAX] if self.said is not None else ()
        for index, (one, name, role) in enumerate(stated):
            for other, kind, done in stated[index + 1 :]:
                if one + other == value and role == done and name != kind:
                    joined = self.lexicon.join((name, kind))
                    return (joined, role) if joined is not None else None
        return None

    def _within(self, name: str | None, role: str, value: float | None) -> bool:
        """Whether a larger number of the same things has been stated."""
        stated = self.said.values if self.said is not None else ()
        return value is not None and any(
            one > value and kind == name and done == role for one, kind, done in stated
        )

    def _cued(
        self, entry: Counted, cue: Cue, name: str | None, *, value: float | None
    ) -> Role:
        if cue.negated:
            return Role(role=OTHER, counted=name, rule=f"{cue.rule}:not")
        leans = entry.of in {"them", "part"}
        here = self.here
        same = here is not None and here.role == cue.role and here.counted == name
        fewer = entry.counted is None and cue.rule == "subject" and entry.of in {"", "others"}
        fewer = fewer and self._within(name, cue.role, value)
        person = name in self.lexicon.people
        return Role(
            role=cue.role,
            counted=name,
            rule=cue.rule,
            cue=cue.item,
            part=(leans and (person or same or cue.weak))
            or (fewer and not person)
            or (entry.of == "ratio" and person),
            weak=cue.weak,
        )

    def _leaning(
        self, entry: Counted, name: str | None, *, value: float | None, before: Role | None
    ) -> Role | None:
        """The role of the antecedent, for numbers that lean on one."""
        said = self.said
        if entry.of == "ratio" and self.here is not None and self.here.role != (
            self.lexicon.words.default_role
        ):
            return Role(role=self.here.role, counted=name, rule="antecedent", inherited=True)
        if entry.of == "ratio":
            return None
        if entry.of in {"them", "others", "part", "full", "sum"} and said is not None:
            return Role(
                role=said.role,
                counted=name or said.counted,
                rule="antecedent",
                inherited=True,
                part=entry.of in {"them", "part"} and not self._kind_of(name, said),
            )
        if (
            entry.counted is not None
            and before is not None
            and before.inherited
            and before.rule != "default"
        ):
            related = name is not None and before.counted is not None
            if related and before.role != OTHER:
                return Role(
                    role=before.role,
                    counted=name,
                    rule="antecedent",
                    inherited=True,
                    part=before.part,
                )
        if said is None or name is None:
            return None
        if entry.counted is not None:
            return self._listed(entry, name)
        if value == 1.0 or said.age > _STALE_SENTENCES:
            return None
        listed = self.here is not None
        if name in self.lexicon.people and not self.counting:
            return None
        smaller = self._within(name, said.role, value) and said.role == (
            self.lexicon.words.default_role
        )
        after = self.items[entry.last].text if entry.last < len(self.items) else ""
        if smaller and after != "and":
            return None
        if (listed or self.counting) and self.lexicon.related(name, said.counted):
            return Role(role=said.role, counted=name, rule="inherited", inherited=True)
        return None

    def _listed(self, entry: Counted, name: str) -> Role | None:
        """A number without a cue behind one of a wider class: "30 stopped: 20 drones, 10 ..."."""
        here = self.here
        if here is None or here.role == self.lexicon.words.default_role:
            return None
        same = self.lexicon.family(name) == self.lexicon.family(here.counted)
        inside = name in self.lexicon.below.get(here.counted, ()) 
        if not (inside or (same and self._colon(entry))):
            return None
        return Role(role=here.role, counted=name, rule="antecedent", inherited=True, part=same)

    def _colon(self, entry: Counted) -> bool:
        return any(item.text in {":", "("} for item in self.items[max(0, entry.first - 12) : entry.first])

    def _kind_of(self, name: str | None, said: Said) -> bool:
        """Drones among weapons are all the drones; drones among drones are some of them."""
        return (
            name is not None
            and name != said.counted
            and name not in self.lexicon.people
            and name in self.lexicon.below.get(said.counted, ())
        )


def _remainder(items: Sequence[Item], entry: Counted) -> bool:
    """ "all but 16": the number is what is left over."""
    before = [item.text for item in items[max(0, entry.item - 3) : entry.item]]
    return before[-2:] == ["all", "but"] or before[-2:-1] == ["all"] and before[-1:] == ["but"]


def _class(
    items: Sequence[Item],
    entry: Counted,
    cue: Cue | None,
    *,
    lexicon: Lexicon,
    said: Said | None,
) -> str | None:
    """The class of a number: its own noun, else the antecedent's, else what its cue counts."""
    if entry.counted is not None:
        return entry.counted
    allowed = (cue.of or None) if cue is not None else None
    for item in reversed(items[: entry.first]):
        if item.kind == "number" or item.text in {";", ":"}:
            if item.kind == "number":
                break
        near = next((p.name for p in item.phrases if p.kind == "class" and p.form == "plural"), None)
        if near in lexicon.figured and near not in lexicon.people and (
            allowed is None or near in allowed
        ):
            return near
    fresh = said is not None and said.age <= _STALE_SENTENCES
    name = said.taking(allowed) if said is not None and fresh else None
    if name is not None or allowed is None:
        return name
    if cue is not None and cue.role == lexicon.words.default_role:
        return None
    for item in reversed(items[: entry.first]):
        near = item.name("class")
        if near in allowed and near in lexicon.figured:
            return near
    return lexicon.join(allowed & lexicon.figured)


def _wholes(
    items: Sequence[Item], counted: Sequence[Counted], roles: list[Role], *, lexicon: Lexicon
) -> list[Role]:
    """ "24 of 28", "out of 28": what was there before anything happened to it."""
    words = lexicon.words
    wholes = {entry.whole for entry in counted if entry.of == "ratio"}
    wholes |= {index for index, entry in enumerate(counted) if _opens(items, entry)}
    settled = list(roles)
    for index in sorted(wholes):
        name = settled[index].counted
        if counted[index].counted is None and settled[index].rule == "no_cue":
            continue
        if name in lexicon.defaults and words.default_role:
            settled[index] = Role(role=words.default_role, counted=name, rule="whole")
    return settled


def _opens(items: Sequence[Item], entry: Counted) -> bool:
    """Whether a clause begins with "of" or "out of" before this number."""
    at = entry.item - 1
    while at >= 0 and items[at].text in HEDGES:
        at -= 1
    if at < 0 or items[at].text not in _OPENERS:
        return False
    if at > 0 and items[at].text == "of":
        share = items[at - 1]
        if share.text in _SHARES or (share.kind == "other_number" and entry.counted):
            return True
    return at == 0 or items[at - 1].text in {",", ";", '"', "that", ":", "and", "("}


def _as_before(counted: Sequence[Counted], roles: list[Role], said: Said | None) -> list[Role]:
    """ "It later counted 595 and 48": two bare numbers follow the two classes named before."""
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
    """ "122 missiles and 36 drones, with 87 and 27 shot down": two bare ones follow two classes."""
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
            settled[at] = structs.replace(settled[at], counted=classed[0])
            settled[at + 1] = structs.replace(settled[at + 1], counted=classed[1])
    return settled


def _respectively(
    items: Sequence[Item], counted: Sequence[Counted], roles: list[Role]
) -> list[Role]:
    """ "Of 40 drones and 6 missiles, 31 and two were stopped": bare parts follow their wholes."""
    paired = _paired(counted, roles)
    wholes = [at for at, role in enumerate(roles) if role.rule == "whole" and counted[at].counted]
    if not wholes or not _opens(items, counted[wholes[0]]):
        return paired
    run = [wholes[0]]
    for at in range(wholes[0] + 1, len(counted)):
        if counted[at].counted is None or at not in wholes + [run[-1] + 1]:
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
