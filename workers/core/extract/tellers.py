"""Tellers: the country or town to which a sentence gives its numbers."""

import re
from collections.abc import Sequence
from itertools import pairwise

from workers.core.extract.scalars import Here
from workers.core.extract.table import Sentence
from workers.core.extract.told import Told
from workers.core.extract.whereabouts import Whereabouts

_PLACE_REACH = 60
# What stands before the first place of a sentence that is set there.
_SET_IN = re.compile(
    r"(?:In|On|Across|Over|Inside|At|Beyond|For)\b[^,;.:\d]{0,30}|"
    r"[A-Z]?[^,;.:\d]{0,30}\b(?:border|frontier|side),? (?:in|with) ",
)
_POINT = re.compile(r"[-*\u2022 ]*(?:[A-Za-z ]{1,20} [-\u2013\u2014] )?")
_WITHIN = re.compile(
    r"\b(?:in|of|across|for|from|over|inside|throughout|within|around)(?: [a-z-]+){0,3} $",
    re.IGNORECASE,
)
# What may stand between a country and a number of its own.
_TELLS = re.compile(
    r"(?:'s|\u2019s)?(?: [a-z]+){0,2}?"
    r"(?: (?:has|have|had|so far|also|now|officially|already|meanwhile))* "
    r"(?:report(?:s|ed)?|count(?:s|ed)?|confirm(?:s|ed)?|record(?:s|ed)?|list(?:s|ed)?|"
    r"mourn(?:s|ed)?|speaks? of|spoke of|gave|gives?|registered|announced|suffered|saw|has|had|"
    r"lost)(?: (?:at least|about|some|around|more than|nearly|almost|over|up to|another))? |"
    r" (?:at least |about |some )?"
)
# As in "in the Pakistani province of": an adjective that says where.
_PART_OF = re.compile(r"\b(?:in|on|across|from) (?:the|parts of) (?:[a-z]+ )?$")
_AND_IN = re.compile(r"\band (?:in|across|over) (?:the |neighbou?ring )?$")
_AND = re.compile(r",? and |,? & ")


def teller_of(told: Told, sentence: Sentence, here: Here) -> str | None:
    """The country named right behind the number ("four in Colombia"), else the one that tells it.

    The article's own is the answer where the sentence names none.
    """
    at = told.number.start
    peoples = [each for each in sentence.peoples if _PART_OF.search(sentence.text, 0, each.start)]
    for place in sorted((*sentence.places, *peoples), key=lambda each: each.start):
        between = sentence.text[at : place.start]
        near = at <= place.start <= at + _PLACE_REACH and not set(between) & set(",;.")
        within = place.kind != "country" or _WITHIN.search(between) is not None
        if _AND_IN.search(between) is not None and _opening_country(sentence, at, here):
            break  # "In Peru one died and in Chile there were two hurt."
        if place.country in here.named and near and within:
            return place.country
    return (
        _telling_country(sentence, at, here) or _opening_country(sentence, at, here) or here.country
    )


def labels_of(sentences: Sequence[Sentence]) -> dict[int, str]:
    """The country that opens a point of a list, by sentence: "PERU: Floods killed 12 people"."""
    labels: dict[int, str] = {}
    paragraph, current = -1, None
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, current = sentence.paragraph, None
        first = next((each for each in sentence.places if each.precision == "country"), None)
        if first is not None and _POINT.fullmatch(sentence.text[: first.start]):
            colon = sentence.text.startswith(":", first.end)
            current = first.country if colon else current
        if current is not None:
            labels[sentence.index] = current
    return labels


def telling_town(sentence: Sentence, at: int) -> Whereabouts | None:
    """The town that tells the number: "Fier reported two deaths, Vlore three"."""
    ahead = [each for each in sentence.places if each.end <= at]
    last = max(ahead, key=lambda each: each.end, default=None)
    if last is None or last.precision == "country" or at - last.end <= 1:
        return None
    tells = _TELLS.fullmatch(sentence.text, last.end, at) is not None
    return Whereabouts(place=last.name, country=last.country, how="ahead") if tells else None


def _telling_country(sentence: Sentence, at: int, here: Here) -> str | None:
    """The country that tells the number: "Peru reported two deaths, Chile three"."""
    ahead = [each for each in (*sentence.places, *sentence.peoples) if each.end <= at]
    ahead = [each for each in ahead if each.country in here.named and each.precision == "country"]
    last = max(ahead, key=lambda each: each.end, default=None)
    if last is None or _TELLS.fullmatch(sentence.text, last.end, at) is None:
        return None
    return last.country


def _opening_country(sentence: Sentence, at: int, here: Here) -> str | None:
    """The country that the sentence is set in: "In Latvia, ..., two people were hurt"."""
    ahead = [each for each in (*sentence.places, *sentence.peoples) if each.start < at]
    ahead = [each for each in ahead if each.country in here.named]
    first = min(ahead, key=lambda each: each.start, default=None)
    floor = max((each.end for each in sentence.numbers if each.end <= at), default=0)
    joined = [each for each in ahead if each.start >= floor]
    joined = [each for each in joined if _AND_IN.search(sentence.text, 0, each.start)]
    if joined:
        return joined[-1].country
    if first is None or _SET_IN.fullmatch(sentence.text, 0, first.start) is None:
        return None
    home = any(each.country == here.country for each in ahead)
    return None if home else first.country


def is_shared(told: Told, sentence: Sentence) -> bool:
    """As in "floods in Mali, Niger and Chad have killed 90": a list of countries before it."""
    at = told.number.start
    floor = max((each.end for each in sentence.numbers if each.end <= at), default=0)
    named = [each for each in sentence.places if floor <= each.start < at]
    named = [each for each in named if each.precision == "country"]
    return any(
        one.country != other.country and _AND.fullmatch(sentence.text, one.end, other.start)
        for one, other in pairwise(named)
    )
