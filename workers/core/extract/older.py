"""Older: which sentences and numbers of a text tell of happenings of other times."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import structs

from workers.core.dates.expressions import When
from workers.core.extract.scalar_days import AGAINST
from workers.core.extract.scalars import Here
from workers.core.extract.table import Sentence
from workers.core.extract.told import Told

_OLD_DAYS = 20
_YEAR = re.compile(r"\b(?:in|of|the) (1[5-9]\d\d|20\d\d)\b(?! (?:people|dead|persons|houses))")
# "There, a shock of 5.6 killed 602": the place and time named just before.
_THERE = re.compile(r"(?:There|Then|That year)\b")
# "The worst since 1973, when about 300 people died": what is told of that time.
_THEN = re.compile(r"\b(1[5-9]\d\d|20\d\d)[,)]? (?:when|in which)\b[^;]*$")


def is_compared(told: Told, sentence: Sentence, old: When) -> bool:
    """Whether the old date is that of what the number is set against: "90, more than in 1987"."""
    between = sentence.text[told.number.end : old.start]
    return old.start > told.number.end and AGAINST.search(between) is not None


def without(told: Told, old: When) -> Told:
    """The number without what its reading took from the old date."""
    when = told.timing.when
    if when is None or when.last is None or old.last is None or when.last > old.last:
        return told
    why = "" if told.why.startswith("sum over") else told.why
    return structs.replace(told, past=False, period=None, why=why)


def old_times(sentences: Sequence[Sentence], here: Here) -> list[When | None]:
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


def year_of_clause(told: Told, sentence: Sentence, here: Here) -> When | None:
    """The year that the number is told of, in a clause that "when" opens."""
    match = _THEN.search(sentence.text, 0, told.number.start)
    if match is None or int(match.group(1)) >= (here.day or here.published).year:
        return None
    return _year_of(match)


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
            return _year_of(match)
    return None


def _year_of(match: re.Match[str]) -> When:
    year = int(match.group(1))
    return When(
        start=match.start(1),
        end=match.end(1),
        kind="year",
        first=date(year, 1, 1),
        last=date(year, 12, 31),
        past=True,
        rule="old_year",
    )
