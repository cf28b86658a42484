"""Timing: which time expression of a sentence a number belongs to, and what period it makes."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs

from schemas.report import Period, PeriodKind, Window
from workers.core.dates.expressions import When
from workers.core.dates.words import MONTHS
from workers.core.extract.grammar import AUXILIARIES, BREAKS, CONJUNCTIONS, HEDGES
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted

_CROSSING: Final = 60
_BREAKING: Final = 60
_AHEAD: Final = 6
_FAR: Final = 60
_EVENT: Final = frozenset(("night", "day", "moment"))
COMPARED = re.compile(
    r"\b(?:most|largest|biggest|heaviest|highest|worst|deadliest|record|first|fiercest|greatest|"
    r"never|not seen|no other|massive|longest|lowest|than (?:in )?any|unprecedented|"
    r"precedent|\w{3,}est)\b"
)
_ORDINAL = re.compile(r"\b(?:first|second|third|\w{3,}th)\b")
_SAID_WHEN = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|stated|added|warned)\b[^,.;\d]{0,24}$"
)
_WINDOW_WORDS = re.compile(
    r"\b(?:(?:in|during|over|for) the (?:(?P<night>night)|day|day time|afternoon)|"
    r"by (?:broad )?day(?:light)?|daytime|daylight)\b"
)
_WINDOW: Final = 80
_PREVIOUS = re.compile(
    r"(?:\b(?:previous|earlier|former|prior|existing|last|until (?:now|then)|so far|before that)\b"
    r"[^.;\d]{0,30}\b(?:record|high|peak|maximum|mark|most|number|largest|biggest|of$)\b|"
    r"\b(?:previous|earlier|former|prior) [^.;\d]{0,24} of $|"
    r"\b(?:until (?:now|then)|so far|before that)\b[^.;\d]{0,20}\bwas\b|"
    rf"\b(?:the|that) (?:{'|'.join(MONTHS)}) (?:night|attack|raid|strike|barrage|one)\b|"
    r"\b(?:surpass|exceed|beat|break|broke|broken|eclips|topp|pass|outdo|outstrip)\w*[^.;\d]{0,25}"
    r"\b(?:record|high|peak|maximum|mark|number|total)\b|"
    r"\b(?:record|high|peak|maximum|mark|most|largest|biggest)\b[^.;\d]{0,25}"
    r"\b(?:until|so far|before|previously)\b)"
    r"[^.;\d]{0,25}$"
)
_FORECAST = re.compile(
    r"\b(?:could|would|may soon|might|will|plans?|planned|wants?|goal of|aims? (?:to|for)|expects?|"
    r"expected|predict\w*|forecast\w*|by (?:next|the end of)|target of|capable|capacity|if|"
    r"(?:chance|probability|risk) of|"
    r"hopes?|projected|routine|soon|(?:is|are) coming|intends?|pledged?|promised|asked for|needs?|"
    r"should)\b"
)
# "How $9 million could go": it did.
_ASKED = re.compile(r"\b(?:how|why)\b[^,;:]* could$")
_ONE_DAY = re.compile(r"\b(?:24|twenty.four) hours|\b(?:one|a single|1) day|\ba day and a night")
_LATEST = re.compile(r"\b(?:past|last|previous)\b")
_SINCE_EVENING = re.compile(r"\bsince (?:the )?(?:evening|night|morning) of (?:the )?$")
_UNIT_WORDS = re.compile(
    r"\b(?:in|for|over|of|during) (?:the|that) (?:whole |entire )?(?P<a>month|week|year)\b"
    r"(?! (?:of|before|after|ago))|"
    r"\b(?:in|within|over|during) (?:a|one|a single|just one) (?P<d>month|week|year)\b|"
    r"\bsince the (?P<e>first|1st)\b|\bin the (?:first|second|last) (?P<c>half|quarter)\b|"
    r"\b(?P<b>month|week|year)(?:ly| ly|'s) (?:total|sum|tally|count|figure|number|toll)\b"
)
_SINCE_WHEN = re.compile(r"\b(?:since|in|on) [^.;,]{2,30}, when (?:[^.;\d,]{0,24} )?$")
_DAYS_AFTER = re.compile(
    r"\b(?:days?|weeks?|months?|nights?|years?) after (?:\w+'?s? ){1,4}?\w+(?:ed|ent|it|ot|ew)\b"
    r"(?:[^.;,]|, which|, who){0,60}$"
)
_RATE = re.compile(
    r"\b(?:on average|an average of|averag(?:es?|ed|ing)|per (?:day|night|week|month)|"
    r"(?:daily|nightly)(?= on\b| over\b| at\b| against\b|[.,;:)]|$)|"
    r"(?:each|every) (?:single )?(?:day|night|week|month)|day after day|night after night)\b|"
    r"(?<!in )(?<!of )(?<!for )(?<!within )(?<!than )(?<!as )(?<!over )(?<!during )"
    r"\ba (?:day|night|week|month)\b(?= and\b|[.,;:)]|$| on average)"
)
_RATE_REACH: Final = 48
_UNIT_REACH: Final = 60
_COUNTED_FROM = re.compile(r" (?!that\b|this\b|then\b|on\b|in\b)[a-z]")
_TO: Final = frozenset((" and ", " to ", " until ", "-", " through "))
_INNER_CHARS: Final = 24
_WINDOW_REACH: Final = 7
_REFERENCE: Final = frozenset(("after", "before", "than", "until", "following"))
_SHORT = re.compile(r"\b(?:one|a single|a|the) (?:night|hour)|\b(?:one|a) (?:go|swoop)")
_FINITE: Final = AUXILIARIES | HEDGES
_DAY_LONG: Final = frozenset(("one_day", "day_and_night"))


class Timing(Struct, frozen=True, kw_only=True):
    """When a number's event or period was. `when` is null where the sentence does not tell."""

    when: When | None = None
    forecast: bool = False
    previous: bool = False
    window: Window | None = None
    unit: str = ""
    rate: bool = False


