"""Scan: what a date expression is read against, and what it yields."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from workers.core.dates import words

WhenKind = words.WhenKind
Window = Literal["night", "day"] | None

_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|expected (?:to|in|on|by|at|for)|expects? to|"
    r"scheduled (?:for|to)|due (?:to|for|on|in)|"
    r"due back|plans? to|planned for|planning to|hopes? to|set to|set for|is to|are to|to be held|"
    r"upcoming|next|no later than|deadline|ahead of|forecast (?:for|to)|from now until)\b"
    r"(?:(?!\b\w+ed\b|,|;|\bthat\b|\bafter\b|\bsaid\b).){0,48}$"
)
_FUTURE_CHARS: Final = 70
_LEAD_CHARS: Final = 12
_SAID_CHARS: Final = 48
SMALL_HOURS: Final = 4
_SAID = re.compile(
    r"\b(?:said|says|saying|told [\w ]{1,24}|reported|announced|wrote|posted|confirmed|stated|"
    r"statement|interview|update|bulletin|briefing|tweeted|added|acknowledged|admitted|conceded|"
    r"revealed|insisted|warned|seen|disclosed|according to [\w' ]{1,30})"
    r"[ ,](?:\w+ ){0,2}?(?:on |late on |early on |late |early )?$"
)
# "Confirmed dead in Friday's storm": the day of what happened, whoever tells it.
_OF_EVENT = re.compile(
    r"['\u2019]s (?!(?:\w+ )?"
    r"(?:statement|interview|update|bulletin|briefing|report|edition|notice)\b)"
)
# "It emerged on Friday that": whatever the verb, the day is that of the telling.
_TOLD = re.compile(
    r"\b(?!(?:discover|notic|detect|learn|realis|realiz|conclud|determin|establish|suspect)ed\b)"
    r"(?:\w{2,}ed|came|wrote|let) (?:[\w' ]{1,24} )?(?:on )?$"
)
_THAT = re.compile(r",? that (?!day|night|morning|evening|week|month|year)")


class Anchor(Struct, frozen=True, kw_only=True):
    """What relative dates hang on: when the text was published, and the local zone of the target.

    `zone` is an IANA name or a fixed offset such as "+02:00"; empty, it is the offset that
    `published` bears, and an unknown one counts as UTC.
    `eras` are the nouns behind "since the ..." that begin a period of their own.
    """

    published: datetime
    zone: str = ""
    eras: tuple[str, ...] = ()


class When(Struct, frozen=True, kw_only=True):
    """One date expression. `first`, `last`: its days, both included, local to the target.

    A night runs from the evening of `first` to the morning of `last`. `partial`: a period not
    over yet; `past`, `future`: the words themselves look back or ahead; `said`: the day on which
    somebody spoke; `days`: the length of a stated duration ("in 73 days").
    """

    start: int
    end: int
    kind: WhenKind
    first: date | None
    last: date | None
    window: Window = None
    from_time: str | None = None
    to_time: str | None = None
    partial: bool = False
    past: bool = False
    future: bool = False
    rule: str = ""
    said: bool = False
    days: int | None = None


class Scan:
    """One sentence being read: its text, the local day and hour of publication, what is found."""

    def __init__(self, sentence: str, anchor: Anchor, earlier: When | None = None) -> None:
        """Dates are read in the target's zone; `earlier` is the last one of the text so far."""
        local = _local(anchor.published, anchor.zone)
        self.text = sentence
        self.today: date = local.date()
        self.hour: int = local.hour
        # A text of the first hours of a day tells of the day before: the new one has not begun.
        self.past_day: date = words.shift(self.today, -(self.hour < SMALL_HOURS))
        self.anchor = anchor
        self.found: list[When] = []
        self.earlier = earlier

    def before(self, position: int, chars: int = 40) -> str:
        """The text before a position, not reaching into the last expression found."""
        limit = self.found[-1].end if self.found else 0
        return self.text[max(limit, position - chars) : position]

    def after(self, position: int, chars: int = 40) -> str:
        """The text behind a position."""
        return self.text[position : position + chars]

    def year_in_mind(self) -> int:
        """The year of the last expression found, else that of publication."""
        last = self.found[-1] if self.found else self.earlier
        named = last.first if last is not None else None
        return named.year if named is not None else self.today.year

    def looks_ahead(self, position: int) -> bool:
        """Whether the words before a position speak of what is to come."""
        return _FUTURE.search(self.text[max(0, position - _FUTURE_CHARS) : position]) is not None

    def is_said(self, position: int, end: int) -> bool:
        """Whether the date from `position` to `end` is when somebody spoke."""
        if _OF_EVENT.match(self.text, end) is not None:
            return False
        before = self.text[max(0, position - _SAID_CHARS) : position]
        if _SAID.search(before) is not None:
            return True
        return _THAT.match(self.text, end) is not None and _TOLD.search(before) is not None


