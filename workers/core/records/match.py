"""Match: which figure of which domain a record claim means, and which number."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import Struct

from workers.core.catalogue.model import Domain
from workers.core.catalogue.record_words import RecordWords
from workers.core.catalogue.vocabulary import Class, Measure
from workers.core.extract.article import Extract, Found
from workers.core.records.claims import Line, RecordRead
from workers.core.records.current import bound_found, is_newest, mark_of, place_value, spoken_of
from workers.core.records.noun import NOUN_PHRASE_ENDS
from workers.core.records.phrases import Phrases, Words

_BEFORE_WORDS = 4
_AFTER_WORDS = 12
_FAR_SENTENCES = 3
_OF_WORDS = 5
_COPULA_REACH = 14
_COPULAS = frozenset(("is", "was", "were", "are", "be", "been", "became", "as", "it", "called"))
_EACH = frozenset(("either", "both"))


class Match(Struct, frozen=True, kw_only=True):
    """What a record claim was matched to. `found` is null where the text states no such number.

    `newest` is false where the text gives a later number of the same figure.
    """

    domain: str
    series: str
    figure: str | None
    measure: str | None
    found: Found | None
    newest: bool = True


class _Measured(Struct, frozen=True, kw_only=True):
    """A measure of the domain that stands in the claim, how far from its core."""

    measure: Measure
    at: int
    length: int
    distance: int


class Matcher:
    """Matches record claims with the numbers of one domain."""

    def __init__(self, domain: Domain, vocabulary: RecordWords) -> None:
        """Compile the measures of `domain`."""
        self._domain = domain
        self._vocabulary = vocabulary
        self._measures = [
            (measure, Phrases(_plain(measure.words)), frozenset(measure.superlatives))
            for measure in domain.measures
        ]
        self._limited = frozenset(each.figure for each in domain.measures if each.needs_limit)
        self._kinds = Phrases(_kind_words(domain.vocabulary.classes))
        self._parts = {
            name: frozenset(figure.sum_of)
            for name, figure in domain.rules.figures.items()
            if figure.sum_of
        }

    def match(self, read: RecordRead, lines: Sequence[Line], extract: Extract) -> list[Match]:
        """The figures and numbers of `read`; empty where this domain measures no such thing."""
        series = _main_series(extract.found)
        if series is None:
            return []
        counted = bound_found(read, lines, extract.found)
        if counted is not None and self._speaks_of(read, counted):
            return [self._of(counted, series)]
        words = lines[read.line].setting.words
        if self._is_narrow(read, words):
            return [self._blank(series, counted)] if not read.weak or counted else []
        figures = self._figures(read, words)
        if not figures:
            return self._unmeasured(
                read, words, series=series, counted=counted, found=extract.found
            )
        if self._is_of_another(read, counted=counted, found=extract.found):
            return []
        roles = self._roles({figure for figure, _ in figures})
        local = place_value(read, extract.found, roles=roles)
        return [
            self._matched(
                figure, measure, read, series=series, counted=counted, extract=extract,
                line=lines[read.line],
            )
            if local is None
            else self._blank(series, local)
            for figure, measure in figures
            if read.direction in ("first", self._domain.rules.figures[figure].record)
        ]  # fmt: skip

    def _roles(self, figures: AbstractSet[str]) -> AbstractSet[str]:
        """The roles whose numbers feed one of `figures`."""
        rules = self._domain.rules.figures
        measured = (s.role for s in self._domain.scalars if s.figure in figures)
        return {role for figure in figures for role in rules[figure].roles} | set(measured)

    def _is_narrow(self, read: RecordRead, words: Words) -> bool:
        """Whether the claim is about one kind of a class, or about no amount ("the longest")."""
        first, last = _region(read, words)
        last = min(last, max(read.phrase_end, read.last))
        if self._kinds.within(words, first, last) is not None:
            return True
        own = any(read.word in superlatives for _, _, superlatives in self._measures)
        return read.word in self._vocabulary["superlative.no_amount"] and not own

    def _speaks_of(self, read: RecordRead, counted: Found) -> bool:
        """Whether the claim is about the number itself, whatever else its sentence names.

        "A record 40 drones", "40 drones, the most in one attack", "40 drones, more than on any
        night", and the number of one place.
        """
        if read.bound is not None and read.bound.rule == "adjacent":
            return True
        if read.scope.place is not None and read.scope.country is None:
            return True
        itself = read.kind == "comparative" or (read.word == "most" and not read.weak)
        return itself and counted.figure is not None

    def _is_of_another(
        self, read: RecordRead, *, counted: Found | None, found: Sequence[Found]
    ) -> bool:
        """Whether the claim is about a number of its sentence that this domain does not know.

        As in "demand touched 32,860 MW, an all-time high" of a text about heat.
        """
        if read.bound is None or read.bound.rule != "same_sentence" or counted is not None:
            return False
        own = any(each.figure is not None and each.sentence == read.line for each in found)
        named = any(read.word in superlatives for _, _, superlatives in self._measures)
        return not own and not named and read.kind == "record"

    def _unmeasured(
        self,
        read: RecordRead,
        words: Words,
        *,
        series: str,
        counted: Found | None,
        found: Sequence[Found],
    ) -> list[Match]:
        """A claim that names no measure: its number tells, or it is a first since some day."""
        if read.direction == "first":
            told = self._vocabulary["first.told"].at(words, read.core) is not None
            return [self._blank(series, None)] if told else []
        period = self._period(words, first=read.first, last=_region(read, words)[1])
        summed = self._summed(period, read, found)
        if summed:
            return [self._of(each, series) for each in summed]
        if counted is None or counted.figure is None:
            back = spoken_of(read, found, words=words, vocabulary=self._vocabulary)
            counted = counted if back is None else back
        loose = read.weak and read.kind != "record"
        if counted is None or loose or counted.figure is None:
            return []
        if _is_unlimited(read) and counted.figure in self._limited:
            return []
        return [self._of(counted, series)]

    def _summed(self, period: str, read: RecordRead, found: Sequence[Found]) -> list[Found]:
        """The day's or month's numbers told last, for "the highest number in one day"."""
        figures = self._domain.rules.figures
        told = [
            each
            for each in found
            if each.figure is not None
            and figures[each.figure].ledger == period
            and 0 <= read.line - each.sentence <= _FAR_SENTENCES
            and not each.past
        ]
        last = max((each.sentence for each in told), default=-1)
        largest: dict[str | None, Found] = {}
        for each in sorted(told, key=lambda each: -(each.value.low or 0.0)):
            if each.sentence == last:
                largest.setdefault(each.figure, each)
        return list(largest.values())

    def _blank(self, series: str, found: Found | None) -> Match:
        """A claim of this series about something that no figure counts."""
        return Match(
            domain=self._domain.name, series=series, figure=None, measure=None, found=found
        )

    def _matched(
        self,
        figure: str,
        measure: Measure,
        read: RecordRead,
        *,
        series: str,
        counted: Found | None,
        extract: Extract,
        line: Line,
    ) -> Match:
        """The number of `figure`; without one, that of the only part of it the text counts."""
        found = mark_of(figure, read, extract.found, line=line, vocabulary=self._vocabulary)
        if counted is not None and counted.figure == figure and not counted.superseded:
            found = counted if found is None or counted.sentence == read.line else found
        if found is None and figure in self._parts:
            told = {
                each.figure
                for each in extract.found
                if each.figure is not None
                and each.figure in self._parts[figure]
                and not each.past
                and each.sentence == read.line
            }
            if len(told) == 1:
                figure = told.pop()
                found = mark_of(figure, read, extract.found, line=line, vocabulary=self._vocabulary)
        return Match(
            domain=self._domain.name,
            series=series if found is None or found.series is None else found.series,
            figure=figure if found is None else found.figure,
            measure=measure.words[0],
            found=found,
            newest=found is None or is_newest(found, extract.found),
        )

    def _of(self, found: Found, series: str) -> Match:
        return Match(
            domain=self._domain.name,
            series=found.series or series,
            figure=found.figure,
            measure=found.counted,
            found=found,
        )

    def _figures(self, read: RecordRead, words: Words) -> list[tuple[str, Measure]]:
        """The figures that the claim's own words name, each with its measure."""
        first, last = _region(read, words)
        stated = self._stated(read, words, first=first, last=last)
        if not stated:
            return []
        period = self._period(words, first=first, last=last)
        by_figure: dict[str, Measure] = {}
        for each in stated:
            by_figure.setdefault(_figure(each.measure, period), each.measure)
        if len(by_figure) > 1 and _EACH & set(words.folded[first:last]):
            return list(by_figure.items())
        for whole, parts in self._parts.items():
            named = [name for name in by_figure if name in parts]
            if len(named) > 1:
                return [(whole, by_figure[named[0]])]
            if named and set(by_figure) <= parts | {whole}:
                return [(named[0], by_figure[named[0]])]
        nearest = stated[0]
        return [(self._monthly(nearest.measure, period), nearest.measure)]

    def _monthly(self, measure: Measure, period: str) -> str:
        """The figure of `measure`; where it has none by month, that of its first part that has."""
        if period != "month" or measure.month is not None:
            return _figure(measure, period)
        parts = self._parts.get(measure.figure, frozenset())
        months = [each.month for each, _, _ in self._measures if each.figure in parts]
        return next((month for month in months if month is not None), measure.figure)

    def _stated(self, read: RecordRead, words: Words, *, first: int, last: int) -> list[_Measured]:
        """The measures whose words stand in the claim, the nearest to its core first."""
        found = []
        limits = self._limits(words, first=first, last=last)
        unlimited = _is_unlimited(read)
        for measure, phrases, superlatives in self._measures:
            if measure.needs_limit and unlimited:
                continue
            for index in range(first, last):
                end = phrases.at(words, index)
                if index in limits or (end is None and words.folded[index] not in superlatives):
                    continue
                behind = index >= read.core
                found.append(
                    _Measured(
                        measure=measure,
                        at=index,
                        length=1 if end is None else end - index,
                        distance=index - read.core if behind else 2 * (read.core - index),
                    )
                )
        longest = [
            each
            for each in found
            if not any(
                other.at <= each.at and each.at + each.length <= other.at + other.length
                and other.length > each.length
                for other in found
            )
        ]  # fmt: skip
        return sorted(longest, key=lambda each: (each.distance, -each.length))

    def _limits(self, words: Words, *, first: int, last: int) -> set[int]:
        """The words of limits ("in one attack"), which name no measure."""
        taken: set[int] = set()
        for index in range(first, last):
            limit = self._vocabulary.limits.at(words, index)
            if limit is not None and limit[1] - index > 1:
                taken.update(range(index, limit[1]))
        return taken

    def _period(self, words: Words, *, first: int, last: int) -> str:
        for name in ("month", "day"):
            phrases = self._vocabulary[f"attribute.per_{name}"]
            if phrases.within(words, first, last) is not None:
                return name
        return ""


