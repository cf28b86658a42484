"""Months: months, quarters, seasons and years, with the year that each one means."""

import re
from datetime import date
from typing import Final

from workers.core.dates import words
from workers.core.dates.scan import Scan, When, period
from workers.core.dates.since import since, since_before

_BEFORE_CHARS: Final = 48
_YEARS: Final = range(1900, 2100)
_MID_FIRST: Final = 10
_LATE_FIRST: Final = 20
_SOON_DAYS: Final = 60

_YEAR_TAIL = re.compile(r",? (?:of )?((?:19|20)\d\d)(?!\d)")
_RELATIVE_YEAR = re.compile(
    r",? (?:of )?(last year|this year|next year|the previous year|that year|the same year)\b"
)
_YEAR_OFFSETS: Final = {"this year": 0, "next year": 1, "last year": -1, "the previous year": -1}
_SHARED_YEAR = re.compile(
    rf"(?: to | and | through |-|\u2013|, )({words.MONTH}),? (?:of )?((?:19|20)\d\d)(?!\d)"
)
_SO_FAR = re.compile(
    r"\b(?:so far (?:in|this)|(?:days|weeks?) of|until now in|to date in|with (?:\w+ )?days? of) $",
    re.IGNORECASE,
)
_SO_FAR_AFTER = re.compile(
    r",? (?:so far|to date|until now|alone so far)\b|(?: still)? (?:left|to go|not (?:yet )?over)\b"
)
_THIRD = re.compile(
    r"\b(?P<third>early|mid|late|the (?:start|beginning|middle|end) of|by the end of)[ -](?:in )?$",
    re.IGNORECASE,
)
_MONTH_LEAD = re.compile(r"\b(?P<lead>last|next|this|previous) $", re.IGNORECASE)
_ALSO_WORDS: Final = frozenset(("May", "March", "Mar", "Jan", "Dec"))
_MONTH_CUE = re.compile(
    r"\b(?:in|of|since|by|until|through|during|from|to|last|this|next|and|for|early|late|mid|"
    r"between|than|on|or|before|after|every|previous)[ -]$",
    re.IGNORECASE,
)
_MONTH_FOLLOWS = re.compile(
    r"'s|\u2019s|,? (?:19|20)\d\d|,? \w+ed\b| was\b| saw\b|[,.;)]|-| (?:total|tally|figure|record|"
    r"and (?:June|April|February))"
)
_QUARTER = re.compile(
    r"\b(?:the |its |his |their )?(?:(?P<year>(?:19|20)\d\d)(?:'s|\u2019s)? )?"
    r"(?P<which>first|second|third|fourth|1st|2nd|3rd|4th)[ -]$",
    re.IGNORECASE,
)
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASON_LEAD = re.compile(
    r"\b(?P<lead>this past|this|last|next|the past|that|in the|in|since the|since|of the|over the|"
    r"the) $",
    re.IGNORECASE,
)
_POINTING: Final = frozenset(("this", "last", "next", "the past", "this past"))
_COUNTS = re.compile(
    r"[.,]\d|[-\u2013]\w+|%| ?(?:%|km\b|per cent|percent|people|times|of\b|miles|metres|meters|"
    r"feet|acres|hectares)"
)
_MONEY = re.compile(
    r"(?:[$\u20ac\u00a3]|\b(?:about|around|some|over|nearly|almost|least|than|roughly|"
    r"approximately|No\.?|no\.|number|[A-Z]{1,4}-)) ?$"
)
_PLURAL = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b(?<!was)(?<!has)")
_YEAR_CUE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|year|through|between|"
    r"the|its|their|his|her|both|in both|to|for|and|season|spring|summer|autumn|fall|winter|war|"
    r"election|around|back to)[ -](?:early |late |mid-?)?$|[(/,\u2013-] ?$",
    re.IGNORECASE,
)


def read_month(scan: Scan, start: int, end: int) -> When | None:
    """A month named without a day: "in June", "June 2024", "last June", "mid-October"."""
    if not _is_month(scan, start, end):
        return None
    month = words.MONTHS[scan.text[start:end].rstrip(".").lower()]
    year, end = _year_of_month(scan, month, (start, end))
    days = words.month_of(year, month)
    if days is None:
        return None
    before = scan.before(start, _BEFORE_CHARS)
    left = start - len(before)
    from_since = since_before(before)
    if from_since is not None:
        return since(scan, (left + from_since, end), days[0], rule="since_month")
    third = _THIRD.search(before)
    if third is not None:
        days = _third(days, third.group("third").lower())
        return period(scan, (left + third.start(), end), days, kind="span", rule="part_of_month")
    lead = _MONTH_LEAD.search(before)
    so_far = _SO_FAR.search(before) or _SO_FAR_AFTER.match(scan.text, end)
    return period(
        scan,
        (left + lead.start() if lead else start, end),
        days,
        kind="month",
        rule="month_so_far" if so_far else "month",
        partial=so_far is not None or days[0] <= scan.today <= days[1],
    )


def _is_month(scan: Scan, start: int, end: int) -> bool:
    """Whether the word is a month: "May" and "March" only where the words around say so."""
    if scan.text[start:end].rstrip(".") not in _ALSO_WORDS:
        return True
    cue = _MONTH_CUE.search(scan.before(start, _BEFORE_CHARS))
    return cue is not None or _MONTH_FOLLOWS.match(scan.text, end) is not None


