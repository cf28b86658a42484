"""Usual: numbers without a cue, which say what numbers of such texts usually say."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.catalogue.subject_words import TellingWords
from workers.core.extract.grammar import AUXILIARIES, BREAKS, CONJUNCTIONS, PREPOSITIONS, RELATIVES
from workers.core.extract.subjects import Subjects
from workers.core.extract.table import Sentence
from workers.core.extract.told import Told

_FEWEST: Final = 100
_BARE_FEWEST: Final = 1000
_LOOSE: Final = frozenset(("no_cue", "bare"))
_OWNERS: Final = frozenset(("its", "their", "our", "his", "your"))
_LIGHT: Final = PREPOSITIONS | CONJUNCTIONS | RELATIVES | frozenset(("and", "or", "now"))
_NOUNS: Final = 3
_KINDS: Final = frozenset(("object", "subject", "nominal", "noun", "toll", "after", "before"))


def _acts(told: Told) -> bool:
    """Whether a word that no catalogue knows says what was done to the number, or what it does."""
    if any(each.has("event") for each in told.items[told.entry.last : told.entry.last + _NOUNS]):
        return False  # "The $84 million Orbit hack".
    behind = told.items[told.entry.last : told.entry.last + 1]
    ahead = told.items[max(0, told.entry.first - 1) : told.entry.first]
    unknown = any(
        each.kind == "word"
        and each.text not in (_LIGHT if told.number.unit is None else _LIGHT | AUXILIARIES)
        and not each.phrases
        for each in behind
    )
    return unknown or any(
        each.kind == "word" and each.text.endswith(("ed", "ing")) and not each.phrases
        for each in ahead
    )


class UsualReader:
    """Gives the usual role of one domain. Immutable."""

    def __init__(self, words: TellingWords, domain: str, lexicon: Lexicon) -> None:
        """Keep what is usual."""
        self._role = words.usual
        self._of = frozenset(words.usual_of)
        self._domain = domain
        self._lexicon = lexicon

    def settle(
        self, told: Sequence[Told], sentences: Sequence[Sentence], subjects: Subjects
    ) -> list[Told]:
        """Every number, with the usual role where its own words give none.

        That takes a sentence that tells of such an event or names its subject, or one that goes
        on from it, in a text that has no number of the kind with a cue. A number of what somebody
        has ("its 3 million customers") is left out.
        """
        if self._role is None:
            return list(told)
        telling = self._telling(sentences, subjects)
        wholes = [self._whole(each, told) for each in told]
        cued = {
            (each.subject, each.counted)
            for each in wholes
            if each.role.role == self._role and not (each.why or each.past or each.role.part)
        }
        settled = []
        for each in wholes:
            found = each
            if telling[each.sentence]:
                found = self._usual(each, sentences, subjects)
            settled.append(each if (found.subject, found.counted) in cued else found)
        return settled

    def _telling(self, sentences: Sequence[Sentence], subjects: Subjects) -> list[bool]:
        """For each sentence whether it tells of an event; one of money may also name its subject.

        What somebody counts in people is told too often beside a name to be taken for that.
        """
        loose = bool(self._of & self._lexicon.measured)
        own = [
            any(self._tells(each)) or (loose and bool(subjects.spoken[each.index]))
            for each in sentences
        ]
        return [
            mine
            or (loose and at > 0 and own[at - 1] and subjects.blocks[at] == subjects.blocks[at - 1])
            for at, mine in enumerate(own)
        ]

    def _tells_other(self, sentence: Sentence) -> bool:
        """Whether the sentence also tells what befell other things of the kind."""
        return any(
            hit.phrase.domain == self._domain
            and hit.phrase.kind in _KINDS
            and hit.phrase.name != self._role
            for hit in sentence.hits
        )

    def _is_other(self, told: Told) -> bool:
        """As in "was bought by a bank for $9 million": its clause says what else befell it."""
        for item in reversed(told.items[: told.entry.first]):
            if item.text in BREAKS or item.text == "," or item.kind == "number":
                break
            names = {each.name for each in item.phrases if each.kind == "object"}
            if names:
                return self._role not in names
            if item.has("event"):
                break
        return False

    def _tells(self, sentence: Sentence) -> list[bool]:
        return [
            hit.phrase.kind == "event"
            or (hit.phrase.kind in _KINDS and hit.phrase.name == self._role and not hit.phrase.weak)
            for hit in sentence.hits
            if hit.phrase.domain == self._domain
        ]

    def _usual(self, told: Told, sentences: Sequence[Sentence], subjects: Subjects) -> Told:
        value = told.number.value or told.number.low or 0.0
        if told.role.role == self._role and told.counted is None and value >= _FEWEST:
            kind = self._topic(told, sentences, subjects)
            return self._as(told, kind if kind in self._of else min(self._of), told.role.rule)
        if told.number.text.startswith("0"):
            return told  # A telephone number.
        loose = told.role.role == OTHER and told.role.rule in _LOOSE and not told.why
        if not loose or value < _FEWEST or self._is_owned(told) or _acts(told):
            return told
        money = told.counted in self._lexicon.measured
        other = self._is_other(told) if money else self._tells_other(sentences[told.sentence])
        if other:
            return told
        kind = told.kind
        if kind is None and value >= _BARE_FEWEST and told.number.kind == "count":
            kind = self._topic(told, sentences, subjects)
        if kind is None or kind not in self._of:
            return told
        return self._as(told, kind, "usual")

    def _as(self, told: Told, kind: str, rule: str) -> Told:
        role = structs.replace(
            told.role, role=self._role or OTHER, counted=kind, rule=rule, weak=rule == "usual"
        )
        return structs.replace(
            told,
            role=role,
            kind=kind,
            counted=kind,
            person=kind in self._lexicon.people,
            figured=True,
        )

    def _whole(self, told: Told, others: Sequence[Told]) -> Told:
        """As in "5 million of its 30 million users": a part of what it has is all that it lost."""
        if not told.role.part or told.entry.of not in {"ratio", "part"}:
            return told
        last = told.entry.last
        if told.entry.of == "ratio":
            whole = [each for each in others if each.sentence == told.sentence
                     and each.entry.item > told.entry.item]  # fmt: skip
            last = whole[0].entry.last if whole else last
        words = {item.text for item in told.items[told.entry.item : last]}
        if not (words & _OWNERS or any(word.endswith("'s") for word in words)):
            return told
        return structs.replace(told, role=structs.replace(told.role, part=False))

    def _is_owned(self, told: Told) -> bool:
        words = [item.text for item in told.items[told.entry.first : told.entry.item]]
        return bool(_OWNERS & set(words)) and "all" not in words

    def _topic(self, told: Told, sentences: Sequence[Sentence], subjects: Subjects) -> str | None:
        """The class named last before a bare number, in its block."""
        block = subjects.blocks[told.sentence]
        for at in range(told.sentence, -1, -1):
            if subjects.blocks[at] != block:
                break
            hits = [
                hit
                for hit in sentences[at].hits
                if hit.phrase.domain == self._domain
                and (at < told.sentence or hit.start < told.number.start)
            ]
            for hit in reversed(hits):
                if hit.phrase.kind == "class" and hit.phrase.form != "singular":
                    return hit.phrase.name
                toll = sentences[at].folded[hit.start : hit.end].split()
                if hit.phrase.kind == "toll":
                    own = (self._lexicon.plurals.get(word) for word in toll)
                    named = next((name for name in own if name is not None), None)
                    if named is not None:
                        return named
        return None
