"""Periods: units of time with their lead ("last week", "a year ago", "in 73 days")."""

import re
from datetime import date
from typing import Final

from workers.core.dates import words
from workers.core.dates.months import read_quarter
from workers.core.dates.scan import Scan, When, period

_BEFORE_CHARS: Final = 56
_COUNT_MAX: Final = 3000
_HOURS_A_DAY: Final = 24
_SATURDAY: Final = 5

_LEAD = re.compile(
    r"\b(?P<lead>so far this|this|last|next|the past|the last|the next|the previous|previous|that|"
    r"the preceding|preceding|the same|the coming|coming|the current|the following|the|a|"
    r"earlier this|later this|past|this past) $",
    re.IGNORECASE,
)
_PAST_LEADS: Final = frozenset(
    ("last", "the last", "the past", "past", "this past", "the previous", "previous",
     "the preceding", "preceding")
)  # fmt: skip
_THIS_LEADS: Final = frozenset(
    ("this", "so far this", "the current", "earlier this", "later this", "the same", "that")
)
_LEANING: Final = frozenset(
    ("that", "the same", "the previous", "previous", "the preceding", "preceding", "the following")
)
# "This year's widest flood" tells how big it was, not when.
_RANKED = re.compile(r"['\u2019]s (?:\w+ ){0,2}?(?:\w{2,}est|most|worst)\b")
_COUNTED = re.compile(
    r"\b(?:(?P<lead>the past|the last|last|past|the next|next|the previous|the first|in|for|over|"
    r"during|within|after|every) )?"
    r"(?:(?:the|more than|about|over|around|nearly|almost|some|at least|less than|fewer than|just|"
    rf"only) ){{0,2}}(?P<count>{words.COUNT})(?P<gap> |-)$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r" (?:or (?:so|two|more) )?(?P<ago>ago|earlier|before|previously|later|from now|ahead|"
    r"afterwards?)\b"
)
_NO_TIME: Final = frozenset(("", "after", "every", "the first"))
_AHEAD: Final = frozenset(("later", "from now", "ahead", "afterward", "afterwards"))
_FROM_TODAY: Final = frozenset(("ago", "from now", "ahead"))
_BEFORE_SOMETHING = re.compile(
    r"(?<=before) (?:the|a|an|his|her|its|their|[A-Z]\w+|he|she|it|they|we)\b"
)
_ENDING = re.compile(r" (?:now )?(?:ending|that is ending|to (?:Sunday|date))\b")
_OF_THE = re.compile(
    r"\b(?:earlier in|later in|of|for|during|in|the end of|by the end of|so far in) the $",
    re.IGNORECASE,
)
_WEEKEND_LEAD = re.compile(
    r"\b(?P<lead>the|this|last|next|that|this past|past|the past|the coming|this coming|"
    r"the previous) $",
    re.IGNORECASE,
)


def read_unit(scan: Scan, start: int, end: int) -> When | None:
    """A unit of time with its lead: "last week", "five days earlier", "the third quarter"."""
    word = scan.text[start:end].lower()
    unit = "century" if word == "centuries" else word.rstrip("s")
    before = scan.before(start, _BEFORE_CHARS)
    left = start - len(before)
    when = read_quarter(scan, start, end) if unit == "quarter" else None
    counted = _COUNTED.search(before) if when is None else None
    if counted is not None:
        when = _counted(scan, counted, unit, span=(left + counted.start(), end))
    lead = _LEAD.search(before) if when is None else None
    if lead is None or _RANKED.match(scan.text, end):
        return when
    word = lead.group("lead").lower()
    span = (left + lead.start(), end)
    if word in ("the", "a"):
        return _bare(scan, span, unit, word=word)
    return _led(scan, span, unit, lead=word)


def _bare(scan: Scan, span: tuple[int, int], unit: str, *, word: str) -> When | None:
    """Like "the day before", "a year ago", "the year to date", "in the week now ending"."""
    plural = scan.text[span[1] - 1] == "s"
    tail = _AGO.match(scan.text, span[1])
    if tail is not None and unit not in ("hour", "minute", "night"):
        if plural or _BEFORE_SOMETHING.match(scan.text, tail.end()):
            return None  # "the day before the vote" hangs on the vote.
        return _shifted(scan, (span[0], tail.end()), (1, unit), ago=tail.group("ago"))
    ending = _ENDING.match(scan.text, span[1])
    if ending is not None and unit in ("week", "month", "year"):
        return _led(scan, (span[0], ending.end()), unit, lead="this")
    alone = not plural and scan.text[span[1] : span[1] + 1] != "-"
    if word == "the" and unit in ("month", "year") and alone:
        owned = _OF_THE.search(scan.before(span[1] - len(unit), _BEFORE_CHARS))
        return _led(scan, span, unit, lead="this") if owned else None
    return None


def _led(scan: Scan, span: tuple[int, int], unit: str, *, lead: str) -> When | None:
    """A whole unit before, around or after today, or the date that "that" leans on."""
    offset = -1 if lead in _PAST_LEADS else 0 if lead in _THIS_LEADS else 1
    base = scan.today
    if lead in _LEANING and scan.found:
        base = scan.found[-1].first or base
    rule = f"{lead.rpartition(' ')[2]}_{unit}"
    if unit == "day":
        if lead not in _LEANING and lead != "the next":
            return None
        moved = words.shift(base, offset)
        return period(scan, span, (moved, moved), kind="day", rule=rule)
    days = _whole(base, unit, offset)
    if days is None:
        return None
    kind = words.KINDS[unit]
    return period(scan, span, days, kind=kind, rule=rule, partial=days[1] >= scan.today)


def _whole(base: date, unit: str, offset: int) -> tuple[date, date] | None:
    """The unit that lies `offset` units from the one around `base`."""
    match unit:
        case "week":
            return words.week_of(words.shift(base, 7 * offset))
        case "month":
            return words.month_of(base.year, base.month + offset)
        case "year":
            return words.year_of(base.year + offset)
        case "quarter":
            month = (base.month - 1) // 3 * 3 + 1 + 3 * offset
            first, last = words.month_of(base.year, month), words.month_of(base.year, month + 2)
            return None if first is None or last is None else (first[0], last[1])
        case "decade":
            first_year = base.year - 10 if offset else base.year // 10 * 10
            begun = words.year_of(first_year)
            return None if begun is None else (begun[0], base)
        case _:
            return None


def _counted(
    scan: Scan, counted: re.Match[str], unit: str, *, span: tuple[int, int]
) -> When | None:
    """A number of units: "five days earlier", "in the past 24 hours", "in 73 days"."""
    number = words.count_of(counted.group("count"))
    if number is None or number > _COUNT_MAX:
        return None
    tail = _AGO.match(scan.text, span[1])
    if tail is not None and unit not in ("hour", "minute", "night"):
        left = span[0] + counted.start("count") - counted.start()
        return _shifted(scan, (left, tail.end()), (number, unit), ago=tail.group("ago"))
    lead = (counted.group("lead") or "").lower()
    article = counted.group("count").lower() in ("a", "an")
    term = lead == "for" and unit != "hour" and number > 1  # "extended for 60 days"
    if article or term or counted.group("gap") == "-" or lead in _NO_TIME:
        return None
    if unit in ("hour", "minute"):
        return _hours(scan, span, number if unit == "hour" else 0, lead=lead)
    unit = "day" if unit == "night" else unit
    days = (scan.today - words.back(scan.today, number, unit)).days
    if lead in ("the next", "next"):
        ahead = (scan.today, words.shift(scan.today, days))
        return period(scan, span, ahead, kind="span", rule="next_count")
    past = (words.shift(scan.today, -days), scan.today)
    return period(scan, span, past, kind="span", rule="duration", length=days)


def _hours(scan: Scan, span: tuple[int, int], hours: int, *, lead: str) -> When | None:
    """Like "in the past 24 hours": the day on which they end."""
    if not 0 < hours <= 2 * _HOURS_A_DAY or lead in ("the next", "next"):
        return None
    first = words.shift(scan.today, -1) if hours > _HOURS_A_DAY else scan.today
    length = max(1, hours // _HOURS_A_DAY)
    return period(scan, span, (first, scan.today), kind="day", rule="hours", length=length)


def _shifted(scan: Scan, span: tuple[int, int], count: tuple[int, str], *, ago: str) -> When:
    """So many units before or after today, or before the date that was just named."""
    number, unit = count
    named = [when for when in scan.found if when.kind in ("day", "night", "month", "year")]
    leaning = named[-1] if named and ago not in _FROM_TODAY else None
    base = (leaning.last if leaning else None) or scan.today
    moved = words.back(base, -number if ago in _AHEAD else number, unit)
    rule = f"{unit}s_{ago}"
    if unit == "month" or (unit == "year" and leaning is not None and leaning.kind == "month"):
        # "a year earlier" is as exact as the date it is counted from.
        days = words.month_of(moved.year, moved.month)
        return period(scan, span, days or (moved, moved), kind="month", rule=rule)
    if unit in ("year", "decade", "century"):
        days = words.year_of(moved.year)
        return period(scan, span, days or (moved, moved), kind="year", rule=rule)
    if unit == "week" and number > 1:
        return period(scan, span, words.week_of(moved), kind="week", rule=rule)
    return period(scan, span, (moved, moved), kind="day", rule=rule)


def read_weekend(scan: Scan, start: int, end: int) -> When | None:
    """Like "the weekend", "last weekend": the latest Saturday and Sunday that have begun."""
    lead = _WEEKEND_LEAD.search(scan.before(start, _BEFORE_CHARS))
    if lead is None:
        return None
    saturday = words.latest_weekday(_SATURDAY, scan.today)
    word = lead.group("lead").lower()
    running = scan.today.weekday() >= _SATURDAY
    coming = word == "this" and not running and scan.looks_ahead(start)
    if coming or word in ("next", "the coming", "this coming"):
        saturday = words.next_weekday(_SATURDAY, words.shift(scan.today, 1))
    elif word in ("last", "the previous") and running:
        saturday = words.shift(saturday, -7)
    span = (start - len(lead.group()), end)
    return period(scan, span, (saturday, words.shift(saturday, 1)), kind="span", rule="weekend")
