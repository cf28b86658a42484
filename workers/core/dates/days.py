"""Days: single days and nights, by weekday, by date, or relative to publication."""

import re
from datetime import date
from typing import Final

from workers.core.dates import words
from workers.core.dates.scan import Day, Scan, When, Window, period, read_day

_BEFORE_CHARS: Final = 64
_RANGE_DAYS_MAX: Final = 31

_INTO = re.compile(
    r"(?:overnight|(?:the |that )?night|(?<!24 )hours)"
    r"(?: (?:from|of|between|on) [A-Z\d][\w ]{1,18}?)?"
    r"(?:,? (?:in)?to(?: early)?| leading to| (?:and|till|until))(?: the)? $",
    re.IGNORECASE,
)
_NIGHT_OF = re.compile(
    r"(?<![A-Za-z])(?:(?:in|on|during|over|from) )?(?:the )?(?:\w+ )?night(?: attack)? "
    r"(?:of|from|between|on|before) (?:the )?$",
    re.IGNORECASE,
)
_OVERNIGHT = re.compile(r"\bovernight(?: on| from| between|,)? $", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:(?:in|during|at) the )?(?:early|small|pre-?dawn|wee|first|late)?[ -]?"
    r"(?:hours|morning hours) (?:of|on) $|"
    r"\b(?:before|at|by|until|around) (?:dawn|daybreak|sunrise)(?: on|,)? $|"
    r"\bpre-?dawn (?:on )?$|\bearly (?:on |in the morning (?:of|on) )?$|\bafter midnight (?:on )?$",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:late|later) (?:on )?$|\blate (?:in the )?(?:night|evening) (?:of|on) $", re.IGNORECASE
)
_DAYTIME = re.compile(
    r"\b(?:(?:during|in) (?:the )?(?:day|daylight|daytime)|in broad daylight|by day)"
    r"(?: hours)?,?(?: on| of)? $",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?: |'s | late | early |, )?(?:in the )?"
    r"(?P<part>overnight|night|evening|morning|afternoon|lunchtime|midday|noon|daytime)\b",
    re.IGNORECASE,
)
_DAYTIME_PARTS: Final = frozenset(("afternoon", "lunchtime", "midday", "noon", "daytime"))
_RANGE_END = re.compile(
    r"(?: night| evening| morning)?"
    r"(?: (?:in)?to(?: early| the morning of)?|,? and|-| -|\u2013| till| until| through) "
    r"(?:the )?(?:early (?:on )?|the morning of )?",
    re.IGNORECASE,
)
_SAME_MONTH = re.compile(
    r"(?:-|\u2013|/| to | and | into )(\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.]\d)"
    rf"(?! (?:of )?{words.MONTH})(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)
_YEAR_END = re.compile(r"\d{4}$")
_MODIFIER = re.compile(
    r"\b(?P<mod>last|next|this coming|coming|this past|past|this|previous|the following)"
    r"(?: week's)? $",
    re.IGNORECASE,
)
_COMING: Final = frozenset(("next", "coming", "this coming", "the following"))
_OWNED = re.compile(rf"{words.WEEKDAY}['\u2019]s\b")
_BETWEEN = re.compile(
    r"\b(?:between|from)(?: (?:the )?(?:evening|night|afternoon|morning) of)?"
    r"(?: late| early)?(?: on)?(?: the)? $",
    re.IGNORECASE,
)
_HYPHENED_NIGHT = re.compile(rf"[-/\u2013](?={words.WEEKDAY} night\b)")
_EVENING_END = re.compile(r" (?:evening|night|morning|afternoon)")
_DAY_BEHIND = re.compile(r",? (?:in)?to (?:early )?|,? on |,? from |,? between | (?=[A-Z\d])")
_DAY_OWNED = re.compile(r" (?:hours )?(?:of|on) ")
_PART_LEAD = re.compile(
    r"\b(last|this|the previous|the past|yesterday|during the|in the|that|by|through the) $",
    re.IGNORECASE,
)


_NIGHT_LEADS: Final = {
    ("last", "night"): "last_night",
    ("last", "evening"): "last_night",
    ("the past", "night"): "last_night",
    ("yesterday", "night"): "last_night",
    ("yesterday", "evening"): "last_night",
    ("the previous", "night"): "night_before",
    ("through the", "night"): "overnight",
    ("during the", "night"): "overnight",
}


def read_weekday(scan: Scan, start: int) -> When | None:
    """A weekday name at `start`, with whatever night, window or modifier belongs to it."""
    modifier = _MODIFIER.search(scan.before(start, _BEFORE_CHARS))
    owned = _OWNED.match(scan.text, start) is not None  # "Thursday's vote" has been held.
    named = read_day(scan, start, future=False if modifier or owned else None)
    if named is None or modifier is None:
        return None if named is None else compose_day(scan, start, named)
    moved = _modified(scan, named.date, modifier.group("mod").lower(), start=start)
    left = start - len(modifier.group())
    return compose_day(scan, left, Day(moved, named.end, dated=False, weekday=True))


def _modified(scan: Scan, latest: date, modifier: str, *, start: int) -> date:
    if modifier in _COMING:
        return words.next_weekday(latest.weekday(), words.shift(scan.today, 1))
    if modifier == "this":
        ahead = scan.looks_ahead(start - len("this "))
        return words.next_weekday(latest.weekday(), scan.today) if ahead else latest
    return words.shift(latest, -7) if latest == scan.today else latest


def compose_day(scan: Scan, start: int, named: Day) -> When | None:
    """The night, window or range around a day that was read at `start`."""
    before = scan.before(start, _BEFORE_CHARS)
    spanned = _same_month(scan, start, named) or _hyphened_night(scan, start, named)
    spanned = spanned or _two_days(scan, start, named)
    if spanned is not None:
        return spanned
    for pattern, rule in _LEADS:
        match = pattern.search(before)
        if match is not None:
            span = (start - len(before) + match.start(), named.end)
            return _led(scan, span, named.date, rule=rule)
    return _part_of_day(scan, start, named)


_LEADS: Final = (
    (_INTO, "night_into"),
    (_NIGHT_OF, "night_of"),
    (_OVERNIGHT, "overnight_on"),
    (_EARLY, "early_on"),
    (_LATE, "late_on"),
    (_DAYTIME, "daytime_on"),
)


def _led(scan: Scan, span: tuple[int, int], named: date, *, rule: str) -> When:
    """The night or day that a phrase before a day makes of it."""
    if rule == "daytime_on":
        return period(scan, span, (named, named), kind="day", rule=rule, window="day")
    days = (words.shift(named, -1), named)
    if rule == "early_on":
        days = (named, named)
    elif rule == "late_on" or _begins_then(scan, span, named, rule=rule):
        days = (named, words.shift(named, 1))
    return period(scan, span, days, kind="night", rule=rule, window="night")


def _begins_then(scan: Scan, span: tuple[int, int], named: date, *, rule: str) -> bool:
    """Whether the night begins on the day that is named, and ends on the next.

    "On the night of 3 July" begins that day, "in the night of" follows Eastern usage; "overnight
    on Saturday" is the last night where Saturday was yesterday, else the one that ended on it.
    """
    if rule == "overnight_on":
        return named == words.shift(scan.today, -1)
    eastern = scan.text[span[0] : span[0] + len("in ")].lower() == "in "
    return rule == "night_of" and not eastern and named < scan.today


def _part_of_day(scan: Scan, start: int, named: Day) -> When:
    """A day with the part of it that follows ("Friday night", "4 July in the afternoon")."""
    rule = "date" if named.dated else "weekday" if named.weekday else "relative_day"
    days = (named.date, named.date)
    part = _PART.match(scan.text, named.end)
    if part is None:
        return period(scan, (start, named.end), days, kind="day", rule=rule)
    word = part.group("part").lower()
    span = (start, part.end())
    if word in ("night", "overnight"):
        days = (named.date, words.shift(named.date, 1))
        return period(scan, span, days, kind="night", rule=rule + "_night", window="night")
    if word in _DAYTIME_PARTS:
        return period(scan, span, days, kind="day", rule=rule + "_daytime", window="day")
    return period(scan, span, days, kind="day", rule=f"{rule}_{word}")


def _night_lead(before: str) -> re.Match[str] | None:
    return _NIGHT_OF.search(before) or _OVERNIGHT.search(before)


def _same_month(scan: Scan, start: int, named: Day) -> When | None:
    """Like "the night of July 3-4", "July 3-9"."""
    yearless = named.dated and not _YEAR_END.search(scan.text, start, named.end)
    same = _SAME_MONTH.match(scan.text, named.end) if yearless else None
    if same is None:
        return None
    year = int(same.group("year") or named.date.year)
    first = words.day(year, named.date.month, named.date.day)
    last = words.day(year, named.date.month, int(same.group(1)))
    if first is None or last is None or last <= first:
        return None
    before = scan.before(start, _BEFORE_CHARS)
    night = _night_lead(before)
    if night is None:
        span = (start, same.end())
        return period(scan, span, (first, last), kind="span", rule="span_dates")
    span = (start - len(before) + night.start(), same.end())
    days = (first, last)
    return period(scan, span, days, kind="night", rule="night_dates", window="night")


def _two_days(scan: Scan, start: int, named: Day) -> When | None:
    """Like "the night of Friday to Saturday", "between Monday night and Tuesday evening"."""
    before = scan.before(start, _BEFORE_CHARS)
    night = _night_lead(before)
    cue = night or _BETWEEN.search(before)
    joint = _RANGE_END.match(scan.text, named.end) if cue is not None else None
    second = read_day(scan, joint.end(), future=False) if joint is not None else None
    if cue is None or joint is None or second is None:
        return None
    if not 0 <= (second.date - named.date).days <= _RANGE_DAYS_MAX:
        return None
    left = start - len(before) + cue.start()
    days = (named.date, second.date)
    if night is not None:
        span = (left, second.end)
        return period(scan, span, days, kind="night", rule="night_of_two_days", window="night")
    tail = _EVENING_END.match(scan.text, second.end)
    span = (left, tail.end() if tail else second.end)
    opening = cue.group() + joint.group()[: len(" evening")]
    evening = "night" in opening or "evening" in opening
    after_night = evening and (days[1] - days[0]).days == 1
    if after_night and "morning" in joint.group() + (tail.group() if tail else ""):
        return period(scan, span, days, kind="night", rule="night_between", window="night")
    if after_night:  # Twenty-four hours: the day on which they end.
        return period(scan, span, (days[1], days[1]), kind="day", rule="day_and_night")
    return period(scan, span, days, kind="span", rule="between_days")


def _hyphened_night(scan: Scan, start: int, named: Day) -> When | None:
    """Like "Thursday-Friday night": the night that ended on the second day."""
    hyphen = _HYPHENED_NIGHT.match(scan.text, named.end)
    second = read_day(scan, hyphen.end(), future=False) if hyphen is not None else None
    if second is None:
        return None
    span = (start, second.end + len(" night"))
    days = (words.shift(second.date, -1), second.date)
    return period(scan, span, days, kind="night", rule="night_of_two_days", window="night")


def read_relative(scan: Scan, start: int, end: int) -> When | None:
    """Like "today", "yesterday", "tonight", and "overnight" without a day of its own."""
    word = scan.text[start:end].lower()
    if word == "overnight":
        tail = _DAY_BEHIND.match(scan.text, end)
        if tail is not None and read_day(scan, tail.end(), future=False) is not None:
            return None  # The day itself picks up the word.
        return _last_night(scan, (start, end), rule="overnight")
    if word == "tonight":
        days = (scan.today, words.shift(scan.today, 1))
        return period(scan, (start, end), days, kind="night", rule="tonight", window="night")
    named = read_day(scan, start)
    return None if named is None else compose_day(scan, start, named)


def _last_night(scan: Scan, span: tuple[int, int], *, rule: str) -> When:
    """The night that ended on the day of publication, or the one before in its first hours."""
    days = (words.shift(scan.past_day, -1), scan.past_day)
    return period(scan, span, days, kind="night", rule=rule, window="night")


def read_part(scan: Scan, start: int, end: int) -> When | None:
    """Like "last night", "this morning", "through the night", "during the day"."""
    cue = _PART_LEAD.search(scan.before(start, _BEFORE_CHARS))
    if cue is None:
        return None
    word = scan.text[start:end].lower()
    lead = cue.group(1).lower()
    span = (start - len(cue.group()), end)
    night = _NIGHT_LEADS.get((lead, word))
    if night == "night_before":
        days = (words.shift(scan.past_day, -2), words.shift(scan.past_day, -1))
        return period(scan, span, days, kind="night", rule=night, window="night")
    if night is not None:
        return _last_night(scan, span, rule=night)
    window: Window = "day" if word in ("afternoon", "day", "daytime", "daylight") else None
    today = (scan.today, scan.today)
    if lead == "this" and word in ("morning", "afternoon", "evening"):
        return period(scan, span, today, kind="day", rule="this_" + word, window=window)
    owned = _DAY_OWNED.match(scan.text, end)  # "during the day of 27 August" is that day's.
    alone = owned is None or read_day(scan, owned.end(), future=False) is None
    if alone and lead in ("during the", "by") and window is not None:
        return period(scan, span, today, kind="day", rule="daytime", window=window)
    return None
