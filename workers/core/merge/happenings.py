"""Happenings: which mentions are of one happening (rules 4 and 5)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from schemas.event import Ledger
from schemas.report import Claim, Window
from workers.core.catalogue.model import Figure, MergeRules
from workers.core.merge.fits import contradict, fit
from workers.core.merge.mentions import Mention
from workers.core.merge.subjects import by_subject, spoken_name, words

NIGHT_MINUTES = (-6 * 60, 9 * 60)
DAY_MINUTES = (6 * 60, 24 * 60)
REVISION_SHARE = 0.1
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


def group(mentions: Iterable[Mention], rules: MergeRules) -> tuple[Happening, ...]:
    """The happenings that `mentions` of one ledger tell of, the same in any order of them.

    Mentions of different dates meet only where the domain's events are long.
    """
    rows = sorted(mentions, key=_in_order)
    if not rows:
        return ()
    if rows[0].ledger == "event" and (rules.event.join_days > 0 or rules.event.by_subject):
        return _long(rows, rules)
    days: dict[date, list[Mention]] = {}
    for row in rows:
        days.setdefault(row.date, []).append(row)
    if rows[0].ledger != "event" or not rules.event.windows:
        return tuple(_happening(part, window=None, turn=1) for part in days.values())
    return tuple(found for part in days.values() for found in _windows(part, rules))


def _long(rows: Sequence[Mention], rules: MergeRules) -> tuple[Happening, ...]:
    """Events that last: a mention joins the newest one that began at most `join_days` before."""
    named, nameless = by_subject(rows, enabled=rules.event.by_subject)
    begun: list[list[Mention]] = []
    for part in named:
        begun += _runs(part, [], rules=rules)
    begun = _runs(nameless, begun, rules=rules)
    begun.sort(key=lambda part: _in_order(part[0]))
    return tuple(
        _happening(part, window=None, turn=0, index=index) for index, part in _numbered(begun)
    )


def _numbered(parts: Sequence[list[Mention]]) -> list[tuple[int, list[Mention]]]:
    seen: dict[date, int] = {}
    found = []
    for part in parts:
        seen[part[0].date] = seen.get(part[0].date, -1) + 1
        found.append((seen[part[0].date], part))
    return found


def _runs(
    rows: Sequence[Mention], begun: list[list[Mention]], *, rules: MergeRules
) -> list[list[Mention]]:
    runs = [list(part) for part in begun]
    for row in sorted(rows, key=_in_order):
        chosen = _joins(row, runs, rules)
        if chosen is None:
            runs.append([row])
        else:
            chosen.append(row)
    return runs


def _joins(row: Mention, runs: Sequence[list[Mention]], rules: MergeRules) -> list[Mention] | None:
    reach = timedelta(days=rules.event.join_days)
    near = [part for part in runs if timedelta(0) <= row.date - part[0].date <= reach]
    same_day = [part for part in near if part[0].date == row.date]
    if same_day:
        near = same_day
    elif rules.event.by_subject and not words(row.subject):
        # A text that names nobody is of another's event only if its values say so.
        near = [part for part in near if fit(row, part, rules.figures).agree > 0]
    near = [part for part in near if not _opens(row, part, rules)]
    return max(near, key=lambda part: (part[0].date, _in_order(part[0])), default=None)


def _opens(row: Mention, part: Sequence[Mention], rules: MergeRules) -> bool:
    # History is one entry an event; a second main shock is told by another date and magnitude.
    if row.grade == "history" and part[0].grade == "history" and row.date != part[0].date:
        return True
    opening = rules.event.opened_by
    if not opening or row.date - part[0].date <= timedelta(days=1):
        return False
    stated = [claim for claim in row.claims if claim.figure in opening and not claim.correction]
    known = [claim for other in part for claim in other.claims if claim.figure in opening]
    if not stated or not known:
        return False
    value = stated[0].value.low
    if not _near(value, known):
        return True
    # A value nearly as high is a revision, unless what only grows is smaller with it.
    other = all(claim.value.low != value for claim in known)
    return other and _is_smaller(row, part, rules)


def _is_smaller(row: Mention, part: Sequence[Mention], rules: MergeRules) -> bool:
    """Whether a running figure of `row` is below all that `part` says of it."""
    known: dict[str, float] = {}
    for other in part:
        for claim in other.claims:
            if claim.value.low is not None:
                known[claim.figure] = min(claim.value.low, known.get(claim.figure, claim.value.low))
    return any(
        rules.figures[claim.figure].mode == "running"
        and claim.value.stated is not None
        and not claim.correction
        and claim.value.stated < known.get(claim.figure, 0.0)
        for claim in row.claims
    )


def _near(value: float | None, known: Sequence[Claim]) -> bool:
    lows = [claim.value.low for claim in known]
    return value is None or any(
        low is not None and abs(low - value) <= REVISION_SHARE * max(abs(low), abs(value))
        for low in lows
    )


def _windows(rows: Sequence[Mention], rules: MergeRules) -> list[Happening]:
    """The attacks of one date: a night's and a day's, if the texts set them apart."""
    floating = [row for row in rows if row.window is None and row.clock == (None, None)]
    parts: dict[Window, list[list[Mention]]] = {"night": [], "day": []}
    for row in rows:
        if row not in floating:
            parts[_window(row)].append([row])
    nights = _by_clock([part[0] for part in parts["night"]], "night", rules=rules)
    days = _by_clock([part[0] for part in parts["day"]], "day", rules=rules)
    if len(nights) == len(days) == 1 and not _set_apart(nights[0], days[0], rules=rules):
        label: Window = "day" if len(days[0]) > len(nights[0]) else "night"
        events = [(label, nights[0] + days[0])]
    else:
        events = [("night", part) for part in nights] + [("day", part) for part in days]
    if not events:
        return [_happening(floating, window=None, turn=TURNS[None])]
    sure = [(window, tuple(part)) for window, part in events]
    for row in floating:
        events[_best_fit(row, sure, rules.figures)][1].append(row)
    return [
        _happening(part, window=window, turn=3 * index + TURNS[window], index=index)
        for index, (window, part) in enumerate(events)
    ]


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
    sure = [(window, tuple(part)) for part in parts]
    for row in rest:
        parts[_best_fit(row, sure, rules.figures)].append(row)
    return parts


def _interval(row: Mention, window: Window) -> tuple[int, int]:
    begin, end = row.clock
    first, last = NIGHT_MINUTES if window == "night" else DAY_MINUTES
    begin = min(first, end - 1 if end is not None else first) if begin is None else begin
    return begin, max(begin + 1, last) if end is None else end


def _set_apart(night: Sequence[Mention], day: Sequence[Mention], *, rules: MergeRules) -> bool:
    """Whether a night's and a day's mentions are of two attacks."""
    both = {row.article_id for row in night} & {row.article_id for row in day}
    clocks = [[row for row in part if row.clock != (None, None)] for part in (night, day)]
    if both or (clocks[0] and clocks[1]):
        return True
    return not any(fit(row, day, rules.figures).agree for row in night) or any(
        contradict(row, day, rules.figures) for row in night
    )


def _best_fit(
    row: Mention,
    parts: Sequence[tuple[Window, tuple[Mention, ...]]],
    figures: dict[str, Figure],
) -> int:
    """The part whose values fit best; of equal ones the later, since texts tell the newest."""
    if len(parts) == 1:
        return 0
    return max(range(len(parts)), key=lambda i: (fit(row, parts[i][1], figures).score, i))


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


def _in_order(row: Mention) -> tuple[object, ...]:
    return (
        row.date,
        row.grade != "history",
        row.article_id,
        row.window or "",
        str(row.clock),
        row.subject or "",
        row.grade,
    )
