"""Clocks: stated times of day and the windows between two of them."""

import re
from datetime import date
from itertools import islice
from typing import Final, Literal

from msgspec.structs import replace

from workers.core.dates import words
from workers.core.dates.scan import Scan, When, read_day

_TIME = (
    r"(?P<h{n}>\d{{1,2}})(?:[:.](?P<m{n}>[0-5]\d))?(?! ?%)(?:\s?(?P<p{n}>[ap]\.?\s?m\b\.?|noon))?"
)
_DAY_BETWEEN = (
    r"(?P<day{n}>(?:,? (?:on |of )?(?:the )?(?:(?:evening|night|morning) of )?"
    r"(?:[A-Z][a-z]+day|\d{{1,2}} [A-Z][a-z]+(?:,? \d{{4}})?|"
    r"[A-Z][a-z]+ \d{{1,2}}(?:,? \d{{4}}\b)?|that day|the same day|local time)){{0,2}},?)"
)
_RANGE = re.compile(
    r"\b(?:[Ff]rom|[Bb]etween)(?: about| around)? "
    + _TIME.format(n=1)
    + _DAY_BETWEEN.format(n=1)
    + r"(?: to| and| until| till|-| -)(?: about| around)? "
    + _TIME.format(n=2)
    + _DAY_BETWEEN.format(n=2)
)
_EVENING = re.compile(
    r"\b[Ff]rom (?:the )?(?:late )?(?:evening|night) (?:of|on)"
    + _DAY_BETWEEN.format(n=1)
    + r"(?: to| until| till)(?: about| around)? "
    + _TIME.format(n=2)
    + _DAY_BETWEEN.format(n=2)
)
_SINGLE = re.compile(
    r"\b(?P<lead>[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Ss]ince|[Ff]rom|[Aa]s of|[Bb]efore|"
    r"[Aa]fter|[Aa]round)(?: about| around| exactly)? " + _TIME.format(n=1)
)
_HINT = re.compile(r"\d ?(?:[ap]\.?\s?m|noon)|\d[:.]\d\d")
_UNTIL: Final = frozenset(("by", "until", "till", "as of", "before"))
_SINCE: Final = frozenset(("since", "from", "after"))
_CLOCKS_MAX: Final = 20
_GAP_MAX: Final = 8
_NOON: Final = 12
_MIDNIGHT: Final = 24
_NIGHT_FROM: Final = 17
_NIGHT_TO: Final = 12
_DAWN: Final = 6
# Of a window that names its own days: they count, whatever relative word stands beside it.
_DATED: Final = "clock_window_dated"
# Of a window of 24 hours, told by its clocks.
WHOLE_DAY: Final = "day_and_night"


def _clock(match: re.Match[str], which: str, *, suffix: str | None) -> str | None:
    """Like "HH:MM" of one end; `suffix` is the a.m. or p.m. of the other end, where it has none."""
    hour = int(match["h" + which])
    minute = int(match["m" + which] or 0)
    mark = (match["p" + which] or suffix or "").lower().replace(".", "").replace(" ", "")
    if hour > (_NOON if mark in ("pm", "am") else _MIDNIGHT):
        return None
    if mark in ("pm", "am"):
        hour = hour % _NOON + (_NOON if mark == "pm" else 0)
    return f"{hour % _MIDNIGHT:02d}:{minute:02d}"


def find_clocks(scan: Scan) -> list[When]:
    """All windows and moments with a clock; a window over midnight is a night."""
    if _HINT.search(scan.text) is None:
        return []
    ranges = islice(_RANGE.finditer(scan.text), _CLOCKS_MAX)
    found = [when for match in ranges if (when := _window(scan, match))]
    evenings = islice(_EVENING.finditer(scan.text), _CLOCKS_MAX)
    found += [when for match in evenings if (when := _evening(scan, match))]
    for match in islice(_SINGLE.finditer(scan.text), _CLOCKS_MAX):
        when = _moment(match)
        if when is not None and not any(other.start <= when.start < other.end for other in found):
            found.append(when)
    return found


