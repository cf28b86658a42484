"""Subject marks: how much the words around a name say that the text is about its bearer."""

import re
from collections.abc import Sequence
from typing import Final

from workers.core.catalogue.inflect import noun_forms, verb_forms
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.extract.grammar import ADVERBS, BE, HAVE, PLACE_PREPOSITIONS
from workers.core.extract.subject_names import Name
from workers.core.extract.table import Sentence
from workers.core.numbers.numerals import Number
from workers.core.records.phrases import Phrases, Words, words_of

STRONG: Final = 3.0
_WEAK: Final = 1.0
_PLACED: Final = 2.0
_HELPERS_MAX: Final = 3
_KIND_REACH: Final = 5
_KIND_WORDS: Final = 4
_LEADS: Final = 3
_BETWEEN: Final = ADVERBS | BE | HAVE | frozenset("on first which who".split())
_ARTICLES: Final = frozenset("the a an its their".split())
_RELATIVE: Final = frozenset("which who whose based a an the one".split())
_ASIDE_WORDS: Final = 16
_ASIDE = re.compile(r" ?\([^()]{1,40}\)")
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday today".split())
_AT_WORDS: Final = 4
_REFERENCE: Final = frozenset("before after since than like unlike following".split())
_EVENT_WORDS: Final = 6
_BEYOND_WORDS: Final = 10
_BEYOND = re.compile(
    r"(?:than|ahead of|short of|beats?|tops|topped|surpass\w*|exceed\w*|dwarf\w*|eclips\w*|"
    r"overt\w+|not match|approach\w*|nears?) the (?:nearly |roughly |about |record |some )?\S?\d"
)
_OWN: Final = frozenset(("its", "their"))


class SubjectMarks:
    """The patterns of one domain, compiled. Immutable."""

    def __init__(self, words: SubjectWords) -> None:
        """Compile the patterns."""
        self._nouns = _nouns(words.nouns)
        self._kinds = _nouns(words.kinds)
        self._others = _nouns(words.others)
        self._behind = Phrases(_plain(words.behind))
        self._verbs = _verbs(words.verbs)
        self._hit = Phrases(
            form.words for verb in words.hit for form in verb_forms(verb) if form.form != "ing"
        )
        self._says = _verbs(words.says)
        self._events = _nouns(words.events)
        self._near = Phrases(_plain(words.near))
        self._placed = bool(words.near)
        self._wholes = frozenset(_plain(words.wholes))
        self.nouns = frozenset(_plain((*words.nouns, *words.wholes)))

    def without_noun(self, name: Name) -> Name:
        """The name alone, where its noun is written as a part of it ("Ridge Gulch Fire")."""
        words = words_of(name.text)
        for at in range(1, len(words.folded)):
            if self._nouns.at(words, at) == len(words.folded):
                last = words.ends[at - 1]
                return Name(name.start, name.start + last, name.text[:last], lone=name.lone)
        return name

    def evidence(self, words: Words, name: Name, sentence: Sentence, *, town: bool) -> float | None:
        """How much the words around a name say that it is a subject; None: it is somebody else.

        What stands before a name of a `town` tells only where something happened.
        """
        first = _index(words, name.start)
        end = _index(words, name.end - 1) + 1
        other = self._others.before(words, first, reach=0) or self._apposition(
            words, end, self._others
        )
        if other is not None or self._follows(words, end, self._others):
            return None
        weight = STRONG * self._marks(words, (first, end), name=name, town=town)
        if not town and any(_is_lost_by(sentence, one, name) for one in sentence.numbers):
            weight += STRONG
        if not weight and self._near.before(words, first, reach=0) is not None:
            return _PLACED  # What follows is said of the fire and not of the place.
        return weight + self._acts(words, end, name=name, sentence=sentence)

    def _marks(self, words: Words, span: tuple[int, int], *, name: Name, town: bool) -> int:
        """How many marks stand around the words of `span` that are the name."""
        first, end = span
        whole = end > 1 and words.folded[end - 1] in self._wholes  # "The Hawk Complex".
        event = self._events.within(words, end, end + 2) == (end, end + 1)
        kind = self._kinds.before(words, first, reach=0) is not None
        kind = kind or (not town and self._follows(words, end, self._kinds))
        return sum(
            (
                whole or self._nouns.within(words, end, end + 2) == (end, end + 1),
                event and not name.lone,
                not town and self._is_behind(words, first),
                kind or self._apposition(words, end, self._kinds) is not None,
            )
        )

    def _acts(self, words: Words, end: int, *, name: Name, sentence: Sentence) -> float:
        """How much what the name does or suffers tells of it."""
        first = _index(words, name.start)
        if self._placed and first and words.folded[first - 1] in PLACE_PREPOSITIONS:
            return 0.0  # "The fire near X has burned": it is not the place that does.
        aside = _ASIDE.match(sentence.text, name.end)
        beyond = end if aside is None else _index(words, aside.end() - 1)
        verb = self._does(words, beyond, skip=aside is not None)
        main = _past_relative(words, end)
        if not verb and main != end:
            verb = self._does(words, main, skip=False)
        last = min(len(words.folded), end + _EVENT_WORDS)
        own = sentence.numbers and _OWN & set(words.folded[end:])
        if verb == _WEAK and (own or self._events.within(words, end, last) is not None):
            verb = STRONG  # "X said 40,000 of its customers were hit", "X admitted a leak".
        return 0.0 if name.lone and verb == _WEAK else verb

    def _is_behind(self, words: Words, first: int) -> bool:
        """Whether the name stands behind a phrase, past an article ("an attack on the X")."""
        at = first
        for _ in range(_LEADS):
            if self._behind.before(words, at, reach=0) is not None:
                return True
            if not at or words.folded[at - 1] not in _ARTICLES:
                return False
            at -= 1
        return False

    def _follows(self, words: Words, end: int, nouns: Phrases) -> bool:
        """As in "the Red Lamp blood bank": a noun of its kind right behind the name."""
        found = nouns.within(words, end, min(len(words.folded), end + _KIND_WORDS))
        if found is None or found[0] > end + 1:
            return False
        return not any(words.breaks[end : found[1]])

    def _does(self, words: Words, end: int, *, skip: bool) -> float:
        """What the name is the subject of, past auxiliaries and the day."""
        at = end
        passive = False
        for _ in range(_HELPERS_MAX):
            if at >= len(words.folded) or (words.breaks[at] == ";" and not (skip and at == end)):
                break
            if self._verbs.at(words, at) is not None:
                return STRONG
            if passive and self._hit.at(words, at) is not None:
                return STRONG
            if self._says.at(words, at) is not None:
                return _WEAK
            word = words.folded[at]
            if word not in _BETWEEN and word not in _DAYS:
                break
            passive = passive or word in BE
            at += 1
        return 0.0

    def _apposition(self, words: Words, end: int, nouns: Phrases) -> tuple[int, int] | None:
        """As in "X, an Indian exchange": a noun of its kind right behind the name."""
        if end >= len(words.folded) or words.breaks[end] != ",":
            return None
        if words.folded[end] not in {"a", "an", "the", "one"}:
            return None
        stop = next(
            (at for at in range(end + 1, len(words.folded)) if words.breaks[at]), len(words.folded)
        )
        return nouns.within(words, end, min(stop, end + _KIND_REACH))