def find_timing(
    items: Sequence[Item], counted: Sequence[Counted], dates: Sequence[When], *, folded: str
) -> list[Timing]:
    """One answer for each of `counted`."""
    usable = [(at, dates[item.at]) for at, item in enumerate(items) if item.kind == "date"]
    usable = _spans(usable, folded)
    usable = [(at, when) for at, when in usable if not _compared(items, at, when, folded=folded)]
    usable = [pair for index, pair in enumerate(usable) if not _inner(usable, index)]
    usable = [(at, when) for at, when in usable if not _unanchored(when, folded)]
    found: list[Timing] = []
    for before, entry in zip((None, *counted), counted, strict=False):
        best: tuple[int, When] | None = None
        for at, when in usable:
            cost = _cost(items, entry, at, when=when)
            if when.kind not in _EVENT and _SAID_WHEN.search(folded[: when.start]):
                cost += _BREAKING // 2
            if best is None or cost < best[0]:
                best = (cost, when)
        near = best is not None and best[0] < _FAR
        found.append(
            Timing(
                when=_named(best[1], folded, usable) if best is not None and near else None,
                window=_window(items, entry, folded),
                unit=_unit(items, entry, folded),
                rate=_rate(items, entry, folded),
                forecast=_forecast(items, entry, folded)
                or _whenever(items, entry)
                or (bool(found) and found[-1].forecast and _goes_on(items, before, entry)),
                previous=_earlier(folded[: items[entry.first].start][-_WINDOW:]),
            )
        )
    return found


def _goes_on(items: Sequence[Item], before: Counted | None, entry: Counted) -> bool:
    """As in "could kill 30 people and make 2,000 homeless": one verb may hold for both."""
    gap = [] if before is None else [item.text for item in items[before.last : entry.first]]
    opened = any(pair[0] == "and" and pair[1] not in _FINITE for pair in pairwise(gap))
    return opened and not ({",", ":"} | BREAKS) & set(gap)


