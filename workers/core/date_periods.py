"""Date periods: weeks, months, seasons, years, wars, "ago", "since" and stated durations."""

import re
from datetime import date
from typing import Final

from workers.core import date_words as words
from workers.core.date_scan import Scan, When, read_day

_UNIT = r"(?P<unit>day|night|week|fortnight|month|quarter|year|decade|century|hour|minute)s?"
_LEAD = re.compile(
    r"\b(?P<lead>so far this|this|last|next|the past|the last|the next|the previous|previous|that|"
    r"the same|the coming|coming|the current|the following|the|a|earlier this|later this|each|every|"
    r"the (?:in)?week now|past|this past|each) $",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b(?:(?P<lead>the past|the last|last|past|the next|next|the previous|the first|in|for|over|within|after|every) )?(?:(?:the|more than|about|over|around|nearly|almost|some|at least|less than|fewer than|just|only) ){{0,2}}(?P<count>{words.COUNT})(?: |-)$", re.IGNORECASE)
_AGO = re.compile(r" (?:or (?:so|two|more) )?(?P<ago>ago|earlier|before|previously|later|from now|ahead|afterwards?)\b")
_YEAR_TAIL = re.compile(r",? (?:of )?((?:19|20)\d\d)(?!\d)")
_LAST_YEAR_TAIL = re.compile(r",? (?:of )?(last year|this year|next year|the previous year|that year|the same year)\b")
_SHARED_YEAR = re.compile(rf"(?: to | and | through |-|\u2013|, )({words.MONTH}),? (?:of )?((?:19|20)\d\d)(?!\d)")
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:beginning|start|outbreak|end) of (?:the )?)?(?:(?:early|late|mid-?|at least|last) ?)?$", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:so far (?:in|this)|(?:days|weeks?) of|until now in|to date in) $", re.IGNORECASE)
_SO_FAR_AFTER = re.compile(r",? (?:so far|to date|until now|alone so far)\b|(?: still)? (?:left|to go|not (?:yet )?over)\b")
_THIRD = re.compile(r"\b(?P<third>early|mid|late|the (?:start|beginning|middle|end) of|by the end of)[ -](?:in )?$", re.IGNORECASE)
_MONTH_LEAD = re.compile(r"\b(?P<lead>last|next|this|previous) $", re.IGNORECASE)
_LEFT_DAYS = re.compile(r"\bwith (?:\w+ )?days? of $", re.IGNORECASE)
_BEFORE_SOMETHING = re.compile(r"(?<=before) (?:the|a|an|his|her|its|their|[A-Z]\w+|he|she|it|they|we)\b")
_OF_THE = re.compile(r"\b(?:earlier in|later in|of|for|during|in|the end of|by the end of|so far in) the $", re.IGNORECASE)
_ORDINAL_QUARTER = re.compile(r"\b(?:the |its |his |their )?(?:(?P<year>(?:19|20)\d\d)(?:'s|\u2019s)? )?(?P<which>first|second|third|fourth|1st|2nd|3rd|4th)[ -]$", re.IGNORECASE)
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_HOURS_A_DAY: Final = 24


def read_month(scan: Scan, start: int, end: int) -> When | None:
    """A month named without a day: "in June", "June 2024", "last June", "mid-October"."""
    word = scan.text[start:end].rstrip(".")
    if not _is_month(scan, start, end):
        return None
    month = words.MONTHS[word.lower()]
    year, end = _year_of_month(scan, month, start, end)
    days = words.month_of(year, month)
    if days is None:
        return None
    before = scan.before(start, 48)
    since = _SINCE.search(before)
    if since is not None:
        return _since(scan, (start - len(before) + since.start(), end), days[0], rule="since_month")
    third = _THIRD.search(before)
    if third is not None:
        days = _third(days, third.group("third").lower())
        return _make(scan, (start - len(third.group()), end), days, kind="span", rule="part_of_month")
    lead = _MONTH_LEAD.search(before)
    partial = days[0] <= scan.today <= days[1]
    so_far = _SO_FAR.search(before) or _LEFT_DAYS.search(before) or _SO_FAR_AFTER.match(scan.text, end)
    left = start - len(lead.group()) if lead else start
    return _make(scan, (left, end), days, kind="month", rule="month_so_far" if so_far else "month", partial=partial or so_far is not None)


