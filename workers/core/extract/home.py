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
_LOCATED = re.compile(
    r"\b(?:in|at|near|on|across|around|inside|throughout)(?: the)? $", re.IGNORECASE
)
_HEADING = re.compile(r":| [-\u2013\u2014] ")
_HEADINGS_MIN = 2
_BACK_SENTENCES = 2
_BACK = re.compile(
    r"\banniversar\w+|\bcommemorat\w+|\bremembers?\b|\bremembered\b|\bmemorial\b|"
    r"\b(?:[a-z]+|\d+) (?:years|decades) (?:on|after|later)\b|"
    r"\ba (?:year|decade|century) (?:on|after|later)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b")
# A state, or a river, that bears the name of a country.
_NAMESAKE = re.compile(r" (?:[Ss]tate|[Pp]rovince|River|Delta|Basin|Valley|Republic of)\b")
_COMPARED = re.compile(r"\b(?:than|like|unlike|as in|beat|beats)(?: the)? $")
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


def set_abroad(sentences: Sequence[Sentence], home: str | None) -> dict[int, str]:
    """The country of each sentence that is set in another one than `home`, by its index.

    A sentence without a place goes on with the one before it in its paragraph.
    """
    named = {
        place.country
        for sentence in sentences
        for place in (*sentence.places, *sentence.peoples)
        if place.precision == "country" and _SERVICE.match(sentence.text, place.end) is None
    }
    named -= {
        place.country
        for sentence in sentences
        for place in sentence.places
        if _NAMESAKE.match(sentence.text, place.end)
    }
    abroad: dict[int, str] = {}
    for sentence in sentences:
        codes = {place.country for place in (*sentence.places, *sentence.peoples)}
        located = any(
            place.country in named and _LOCATED.search(sentence.text, 0, place.start)
            for place in sentence.places
        )
        if len(codes) == 1 and home not in codes and located:
            abroad[sentence.index] = next(iter(codes))
        before = sentences[sentence.index - 1] if sentence.index else sentence
        goes_on = not codes and before.paragraph == sentence.paragraph
        if goes_on and before.index in abroad:
            abroad[sentence.index] = abroad[before.index]
    return abroad | _headed(sentences)


def _headed(sentences: Sequence[Sentence]) -> dict[int, str]:
    """The countries that stand as headings of paragraphs, as in "PERU - ...", for all of these."""
    heads = {
        sentence.paragraph: sentence.places[0].country
        for sentence in reversed(sentences)
        if sentence.places
        and sentence.places[0].start == 0
        and sentence.places[0].precision == "country"
        and _HEADING.match(sentence.text, sentence.places[0].end)
    }
    if len(set(heads.values())) < _HEADINGS_MIN:
        return {}
    return {
        sentence.index: heads[sentence.paragraph]
        for sentence in sentences
        if sentence.paragraph in heads
    }


def headed_paragraphs(sentences: Sequence[Sentence]) -> dict[int, str]:
    """The country of each sentence in a digest whose paragraphs are headed by countries."""
    return _headed(sentences)


def looks_back(sentences: Sequence[Sentence], published: date) -> bool:
    """Whether a text remembers something of other years: its title or opening says so.

    Not where a sentence without such words names a recent day.
    """
    lead = [each for each in sentences[:_BACK_SENTENCES] if _BACK.search(each.text)]
    if not lead:
        return False
    edge = published - timedelta(days=_OLD_DAYS)
    old = [
        when
        for sentence in sentences
        for when in sentence.dates
        if when.last is not None and when.last < edge
    ]
    return bool(old) or any(_YEAR.search(each.text) for each in sentences)


def _shares(sentence: Sentence, named: frozenset[str]) -> dict[str, float]:
    """How much of its vote a sentence gives to each country it speaks of.

    Many towns have namesakes: one speaks less for a country that the text names nowhere.
    """
    shares: dict[str, float] = {}
    for place in (*sentence.places, *sentence.peoples):
        if _COMPARED.search(sentence.text, 0, place.start):
            continue
        speaker = _SERVICE.match(sentence.text, place.end) is not None
        share = _SPEAKER_WEIGHT if speaker else 1.0
        share *= 1.0 if not named or place.country in named else _TOWN_WEIGHT
        shares[place.country] = max(share, shares.get(place.country, 0.0))
    return shares


def _is_old(sentence: Sentence, published: date) -> bool:
    edge = published - timedelta(days=_OLD_DAYS)
    return any(when.last is not None and when.last < edge for when in sentence.dates)