def _window(items: Sequence[Item], entry: Counted, folded: str) -> Window | None:
    """As in "In the night: 30 drones": a window without a date, in the number's own clause."""
    low = items[max(0, entry.first - _WINDOW_REACH)].start
    high = items[min(len(items) - 1, entry.last + _WINDOW_REACH)].end
    start = items[entry.item].start
    near = sorted(
        _WINDOW_WORDS.finditer(folded, low, high),
        key=lambda match: (match.start() < start, abs(match.start() - start)),
    )
    if not near:
        return None
    found = near[0]
    return "night" if found.group("night") else "day"


def _unit(items: Sequence[Item], entry: Counted, folded: str) -> str:
    """As in "the monthly total", "in the week": a sum named without a date."""
    start = items[entry.item].start
    found = _UNIT_WORDS.search(folded, max(0, start - _UNIT_REACH), start + _UNIT_REACH)
    unit = found.group(found.lastgroup or 0) if found is not None else ""
    return "month" if unit in {"first", "1st"} else unit


def _whenever(items: Sequence[Item], entry: Counted) -> bool:
    """As in "when 400 drones come at once": what is so each time."""
    opened = {item.text for item in items[max(0, entry.first - 1) : entry.first]}
    if not opened & {"when", "whenever"} or entry.last >= len(items):
        return False
    forms = {phrase.form for phrase in items[entry.last].phrases}
    return "base" in forms and "past" not in forms


def _earlier(before: str) -> bool:
    """Whether the words before a number say that it is of an earlier time."""
    patterns = (_PREVIOUS, _DAYS_AFTER, _SINCE_WHEN)
    return any(pattern.search(before) is not None for pattern in patterns)


def _rate(items: Sequence[Item], entry: Counted, folded: str) -> bool:
    """As in "on average 40 were launched a day": what comes again is no number of one time."""
    low = items[max(0, entry.first - 1)].start - _RATE_REACH
    high = items[min(len(items), entry.last) - 1].end + _RATE_REACH
    found = _RATE.search(folded, max(0, low), high)
    if found is None:
        return False
    start = items[entry.item].start
    between = folded[min(found.end(), start) : max(found.start(), start)]
    return not any(mark in between for mark in (";", ". ", ", and ", " but "))


def _spans(usable: list[tuple[int, When]], folded: str) -> list[tuple[int, When]]:
    """As in "between January and June": two months that bound one span."""
    settled = list(usable)
    for index in range(1, len(usable)):
        (_, one), (_, other) = usable[index - 1], usable[index]
        joined = folded[one.end : other.start] in _TO
        opened = folded[: one.start].endswith(("between ", "from "))
        if joined and opened and one.kind == other.kind == "month":
            for at in (index - 1, index):
                span = structs.replace(usable[at][1], kind="span", first=one.first, last=other.last)
                settled[at] = (usable[at][0], span)
    return settled


def _inner(usable: Sequence[tuple[int, When]], index: int) -> bool:
    """As in "the night of the 7th (from 20:00 on the 6th)": the day inside says no more."""
    when = usable[index][1]
    if index == 0 or when.kind != "day" or when.last is None:
        return False
    outer = usable[index - 1][1]
    if outer.kind != "night" or outer.first is None or outer.last is None:
        return False
    near = 0 <= when.start - outer.end <= _INNER_CHARS
    return near and outer.first <= when.last <= outer.last


def _unanchored(when: When, folded: str) -> bool:
    """As in "one day before the summit": counted from what the text need not date."""
    following = _COUNTED_FROM.match(folded, when.end) is not None
    return when.rule in {"days_before", "days_after"} and following


def _named(when: When, folded: str, usable: Sequence[tuple[int, When]]) -> When:
    """24 hours and "one day" become a day of their own kind: that which the sentence names."""
    if _SINCE_EVENING.search(folded[: when.start]) and when.kind == "day" and when.last:
        last = when.last + timedelta(days=1)
        return structs.replace(when, first=when.last, last=last, rule="one_day")
    if when.rule in {"hours", "duration"} and _ONE_DAY.search(folded[when.start : when.end]):
        days = (one for _, one in usable if one.kind == "day" and one.rule != "hours")
        named = next((one.last for one in days if one.last and not (one.said or one.future)), None)
        pointing = _LATEST.search(folded[when.start : when.end]) is not None
        end = when.last if pointing or named is None else named
        return structs.replace(when, kind="day", first=end, last=end, rule="one_day")
    return when