def _is_month(scan: Scan, start: int, end: int) -> bool:
    """"May" and "March" are months where a capital and the words around say so."""
    word = scan.text[start:end]
    if not word[0].isupper():
        return False
    if word.rstrip(".") not in ("May", "March", "Mar", "Jan", "Dec"):
        return True
    before = scan.before(start, 24)
    if re.search(r"\b(?:in|of|since|by|until|through|during|from|to|last|this|next|and|for|early|late|mid|between|than|on|or|before|after|every|previous)[ -]$", before, re.IGNORECASE):
        return True
    return re.match(r"'s|\u2019s|,? (?:19|20)\d\d|,? \w+ed\b| was\b| saw\b|[,.;)]|-| (?:total|tally|figure|record|and (?:June|April|February))", scan.text[end : end + 16]) is not None


def _year_of_month(scan: Scan, month: int, start: int, end: int) -> tuple[int, int]:
    """The year meant with a month, and where the expression ends."""
    tail = _YEAR_TAIL.match(scan.text, end)
    if tail is not None:
        return int(tail.group(1)), tail.end()
    today = scan.today
    shared = _SHARED_YEAR.match(scan.text, end)
    if shared is not None and words.MONTHS[shared.group(1).lower().rstrip(".")] >= month:
        return int(shared.group(2)), end
    relative = _LAST_YEAR_TAIL.match(scan.text, end)
    if relative is not None and relative.group(1).startswith(("that", "the same")):
        return scan.year_in_mind(), relative.end()
    if relative is not None:
        offset = {"this year": 0, "next year": 1}.get(relative.group(1), -1)
        return today.year + offset, relative.end()
    lead = _MONTH_LEAD.search(scan.before(start, 12))
    if lead is not None and lead.group("lead").lower() == "last":
        return today.year - (month >= today.month), end
    if lead is not None and lead.group("lead").lower() == "next":
        return today.year + (month <= today.month), end
    if scan.looks_ahead(start):
        return today.year + (month < today.month), end
    return today.year - (month > today.month), end


def _third(days: tuple[date, date], which: str) -> tuple[date, date]:
    first, last = days
    if which in ("mid", "the middle of"):
        return words.shift(first, 10), words.shift(first, 19)
    if which in ("late", "the end of", "by the end of"):
        return words.shift(first, 20), last
    return first, words.shift(first, 9)


def read_unit(scan: Scan, start: int, end: int) -> When | None:
    """A unit of time with its lead: "last week", "this month", "five days earlier", "a year ago"."""
    unit = scan.text[start:end].lower().rstrip("s")
    before = scan.before(start, 56)
    if unit == "quarter" and (which := _ORDINAL_QUARTER.search(before)):
        return _quarter(scan, which, span=(start - len(before) + which.start(), end))
    counted = _COUNTED.search(before)
    if counted is not None:
        when = _counted(scan, counted, unit, span=(start - len(before) + counted.start(), end))
        if when is not None:
            return when
    lead = _LEAD.search(before)
    if lead is None:
        return None
    span = (start - len(before) + lead.start(), end)
    word = lead.group("lead").lower()
    if word in ("the", "a", "each", "every"):
        return _this_or_that(scan, span, unit, word=word)
    return _led(scan, span, unit, lead=word)


def _quarter(scan: Scan, which: re.Match[str], *, span: tuple[int, int]) -> When | None:
    """"the third quarter (of 2024)": the latest one that has begun, unless a year is named."""
    number = _QUARTERS[which.group("which").lower()]
    tail = _YEAR_TAIL.match(scan.text, span[1]) or _LAST_YEAR_TAIL.match(scan.text, span[1])
    end = span[1]
    if which.group("year"):
        year = int(which.group("year"))
    elif tail is not None:
        end, named = tail.end(), tail.group(1)
        year = scan.year_in_mind() if named.startswith(("that", "the s")) else int(named) if named.isdigit() else scan.today.year - (not named.startswith("this"))
    else:
        year = scan.today.year - (3 * number - 2 > scan.today.month)
    first, last = words.month_of(year, 3 * number - 2), words.month_of(year, 3 * number)
    if first is None or last is None:
        return None
    partial = first[0] <= scan.today <= last[1]
    return _make(scan, (span[0], end), (first[0], last[1]), kind="span", rule="quarter", partial=partial)


