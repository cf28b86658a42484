"""Countries: whose figure a number is and which day it speaks of, where series are countries."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import structs

from schemas.report import Period
from workers.core.catalogue.model import Domain
from workers.core.dates.expressions import When
from workers.core.extract.began import began
from workers.core.extract.found import Found
from workers.core.extract.home import (
    headed_paragraphs,
    home_country,
    looks_back,
    named_countries,
    publisher_country,
    set_abroad,
)
from workers.core.extract.named import NamedReader, Own, unsummed
from workers.core.extract.older import is_compared, old_times, without, year_of_clause
from workers.core.extract.places import Gazetteer
from workers.core.extract.scalar_days import is_of_another
from workers.core.extract.scalars import Here, ScalarReader
from workers.core.extract.sides import Sides
from workers.core.extract.states import as_states, publisher_state
from workers.core.extract.table import Sentence
from workers.core.extract.tellers import is_shared, labels_of, teller_of, telling_town
from workers.core.extract.timing import period_of
from workers.core.extract.told import Told
from workers.core.numbers.units import UnitTable
from workers.core.records.phrases import Phrases, words_of

_MAIN_DAYS_MAX = 45
_SUBJECT_DAYS_MAX = 120
_SUBJECT_SENTENCES = 1
_LEAD_SENTENCES = 4
_OPENING_SENTENCES = 8
_SENTENCES_MAX = 10_000
_OLD_DAYS = 20
_SLACK_DAYS = 3
_AHEAD = "announced"
_ELSEWHERE = "no happening told of here"
_HAD_SAID = re.compile(
    r"\bhad (?:first |earlier |initially |previously )?"
    r"(?:spoken of|put|given|reported|counted|listed|announced|estimated|confirmed)\b"
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|according to|published)\b[^,.;\d]{0,50}$"
)
_BOTH = re.compile(
    r"(?<!officials in )(?<!authorities in )"
    r"\b(?:both (?:sides|countries|nations)|(?:two|three|four) countries)\b"
)
_EVENT_KINDS = frozenset(("night", "day", "moment"))
_LATELY = frozenset(("week", "span", "since"))
_STRETCHES = frozenset(("between_days", "span_dates", "weekend"))
_RECENT_KINDS = _EVENT_KINDS | {"since"}


class CountryReader:
    """Finishes what was extracted in one domain whose series are countries."""

    def __init__(self, domain: Domain, gazetteer: Gazetteer, units: UnitTable) -> None:
        """Compile the domain's measured quantities."""
        self._domain = domain
        self._gazetteer = gazetteer
        # A disaster is dated by what opens the text; later days are those of its aftermath.
        self._lead = _LEAD_SENTENCES if domain.rules.event.join_days else _SENTENCES_MAX
        subject = domain.vocabulary.subject
        self._named = None if subject is None else NamedReader(domain, subject)
        self._federal = frozenset(domain.vocabulary.states_of)
        self._scalars = [ScalarReader(scalar, domain, units) for scalar in domain.scalars]
        self._nouns = Phrases(word.replace("-", " ") for word in domain.vocabulary.event_nouns)
        self._things = Phrases(
            word.replace("-", " ") for scalar in domain.scalars for word in scalar.nouns
        )
        self._topic = re.compile(
            rf"\b(?:{'|'.join(re.escape(word.lower()) for word in domain.vocabulary.topic)})"
        )
        self._parts = Phrases(
            word.replace("-", " ") for scalar in domain.scalars for word in scalar.parts
        )

    def placed(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences with the states of their places, where states have series."""
        known = sentences if self._named is None else self._named.apart(sentences)
        return as_states(known, self._federal, self._gazetteer)

    def own(self, sentences: Sequence[Sentence], here: Here) -> Own | None:
        """The happenings that the text names, in a domain that tells them apart by name."""
        return None if self._named is None else self._named.own(sentences, here)

    def here(self, sentences: Sequence[Sentence], published: date, publisher: str) -> Here:
        """Where and when the article's own happening was."""
        named = named_countries(sentences)
        country = home_country(sentences, published)
        if not named or country is None:  # A national service need not name its country.
            country = publisher_country(publisher, self._gazetteer) or country
        if country is None or country in self._federal:
            country = publisher_state(publisher, self._federal, self._gazetteer) or country
        return Here(
            country=country,
            named=named | {country} if country is not None else named,
            day=self._main_day(sentences, published) or published,
            published=published,
            headed=headed_paragraphs(sentences),
            back=looks_back(sentences, published) and not self._is_news(sentences, published),
        )

    def _is_news(self, sentences: Sequence[Sentence], published: date) -> bool:
        """Whether a sentence names the happening with recent days alone."""
        edge = published - timedelta(days=_MAIN_DAYS_MAX)
        return any(
            self._names(one)
            and any(when.kind in _EVENT_KINDS for when in one.dates)
            and all(when.last is None or when.last >= edge for when in one.dates)
            for one in sentences
            if one.field == "body"
        )

    def measured(
        self, sentences: Sequence[Sentence], here: Here, own: Own | None = None
    ) -> list[Found]:
        """The measured quantities of the text; `own` are the happenings that it names."""
        old = old_times(sentences, here)
        if own is not None:
            old = own.without(old)
        found = [each for scalar in self._scalars for each in scalar.read(sentences, here)]
        found = [
            structs.replace(each, past=True, period=period_of(when))
            if (when := old[each.sentence]) is not None
            and not each.past
            and not is_of_another(sentences[each.sentence], each.number, when)
            else structs.replace(each, past=each.past or here.back)
            for each in found
        ]
        if self._named is None or own is None:
            return found
        near = {at + step for at in self._beside(sentences, own) for step in (0, 1)}
        found = [
            each if each.sentence in near else structs.replace(each, figure=None, why=_ELSEWHERE)
            for each in found
        ]
        return self._named.settle_measured(found, sentences, own)

    def _beside(self, sentences: Sequence[Sentence], own: Own) -> list[int]:
        """The sentences that speak of a happening or of its size."""
        return [
            one.index
            for one in sentences
            if own.subjects.spoken[one.index] or self._names(one) or self._sizes(one)
        ]

    def _sizes(self, sentence: Sentence) -> bool:
        words = words_of(sentence.text)
        return self._things.within(words, 0, len(words.folded)) is not None

    def settle(
        self,
        told: Sequence[Told],
        sentences: Sequence[Sentence],
        here: Here,
        *,
        measured: Sequence[Found],
        own: Own | None = None,
    ) -> list[Told]:
        """Every counted number with its country and the day of its happening."""
        old = old_times(sentences, here)
        if own is not None:
            old = own.without(old)
        days = self._second_days(measured, sentences, here)
        near = self._near(sentences)
        abroad = set_abroad(sentences, here.country) | labels_of(sentences)
        days = self._abroad_days(abroad, sentences, here) | days
        settled = [
            self._settled(
                each,
                sentences[each.sentence],
                structs.replace(
                    here,
                    country=abroad.get(each.sentence, here.country),
                    day=days.get(each.sentence, here.day),
                ),
                old=old[each.sentence],
            )
            for each in told
        ]
        if self._named is not None and own is not None:
            settled = self._named.settle(settled, sentences, own)
        settled = unsummed(settled, lambda each: each.sides.target)
        return [
            each
            if each.sentence in near or not each.person
            else structs.replace(each, why=each.why or _ELSEWHERE)
            for each in settled
        ]

    def _abroad_days(
        self, abroad: Mapping[int, str | None], sentences: Sequence[Sentence], here: Here
    ) -> dict[int, date]:
        """The day of each sentence whose paragraph tells of another country, and when it was."""
        days: dict[int, date] = {}
        for paragraph in {sentences[at].paragraph for at in abroad if abroad[at] != here.country}:
            rows = [one for one in sentences if one.paragraph == paragraph]
            day = self._main_day(rows, here.published)
            days |= {one.index: day for one in rows if day is not None and one.index in abroad}
        return days

    def _near(self, sentences: Sequence[Sentence]) -> frozenset[int]:
        """The sentences whose people can be those of a happening that the text tells of.

        All of them where it opens with one, else those around the sentences that name one.
        """
        headed = headed_paragraphs(sentences)
        opening = [one for one in sentences if one.index not in headed]
        if headed and not any(self._topic.search(one.folded) for one in opening):
            named = {one.paragraph for one in sentences if self._topic.search(one.folded)}
            return frozenset(one.index for one in sentences if one.paragraph in named)
        lead = (one.folded for one in sentences[:_OPENING_SENTENCES])
        if any(self._topic.search(folded) for folded in lead):
            return frozenset(one.index for one in sentences)
        spots = [one.index for one in sentences if self._names(one)]
        return frozenset(at + step for at in spots for step in (-1, 0, 1))

    def _names(self, sentence: Sentence) -> bool:
        words = words_of(sentence.text)
        return self._nouns.within(words, 0, len(words.folded)) is not None

    def _second_days(
        self, measured: Sequence[Found], sentences: Sequence[Sentence], here: Here
    ) -> dict[int, date]:
        """The day of each sentence that tells of a second happening, and of those that go on."""
        opening = [
            each
            for each in measured
            if each.figure in self._domain.rules.event.opened_by
            and not (each.past or each.part or each.superseded)
        ]
        values = {each.value.low for each in opening if each.period.end == here.day}
        days: dict[int, date] = {}
        for each in opening:
            day = each.period.end
            later = here.day is not None and day is not None and day > here.day
            if later and day is not None and each.value.low not in values:
                days[each.sentence] = day
        for sentence in sentences[1:]:
            before = sentences[sentence.index - 1]
            goes_on = before.paragraph == sentence.paragraph and not sentence.dates
            if goes_on and before.index in days:
                days.setdefault(sentence.index, days[before.index])
        return days

    def _main_day(self, sentences: Sequence[Sentence], published: date) -> date | None:
        """The day of the main happening: the first recent one told beside its name."""
        edge = published - timedelta(days=_MAIN_DAYS_MAX)
        aged = published - timedelta(days=_SUBJECT_DAYS_MAX)
        days: list[date] = []
        others: list[date] = []
        older: list[date] = []
        lasting = (
            bool(self._domain.rules.event.join_days) and not self._domain.rules.event.opened_by
        )
        for sentence in sentences:
            words = words_of(sentence.text)
            named = self._nouns.within(words, 0, len(words.folded)) is not None
            part = self._parts.within(words, 0, len(words.folded)) is not None
            if part:
                continue
            if self._domain.rules.event.join_days and (named or self._leads(sentence)):
                counted = began(sentence, self._nouns, published)
                days += [day for day in counted if edge <= day <= published]
            for when in sentence.dates:
                day = when.first  # A disaster is dated by the evening on which it began.
                dates = when.kind in _EVENT_KINDS or (lasting and when.rule in _STRETCHES)
                usable = dates and not when.said and not when.future
                if not usable or day is None or day > published or self._is_said(sentence, when):
                    continue
                if day >= edge and (named or self._leads(sentence)):
                    (days if named else others).append(day)
                elif day >= aged and named and sentence.index <= _SUBJECT_SENTENCES:
                    older.append(day)
        if self._domain.rules.event.join_days:
            # What lasts began with the first day that the text names; a shock has one of its own.
            return min([*days, *others] if lasting else days or others, default=None) or min(
                older, default=None
            )
        return max(days or others, default=None)

    def _leads(self, sentence: Sentence) -> bool:
        """Whether a sentence without the happening's name can date it."""
        return sentence.index <= self._lead or sentence.text.startswith("It ")

    def _is_said(self, sentence: Sentence, when: When) -> bool:
        """As in "said the office in Town on Friday": the day of the telling."""
        said = _SAID_ON.search(sentence.text, 0, when.start)
        if said is None or not self._domain.rules.event.join_days:
            return False
        words = words_of(said.group())
        return self._nouns.within(words, 0, len(words.folded)) is None

    def _settled(self, told: Told, sentence: Sentence, here: Here, *, old: When | None) -> Told:
        country = teller_of(told, sentence, here)
        old = old or year_of_clause(told, sentence, here)
        if old is not None and is_compared(told, sentence, old):
            told = without(told, old)
            old = None
        past = self._is_past(told, here) or old is not None or here.back
        period = told.period if old is None else period_of(old)
        kind = period.kind if period is not None else "event"
        if self._domain.rules.event.join_days and not past and kind in ("event", "day"):
            period = Period(kind="event", start=here.day, end=here.day)
        why = told.why
        if why == _AHEAD and told.timing.when is not None and told.timing.when.last is not None:
            # A dateline can be a day ahead of the clock of the place: nobody counts the dead ahead.
            close = told.timing.when.last - here.published <= timedelta(days=1)
            why = "" if close else why
        if why.startswith("sum over") and self._is_lately(told.timing.when, here):
            why = ""
            period = Period(kind="event", start=here.day, end=here.day)
        if _HAD_SAID.search(sentence.text, 0, told.number.start):
            why = why or "replaced in the text"
        if is_shared(told, sentence) or _BOTH.search(sentence.text, told.number.start):
            why = why or "a sum over countries"
        sides = Sides(actor=None, target=country, how="country")
        where = telling_town(sentence, told.number.start) or told.where
        return structs.replace(told, sides=sides, past=past, period=period, why=why, where=where)

    def _is_lately(self, when: When | None, here: Here) -> bool:
        """As in "the floods of last week", "17 dead since Friday": one disaster, no sum of many."""
        days = self._domain.rules.event.join_days
        several = self._named is not None  # "The fires of last week" were others.
        if not days or several or when is None or when.first is None or when.kind not in _LATELY:
            return False
        return here.published - when.first <= timedelta(days=days)

    def _is_past(self, told: Told, here: Here) -> bool:
        """Whether a number belongs to an older happening; what came of a disaster goes on."""
        when = told.timing.when
        if not self._domain.rules.event.join_days or here.day is None or when is None:
            return told.past
        if when.kind not in _RECENT_KINDS or when.last is None:
            return told.past
        slack = 0 if self._domain.rules.event.opened_by else _SLACK_DAYS
        slack = self._domain.rules.event.join_days if self._named is not None else slack
        first = here.day - timedelta(days=slack)
        return told.past and (told.timing.previous or when.last < first)
