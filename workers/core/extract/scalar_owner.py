"""Scalar owner: whether a measured value is given as its whole country's, or whose else it is."""

import re

from workers.core.extract.places import Place
from workers.core.extract.scalar_line import ScalarLine, ScalarWords
from workers.core.numbers.numerals import Number
from workers.core.records.phrases import words_of

STATION = "a station"
# What makes the country behind a town, or the town behind a country, one name of a place.
_TOWN_OF = re.compile(r"(?:,| in| on| of)(?: the)?(?: [a-z]+(?:-[a-z]+)?){0,2} ?| \(")
_OWNERS = ("'s", "\u2019s")
_OWNS = re.compile(r"(?:'s|\u2019s)(?: [a-z-]+){0,3} ")
_IT_WAS = re.compile(r"\b(?:it|this|that) (?:had been|was|had reached|stood at)\b")
# A town that no gazetteer knows.
_AT = re.compile(
    r"\b(?:in|at|near|from) (?!(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b)(?:the )?[A-Z][a-z]"
)
# What stands before a place that is where a sentence is set, and does nothing in it.
_SET_IN = re.compile(
    r"\b(?:in|at|on|of|from|across|over|near|off|to|for|around|inside|than|and|"
    r"(?:north|south|east|west)\w*|central|upper|lower|parts of|all of)(?: the)? $",
    re.IGNORECASE,
)


def place_of(
    words: ScalarWords, line: ScalarLine, number: Number, *, country: str | None
) -> str | None:
    """The place the value belongs to; None if the text gives it as that of the `country`."""
    local = words.held(line, "local", line.clause(line.at(number.start))) is not None
    opened = _opening_town(line, number)
    whole = _names(words, line, number, by="whole") and opened is None
    land = words.said("lands", line.words) or _is_country_named(line, country)
    peak = _names(words, line, number, by="peaks") and land
    wide = _names(words, line, number, by="wide") and _is_placeless(line, number, country)
    does = _does(words, line, number, country=country)
    led = line.listed or (line.led and _is_first(words, line, number))
    own = whole or peak or wide or does or led or _is_told_after(words, line, country)
    if not local and (own or _is_of_other_day(words, line, number, country=country)):
        return None
    towns = [place for place in line.sentence.places if place.precision != "country"]
    nearest = min(
        towns, key=lambda place: (abs(place.start - number.start), place.start), default=None
    )
    return nearest.name if nearest is not None else STATION


def country_of(
    line: ScalarLine, number: Number, *, home: str | None, named: frozenset[str], near: bool
) -> str | None:
    """The country of the number: the one its sentence names, else the article's.

    `near`: of several the nearest one, even if the article's is among them.
    """
    known = [place for place in line.sentence.places if place.country in named]
    if near:  # "Peru's highest was 40 and Chile's 38": Chile owns what follows it.
        owners = [
            place
            for place in known
            if place.start > number.end and line.sentence.text.startswith(_OWNERS, place.end)
        ]
        known = [place for place in known if place not in owners] or known
    codes = [place.country for place in known]
    if home in codes or not codes or not near:
        return home or (codes[0] if codes else None)
    return min(known, key=lambda each: (abs(each.start - number.start), each.start)).country


def _opening_town(line: ScalarLine, number: Number) -> Place | None:
    """The town that the sentence is set in, as in "In Town the month's highest value was 30"."""
    first = next(iter(line.sentence.places), None)
    if first is None or first.precision == "country" or first.start > number.start:
        return None
    ahead = line.sentence.text[: first.start]
    return first if _SET_IN.fullmatch(ahead.lower()) is not None else None


def _is_country_named(line: ScalarLine, country: str | None) -> bool:
    """Whether the sentence names the country for itself, and not to say where a town lies."""
    places = sorted((*line.sentence.places, *line.sentence.peoples), key=lambda place: place.start)
    for at, place in enumerate(places):
        if place.kind == "people" or place.precision != "country" or place.country != country:
            continue
        before = places[at - 1] if at else None
        behind = places[at + 1] if at + 1 < len(places) else None
        if not _is_of(line, before, place) and not _is_of(line, place, behind):
            return True
    return False


def _is_of(line: ScalarLine, one: Place | None, other: Place | None) -> bool:
    """As in "Town in northern Country" and "Country's Town": two places that are one name."""
    if one is None or other is None or {one.precision, other.precision} == {"country"}:
        return False
    between = line.sentence.text[one.end : other.start]
    if one.precision == "country":
        return _OWNS.fullmatch(between) is not None
    return _TOWN_OF.fullmatch(between) is not None


def _is_placeless(line: ScalarLine, number: Number, country: str | None) -> bool:
    """Whether nothing but the country was named last before the number, in this text or at all."""
    ahead = line.sentence.text[: number.start]
    if any(place.start < number.start for place in line.sentence.places) or _AT.search(ahead):
        return False
    last = line.lastly
    return country is not None and (
        last is None or (last.precision == "country" and last.country == country)
    )


def _is_first(words: ScalarWords, line: ScalarLine, number: Number) -> bool:
    """Whether no other value stands before it in its sentence."""
    units = (*words.scalar.units, words.scalar.bare)
    first = next((each for each in line.sentence.numbers if each.unit in units), number)
    return first.start >= number.start or words.is_nearest(line, number, line.at(first.start))


def _does(words: ScalarWords, line: ScalarLine, number: Number, *, country: str | None) -> bool:
    """As in "Country sweltered in 40 degrees": the country does it, before any other place."""
    first = next(iter(line.sentence.places), None)
    if first is None or first.precision != "country" or first.country != country:
        return False
    if line.sentence.text[first.end :].startswith(_OWNERS):
        return False
    if first.end > number.start or _SET_IN.search(line.sentence.text[: first.start]) is not None:
        return False
    span = line.at(first.end), line.at(number.start)
    others = [place for place in line.sentence.places[1:] if place.start < number.start]
    nearest = words.is_nearest(line, number, span[0])
    told = words.held(line, "reaches", span) is not None
    return told and nearest and not others and not line.breaks(*span)


def _is_of_other_day(
    words: ScalarWords, line: ScalarLine, number: Number, *, country: str | None
) -> bool:
    """As in "the country's maximum was 40; on Monday it had been 39": the same of another day."""
    units = (*words.scalar.units, words.scalar.bare)
    before = [each for each in line.sentence.numbers if each.end <= number.start]
    before = [each for each in before if each.unit in units or (line.told and each.decimal)]
    if not before or number.unit is None:
        return False
    last = before[-1]
    day = any(last.end <= when.start and when.end <= number.start for when in line.sentence.dates)
    again = _IT_WAS.search(line.sentence.text, last.end, number.start) is not None
    return day and again and place_of(words, line, last, country=country) is None


def _is_told_after(words: ScalarWords, line: ScalarLine, country: str | None) -> bool:
    """Whether a next sentence that opens with "This" gives it to the country."""
    following = words_of(line.following)
    if following.folded[:1] not in (("this",), ("it",), ("that",)):
        return False
    whole = words.said("whole", following) or words.said("peaks", following)
    return whole and not words.said("local", following) and country is not None


def _names(words: ScalarWords, line: ScalarLine, number: Number, *, by: str) -> bool:
    """Whether a phrase of the list stands in the sentence, nearest to this of all numbers."""
    spots = words.spots(line, by, (0, len(line.words.folded)))
    return any(words.is_nearest(line, number, spot) for spot, _ in spots)
