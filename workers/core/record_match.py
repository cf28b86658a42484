"""Record match: which figure of which domain a record claim speaks of, and which number it means."""

from collections.abc import Sequence

from msgspec import Struct

from workers.core.catalogue import Domain
from workers.core.extract import Extract, Found
from workers.core.record_claims import Line, RecordRead
from workers.core.record_phrases import Phrases, Words
from workers.core.vocabulary import Measure

_BEFORE_WORDS = 4
_AFTER_WORDS = 8
_FAR_SENTENCES = 3
_MONTHLY = frozenset(("month", "monthly", "month's"))
_DAILY = frozenset(("day", "daily", "one-day", "24"))


class Match(Struct, frozen=True, kw_only=True):
    """What a record claim was matched to. `found` is null where the text states no such number."""

    domain: str
    series: str
    figure: str | None
    measure: str | None
    found: Found | None


class Matcher:
    """Matches record claims with the numbers of one domain."""

    def __init__(self, domain: Domain) -> None:
        """Compile the measures of `domain`."""
        self._domain = domain
        self._measures = [
            (measure, Phrases(_plain(measure.words)), frozenset(measure.superlatives))
            for measure in domain.measures
        ]

    def match(
        self, read: RecordRead, lines: Sequence[Line], extract: Extract
    ) -> Match | None:
        """The figure and number of `read` in this domain; None where it measures something else."""
        series = _main_series(extract.found)
        if series is None:
            return None
        counted = _bound_found(read, lines, extract.found)
        if counted is not None and read.bound is not None and read.bound.rule == "adjacent":
            return self._of(counted, series)
        measured = self._measured(read, lines[read.line].setting.words)
        if measured is None:
            if counted is None or read.weak or counted.figure is None:
                return None
            return self._of(counted, series)
        measure, figure = measured
        found = _nearest(figure, read, extract.found)
        if found is None and counted is not None and counted.figure in (
            measure.figure,
            measure.month,
            measure.day,
        ):
            found = counted
        return Match(
            domain=self._domain.name,
            series=series if found is None or found.series is None else found.series,
            figure=figure if found is None else found.figure,
            measure=measure.words[0],
            found=found,
        )

    def _of(self, found: Found, series: str) -> Match:
        return Match(
            domain=self._domain.name,
            series=found.series or series,
            figure=found.figure,
            measure=found.counted,
            found=found,
        )

    def _measured(self, read: RecordRead, words: Words) -> tuple[Measure, str] | None:
        """The measure whose words stand nearest to the claim's core, and its figure."""
        first = max(words.clause_start(read.core), min(read.first, read.core - _BEFORE_WORDS))
        last = min(words.clause_end(read.core), max(read.last, read.core + _AFTER_WORDS))
        best: tuple[int, int, Measure] | None = None
        for measure, phrases, superlatives in self._measures:
            for index in range(first, last):
                end = phrases.at(words, index)
                if end is None and words.folded[index] not in superlatives:
                    continue
                distance = index - read.core if index >= read.core else 2 * (read.core - index)
                length = 1 if end is None else end - index
                entry = (distance, -length, measure)
                if best is None or entry[:2] < best[:2]:
                    best = entry
        if best is None:
            return None
        near = set(words.folded[first:last])
        measure = best[2]
        if measure.month is not None and near & _MONTHLY:
            return measure, measure.month
        if measure.day is not None and near & _DAILY:
            return measure, measure.day
        return measure, measure.figure


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]


def _main_series(found: Sequence[Found]) -> str | None:
    """The series that most figures of the text's own event belong to, of equal ones the first."""
    counts: dict[str, int] = {}
    for each in found:
        if each.series is not None and each.figure is not None and not each.past:
            counts[each.series] = counts.get(each.series, 0) + 1
    return max(counts, key=lambda name: counts[name], default=None)


def _bound_found(
    read: RecordRead, lines: Sequence[Line], found: Sequence[Found]
) -> Found | None:
    """The number that the claim's own sentence structure binds it to, as the domain read it."""
    if read.bound is None:
        return None
    line = lines[read.bound.sentence]
    start = line.start + read.bound.number.start
    same = [each for each in found if each.field == line.field and each.start == start]
    return min(same, key=lambda each: (each.figure is None, each.derived), default=None)


def _nearest(figure: str, read: RecordRead, found: Sequence[Found]) -> Found | None:
    """The number of `figure` nearest to the claim; for a current claim none of a past event."""
    wanted_past = read.state in ("past", "superseded")
    fitting = [
        each
        for each in found
        if each.figure == figure and not each.superseded and (wanted_past or not each.past)
    ]
    if wanted_past:
        fitting = [each for each in fitting if each.past or each.sentence == read.line]
    near = [each for each in fitting if abs(each.sentence - read.line) <= _FAR_SENTENCES]
    if not wanted_past and read.field == "title":
        near = fitting
    return min(
        near,
        key=lambda each: (
            abs(each.sentence - read.line),
            abs(each.start - read.start) if each.field == read.field else 0,
            each.start,
        ),
        default=None,
    )