def _this_or_that(scan: Scan, span: tuple[int, int], unit: str, *, word: str) -> When | None:
    """"the day before", "a year ago", "the year to date", "in the week now ending"."""
    tail = _AGO.match(scan.text, span[1])
    plural = scan.text[span[1] - 1] == "s"
    if tail is not None and word in ("the", "a") and unit not in ("hour", "minute", "night"):
        if plural or _BEFORE_SOMETHING.match(scan.text, tail.end()):
            return None  # "the day before the vote" hangs on the vote.
        return _shifted(scan, (span[0], tail.end()), 1, unit=unit, ago=tail.group("ago"))
    ending = re.match(r" (?:now )?(?:ending|that is ending|to (?:Sunday|date))\b", scan.text[span[1] : span[1] + 24])
    if ending is not None and unit in ("week", "month", "year"):
        return _led(scan, (span[0], span[1] + ending.end()), unit, lead="this")
    hyphen = scan.text[span[1] : span[1] + 1] == "-"
    if word == "the" and unit in ("month", "year") and not plural and not hyphen:
        lead = _OF_THE.search(scan.before(span[1] - len(unit), 24))
        return _led(scan, span, unit, lead="this") if lead else None
    return None


_PAST_LEADS: Final = frozenset(("last", "the last", "the past", "past", "this past", "the previous", "previous"))
_THIS_LEADS: Final = frozenset(("this", "so far this", "the current", "earlier this", "later this", "the same", "that"))


