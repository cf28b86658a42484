"""Home: the country in which an article's main happening took place."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from workers.core.extract.places import Gazetteer, find_places
from workers.core.extract.table import Sentence

_TITLE_WEIGHT = 4.0
_LEAD_WEIGHT = 3.0
_LEAD_SENTENCES = 4
_SPEAKER_WEIGHT = 0.4
_TOWN_WEIGHT = 0.5
_OLD_DAYS = 60
_SERVICE = re.compile(
    r"(?: [A-Z][a-z]+){0,3} (?:Survey|Service|Agency|Institute|Ministry|Centre|Center|Office|"
    r"Authority|Department|Cross|Crescent|University|News|Times)\b"
)


def home_country(sentences: Sequence[Sentence], published: date) -> str | None:
    """The code of the country that the text's places speak for, the earlier ones more.

    A sentence has one vote for each country. Those about older happenings do not vote, and names
    of services hardly do.
    """
    votes: dict[str, float] = {}
    named = named_countries(sentences)
    recent = [each for each in sentences if not _is_old(each, published)]
    if not any(each.places or each.peoples for each in recent):
        recent = list(sentences)  # "More than in 1987": the only one tells of both.
    for sentence in recent:
        order = sentence.index
        weight = 1.0
        if sentence.field == "title":
            weight = _TITLE_WEIGHT
        elif order <= _LEAD_SENTENCES:
            weight = _LEAD_WEIGHT
        for country, share in _shares(sentence, named).items():
            votes[country] = votes.get(country, 0.0) + weight * share
    return max(votes, key=lambda code: votes[code], default=None)


def publisher_country(publisher: str, gazetteer: Gazetteer) -> str | None:
    """The country a publisher bears in its name; a national service speaks of its own."""
    places = find_places(publisher, gazetteer)
    return places[0].country if places and places[0].precision == "country" else None


def named_countries(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The countries that the text calls by their names, or by those of their people."""
    return frozenset(
        place.country
        for sentence in sentences
        for place in (*sentence.places, *sentence.peoples)
        if place.precision == "country"
    )


def _shares(sentence: Sentence, named: frozenset[str]) -> dict[str, float]:
    """How much of its vote a sentence gives to each country it speaks of.

    Many towns have namesakes: one speaks less for a country that the text names nowhere.
    """
    shares: dict[str, float] = {}
    for place in (*sentence.places, *sentence.peoples):
        speaker = _SERVICE.match(sentence.text, place.end) is not None
        share = _SPEAKER_WEIGHT if speaker else 1.0
        share *= 1.0 if not named or place.country in named else _TOWN_WEIGHT
        shares[place.country] = max(share, shares.get(place.country, 0.0))
    return shares


def _is_old(sentence: Sentence, published: date) -> bool:
    edge = published - timedelta(days=_OLD_DAYS)
    return any(when.last is not None and when.last < edge for when in sentence.dates)
