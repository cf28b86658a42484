"""Told: each counted number with role, place, time and sides, as its own sentence tells them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from schemas.report import Period
from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.ages import unless_age
from workers.core.extract.counted import read_counted
from workers.core.extract.items import COUNTED_KINDS, Item, Specials, items_of
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.roles import read_roles
from workers.core.extract.sides import SideReader, Sides
from workers.core.extract.spoken import Role, Said, Spoken
from workers.core.extract.table import Sentence
from workers.core.extract.timing import COMPARED, Timing, find_timing
from workers.core.extract.whereabouts import Whereabouts, find_whereabouts
from workers.core.numbers.numerals import Number

_ASIDE_CHARS: Final = 70
_ERA_CHARS: Final = 90
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
LEAD_SENTENCES: Final = 6
OTHER_CAUSE: Final = "another cause"
_BULLETS: Final = frozenset("-*\u2022\u2013\u2014\u25aa\u00b7")


class Told(Struct, frozen=True, kw_only=True):
    """One counted number and what is known of it. Later stages settle what a sentence cannot.

    `counted` is the class a figure counts (a subtype's own class stays in `kind`). `period` is set
    once the article's events are known; `whole` is false for parts of another number.
    """

    sentence: int
    paragraph: int
    number: Number
    entry: Counted
    items: tuple[Item, ...]
    folded: str
    role: Role
    kind: str | None
    counted: str | None
    where: Whereabouts
    timing: Timing
    sides: Sides
    weapon: bool
    person: bool
    title: bool
    figured: bool
    subject: str | None = None
    period: Period | None = None
    past: bool = False
    superseded: bool = False
    part: bool = False
    main_place: bool = False
    why: str = ""


class Telling(Struct, frozen=True, kw_only=True):
    """The numbers of a text and, by sentence, the direction it speaks of.

    `attacks` are the sentences that tell of a happening of the domain, `named` the sides that
    the text names anywhere, by a name, an adjective or a place, `attackers` those that it tells
    of as attacking.
    """

    told: tuple[Told, ...]
    sides: dict[int, Sides]
    attacks: frozenset[int] = frozenset()
    named: frozenset[str] = frozenset()
    attackers: frozenset[str] = frozenset()


class Teller:
    """Reads sentences for one domain."""

    def __init__(self, domain: str, lexicon: Lexicon) -> None:
        """Keep what every sentence needs."""
        self.domain = domain
        self.lexicon = lexicon
        self.sides = SideReader(lexicon)
        self.era = _era(lexicon.words.eras)

    def read(self, sentences: Sequence[Sentence]) -> "Telling":
        """All counted numbers of the text, in order, and the direction of each sentence."""
        aliases = self._aliases(sentences)
        excluded = self._excluded(sentences)
        told: list[Told] = []
        sides: dict[int, Sides] = {}
        said: Said | None = None
        heading: Said | None = None
        attack = any(self._attacks(sentence) for sentence in sentences[:LEAD_SENTENCES])
        for sentence in sentences:
            heading = heading if _is_listed(sentence) else None
            said = structs.replace(said, age=said.age + 1) if said is not None else None
            measured, counts = self._counts(sentence)
            if not counts and sentence.index >= LEAD_SENTENCES:
                continue  # Nothing asks for the direction of such a sentence.
            items = self._items(sentence)
            sides[sentence.index] = self.sides.sentence(items, sentence.places)
            open_ = measured or said or self.lexicon.words.subject
            if not (counts and (open_ or any(item.phrases for item in items))):
                continue
            spoken = Spoken(said=said, heading=heading, attack=attack)
            found = self._sentence(sentence, items, spoken=spoken, aliases=aliases)
            found = self._refused(found, sentence, items, excluded=excluded)
            told.extend(found)
            said = _said(found, said)
            heading = said if sentence.text.rstrip().endswith(":") else heading
        return Telling(
            told=tuple(told),
            sides=sides,
            attacks=frozenset(one.index for one in sentences if self._happens(one)),
            named=frozenset(self._named(sentences)),
            attackers=frozenset(
                one.actor
                for one in (*sides.values(), *(entry.sides for entry in told))
                if one.strong and one.actor is not None
            ),
        )

    def _counts(self, sentence: Sentence) -> tuple[bool, bool]:
        """Whether a number of a counted unit stands in the sentence, and whether any counts."""
        measured = any(number.unit in self.lexicon.by_unit for number in sentence.numbers)
        return measured, measured or any(one.kind in COUNTED_KINDS for one in sentence.numbers)

    def _excluded(self, sentences: Sequence[Sentence]) -> bool:
        """Whether the title, or more than one sentence, says that this is no report."""
        marked = [
            sentence
            for sentence in sentences
            if any(
                hit.phrase.kind == "exclude" and hit.phrase.domain == self.domain
                for hit in sentence.hits
            )
        ]
        return len(marked) > 1 or any(sentence.field == "title" for sentence in marked)

    def _named(self, sentences: Sequence[Sentence]) -> Iterator[str]:
        for sentence in sentences:
            yield from self.sides.named(
                sentence.hits, sentence.places, domain=self.domain, folded=sentence.folded
            )

    def _aliases(self, sentences: Sequence[Sentence]) -> dict[str, str]:
        """Classes that stand for another one, which this text never names."""
        named = {
            hit.phrase.name if hit.phrase.kind == "class" else f"model:{hit.phrase.name}"
            for sentence in sentences
            for hit in sentence.hits
            if hit.phrase.domain == self.domain and hit.phrase.kind in {"class", "model"}
        }
        stand_ins = {
            name: other
            for name, other in self.lexicon.stand_ins.items()
            if not (self.lexicon.below[other] | {f"model:{name}"}) & named
        }
        return {**self._short_names(sentences), **stand_ins}

    def _short_names(self, sentences: Sequence[Sentence]) -> dict[str, str]:
        """As in "612 unmanned aerial vehicles", later "590 vehicles": the last word alone."""
        found: dict[str, str] = {}
        for sentence in sentences:
            for hit in sentence.hits:
                if hit.phrase.domain != self.domain or hit.phrase.kind != "class":
                    continue
                text = sentence.folded[hit.start : hit.end]
                last = self.lexicon.nouns.get(text.rpartition(" ")[2].removesuffix("s"))
                known = self.lexicon.figured | self.lexicon.generic | {None}
                if " " in text and hit.phrase.name in self.lexicon.defaults and last not in known:
                    found[last or ""] = hit.phrase.name
        return found

    def _refused(
        self, found: list[Told], sentence: Sentence, items: Sequence[Item], *, excluded: bool
    ) -> list[Told]:
        """Numbers that the words of the sentence keep from counting, with the reason."""
        if excluded or any(item.has("exclude") for item in items):
            found = [structs.replace(one, why=one.why or "no report") for one in found]
        found = [self._over_an_era(one, sentence.folded) for one in found]
        asides = [item.start for item in items if item.has("aside")]
        found = [self._aside(one, asides) for one in found] if asides else found
        if self._is_other_cause(items):
            found = [self._other_cause(one) for one in found]
        return found

    def _at_country(self, items: Sequence[Item], role: Role) -> Role:
        """As in "810 drones hit Ukraine": what strikes a whole country was launched at it."""
        at = role.cue + 1
        if role.role not in self.lexicon.strikes or not 0 < at < len(items):
            return role
        target = items[at]
        if target.town or not (target.has("actor") or target.kind == "place"):
            return role
        launched = self.lexicon.words.default_role
        return role if launched is None else structs.replace(role, role=launched)

    def _aside(self, told: Told, asides: Sequence[int]) -> Told:
        """Weapons that are given, bought or built are launched at nobody."""
        start = told.number.start
        near = any(abs(start - aside) < _ASIDE_CHARS for aside in asides)
        launched = told.role.role == self.lexicon.words.default_role
        if told.weapon and launched and near:
            return structs.replace(told, why=told.why or "supplies, not an attack")
        return told

    def _over_an_era(self, told: Told, folded: str) -> Told:
        """A number that sums up all that has happened since something began."""
        if self.era is None:
            return told
        start = told.number.start
        low = max(folded.rfind(";", 0, start), start - _ERA_CHARS, 0)
        found = self.era.search(folded, low, start + 2 * _ERA_CHARS)
        if found is None or COMPARED.search(
            folded, max(0, found.start() - _ERA_CHARS), found.start()
        ):
            return told
        return structs.replace(told, why=told.why or "sum over an era")

    def _is_other_cause(self, items: Sequence[Item]) -> bool:
        """Whether a sentence names another cause, and not beside its own ("drones and shells")."""
        causes = [at for at, item in enumerate(items) if item.has("other_cause")]
        return any(
            not any(
                items[joint].text == "and" and self._is_own(items[own])
                for joint, own in ((at - 1, at - 2), (at + 1, at + 2))
                if min(joint, own) >= 0 and max(joint, own) < len(items)
            )
            for at in causes
        )

    def _is_own(self, item: Item) -> bool:
        return item.has("event") or item.name("class") in self.lexicon.defaults

    def _other_cause(self, told: Told) -> Told:
        """The dead and injured of ground fighting are none of an attack from the air."""
        if told.person:
            return structs.replace(told, why=told.why or OTHER_CAUSE)
        return told

    def _happens(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of a happening of this domain, or of what it is done with."""
        return self._attacks(sentence) or any(
            hit.phrase.domain == self.domain and hit.phrase.name in self.lexicon.defaults
            for hit in sentence.hits
        )

    def _attacks(self, sentence: Sentence) -> bool:
        """Whether a sentence names a happening, or says that something was launched."""
        launched = self.lexicon.words.default_role
        return any(
            hit.phrase.domain == self.domain
            and (
                hit.phrase.kind in {"event", "tool"}
                or (hit.phrase.kind == "object" and hit.phrase.name == launched)
            )
            for hit in sentence.hits
        )

    def _items(self, sentence: Sentence) -> tuple[Item, ...]:
        hits = tuple(hit for hit in sentence.hits if hit.phrase.domain == self.domain)
        items = items_of(
            sentence.folded,
            Specials(
                numbers=sentence.numbers,
                dates=sentence.dates,
                places=sentence.places,
                hits=hits,
                units=self.lexicon.by_unit,
            ),
        )
        return tuple(
            unless_age(items, at, self.lexicon.people) if item.kind == "number" else item
            for at, item in enumerate(items)
        )

    def _counted(
        self, sentence: Sentence, items: Sequence[Item], aliases: dict[str, str]
    ) -> list[Counted]:
        """What each number counts, by the class that its own may stand for in this text."""
        found = read_counted(items, sentence.numbers, self.lexicon, text=sentence.text)
        return [_renamed(one, aliases) for one in found]

    def _sentence(
        self,
        sentence: Sentence,
        items: tuple[Item, ...],
        *,
        spoken: Spoken,
        aliases: dict[str, str],
    ) -> list[Told]:
        counted = self._counted(sentence, items, aliases)
        roles = read_roles(
            items,
            counted,
            self.lexicon,
            values=[sentence.numbers[entry.number].value for entry in counted],
            spoken=spoken,
            title=sentence.field == "title",
        )
        places = find_whereabouts(items, counted, sentence)
        times = find_timing(items, counted, sentence.dates, folded=sentence.folded)
        told = []
        for entry, done, where, timing in zip(counted, roles, places, times, strict=True):
            role = self._at_country(items, done)
            number = sentence.numbers[entry.number]
            if number.kind == "implicit" and role.rule in {"no_cue", "inherited", "bare"}:
                continue
            if role.counted in self.lexicon.people:
                number = _whole(number)
            weapon = role.counted in self.lexicon.defaults
            told.append(
                Told(
                    sentence=sentence.index,
                    paragraph=sentence.paragraph,
                    number=number,
                    entry=entry,
                    items=items,
                    folded=sentence.folded,
                    role=role,
                    kind=role.counted,
                    counted=self.lexicon.family(role.counted) if role.counted else None,
                    where=where,
                    timing=timing,
                    sides=self.sides.read(items, entry, role, where=where, weapon=weapon),
                    weapon=weapon,
                    person=role.counted in self.lexicon.people,
                    title=sentence.field == "title",
                    figured=role.counted in self.lexicon.figured,
                    why=_unstated(sentence),
                )
            )
        return told


def _whole(number: Number) -> Number:
    """As in "3.250 homeless": people come whole, so the stop parts thousands."""
    value = number.value
    if _THOUSANDS.fullmatch(number.text) is None or value is None or value != float(number.text):
        return number
    return structs.replace(
        number,
        decimal=False,
        value=value * 1000,
        low=None if number.low is None else number.low * 1000,
        high=None if number.high is None else number.high * 1000,
    )


def _renamed(entry: Counted, aliases: dict[str, str]) -> Counted:
    return structs.replace(entry, counted=aliases.get(entry.counted or "", entry.counted))


def _unstated(sentence: Sentence) -> str:
    """Why the numbers of `sentence` are not stated, if it only asks."""
    return "asked, not stated" if sentence.text.rstrip("\"')\u201d ").endswith("?") else ""


def _is_listed(sentence: Sentence) -> bool:
    """Whether `sentence` is an item of a list."""
    return sentence.text.lstrip()[:1] in _BULLETS


def _era(nouns: Sequence[str]) -> re.Pattern[str] | None:
    """Words that make a number a sum over an era: "so far in ...", "throughout ..."."""
    if not nouns:
        return None
    era = rf"(?:\S+ ){{0,3}}?(?:{'|'.join(nouns)})\b"
    return re.compile(
        rf"\b(?:in|during|throughout|over|of) {era} so far\b|"
        rf"\b(?:so far|in total|altogether) (?:in|during|since) {era}|"
        rf"\b(?:during|throughout|in the course of|over the course of) {era}|"
        rf"\bsince the (?:start|beginning|outset|launch) of {era}"
    )


def _said(found: Sequence[Told], said: Said | None) -> Said | None:
    """What a following sentence may lean on: the numbers read so far, the last one first."""
    for told in found:
        if told.figured and told.role.role != OTHER and not told.role.part and told.kind:
            known = said or Said(counted=told.kind, role=told.role.role)
            said = known.next(told.kind, told.role.role, told.number.value)
    return said
