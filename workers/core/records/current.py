"""Current: which number of its figure a record claim means, of a current one its event's own."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from workers.core.catalogue.record_words import RecordWords
from workers.core.extract.found import Found
from workers.core.records.claims import Line, RecordRead
from workers.core.records.phrases import Words
from workers.core.records.rivals import is_rival
from workers.core.records.usable import word_at

_FAR_SENTENCES = 3
_COPULA_WORDS = 3


def mark_of(
    figure: str,
    read: RecordRead,
    found: Sequence[Found],
    *,
    line: Line,
    vocabulary: RecordWords,
) -> Found | None:
    """The number of `figure` that `read` means, None where the text states none."""
    numbers = [each for each in found if each.figure == figure and not each.superseded]
    if read.state in ("past", "superseded"):
        return _nearest([each for each in numbers if each.past or each.sentence == read.line], read)
    own = [
        each
        for each in numbers
        if not each.past and not _is_beside(each, read, line, vocabulary=vocabulary)
    ]
    told = [each for each in own if each.field == read.field and each.sentence <= read.line]
    nearest = _nearest(told, read) or _only(told, read)
    own = own if nearest is None else told
    nearest = nearest or _nearest(own, read) or _only(own, read)
    if nearest is None or nearest.sentence == read.line:
        return nearest
    event = [each for each in own if _is_event(each, nearest) and _reaches(each, read)]
    lead = -1.0 if read.direction == "min" else 1.0
    return max(
        event,
        key=lambda each: (lead * (each.value.low or 0.0), not each.derived, -each.start),
        default=nearest,
    )


def place_value(
    read: RecordRead, found: Sequence[Found], *, roles: AbstractSet[str]
) -> Found | None:
    """The number of the one place that the claim is about, which stands for no whole country."""
    if read.scope.place is None or read.state != "current":
        return None
    local = [
        each
        for each in found
        if each.figure is None and each.place == read.scope.place and each.role in roles
    ]
    return _nearest(local, read)


def spoken_of(
    read: RecordRead, found: Sequence[Found], *, words: Words, vocabulary: RecordWords
) -> Found | None:
    """The one figure of the sentence before, for "that is the most since the war began"."""
    start = words.clause_start(read.core)
    subject = vocabulary["expect.back"].at(words, start)
    if read.weak or subject is None or not 0 <= read.first - subject <= _COPULA_WORDS:
        return None
    before = [
        each
        for each in found
        if each.sentence == read.line - 1 and each.field == read.field and not each.past
        if each.figure is not None and not each.derived and not each.superseded
    ]
    return before[0] if len({each.figure for each in before}) == 1 else None


def _is_beside(found: Found, read: RecordRead, line: Line, *, vocabulary: RecordWords) -> bool:
    """Whether `found` is what the claim is measured against: "ahead of the 50 of May"."""
    if found.sentence != read.line or read.kind == "old":
        return False
    words = line.setting.words
    at = word_at(words, found.start - line.start)
    return is_rival(words, at, core=read.core, vocabulary=vocabulary)


def _nearest(numbers: Sequence[Found], read: RecordRead) -> Found | None:
    return min(
        (each for each in numbers if _reaches(each, read)),
        key=lambda each: (
            abs(each.sentence - read.line),
            abs(each.start - read.start) if each.field == read.field else 0,
            each.start,
        ),
        default=None,
    )


def _reaches(found: Found, read: RecordRead) -> bool:
    """Whether `found` is near enough; a title speaks of all that follows."""
    wide = read.field == "title" and read.state not in ("past", "superseded")
    return wide or abs(found.sentence - read.line) <= _FAR_SENTENCES


def _only(numbers: Sequence[Found], read: RecordRead) -> Found | None:
    """The leading number of a text that is about one event only, however far it stands."""
    if not numbers or read.weak or not all(_is_event(each, numbers[0]) for each in numbers):
        return None
    lead = -1.0 if read.direction == "min" else 1.0
    return max(numbers, key=lambda each: (lead * (each.value.low or 0.0), -each.start))


def _is_event(one: Found, other: Found) -> bool:
    """Whether both numbers can be of one event."""
    days = {each.period.end for each in (one, other)} - {None}
    subjects = {each.subject for each in (one, other)} - {None}
    return one.series == other.series and len(days) < 2 and len(subjects) < 2  # noqa: PLR2004


def bound_found(read: RecordRead, lines: Sequence[Line], found: Sequence[Found]) -> Found | None:
    """The number that the claim's own sentence structure binds it to, as the domain read it."""
    if read.bound is None:
        return None
    line = lines[read.bound.sentence]
    start = line.start + read.bound.number.start
    same = [each for each in found if each.field == line.field and each.start == start]
    return min(same, key=lambda each: (each.figure is None, each.derived), default=None)


def is_newest(found: Found, others: Sequence[Found]) -> bool:
    """Whether the text gives no later number of the same figure."""
    day = found.period.end
    return day is None or not any(
        other.figure == found.figure
        and other.series == found.series
        and not other.past
        and other.period.end is not None
        and other.period.end > day
        for other in others
    )
