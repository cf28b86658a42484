"""Written: the day on which a text was written, where it names another than its publication's."""

import re
from datetime import datetime, timedelta
from typing import Final

from workers.core.clean.text import CleanText
from workers.core.dates.scan import Anchor, Scan

LEAD_CHARS: Final = 700
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A text of the evening is the last word on its day.
EVENING: Final = 20

_NAMED: Final = re.compile(
    r"\b(?:(?P<said>said|says|told [\w ]{1,24}|reported|announced|wrote|confirmed|stated)"
    r"(?: \w+){0,2}?|(?P<on>on)|early|late)(?: on| early| late)? "
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! (?:last|next|night|evening))"
)
# "Hours after a call on Friday": the day of something else.
_REFERRED: Final = re.compile(
    r"\b(?:after|before|since|until|following|from|ahead of|despite|than|by|last|next|will|would|"
    r"expected|scheduled|plans?|planned)\b[^.,;]{0,60}$",
    re.IGNORECASE,
)
_REFERRED_CHARS: Final = 80


def written(anchor: Anchor, text: CleanText) -> Anchor:
    """`anchor` moved to the evening before, if the text names that day as its own.

    A text names the day on which it is written by its weekday. Feeds bear it a day late, and in
    another zone the day may be over: then "overnight" is the night of the day that it names.
    """
    scan = Scan("", anchor)
    today, before = (WEEKDAYS[day.weekday()] for day in (scan.today, _day_before(scan)))
    whole = f"{text.title.text}\n{text.body.text}"
    if today in whole or before not in whole:
        return anchor
    lead = whole[:LEAD_CHARS]
    for found in _NAMED.finditer(lead):
        behind = lead[max(0, found.start() - _REFERRED_CHARS) : found.start()]
        if found.group("day") == before and not _REFERRED.search(behind):
            return _evening_before(anchor, scan)
    return anchor


def _day_before(scan: Scan) -> datetime:
    return datetime.combine(scan.today, datetime.min.time()) - timedelta(days=1)


def _evening_before(anchor: Anchor, scan: Scan) -> Anchor:
    hours = 24 + scan.hour - EVENING
    return Anchor(
        published=anchor.published - timedelta(hours=hours), zone=anchor.zone, eras=anchor.eras
    )
