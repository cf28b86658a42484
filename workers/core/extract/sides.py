"""Sides: who attacked whom, for each number of a text and for each sentence as a whole."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workers.core.catalogue.lexicon import Lexicon
from workers.core.extract.cue_walks import is_passive
from workers.core.extract.grammar import BREAKS, PLACE_PREPOSITIONS, QUOTES, REGION_WORDS, RELATIVES
from workers.core.extract.items import Item, is_noun_use
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Role
from workers.core.extract.whereabouts import Whereabouts

if TYPE_CHECKING:
    from workers.core.catalogue.phrases import Hit
    from workers.core.catalogue.vocabulary import Actor
    from workers.core.extract.places import Place

_MADE: Final = frozenset(
    [
        "designed",
        "made",
        "built",
        "type",
        "style",
        "supplied",
        "produced",
        "led",
        "backed",
        "speaking",
        "held",
        "controlled",
    ]
)
_OWNER_REACH: Final = 4
_AGENT_REACH: Final = 8
_VERB_REACH: Final = 7
_AIM_REACH: Final = 10
_NAMING: Final = frozenset(("actor", "demonym", "speaker", "foe"))
_AT: Final = frozenset(("on", "against", "at"))
_STRONG: Final = frozenset(("attacker", "defender"))


class Sides(Struct, frozen=True, kw_only=True):
    """Attacker and target, and how they were found; both null where nothing tells.

    `how`: "attacker" or "defender" names the side whose deed the text tells, "target" and "place"
    the one that was hit.
    """

    actor: str | None = None
    target: str | None = None
    how: str = ""

    @property
    def strong(self) -> bool:
        """Whether somebody does something, not only a place is named."""
        return self.how in _STRONG


def _code(item: Item) -> str | None:
    """The side that an item names, by whatever word."""
    return next((phrase.name for phrase in item.phrases if phrase.kind in _NAMING), None)


class SideReader:
    """Reads directions with the actors of one domain."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Actors by code."""
        self.actors: dict[str, Actor] = {actor.code: actor for actor in lexicon.words.actors}
        self.countries = {
            actor.country: actor.code for actor in lexicon.words.actors if actor.country
        }
        self.held = {place: actor.code for actor in lexicon.words.actors for place in actor.holds}
        self.launched = lexicon.words.default_role
        usual = lexicon.words.default_sides
        self._usual = usual[0] if usual is not None else None
        self._weapons = lexicon.defaults
        self._defences = frozenset(
            cue.role
            for cue in lexicon.words.cues
            if cue.role != self.launched and lexicon.defaults & set(cue.of)
        )

    def read(
        self,
        items: Sequence[Item],
        entry: Counted,
        role: Role,
        *,
        where: Whereabouts,
        weapon: bool,
    ) -> Sides:
        """The sides of one number, as the words around it tell them."""
        target = self.side_of(where.place, where.country)
        if weapon:
            told, sure = self._subject(items, entry, role)
            attacker = (
                self._agent(items, entry, role)
                or self._relative(items, entry)
                or (told if sure else None)
                or self._owner(items, entry)
                or self._aimed(items, entry)
            )
            if attacker is not None:
                return self._pair(attacker, target if target != attacker else None)
            if told is not None and target is None:
                guess = self._pair(told)
                return Sides(actor=guess.actor, target=guess.target, how="guess")
        owner = self._owner(items, entry) if not weapon else None
        if owner is not None:
            return self._attacked(owner, "place")
        return self._attacked(target, "place") if target is not None else Sides()

    def sentence(self, items: Sequence[Item], places: "Sequence[Place]") -> Sides:
        """The direction that a whole sentence speaks of, as far as it tells one."""
        weak = Sides()
        for at, item in enumerate(items):
            code = _code(item)
            if code is not None and not self._only_made(items, at):
                found = self._of_actor(items, at, code)
                after = items[at + 1].text if at + 1 < len(items) else ""
                if item.town and found.how == "named" and after in REGION_WORDS:
                    found = self._attacked(code, "place")
                if found.strong:
                    return found
                weak = weak if weak.how == "target" or not found.how else found
            elif item.kind == "place":
                side = self.side_of(places[item.at].name, places[item.at].country)
                origin = at > 0 and items[at - 1].text == "from"
                if side is not None and not weak.how and not origin:
                    weak = self._attacked(side, "place")
        return weak

    def named(
        self, hits: "Sequence[Hit]", places: "Sequence[Place]", *, domain: str, folded: str
    ) -> Iterator[str]:
        """The sides that a sentence names in any way, also by the name of what they use."""
        for hit in hits:
            if hit.phrase.domain != domain:
                continue
            if hit.phrase.kind in _NAMING:
                yield hit.phrase.name
            elif hit.phrase.kind in {"class", "model"}:
                yield from self._makers(folded[hit.start : hit.end])
        for place in places:
            side = self.side_of(place.name, place.country)
            if side is not None:
                yield side

    def _makers(self, text: str) -> Iterator[str]:
        """Sides known for what `text` names."""
        for code, actor in self.actors.items():
            if any(arm in text for arm in actor.arms):
                yield code

    def side_of(self, place: str | None, country: str | None) -> str | None:
        """The side that holds a place."""
        held = self.held.get(place) if place is not None else None
        return held or (self.countries.get(country) if country is not None else None)

    def _of_actor(self, items: Sequence[Item], at: int, code: str) -> Sides:
        """What one named side does in the sentence: attack, defend, or be hit."""
        item = items[at]
        plain = self._plainly(items, at, code)
        if plain.how:
            return plain
        owner = item.has("demonym") or self._owns(items, at)
        for step in range(at + 1, min(at + 1 + _VERB_REACH, len(items))):
            there = items[step]
            if there.text in BREAKS or there.text == "," or _code(there) is not None:
                break
            if not owner and (there.kind == "number" or there.has("class")):
                break
            if there.has("object", "tool") and is_passive(items, step) and not owner:
                continue
            done = self._deed(there, owner=owner, gap=step - at)
            if done == "defend":
                return self._attacked(code, "defender")
            if done == "attack":
                passive = there.has("tool") and self._is_hit(items, step, town=item.town)
                hit = passive and not item.has("demonym")
                return self._attacked(code, "target") if hit else self._pair(code)
        return self._named(item, code)

    def _plainly(self, items: Sequence[Item], at: int, code: str) -> Sides:
        """Sides whose part the name itself, or the preposition before it, gives away."""
        item = items[at]
        if item.has("foe"):
            return self._pair(code)
        dated = at > 0 and items[at - 1].text == "from" and at + 1 < len(items)
        if item.has("speaker") or (dated and items[at + 1].text == ":"):
            return self._attacked(code, "defender")
        if at > 1 and items[at - 1].text == "by" and items[at - 2].has("object"):
            launched = items[at - 2].name("object") == self.launched
            return self._pair(code) if launched else self._attacked(code, "defender")
        return self._attacked(code, "target") if self._place_like(items, at) else Sides()

    def _named(self, item: Item, code: str) -> Sides:
        """A side that is only named: the usual attacker attacks, any other is attacked."""
        if not item.has("actor"):
            return Sides()
        usual = self._usual is not None and code == self._usual
        named = self._pair(code) if usual else self._attacked(code, "named")
        return Sides(actor=named.actor, target=named.target, how="named")

    def _owns(self, items: Sequence[Item], at: int) -> bool:
        """As in "the Kremlin's drones": a name in the possessive."""
        after = [item.text for item in items[at + 1 : at + 3]]
        return after == ["'", "s"] or after[:1] == ["s"]

    def _deed(self, item: Item, *, owner: bool, gap: int) -> str:
        """Whether a word is an attack or a defence."""
        if item.has("defender"):
            return "defend"
        for phrase in item.phrases:
            noun = phrase.form in {"third", "base"} and gap > 1
            if phrase.kind in {"object", "tool"} and not noun:
                if phrase.name == self.launched:
                    return "defend" if phrase.weak else "attack"
                if phrase.kind == "object" and phrase.name in self._defences:
                    return "defend"
            if phrase.kind == "event" and owner:
                return "attack"
            if (
                owner
                and gap < _OWNER_REACH
                and phrase.kind == "class"
                and phrase.name in self._weapons
            ):
                return "attack"
        return ""

    def _pair(self, attacker: str, target: str | None = None) -> Sides:
        """Attacker and whom it attacks, where the text names no one else."""
        known = self.actors.get(attacker)
        against = target or (known.against if known is not None else None)
        return Sides(actor=attacker, target=against, how="attacker")

    def _attacked(self, target: str, how: str) -> Sides:
        """The side that attacks `target`."""
        attacker = next(
            (code for code, actor in self.actors.items() if actor.against == target), None
        )
        return Sides(actor=attacker, target=target, how=how)

    def _other(self, defender: str) -> str | None:
        return self._attacked(defender, "").actor

    def _owner(self, items: Sequence[Item], entry: Counted) -> str | None:
        """As in "48 Ukrainian drones": whose weapons they are."""
        for at in range(entry.first, min(entry.last, len(items))):
            code = items[at].name("demonym")
            if code is not None and not self._only_made(items, at):
                return code
        return None

    def _only_made(self, items: Sequence[Item], at: int) -> bool:
        after = [item.text for item in items[at + 1 : at + 3]]
        return any(text in _MADE for text in after)

    def _agent(self, items: Sequence[Item], entry: Counted, role: Role) -> str | None:
        """As in "launched by Russia", "shot down by Ukrainian crews"."""
        for at in range(entry.last, min(entry.last + _AGENT_REACH, len(items) - 1)):
            if items[at].kind == "number" or items[at].text in BREAKS:
                break
            if items[at].text in {"by", "from"}:
                for item in items[at + 1 : at + 1 + _OWNER_REACH]:
                    code = _code(item)
                    if code is not None:
                        return self._acting(items, at, code, role=role)
        return None

    def _acting(self, items: Sequence[Item], at: int, code: str, *, role: Role) -> str | None:
        """The attacker, if `code` did what the verb before "by" says."""
        verb = next(
            (item for item in reversed(items[max(0, at - 3) : at]) if item.has("object")), None
        )
        done = (verb.name("object") if verb is not None else None) or role.role
        return code if done == self.launched else self._other(code)

    def _relative(self, items: Sequence[Item], entry: Counted) -> str | None:
        """As in "the 40 drones that Russia sent": the subject of a clause behind the number."""
        for at in range(entry.last, min(entry.last + _AGENT_REACH, len(items) - 2)):
            if items[at].text in BREAKS:
                break
            if items[at].text not in RELATIVES:
                continue
            for step in range(at + 1, min(at + 4, len(items))):
                code = items[step].name("actor")
                verb = items[step + 1] if step + 1 < len(items) else None
                if code is not None and verb is not None and verb.has("object", "subject"):
                    launched = verb.name("object") in {self.launched, None}
                    return code if launched else self._other(code)
        return None

    def _subject(
        self, items: Sequence[Item], entry: Counted, role: Role
    ) -> tuple[str | None, bool]:
        """The attacker by what the side before the number does, and whether that is sure."""
        left = 0 <= role.cue < entry.item
        limit = role.cue if left else entry.first
        attacks = role.role == self.launched and not role.weak and left
        for at in range(limit - 1, -1, -1):
            item = items[at]
            if item.text == ";":
                break
            code = _code(item)
            if code is None or self._only_made(items, at):
                continue
            found = self._of_actor(items, at, code)
            gapped = at > 0 and items[at - 1].text in {",", ";", "while"}
            gapped = gapped and items[at + 1].kind == "number"
            if gapped and (entry.of == "ratio" or role.rule == "whole"):
                return self._other(code), True  # "Russia downs 210, Ukraine 118 of 137".
            if found.how in {"attacker", "defender", "target"}:
                odd = found.how == "attacker" and role.role in self._defences and left
                return found.actor, not odd
            if role.rule == "default":
                continue
            return (code if attacks else self._other(code)), False
        return None, False

    def _aimed(self, items: Sequence[Item], entry: Counted) -> str | None:
        """As in "30 drones were launched at Ukraine": the target behind the number."""
        for at in range(entry.last, min(entry.last + _AIM_REACH, len(items))):
            item = items[at]
            if item.text in BREAKS or item.kind == "number":
                break
            code = item.name("actor")
            if code is not None and self._place_like(items, at):
                return self._other(code)
        return None

    def _place_like(self, items: Sequence[Item], at: int) -> bool:
        """Whether a name stands behind a preposition of place: a target, not an actor."""
        before = at - 1
        while before >= 0 and (
            items[before].text in {"the", "all", "of", "much", "central", "western", "eastern"}
            or items[before].text in QUOTES
        ):
            before -= 1
        if before < 0:
            return False
        item = items[before]
        if item.text.startswith("toward") and before > 0 and items[before - 1].text == "back":
            return False
        if items[at].has("demonym"):
            # As in "attacks on Ukraine's grid", "hit Russian refineries".
            aimed = item.text in _AT and before > 0 and items[before - 1].has("event", "tool")
            return aimed and not items[before - 1].has("defender")
        if not items[at].has("actor"):
            return False
        aimed = item.text in PLACE_PREPOSITIONS and item.text not in {"from", "of", "by"}
        verb = item.has("tool") and not is_noun_use(items, before)
        return aimed or (verb and not self._is_hit(items, before, town=False))

    def _is_hit(self, items: Sequence[Item], at: int, *, town: bool) -> bool:
        """Whether the verb at `at` has no object: its subject is what was hit."""
        before = items[at - 1].text if at > 0 else ""
        if before in {"was", "were", "is", "are", "been", "being"}:
            return True
        after = items[at + 1] if at + 1 < len(items) else None
        if after is None or after.kind == "mark" or after.text == "by":
            return True
        return town and (after.kind == "date" or after.text in {"in", "for", "with", "as"})
