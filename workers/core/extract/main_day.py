"""Main day: when the happening was that an article leads with."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from workers.core.dates.expressions import When
from workers.core.extract.table import Sentence
from workers.core.extract.timing import is_event
from workers.core.extract.told import LEAD_SENTENCES, Told

_RECENT_DAYS: Final = 4
_LATE_DAYS: Final = 60
_FIRST: Final = 3


def main_when(told: Sequence[Told], sentences: Sequence[Sentence], *, default: When) -> When:
    """The first event date of a number, else of the lead; the day of publication else."""
    today = default.last or date.min
    stated = [entry.timing.when for entry in told if not entry.timing.forecast]
    lead = [when for sentence in sentences[:_FIRST] for when in sentence.dates]
    later = [when for sentence in sentences[_FIRST:LEAD_SENTENCES] for when in sentence.dates]
    leading = [
        entry.timing.when for entry in told if entry.sentence < _FIRST and not entry.timing.forecast
    ]
    for when in (*leading, *lead, *stated, *later):
        if when is None or not is_event(when) or when.said or when.past:
            continue
        if _is_recent(when, today):
            return _fullest(when, lead)
    news = any(when.said and _is_recent(when, today) for when in (*lead, *later))
    late = _told_late([when for when in stated if when is not None], leading[:1], today)
    return late if news and late is not None else default


def _is_recent(when: When, today: date) -> bool:
    ago = today - when.last if when.last is not None else None
    return ago is not None and timedelta(0) <= ago <= timedelta(days=_RECENT_DAYS)


def _told_late(stated: Sequence[When], first: Sequence[When | None], today: date) -> When | None:
    """As in "launched 90 on 2 May, officials said on Friday": the only day of its numbers."""
    days = {when.last for when in stated if is_event(when) and not when.said}
    when = next(iter(first), None)
    if when is None or len(days) != 1 or not is_event(when) or when.said or when.past:
        return None
    late = when.last is not None and today - when.last <= timedelta(days=_LATE_DAYS)
    return when if late and not when.future else None


def _fullest(when: When, lead: Sequence[When]) -> When:
    """The same day with the window that the lead gives it elsewhere, past a dateline."""
    if when.kind != "day" or when.window is not None:
        return when
    same = (one for one in lead if one.last == when.last and one.window and not one.said)
    return next(same, when)
