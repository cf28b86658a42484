"""Roles: what happened to the things each number counts, read from the words around it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.antecedents import STALE_SENTENCES, class_of, with_room
from workers.core.extract.coordination import bound_cues
from workers.core.extract.cue_walks import Cue
from workers.core.extract.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    NEGATIONS,
    RELATIVES,
    STATE_VERBS,
)
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.restated import is_base, settle_restated
from workers.core.extract.spoken import Role, Said, Spoken
from workers.core.extract.wholes import settle_wholes

_IN_ALL: Final = frozenset((("in", "all"), ("all", "told"), ("in", "total")))
_ADDED_MAX: Final = 8
_UNKNOWN_REACH: Final = 3
_MANY: Final = 1000
_TIMES: Final = frozenset("night day morning evening wave".split())
# A single one counts without a cue only as the last of a list.
_LISTING: Final = frozenset(("and", "plus", "with"))
_COUNT_NOUNS: Final = frozenset(
    "accounted number count figure total tally sum bulletin toll tallies numbers figures".split()
)


def read_roles(
    items: Sequence[Item],
    counted: Sequence[Counted],
    lexicon: Lexicon,
    *,
    values: Sequence[float | None],
    spoken: Spoken,
    title: bool,
) -> list[Role]:
    """One role for each of `counted`; `spoken` is what the text said before this sentence."""
    said = spoken.said
    groups, best = bound_cues(items, counted, lexicon, said=said)
    kinds = {
        lexicon.family(entry.counted) for entry in counted if entry.counted in lexicon.defaults
    }
    bare = spoken.attack and len(kinds) > 1  # "One night: 420 drones, 38 missiles."
    settler = _Settler(items, lexicon, spoken, title=title or bare)
    roles: list[Role] = []
    for index, entry in enumerate(counted):
        grouped = bool(index) and groups[index] == groups[index - 1]
        before = roles[index - 1] if grouped else None
        roles.append(settler.settle(entry, best[index], value=values[index], before=before))
    roles = settle_wholes(items, counted, roles, lexicon=lexicon, said=said)
    return settle_restated(items, counted, roles, lexicon=lexicon)


def _tells(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells of weapons being used or stopped."""
    return any(
        phrase.kind in {"event", "tool", "nominal", "speaker", "defender"}
        or (
            phrase.kind in {"object", "subject"}
            and not phrase.weak
            and phrase.of & lexicon.defaults
        )
        for phrase in item.phrases
    )


def _acts_unknown(items: Sequence[Item], entry: Counted) -> bool:
    """Whether a verb that no catalogue knows follows: what it says is not to be guessed."""
    for item in items[entry.last : entry.last + _UNKNOWN_REACH]:
        if item.text in NEGATIONS:
            return True
        if item.text in AUXILIARIES or item.text in ADVERBS or item.text in RELATIVES:
            continue
        verbal = item.text.endswith(("ed", "ing")) and len(item.text) > len("need")
        return item.kind == "word" and verbal
    return False


