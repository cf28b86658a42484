"""Dates: every date expression of a sentence as days of the target's calendar, with its window."""

import re

from workers.core import date_words as words
from workers.core.date_clocks import find_clocks, merge_clocks
from workers.core.date_days import compose_day, read_part, read_relative, read_weekday
from workers.core.date_periods import read_month, read_season, read_since, read_unit, read_weekend, read_year
from workers.core.date_scan import Anchor, Scan, When, read_day

__all__ = ["Anchor", "When", "default_event_date", "find_dates"]

DATES_PER_SENTENCE_MAX = 40

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[-/.]\d+)*")
_UNITS = frozenset(
    "day days night nights week weeks fortnight fortnights month months quarter quarters year years "
    "decade decades century centuries hours hour minutes".split()
)
_RELATIVE = frozenset(("today", "yesterday", "tomorrow", "overnight", "tonight"))
_PARTS = frozenset(("night", "evening", "morning", "afternoon", "day", "daytime", "daylight"))
_DAY_BEFORE = re.compile(r"(?:\b(?:the )?)(\d{1,2})(?:st|nd|rd|th)?(?:(?:-|\u2013|/| to | and | or )(\d{1,2})(?:st|nd|rd|th)?)?(?: of)? $")


def find_dates(sentence: str, anchor: Anchor, *, earlier: When | None = None) -> list[When]:
    """The date expressions of a sentence, in order and without overlap; linear in its length.

    `earlier` is the last expression of the text before this sentence: "that year" leans on it.
    """
    scan = Scan(sentence, anchor, earlier)
    for token in _TOKEN.finditer(sentence):
        if scan.found and token.start() < scan.found[-1].end:
            continue
        when = _read(scan, token.start(), token.end())
        if when is None or (scan.found and when.start < scan.found[-1].end):
            continue
        scan.found.append(when)
        if len(scan.found) >= DATES_PER_SENTENCE_MAX:
            break
    return _without_overlap(merge_clocks(scan.found, find_clocks(scan)))


def default_event_date(anchor: Anchor) -> When:
    """The day of an event that a text does not date: the local day of publication."""
    today = Scan("", anchor).today
    return When(start=0, end=0, kind="day", first=today, last=today, rule="publication")


def _without_overlap(found: list[When]) -> list[When]:
    kept: list[When] = []
    for when in found[:DATES_PER_SENTENCE_MAX]:
        if not kept or when.start >= kept[-1].end:
            kept.append(when)
    return kept


def _read(scan: Scan, start: int, end: int) -> When | None:
    """What the word or number at [start, end) begins, if it begins a date at all."""
    text = scan.text[start:end]
    if text[0].isdigit():
        return _read_digits(scan, start, end)
    word = text.lower()
    if word in words.MONTHS and text[0].isupper():
        return _read_month(scan, start, end)
    if word in words.WEEKDAYS and text[0].isupper():
        return read_weekday(scan, start)
    if word in _RELATIVE:
        return read_relative(scan, start, word)
    if word == "since":
        return read_since(scan, start, end)
    if word in _PARTS:
        part = read_part(scan, start, word)
        if part is not None:
            return part
    if word in _UNITS:
        return read_unit(scan, start, end)
    if word == "weekend":
        return read_weekend(scan, start, end)
    if word in words.SEASONS:
        return read_season(scan, start, end)
    return None


def _read_digits(scan: Scan, start: int, end: int) -> When | None:
    if end - start >= 8 and scan.text[start:end].count("-") + scan.text[start:end].count(".") + scan.text[start:end].count("/") == 2:  # noqa: PLR2004
        named = read_day(scan, start)
        return None if named is None else compose_day(scan, start, named)
    if end - start == 4:  # noqa: PLR2004
        return read_year(scan, start, end)
    return None


def _read_month(scan: Scan, start: int, end: int) -> When | None:
    """A month with the days around it ("3-4 July", "July 4"), or alone."""
    lead = _DAY_BEFORE.search(scan.before(start, 24))
    if lead is not None:
        first = start - len(lead.group()) + lead.start(1) - lead.start()
        if lead.group(2) is None:
            named = read_day(scan, first)
            return None if named is None else compose_day(scan, first, named)
        return _two_days(scan, lead, start)
    named = read_day(scan, start)
    if named is not None:
        return compose_day(scan, start, named)
    if scan.text[end : end + 1] == "." and scan.text[start:end] != "May":
        end += 1
    return read_month(scan, start, end)


def _two_days(scan: Scan, lead: re.Match[str], start: int) -> When | None:
    """"3-4 July", "the night of 3 to 4 July": the range is dated by its second day."""
    second = start - len(lead.group()) + lead.start(2) - lead.start()
    named = read_day(scan, second)
    first = words.day(named.date.year, named.date.month, int(lead.group(1))) if named else None
    if named is None or first is None or first >= named.date:
        return None
    left = start - len(lead.group()) + lead.start(1) - lead.start()
    night = re.search(r"\b(?:overnight|night)(?: attack)?(?: of| from| on)?(?: the)? $", scan.before(left, 32), re.IGNORECASE)
    return When(
        start=left - (len(night.group()) if night else 0),
        end=named.end,
        kind="night" if night else "span",
        first=first,
        last=named.date,
        window="night" if night else None,
        future=first > scan.today,
        rule="night_dates" if night else "span_dates",
    )
