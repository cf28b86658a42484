"""Subjects: the fire, organisation or victim that each sentence and number of a text is about."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workers.core.catalogue.inflect import noun_forms
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.extract.subject_known import KnownNames, Spoken
from workers.core.extract.subject_marks import STRONG, SubjectMarks, is_reference
from workers.core.extract.subject_names import Name, find_names
from workers.core.extract.table import Sentence
from workers.core.records.phrases import words_of

_RIGHT_BEHIND: Final = 4
_OPENS_ON: Final = frozenset("at from of by in".split())
_TICKER: Final = 4
_LIST: Final = 2
_BULLETS: Final = ("-", "*", "\u2022", "\u25aa", "\u00b7", "\u2013", "\u2014")
_OPENED = re.compile(r"[^\w]*(?:\d{1,2}[.)] )?[^\w]*")
_HEADED = re.compile(
    r"(?: ?\([^()]{1,40}\))? ?(?:[.:\u2013\u2014]|- |$)|, [^.;:]{1,40}(?:: | [\u2013\u2014-] )"
)
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")


class Subjects(Struct, frozen=True, kw_only=True):
    """Who a text is about: its `main` subject, and all that each sentence names, in order.

    `carried` is whom each sentence goes on about, `blocks` the paragraph or point of a list in
    which it stands, and `heads` by block the sentence that opens it with its subject's name
    ("Acme (May 3).").
    """

    main: str | None
    spoken: tuple[tuple[Spoken, ...], ...]
    carried: tuple[str | None, ...]
    blocks: tuple[int, ...] = ()
    heads: dict[int, int] = {}

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
        head = self.heads.get(self.blocks[sentence.index])
        return self.spoken[head][0].subject if head is not None else None

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
    return bool(words) and words[-1] in _OPENS_ON and len(words) <= _RIGHT_BEHIND


class SubjectReader:
    """Finds the subjects of texts by the patterns of one domain. Immutable."""

    def __init__(self, words: SubjectWords, things: Sequence[str] = ()) -> None:
        """Compile the patterns; `things` are nouns that count and name nobody."""
        self._marks = SubjectMarks(words)
        self._legal = frozenset(word.lower() for word in words.legal)
        self._towns = words.towns
        own = (*words.nouns, *words.events, *words.kinds, *words.others, *things)
        self._no_names = (*words.no_names, *(form for noun in own for form in noun_forms(noun)))

    def read(self, sentences: Sequence[Sentence], *, publisher: str = "") -> Subjects:
        """The subjects of `sentences`; a text may name none.

        One that says "we" and names nobody is about its `publisher`.
        """
        places = [_country_names(each, dotted=self._towns) for each in sentences]
        found = find_names(sentences, self._no_names, self._marks.nouns)
        names = [
            [self._marks.without_noun(name) for name in row if name.text not in own]
            for row, own in zip(found, places, strict=True)
        ]
        towns = [frozenset() if self._towns else _town_names(each) for each in sentences]
        known = KnownNames(self._legal)
        blocks = _blocks(sentences)
        opens = [not at or blocks[at] != blocks[at - 1] for at in range(len(blocks))]
        for sentence, row in zip(sentences, names, strict=True):
            words = words_of(sentence.text)
            for name in row:
                town = name.text in towns[sentence.index]
                weight = self._marks.evidence(words, name, sentence, town=town)
                if weight is not None and not town and opens[sentence.index]:
                    weight += STRONG if _heads(name, sentence) else 0.0
                if weight is not None and is_reference(words, name):
                    weight = 0.0
                known.add(name, sentence, evidence=weight)
        main = known.main() or _own_publisher(sentences, publisher)
        spoken = tuple(known.spoken(row) for row in names)
        heads = {
            blocks[at]: at
            for at, row in enumerate(names)
            if row and spoken[at] and opens[at] and _heads(row[0], sentences[at])
        }
        listed = len(heads) >= _LIST  # In a list nobody is spoken of in every point.
        return Subjects(
            main=main,
            spoken=spoken,
            carried=_carried(blocks, spoken, None if listed else main),
            blocks=blocks,
            heads=heads,
        )


def _own_publisher(sentences: Sequence[Sentence], publisher: str) -> str | None:
    """The sender of a notice in its own words."""
    ours = any(_OURS.search(each.text) for each in sentences)
    return publisher.partition(" (")[0] or None if ours else None


def _blocks(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """The number of the paragraph, or of the point of a list, that each sentence stands in."""
    blocks: list[int] = []
    for at, each in enumerate(sentences):
        new = not at or each.paragraph != sentences[at - 1].paragraph
        new = new or each.text.lstrip().startswith(_BULLETS)
        blocks.append((blocks[-1] if blocks else 0) + new)
    return tuple(blocks)


def _carried(
    blocks: Sequence[int], spoken: Sequence[tuple[Spoken, ...]], main: str | None
) -> tuple[str | None, ...]:
    """For each sentence whom it goes on about: the first one named before in its block."""
    carried: list[str | None] = []
    current = main
    for at, row in enumerate(spoken):
        if at and blocks[at] != blocks[at - 1]:
            current = main
        carried.append(current)
        if row:
            current = row[0].subject
    return tuple(carried)


def _country_names(sentence: Sentence, *, dotted: bool) -> frozenset[str]:
    """What the sentence calls countries, states and peoples: no subject is named so.

    `dotted`: nor by an abbreviation of them ("the B.C. fire").
    """
    return frozenset(
        sentence.text[place.start : place.end].rstrip("." if dotted else "")
        for place in (*sentence.places, *sentence.peoples)
        if place.precision == "country" or place.kind == "region"
    )


def _town_names(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        sentence.text[place.start : place.end] for place in sentence.places if place.kind == "city"
    )


def _heads(name: Name, sentence: Sentence) -> bool:
    """Whether the name opens an entry of a list: "Acme (May 3).", "Acme, Ohio: 5 million"."""
    if sentence.field == "title" or _OPENED.fullmatch(sentence.text[: name.start]) is None:
        return False
    if name.text.isupper() and len(name.text) > _TICKER:  # A dateline: "LONDON (Wire) -".
        return False
    return _HEADED.match(sentence.text, name.end) is not None
