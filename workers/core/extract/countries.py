"""Countries: whose figure a number is and which day it speaks of, where series are countries."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import structs

from schemas.report import Period
from workers.core.catalogue.model import Domain
from workers.core.dates.expressions import When
from workers.core.extract.found import Found
from workers.core.extract.home import home_country, publisher_country
from workers.core.extract.places import Gazetteer
from workers.core.extract.scalars import Here, ScalarReader
from workers.core.extract.sides import Sides
from workers.core.extract.table import Sentence
from workers.core.extract.timing import period_of
from workers.core.extract.told import Told
from workers.core.numbers.units import UnitTable
from workers.core.records.phrases import Phrases, words_of

_PLACE_REACH = 45
_MAIN_DAYS_MAX = 45
_OLD_DAYS = 20
_YEAR = re.compile(r"\b(?:in|of|the) (1[5-9]\d\d|20\d\d)\b(?! (?:people|dead|persons|houses))")
# "There, a shock of 5.6 killed 602": the place and time named just before.
_THERE = re.compile(r"(?:There|Then|That year)\b")
_HAD_SAID = re.compile(
    r"\bhad (?:first |earlier |initially |previously )?"
    r"(?:spoken of|put|given|reported|counted|listed|announced|estimated|confirmed)\b"
)
_EVENT_KINDS = frozenset(("night", "day", "moment"))


class CountryReader:
    """Finishes what was extracted in one domain whose series are countries."""

    def __init__(self, domain: Domain, gazetteer: Gazetteer, units: UnitTable) -> None:
        """Compile the domain's measured quantities."""
        self._domain = domain
        self._gazetteer = gazetteer
        self._scalars = [ScalarReader(scalar, domain, units) for scalar in domain.scalars]
        self._nouns = Phrases(word.replace("-", " ") for word in domain.vocabulary.event_nouns)
        self._parts = Phrases(
            word.replace("-", " ") for scalar in domain.scalars for word in scalar.parts
        )

    def here(self, sentences: Sequence[Sentence], published: date, publisher: str) -> Here:
        """Where and when the article's own happening was."""
        country = home_country(sentences, published)
        if country is None:
            country = publisher_country(publisher, self._gazetteer)
        named = {
            place.country
            for sentence in sentences
            for place in (*sentence.places, *sentence.peoples)
            if place.precision == "country"
        }
        return Here(
            country=country,
            named=frozenset(named | {country} if country is not None else named),
            day=self._main_day(sentences, published),
            published=published,
        )

    def measured(self, sentences: Sequence[Sentence], here: Here) -> list[Found]:
        """The measured quantities of the text."""
        old = _olds(sentences, here)
        found = [each for scalar in self._scalars for each in scalar.read(sentences, here)]
        return [
            structs.replace(each, past=True, period=period_of(when))
            if (when := old[each.sentence]) is not None and not each.past
            else each
            for each in found
        ]

    def settle(self, told: Sequence[Told], sentences: Sequence[Sentence], here: Here) -> list[Told]:
        """Every counted number with its country and the day of its happening."""
        old = _olds(sentences, here)
        return [
            self._settled(each, sentences[each.sentence], here, old=old[each.sentence])
            for each in told
        ]

    def _main_day(self, sentences: Sequence[Sentence], published: date) -> date | None:
        """The day of the main happening: the first recent one told beside its name."""
        edge = published - timedelta(days=_MAIN_DAYS_MAX)
        days: list[date] = []
        others: list[date] = []
        for sentence in sentences:
            words = words_of(sentence.text)
            named = self._nouns.within(words, 0, len(words.folded)) is not None
            part = self._parts.within(words, 0, len(words.folded)) is not None
            if part:
                continue
            for when in sentence.dates:
                day = when.first  # A disaster is dated by the evening on which it began.
                usable = when.kind in _EVENT_KINDS and not when.said and not when.future
                if usable and day is not None and edge <= day <= published:
                    (days if named else others).append(day)
        if self._domain.rules.event.join_days:
            return min(days or others, default=None)
        return max(days or others, default=None)

    def _settled(self, told: Told, sentence: Sentence, here: Here, *, old: When | None) -> Told:
        country = self._country(told, sentence, here)
        past = told.past or old is not None
        period = told.period if old is None else period_of(old)
        kind = period.kind if period is not None else "event"
        if self._domain.rules.event.join_days and not past and kind in ("event", "day"):
            period = Period(kind="event", start=here.day, end=here.day)
        why = told.why
        if _HAD_SAID.search(sentence.text):
            why = why or "replaced in the text"
        sides = Sides(actor=None, target=country, how="country")
        return structs.replace(told, sides=sides, past=past, period=period, why=why)

    def _country(self, told: Told, sentence: Sentence, here: Here) -> str | None:
        """The country named right behind the number ("four in Colombia"), else the article's."""
        at = told.number.start
        for place in sentence.places:
            if place.country not in here.named:
                continue
            between = sentence.text[at : place.start]
            if at <= place.start <= at + _PLACE_REACH and not (set(between) & set(",;.")):
                return place.country
        return here.country


def _olds(sentences: Sequence[Sentence], here: Here) -> list[When | None]:
    """For each sentence the date of the older happening that it speaks of, if it does."""
    old = [_old_date(sentence, here) for sentence in sentences]
    for at, sentence in enumerate(sentences):
        if at and _THERE.match(sentence.text) and not sentence.dates:
            old[at] = _any_old(sentences[at - 1], here)
    return old


def _old_date(sentence: Sentence, here: Here) -> When | None:
    """The date of an older happening, if the sentence speaks of no other."""
    edge = (here.day or here.published) - timedelta(days=_OLD_DAYS)
    dated = [when for when in sentence.dates if when.last is not None and not when.said]
    if any(when.last is None or when.last >= edge for when in dated):
        return None
    return dated[0] if dated else _old_year(sentence, here)


def _any_old(sentence: Sentence, here: Here) -> When | None:
    """An old date that a sentence names, in whatever way ("since the flood of May 2022")."""
    edge = (here.day or here.published) - timedelta(days=_OLD_DAYS)
    dated = (when for when in sentence.dates if when.first is not None and when.first < edge)
    return next(dated, None)


def _old_year(sentence: Sentence, here: Here) -> When | None:
    """A year before the last one, however long ago, if the sentence is set in it."""
    for match in _YEAR.finditer(sentence.text):
        year = int(match.group(1))
        if year < here.published.year - 1:
            return When(
                start=match.start(1),
                end=match.end(1),
                kind="year",
                first=date(year, 1, 1),
                last=date(year, 12, 31),
                past=True,
                rule="old_year",
            )
    return None