def _window(scan: Scan, match: re.Match[str]) -> When | None:
    if not (match["p1"] or match["p2"] or (match["m1"] and match["m2"])):
        return None
    suffix = match["p2"] if match["p1"] is None and int(match["h1"]) < int(match["h2"]) else None
    first, last = _clock(match, "1", suffix=suffix), _clock(match, "2", suffix=None)
    if first is None or last is None:
        return None
    over = last <= first or (int(first[:2]) >= _NIGHT_FROM and int(last[:2]) <= _NIGHT_TO)
    day1, day2 = _named(scan, match, "day1"), _named(scan, match, "day2")
    end = day2 or (words.shift(day1, 1) if day1 and over else day1) or scan.today
    start = day1 or (words.shift(end, -1) if over else end)
    if start > end:  # Two weekdays, each read as its latest: the first lies before the second.
        start = words.shift(start, -7 * ((start - end).days // 7 + 1))
    window: Literal["night", "day"] | None = "night" if over or _small_hours(first, last) else "day"
    if not over and int(first[:2]) > _NIGHT_FROM:
        window = None  # An evening that ends before midnight is neither.
    whole = (end - start).days == 1 and last >= first
    if whole:  # Twenty-four hours: the day on which they end.
        window, start = "day", end
    return When(
        start=match.start(), end=match.end(), kind="night" if window == "night" else "day",
        first=start, last=end, window=window, from_time=first, to_time=last,
        rule=WHOLE_DAY if whole else _DATED if day1 or day2 else "clock_window",
    )  # fmt: skip


def _small_hours(first: str, last: str) -> bool:
    """Whether a window of one date lies in its night or began there."""
    early = int(first[:2]) < _DAWN
    return int(last[:2]) <= (_NIGHT_TO if early else _DAWN)


def _evening(scan: Scan, match: re.Match[str]) -> When | None:
    """Like "from the evening of 3 May until 9 a.m. on 4 May": a night that ends at a clock."""
    first, last = _named(scan, match, "day1"), _clock(match, "2", suffix=None)
    clear = match["p2"] or match["m2"]
    if first is None or last is None or not clear:
        return None
    end = _named(scan, match, "day2") or words.shift(first, 1)
    if (end - first).days != 1:
        return None
    return When(
        start=match.start(), end=match.end(), kind="night", first=first, last=end, window="night",
        from_time=None, to_time=last, rule=_DATED,
    )  # fmt: skip


def _named(scan: Scan, match: re.Match[str], group: str) -> date | None:
    text = match[group]
    if not text.strip():
        return None
    at = re.compile(r"[A-Z\d]").search(scan.text, match.start(group), match.end(group))
    named = read_day(scan, at.start(), future=False) if at else None
    return named.date if named else None


def _moment(match: re.Match[str]) -> When | None:
    if not (match["p1"] or (match["m1"] and ":" in match.group())):
        return None
    clock = _clock(match, "1", suffix=None)
    if clock is None:
        return None
    lead = match["lead"].lower()
    night = int(clock[:2]) < _DAWN
    open_end, open_start = lead in _UNTIL, lead in _SINCE
    return When(
        start=match.start("h1"),
        end=match.end(),
        kind="moment",
        first=None,
        last=None,
        window="night" if night and not open_end else None,
        from_time=None if open_end else clock,
        to_time=None if open_start else clock,
        rule="clock_" + lead.replace(" ", "_"),
    )


def merge_clocks(found: list[When], clocks: list[When], *, today: date) -> list[When]:
    """Day expressions with the clock windows that stand right beside them; overlaps go."""
    result = list(found)
    for clock in clocks:
        inside = [when for when in result if when.start < clock.end and clock.start < when.end]
        if inside and clock.rule in {"clock_window", _DATED, WHOLE_DAY}:
            result = [when for when in result if when not in inside]
        elif inside:
            continue
        beside = _beside(result, clock)
        if beside is None:
            result.append(clock)
            continue
        joined = _joined(beside, clock)
        result[result.index(beside)] = _begun(joined, clock, today=today)
        result = _without_first_evening(result, clock)
    return sorted(result, key=lambda when: (when.start, when.end))


def _beside(found: list[When], clock: When) -> When | None:
    """The day or night without a clock that stands next to a clock."""
    for when in found:
        near = 0 <= when.start - clock.end <= _GAP_MAX or 0 <= clock.start - when.end <= _GAP_MAX
        if near and when.kind in ("day", "night") and when.from_time is None:
            return when
    return None


def _without_first_evening(found: list[When], clock: When) -> list[When]:
    """Drop the day of "the night of 7 May (from 17:30 on 6 May)": it is the night's own evening."""
    night = next((when for when in found if when.start <= clock.start < when.end), None)
    if night is None or night.kind != "night":
        return found
    evening = (night.first, night.first)
    return [
        when
        for when in found
        if not (when.kind == "day" and 0 <= when.start - clock.end <= _GAP_MAX)
        or (when.first, when.last) != evening
    ]


def _begun(when: When, clock: When, *, today: date) -> When:
    """Like "from 7.30 p.m. on 6 March" told on the 7th: the night that ends on the 7th."""
    opens = clock.rule in {"clock_from", "clock_since"} and clock.to_time is None
    evening = clock.from_time is not None and int(clock.from_time[:2]) >= _NIGHT_FROM
    if not (opens and evening) or when.kind != "day" or when.last is None or when.last >= today:
        return when
    last = words.shift(when.last, 1)
    return replace(when, kind="night", first=when.last, last=last, window="night")


def _joined(when: When, clock: When) -> When:
    window = when.window or clock.window
    first, last = when.first, when.last
    if clock.rule in {_DATED, WHOLE_DAY}:
        first, last = clock.first, clock.last
    elif clock.kind == "night" and when.kind == "day" and last is not None:
        first = words.shift(last, -1)
    return replace(
        when,
        start=min(when.start, clock.start),
        end=max(when.end, clock.end),
        kind="night" if window == "night" else when.kind,
        first=first,
        last=last,
        window=window,
        from_time=clock.from_time,
        to_time=clock.to_time,
        rule=WHOLE_DAY if clock.rule == WHOLE_DAY else when.rule,
    )