def _year_of_month(scan: Scan, month: int, span: tuple[int, int]) -> tuple[int, int]:
    """The year meant with a month, and where the expression ends."""
    start, end = span
    tail = _YEAR_TAIL.match(scan.text, end)
    if tail is not None:
        return int(tail.group(1)), tail.end()
    relative = _RELATIVE_YEAR.match(scan.text, end)
    if relative is not None:
        return _relative_year(scan, relative.group(1)), relative.end()
    shared = _SHARED_YEAR.match(scan.text, end)
    if shared is not None and words.MONTHS[shared.group(1).lower().rstrip(".")] >= month:
        return int(shared.group(2)), end
    year, now = scan.today.year, scan.today.month
    lead = _MONTH_LEAD.search(scan.before(start, _BEFORE_CHARS))
    which = lead.group("lead").lower() if lead is not None else ""
    if which == "last":
        year -= month >= now
    elif which == "next":
        year += month <= now
    elif scan.looks_ahead(start):
        year += month < now
    else:
        year -= month > now
    return year, end


def _relative_year(scan: Scan, phrase: str) -> int:
    offset = _YEAR_OFFSETS.get(phrase)
    return scan.year_in_mind() if offset is None else scan.today.year + offset


def _third(days: tuple[date, date], which: str) -> tuple[date, date]:
    first, last = days
    if "mid" in which:
        return words.shift(first, _MID_FIRST), words.shift(first, _LATE_FIRST - 1)
    if which == "late" or "end" in which:
        return words.shift(first, _LATE_FIRST), last
    return first, words.shift(first, _MID_FIRST - 1)


def read_quarter(scan: Scan, start: int, end: int) -> When | None:
    """Like "the third quarter (of 2024)": the latest one that has begun, unless a year is named."""
    before = scan.before(start, _BEFORE_CHARS)
    which = _QUARTER.search(before)
    if which is None:
        return None
    named = which.group("which").lower()
    month = 3 * (_QUARTERS.get(named) or int(named[0])) - 2
    year = scan.today.year - (month > scan.today.month)
    tail = _YEAR_TAIL.match(scan.text, end)
    relative = _RELATIVE_YEAR.match(scan.text, end)
    if which.group("year"):
        year = int(which.group("year"))
    elif tail is not None:
        year, end = int(tail.group(1)), tail.end()
    elif relative is not None:
        year, end = _relative_year(scan, relative.group(1)), relative.end()
    first, last = words.month_of(year, month), words.month_of(year, month + 2)
    if first is None or last is None:
        return None
    span = (start - len(before) + which.start(), end)
    partial = first[0] <= scan.today <= last[1]
    return period(scan, span, (first[0], last[1]), kind="span", rule="quarter", partial=partial)


def read_season(scan: Scan, start: int, end: int) -> When | None:
    """Like "this summer", "last winter", "the summer of 2023"."""
    name = scan.text[start:end].lower()
    tail = _YEAR_TAIL.match(scan.text, end)
    lead = _SEASON_LEAD.search(scan.before(start, _BEFORE_CHARS))
    word = lead.group("lead").lower() if lead else ""
    if tail is not None:
        year, end = int(tail.group(1)), tail.end()
    elif word in _POINTING:
        year = _season_year(scan.today, name, word)
    elif name == "fall" or word in ("", "the", "of the", "that"):
        return None
    else:
        year = _season_year(scan.today, name, "this")
    days = words.season_of(year, name)
    if days is None:
        return None
    left = start - len(lead.group()) if lead and word in _POINTING else start
    partial = days[0] <= scan.today <= days[1]
    return period(scan, (left, end), days, kind="season", rule="season", partial=partial)


def _season_year(today: date, name: str, lead: str) -> int:
    """The year in which the season meant begins: the latest one begun, or the one before."""
    year = today.year
    this = words.season_of(year, name)
    if this is not None and this[0] > today:
        soon = lead == "this" and (this[0] - today).days <= _SOON_DAYS
        if lead == "next" or soon:
            return year
        year -= 1
    running = words.season_of(year, name)
    over = running is None or running[1] < today
    if lead in ("last", "the past") and not over:
        return year - 1
    return year + 1 if lead == "next" else year


def read_year(scan: Scan, start: int, end: int) -> When | None:
    """A year on its own, "since 2014", "the 1990s"."""
    text = scan.text[start:end]
    days = words.year_of(int(text)) if text.isdigit() and int(text) in _YEARS else None
    if days is None:
        return None
    if scan.text[end : end + 1] == "s":
        last = words.shift(words.back(days[0], -10, "year"), -1)
        return period(scan, (start, end + 1), (days[0], last), kind="span", rule="decade")
    before = scan.before(start, _BEFORE_CHARS)
    from_since = since_before(before)
    if from_since is not None:
        left = start - len(before) + from_since
        return since(scan, (left, end), days[0], rule="since_year")
    counted = _COUNTS.match(scan.text, end) or _MONEY.search(before)
    if counted or (_YEAR_CUE.search(before) is None and _PLURAL.match(scan.text, end)):
        return None
    partial = days[0] <= scan.today <= days[1]
    return period(scan, (start, end), days, kind="year", rule="year", partial=partial)