class _Settler:
    """Settles role and class of the numbers of one sentence, one after the other."""

    def __init__(
        self, items: Sequence[Item], lexicon: Lexicon, spoken: Spoken, *, title: bool
    ) -> None:
        said = spoken.said
        self.items = items
        self.lexicon = lexicon
        self.said = said
        self.here: Said | None = spoken.heading
        lately = said is not None and said.age <= STALE_SENTENCES
        named = () if said is None else (said.counted, *(name for name, _ in said.before))
        lately = lately and bool(lexicon.defaults & set(named))
        self.attack = title or lately or any(_tells(item, lexicon) for item in items)
        texts = [item.text for item in items]
        whole = any(pair in _IN_ALL for pair in pairwise(texts))
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
        fixed = self._fixed(entry, before) or self._repeated(entry, cue, value)
        if fixed is not None:
            return fixed
        name = class_of(self.items, entry, cue, lexicon=self.lexicon, said=self.said)
        whole = self._text(entry.first - 1) == "of"
        if entry.counted is None and entry.of in {"", "others"} and not whole:
            name = with_room(name, value, lexicon=self.lexicon, said=self.said)
        if entry.counted is None and name in self.lexicon.measured:
            name = None  # Money has its unit beside it: a bare number is none.
        if name in self.lexicon.generic:
            summed = self.attack and self.counting and cue is None and self._tops(value)
            if not summed and (
                cue is None or cue.weak or cue.role == self.lexicon.words.default_role
            ):
                return Role(role=OTHER, counted=name, rule="generic")
            name = self.lexicon.parents[name]
        if self._none_of(entry) and name in self.lexicon.defaults:
            return Role(role=self.lexicon.words.default_role or OTHER, counted=name, rule="whole")
        if self._none_of(entry) and name in self.lexicon.people:
            return Role(role=OTHER, counted=name, rule="none")
        if cue is not None:
            return self._cued(entry, cue, name, value=value)
        leaning = self._leaning(entry, name, value=value, before=before)
        return leaning or self._default(entry, name, value=value, before=before)

    def _fixed(self, entry: Counted, before: Role | None) -> Role | None:
        """Numbers that count nothing of the domain, whatever stands around them."""
        before_it = self.items[entry.first - 1].text if entry.first else ""
        verb = self.items[entry.first - 2] if entry.first > 1 else None
        changed = verb is not None and before_it == "by" and verb.text in STATE_VERBS
        told = any(item.has("event") for item in self.items[entry.last : entry.last + 1])
        changed = changed and not told  # "Hit by a $9 million theft".
        if changed or _remainder(self.items, entry) or (before_it == "not" and not entry.of):
            return Role(role=OTHER, counted=entry.counted, rule="remainder")
        if entry.counted in self.lexicon.measured and is_base(self.items, entry):
            return Role(role=OTHER, counted=entry.counted, rule="base")
        among = before is not None and before.counted == OTHER and entry.counted is None
        if entry.counted == OTHER or (among and not entry.of):
            return Role(role=OTHER, counted=OTHER, rule="other_thing")
        return None

    def _default(
        self, entry: Counted, name: str | None, *, value: float | None, before: Role | None
    ) -> Role:
        """Without any cue: what such things usually undergo where an attack is told of."""
        words = self.lexicon.words
        if entry.of == "ratio" and name in self.lexicon.defaults and words.ratio_role:
            return Role(role=words.ratio_role, counted=name, rule="ratio", inherited=True)
        labelled = bool(entry.first) and self.items[entry.first - 1].kind == "date"
        before_it = self.items[entry.first - 1].text if entry.first else ""
        label = before_it == ":" and entry.first > 1 and self.items[entry.first - 2].has("class")
        labelled = labelled or (label and entry.first == len((":", "class")))
        told = self.attack or labelled
        listed = before is not None and before.rule == "default" and before_it in _LISTING
        many = value != 1.0 or listed
        default = entry.counted in self.lexicon.defaults and many and told
        if default and words.default_role and not _acts_unknown(self.items, entry):
            return Role(
                role=words.default_role, counted=name, rule="default", inherited=True, weak=True
            )
        return Role(role=OTHER, counted=name, rule="no_cue" if name else "bare")

    def _none_of(self, entry: Counted) -> bool:
        """As in "none of the ten", "not one of 14": what was there, whatever happened to it."""
        before = [item.text for item in self.items[max(0, entry.first - 5) : entry.item]]
        return ("of" in before and bool({"none", "neither"} & set(before))) or (
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
        stated = self.said.large[:_ADDED_MAX] if self.said is not None else ()
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

    def _cued(self, entry: Counted, cue: Cue, name: str | None, *, value: float | None) -> Role:
        if cue.negated and cue.role in self.lexicon.strikes and self.lexicon.words.ratio_role:
            stopped = self.lexicon.words.ratio_role
            return Role(role=stopped, counted=name, rule=f"{cue.rule}:not", cue=cue.item)
        if cue.negated:
            return Role(role=OTHER, counted=name, rule=f"{cue.rule}:not")
        if cue.role == self.lexicon.words.ratio_role and self._of_time(cue):
            done = self.said.role if self.said is not None else self.lexicon.words.default_role
            return Role(role=done or OTHER, counted=name, rule="time", cue=cue.item)
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
            part=(person and value == 1.0 and self._with_others(entry))
            or (leans and (same or (cue.weak and here is not None)))
            or (leans and person and not self._is_whole(value))
            or (fewer and not person)
            or (entry.of == "ratio" and person)
            or (value == 1.0 and entry.of in {"ratio", "part"}),
            weak=cue.weak,
        )

    def _is_whole(self, value: float | None) -> bool:
        """As in "copied the files of 93,000 of them": a part of nothing that the text counts."""
        many = value is not None and value >= _MANY
        return many and (self.said is None or self.said.known(value) is not None)

    def _tops(self, value: float | None) -> bool:
        """As in "528 targets in total": as many as all that the text has told of, or more."""
        launched = self.lexicon.words.default_role
        told = self.said.values if self.said is not None else ()
        sizes = [one for one, _, done in told if done == launched]
        return value is not None and bool(sizes) and value >= max(sizes)

    def _with_others(self, entry: Counted) -> bool:
        """As in "a boy and his grandmother were killed": one of several that no number counts."""
        if self._text(entry.last) != "and" or self._text(entry.last + 1) not in DETERMINERS:
            return False
        return any(
            phrase.kind == "class" and phrase.name in self.lexicon.people
            for item in self.items[entry.last + 1 : entry.last + 4]
            if item.kind != "number"
            for phrase in item.phrases
        )

    def _of_time(self, cue: Cue) -> bool:
        """As in "the night accounted for 612": a time stops nothing, it only brought so many."""
        at = cue.item - 1
        while at > 0 and self.items[at].text in ADVERBS:
            at -= 1
        before = self.items[at] if at >= 0 else None
        return before is not None and (before.kind == "date" or before.text in _TIMES)

    def _leaning(
        self, entry: Counted, name: str | None, *, value: float | None, before: Role | None
    ) -> Role | None:
        """The role of the antecedent, for numbers that lean on one."""
        if entry.of == "ratio":
            return self._as_ratio(name)
        rest = entry.of == "others" and self._text(entry.first - 1) == "of"
        if entry.of and self.said is not None and not rest:
            return self._as_antecedent(entry, name, self.said)
        grouped = self._as_group(entry, name, before)
        if grouped is not None or name is None or self.said is None:
            return grouped
        if entry.noun_first and name in self.lexicon.defaults and self.said.age <= STALE_SENTENCES:
            launched = self.lexicon.words.default_role or OTHER
            return Role(role=launched, counted=name, rule="noun_first", inherited=True, weak=True)
        if entry.counted is not None:
            return self._listed(entry, name)
        return self._bare(entry, name, self.said, value=value)

    def _as_ratio(self, name: str | None) -> Role | None:
        """As in "destroyed 40 drones and two of four missiles": the role told just before."""
        if self.here is None or self.here.role == self.lexicon.words.default_role:
            return None
        return Role(role=self.here.role, counted=name, rule="antecedent", inherited=True)

    def _as_antecedent(self, entry: Counted, name: str | None, said: Said) -> Role:
        return Role(
            role=said.role,
            counted=name or said.counted,
            rule="antecedent",
            inherited=True,
            part=entry.of in {"them", "part"}
            and not self._kind_of(name, said)
            and not self._apart(name, said),
        )

    def _apart(self, name: str | None, said: Said) -> bool:
        """As in "351 of the drones, but nine of the missiles": stopped things of another class."""
        launched = said.role == self.lexicon.words.default_role
        both = name in self.lexicon.defaults and said.counted in self.lexicon.defaults
        return both and not launched and not self.lexicon.related(name or OTHER, said.counted)

    def _as_group(self, entry: Counted, name: str | None, before: Role | None) -> Role | None:
        """A member of a coordination whose first has its role from before."""
        if entry.counted is None or name is None or before is None:
            return None
        if not before.inherited or before.rule == "default" or before.role == OTHER:
            return None
        family = self.lexicon.family
        part = before.part and family(name) == family(before.counted or OTHER)
        return Role(role=before.role, counted=name, rule="antecedent", inherited=True, part=part)

    def _bare(self, entry: Counted, name: str, said: Said, *, value: float | None) -> Role | None:
        """A bare number in a list, or beside a word that counts."""
        placed = self.here is not None and (
            self._text(entry.last) in {"in", "near"} or self._is_labelled(entry)
        )
        people = name in self.lexicon.people and not (self.counting or placed)
        stale = 1 if name in self.lexicon.people else STALE_SENTENCES
        if value == 1.0 or said.age > stale or people:
            return None
        launched = said.role == self.lexicon.words.default_role
        after = self._text(entry.last)
        labelled = bool(entry.first) and self.items[entry.first - 1].kind == "date"
        smaller = launched and after != "and" and self._within(name, said.role, value)
        if smaller and not labelled:
            return None
        listed = self.here is not None or self.counting
        if not listed or not self.lexicon.related(name, said.counted):
            return None
        return Role(role=said.role, counted=name, rule="inherited", inherited=True)

    def _is_labelled(self, entry: Counted) -> bool:
        """As in "Peru lost seven people, Chile three", where each place has its own number."""
        one_sided = self.lexicon.words.series != "pair"
        return one_sided and entry.first > 0 and self.items[entry.first - 1].kind == "place"

    def _text(self, at: int) -> str:
        return self.items[at].text if at < len(self.items) else ""

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
        return any(
            item.text in {":", "("} for item in self.items[max(0, entry.first - 12) : entry.first]
        )

    def _kind_of(self, name: str | None, said: Said) -> bool:
        """Drones among weapons are all the drones; drones among drones are some of them."""
        return (
            name is not None
            and name != said.counted
            and name not in self.lexicon.people
            and name in self.lexicon.below.get(said.counted, ())
        )


def _remainder(items: Sequence[Item], entry: Counted) -> bool:
    """As in "all but 16": the number is what is left over."""
    before = [item.text for item in items[max(0, entry.item - 3) : entry.item]]
    return before[-2:] == ["all", "but"] or (before[-2:-1] == ["all"] and before[-1:] == ["but"])