def _figure(measure: Measure, period: str) -> str:
    if period == "month" and measure.month is not None:
        return measure.month
    if period == "day" and measure.day is not None:
        return measure.day
    return measure.figure


def _region(read: RecordRead, words: Words) -> tuple[int, int]:
    """Where the claim says what it measures: around its core, and the subject of its "was"."""
    start = words.clause_start(read.core, soft=True)
    marked = read.kind in ("record", "old", "broken", "never", "unprecedented")
    first = max(start, min(read.first, read.core - _BEFORE_WORDS if marked else read.core))
    lead = words.folded[max(start, read.first - 2) : read.core]
    if _COPULAS & set(lead):
        first = max(start, read.core - _COPULA_REACH)
    if read.kind == "comparative":
        first = max(first, read.first)
    last = min(words.clause_end(read.core, soft=True), read.core + _AFTER_WORDS)
    if read.kind == "record" and not read.weak:
        of = words.folded[read.phrase_end : read.phrase_end + 1] in (("of",), ("for",))
        last = min(last, read.phrase_end + (_OF_WORDS if of else 0))
    if read.kind == "first":  # "the first missile attack in months": its own noun.
        behind = range(read.core + 1, last)
        ends = (at for at in behind if words.folded[at] in NOUN_PHRASE_ENDS)
        return read.core, next(ends, last)
    if read.weak:  # Without a limit only its own noun makes it a record ("Russia's largest raid").
        last = min(last, read.phrase_end)
    return first, max(last, read.core + 1)