def period_of(when: When, kind: PeriodKind | None = None) -> Period:
    """The days that `when` covers, as messages state them."""
    return Period(
        kind=kind or _kind(when),
        start=when.first,
        end=when.last,
        window=when.window,
        from_time=when.from_time,
        to_time=when.to_time,
    )


def is_event(when: When) -> bool:
    """Whether `when` can date one event."""
    return when.kind in _EVENT


def _kind(when: When) -> PeriodKind:
    if when.kind in {"night", "moment"}:
        return "event"
    if when.kind == "day":
        return "day" if _whole_day(when) else "event"
    if when.kind == "since":
        return "span"
    return when.kind  # type: ignore[return-value]  # the other kinds have the same names


def _whole_day(when: When) -> bool:
    """24 hours by name or by clock."""
    if when.rule in _DAY_LONG:
        return True
    if when.from_time is None or when.to_time is None or when.first is None or when.last is None:
        return False
    return when.last - when.first >= timedelta(days=2)


def _compared(items: Sequence[Item], at: int, when: When, *, folded: str) -> bool:
    """Whether the expression says how long something is a record, not when it was."""
    text = folded[when.start : when.end]
    if when.rule in {"hours", "duration"} and _ONE_DAY.search(text):
        return False
    if when.kind in _EVENT and when.rule not in {"hours", "duration"}:
        return False
    if when.rule == "hours" or (when.rule == "duration" and _SHORT.search(text)):
        return True
    before = folded[max(0, when.start - 70) : when.start]
    cut = max(before.rfind(";"), before.rfind(". "))
    clause = before[cut + 1 :]
    if COMPARED.search(clause) is None and _ORDINAL.search(clause) is None:
        return False
    return not any(item.kind == "number" for item in items[max(0, at - 4) : at])


def _cost(items: Sequence[Item], entry: Counted, at: int, *, when: When) -> int:
    """How far a time expression is from a number, in items and the breaks between."""
    low, high = (at + 1, entry.first) if at < entry.item else (entry.last, at)
    cost = high - low + (_AHEAD if at < entry.item and at > 1 else 0)
    if at > entry.item:
        cost += _AHEAD * sum(item.text == "," for item in items[low:high])
    if any(item.text in _REFERENCE for item in items[max(0, at - 2) : at]):
        cost += _BREAKING // 2
    told = at < entry.item and any(item.text == "when" for item in items[at + 1 : at + 3])
    if any(item.text == "than" for item in items[max(0, at - 2) : at]) and not told:
        cost += _FAR
    if when.said:
        cost += _BREAKING // 2
    tied = False
    for item in items[low:high]:
        if item.kind == "number":
            cost += _CROSSING // 6 if at < entry.item or tied else _CROSSING
        elif item.text in BREAKS:
            cost += _BREAKING
        elif item.text in CONJUNCTIONS and item.text not in {"as", "when"}:
            cost += _CROSSING * 2 // 3
        tied = item.text in {"and", ",", "including"} or (tied and item.text in HEDGES)
    return cost


def _forecast(items: Sequence[Item], entry: Counted, folded: str) -> bool:
    """Whether the clause speaks of what may come, not of what was."""
    start = items[max(0, entry.first - 14)].start
    for item in items[max(0, entry.first - 14) : entry.first]:
        if item.text in BREAKS or item.text == ":" or item.kind == "number":
            start = item.end
    end = items[min(len(items) - 1, entry.last + 4)].end
    for item in items[entry.last : entry.last + 4]:
        if item.text in BREAKS or item.kind == "number" or item.text == ",":
            end = item.start
            break
    found = _FORECAST.search(folded[start:end])
    return found is not None and _ASKED.search(folded[start:end], 0, found.end()) is None