def _past_relative(words: Words, end: int) -> int:
    """Where the sentence goes on behind ", which sells tests by post,"."""
    if words.breaks[end : end + 1] != (",",) or words.folded[end] not in _RELATIVE:
        return end
    for at in range(end + 1, min(end + _ASIDE_WORDS, len(words.folded))):
        if words.breaks[at] == ",":
            return at
        if words.breaks[at] == ";":
            break
    return end


def is_compared(words: Words, at: int) -> bool:
    """As in "ahead of the 5 million lost by X": what the number and the name are set against."""
    return _BEYOND.search(" ".join(words.folded[max(0, at - _BEYOND_WORDS) : at])) is not None


def is_reference(words: Words, name: Name) -> bool:
    """As in "a week before Acme, the carrier Orbit": the name only places what is told."""
    first, end = _index(words, name.start), _index(words, name.end - 1) + 1
    led = first > 0 and words.folded[first - 1] in _REFERENCE and ";" not in words.breaks[first]
    if is_compared(words, first):
        return True
    tells = words.folded[end : end + 1] in (("which",), ("who",))  # "Than Acme, which lost 5."
    return led and words.breaks[end : end + 1] == (",",) and not tells


def _is_lost_by(sentence: Sentence, number: Number, name: Name) -> bool:
    """As in "5 million accounts at X", "$5 million in coins from X"."""
    between = sentence.text[number.unit_end : name.start]
    lead = (" at ", " from ") if number.kind == "money" else (" at ",)
    return between.endswith(lead) and len(between.split()) <= _AT_WORDS


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))


def _plain(phrases: Sequence[str]) -> list[str]:
    return [phrase.replace("-", " ").lower() for phrase in phrases]


def _nouns(nouns: Sequence[str]) -> Phrases:
    return Phrases(form for noun in _plain(nouns) for form in noun_forms(noun))


def _verbs(verbs: Sequence[str]) -> Phrases:
    return Phrases(form.words for verb in verbs for form in verb_forms(verb))
