"""Named times: the days and months that a text names, to which its other sentences point back."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from workers.core.dates.expressions import When
from workers.core.extract.table import Sentence
from workers.core.extract.timing import COMPARED, is_event
from workers.core.extract.told import Told

RELATIVE: Final = frozenset(("overnight", "publication", "last_night", "daytime", "tonight"))
THAT_NIGHT = re.compile(r"\b(?:that|same) (?:\w+ )?(?:night|day|evening|morning|afternoon|date)\b")
_THAT_MONTH = re.compile(r"\b(?:that|same) month\b")
_LONG: Final = frozenset(("month", "year", "season", "war"))
_LEAD: Final = 2
_COMPARED_CHARS: Final = 70
_OPENING: Final = 16
_FIRST: Final = 2
_ANNIVERSARY: Final = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|ten|\d+) (?:week|month|year)s? "
    r"(?:on\b(?! (?:the|a)\b)|later\b|"
    r"after (?:an? |the |\w+ )?(?:\w+ ){0,3}(?:attack|strike|raid|night|killed|hit|struck)\b)"
)


def months_meant(sentences: Sequence[Sentence]) -> dict[int, When]:
    """For sentences that say "that month": the month that an earlier sentence named."""
    found: dict[int, When] = {}
    named: When | None = None
    for sentence in sentences:
        for when in sentence.dates:
            if when.kind != "month":
                continue
            words = sentence.folded[when.start : when.end]
            if _THAT_MONTH.search(words) is None:
                named = when
            elif named is not None:
                found[sentence.index] = named
    return found


def months_named(sentences: Sequence[Sentence]) -> dict[int, When]:
    """For each sentence the month named last, in it or before."""
    found: dict[int, When] = {}
    named: When | None = None
    for sentence in sentences:
        for when in sentence.dates:
            if when.kind == "month" and not when.partial:
                named = when
        if named is not None:
            found[sentence.index] = named
    return found


def period_summed_up(told: Sequence[Told], sentences: Sequence[Sentence]) -> When | None:
    """The long period that title and lead speak of, if they tell of no single event."""
    lead = [entry for entry in told if entry.sentence < _LEAD and entry.figured and not entry.why]
    dates = [
        when
        for sentence in sentences[:_LEAD]
        for when in sentence.dates
        if not when.said and not COMPARED.search(sentence.folded[: when.start][-_COMPARED_CHARS:])
    ]
    if any(entry.timing.when is not None and is_event(entry.timing.when) for entry in lead):
        return None
    whens = [entry.timing.when for entry in lead if entry.timing.when is not None]
    if not whens and not any(is_event(when) for when in dates):
        # "In September" opens a summary; "ahead of winter" is said of a single attack as well.
        whens = [
            when for when in dates if not when.rule.startswith("since") and when.start <= _OPENING
        ]
    longs = [when for when in whens if when.kind in _LONG]
    return max(longs, key=lambda when: when.last or date.min, default=None)


def looks_back(sentences: Sequence[Sentence]) -> bool:
    """Whether title or first sentence say that what they tell of is long ago."""
    return any(_ANNIVERSARY.search(sentence.folded) for sentence in sentences[:_FIRST])


def days_meant(sentences: Sequence[Sentence]) -> dict[int, When]:
    """For sentences that say "that night": the day that an earlier sentence named."""
    found: dict[int, When] = {}
    named: When | None = None
    for sentence in sentences:
        if named is not None and THAT_NIGHT.search(sentence.folded):
            found[sentence.index] = named
        for when in sentence.dates:
            back = THAT_NIGHT.search(sentence.folded[when.start : when.end]) is not None
            if not back and is_event(when) and when.rule not in RELATIVE and when.last:
                named = when
    return found
