"""Scalar days: the day of a measured number, and whether it is that of an older happening."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from schemas.report import Period, PeriodKind
from workers.core.dates.expressions import When
from workers.core.extract.scalar_line import EVENT_KINDS, Days, ScalarLine, ScalarWords
from workers.core.extract.table import Sentence
from workers.core.extract.timing import period_of
from workers.core.numbers.numerals import Number

_SUM_KINDS = frozenset(("week", "month", "season", "year", "war", "span"))
# Background starts where the time of an event, or the season of a day, ends.
_OLD_DAYS = {"event": 20, "day": 100}
_TOUCHES = 5
_OWNERS = ("'s", "\u2019s")
_NEW = frozenset(("a", "an", "another", "new"))
# What stands before the day on which something longer began.
_BEGAN = re.compile(r"\b(?:began|begun|started|starting|beginning|since)(?: on)? $")
# "The strongest since 2019, when one of 7.2 struck".
_THEN = re.compile(r",? when\b")
_SINCE = re.compile(r"\b[Ss]ince(?: [\w']+){0,4} $")
# "On the 27th": a day of the month that the text speaks of.
_DAY_OF_MONTH = re.compile(
    r"\b(?:[Oo]n|from) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|place|floor|century|day|time|year))"
)
# "35.9 C (Town, 28 June)".
_BRACKET = re.compile(r"[^().;]{0,40}\(([^()]{3,60})\)")
# What sets a number against another, older one.
AGAINST = re.compile(
    r"\b(?:than|compared (?:with|to)|against|above|beyond|as many as|as high as|as in|past the|"
    r"(?:surpass|exceed|overtak|pass|top|eclips|beat|break|broke)(?:s|es|ed|ing|ping|en)?)\b"
)
# "The day's high, as it had been on Monday", "more than on Monday".
_AS_THEN = re.compile(r"\b(?:than|compared (?:with|to)|against)\b|, as (?:it|they|in|on)\b")
# "The magnitude was put at 6.1 on Tuesday": the day of the measuring.
_MEASURES = (
    r"(?:put|revised|corrected|raised|lowered|upgraded|downgraded|"
    r"changed|updated|estimated|given)"
)
_PUT = re.compile(rf"\b{_MEASURES}\b(?:[^.;]|\.\d){{0,40}}$")
_PUTS = re.compile(rf" (?:\w+ )?{_MEASURES}\b")
_THAT_DAY = re.compile(r"\b(?:that|the same) day\b", re.IGNORECASE)


class Dated(Struct, frozen=True, kw_only=True):
    """The period of a number, whether it is an older one's, and whether its sentence says so."""

    period: Period
    past: bool = False
    told: bool = False


def dated(
    words: ScalarWords,
    line: ScalarLine,
    number: Number,
    *,
    day: date | None,
    published: date,
    known: Days,
) -> Dated:
    """When the number was measured; `day` is that of the article's own happening."""
    kind: PeriodKind = "day" if words.scalar.period == "day" else "event"
    edge = (day or published) - timedelta(days=_OLD_DAYS[kind])
    usable = [when for when in line.sentence.dates if _can_date(line, number, when, edge=edge)]
    usable = [when for when in usable if kind == "day" or not _is_measuring(line, when)]
    first, last = line.clause(line.at(number.start))
    inside = [when for when in usable if first <= line.at(when.start) < last]
    bracket = _BRACKET.match(line.sentence.text, number.end)
    behind = bracket.span(1) if bracket is not None else (0, 0)
    close = [when for when in usable if behind[0] <= when.start and when.end <= behind[1]]
    earlier = _is_earlier(words, line, number)
    if earlier:  # "Town reached 40 on Monday, beating the record of 39": that day is the 40's.
        inside = [when for when in inside if not is_of_another(line.sentence, number, when)]
    for dates in (close, inside, () if earlier else usable):
        exact = _exact(line, number, dates)
        if exact is not None and not _is_of_telling(words, line, number, old=_is_old(exact, edge)):
            old = _is_old(exact, edge) or _is_years_ago(exact, usable, edge)
            end = exact.first if kind == "event" else exact.last
            return Dated(period=Period(kind=kind, start=exact.first, end=end), past=old, told=True)
        old_year = next(
            (
                when
                for when in dates
                if when.kind in _SUM_KINDS
                and _is_old(when, edge)
                and (
                    _THEN.match(line.sentence.text, when.end)
                    or not _SINCE.search(line.sentence.text, 0, when.start)
                )
            ),
            None,
        )
        if old_year is not None:
            return Dated(period=period_of(old_year), past=True, told=True)
    if earlier:
        return Dated(period=Period(kind=kind, start=None, end=None), past=True, told=True)
    own = _day_of_month(line, number, known.month or day or published, published=published)
    if own is None and _THAT_DAY.search(line.sentence.text):
        own = known.day
    own_day = own or day
    return Dated(period=Period(kind=kind, start=own_day, end=own_day), told=own is not None)