def period(
    scan: Scan,
    span: tuple[int, int],
    days: tuple[date, date],
    *,
    kind: WhenKind,
    rule: str,
    window: Literal["night", "day"] | None = None,
    partial: bool = False,
    length: int | None = None,
) -> When:
    """A finished expression; whether it looks back or ahead follows from its days."""
    single = kind in ("day", "night")
    lead = scan.text[max(0, span[0] - _LEAD_CHARS) : span[0] + _LEAD_CHARS].lower()
    pointing = "last " in lead or "previous" in lead or rule.endswith("_ago")
    earlier = days[1] < scan.today and kind != "since"
    return When(
        start=span[0],
        end=span[1],
        kind=kind,
        first=days[0],
        last=days[1],
        window=window,
        partial=partial,
        past=earlier and (pointing or rule.endswith(("_earlier", "_before")) or not single),
        future=days[0] > scan.today,
        said=scan.is_said(*span),
        rule=rule,
        days=length,
    )


def is_zone(name: str) -> bool:
    """Whether `name` is an offset or a zone that this machine knows, and would not count as UTC."""
    return _zone(name) is not UTC or name in {"UTC", "Etc/UTC"}


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | timezone:
    fixed = re.fullmatch(r"([+-])(\d\d):?(\d\d)", name)
    if fixed is not None:
        sign = -1 if fixed.group(1) == "-" else 1
        minutes = int(fixed.group(2)) * 60 + int(fixed.group(3))
        return timezone(sign * timedelta(minutes=min(minutes, 1439)))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _local(moment: datetime, zone: str) -> datetime:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    if not zone:
        return aware
    try:
        return aware.astimezone(_zone(zone))
    except OverflowError:
        return aware


_DAY = re.compile(
    rf"(?:(?P<weekday>{words.WEEKDAY})(?:,? (?:the )?(?=\d{{1,2}}(?:st|nd|rd|th)? "
    rf"(?:of )?{words.MONTH}|{words.MONTH} \d))?)?"
    rf"(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month1>{words.MONTH})"
    rf"(?:,? (?:of )?(?P<year1>(?:19|20)\d\d|that year|last year|this year)(?!\d))?"
    rf"|(?P<month2>{words.MONTH}) (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?(?![\d%]|[:.,]\d| ?[ap]\.?m)"
    rf"(?:,? (?:of )?(?P<year2>(?:19|20)\d\d|that year|last year|this year)(?!\d))?)?"
)
_ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)|"
    r"(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4})(?!\d)"
)
_RELATIVE: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WORD = re.compile(r"[A-Za-z]+")


class Day(Struct, frozen=True):
    """One day read from the text: where it ends, and whether the words gave a full date."""

    date: date
    end: int
    dated: bool
    weekday: bool = False


def read_day(scan: Scan, position: int, *, future: bool | None = None) -> Day | None:
    """The day named at `position`: a weekday, a day of a month, a full date, or "yesterday"."""
    ahead = scan.looks_ahead(position) if future is None else future
    iso = _ISO.match(scan.text, position)
    if iso is not None:
        return _iso(iso)
    match = _DAY.match(scan.text, position)
    if match is None or match.end() == position:
        word = _WORD.match(scan.text, position)
        offset = _RELATIVE.get(word.group().lower()) if word else None
        if word is None or offset is None:
            return None
        return Day(words.shift(scan.today, offset), word.end(), dated=False)
    if match.group("day1") or match.group("day2"):
        found = _month_day(scan, match, ahead=ahead)
        return None if found is None else Day(found, match.end(), dated=True)
    weekday = words.WEEKDAYS[match.group("weekday").lower().rstrip(".")]
    end = match.end("weekday")
    if ahead:
        return Day(words.next_weekday(weekday, scan.today), end, dated=False, weekday=True)
    return Day(words.latest_weekday(weekday, scan.today), end, dated=False, weekday=True)


def _iso(match: re.Match[str]) -> Day | None:
    if match.group("y"):
        found = words.day(int(match["y"]), int(match["m"]), int(match["d"]))
    else:
        number, month = int(match["d2"]), int(match["m2"])
        if month > words.MONTHS_A_YEAR:
            number, month = month, number
        found = words.day(int(match["y2"]), month, number)
    return None if found is None else Day(found, match.end(), dated=True)


def _month_day(scan: Scan, match: re.Match[str], *, ahead: bool) -> date | None:
    which = "1" if match.group("day1") else "2"
    month = words.MONTHS[match["month" + which].lower().rstrip(".")]
    number = int(match["day" + which])
    year = match["year" + which]
    if year:
        named = {"that year": scan.year_in_mind(), "last year": scan.today.year - 1}
        named["this year"] = scan.today.year
        return words.day(named.get(year) or int(year), month, number)
    return words.nearest(month, number, scan.today, future=ahead)
