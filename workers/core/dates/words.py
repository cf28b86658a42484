"""Words: names of months, days and seasons, and the arithmetic of calendar days."""

import calendar
from datetime import date, timedelta
from typing import Final, Literal

WhenKind = Literal[
    "night", "day", "moment", "week", "month", "season", "year", "war", "since", "span"
]
KINDS: Final[dict[str, WhenKind]] = {
    "week": "week", "month": "month", "year": "year", "quarter": "span", "decade": "span",
}  # fmt: skip
MONTHS_A_YEAR: Final = 12
MONTHS: Final[dict[str, int]] = {
    **{name.lower(): n for n, name in enumerate(calendar.month_name) if n},
    **{name.lower(): n for n, name in enumerate(calendar.month_abbr) if n},
    "sept": 9,
}
WEEKDAYS: Final[dict[str, int]] = {
    **{name.lower(): n for n, name in enumerate(calendar.day_name)},
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip
SEASONS: Final[dict[str, int]] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SMALL_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS_WORDS: Final = "thirty forty fifty sixty seventy eighty ninety"
SMALL: Final[dict[str, int]] = {
    **{word: n for n, word in enumerate(_SMALL_WORDS.split())},
    **{word: 10 * n for n, word in enumerate(_TENS_WORDS.split(), 3)},
    "a": 1, "an": 1, "the": 1, "couple": 2, "a couple of": 2, "few": 3, "a few": 3, "several": 3,
}  # fmt: skip

_MONTH_NAMES: Final = "|".join(calendar.month_name[1:])
MONTH: Final = (
    rf"(?:{_MONTH_NAMES}|{_MONTH_NAMES.upper()}|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY: Final = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri)\b\.?|(?:Sat|Sun)\.)"
)
COUNT: Final = (
    r"(?:\d{1,4}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|a couple of|a few|several|an?)"
)
_DAYS_OF: Final = {"day": 1, "week": 7, "fortnight": 14}
_NEAR_FUTURE_DAYS: Final = 120


def count_of(text: str) -> int | None:
    """The whole number that a short phrase such as "twenty-two" or "a couple of" names."""
    word = text.lower().strip()
    if word.isdigit():
        return int(word)
    if word in SMALL:
        return SMALL[word]
    tens, _, unit = word.partition("-")
    if tens in SMALL and unit in SMALL:
        return SMALL[tens] + SMALL[unit]
    return None


def day(year: int, month: int, number: int) -> date | None:
    """The calendar day, or None where there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(start: date, days: int) -> date:
    """`start` moved by days, kept inside the calendar."""
    moved = start.toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal()))


def month_of(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a month; the month may run over either end of its year."""
    year, index = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= date.max.year:
        return None
    last = calendar.monthrange(year, index)[1]
    return date(year, index, 1), date(year, index, last)


def year_of(year: int) -> tuple[date, date] | None:
    """First and last day of a year."""
    if not 1 <= year <= date.max.year:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def season_of(year: int, name: str) -> tuple[date, date] | None:
    """The three months of a season; winter begins in the December of `year`."""
    first = month_of(year, SEASONS[name])
    last = month_of(year, SEASONS[name] + 2)
    return None if first is None or last is None else (first[0], last[1])


def week_of(inside: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = shift(inside, -inside.weekday())
    return monday, shift(monday, 6)


def back(start: date, count: int, unit: str) -> date:
    """The day `count` units before `start` (units: day, week, fortnight, month, year, decade)."""
    if unit in _DAYS_OF:
        return shift(start, -count * _DAYS_OF[unit])
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    index = start.year * 12 + start.month - 1 - months
    if index < MONTHS_A_YEAR:
        return date.min
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def latest_weekday(weekday: int, today: date) -> date:
    """The latest day of that name up to and including today."""
    return shift(today, -((today.weekday() - weekday) % 7))


def next_weekday(weekday: int, today: date) -> date:
    """The first day of that name from today on."""
    return shift(today, (weekday - today.weekday()) % 7)


def nearest(month: int, number: int, today: date, *, future: bool) -> date | None:
    """The day and month without a year that a text of `today` means.

    Looking back is likelier than looking ahead, unless the words look ahead.
    """
    years = (today.year - 1, today.year, today.year + 1)
    found = [moment for year in years if (moment := day(year, month, number)) is not None]
    if future:
        ahead = [moment for moment in found if moment >= today]
        return min(ahead) if ahead else None
    past = [moment for moment in found if moment <= today + timedelta(days=1)]
    soon = [moment for moment in found if moment > today]
    if not soon or (past and (min(soon) - today).days * 2 >= (today - max(past)).days):
        return max(past) if past else None
    return min(soon) if (min(soon) - today).days <= _NEAR_FUTURE_DAYS or not past else max(past)
