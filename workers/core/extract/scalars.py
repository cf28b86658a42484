"""Scalars: the measured quantities of a text, which of them are the event's own, and their day."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from schemas.report import Period, PeriodKind, Value
from workers.core.catalogue.model import Domain
from workers.core.catalogue.scalar_words import Scalar
from workers.core.extract.found import Found
from workers.core.extract.scalar_line import ScalarLine
from workers.core.extract.table import Sentence
from workers.core.extract.timing import period_of
from workers.core.numbers.numerals import Number
from workers.core.numbers.units import UnitTable
from workers.core.records.phrases import Phrases, words_of

_PART = "a part of the event"
_LABEL_REACH = 3
_SAME_VALUE = 0.3
_SAME_AGAIN = frozenset(("(", "/", "or", ", or", "; "))
_ROUNDED = 0.6
_NOUN_REACH = 3
_THRESHOLD_REACH = 5
_OLD_DAYS = 20
_EVENT_KINDS = frozenset(("night", "day", "moment"))
_SUM_KINDS = frozenset(("week", "month", "season", "year", "war", "span"))


class Here(Struct, frozen=True, kw_only=True):
    """Where and when an article's own happening was, as far as it tells.

    `named` are the countries that the text calls by their names: places of others are doubtful.
    """

    country: str | None
    named: frozenset[str]
    day: date | None
    published: date


class ScalarReader:
    """Reads one kind of quantity."""

    def __init__(self, scalar: Scalar, domain: Domain, units: UnitTable) -> None:
        """Compile the words of `scalar`."""
        self._scalar = scalar
        self._domain = domain
        self._units = units
        self._lists = {
            name: Phrases(_plain(getattr(scalar, name)))
            for name in (
                *("labels", "nouns", "parts", "called_part", "lows", "others", "thresholds_before"),
                *("thresholds_after", "ahead", "replaced", "rejected", "again"),
                *("peaks", "whole", "local"),
            )
        }

    def read(self, sentences: Sequence[Sentence], here: Here) -> list[Found]:
        """Every number of this quantity, in the order of the text."""
        found: list[Found] = []
        titled = self._is_title_record(sentences)
        for at, sentence in enumerate(sentences):
            if not sentence.numbers:
                continue
            following = sentences[at + 1].text if at + 1 < len(sentences) else ""
            line = ScalarLine(sentence, words_of(sentence.text), following=following)
            line.led = titled and at == 1
            line.told = bool(found)
            for number in sentence.numbers:
                measured = self._measured(line, number, here)
                if measured is not None:
                    one = self._found(line, measured, here)
                    found.append(_converted(found[-1], one, sentence) if found else one)
        dated = {
            sentence.index
            for sentence in sentences
            if any(when.kind in _EVENT_KINDS and not when.said for when in sentence.dates)
        }
        return self._agreed(self._lesser(found), dated)

    def _lesser(self, found: list[Found]) -> list[Found]:
        """Values far below the text's first are those of lesser happenings that came with it."""
        drop = self._scalar.part_drop
        own = [each for each in found if each.figure is not None and not each.past]
        first = own[0].value.low if own else None
        if drop is None or first is None:
            return found
        return [
            structs.replace(each, figure=None, why=_PART, part=True)
            if each in own and each.value.low is not None and each.value.low <= first - drop
            else each
            for each in found
        ]

    def _is_title_record(self, sentences: Sequence[Sentence]) -> bool:
        """Whether the title, without a number, tells of the whole country's value."""
        if not sentences or sentences[0].field != "title" or not self._scalar.whole:
            return False
        words = words_of(sentences[0].text)
        told = self._lists["whole"].within(words, 0, len(words.folded)) is not None
        return told and not any(number.unit is not None for number in sentences[0].numbers)

    def _measured(self, line: ScalarLine, number: Number, here: Here) -> Number | None:
        """The number, in its own unit, if it measures this quantity."""
        scalar = self._scalar
        if number.kind == "distance" and number.value is None and number.low is not None:
            number = _first_of_range(number)
        if number.value is None and number.low is None:
            return None
        if number.unit in scalar.units:
            return number
        if scalar.bare is not None and number.unit == scalar.bare:
            unit = scalar.bare_in.get(here.country or "", scalar.bare_in.get("", scalar.to or ""))
            return structs.replace(number, unit=unit)
        at, end = line.at(number.start), line.at(number.end)
        signed = self._scalar.sign is not None and line.before(number.start) == self._scalar.sign
        labelled = signed or self._near(line, "labels", at, end=end, reach=_LABEL_REACH)
        if number.unit is not None and not labelled:
            return None
        value = number.value if number.value is not None else number.low
        low, high = scalar.range
        if value is None or not low <= value <= high or number.kind not in _MEASURABLE:
            return None
        beside = number.decimal and self._near(line, "nouns", at, end=end, reach=_NOUN_REACH)
        loose = number.decimal and self._lists["labels"].within(line.words, 0, at) is not None
        again = line.told and number.decimal and self._cue(line, "again", at, reach=0)
        loose = loose or again
        return number if labelled or beside or (loose and number.unit is None) else None

    def _near(self, line: ScalarLine, name: str, at: int, *, end: int, reach: int) -> bool:
        """Whether a phrase of the list stands right before or behind the number."""
        before = self._lists[name].before(line.words, at, reach=reach - 1)
        if before is not None and not line.breaks(before[1], at):
            return True
        behind = self._lists[name].within(line.words, end, end + reach + 2)
        close = behind is not None and behind[0] <= end + (name != "labels")
        return close and behind is not None and not line.breaks(end, behind[0])

    def _found(self, line: ScalarLine, number: Number, here: Here) -> Found:
        sentence = line.sentence
        role, why = self._role(line, number)
        period, past, summed = self._period(line, number, here)
        if not why and summed:
            why = "a value over a longer time"
        place = self._local(line, number, here) if self._scalar.whole and not why else None
        if place is not None:
            why = f"the value of {place}"
        figure = None if why else self._scalar.figure
        country = self._country(line, number, here, past=past)
        return Found(
            number=number,
            field=sentence.field,
            sentence=sentence.index,
            start=sentence.start + number.start,
            end=sentence.start + number.end,
            domain=self._domain.name,
            counted=self._scalar.counted,
            role=role,
            figure=figure,
            why=why,
            rule=f"scalar/{role}",
            value=self._value(number),
            raw_value=number.value,
            raw_unit=number.unit,
            series=country,
            target=country,
            place=place,
            period=period,
            past=past,
            part=why == _PART,
            superseded=why == "replaced by another value",
        )

    def _role(self, line: ScalarLine, number: Number) -> tuple[str, str]:
        """The role of the number, and why it is not the event's own value if it is not."""
        at, end = line.at(number.start), line.at(number.end)
        first, last = line.clause(at)
        scalar = self._scalar
        label = self._lists["labels"].before(line.words, at, reach=0)
        unlabelled = at if label is None else label[0]
        if (
            self._cue(line, "replaced", at, reach=0)
            or self._cue(line, "replaced", unlabelled, reach=0)
            or self._lists["rejected"].within(line.words, first, last)
        ):
            return scalar.role, "replaced by another value"
        near = line.near(at)
        above = self._lists["thresholds_after"].within(line.words, end, end + _THRESHOLD_REACH)
        if above is not None or self._cue(line, "thresholds_before", at, reach=0):
            return scalar.role, "a threshold"
        lowest = scalar.low_role or scalar.role
        for name, role, why in (
            ("others", "other", "another quantity"),
            ("ahead", "forecast", "not yet measured"),
            ("lows", lowest, "the lowest value, not the highest"),
        ):
            if self._lists[name].within(line.words, *near) is not None:
                return role, why
        part = self._is_part(line, at, first=first, last=last)
        return scalar.role, _PART if part else ""

    def _is_part(self, line: ScalarLine, at: int, *, first: int, last: int) -> bool:
        """Whether the number belongs to a smaller shock: its noun is nearer than the main one."""
        if self._lists["called_part"].within(line.words, first, last) is not None:
            return True
        part = self._nearest(line, "parts", at, first=first, last=last)
        noun = self._nearest(line, "nouns", at, first=first, last=last)
        if part is None and noun is None:  # A clause without either goes on with the one before.
            part = self._nearest(line, "parts", at, first=0, last=at)
            noun = self._nearest(line, "nouns", at, first=0, last=at)
        if part is None:
            return False
        return noun is None or part <= noun

    def _nearest(
        self, line: ScalarLine, name: str, at: int, *, first: int, last: int
    ) -> int | None:
        spots = []
        for index in range(first, last):
            end = self._lists[name].at(line.words, index)
            if end is not None:
                spots.append(min(abs(index - at), abs(end - 1 - at)))
        return min(spots, default=None)

    def _cue(self, line: ScalarLine, name: str, at: int, *, reach: int = 2) -> bool:
        found = self._lists[name].before(line.words, at, reach=reach)
        return found is not None and not line.breaks(found[1], at)

    def _period(self, line: ScalarLine, number: Number, here: Here) -> tuple[Period, bool, bool]:
        """The day of the number, whether it is an older event's, and whether it is no one day's."""
        kind: PeriodKind = "day" if self._scalar.period == "day" else "event"
        usable = [when for when in line.sentence.dates if not when.said and when.last is not None]
        exact = [when for when in usable if when.kind in _EVENT_KINDS and not when.future]
        near = sorted(exact, key=lambda when: (abs(when.start - number.start), when.start))
        edge = (here.day or here.published) - timedelta(days=_OLD_DAYS)
        for when in near:
            old = when.last is not None and when.last < edge
            last = when.first if kind == "event" else when.last
            return Period(kind=kind, start=when.first, end=last), old, False
        old_year = [
            when
            for when in usable
            if when.kind in _SUM_KINDS and when.last is not None and when.last < edge
        ]
        if old_year and "since" not in line.words.folded:
            when = old_year[0]
            return period_of(when), True, False
        return Period(kind=kind, start=here.day, end=here.day), False, False

    def _country(self, line: ScalarLine, number: Number, here: Here, *, past: bool) -> str | None:
        """The country of the number: the one its sentence names, else the article's."""
        known = [place for place in line.sentence.places if place.country in here.named]
        codes = [place.country for place in known]
        if here.country in codes or not codes or (not past and not self._scalar.whole):
            return here.country or (codes[0] if codes else None)
        nearest = min(known, key=lambda place: (abs(place.start - number.start), place.start))
        return nearest.country

    def _local(self, line: ScalarLine, number: Number, here: Here) -> str | None:
        """The place the value belongs to, unless the text gives it as the country's own."""
        at = line.at(number.start)
        first, last = line.clause(at)
        words = line.words
        local = self._lists["local"].within(words, first, last) is not None
        country = any(
            place.precision == "country" and place.country == here.country
            for place in line.sentence.places
        )
        peak = self._names(line, "peaks", number)
        whole = self._names(line, "whole", number)
        if not local and (whole or (peak and country) or self._told_after(line, here)):
            return None
        towns = [place for place in line.sentence.places if place.precision != "country"]
        nearest = min(
            towns, key=lambda place: (abs(place.start - number.start), place.start), default=None
        )
        return nearest.name if nearest is not None else "a station"

    def _told_after(self, line: ScalarLine, here: Here) -> bool:
        """Whether the title, or a next sentence that opens with "This", gives it to the country."""
        if line.led:
            return True
        words = words_of(line.following)
        if words.folded[:1] not in (("this",), ("it",), ("that",)):
            return False
        told, last = self._lists, len(words.folded)
        whole = told["whole"].within(words, 0, last) or told["peaks"].within(words, 0, last)
        local = told["local"].within(words, 0, last)
        return whole is not None and local is None and here.country is not None

    def _names(self, line: ScalarLine, name: str, number: Number) -> bool:
        """Whether a phrase of the list stands in the sentence, nearest to this of all numbers.

        The same value in another unit is no other number.
        """
        spots = [
            index
            for index in range(len(line.words.folded))
            if self._lists[name].at(line.words, index) is not None
        ]
        return any(self._is_nearest(line, number, spot) for spot in spots)

    def _is_nearest(self, line: ScalarLine, number: Number, spot: int) -> bool:
        own = self._value(number).low
        distance = abs(line.at(number.start) - spot)
        for other in line.sentence.numbers:
            if other.unit not in (*self._scalar.units, self._scalar.bare):
                continue
            value = self._value(other).low
            same = own is not None and value is not None and abs(own - value) < _SAME_VALUE
            if not same and abs(line.at(other.start) - spot) < distance:
                return False
        return True

    def _agreed(self, found: list[Found], dated: set[int]) -> list[Found]:
        """A value given once as the country's own, or with a day, is it wherever it is repeated."""
        if not self._scalar.whole:
            return found
        own = {(each.value.low, each.series) for each in found if each.figure is not None}
        days: dict[tuple[float | None, str | None], Period] = {}
        for each in found:
            if each.sentence in dated:
                days.setdefault((each.value.low, each.series), each.period)
        known = [
            each
            if each.sentence in dated
            else structs.replace(each, period=days.get((each.value.low, each.series), each.period))
            for each in found
        ]
        return [
            structs.replace(each, figure=self._scalar.figure, why="", place=None)
            if each.figure is None
            and each.why.startswith("the value of")
            and (each.value.low, each.series) in own
            else each
            for each in known
        ]

    def _value(self, number: Number) -> Value:
        """The value in the figure's unit, rounded as the figure asks."""
        figure = self._domain.rules.figures[self._scalar.figure]

        def kept(value: float | None) -> float | None:
            unit, to = number.unit, self._scalar.to
            if value is not None and unit is not None and to is not None and unit != to:
                value = self._units.convert(value, unit, to)
            return None if value is None else round(value, figure.decimals)

        return Value(
            stated=kept(number.value),
            low=kept(number.low),
            high=kept(number.high),
            approx=number.approx,
        )


_MEASURABLE = frozenset(("count", "measure", "model", "distance", "score"))


def _converted(before: Found, found: Found, sentence: Sentence) -> Found:
    """As in "35C (95F)": the same reading in another unit is whatever the first one is."""
    low, first = found.value.low, before.value.low
    if before.sentence != found.sentence or low is None or first is None:
        return found
    between = sentence.text[before.number.unit_end : found.number.start].strip()
    if between not in _SAME_AGAIN or abs(low - first) > _ROUNDED:
        return found
    return structs.replace(
        found,
        figure=before.figure,
        why=before.why,
        role=before.role,
        place=before.place,
        part=before.part,
        superseded=before.superseded,
    )


def _first_of_range(number: Number) -> Number:
    """As in "7.8 - 14 km" is a value and a distance that only a dash joins."""
    text = number.text.split(" ")[0]
    return structs.replace(
        number,
        end=number.start + len(text),
        value=number.low,
        high=number.low,
        approx="exact",
        kind="count",
        unit=None,
        text=text,
    )


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]
