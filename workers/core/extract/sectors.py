"""Sectors: the country and the branch of the organisation that a number is about."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import structs

from workers.core.catalogue.inflect import noun_forms
from workers.core.catalogue.vocabulary import Vocabulary
from workers.core.extract.home import home_country, publisher_country
from workers.core.extract.places import Gazetteer
from workers.core.extract.subjects import Subjects
from workers.core.extract.table import Sentence
from workers.core.records.phrases import Phrases, words_of

UNKNOWN: Final = "world-other"
OTHER: Final = "other"
_DATELINE = re.compile(r"([A-Z][A-Z .'-]+[A-Z])(?= ?[(,:\u2013\u2014]| - )")
_LIST: Final = 2
_LONGER: Final = 1.6
_NAME_VOTES: Final = 4.0
_NEAR_VOTES: Final = 2.0


class SectorReader:
    """Tells series of country and sector by the words of one domain. Immutable."""

    def __init__(self, words: Vocabulary, gazetteer: Gazetteer) -> None:
        """Compile the words of sectors and countries."""
        self._sectors = [(each.name, _nouns(each.words)) for each in words.sectors]
        self._lands = [(each.code, _nouns(each.words)) for each in words.lands]
        self._money = {unit: each.code for each in words.lands for unit in each.money}
        self._gazetteer = gazetteer

    def read(
        self, sentences: Sequence[Sentence], subjects: Subjects, *, published: date, publisher: str
    ) -> dict[str | None, str]:
        """The series of every subject of a text, and under None that of one it does not name.

        Another subject's series is told by the sentences that name it; what those leave open is
        as the text's own.
        """
        names = {one.subject for row in subjects.spoken for one in row} | {subjects.main}
        whole = self._country(sentences, subjects, published=published, publisher=publisher)
        series: dict[str | None, str] = {}
        for name in sorted(names, key=str):
            main = name == subjects.main and len(subjects.heads) < _LIST
            own = [each for each in sentences if main or subjects.speaks(each, name)]
            country = whole
            if not main:
                country = self._country(own, subjects, published=published, publisher="") or whole
            sector = self._sector(own, name, subjects)
            if sector == OTHER and name != subjects.main and not subjects.heads:
                sector = self._sector(sentences, subjects.main, subjects)
            series[name] = f"{country}-{sector}" if country else UNKNOWN
        series.setdefault(None, series[subjects.main])
        return series

    def _country(
        self,
        sentences: Sequence[Sentence],
        subjects: Subjects,
        *,
        published: date,
        publisher: str,
    ) -> str | None:
        """The country whose places the sentences name, else the one whose words they use."""
        placed = home_country(_renumbered(sentences, subjects), published)
        placed = placed or self._dateline(sentences)
        if placed is not None:
            return placed
        votes = self._votes(sentences, self._lands)
        for number in (number for each in sentences for number in each.numbers):
            if number.unit in self._money:
                code = self._money[number.unit]
                votes[code] = votes.get(code, 0.0) + 1.0
        told = max(votes, key=lambda code: votes[code], default=None)
        return told or publisher_country(publisher, self._gazetteer)

    def _dateline(self, sentences: Sequence[Sentence]) -> str | None:
        """The country of the town in capitals that opens the text: "DENVER -"."""
        first = next((each for each in sentences if each.field == "body"), None)
        opened = _DATELINE.match(first.text) if first is not None else None
        found = self._gazetteer.lookup(opened.group(1).title()) if opened is not None else ()
        return found[0].country if found else None

    def _sector(self, sentences: Sequence[Sentence], name: str | None, subjects: Subjects) -> str:
        """The branch that the name shows, else the one that most sentences speak of."""
        near = [each for each in sentences if subjects.speaks(each, name)]
        votes = self._votes(sentences, self._sectors)
        shown = self._named_sector(name)
        if shown is not None:
            votes[shown] = votes.get(shown, 0.0) + _NAME_VOTES
        for sector, count in self._votes(near, self._sectors).items():
            votes[sector] = votes.get(sector, 0.0) + _NEAR_VOTES * count
        return max(votes, key=lambda sector: votes[sector], default=OTHER)

    def _named_sector(self, name: str | None) -> str | None:
        words = words_of(name or "")
        for sector, nouns in self._sectors:
            if nouns.within(words, 0, len(words.folded)) is not None:
                return sector
        return None

    def _votes(
        self, sentences: Sequence[Sentence], lists: Sequence[tuple[str, Phrases]]
    ) -> dict[str, float]:
        votes: dict[str, float] = {}
        for sentence in sentences:
            words = words_of(sentence.text)
            for name, phrases in lists:
                found = phrases.within(words, 0, len(words.folded))
                if found is not None:  # "Health insurer" says more than "insurer".
                    weight = 1.0 if found[1] - found[0] == 1 else _LONGER
                    votes[name] = votes.get(name, 0.0) + weight
        return votes


def _renumbered(sentences: Sequence[Sentence], subjects: Subjects) -> list[Sentence]:
    """The sentences by themselves; a place within a name ("Sunrise Mobile") is none."""
    return [
        structs.replace(
            each,
            index=at,
            places=tuple(
                place
                for place in each.places
                if place.kind != "city"
                or not any(
                    one.start <= place.start and place.end <= one.end
                    for one in subjects.spoken[each.index]
                )
            ),
        )
        for at, each in enumerate(sentences)
    ]


def _nouns(words: Sequence[str]) -> Phrases:
    plain = [word.replace("-", " ").lower() for word in words]
    return Phrases(form for word in plain for form in noun_forms(word))
