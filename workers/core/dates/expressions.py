"""Expressions: every date expression of a sentence as days of the target's calendar."""

import re
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from workers.core.dates import words
from workers.core.dates.clocks import WHOLE_DAY, find_clocks, merge_clocks
from workers.core.dates.days import compose_day, read_part, read_relative, read_weekday
from workers.core.dates.months import read_month, read_season, read_year
from workers.core.dates.periods import read_unit, read_weekend
from workers.core.dates.scan import Anchor, Scan, When, period, read_day
from workers.core.dates.since import read_since, since, since_before

__all__ = ["Anchor", "When", "default_event_date", "find_dates"]

DATES_PER_SENTENCE_MAX: Final = 40

_TOKEN = re.compile(r"[A-Za-z]+|(\d+(?:[-/.]\d+)*)")
_FULL_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_YEAR_DIGITS: Final = 4
_UNITS: Final = (
    "day days night nights week weeks fortnight fortnights month months quarter quarters year "
    "years decade decades century centuries hour hours minute minutes"
)
_PARTS: Final = ("night", "evening", "morning", "afternoon", "day", "daytime", "daylight")
_DAY_BEFORE = re.compile(
    r"(?:\b(?:the )?)(\d{1,2})(?:st|nd|rd|th)?"
    r"(?:(?:-|\u2013|/| to | and | or )(\d{1,2})(?:st|nd|rd|th)?)?(?: of)? $"
)
_APPOSED = re.compile(r",? \(?(?:in|on) |, | \(")
_NIGHT_BEFORE = re.compile(
    r"\b(?:overnight|night)(?: attack)?(?: of| from| on)?(?: the)? $", re.IGNORECASE
)
_DAY_OF_HOURS = re.compile(
    r"(?: of| to| until| up to| ending| ended|,)?"
    r"(?: (?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|noon|midday|midnight),?)?(?: on| of)? (?:the )?"
)
_HOURS_OF_DAY: Final = frozenset((" ", ", "))
_BEFORE_CHARS: Final = 32


def find_dates(sentence: str, anchor: Anchor, *, earlier: When | None = None) -> list[When]:
    """The date expressions of a sentence, in order and without overlap; linear in its length.

    `earlier` is the last expression of the text before this sentence: "that year" leans on it.
    """
    scan = Scan(sentence, anchor, earlier)
    for token in _TOKEN.finditer(sentence):
        reader = _FORMS.get(token.group(), _read_digits if token.lastindex else None)
        if reader is None or (scan.found and token.start() < scan.found[-1].end):
            continue
        when = reader(scan, token.start(), token.end())
        if when is None or (scan.found and when.start < scan.found[-1].end):
            continue
        scan.found.append(_absorb(scan, _lean(scan, when)))
        if len(scan.found) >= DATES_PER_SENTENCE_MAX:
            break
    merged = merge_clocks(scan.found, find_clocks(scan), today=scan.today)
    return _without_overlap(_whole_days(sentence, merged))


def _lean(scan: Scan, when: When) -> When:
    """Like "since last week", "since the start of the year": from then on until today."""
    weekend = when.rule == "weekend"
    if when.first is None or not (weekend or when.kind in ("week", "month", "season", "year")):
        return when
    before = scan.before(when.start, _BEFORE_CHARS)
    start = since_before(before)
    if start is None:
        return when
    span = (when.start - len(before) + start, when.end)
    return since(scan, span, when.first, rule="since_day" if weekend else f"since_{when.kind}")


def _absorb(scan: Scan, when: When) -> When:
    """Like "a year earlier, in July 2027" is one date: the stated one, looking back."""
    last = scan.found[-1] if scan.found else None
    if last is None or when.kind not in ("day", "month", "year") or not last.past:
        return when
    counted = last.rule.endswith(("_earlier", "_ago", "_before"))
    if not counted or _APPOSED.fullmatch(scan.text, last.end, when.start) is None:
        return when
    scan.found.pop()
    return replace(when, start=last.start, past=True)


