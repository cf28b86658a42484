"""Owners: whose breach or theft each number is of, in which series, and of which day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, structs

from schemas.report import Period
from workers.core.catalogue.model import Domain
from workers.core.catalogue.subject_words import SubjectWords, TellingWords
from workers.core.dates.expressions import When
from workers.core.extract.places import Gazetteer
from workers.core.extract.sectors import SectorReader
from workers.core.extract.sides import Sides
from workers.core.extract.subjects import SubjectReader, Subjects
from workers.core.extract.table import Sentence
from workers.core.extract.timing import period_of
from workers.core.extract.told import Told
from workers.core.records.phrases import Phrases, Words, words_of

_EVENT_KINDS: Final = frozenset(("night", "day", "moment"))
_NEAR_WORDS: Final = 6
_CLAUSE_WORDS: Final = 16
_OPENING_CHARS: Final = 14
_REPLACED_REACH: Final = 3
_OLD: Final = "an older event"


class Own(Struct, frozen=True, kw_only=True):
    """Whom an article is about, the series of each of them, and the day of the main one."""

    subjects: Subjects
    series: dict[str | None, str]
    day: date
    published: date


class OwnerReader:
    """Finishes what was extracted in one domain whose events are told apart by their subject."""

    def __init__(self, domain: Domain, words: SubjectWords, gazetteer: Gazetteer) -> None:
        """Compile the words of the domain."""
        self._words: TellingWords = words.telling
        self._vocabulary = domain.vocabulary
        self._subjects = SubjectReader(words)
        self._sectors = SectorReader(domain.vocabulary, gazetteer)
        self._told = Phrases(_plain(words.telling.told))
        self._compares = Phrases(_plain(words.telling.compares))
        self._replaced = Phrases(_plain(words.telling.replaced))
        self._replaced_after = Phrases(_plain(words.telling.replaced_after))

    def own(self, sentences: Sequence[Sentence], published: date, publisher: str) -> Own:
        """Whom the article is about, in which series, and since when."""
        subjects = self._subjects.read(sentences)
        name = self._vocabulary.series_name
        series: dict[str | None, str] = {}
        if name is None:
            series = self._sectors.read(
                sentences, subjects, published=published, publisher=publisher
            )
        return Own(
            subjects=subjects,
            series=series,
            day=self._main_day(sentences, subjects, published),
            published=published,
        )

    def settle(self, told: Sequence[Told], sentences: Sequence[Sentence], own: Own) -> list[Told]:
        """Every counted number with its subject, series and day."""
        return [self._settled(each, sentences[each.sentence], own) for each in told]

    def _settled(self, told: Told, sentence: Sentence, own: Own) -> Told:
        subject = own.subjects.of(sentence, told.number.start)
        series = self._vocabulary.series_name or own.series.get(subject) or own.series[None]
        when = self._when(sentence, told, own=own)
        past = self._is_past(sentence, subject, when, own=own) or told.timing.previous
        superseded = told.superseded or self._is_replaced(told, sentence)
        why = told.why
        if why.startswith("announced"):
            why = ""
        period = told.period
        if period is None or period.kind in ("event", "day"):
            day = own.day if subject == own.subjects.main or when is None else when.last
            period = Period(kind="event", start=day, end=day)
            if past and when is not None:
                period = period_of(when)
        return structs.replace(
            told,
            subject=subject,
            sides=Sides(actor=None, target=series, how="country"),
            past=past,
            period=period,
            superseded=superseded,
            why=why or ("replaced in the text" if superseded else ""),
        )

    def _is_past(
        self, sentence: Sentence, subject: str | None, when: When | None, *, own: Own
    ) -> bool:
        """Whether the number is of another or an older event that is only looked back on."""
        edge = own.published - timedelta(days=self._words.back_days)
        if when is not None and when.last is not None and when.last < edge:
            return not (self._words.first and when.last >= own.day)
        main = subject == own.subjects.main or subject is None
        if main:
            return own.day < edge and not self._words.first
        if when is not None and when.kind in _EVENT_KINDS:
            return False
        words = words_of(sentence.text)
        if self._compares.within(words, 0, len(words.folded)) is not None:
            return True
        row = own.subjects.spoken[sentence.index]
        opens = not row or (row[0].subject == subject and row[0].start <= _OPENING_CHARS)
        return not opens

    def _when(self, sentence: Sentence, told: Told, *, own: Own) -> When | None:
        """The date of the sentence that is nearest to the number and no day of speaking."""
        dates = [
            when
            for when in sentence.dates
            if not when.said and not when.future and when.last is not None
        ]
        if self._words.first:  # Days within a breach date nothing; years and months look back.
            dates = [when for when in dates if when.last and when.last < own.day]
        at = told.number.start
        return min(dates, key=lambda when: (abs(when.start - at), when.start), default=None)

    def _main_day(self, sentences: Sequence[Sentence], subjects: Subjects, published: date) -> date:
        """The day that the text's own event is known by; that of publication if it tells none."""
        found: list[tuple[int, date]] = []
        for sentence in sentences:
            row = subjects.spoken[sentence.index]
            if (
                subjects.main is not None
                and row
                and subjects.main not in {one.subject for one in row}
            ):
                continue
            words = words_of(sentence.text)
            for when in sentence.dates:
                usable = when.kind in _EVENT_KINDS and not when.future and when.last is not None
                if not usable or when.last is None or when.last > published:
                    continue
                if when.said and not self._words.first:
                    continue
                if self._is_told(words, when):
                    found.append((sentence.index, when.last))
        edge = published - timedelta(days=self._words.back_days)
        recent = [day for _, day in found if day >= edge]
        if self._words.first:
            return min(recent, default=published)
        return next(iter(recent or (day for _, day in found)), published)

    def _is_told(self, words: Words, when: When) -> bool:
        """Whether a word that dates the event stands beside the date."""
        first, end = _index(words, when.start), _index(words, when.end)
        reach = _NEAR_WORDS if self._words.first else _CLAUSE_WORDS
        low, high = max(0, first - reach), min(len(words.folded), end + reach)
        before = self._told.within(words, low, first)
        behind = self._told.within(words, end, high)
        crossed = ";" in words.breaks[end : behind[0] + 1] if behind is not None else True
        return not crossed or (before is not None and ";" not in words.breaks[before[1] : first])

    def _is_replaced(self, told: Told, sentence: Sentence) -> bool:
        """Whether the text gives the number as an earlier or a wrong one."""
        words = words_of(sentence.text)
        at = _index(words, told.items[told.entry.first].start)
        end = _index(words, max(told.number.end, told.number.unit_end))
        before = self._replaced.before(words, at, reach=_REPLACED_REACH)
        after = self._replaced_after.within(words, end, end + 2 * _NEAR_WORDS)
        return before is not None or after is not None


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]
