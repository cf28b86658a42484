"""Phrases: every word of every domain in one automaton, and where a sentence holds them."""

import re
from collections.abc import Iterable

import ahocorasick  # type: ignore[import-not-found]  # ships no types
from msgspec import Struct

from workers.core.catalogue.inflect import noun_forms, verb_forms
from workers.core.catalogue.model import Domain
from workers.core.catalogue.vocabulary import Actor, Class, Cue, Vocabulary

_SPACES = str.maketrans("\u00a0\u202f\u2019", "  '")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")


class Phrase(Struct, frozen=True, kw_only=True):
    """One form of one catalogue word. `name` is the class, role or actor that it means.

    `kind`: class, model, adjective, object (verb whose object is counted), subject (verb whose
    subject is), nominal, noun, toll, after, before, actor, demonym, speaker, exclude, event.
    `of` holds the classes, kinds included, that a cue may give its role to.
    """

    domain: str
    kind: str
    name: str
    form: str = ""
    of: frozenset[str] = frozenset()
    weak: bool = False


class Hit(Struct, frozen=True):
    """One phrase in a sentence; offsets are relative to the sentence."""

    start: int
    end: int
    phrase: Phrase


class Phrases:
    """All phrases of a catalogue, compiled once. Immutable."""

    def __init__(self, domains: Iterable[Domain]) -> None:
        """Compile the words of `domains`."""
        table: dict[str, list[Phrase]] = {}
        for domain in domains:
            for words, phrase in _phrases(domain.name, domain.vocabulary):
                known = table.setdefault(fold(words), [])
                if phrase not in known:
                    known.append(phrase)
        self._automaton = ahocorasick.Automaton()
        for words in sorted(table):
            self._automaton.add_word(words, (len(words), tuple(table[words])))
        self._empty = not table
        if table:
            self._automaton.make_automaton()

    def find(self, folded: str) -> tuple[Hit, ...]:
        """The hits in `folded` text, in order; none inside a longer one of the same domain."""
        if self._empty:
            return ()
        spans: list[tuple[int, int, tuple[Phrase, ...]]] = []
        for last, (length, phrases) in self._automaton.iter(folded):
            end = last + 1
            start = end - length
            if _bounded(folded, start, end):
                spans.append((start, end, phrases))
        spans.sort(key=lambda span: (span[0], -span[1]))
        reach: dict[str, int] = {}
        hits: list[Hit] = []
        for start, end, phrases in spans:
            open_to = {phrase.domain: reach.get(phrase.domain, 0) for phrase in phrases}
            for phrase in phrases:
                if start >= open_to[phrase.domain]:
                    hits.append(Hit(start, end, phrase))
                    reach[phrase.domain] = max(end, reach.get(phrase.domain, 0))
        return tuple(hits)


def fold(text: str) -> str:
    """Lower case with hyphens inside words as spaces, one for one: offsets stay true."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _HYPHEN.sub(" ", lowered.translate(_SPACES))


def kinds(classes: Iterable[Class]) -> dict[str, frozenset[str]]:
    """Each class with all classes that are kinds of it, itself included."""
    parents = {kind.name: kind.kind_of for kind in classes}
    below: dict[str, set[str]] = {name: {name} for name in parents}
    for name, parent in parents.items():
        above = parent
        while above is not None and name not in below[above]:
            below[above].add(name)
            above = parents[above]
    return {name: frozenset(names) for name, names in below.items()}


def _bounded(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum():
        return False
    return end == len(text) or not text[end].isalnum()


def _phrases(domain: str, words: Vocabulary) -> Iterable[tuple[str, Phrase]]:
    below = kinds(words.classes)
    for counted in words.classes:
        yield from _class_phrases(domain, counted)
    for cue in words.cues:
        of = frozenset(name for top in cue.of for name in below[top])
        yield from _cue_phrases(domain, cue, of)
    for actor in words.actors:
        yield from _actor_phrases(domain, actor)
    for kind, names in (
        ("exclude", words.exclude),
        ("other_cause", words.other_causes),
        ("aside", [form.words for verb in words.asides for form in verb_forms(verb)]),
        ("defender", [form for noun in words.defenders for form in noun_forms(noun)]),
        ("event", [form for noun in words.event_nouns for form in noun_forms(noun)]),
    ):
        for name in names:
            yield name, Phrase(domain=domain, kind=kind, name=name)


def _actor_phrases(domain: str, actor: Actor) -> Iterable[tuple[str, Phrase]]:
    for kind, names in (
        ("actor", actor.names),
        ("demonym", actor.adjectives),
        ("speaker", actor.speakers),
        ("foe", actor.foes),
    ):
        for name in names:
            yield name, Phrase(domain=domain, kind=kind, name=actor.code)


def _class_phrases(domain: str, kind: Class) -> Iterable[tuple[str, Phrase]]:
    for noun in kind.nouns:
        forms = noun_forms(noun)
        for index, form in enumerate(forms):
            number = "both" if len(forms) == 1 else "plural" if index else "singular"
            yield form, Phrase(domain=domain, kind="class", name=kind.name, form=number)
    for words in kind.models:
        for form in (words, words + "s"):
            yield form, Phrase(domain=domain, kind="model", name=kind.name)
    for words in kind.adjectives:
        yield words, Phrase(domain=domain, kind="adjective", name=kind.name)


def _cue_phrases(domain: str, cue: Cue, of: frozenset[str]) -> Iterable[tuple[str, Phrase]]:
    def phrase(kind: str, form: str = "") -> Phrase:
        return Phrase(domain=domain, kind=kind, name=cue.role, form=form, of=of, weak=cue.weak)

    for kind, verbs in (("object", cue.verbs), ("subject", cue.subject_verbs), ("tool", cue.tools)):
        for verb in verbs:
            for written in verb_forms(verb):
                yield written.words, phrase(kind, written.form)
    for kind, nouns in (("nominal", cue.nominals), ("noun", cue.nouns), ("toll", cue.tolls)):
        for noun in nouns:
            forms = noun_forms(noun)
            for index, form in enumerate(forms):
                number = "both" if len(forms) == 1 else "plural" if index else "singular"
                yield form, phrase(kind, number)
    for kind, fixed in (("after", cue.after), ("before", cue.before)):
        for words in fixed:
            yield words, phrase(kind)