def _is_unlimited(read: RecordRead) -> bool:
    """Whether a superlative says of no time or field that it holds there."""
    return read.kind == "superlative" and not read.scope.stated


def _kind_words(classes: Sequence[Class]) -> list[str]:
    """The words that name one kind of a class only, as "ballistic" does of missiles."""
    own = [word for kind in classes if kind.subtype for word in kind.adjectives]
    nouns = [noun for kind in classes if kind.subtype for noun in kind.nouns if "|" not in noun]
    return _plain([*own, *nouns])


def _plain(words: Sequence[str]) -> list[str]:
    """The words as the search sees them, in the plural too."""
    plain = [word.replace("-", " ").lower() for word in words]
    return [*plain, *(f"{word}s" for word in plain if not word.endswith("s"))]


def _main_series(found: Sequence[Found]) -> str | None:
    """The series that most figures of the text's own event belong to, of equal ones the first."""
    for feeding in (True, False):
        counts: dict[str, int] = {}
        for each in found:
            if each.series is None or each.past or (feeding and each.figure is None):
                continue
            counts[each.series] = counts.get(each.series, 0) + 1
        if counts:
            return max(counts, key=lambda name: counts[name])
    return None


def main_day(found: Sequence[Found], series: str) -> date | None:
    """The day of the text's own event in `series`, by most of its numbers."""
    counts: dict[date, int] = {}
    for each in found:
        if each.series == series and not each.past and each.period.end is not None:
            counts[each.period.end] = counts.get(each.period.end, 0) + 1
    return max(counts, key=lambda day: counts[day], default=None)
