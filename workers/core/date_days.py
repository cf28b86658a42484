"""Date days: single days and nights, by weekday, by date, or relative to publication."""

import re
from datetime import date
from typing import Final

from workers.core import date_words as words
from workers.core.date_scan import Day, Scan, When, read_day

_INTO = re.compile(
    r"(?:overnight|(?:the |that )?night|hours)"
    r"(?: (?:from|of|between|on) [A-Z\d][\w ]{1,18}?)?(?:,? (?:in)?to(?: early)?| leading to| (?:and|till|until))(?: the)? $",
    re.IGNORECASE,
)
_NIGHT_OF = re.compile(r"(?:\b(?P<in>in|on|during|over|from)? ?(?:the )?(?:\w+ )?night(?: attack)? (?:of|from|between|on|before) (?:the )?)$", re.IGNORECASE)
_OVERNIGHT = re.compile(r"\bovernight(?: on| from| between|,)? $", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:(?:in|during|at) the )?(?:early|small|pre-?dawn|predawn|wee|first|late)?[ -]?(?:hours|morning hours) (?:of|on) $|"
    r"\b(?:before|at|by|until|around) (?:dawn|daybreak|sunrise)(?: on|,)? $|\bpre-?dawn (?:on )?$|"
    r"\bearly (?:on |in the morning (?:of|on) )?$|\bafter midnight (?:on )?$",
    re.IGNORECASE,
)
_LATE = re.compile(r"\b(?:late|later) (?:on )?$|\blate (?:in the )?(?:night|evening) (?:of|on) $", re.IGNORECASE)
_DAYTIME = re.compile(r"\b(?:(?:during|in) (?:the )?(?:day|daylight|daytime)|in broad daylight|by day)(?: hours)?(?:,)?(?: on| of)? $", re.IGNORECASE)
_PART = re.compile(r"(?: |'s | late | early |, )?(?:in the )?(?P<part>overnight|night|evening|morning|afternoon|lunchtime|midday|noon|daytime)\b", re.IGNORECASE)
_RANGE_END = re.compile(r"(?: night| evening| morning)?(?: (?:in)?to(?: early| the morning of)?|,? and|-| -|\u2013| till| until| through) (?:the )?(?:early (?:on )?|the morning of )?", re.IGNORECASE)
_SAME_MONTH = re.compile(r"(?:-|\u2013|/| to | and | into )(\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.]\d)")
_MODIFIER = re.compile(r"\b(?P<mod>last|next|this coming|coming|this past|past|this|previous|the following)(?: week's)? $", re.IGNORECASE)
_OWNED = re.compile(rf"{words.WEEKDAY}['\u2019]s\b")
_BETWEEN = re.compile(r"\b(?:between|from)(?: late| early)?(?: on)? $", re.IGNORECASE)
_EVENING_END = re.compile(r" (?:evening|night|morning|afternoon)")


def read_weekday(scan: Scan, start: int) -> When | None:
    """A weekday name at `start`, with whatever night, window or modifier belongs to it."""
    modifier = _MODIFIER.search(scan.before(start, 20))
    owned = _OWNED.match(scan.text, start) is not None  # "Thursday's vote" has been held.
    named = read_day(scan, start, future=False if modifier or owned else None)
    if named is None:
        return None
    if modifier is None:
        return compose_day(scan, start, named)
    moved = _modified(scan, named.date, modifier.group("mod").lower(), start=start)
    left = start - len(modifier.group())
    when = compose_day(scan, left, Day(moved, named.end, dated=False, weekday=True))
    return when


def _modified(scan: Scan, latest: date, modifier: str, *, start: int) -> date:
    if modifier in ("next", "coming", "this coming", "the following"):
        return words.next_weekday(latest.weekday(), words.shift(scan.today, 1))
    if modifier == "this":
        ahead = scan.looks_ahead(start - len("this "))
        return words.next_weekday(latest.weekday(), scan.today) if ahead else latest
    return words.shift(latest, -7) if latest == scan.today else latest


def compose_day(scan: Scan, start: int, named: Day) -> When | None:
    """The night, window or range around a day that was read at `start`."""
    before = scan.before(start, 64)
    spanned = _span(scan, start, named, before=before)
    if spanned is not None:
        return spanned
    for pattern, rule in ((_INTO, "night_into"), (_NIGHT_OF, "night_of"), (_OVERNIGHT, "overnight_on")):
        match = pattern.search(before)
        if match is not None:
            return _night(scan, (start - len(before) + match.start(), named.end), named.date, rule=rule)
    match = _EARLY.search(before)
    if match is not None:
        return _make(scan, (start - len(before) + match.start(), named.end), (named.date, named.date), kind="night", rule="early_on")
    match = _LATE.search(before)
    if match is not None:
        late = (named.date, words.shift(named.date, 1))
        return _make(scan, (start - len(before) + match.start(), named.end), late, kind="night", rule="late_on")
    match = _DAYTIME.search(before)
    if match is not None:
        return _make(scan, (start - len(before) + match.start(), named.end), (named.date, named.date), kind="day", rule="daytime_on")
    return _part_of_day(scan, start, named)


def _part_of_day(scan: Scan, start: int, named: Day) -> When:
    part = _PART.match(scan.text, named.end)
    rule = "date" if named.dated else "weekday" if named.weekday else "relative_day"
    if part is None:
        return _make(scan, (start, named.end), (named.date, named.date), kind="day", rule=rule)
    word = part.group("part").lower()
    span = (start, part.end())
    if word in ("night", "overnight"):
        return _make(scan, span, (named.date, words.shift(named.date, 1)), kind="night", rule=rule + "_night")
    if word in ("afternoon", "lunchtime", "midday", "noon", "daytime"):
        return _make(scan, span, (named.date, named.date), kind="day", rule=rule + "_daytime")
    return _make(scan, span, (named.date, named.date), kind="day", rule=f"{rule}_{word}")


