"""Table: the sentences of an article with every number, date, place and phrase found in them."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from schemas.report import Field
from workers.core.catalogue.phrases import Hit, Phrases, fold
from workers.core.dates.expressions import Anchor, When, find_dates
from workers.core.extract.places import Gazetteer, Place, find_places
from workers.core.extract.sentences import sentences
from workers.core.numbers.draft import NumberKind
from workers.core.numbers.numerals import NUMBERS_PER_SENTENCE_MAX, Number, find_numbers
from workers.core.numbers.units import UnitTable

if TYPE_CHECKING:
    from workers.core.clean.text import CleanText

NUMBERS_PER_ARTICLE_MAX: Final = 400
_IMPLICIT_GAP_MAX: Final = 40
_ARTICLE = re.compile(r"\b(an?)(?=[ \-])(?:[ \-][^\W_]+){0,4}?[ \-]$")
_NONE = re.compile(
    r"\b(no|not a single|without (?:a single|any)|without)"
    r"(?: (?!more|less|fewer|longer)[^\W\d_]+)? $"
)
_NO_MODIFIERS: Final = frozenset(("class", "object", "subject", "tool", "noun"))
_AGED = re.compile(r"\b(an?) (?:[^\W\d_]+ )?(?:\d{1,2}|[a-z]+(?: [a-z]+)?) years? old\b")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BREAK = re.compile(
    r"[;:]|\s[\u2013\u2014-]\s|,\s(?:but|while|whereas|though|although|which|who|after|before|when)\b|"
    r"\s(?:but|while|whereas|though|although)\s"
)


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence and everything found in it.

    `start`, `end` are offsets in the clean text of `field`; all offsets inside are relative to
    `start`. `peoples` are adjectives and peoples of places; `clauses` are spans that cover the
    sentence. `folded` is `text` in lower case with hyphens inside words as spaces, one for one.
    """

    index: int
    field: Field
    start: int
    end: int
    paragraph: int
    text: str
    folded: str
    numbers: tuple[Number, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    peoples: tuple[Place, ...] = ()
    hits: tuple[Hit, ...] = ()
    clauses: tuple[tuple[int, int], ...] = ()


class Tools(Struct, frozen=True, kw_only=True):
    """What finding needs: the compiled catalogue, the gazetteer and the units."""

    phrases: Phrases
    gazetteer: Gazetteer
    units: UnitTable
    people: frozenset[tuple[str, str]]
    parts: frozenset[tuple[str, str]] = frozenset()
    countries: frozenset[str] = frozenset()


def sentence_table(clean: "CleanText", anchor: Anchor, tools: Tools) -> tuple[Sentence, ...]:
    """All sentences of title and body, in order; numbers beyond the limit are left out."""
    table: list[Sentence] = []
    left = NUMBERS_PER_ARTICLE_MAX
    paragraph = 0
    for passage in (clean.title, clean.body):
        last = 0
        for start, end in sentences(passage.text):
            paragraph += 1 if _PARAGRAPH.search(passage.text, last, start) or last == 0 else 0
            last = end
            sentence = _read(passage.text[start:end], anchor, tools=tools, limit=left)
            left -= len(sentence.numbers)
            table.append(
                Sentence(
                    index=len(table),
                    field=passage.field,
                    start=start,
                    end=end,
                    paragraph=paragraph,
                    text=sentence.text,
                    folded=sentence.folded,
                    numbers=sentence.numbers,
                    dates=sentence.dates,
                    places=sentence.places,
                    peoples=sentence.peoples,
                    hits=sentence.hits,
                    clauses=sentence.clauses,
                )
            )
    return tuple(table)


class _Read(Struct, frozen=True, kw_only=True):
    text: str
    folded: str
    numbers: tuple[Number, ...]
    dates: tuple[When, ...]
    places: tuple[Place, ...]
    peoples: tuple[Place, ...]
    hits: tuple[Hit, ...]
    clauses: tuple[tuple[int, int], ...]


def _read(text: str, anchor: Anchor, *, tools: Tools, limit: int) -> _Read:
    folded = fold(text)
    hits = tools.phrases.find(folded)
    numbers = find_numbers(text, units=tools.units) if limit > 0 else []
    numbers = numbers[: max(limit, 0)]
    if limit > 0:
        numbers += _implicit(text, folded, hits, numbers=numbers, people=tools.people)
        numbers += _none(text, folded, hits, parts=tools.parts)
    numbers.sort(key=lambda number: number.start)
    numbers = numbers[: max(0, min(limit, NUMBERS_PER_SENTENCE_MAX))]
    places, peoples = _places(text, tools)
    return _Read(
        text=text,
        folded=folded,
        numbers=tuple(numbers),
        dates=tuple(find_dates(text, anchor)),
        places=places,
        peoples=peoples,
        hits=hits,
        clauses=_clauses(text),
    )


def _implicit(
    text: str,
    folded: str,
    hits: Iterable[Hit],
    *,
    numbers: list[Number],
    people: frozenset[tuple[str, str]],
) -> list[Number]:
    """As in "a man", "a 52-year-old woman": one person each."""
    taken = {number.start for number in numbers}
    found: dict[int, Number] = {}
    for hit in hits:
        phrase = hit.phrase
        if phrase.kind != "class" or phrase.form != "singular":
            continue
        if (phrase.domain, phrase.name) not in people:
            continue
        window = folded[max(0, hit.start - _IMPLICIT_GAP_MAX) : hit.start]
        match = _ARTICLE.search(window)
        if match is None:
            continue
        start = hit.start - len(window) + match.start(1)
        told = any(
            start < other.start < hit.start and other.phrase.kind in _NO_MODIFIERS for other in hits
        )
        if len(found) >= NUMBERS_PER_SENTENCE_MAX:
            break
        if not told and start not in taken and _plain(text[start : hit.start]):
            found[start] = _one(text, start, start + len(match.group(1)))
    for match in _AGED.finditer(folded):
        start = match.start(1)
        if people and start not in taken and start not in found:
            found[start] = _one(text, start, match.end(1))
    return list(found.values())


def _plain(gap: str) -> bool:
    """Whether only adjectives and ages stand between article and noun."""
    words = re.findall(r"[^\W\d_]+", gap)
    light = {
        "of",
        "in",
        "on",
        "and",
        "for",
        "with",
        "by",
        "to",
        "at",
        "from",
        "that",
        "was",
        "were",
    }
    return not any(word.lower() in light for word in words[1:])


def _none(
    text: str, folded: str, hits: Iterable[Hit], *, parts: frozenset[tuple[str, str]]
) -> list[Number]:
    """As in "860 drones and no missiles": none of a class that others make a whole with."""
    found: dict[int, Number] = {}
    for hit in hits:
        phrase = hit.phrase
        if phrase.kind != "class" or (phrase.domain, phrase.name) not in parts:
            continue
        low = max(0, hit.start - _IMPLICIT_GAP_MAX)
        match = _NONE.search(folded[low : hit.start])
        if match is not None:
            start, end = low + match.start(1), low + match.end(1)
            found[start] = _certain(text, start, end, value=0.0, kind="count")
    return list(found.values())


def _one(text: str, start: int, end: int) -> Number:
    return _certain(text, start, end, value=1.0, kind="implicit")


def _certain(text: str, start: int, end: int, *, value: float, kind: NumberKind) -> Number:
    return Number(
        start=start,
        end=end,
        hedge_start=None,
        hedge_end=None,
        value=value,
        low=value,
        high=value,
        approx="exact",
        kind=kind,
        unit=None,
        unit_end=end,
        decimal=False,
        additive=False,
        text=text[start:end],
    )


def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            spans.append((start, match.start()))
            start = match.start()
    spans.append((start, len(text)))
    return tuple(spans)


def _places(text: str, tools: Tools) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Countries, regions and cities; and apart from them adjectives and peoples."""
    found = find_places(text, tools.gazetteer, prefer=tools.countries)
    peoples = tuple(place for place in found if place.kind == "people")
    return tuple(place for place in found if place.kind != "people"), peoples