def _led(scan: Scan, span: tuple[int, int], unit: str, *, lead: str) -> When | None:
    offset = -1 if lead in _PAST_LEADS else 0 if lead in _THIS_LEADS else 1
    base = scan.today
    if lead in ("that", "the same", "the previous", "previous", "the following") and scan.found:
        base = scan.found[-1].first or base
    rule = f"{lead.split()[-1]}_{unit}"
    match unit:
        case "day" if lead in ("the previous", "previous", "the following", "the next", "that", "the same"):
            moved = words.shift(base, offset)
            return _make(scan, span, (moved, moved), kind="day", rule=rule)
        case "week":
            days = words.week_of(words.shift(base, 7 * offset))
            return _make(scan, span, days, kind="week", rule=rule, partial=offset == 0)
        case "month":
            month = words.month_of(base.year, base.month + offset)
            return None if month is None else _make(scan, span, month, kind="month", rule=rule, partial=month[1] >= scan.today)
        case "year":
            year = words.year_of(base.year + offset)
            return None if year is None else _make(scan, span, year, kind="year", rule=rule, partial=year[1] >= scan.today)
        case "quarter":
            first = words.month_of(base.year, (base.month - 1) // 3 * 3 + 1 + 3 * offset)
            last = words.month_of(base.year, (base.month - 1) // 3 * 3 + 3 + 3 * offset)
            return None if first is None or last is None else _make(scan, span, (first[0], last[1]), kind="span", rule=rule, partial=offset == 0)
        case "decade":
            year_from = words.year_of(base.year - 10) if offset else words.year_of(base.year // 10 * 10)
            return None if year_from is None else _make(scan, span, (year_from[0], base), kind="span", rule=rule)
        case _:
            return None


def _counted(scan: Scan, counted: re.Match[str], unit: str, *, span: tuple[int, int]) -> When | None:
    """A number of units: "five days earlier", "in the past 24 hours", "in 73 days"."""
    number = words.count_of(counted.group("count"))
    if number is None or number > 3000:  # noqa: PLR2004 - no news looks further back
        return None
    tail = _AGO.match(scan.text, span[1])
    left = span[0] + counted.start("count") - counted.start()
    if tail is not None and unit not in ("hour", "minute", "night"):
        return _shifted(scan, (left, tail.end()), number, unit=unit, ago=tail.group("ago"))
    lead = (counted.group("lead") or "").lower()
    if lead in ("", "after", "every", "the first") or counted.group("count").lower() in ("a", "an"):
        return None
    if unit in ("hour", "minute"):
        return _hours(scan, span, number, unit=unit, lead=lead)
    unit = "day" if unit == "night" else unit
    days = (scan.today - words.back(scan.today, number, unit)).days
    if lead in ("the next", "next"):
        return _make(scan, span, (scan.today, words.shift(scan.today, days)), kind="span", rule="next_count")
    first = words.shift(scan.today, -days)
    return _make(scan, span, (first, scan.today), kind="span", rule="duration", length=days)


def _hours(scan: Scan, span: tuple[int, int], number: int, *, unit: str, lead: str) -> When | None:
    """"in the past 24 hours": the day on which they end."""
    if unit != "hour" or number > 2 * _HOURS_A_DAY or lead in ("the next", "next"):
        return None
    first = words.shift(scan.today, -1) if number > _HOURS_A_DAY else scan.today
    return _make(scan, span, (first, scan.today), kind="day", rule="hours", length=max(1, number // _HOURS_A_DAY))


def _shifted(scan: Scan, span: tuple[int, int], number: int, *, unit: str, ago: str) -> When:
    """So many units before or after today, or before the date that was just named."""
    ahead = ago in ("later", "from now", "ahead", "afterward", "afterwards")
    base = scan.today
    if ago in ("earlier", "before", "later", "previously", "afterward", "afterwards"):
        named = [when for when in scan.found if when.kind in ("day", "night", "month", "year")]
        base = (named[-1].last or base) if named else base
    moved = words.back(base, -number if ahead else number, unit)
    if unit == "year":
        return _coarse(scan, span, moved, named=scan.found[-1] if scan.found and base != scan.today else None)
    if unit in ("month", "quarter"):
        days = words.month_of(moved.year, moved.month) or (moved, moved)
        return _make(scan, span, days, kind="month", rule="months_" + ago)
    if unit == "week" and number > 1:
        return _make(scan, span, words.week_of(moved), kind="week", rule="weeks_" + ago)
    if unit in ("decade", "century"):
        return _make(scan, span, words.year_of(moved.year) or (moved, moved), kind="year", rule="years_" + ago)
    return _make(scan, span, (moved, moved), kind="day", rule="days_" + ago)


def _coarse(scan: Scan, span: tuple[int, int], moved: date, *, named: When | None) -> When:
    """"a year earlier" is as exact as the date it is counted from."""
    if named is not None and named.kind == "month":
        return _make(scan, span, words.month_of(moved.year, moved.month) or (moved, moved), kind="month", rule="years_earlier")
    days = words.year_of(moved.year) or (moved, moved)
    return _make(scan, span, days, kind="year", rule="years_ago")


def read_weekend(scan: Scan, start: int, end: int) -> When | None:
    """"the weekend", "last weekend", "this weekend": the latest Saturday and Sunday begun by today."""
    lead = re.search(r"\b(?P<lead>the|this|last|next|that|this past|past|the past|the coming|this coming|the previous) $", scan.before(start, 20), re.IGNORECASE)
    if lead is None:
        return None
    saturday = words.latest_weekday(5, scan.today)
    word = lead.group("lead").lower()
    running = scan.today.weekday() >= 5  # noqa: PLR2004 - Saturday or Sunday
    if word in ("next", "the coming", "this coming") or (word == "this" and not running and scan.looks_ahead(start)):
        saturday = words.next_weekday(5, words.shift(scan.today, 1))
    elif word in ("last", "the previous") and running:
        saturday = words.shift(saturday, -7)
    return _make(scan, (start - len(lead.group()), end), (saturday, words.shift(saturday, 1)), kind="span", rule="weekend")


def read_season(scan: Scan, start: int, end: int) -> When | None:
    """"this summer", "last winter", "the summer of 2023"."""
    name = scan.text[start:end].lower()
    before = scan.before(start, 24)
    tail = _YEAR_TAIL.match(scan.text, end)
    lead = re.search(r"\b(?P<lead>this past|this|last|next|the past|that|in the|in|since the|since|of the|over the|the) $", before, re.IGNORECASE)
    if lead is None and tail is None:
        return None
    word = lead.group("lead").lower() if lead else ""
    if tail is not None:
        year, end = int(tail.group(1)), tail.end()
    elif word in ("this", "last", "next", "the past", "this past"):
        year = _season_year(scan.today, name, word)
    elif name == "fall" or word in ("the", "of the", "that"):
        return None
    else:
        year = _season_year(scan.today, name, "this")
    days = words.season_of(year, name)
    if days is None:
        return None
    left = start - len(lead.group()) if lead and word in ("this", "last", "next", "the past", "this past") else start
    return _make(scan, (left, end), days, kind="season", rule="season", partial=days[0] <= scan.today <= days[1])


def _season_year(today: date, name: str, lead: str) -> int:
    """The year in which the season meant begins."""
    year = today.year
    this = words.season_of(year, name)
    if this is not None and this[0] > today:
        year -= 1 if lead != "next" else 0
    running = words.season_of(year, name)
    over = running is None or running[1] < today
    if lead in ("last", "the past") and not over:
        return year - 1
    return year + 1 if lead == "next" and year <= today.year - 1 and over else year


_COUNTS = re.compile(r"[.,]\d|[-\u2013]\w+|%| ?(?:%|km\b|per cent|percent|people|times|of\b|miles|metres|meters|feet|acres|hectares)")
_MONEY = re.compile(r"(?:[$\u20ac\u00a3]|\b(?:about|around|some|over|nearly|almost|least|than|roughly|approximately|No\.?|no\.|number|[A-Z]{1,4}-)) ?$")
_PLURAL = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b(?<!was)(?<!has)")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|by|until|till|from|during|before|after|early|late|mid|year|through|between|the|its|their|his|her|both|in both|to|for|and|season|spring|summer|autumn|fall|winter|the|war|election|around|back to)[ -](?:early |late |mid-?)?$|[(/,\u2013-] ?$", re.IGNORECASE)


def read_year(scan: Scan, start: int, end: int) -> When | None:
    """A year on its own, "since 2014", "the 1990s"."""
    if not scan.text[start:end].isdigit():
        return None
    number = int(scan.text[start:end])
    if not 1900 <= number < 2100:  # noqa: PLR2004
        return None
    days = words.year_of(number)
    if days is None:
        return None
    if scan.text[end : end + 1] == "s":
        last = words.year_of(number + 9)
        return None if last is None else _make(scan, (start, end + 1), (days[0], last[1]), kind="span", rule="decade")
    before = scan.before(start, 40)
    since = _SINCE.search(before)
    if since is not None:
        return _since(scan, (start - len(before) + since.start(), end), days[0], rule="since_year")
    if _COUNTS.match(scan.text, end) or _MONEY.search(before):
        return None
    if _YEAR_BEFORE.search(before) is None and _PLURAL.match(scan.text, end):
        return None
    return _make(scan, (start, end), days, kind="year", rule="year", partial=days[0] <= scan.today <= days[1])


def read_since(scan: Scan, start: int, end: int) -> When | None:
    """"since the invasion", "since Monday", "since 24 February 2022"; months and years see it too."""
    tail = re.compile(r" (?:the )?(?:last |early (?:on )?|late (?:on )?|at least )?").match(scan.text, end)
    if tail is not None:
        named = read_day(scan, tail.end(), future=False)
        if named is not None:
            return _since(scan, (start, named.end), named.date, rule="since_day")
    eras = "|".join(re.escape(era) for era in scan.anchor.eras)
    if not eras:
        return None
    era = re.compile(
        rf" (?:the |its |their |\w+'s )?(?:(?:very )?(?:start|beginning|outbreak|outset|launch) of (?:the |its |this |\w+'s )?)?(?:[\w-]+ ){{0,3}}?(?:{eras})\b(?: began| started| broke out)?"
    ).match(scan.text, end, end + 80)
    if era is None:
        return None
    return When(start=start, end=era.end(), kind="war", first=None, last=scan.today, partial=True, rule="since_era")


def _since(scan: Scan, span: tuple[int, int], first: date, *, rule: str) -> When:
    return _make(scan, span, (first, scan.today), kind="since", rule=rule)


def _make(
    scan: Scan, span: tuple[int, int], days: tuple[date, date], *, kind: str, rule: str,
    partial: bool = False, length: int | None = None,
) -> When:  # fmt: skip
    """A finished expression; whether it looks back or ahead follows from its days."""
    return When(
        start=span[0],
        end=span[1],
        kind=kind,  # type: ignore[arg-type]  # one of WhenKind, by the callers above
        first=days[0],
        last=days[1],
        partial=partial,
        past=days[1] < scan.today and kind != "since",
        future=days[0] > scan.today,
        said=scan.is_said(span[0]),
        rule=rule,
        days=length,
    )
