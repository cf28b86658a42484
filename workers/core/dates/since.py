"""Since: periods that run from a named day, month, year or war until publication."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from workers.core.dates import words
from workers.core.dates.scan import Scan, When, period, read_day

_SINCE = re.compile(
    r"\bsince (?:the )?(?:(?:beginning|start|outbreak|end) of (?:the )?)?"
    r"(?:(?:early|late|mid-?|at least|last) ?)?$",
    re.IGNORECASE,
)
_DAY_LEAD = re.compile(r" (?:the )?(?:last |early (?:on )?|late (?:on )?|at least )?")
_ERA_CHARS: Final = 80


def since_before(before: str) -> int | None:
    """Where "since" begins, if the text before a date ends with it."""
    match = _SINCE.search(before)
    return None if match is None else match.start()


def since(scan: Scan, span: tuple[int, int], first: date, *, rule: str) -> When:
    """The period from `first` to the day of publication; it has begun, so it lies behind."""
    while first > scan.today:
        first = words.back(first, max(1, first.year - scan.today.year), "year")
    return period(scan, span, (first, scan.today), kind="since", rule=rule)


def read_since(scan: Scan, start: int, end: int) -> When | None:
    """Like "since Monday", "since 24 February 2022", "since the war began"."""
    lead = _DAY_LEAD.match(scan.text, end)
    named = read_day(scan, lead.end(), future=False) if lead is not None else None
    if lead is not None and named is not None:
        today = named.weekday and named.date == scan.today
        first = words.shift(named.date, -7 if today and "last" in lead.group() else 0)
        return since(scan, (start, named.end), first, rule="since_day")
    era = _era(scan.anchor.eras).match(scan.text, end, end + _ERA_CHARS)
    if era is None:
        return None
    return When(
        start=start,
        end=era.end(),
        kind="war",
        first=None,
        last=scan.today,
        partial=True,
        rule="since_era",
    )


@lru_cache(maxsize=64)
def _era(eras: tuple[str, ...]) -> re.Pattern[str]:
    """The rest of "since the start of the full-scale war" for the nouns that begin an era."""
    nouns = "|".join(re.escape(era) for era in eras) or r"(?!)"
    return re.compile(
        r" (?:the |its |their |\w+'s )?"
        r"(?:(?:very )?(?:start|beginning|outbreak|outset|launch) of (?:the |its |this |\w+'s )?)?"
        r"(?:(?!(?:cold|world|civil)\b)[\w-]+ ){0,3}?"
        rf"(?:{nouns})\b(?: began| started| broke out)?"
    )
