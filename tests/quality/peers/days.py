"""Days: dates by dateparser, which is shown where each date expression begins and ends."""

import calendar
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from typing import Any

from tests.quality.date_values import documents
from tests.quality.number_values import second_half
from tests.quality.peers.installed import Peer


def shares(peer: Peer, *, second: bool) -> tuple[Counter[str], float]:
    """Outcomes over one half of the documents (exact, overlap, wrong, none), and the seconds."""
    assert peer.module is not None
    counts: Counter[str] = Counter()
    seconds = 0.0
    for document in documents():
        if second_half(document.name) != second:
            continue
        base = datetime.combine(document.created, time(12), tzinfo=UTC).replace(tzinfo=None)
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        parser = peer.module.date.DateDataParser(languages=["en"], settings=settings)
        for gold in document.expressions:
            began = process_time()
            read = _days(parser.get_date_data(document.text[gold.start : gold.end]))
            seconds += process_time() - began
            if read is None:
                counts["none"] += 1
            elif read == gold.days:
                counts["exact"] += 1
            else:
                meets = read[0] <= gold.days[1] and gold.days[0] <= read[1]
                counts["overlap" if meets else "wrong"] += 1
    return counts, seconds


def _days(read: Any) -> tuple[date, date] | None:
    if read.date_obj is None:
        return None
    day = read.date_obj.date()
    if read.period == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if read.period == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=last)
    if read.period == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    return day, day