def _can_date(line: ScalarLine, number: Number, when: When, *, edge: date) -> bool:
    """Whether the time can be that of the number, by what stands between them."""
    if when.said or when.last is None:
        return False
    if _AS_THEN.search(line.sentence.text, number.end, max(number.end, when.start)):
        return False
    return not (_is_old(when, edge) and is_of_another(line.sentence, number, when))


def _is_measuring(line: ScalarLine, when: When) -> bool:
    text = line.sentence.text
    return _PUT.search(text, 0, when.start) is not None or _PUTS.match(text, when.end) is not None


def is_of_another(line: Sentence, number: Number, when: When) -> bool:
    """As in "48.9, past the 48.8 of 2021": a time that is not this number's.

    It is that of a value nearer to it, or of what the number is set against.
    """
    if number.end <= when.start and AGAINST.search(line.text, number.end, when.start):
        return True
    distance = _distance(number, when)
    for other in line.numbers:
        like = other.unit == number.unit if other.unit else other.decimal
        if other.value not in (None, number.value) and like and _distance(other, when) < distance:
            return True
    return False


def _distance(number: Number, when: When) -> int:
    """The characters between a number and a time."""
    return max(when.start - number.end, number.start - when.end)


def _exact(line: ScalarLine, number: Number, dates: Sequence[When]) -> When | None:
    """The nearest single day; one between the same commas is nearer than others."""
    first, last = line.near(line.at(number.start))

    def distance(when: When) -> tuple[bool, int, int]:
        outside = not first <= line.at(when.start) < last
        return outside, abs(when.start - number.start), when.start

    exact = (
        when
        for when in dates
        if when.kind in EVENT_KINDS
        and not when.future
        and not _BEGAN.search(line.sentence.text, 0, when.start)
        and not (when.start > number.start and line.sentence.text.startswith(_OWNERS, when.end))
    )
    return min(exact, key=distance, default=None)


def _is_of_telling(words: ScalarWords, line: ScalarLine, number: Number, *, old: bool) -> bool:
    """As in "it was put at 6.5 on Tuesday": a day on which an event was measured anew."""
    at = line.at(number.start)
    if old or words.scalar.period == "day" or not words.held(line, "measurers", line.clause(at)):
        return False
    named = words.held(line, "nouns", (0, len(line.words.folded))) is not None
    return not named and not words.cue(line, "again", at, reach=0)


def _is_old(when: When, edge: date) -> bool:
    return when.last is not None and when.last < edge


def _is_years_ago(exact: When, dates: Sequence[When], edge: date) -> bool:
    """As in "a year ago on Wednesday": a weekday that an older date holds."""
    return any(
        _is_old(when, edge)
        and (0 <= exact.start - when.end <= _TOUCHES or 0 <= when.start - exact.end <= 1)
        for when in dates
        if when is not exact
    )


def _is_earlier(words: ScalarWords, line: ScalarLine, number: Number) -> bool:
    """As in "the old record of 40": a value that stood before, whatever its day."""
    span = line.near(line.at(number.start), few=2)
    spots = words.spots(line, "earlier", span)
    return any(
        words.is_nearest(line, number, spot)
        and not _NEW & set(line.words.folded[max(0, spot - 2) : spot])
        for spot, _ in spots
    )


def _day_of_month(line: ScalarLine, number: Number, month: date, *, published: date) -> date | None:
    """The nearest "on the 27th", in the month that the text spoke of last."""
    found = min(
        _DAY_OF_MONTH.finditer(line.sentence.text),
        key=lambda match: (
            match.start() < number.start and ";" in line.sentence.text[match.end() : number.start],
            abs(match.start() - number.start),
        ),
        default=None,
    )
    if found is None:
        return None
    try:
        day = month.replace(day=int(found.group(1)))
        if day > published:
            before = month.replace(day=1) - timedelta(days=1)
            day = before.replace(day=int(found.group(1)))
    except ValueError:
        return None
    return day
