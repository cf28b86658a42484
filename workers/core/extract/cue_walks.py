"""Cue walks: the role cues to the left and right of a number, with how well each binds."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workers.core.catalogue.lexicon import OTHER
from workers.core.catalogue.phrases import Phrase
from workers.core.extract.appositions import past_apposition
from workers.core.extract.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BREAKS,
    CONJUNCTIONS,
    HAVE,
    LINKS,
    NEGATIONS,
    PREPOSITIONS,
    QUOTES,
    REGION_WORDS,
    RELATIVES,
    STATE_VERBS,
)
from workers.core.extract.items import Item, is_noun_use
from workers.core.extract.noun_phrase import Counted

WALK_MAX: Final = 16
_FINITE: Final = frozenset(("past", "third", "base", "ing"))
_ARTICLES: Final = frozenset(("the", "a", "an"))
_NEAR: Final = 4
_FAR: Final = 15
# Verbs that only a sum or its subject can have: "the toll of the storm in Peru rose to 30".
_MOVES: Final = frozenset(
    "rose risen rises rising climbed climbs climbing stands stood reached reaches passed exceeded "
    "went topped surpassed surged jumped mounted increased grew totaled totalled gone".split()
)
_WEAK: Final = 0.3


class Cue(Struct, frozen=True, kw_only=True):
    """One cue for one number. `of` are the classes it takes; `right`: it stands behind."""

    role: str
    rule: str
    strength: float
    item: int
    of: frozenset[str] = frozenset()
    right: bool = False
    negated: bool = False
    weak: bool = False

    @property
    def shared(self) -> float:
        """Its strength for another member of the coordination."""
        return self.strength - 0.06


def left_cues(items: Sequence[Item], entry: Counted, floor: int) -> list[Cue]:
    """Cues before the number, not beyond item `floor` (the number before it)."""
    cues: list[Cue] = []
    link = _link(items, entry, floor)
    state, moved, risen = True, link == "to", False
    commas = 0
    for step in range(1, WALK_MAX + 1):
        at = entry.first - step
        if at < floor:
            break
        item = items[at]
        if (item.text in BREAKS and not _goes_on(items, at)) or item.kind == "number":
            break
        if item.text == ",":
            commas += 1
        if item.phrases:
            found = _left(items, at, entry, link=link, state=state, steps=step + 3 * commas)
            # "The toll of the flood that hit Peru rose to 30": the number is no verb's object.
            found = [cue for cue in found if not (risen and cue.rule == "active")]
            cues.extend(found)
            if any(cue.rule in {"active", "toll"} for cue in found):
                break
        if item.text in CONJUNCTIONS and item.text not in {"as", "since", "so"}:
            break
        if item.text in RELATIVES and step > 1 and not moved:
            break
        if item.kind == "word" and not (item.text in STATE_VERBS or item.text in PREPOSITIONS):
            near = step <= (_FAR if moved else _NEAR)
            state = state and near and (moved or item.text != "and")
        risen = risen or (state and item.text in _MOVES)
        moved = moved or risen
    return cues


def _link(items: Sequence[Item], entry: Counted, floor: int) -> str:
    """What ties the number to the words before it; "of" in "hits of missiles and 14 drones"."""
    at = entry.first - 1
    if at < floor:
        return ""
    if items[at].text == "and" and at - 1 > floor and items[at - 1].has("class"):
        for step in range(at - 2, max(floor, at - _NEAR), -1):
            if items[step].text in LINKS:
                return items[step].text
            if items[step].kind not in {"word", "phrase"}:
                break
    return items[at].text


def _goes_on(items: Sequence[Item], at: int) -> bool:
    """As in "they count the dead; there are 30": the break before what is counted."""
    behind = [item.text for item in items[at + 1 : at + 3]]
    return len(behind) > 1 and behind[0] in {"there", "they"} and behind[1] in BE


def _left(
    items: Sequence[Item], at: int, entry: Counted, *, link: str, state: bool, steps: int
) -> list[Cue]:
    cues = []
    item = items[at]
    for phrase in item.phrases:
        far = phrase.weak and entry.counted is None and steps > _NEAR
        if far or not _fits(entry, phrase):
            continue
        weak = _WEAK if phrase.weak else 0.0
        cues.extend(_inverted(items, at, entry, phrase=phrase, weak=weak))
        if phrase.kind in {"toll", "noun"} and _is_among(items, at):
            continue
        toll = phrase.kind == "toll" or (phrase.kind == "noun" and _states(items, at, entry))
        if _governs(items, at, phrase):
            near = 0.95 if steps == 1 else 0.84 - 0.02 * steps
            cues.append(_cue(phrase, "active", at, strength=near - weak))
        elif _instrument(phrase, link, steps):
            near = 0.95 if link == "of" and steps <= _NEAR else 0.86 - 0.01 * steps
            cues.append(_cue(phrase, "nominal", at, strength=near - weak))
        elif _is_label(items, at, entry, phrase=phrase):
            cues.append(_cue(phrase, "toll", at, strength=0.9 - weak))
        elif phrase.kind == "before" and steps <= _NEAR:
            cues.append(_cue(phrase, "before", at, strength=0.9 - weak))
        elif toll and (state or link in {"to", "from"}) and _bare(entry):
            cues.append(_cue(phrase, "toll", at, strength=0.91 - 0.01 * min(steps, _NEAR) - weak))
    return cues


def _is_among(items: Sequence[Item], at: int) -> bool:
    """As in "among the dead are 14", "of the 52 dead, 47 were": a part of those."""
    if any(item.text == "among" for item in items[max(0, at - 2) : at]):
        return True
    counted = at > 0 and items[at - 1].kind == "number"
    return counted and any(item.text == "of" for item in items[max(0, at - 3) : at - 1])


def _is_label(items: Sequence[Item], at: int, entry: Counted, *, phrase: Phrase) -> bool:
    """As in "Persons in camps: 61,300", "Persons rescued: 40"."""
    said = phrase.kind == "after" or (phrase.kind == "object" and phrase.form == "participle")
    between = [item.text for item in items[at + 1 : entry.first]]
    return said and between in ([":"], ["-"], ["\u2013"]) and at > 0 and items[at - 1].has("class")


def _governs(items: Sequence[Item], at: int, phrase: Phrase) -> bool:
    """Whether an active verb stands at `at`, whose object the number is."""
    if phrase.kind != "object":
        return False
    if phrase.form not in _FINITE:
        return phrase.form == "participle" and _is_perfect(items, at)
    if at and phrase.form == "past" and items[at - 1].text in _ARTICLES:
        return False  # "The hacked firm employs 30 people."
    return not (is_noun_use(items, at) or is_passive(items, at))


def _is_perfect(items: Sequence[Item], at: int) -> bool:
    """As in "has taken 21 lives", "has spread and taken 21 lives"."""
    near = [item.text for item in items[max(0, at - 3) : at]]
    joined = near[-1:] == ["and"] and any(item.text in HAVE for item in items[:at])
    return joined or (bool(set(near) & HAVE) and not set(near) & BE)


def _inverted(
    items: Sequence[Item], at: int, entry: Counted, *, phrase: Phrase, weak: float
) -> list[Cue]:
    """As in "are destroyed 30": the passive verb before its subject."""
    before = items[at - 1] if at > 0 else None
    asked = before is not None and before.text in {"what", "which"}
    if asked and phrase.kind in {"object", "subject"} and items[entry.first - 1].text == ":":
        found = at + 2 == entry.first  # "What hit: 17 drones".
        return [_cue(phrase, "inverted", at, strength=0.8 - weak)] if found else []
    acts = phrase.kind == "subject" and phrase.form == "past"
    if acts and at + 1 == entry.first and items[at].text not in STATE_VERBS:
        # As in "in Odesa region perished one person": nothing else stands before the verb.
        free = before is None or before.kind in {"place", "date"}
        free = free or (before is not None and before.text in REGION_WORDS | HAVE)
        return [_cue(phrase, "inverted", at, strength=0.9 - weak)] if free else []
    passive = phrase.kind == "object" and phrase.form == "participle"
    if not (passive and _next_to(items, at, entry) and is_passive(items, at)):
        return []
    return [_cue(phrase, "inverted", at, strength=0.8 - weak)]


def _next_to(items: Sequence[Item], at: int, entry: Counted) -> bool:
    """As in "are destroyed 30", "what was stopped: 30"."""
    between = [item.text for item in items[at + 1 : entry.first]]
    return between in ([], [":"], ["-"], ["\u2013"])


def _instrument(phrase: Phrase, link: str, steps: int) -> bool:
    """As in "a barrage of 30", "attacked with 30": the preposition that ties the number."""
    if phrase.kind == "nominal":
        return link in LINKS or link == "on"  # "Files on 30 people".
    apart = phrase.form in {"past", "participle", "ing"} or steps > 2  # noqa: PLR2004
    return phrase.kind == "tool" and apart and link in {"with", "by", "using", "via"}


def right_cues(items: Sequence[Item], entry: Counted, ceiling: int) -> list[Cue]:
    """Cues behind the noun phrase, before item `ceiling` (the next number's phrase)."""
    at = past_apposition(items, entry)
    jumped = at != entry.last
    limit = max(ceiling, min(at + WALK_MAX, len(items))) if jumped else ceiling
    walk = _RightWalk(items, entry, jumped=jumped)
    for step in range(WALK_MAX):
        here = at + step
        if here >= min(limit, len(items)) or not walk.take(here):
            break
    if walk.negated and walk.aux and not walk.cues and entry.counted is None:
        return [Cue(role=OTHER, rule="negated", strength=0.93, item=at, right=False)]
    return walk.cues


class _RightWalk:
    """The state of a walk to the right of one number."""

    def __init__(self, items: Sequence[Item], entry: Counted, *, jumped: bool) -> None:
        self.items = items
        self.entry = entry
        self.cues: list[Cue] = []
        self.be = False
        self.aux = False
        self.negated = False
        self.near = not jumped
        self.verbs = 0
        self.jumped = jumped
        self.among = False

    def take(self, at: int) -> bool:
        """Read the item at `at`; False where the walk ends."""
        item = self.items[at]
        text = item.text
        named = item.has("actor") and self.items[at - 1].text not in PREPOSITIONS - {"as"}
        if item.kind == "number" or text in BREAKS or text in {":", ",", "."} or named:
            return False
        if text in AUXILIARIES:
            self.aux = True
            self.be = self.be or text in BE
            return True
        if text in NEGATIONS:
            self.negated = True
        self.among = self.among or text == "among"
        if item.phrases and not item.has("demonym", "actor"):
            return self._phrase(at)
        if text in CONJUNCTIONS and text not in {"as", "since"}:
            return False
        if item.kind == "word" and not self._light(item):
            self.near = False
            if self.be or self.jumped:
                # Another verb or predicate holds this subject.
                return text.endswith("ly") or text in PREPOSITIONS or self.verbs == 0
        return True

    def _light(self, item: Item) -> bool:
        text = item.text
        return (
            text in ADVERBS
            or text in RELATIVES
            or text in PREPOSITIONS
            or text.endswith("ly")
            or text in QUOTES
        )

    def _phrase(self, at: int) -> bool:
        """A catalogue word: a cue, or a noun that the walk passes."""
        item = self.items[at]
        if is_noun_use(self.items, at):
            return True
        verb = False
        for phrase in item.phrases:
            verb = verb or phrase.kind in {"object", "subject"}
            if _fits(self.entry, phrase):
                cue = self._cue(at, phrase)
                if cue is not None:
                    self.cues.append(cue)
        if verb:
            self.verbs += 1
            reduced = not self.aux and all(
                phrase.form in {"ing", "participle"} or phrase.kind not in {"object", "subject"}
                for phrase in item.phrases
                if phrase.form != "past"
            )
            finite = any(cue.rule == "subject" and cue.item == at for cue in self.cues)
            return not self.aux and (reduced or not finite)
        if item.has("class", "noun") and not self.cues:
            self.near = False
        return True

    def _cue(self, at: int, phrase: Phrase) -> Cue | None:
        weak = _WEAK if phrase.weak else 0.0
        if phrase.kind == "object" and phrase.form == "participle":
            if self.be:
                return _cue(
                    phrase, "passive", at, strength=0.94 - weak, negated=self.negated, right=True
                )
            if self.near and not self.aux and not self._has_object(at):
                after = self.items[at + 1].text if at + 1 < len(self.items) else ""
                sure = 0.86 if after == "by" else 0.92
                return _cue(phrase, "participle", at, strength=sure - weak, right=True)
        if phrase.kind == "subject" and self._acts(at, phrase):
            return _cue(
                phrase, "subject", at, strength=0.9 - weak, negated=self.negated, right=True
            )
        behind = phrase.kind == "after" and (self.near or self.be)
        said = phrase.kind == "toll" or self.items[self.entry.first - 1].text == "to"
        if behind or (phrase.kind in {"toll", "noun"} and said and self._is_object(at)):
            return _cue(phrase, phrase.kind, at, strength=0.89 - weak, right=True)
        if phrase.kind == "noun" and self.be and self.verbs == 0 and not self.among:
            return _cue(
                phrase, "predicate", at, strength=0.88 - weak, negated=self.negated, right=True
            )
        return None

    def _acts(self, at: int, phrase: Phrase) -> bool:
        if phrase.form == "base" and self.items[at - 1].text == "to":
            return True
        if phrase.form in {"past", "third", "base"}:
            return not self.be
        if phrase.form == "ing":
            return self.near or self.be
        return phrase.form == "participle" and self.aux

    def _is_object(self, at: int) -> bool:
        """As in "bringing to 19 the number of dead": the sum right behind its number."""
        return at == self.entry.last + 1 and self.items[at - 1].text in {"the", "its", "their"}

    def _has_object(self, at: int) -> bool:
        """Whether the verb takes an object of its own: then it is no participle."""
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        if after is None:
            return False
        return after.kind == "number" or (
            after.has("class") or after.text in {"the", "a", "an", "its", "their"}
        )


def _cue(
    phrase: Phrase,
    rule: str,
    at: int,
    *,
    strength: float,
    negated: bool = False,
    right: bool = False,
) -> Cue:
    return Cue(
        role=phrase.name,
        rule=rule,
        strength=strength,
        item=at,
        of=phrase.of,
        negated=negated,
        right=right,
        weak=phrase.weak,
    )


def _fits(entry: Counted, phrase: Phrase) -> bool:
    return bool(phrase.of) and (entry.counted is None or entry.counted in phrase.of)


def _bare(entry: Counted) -> bool:
    return entry.counted is None or entry.role is None


def is_passive(items: Sequence[Item], at: int) -> bool:
    """Whether the verb at `at` stands behind a form of "be"."""
    for step in range(1, 7):
        before = at - step
        if before < 0:
            return False
        text = items[before].text
        if text in BE:
            return True
        light = text in ADVERBS or text.endswith("ly") or text in NEGATIONS
        joined = text in {"or", ",", "and"} or items[before].has("object", "after")
        if text in HAVE or not (light or joined):
            return False
    return False


def _states(items: Sequence[Item], at: int, entry: Counted) -> bool:
    """Whether only words of state stand between a role noun and its number."""
    between = items[at + 1 : entry.first]
    return bool(between) and all(
        item.text in STATE_VERBS or item.text in ADVERBS or item.text in {":", "-", "\u2013", "("}
        for item in between
    )