def _span(scan: Scan, start: int, named: Day, *, before: str) -> When | None:
    """"the night of 3-4 July" and "between Monday night and Tuesday evening"."""
    night = _NIGHT_OF.search(before) or _OVERNIGHT.search(before)
    same = _SAME_MONTH.match(scan.text, named.end) if named.dated else None
    if same is not None:
        last = words.day(named.date.year, named.date.month, int(same.group(1)))
        if last is not None and last > named.date:
            left = start - len(before) + night.start() if night else start
            kind = "night" if night else "span"
            return _make(scan, (left, same.end()), (named.date, last), kind=kind, rule=f"{kind}_dates")
    joint = _RANGE_END.match(scan.text, named.end)
    between = _BETWEEN.search(before)
    if joint is None or (night is None and between is None):
        return None
    second = read_day(scan, joint.end(), future=False)
    if second is None or not 0 <= (second.date - named.date).days <= 31:  # noqa: PLR2004
        return None
    cue = night or between
    left = start - len(before) + (cue.start() if cue else len(before))
    if night is not None:
        return _make(scan, (left, second.end), (named.date, second.date), kind="night", rule="night_of_two_days")
    tail = _EVENING_END.match(scan.text, second.end)
    end = tail.end() if tail else second.end
    if (second.date - named.date).days == 1 and "night" in joint.group() + scan.after(named.end, 8):
        if tail is None or "morning" not in tail.group():
            return _make(scan, (left, end), (second.date, second.date), kind="day", rule="day_and_night")
        return _make(scan, (left, end), (named.date, second.date), kind="night", rule="night_between")
    return _make(scan, (left, end), (named.date, second.date), kind="span", rule="between_days")


_NIGHT_DATES: Final = {"night_into": 0, "overnight_on": 0}


def _night(scan: Scan, span: tuple[int, int], named: date, *, rule: str) -> When:
    """The night that a phrase with one day means, dated by its morning."""
    text = scan.text[span[0] : span[1]].lower()
    if rule == "night_of" and not text.startswith("in ") and named < scan.today:
        # "on the night of 3 July" begins that day; "in the night of" follows Eastern usage.
        return _make(scan, span, (named, words.shift(named, 1)), kind="night", rule=rule)
    return _make(scan, span, (words.shift(named, -1), named), kind="night", rule=rule)


def _make(scan: Scan, span: tuple[int, int], days: tuple[date, date], *, kind: str, rule: str) -> When:
    """A finished expression; the flags follow from the words around it."""
    before = scan.text[max(0, span[0] - 12) : span[0] + 12].lower()
    window = "night" if kind == "night" else "day" if "daytime" in rule else None
    return When(
        start=span[0],
        end=span[1],
        kind=kind,  # type: ignore[arg-type]  # one of WhenKind, by the callers above
        first=days[0],
        last=days[1],
        window=window,  # type: ignore[arg-type]  # one of the two literals
        past="last " in before or "previous" in before,
        future=days[0] > scan.today,
        said=scan.is_said(span[0]),
        rule=rule,
    )


_RELATIVE_NIGHTS: Final = re.compile(r"(?:last|the previous|the past|yesterday) (?:night|evening)", re.IGNORECASE)


def read_relative(scan: Scan, start: int, word: str) -> When | None:
    """"today", "yesterday", "overnight", "tonight", "last night", "this morning"."""
    today = scan.today
    end = start + len(word)
    if word == "overnight":
        return _overnight(scan, start, end)
    if word == "tonight":
        return _make(scan, (start, end), (today, words.shift(today, 1)), kind="night", rule="tonight")
    if word in ("today", "yesterday", "tomorrow"):
        named = read_day(scan, start)
        return None if named is None else compose_day(scan, start, named)
    return None


def _overnight(scan: Scan, start: int, end: int) -> When | None:
    """"overnight" alone is the night that ended on the publication day; with a day, that night."""
    tail = re.compile(r",? (?:in)?to (?:early )?|,? on |,? from |,? between | (?=[A-Z\d])").match(scan.text, end)
    if tail is not None and read_day(scan, tail.end(), future=False) is not None:
        return None  # The day itself picks up the word.
    first = words.shift(scan.today, -1)
    return _make(scan, (start, end), (first, scan.today), kind="night", rule="overnight")


def read_part(scan: Scan, start: int, word: str) -> When | None:
    """"last night", "this morning", "in the morning", "the night before", "during the day"."""
    today = scan.today
    before = scan.before(start, 24)
    cue = re.search(r"\b(last|this|the previous|the past|yesterday|during the|in the|that|by|through the) $", before, re.IGNORECASE)
    if cue is None:
        return None
    span = (start - len(cue.group()), start + len(word))
    lead = cue.group(1).lower()
    if word in ("night", "evening") and lead in ("last", "the past", "yesterday"):
        return _make(scan, span, (words.shift(today, -1), today), kind="night", rule="last_night")
    if word == "night" and lead in ("through the", "during the"):
        return _make(scan, span, (words.shift(today, -1), today), kind="night", rule="overnight")
    if lead == "this" and word in ("morning", "afternoon", "evening"):
        rule = "this_daytime" if word == "afternoon" else "this_" + word
        return _make(scan, span, (today, today), kind="day", rule=rule)
    if word in ("day", "daytime", "daylight") and lead in ("during the", "by"):
        return _make(scan, span, (today, today), kind="day", rule="daytime")
    return None
