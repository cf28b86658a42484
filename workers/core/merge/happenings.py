"""Happenings: which mentions are of one happening (rules 4 and 5)."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from schemas.event import Ledger
from schemas.report import Window
from workers.core.catalogue.model import Figure, MergeRules
from workers.core.merge.fits import Profile
from workers.core.merge.long import long_events
from workers.core.merge.mentions import Mention, Rank
from workers.core.merge.subjects import Names, spoken_name

NIGHT_MINUTES = (-6 * 60, 9 * 60)
DAY_MINUTES = (6 * 60, 24 * 60)
WINDOWS: tuple[Window, Window] = ("night", "day")
TURNS = {"night": 0, None: 1, "day": 2}


class Happening(Struct, frozen=True, kw_only=True):
    """The mentions that are of one event, and where it stands in its series.

    `place` names it among all events of the series at one moment; `turn` orders events of a date.
    """

    place: str
    ledger: Ledger
    date: date
    turn: int
    window: Window | None
    subject: str | None
    mentions: tuple[Mention, ...]


def group(mentions: Iterable[Mention], rules: MergeRules, names: Names) -> tuple[Happening, ...]:
    """The happenings that `mentions` of one ledger tell of, the same in any order of them.

    Mentions of different dates meet only where the domain's events are long.
    """
    rows = sorted(mentions, key=_in_order)
    if not rows:
        return ()
    if rows[0].ledger == "event" and (rules.event.join_days > 0 or rules.event.by_subject):
        return _long(rows, rules, names)
    days: dict[date, list[Mention]] = {}
    for row in rows:
        days.setdefault(row.date, []).append(row)
    if rows[0].ledger != "event" or not rules.event.windows:
        return tuple(_happening(part, window=None, turn=1) for part in days.values())
    return tuple(found for part in days.values() for found in _windows(part, rules))


def _long(rows: Sequence[Mention], rules: MergeRules, names: Names) -> tuple[Happening, ...]:
    parts = sorted(long_events(rows, rules, names), key=lambda part: part[0].rank)
    seen: dict[tuple[date, str | None], int] = {}
    found = []
    for part in parts:
        kind = (part[0].date, spoken_name(part))
        seen[kind] = seen.get(kind, -1) + 1
        found.append(_happening(part, window=None, turn=0, index=seen[kind]))
    return tuple(found)


def _windows(rows: Sequence[Mention], rules: MergeRules) -> list[Happening]:
    """The attacks of one date: a night's and a day's, if the texts set them apart."""
    floating = [row for row in rows if _is_floating(row)]
    told: dict[Window, list[Mention]] = {"night": [], "day": []}
    for row in rows:
        if not _is_floating(row):
            told[_window(row)].append(row)
    nights = _by_clock(told["night"], "night", rules=rules)
    days = _by_clock(told["day"], "day", rules=rules)
    only = len(nights) == len(days) == 1
    events: list[tuple[Window, list[Mention]]] = []
    for night in nights:
        # Overlapping clocks are of one attack, by whatever name; without clocks the only two may.
        same = [day for day in days if _are_one(night, day, rules=rules, only=only)]
        whole = night + (same[0] if same else [])
        days = [day for day in days if day not in same[:1]]
        events.append(("day" if len(whole) > 2 * len(night) else "night", whole))
    events += [("day", part) for part in days]
    if not events:
        return [_happening(floating, window=None, turn=TURNS[None])]
    sure = [Profile(part) for _, part in events]
    for row in floating:
        events[_best_fit(row, sure, rules.figures)][1].append(row)
    return [
        _happening(part, window=window, turn=3 * index + TURNS[window], index=index)
        for index, (window, part) in enumerate(events)
    ]


def _is_floating(row: Mention) -> bool:
    return row.window is None and row.clock == (None, None)


def _window(row: Mention) -> Window:
    if row.window is not None:
        return row.window
    begin, end = row.clock
    middle = begin if end is None else end if begin is None else (begin + end) // 2
    return "night" if middle is None or middle < DAY_MINUTES[0] else "day"


def _by_clock(rows: Sequence[Mention], window: Window, *, rules: MergeRules) -> list[list[Mention]]:
    """Parts whose stated clock windows do not overlap; the rest joins the one that it fits."""
    timed = sorted(
        (row for row in rows if row.clock != (None, None)),
        key=lambda row: (_interval(row, window), _in_order(row)),
    )
    parts: list[list[Mention]] = []
    reach = 0
    for row in timed:
        begin, end = _interval(row, window)
        if parts and begin < reach:
            parts[-1].append(row)
            reach = max(reach, end)
        else:
            parts.append([row])
            reach = end
    rest = [row for row in rows if row.clock == (None, None)]
    if not parts:
        return [rest] if rest else []
    sure = [Profile(part) for part in parts]
    for row in rest:
        parts[_best_fit(row, sure, rules.figures)].append(row)
    return parts


def _interval(row: Mention, window: Window) -> tuple[int, int]:
    begin, end = row.clock
    first, last = NIGHT_MINUTES if window == "night" else DAY_MINUTES
    begin = min(first, end - 1 if end is not None else first) if begin is None else begin
    return begin, max(begin + 1, last) if end is None else end


def _are_one(
    night: Sequence[Mention], day: Sequence[Mention], *, rules: MergeRules, only: bool
) -> bool:
    """Whether a night's and a day's mentions are of one attack that the texts do not set apart."""
    if {row.article_id for row in night} & {row.article_id for row in day}:
        return False
    clocks = [
        [_interval(row, window) for row in part if row.clock != (None, None)]
        for part, window in zip((night, day), WINDOWS, strict=True)
    ]
    if clocks[0] and clocks[1]:
        if not any(one[0] < two[1] and two[0] < one[1] for one in clocks[0] for two in clocks[1]):
            return False
    elif not only:
        return False
    known = Profile(day)
    fits = [known.fit(row, rules.figures) for row in night]
    return any(fit.agree for fit in fits) and not any(fit.contrary for fit in fits)


def _best_fit(row: Mention, parts: Sequence[Profile], figures: dict[str, Figure]) -> int:
    """The part whose values fit best; of equal ones the later, since texts tell the newest."""
    if len(parts) == 1:
        return 0
    return max(range(len(parts)), key=lambda i: (parts[i].fit(row, figures).score, i))


def _happening(
    rows: Sequence[Mention], *, window: Window | None, turn: int, index: int = 0
) -> Happening:
    first = min(row.date for row in rows)
    subject = spoken_name(rows)
    ledger = rows[0].ledger
    return Happening(
        place=f"{ledger}/{first.isoformat()}/{index}/{window or ''}/{subject or ''}",
        ledger=ledger,
        date=first,
        turn=turn,
        window=window,
        subject=subject,
        mentions=tuple(sorted(rows, key=_in_order)),
    )


def _in_order(row: Mention) -> Rank:
    return row.rank