def _whole_days(sentence: str, found: list[When]) -> list[When]:
    """Like "the 24 hours of 3 May", "the 24 hours to 8 a.m. on Friday": the day of their end."""
    kept: list[When] = []
    for when in found:
        before = kept[-1] if kept else None
        gap = sentence[before.end : when.start] if before is not None else ""
        if before is not None and _is_whole_day(before, when) and _DAY_OF_HOURS.fullmatch(gap):
            days = (when.last, when.last)
        elif before is not None and _is_whole_day(when, before) and gap in _HOURS_OF_DAY:
            days = (before.last, before.last)
        else:
            kept.append(when)
            continue
        joined = replace(when, kind="day", start=before.start, first=days[0], last=days[1])
        kept[-1] = replace(joined, rule=WHOLE_DAY, window=None)
    return kept


def _is_whole_day(hours: When, day: When) -> bool:
    """Whether `hours` are 24 without a day of their own, and `day` is one that is named."""
    hourly = hours.rule == "hours" and hours.days == 1
    return hourly and day.kind == "day" and day.rule != "hours" and day.last is not None


def default_event_date(anchor: Anchor) -> When:
    """The day of an event that a text does not date: the local day of publication.

    In the first hours of a day it is the day before, of which such texts tell.
    """
    day = Scan("", anchor).past_day
    return When(start=0, end=0, kind="day", first=day, last=day, rule="publication")


def _without_overlap(found: list[When]) -> list[When]:
    kept: list[When] = []
    for when in found[:DATES_PER_SENTENCE_MAX]:
        if not kept or when.start >= kept[-1].end:
            kept.append(when)
    return kept


def _read_digits(scan: Scan, start: int, end: int) -> When | None:
    if end - start == _YEAR_DIGITS:
        return read_year(scan, start, end)
    if _FULL_DATE.fullmatch(scan.text, start, end) is None:
        return None
    named = read_day(scan, start)
    return None if named is None else compose_day(scan, start, named)


def _read_month(scan: Scan, start: int, end: int) -> When | None:
    """A month with the days around it ("3-4 July", "July 4"), or alone."""
    if not scan.text[start].isupper():
        return None
    lead = _DAY_BEFORE.search(scan.before(start, _BEFORE_CHARS))
    if lead is not None and lead.group(2) is not None:
        return _read_two_days(scan, lead, start)
    first = start
    if lead is not None:
        first -= len(lead.group()) - lead.start(1) + lead.start()
    named = read_day(scan, first)
    if named is not None or lead is not None:
        return None if named is None else compose_day(scan, first, named)
    if scan.text[end : end + 1] == "." and end - start <= _YEAR_DIGITS:
        end += 1
    return read_month(scan, start, end)


def _read_two_days(scan: Scan, lead: re.Match[str], start: int) -> When | None:
    """Two days of a month ("the night of 3 to 4 July"): a range, dated by its second day."""
    offset = start - len(lead.group()) - lead.start()
    named = read_day(scan, offset + lead.start(2))
    first = words.day(named.date.year, named.date.month, int(lead.group(1))) if named else None
    if named is None or first is None or first >= named.date:
        return None
    left = offset + lead.start(1)
    night = _NIGHT_BEFORE.search(scan.before(left, _BEFORE_CHARS))
    span = (left - len(night.group()) if night else left, named.end)
    if night:
        days = (first, named.date)
        return period(scan, span, days, kind="night", rule="night_dates", window="night")
    return period(scan, span, (first, named.date), kind="span", rule="span_dates")


def _read_weekday(scan: Scan, start: int, end: int) -> When | None:
    named = scan.text[start].isupper() and end > start
    return read_weekday(scan, start) if named else None


def _read_part(scan: Scan, start: int, end: int) -> When | None:
    """A part of a day ("last night"), else the same word as a unit ("three nights ago")."""
    part = read_part(scan, start, end)
    unit = part is None and scan.text[start:end].lower() in ("day", "night")
    return read_unit(scan, start, end) if unit else part


_READERS: Final[dict[str, Callable[[Scan, int, int], When | None]]] = {
    **dict.fromkeys(words.MONTHS, _read_month),
    **dict.fromkeys(words.WEEKDAYS, _read_weekday),
    **dict.fromkeys(_UNITS.split(), read_unit),
    **dict.fromkeys(_PARTS, _read_part),
    **dict.fromkeys(words.SEASONS, read_season),
    **dict.fromkeys(("today", "yesterday", "tomorrow", "overnight", "tonight"), read_relative),
    "weekend": read_weekend,
    "since": read_since,
}
# Forms as they stand in texts, so that a look-up needs no folding.
_FORMS: Final = {
    form: reader
    for word, reader in _READERS.items()
    for form in (word, word.capitalize(), word.upper())
}
