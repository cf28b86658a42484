"""Sides: who attacked whom, for each number of a text."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workers.core.counted import Counted
from workers.core.grammar import BREAKS, PLACE_PREPOSITIONS, QUOTES
from workers.core.items import Item
from workers.core.lexicon import Lexicon
from workers.core.roles import Role
from workers.core.vocabulary import Actor
from workers.core.whereabouts import Whereabouts

_MADE: Final = frozenset("designed made built type style supplied produced led backed".split())
_OWNER_REACH: Final = 3
_AGENT_REACH: Final = 8


class Sides(Struct, frozen=True, kw_only=True):
    """Attacker and target, and how they were found; both null where nothing tells."""

    actor: str | None = None
    target: str | None = None
    how: str = ""


class SideReader:
    """Reads directions with the actors of one domain."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Actors by code."""
        self.actors: dict[str, Actor] = {actor.code: actor for actor in lexicon.words.actors}
        self.countries = {
            actor.country: actor.code for actor in lexicon.words.actors if actor.country
        }
        self.launched = lexicon.words.default_role

    def read(
        self,
        items: Sequence[Item],
        entry: Counted,
        role: Role,
        *,
        where: Whereabouts,
        weapon: bool,
    ) -> Sides:
        """The sides of one number, from its own sentence alone."""
        target = self.countries.get(where.country) if where.country else None
        if weapon:
            attacker = self._owner(items, entry) or self._agent(items, entry, role)
            if attacker is None:
                attacker = self._subject(items, entry, role)
            if attacker is not None:
                return self.pair(attacker, target if target != attacker else None)
        if target is not None:
            return self.attacked(target, "place")
        return Sides()

    def pair(self, attacker: str, target: str | None = None) -> Sides:
        """Attacker and whom it attacks, where the text names no one else."""
        known = self.actors.get(attacker)
        against = target or (known.against if known is not None else None)
        return Sides(actor=attacker, target=against, how="actor")

    def attacked(self, target: str, how: str) -> Sides:
        """The side that attacks `target`."""
        attacker = next(
            (code for code, actor in self.actors.items() if actor.against == target), None
        )
        return Sides(actor=attacker, target=target, how=how)

    def _other(self, defender: str) -> str | None:
        return self.attacked(defender, "").actor

    def _owner(self, items: Sequence[Item], entry: Counted) -> str | None:
        """ "48 Ukrainian drones": whose weapons they are."""
        for at in range(entry.first, min(entry.last, len(items))):
            code = items[at].name("demonym")
            if code is not None and not self._only_made(items, at):
                return code
        return None

    def _only_made(self, items: Sequence[Item], at: int) -> bool:
        after = [item.text for item in items[at + 1 : at + 3]]
        return any(text in _MADE for text in after)

    def _agent(self, items: Sequence[Item], entry: Counted, role: Role) -> str | None:
        """ "launched by Russia", "shot down by Ukrainian crews"."""
        for at in range(entry.last, min(entry.last + _AGENT_REACH, len(items) - 1)):
            if items[at].kind == "number" or items[at].text in BREAKS:
                break
            if items[at].text in {"by", "from"}:
                for item in items[at + 1 : at + 1 + _OWNER_REACH]:
                    code = item.name("actor") or item.name("demonym") or item.name("speaker")
                    if code is not None:
                        return self._acting(items, at, code, role=role)
        return None

    def _acting(self, items: Sequence[Item], at: int, code: str, *, role: Role) -> str | None:
        """The attacker, if `code` did what the verb before "by" says."""
        verb = next(
            (item for item in reversed(items[max(0, at - 2) : at]) if item.has("object")), None
        )
        done = (verb.name("object") if verb is not None else None) or role.role
        return code if done == self.launched else self._other(code)

    def _subject(self, items: Sequence[Item], entry: Counted, role: Role) -> str | None:
        """The side that does what the cue says: launches, or stops and counts what comes."""
        limit = role.cue if 0 <= role.cue < entry.item else entry.first
        target: str | None = None
        speaker: str | None = None
        for at in range(limit - 1, -1, -1):
            item = items[at]
            if item.text in {";"}:
                break
            code = item.name("actor")
            if code is not None and not self._place_like(items, at):
                return code if self._attacks(role) else self._other(code)
            if code is not None and target is None and not self._behind_by(items, at):
                target = code
            owner = item.name("speaker") or item.name("demonym")
            if owner is not None and speaker is None and not self._only_made(items, at):
                speaker = owner if item.has("speaker") or not self._attacks(role) else speaker
                if self._attacks(role) and item.has("demonym") and role.cue >= 0:
                    return owner if not role.weak else self._other(owner)
        if speaker is not None:
            return self._other(speaker)
        if target is not None:
            return self._other(target)
        return self._aimed(items, entry)

    def _attacks(self, role: Role) -> bool:
        return role.role == self.launched and not role.weak

    def _aimed(self, items: Sequence[Item], entry: Counted) -> str | None:
        """ "30 drones were launched at Ukraine": the target behind the number."""
        for at in range(entry.last, min(entry.last + 10, len(items))):
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
            items[before].text in {"the", "all", "of"} | QUOTES or items[before].has("demonym")
        ):
            before -= 1
        text = items[before].text if before >= 0 else ""
        return text in PLACE_PREPOSITIONS or items[before].has("tool") if before >= 0 else False

    def _behind_by(self, items: Sequence[Item], at: int) -> bool:
        return at > 0 and items[at - 1].text == "by"
