"""Named: which of several named happenings (fires) each number is of, and where and when it was."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, structs

from schemas.report import Period
from workers.core.catalogue.model import Domain
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.dates.expressions import When
from workers.core.extract.found import Found
from workers.core.extract.home import home_country
from workers.core.extract.scalars import Here
from workers.core.extract.sides import Sides
from workers.core.extract.subjects import SubjectReader, Subjects
from workers.core.extract.table import Sentence
from workers.core.extract.told import Told
from workers.core.records.phrases import Phrases, Words, words_of

_EVENT_KINDS: Final = frozenset(("night", "day", "moment", "since"))
_TOLD_REACH: Final = 9
_SEVERAL: Final = 2
_ALIKE_MAX: Final = 12
_YEARS: Final = r"(?P<year>1[5-9]\d\d|20\d\d)\b(?! (?:acres|people|hectares|homes|houses|dead))"
_YEAR_BEHIND: Final = re.compile(
    rf"(?: [a-z]+){{0,2}}(?:,? (?:of|in|from|during)| \()(?: (?:early|late|mid|the summer of))?"
    rf"(?: ?[A-Z][a-z]+)?(?: \d{{1,2}},?)? ?{_YEARS}"
)
_YEAR_BEFORE: Final = re.compile(
    rf"(?:\b[Ii]n (?:[A-Z][a-z]+ )?|\b){_YEARS}(?:['\u2019]s|,)? (?:the |when the )?$"
)
OLD: Final = "an older happening"
SUM: Final = "a sum over several happenings"
MEMBER: Final = "a part of the whole"


class Own(Struct, frozen=True, kw_only=True):
    """The happenings that a text names: each with its series and first day; `old` are long past.

    Under None stands whatever the text leaves without a name. Where the main one is made of
    several (`whole`), the others that are no older are its parts.
    """

    subjects: Subjects
    series: dict[str | None, str | None]
    days: dict[str | None, date | None]
    old: frozenset[str]
    whole: bool

    def without(self, dates: Sequence[When | None]) -> list[When | None]:
        """Old `dates` of sentences, but for those that tell of a happening named beside them."""
        return [
            None if any(one.subject in self.old for one in row) else when
            for when, row in zip(dates, self.subjects.spoken, strict=True)
        ]


class NamedReader:
    """Tells apart the happenings of one domain by their names. Immutable."""

    def __init__(self, domain: Domain, words: SubjectWords) -> None:
        """Compile the words of the domain."""
        self._reader = SubjectReader(words)
        self._back = timedelta(days=words.telling.back_days)
        self._told = Phrases(_plain(words.telling.told))
        self._compares = Phrases(_plain(words.telling.compares))
        self._wholes = frozenset(word.lower() for word in words.wholes)
        self._figures = domain.rules.figures

    def apart(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences without the places that are a part of a name ("the Chilko Bend fire")."""
        spoken = self._reader.read(sentences).spoken
        return [
            structs.replace(
                sentence,
                places=tuple(
                    place
                    for place in sentence.places
                    if not any(
                        one.start <= place.start < place.end <= one.end
                        and place.end - place.start < one.end - one.start
                        for one in row
                    )
                ),
            )
            for sentence, row in zip(sentences, spoken, strict=True)
        ]

    def own(self, sentences: Sequence[Sentence], here: Here) -> Own:
        """The happenings that `sentences` name."""
        subjects = self._reader.read(sentences)
        names = {one.subject for row in subjects.spoken for one in row}
        series: dict[str | None, str | None] = {None: here.country, subjects.main: here.country}
        days: dict[str | None, date | None] = {}
        old = {name for name in names if self._is_old(name, sentences, subjects, here=here)}
        for name in sorted(names | {subjects.main}, key=str):
            told = [each for each in sentences if _speaks(subjects, each, name)]
            day = self._first_day(told, here)
            if name == subjects.main:
                days[name] = day or here.day
                continue
            days[name] = day
            series[name] = _home(told, here) or here.country
        days.setdefault(None, days.get(subjects.main, here.day))
        main = (subjects.main or "").lower().split()
        return Own(
            subjects=subjects,
            series=series,
            days=days,
            old=frozenset(old),
            whole=bool(main) and main[-1] in self._wholes,
        )

    def _first_day(self, sentences: Sequence[Sentence], here: Here) -> date | None:
        """The first day on which the sentences say that it began."""
        found = []
        for sentence in sentences:
            words = words_of(sentence.text)
            for when in sentence.dates:
                day = when.first
                usable = when.kind in _EVENT_KINDS and not when.future
                recent = day is not None and here.published - self._back <= day <= here.published
                if not usable or not recent or day is None:
                    continue
                first, end = _index(words, when.start), _index(words, when.end)
                before = self._told.within(words, max(0, first - _TOLD_REACH), first)
                behind = self._told.within(words, end, end + _TOLD_REACH)
                said = when.said and (before is None or before[1] < first - 1)
                told = when.kind == "since" or before is not None or behind is not None
                if told and not said:
                    found.append(day)
        return min(found, default=None)

    def _is_old(
        self, name: str, sentences: Sequence[Sentence], subjects: Subjects, *, here: Here
    ) -> bool:
        """Whether a year that is over stands beside the name, or the text only compares with it."""
        compared = 0
        spoken = 0
        edge = (here.published - self._back).year
        for sentence in sentences:
            words = words_of(sentence.text)
            for one in subjects.spoken[sentence.index]:
                if one.subject != name:
                    continue
                spoken += 1
                before = _YEAR_BEFORE.search(sentence.text[: one.start])
                years = (_YEAR_BEHIND.match(sentence.text, one.end), before)
                if any(match is not None and int(match.group("year")) < edge for match in years):
                    return True
                first = _index(words, one.start)
                compared += self._compares.before(words, first, reach=2) is not None
        return compared == spoken and compared > 0

    def settle(self, told: Sequence[Told], sentences: Sequence[Sentence], own: Own) -> list[Told]:
        """Every counted number with its happening."""
        settled = []
        for each in told:
            sentence = sentences[each.sentence]
            subject = own.subjects.of(sentence, each.number.start) or own.subjects.main
            named = structs.replace(each, subject=subject)
            if subject in own.old:
                settled.append(structs.replace(named, past=True, why=named.why or OLD))
                continue
            if subject != own.subjects.main:
                sides = Sides(actor=None, target=own.series.get(subject), how="country")
                named = structs.replace(named, sides=sides)
            settled.append(structs.replace(named, period=_period(named.period, own, named)))
        return unsummed(settled, lambda each: each.subject)

    def settle_measured(
        self, found: Sequence[Found], sentences: Sequence[Sentence], own: Own
    ) -> list[Found]:
        """Every measured quantity with its happening."""
        settled: list[Found] = []
        for each in found:
            sentence = sentences[each.sentence]
            at = each.start - sentence.start
            subject = own.subjects.of(sentence, at) or own.subjects.main
            named = structs.replace(each, subject=subject)
            if subject in own.old:
                settled.append(structs.replace(named, past=True, figure=None, why=OLD))
                continue
            row = own.subjects.spoken[each.sentence]
            if named.past and any(one.subject in own.old for one in row):
                now = Period(kind="event", start=None, end=None)
                named = structs.replace(named, past=False, period=now)
            if subject != own.subjects.main and own.whole:
                named = structs.replace(named, part=True, figure=None, why=named.why or MEMBER)
            if subject != own.subjects.main:
                named = structs.replace(named, series=own.series.get(subject))
            period = named.period if named.past else _period(named.period, own, named)
            settled.append(structs.replace(named, period=period))
        return settled


