"""Mentions: what one report says about one happening, before anybody knows which event it is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from schemas.event import Ledger
from schemas.report import Claim, Period, Report, Window
from workers.core.catalogue.model import Figure, MergeRules
from workers.core.judge.state import is_history

Grade = Literal["live", "backfill", "history", "past"]
Rank = tuple[date, bool, str, str, str, str, str, bool]
Doubts = Callable[[str], bool]
SUMS = frozenset({"week", "month", "season", "year", "war"})
MINUTES_A_DAY = 24 * 60
NOON = 12 * 60


class Mention(Struct, frozen=True, kw_only=True):
    """The claims of one report that share ledger, date, window and subject.

    `clock` holds stated times in minutes from the midnight that begins `date`; a night's evening
    is negative. `grade` tells how far it may page anyone: live, or history of some kind. `weak`
    ones, background and rumours, make no event another. `rank` orders the mentions of a series.
    """

    article_id: str
    ledger: Ledger
    date: date
    window: Window | None
    clock: tuple[int | None, int | None]
    subject: str | None
    grade: Grade
    weak: bool
    rank: Rank
    claims: tuple[Claim, ...]


class Refused(Struct, frozen=True, kw_only=True):
    """A claim that enters nothing, and why (rule 10)."""

    claim: Claim
    ledger: Ledger
    date: date
    reason: str


def mentions(
    report: Report, rules: MergeRules, *, doubts: Doubts | None = None
) -> tuple[tuple[Mention, ...], tuple[Refused, ...]]:
    """What `report` says, by happening, and what it says that enters nothing.

    `doubts` tells of which figures its publisher is an unreliable source.
    Sums over other periods and partial months are left out without a word (rules 6, 31).
    """
    groups: dict[tuple[Ledger, Rank], list[Claim]] = {}
    heads: dict[tuple[Ledger, Rank], Mention] = {}
    refused: list[Refused] = []
    for claim in report.claims:
        figure = rules.figures.get(claim.figure)
        day = None if figure is None else _date(claim, figure, rules=rules, report=report)
        if figure is None or day is None:
            continue
        reason = _implausible(claim, figure, day=day, report=report)
        if reason is not None:
            refused.append(Refused(claim=claim, ledger=figure.ledger, date=day, reason=reason))
            continue
        weak = claim.past or (doubts is not None and doubts(claim.figure))
        head = _head(claim, figure, day=day, rules=rules, report=report, weak=weak)
        heads.setdefault((head.ledger, head.rank), head)
        groups.setdefault((head.ledger, head.rank), []).append(claim)
    found = tuple(replace(heads[key], claims=tuple(rows)) for key, rows in groups.items())
    return found, tuple(refused)


def clashes(low: float | None, high: float | None, figure: Figure) -> bool:
    """Whether a value lies outside the figure's plausibility bounds."""
    least, most = figure.bounds
    value = low if low is not None else high
    return value is not None and (value < least or (most is not None and value > most))


def _head(
    claim: Claim, figure: Figure, *, day: date, rules: MergeRules, report: Report, weak: bool
) -> Mention:
    windowed = rules.event.windows and figure.ledger == "event"
    window = claim.period.window if windowed else None
    clock = _clock(claim.period, window) if windowed else (None, None)
    subject = claim.subject if rules.event.by_subject and figure.ledger == "event" else None
    grade = _grade(claim, report)
    return Mention(
        article_id=report.article_id,
        ledger=figure.ledger,
        date=day,
        window=window,
        clock=clock,
        subject=subject,
        grade=grade,
        weak=weak,
        rank=(
            *(day, grade != "history", report.article_id),
            *(window or "", str(clock), subject or "", grade, weak),
        ),
        claims=(),
    )


def _grade(claim: Claim, report: Report) -> Grade:
    if is_history(report):
        return "history"
    if claim.past:
        return "past"
    return "backfill" if report.backfill else "live"


def _date(claim: Claim, figure: Figure, *, rules: MergeRules, report: Report) -> date | None:
    """The date of what `claim` speaks of (rule 4), null where it speaks of a sum over more."""
    period = claim.period
    if figure.ledger == "month":
        return _month(claim, report)
    if period.kind in SUMS:
        return None
    if figure.ledger == "event" and rules.event.join_days > 0:
        day = period.start or period.end
    else:
        day = period.end or period.start
    if day is None and claim.past:
        return None
    return day or report.published_at.date()


def _month(claim: Claim, report: Report) -> date | None:
    period = claim.period
    # Rule 31: a month counts when it is over; "so far this month" ends before the month does.
    if period.kind != "month" or period.start is None:
        return None
    first = period.start.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if period.start != first:
        return None
    if claim.final:
        return first
    if period.end is not None and period.end < last:
        return None
    if not is_history(report) and last >= report.published_at.date():
        return None
    return first


def _implausible(claim: Claim, figure: Figure, *, day: date, report: Report) -> str | None:
    if clashes(claim.value.low, claim.value.high, figure):
        return "outside the plausible bounds"
    if day > report.published_at.date() + timedelta(days=1):
        return "dated more than a day after its text"
    return None


def _clock(period: Period, window: Window | None) -> tuple[int | None, int | None]:
    start, end = _minutes(period.from_time), _minutes(period.to_time)
    if start is not None and window == "night" and start >= NOON:
        start -= MINUTES_A_DAY
    if start is not None and end is not None and end < start:
        start -= MINUTES_A_DAY
    return start, end


def _minutes(time: str | None) -> int | None:
    if time is None:
        return None
    hours, _, minutes = time.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return None
    return int(hours) * 60 + int(minutes)
