"""Owner days: the day by which a breach or theft is known, as a text tells it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from workers.core.catalogue.subject_words import TellingWords
from workers.core.dates.expressions import When
from workers.core.extract.subjects import Subjects
from workers.core.extract.table import Sentence
from workers.core.records.phrases import Phrases, Words

_EVENT_KINDS: Final = frozenset(("night", "day", "moment"))
_NEAR_WORDS: Final = 6
_CLAUSE_WORDS: Final = 16
_LEAD: Final = 3
_LIST: Final = 2
# "Discovered on 3 May, made public on 9 May": nobody was told on the first of the days.
_FOUND: Final = frozenset("discovered detected noticed identified uncovered".split())
_FOUND_WORDS: Final = 3
_NAMED_NIGHT: Final = ("weekday_night", "date_night", "relative_day_night")


class DayReader:
    """Dates the events of one domain by its words."""

    def __init__(self, words: TellingWords) -> None:
        """Compile the words beside which a day counts."""
        self._words = words
        self._told = Phrases(word.replace("-", " ").lower() for word in words.told)

    def main(
        self,
        sentences: Sequence[Sentence],
        lines: Sequence[Words],
        subjects: Subjects,
        *,
        published: date,
    ) -> date:
        """The day of the text's own event.

        The one told beside the happening; of several notices the first. Else a day that the lead
        names, else the one on which somebody told of it there, else that of publication.
        """
        found: list[date] = []
        said: list[date] = []
        led: list[date] = []
        for sentence, when, day in self._own_dates(sentences, subjects, published):
            told = self._is_told(lines[sentence.index], when)
            if when.said:
                said += [day] if sentence.index <= _LEAD else []
                found += [day] if told and self._words.first else []
            else:
                led += [day] if sentence.index <= _LEAD else []
                found += [day] if told else []
        edge = published - timedelta(days=self._words.back_days)
        recent = [day for day in found if day >= edge]
        spoken = next(iter(said), published)
        if self._words.first:
            return min([*recent, spoken])
        fresh = [day for day in led if day >= edge]
        return next(iter([*recent, *found, *fresh]), spoken)

    def _own_dates(
        self, sentences: Sequence[Sentence], subjects: Subjects, published: date
    ) -> Iterator[tuple[Sentence, When, date]]:
        """The days that lie behind in what the text says of its main subject."""
        for sentence in sentences:
            row = {one.subject for one in subjects.spoken[sentence.index]}
            if subjects.main is not None and row and subjects.main not in row:
                continue
            for when in sentence.dates:
                day = _day(when)
                dates = when.kind in _EVENT_KINDS or when.rule == "weekend"
                usable = dates and not when.future and when.last is not None
                if not usable or when.last is None or when.last > published or day is None:
                    continue
                if len(row) > 1 and subjects.of(sentence, when.start) != subjects.main:
                    continue  # "Ten days after Acme, on May 3, Orbit told": each has its own.
                yield sentence, when, day

    def entries(
        self, sentences: Sequence[Sentence], subjects: Subjects, published: date
    ) -> dict[int, date]:
        """The first day that each entry of a list names, by its block."""
        days: dict[int, date] = {}
        for sentence in sentences if len(subjects.heads) >= _LIST else ():
            for when in sentence.dates:
                if _is_day(when, published) and not when.said and when.last is not None:
                    days.setdefault(subjects.blocks[sentence.index], when.last)
        return days

    def nearest(self, sentence: Sentence, at: int, *, day: date) -> When | None:
        """The date of the sentence that is nearest to offset `at` and no day of speaking.

        Where a first notice dates an event, only times before it say more: they look back.
        """
        dates = [
            when
            for when in sentence.dates
            if not when.said and not when.future and when.last is not None
        ]
        if self._words.first:
            dates = [when for when in dates if when.last is not None and when.last < day]
        return min(dates, key=lambda when: (abs(when.start - at), when.start), default=None)

    def _is_told(self, words: Words, when: When) -> bool:
        """Whether a word that dates the event stands beside the date."""
        first, end = _index(words, when.start), _index(words, when.end)
        if self._words.first and _FOUND & set(words.folded[max(0, first - _FOUND_WORDS) : first]):
            return False
        reach = _NEAR_WORDS if self._words.first else _CLAUSE_WORDS
        before = self._told.before(words, first, reach=reach - 1)
        behind = self._told.within(words, end, min(len(words.folded), end + reach))
        if before is not None and ";" not in words.breaks[before[1] : first]:
            return True
        return behind is not None and ";" not in words.breaks[end : behind[0] + 1]


def _day(when: When) -> date | None:
    """The day of a night is its morning, but "late on Monday" and "Monday night" are Monday."""
    named = when.rule == "late_on" or when.rule.endswith(_NAMED_NIGHT)
    named = named and when.kind == "night"
    return when.first if named or when.rule == "weekend" else when.last


def _is_day(when: When, published: date) -> bool:
    usable = when.kind in _EVENT_KINDS and not when.future
    return usable and when.last is not None and when.last <= published


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))