def _period(period: Period | None, own: Own, named: Told | Found) -> Period | None:
    """The first day of the number's happening."""
    if named.past or (period is not None and period.kind not in ("event", "day")):
        return period
    day = own.days.get(named.subject) or own.days.get(own.subjects.main)
    return Period(kind="event", start=day, end=day)


def unsummed(told: Sequence[Told], whose: Callable[[Told], str | None]) -> list[Told]:
    """Without the numbers that those of several happenings or countries add up to."""
    own: dict[str, dict[str | None, set[float]]] = {}
    for each in told:
        value = each.number.value
        dropped = each.why or each.past or each.part or each.superseded
        if each.figured and not dropped and value is not None:
            row = own.setdefault(each.role.role, {})
            row.setdefault(whose(each), set()).add(value)
    settled = []
    for each in told:
        row = own.get(each.role.role, {})
        value = each.number.value
        summed = value is not None and _adds_up(value, list(row.values()))
        settled.append(structs.replace(each, why=each.why or SUM) if summed else each)
    return settled


def _adds_up(value: float, values: Sequence[set[float]]) -> bool:
    """Whether smaller values, one of each of two happenings or of all, make `value`."""
    smaller = [{each for each in some if 0 < each < value} for some in values[:_ALIKE_MAX]]
    smaller = [some for some in smaller if some]
    if len(smaller) < _SEVERAL:
        return False
    if sum(max(some) for some in smaller) == value:
        return True
    return any(
        value - one in other
        for at, some in enumerate(smaller)
        for other in smaller[at + 1 :]
        for one in some
    )


def _home(sentences: Sequence[Sentence], here: Here) -> str | None:
    renumbered = [structs.replace(each, index=at) for at, each in enumerate(sentences)]
    return home_country(renumbered, here.published)


def _speaks(subjects: Subjects, sentence: Sentence, name: str | None) -> bool:
    """Whether the sentence names `name`, or names nobody and goes on about it."""
    row = subjects.spoken[sentence.index]
    own = subjects.carried[sentence.index] == name
    return any(one.subject == name for one in row) or (not row and own)


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]
