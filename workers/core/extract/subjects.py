"""Subjects: the fire, organisation or victim that each sentence and number of a text is about."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workers.core.catalogue.inflect import noun_forms, verb_forms
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.extract.grammar import ADVERBS, BE, HAVE
from workers.core.extract.subject_names import Name, find_names
from workers.core.extract.table import Sentence
from workers.core.records.phrases import Phrases, Words, words_of

_TITLE_WEIGHT: Final = 6.0
_FIRST_WEIGHT: Final = 4.0
_LEAD_WEIGHT: Final = 2.0
_LEAD_SENTENCES: Final = 3
_STRONG: Final = 3.0
_WEAK: Final = 1.0
_PLACED: Final = 2.0
_NAMED: Final = 0.5
_HELPERS_MAX: Final = 3
_KIND_REACH: Final = 5
_RIGHT_BEHIND: Final = 2
_BETWEEN: Final = ADVERBS | BE | HAVE | frozenset("on first which who".split())
_TICKER: Final = 4
_OPENED = re.compile(r"[^\w]*(?:\d{1,2}[.)] )?[^\w]*")
_HEADED = re.compile(r"(?: ?\([^()]{1,40}\))? ?(?:[.:\u2013\u2014]|- |$)")
_RELATIVE: Final = frozenset("which who whose based a an the one".split())
_ASIDE_WORDS: Final = 16
_ASIDE = re.compile(r" ?\([^()]{1,40}\)")
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday today".split())
_OPENS_ON: Final = frozenset("at from of by in".split())


class Spoken(Struct, frozen=True):
    """Where a sentence names a subject; offsets are relative to it."""

    start: int
    end: int
    subject: str


class Subjects(Struct, frozen=True, kw_only=True):
    """Who a text is about: its `main` subject, and all that each sentence names, in order.

    `carried` is whom each sentence goes on about, `heads` the sentences that open an entry of a
    list with its subject's name ("Acme (May 3)."), with the `paragraphs` of those.
    """

    main: str | None
    spoken: tuple[tuple[Spoken, ...], ...]
    carried: tuple[str | None, ...]
    heads: frozenset[int] = frozenset()
    paragraphs: dict[int, int] = {}

    def begun(self, index: int) -> bool:
        """Whether the main subject was named before sentence `index`."""
        return any(one.subject == self.main for row in self.spoken[:index] for one in row)

    def speaks(self, sentence: Sentence, name: str | None) -> bool:
        """Whether the sentence names `name`, or names nobody and goes on about it."""
        row = self.spoken[sentence.index]
        own = self.carried[sentence.index] == name and name is not None
        return any(one.subject == name for one in row) or (not row and own)

    def listed(self, sentence: Sentence) -> str | None:
        """Whom the entry of a list is about in which the sentence stands."""
        for head, paragraph in self.paragraphs.items():
            if paragraph == sentence.paragraph and head <= sentence.index:
                return self.spoken[head][0].subject
        return None

    def of(self, sentence: Sentence, at: int) -> str | None:
        """Whom the number at offset `at` of `sentence` is about.

        The one named right behind it ("5 million at X"), else the last one named before it in the
        sentence, else the one the sentence names, else the one that the paragraph speaks of.
        """
        row = self.spoken[sentence.index]
        behind = [one for one in row if one.start >= at]
        before = [one for one in row if one.end <= at]
        if behind and _is_right_behind(sentence.text[at : behind[0].start]):
            return behind[0].subject
        if before:
            return before[-1].subject
        if behind:
            return behind[0].subject
        return self.carried[sentence.index]


def _is_right_behind(between: str) -> bool:
    """Whether only a unit and a preposition stand between a number and a name."""
    words = between.lower().split()
    return bool(words) and words[-1] in _OPENS_ON and len(words) <= _RIGHT_BEHIND + 2


def _is_at(between: str) -> bool:
    """As in "5 million accounts at X"."""
    return between.endswith(" at ") and _is_right_behind(between)


class SubjectReader:
    """Finds the subjects of texts by the patterns of one domain. Immutable."""

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
        self._near = Phrases(_plain(words.near))
        self._wholes = frozenset(_plain(words.wholes))
        self._marks = frozenset(_plain((*words.nouns, *words.wholes)))
        self._legal = frozenset(word.lower() for word in words.legal)
        self._no_names = (
            *words.no_names,
            *(form for noun in (*words.nouns, *words.kinds, *words.others)
              for form in noun_forms(noun)),
        )  # fmt: skip
        self._towns = words.towns

    def read(self, sentences: Sequence[Sentence]) -> Subjects:
        """The subjects of `sentences`; a text may name none."""
        names = find_names(sentences, self._no_names, self._marks)
        places = [_country_names(each) for each in sentences]
        names = [
            [self._without_noun(name) for name in row if name.text not in own]
            for row, own in zip(names, places, strict=True)
        ]
        towns = [frozenset() if self._towns else _town_names(each) for each in sentences]
        known = _Known(self._legal)
        for sentence, row in zip(sentences, names, strict=True):
            words = words_of(sentence.text)
            for name in row:
                town = name.text in towns[sentence.index]
                evidence = self._evidence(words, name, sentence, town=town)
                if evidence is not None and not town and _heads(name, sentence, sentences):
                    evidence += _STRONG
                known.add(name, sentence, evidence=evidence)
        main = known.main()
        spoken = tuple(known.spoken(row) for row in names)
        heads = {
            sentence.index: sentence.paragraph
            for sentence, row in zip(sentences, names, strict=True)
            if row and spoken[sentence.index] and _heads(row[0], sentence, sentences)
        }
        return Subjects(
            main=main,
            spoken=spoken,
            carried=_carried(sentences, spoken, main),
            heads=frozenset(heads),
            paragraphs=heads,
        )

    def _without_noun(self, name: Name) -> Name:
        """The name alone, where its noun is written as a part of it ("Ridge Gulch Fire")."""
        words = words_of(name.text)
        for at in range(1, len(words.folded)):
            if self._nouns.at(words, at) == len(words.folded):
                return Name(
                    name.start, name.start + words.ends[at - 1], name.text[: words.ends[at - 1]]
                )
        return name

    def _evidence(
        self, words: Words, name: Name, sentence: Sentence, *, town: bool
    ) -> float | None:
        """How much the words around a name say that it is a subject; None: it is somebody else.

        What stands before a name of a `town` tells only where something happened.
        """
        first = _index(words, name.start)
        aside = _ASIDE.match(sentence.text, name.end)
        beyond = _index(words, (aside.end() if aside else name.end) - 1)
        end = _index(words, name.end - 1) + 1
        weight = 0.0
        opening = self._kinds.before(words, first, reach=0)
        other = self._others.before(words, first, reach=0) or self._apposition(
            words, end, self._others
        )
        if other is not None or self._others.within(words, end, end + 1) is not None:
            return None
        if self._nouns.within(words, end, end + 2) == (end, end + 1) or self._is_whole(words, end):
            weight += _STRONG
        if not town and self._behind.before(words, first, reach=0) is not None:
            weight += _STRONG
        if opening is not None or self._apposition(words, end, self._kinds) is not None:
            weight += _STRONG
        if not town and any(
            _is_at(sentence.text[one.end : name.start]) for one in sentence.numbers
        ):
            weight += _STRONG
        if not weight and self._near.before(words, first, reach=0) is not None:
            return _PLACED  # What follows is said of the fire and not of the place.
        verb = self._does(words, beyond if aside else end, skip=aside is not None)
        main = _past_relative(words, end)
        if not verb and main != end:
            verb = self._does(words, main, skip=False)
        return weight + verb

    def _is_whole(self, words: Words, end: int) -> bool:
        """As in "the Hawk Complex": the last word of the name says what it is."""
        return end > 1 and words.folded[end - 1] in self._wholes

    def _does(self, words: Words, end: int, *, skip: bool) -> float:
        """What the name is the subject of, past auxiliaries and the day."""
        at = end
        passive = False
        for _ in range(_HELPERS_MAX):
            if at >= len(words.folded) or (words.breaks[at] == ";" and not (skip and at == end)):
                break
            if self._verbs.at(words, at) is not None:
                return _STRONG
            if passive and self._hit.at(words, at) is not None:
                return _STRONG
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


class _Known:
    """The names of one text, those of one bearer together under the longest."""

    def __init__(self, legal: frozenset[str]) -> None:
        self._legal = legal
        self._weights: dict[tuple[str, ...], float] = {}
        self._strong: set[tuple[str, ...]] = set()
        self._said: set[tuple[str, ...]] = set()
        self._others: set[tuple[str, ...]] = set()

    def add(self, name: Name, sentence: Sentence, *, evidence: float | None) -> None:
        key = self._key(name)
        if not key:
            return
        if evidence is None:
            self._others.add(key)
            return
        weight = 1.0
        if sentence.field == "title":
            weight = _TITLE_WEIGHT
        elif sentence.index <= 1:
            weight = _FIRST_WEIGHT
        elif sentence.index <= _LEAD_SENTENCES:
            weight = _LEAD_WEIGHT
        if evidence >= _STRONG:
            self._strong.add(key)
        elif evidence:
            self._said.add(key)
        self._weights[key] = self._weights.get(key, 0.0) + weight * (
            _NAMED + min(evidence, _STRONG)
        )

    def _key(self, name: Name) -> tuple[str, ...]:
        words = name.text.split(" ")
        while words and words[-1].rstrip(".").lower() in self._legal:
            words.pop()
        return tuple(words)

    def _bearer(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """The longest name of the text that begins with `key`, or whose initials it is."""
        longer = [
            other for other in self._weights if other[: len(key)] == key or _initials(other) == key
        ]
        return max(longer, key=lambda other: (len(other), self._weights[other], other), default=key)

    def main(self) -> str | None:
        """The subject that the text says most of; None where nothing marks one."""
        if not self._strong:
            self._strong = set(self._said)  # Who speaks in a text that marks nobody else.
        total: dict[tuple[str, ...], float] = {}
        for key, weight in self._weights.items():
            bearer = self._bearer(key)
            if not self._is_other(bearer) and self._is_subject(bearer):
                total[bearer] = total.get(bearer, 0.0) + weight
        best = max(total, key=lambda key: (total[key], key), default=None)
        return None if best is None else " ".join(best)

    def spoken(self, names: Sequence[Name]) -> tuple[Spoken, ...]:
        """Those of `names` that are subjects, under the longest form of each."""
        found = []
        for name in names:
            key = self._bearer(self._key(name))
            if key and not self._is_other(key) and self._is_subject(key):
                found.append(Spoken(name.start, name.end, " ".join(key)))
        return tuple(found)

    def _is_subject(self, bearer: tuple[str, ...]) -> bool:
        """Whether a pattern marked the name or a shorter form of it."""
        return any(self._bearer(key) == bearer for key in self._strong)

    def _is_other(self, bearer: tuple[str, ...]) -> bool:
        return any(self._bearer(key) == bearer for key in self._others)


def _initials(name: tuple[str, ...]) -> tuple[str, ...]:
    letters = "".join(word[0] for word in name if word[0].isupper())
    return (letters,) if len(letters) > _RIGHT_BEHIND else ()


def _carried(
    sentences: Sequence[Sentence], spoken: Sequence[tuple[Spoken, ...]], main: str | None
) -> tuple[str | None, ...]:
    """For each sentence whom it goes on about: the first one named before in its paragraph."""
    carried: list[str | None] = []
    paragraph, current = -1, main
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, main
        carried.append(current)
        row = spoken[sentence.index]
        if row:
            current = row[0].subject
    return tuple(carried)


def _country_names(sentence: Sentence) -> frozenset[str]:
    """What the sentence calls countries, states and peoples: no subject is named so."""
    return frozenset(
        sentence.text[place.start : place.end]
        for place in (*sentence.places, *sentence.peoples)
        if place.precision == "country" or place.kind == "region"
    )


def _town_names(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        sentence.text[place.start : place.end] for place in sentence.places if place.kind == "city"
    )


def _heads(name: Name, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether the name opens an entry of a list: "Acme (May 3).", "Acme: 5 million"."""
    before = sentences[sentence.index - 1] if sentence.index else None
    opens = before is None or before.paragraph != sentence.paragraph
    if (
        not opens
        or sentence.field == "title"
        or _OPENED.fullmatch(sentence.text[: name.start]) is None
    ):
        return False
    if name.text.isupper() and len(name.text) > _TICKER:  # A dateline: "LONDON (Wire) -".
        return False
    return _HEADED.match(sentence.text, name.end) is not None


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))


def _plain(phrases: Sequence[str]) -> list[str]:
    return [phrase.replace("-", " ").lower() for phrase in phrases]


def _nouns(nouns: Sequence[str]) -> Phrases:
    return Phrases(form for noun in _plain(nouns) for form in noun_forms(noun))


def _verbs(verbs: Sequence[str]) -> Phrases:
    return Phrases(form.words for verb in verbs for form in verb_forms(verb))
