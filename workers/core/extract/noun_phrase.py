"""Noun phrase: what a number heads, from the number to the noun that is counted."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.grammar import (
    ADVERBS,
    ANAPHORS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    HEDGES,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
)
from workers.core.extract.items import Item

_MODIFIERS_MAX: Final = 6
_HOURS: Final = 24
_PARTS_MAX: Final = 6
_PLAIN_MODIFIERS_MAX: Final = 3
_NO_MODIFIER: Final = (
    AUXILIARIES | ADVERBS | CONJUNCTIONS | NEGATIONS | PREPOSITIONS | PRONOUNS
    | {"and", "or", "respectively"}
)  # fmt: skip
_VERBAL: Final = frozenset(
    "did got went came fell made set died flew alone together others respectively each apiece more "
    "fewer less later earlier ago also still only now then here there dead".split()
)
_ROUND: Final = frozenset(("three", "four", "five", "ten", "10", "20", "100"))
_RATE_REACH: Final = 4
_REST: Final = frozenset(("others", "other", "more", "further", "fewer", "less"))
_NEUTRAL: Final = frozenset("total combination mix number series sum tally".split())
_UNITS_OF_TIME: Final = frozenset("hour day night week month year daily nightly monthly".split())
_POSSESSIVE: Final = frozenset("his her their its our my".split())
_JOINERS: Final = frozenset(("and", "or", "/", "&"))


class Counted(Struct, frozen=True, kw_only=True):
    """One counted number of a sentence.

    `item` is its place among the items, `first` and `last` bound its noun phrase (`last` is
    exclusive). `counted` is a class, "other" for a thing of no class, null for a bare number.
    `of` says how it leans on another: "them" (of them, of these), "ratio" (N of M: `whole` is the
    position of M among the counted), "others". `role` is one that the head noun itself carries.
    """

    item: int
    number: int
    first: int
    last: int
    counted: str | None = None
    of: str = ""
    whole: int = -1
    role: str | None = None
    mixed: bool = False
    head: int = -1
    noun_first: bool = False


class NounPhrase:
    """A walk through one noun phrase, from its number to its head."""

    def __init__(self, items: Sequence[Item], lexicon: Lexicon, text: str) -> None:
        """`text` is the sentence as written, in which hyphens are still seen."""
        self.items = items
        self.text = text
        self.lexicon = lexicon

    def read(self, index: int, value: float | None, *, unit: str | None = None) -> Counted:
        """The noun phrase of the number at `index`; one of a counted unit heads it itself."""
        base = Counted(
            item=index, number=self.items[index].at, first=self._first(index), last=index + 1
        )
        at = index + 1
        if unit in self.lexicon.by_unit:
            return structs.replace(base, counted=self.lexicon.by_unit[unit], head=index)
        small = value is None or value <= _HOURS
        if (small and self._clock(at, index)) or self._share(at, index):
            return structs.replace(base, counted=OTHER)
        if self._hyphened(index):
            return self._compound(base, at)
        if self._text(at) in {"and", "or"} and self._text(at + 1) in {"more", "so", "fewer"}:
            at += 2
        if self._text(at) == "out" and self._text(at + 1) == "of":
            at += 1
        if self._text(at) == "of":
            return self._after_of(base, at + 1)
        if self._text(at) in _REST and not self._heads(at + 1):
            rest = structs.replace(base, last=at + 1, of="others")
            than = self._text(at + 1) == "than" or self._is_unknown(at)
            return structs.replace(base, last=at + 2, counted=OTHER) if than else rest
        return self._rate(self._head(base, at, value))

    def _is_unknown(self, at: int) -> bool:
        """As in "5,000 more troops": a rest of things that no class knows."""
        thing = self._text(at + 1).endswith("s") and self._text(at + 1) not in _NO_MODIFIER
        return thing and not self._text(at).startswith("other")

    def _share(self, at: int, index: int) -> bool:
        """As in "nine in ten": a share, not two numbers."""
        ahead = self._text(at) == "in" and self._text(at + 1) in _ROUND
        behind = self._text(index) in _ROUND and self._text(index - 1) == "in"
        return ahead or (behind and self._kind(index - 2) == "number")

    def _rate(self, entry: Counted) -> Counted:
        """As in "40 drones a night" is no number of one night."""
        per = self._text(entry.last) in {"a", "per", "each", "every"}
        after = {item.text for item in self.items[entry.last : entry.last + _RATE_REACH]}
        if (per and self._text(entry.last + 1) in _UNITS_OF_TIME) or "daily" in after:
            return structs.replace(entry, counted=OTHER, role=None)
        return entry

    def _clock(self, at: int, index: int) -> bool:
        """As in "six in the evening", "from nine until six", "and nine on Tuesday morning"."""
        if self._text(at) == "in" and self._text(at + 1) == "the":
            return self._text(at + 2) in {"morning", "evening", "afternoon"}
        before = self._text(index - 1)
        if before == "between" and self._text(at) == "and" and self._kind(at + 1) == "number":
            return self._kind(at + 2) == "date" or self._text(at + 2) in {"on", "in"}
        if before in {"from", "until", "till"} and self._text(at) in {"until", "till", "to"}:
            return True
        between = any(item.text == "between" for item in self.items[max(0, index - 8) : index])
        return between and self._text(at) == "on" and self._kind(at + 1) == "date"

    def _hyphened(self, index: int) -> bool:
        """As in "810-drone": a hyphen ties the number to the next word."""
        end = self.items[index].end
        following = self.items[index + 1] if index + 1 < len(self.items) else None
        return (
            following is not None
            and self.text[end : end + 1] in {"-", "\u2011"}
            and (following.start == end + 1)
        )

    def _compound(self, base: Counted, at: int) -> Counted:
        """As in "an 810-drone raid": what stands behind the hyphen is counted."""
        for step in range(2):
            if self._is_head(at + step):
                name, role = self._meaning(self.items[at + step])
                name = self.lexicon.first_noun(self.items[at + step].text) or name
                last = at + step + 1
                other = self.lexicon.first_noun(self._text(last + 1))
                if self._text(last) in _JOINERS and other is not None:
                    name = self.lexicon.join((name, other)) or name
                    last += 2
                return structs.replace(base, counted=name, role=role, head=at + step, last=last)
        return structs.replace(base, counted=OTHER, last=at + 1)

    def _first(self, index: int) -> int:
        """Where the noun phrase begins: hedges, articles and adjectives before the number."""
        first = index
        while first > 0 and index - first < _MODIFIERS_MAX:
            before = self.items[first - 1]
            if (before.kind == "word" and before.text in HEDGES) or (
                before.has("demonym") and before.kind != "mark"
            ):
                first -= 1
            elif before.text == "of" and first > 1 and self._text(first - 2) in _NEUTRAL:
                first -= 2
            else:
                break
        return first

    def _after_of(self, base: Counted, at: int) -> Counted:
        """As in "N of them", "N of (the) M", "N of the drones"."""
        text = self._text(at)
        if text in ANAPHORS and not self._heads(at + 1):
            return structs.replace(base, last=at + 1, of="them")
        if text in {"them", "which", "whom"}:
            return structs.replace(self._head(base, at + 1, None), of="them")
        start = at
        while self._text(at) in DETERMINERS | HEDGES and at - start < _MODIFIERS_MAX:
            at += 1
        if self._kind(at) == "number":
            return structs.replace(base, last=at, of="ratio")
        inner = self._head(base, at, None)
        if inner.counted is None:
            return structs.replace(base, counted=OTHER, last=at)
        whose = self._text(start)
        part = whose in DETERMINERS - _POSSESSIVE and inner.role is None
        return structs.replace(inner, of="part" if part else "")

    def _head(self, base: Counted, at: int, value: float | None) -> Counted:
        """Walk over modifiers to the head noun; a number without one is bare."""
        plain, start = 0, at
        role: str | None = None
        adjective: tuple[int, str] | None = None
        while at < min(len(self.items), start + _MODIFIERS_MAX):
            item = self.items[at]
            if self._is_head(at) and not self._adjectival(at, value):
                return self._close(base, at, value, role=role)
            if not self._modifies(at, start, role=role):
                break
            if item.has("adjective", "model"):
                adjective = (at, item.name("adjective") or item.name("model") or OTHER)
            if role is None and self._is_verb(item) and not self._is_head(at):
                done = item.name("object")
                role = done if done != self.lexicon.words.default_role else None
            plain += item.kind == "word"
            at += 1
            if plain > _PLAIN_MODIFIERS_MAX or self._has_age(at):
                break
        if self._has_age(at):
            return self._aged(base, at)
        if adjective is not None:
            return self._bare_adjective(base, adjective)
        return self._headless(base, start)

    def _modifies(self, at: int, start: int, *, role: str | None) -> bool:
        """Whether the item at `at` can stand between a number and its head noun."""
        item = self.items[at]
        if self._is_head(at) or item.has("adjective", "model"):
            return True
        if self._is_verb(item):
            return role is None and self._premodifies(at)
        if item.kind == "word" and item.text not in _NO_MODIFIER:
            return True
        return self._passes(at, start)

    def _is_verb(self, item: Item) -> bool:
        return item.has("object", "tool", "subject") and not item.has("demonym", "actor")

    def _has_age(self, at: int) -> bool:
        """Whether an age ends before `at`, and no noun follows that says who is so old."""
        aged = self._text(at - 1) == "old" and self._text(at - 2) in {"year", "years"}
        return (aged or "year old" in self._text(at - 1)) and not (
            self._is_head(at) or self._is_head(at + 1)
        )

    def _aged(self, base: Counted, at: int) -> Counted:
        """As in "a 58-year-old electrician": whoever has an age is a person."""
        person = min(self.lexicon.people, default=None)
        last = at + (self._kind(at) == "word" and self._text(at) not in _NO_MODIFIER)
        return structs.replace(base, counted=person, head=at, last=last)

    def _bare_adjective(self, base: Counted, adjective: tuple[int, str]) -> Counted:
        """As in "eleven ballistic", "five Kinzhals": the adjective or model stands for the noun."""
        at, name = adjective
        last = at + 1
        while self._text(last) in {"-", "/"} or (
            self._kind(last) == "other_number" and self._glued(last - 1)
        ):
            last += 1
        return structs.replace(base, counted=name, head=at, last=last)

    def _headless(self, base: Counted, start: int) -> Counted:
        """A bare number, or one of a thing that no class knows ("12 flights")."""
        here = start
        while here < len(self.items) and here - start < _MODIFIERS_MAX:
            item = self.items[here]
            owner = item.has("demonym", "actor") or item.kind in {"place", "other_number"}
            if not (owner or item.text.endswith("ly") or item.text in {"-", "/"}):
                break
            if item.text in {"-", "/"} and not self._glued(here):
                break
            here += 1
        if here >= len(self.items):
            return base
        item = self.items[here]
        if item.kind == "phrase" and not item.has("event", "nominal", "defender", "aside"):
            return base
        if item.kind not in {"word", "phrase"} or item.text in _NO_MODIFIER:
            return base
        if item.text.endswith(("ed", "ing")) or item.text in _VERBAL | {"the"}:
            return base
        return structs.replace(base, counted=OTHER, last=here + 1)

    def _is_head(self, at: int) -> bool:
        """Whether a class or role noun stands at `at`."""
        return at < len(self.items) and self.items[at].has("class", "noun")

    def _adjectival(self, at: int, value: float | None) -> bool:
        """As in "40 strike and decoy drones": a singular noun before the head counts nothing."""
        if value in {None, 1.0} or not self._singular(at):
            return False
        return any(
            self._is_head(step) and not self._singular(step) for step in range(at + 1, at + 4)
        )

    def _singular(self, at: int) -> bool:
        phrases = [p for p in self.items[at].phrases if p.kind in {"class", "noun"}]
        return bool(phrases) and all(phrase.form == "singular" for phrase in phrases)

    def _heads(self, at: int) -> bool:
        """Whether a head noun follows within a few modifiers."""
        for step in range(_PLAIN_MODIFIERS_MAX):
            if self._is_head(at + step):
                return True
            if self._kind(at + step) not in {"word", "phrase"} or (
                self._text(at + step) in _NO_MODIFIER
            ):
                return False
        return False

    def _premodifies(self, at: int) -> bool:
        """As in "12 downed drones": a participle with the noun right behind it."""
        participle = any(phrase.form in {"participle", "ing"} for phrase in self.items[at].phrases)
        plain = self._text(at + 1) not in DETERMINERS | PREPOSITIONS
        return participle and (self._is_head(at + 1) or (plain and self._is_head(at + 2)))

    def _passes(self, at: int, start: int) -> bool:
        """Marks and joined modifiers inside a noun phrase ("strike and decoy drones")."""
        item = self.items[at]
        if item.kind == "other_number":
            return at > start or "old" in item.text or self._text(at + 1).startswith("year")
        if item.kind == "mark":
            return item.text in {"-", "/"} or item.text in QUOTES
        if item.text in _JOINERS or item.text == ",":
            return (
                at > start
                and (self._is_head(at + 1) or self._is_head(at + 2))
                and self._kind(at + 1) != "number"
            )
        return item.kind in {"phrase", "place"} and item.text not in _NO_MODIFIER

    def _close(self, base: Counted, at: int, value: float | None, *, role: str | None) -> Counted:
        """The phrase whose first noun stands at `at`: compounds, other heads, joined nouns."""
        head = at
        while self._singular(head) and (
            self._is_head(head + 1)
            or (self._text(head + 1) in {"-", "/"} and self._is_head(head + 2))
        ):
            head += 1 if self._is_head(head + 1) else 2
        if self._other_head(head, value):
            return structs.replace(base, counted=OTHER, last=head + 2)
        item = self.items[head]
        name, own = self._meaning(item)
        last, joined = self._joined(head + 1, name)
        return structs.replace(
            base, counted=joined, last=last, role=own or role, mixed=joined != name, head=head
        )

    def _meaning(self, item: Item) -> tuple[str, str | None]:
        """Class and own role of a head noun."""
        own = next((phrase for phrase in item.phrases if phrase.kind == "noun"), None)
        name = item.name("class")
        if name is None and own is not None:
            name = self.lexicon.join(own.of) or min(own.of)
        return name or OTHER, own.name if own is not None else None

    def _other_head(self, head: int, value: float | None) -> bool:
        """As in "three drone operators": a singular noun before another noun is no head."""
        singular = self._singular(head)
        following = head + 1
        if self._text(following) == "-":
            following += 1
        after = self.items[following] if following < len(self.items) else None
        if after is None or (value in {None, 1.0} and not singular):
            return False
        if after.has("event", "nominal") or after.kind in {"place", "date", "number", "mark"}:
            return False
        plain = after.kind == "word" or after.has("aside")
        noun = plain and after.text.endswith("s") and len(after.text) > len("its")
        return noun and after.text not in _NO_MODIFIER

    def _joined(self, at: int, name: str) -> tuple[int, str]:
        """As in "drones and missiles" behind one number: the class that holds both."""
        last, joined = at, name
        for _ in range(_MODIFIERS_MAX):
            link = self._text(at)
            if link not in {"and", "or", "/", ",", "&"}:
                break
            step = at + 1 + (self._text(at + 1) in {"and", "or"})
            start = step
            while step - start < _PLAIN_MODIFIERS_MAX and not self._is_head(step):
                if self._kind(step) not in {"word", "phrase"} or self._text(step) in _NO_MODIFIER:
                    break
                step += 1
            if not self._is_head(step) or self._other_head(step, 2.0) or self._singular(step):
                break
            wider = self.lexicon.join((joined, self._meaning(self.items[step])[0]))
            if wider is None or (link == "," and step > start + 1):
                break
            joined = wider
            at = last = step + 1
        return last, joined

    def _text(self, at: int) -> str:
        return self.items[at].text if 0 <= at < len(self.items) else ""

    def _kind(self, at: int) -> str:
        return self.items[at].kind if 0 <= at < len(self.items) else ""

    def _glued(self, at: int) -> bool:
        """Whether the mark at `at` has no space on either side."""
        return (
            0 < at < len(self.items) - 1
            and self.items[at - 1].end == self.items[at].start
            and self.items[at].end == self.items[at + 1].start
        )
