"""Scalars: the measured quantities of a text, which of them are the event's own, and their day."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, structs

from workers.core.catalogue.model import Domain
from workers.core.catalogue.scalar_words import Scalar
from workers.core.extract.found import Found
from workers.core.extract.scalar_days import dated
from workers.core.extract.scalar_line import EVENT_KINDS, Days, ScalarLine, ScalarWords
from workers.core.extract.scalar_owner import country_of, place_of
from workers.core.extract.scalar_role import PART, REPLACED, role_of
from workers.core.extract.table import Sentence
from workers.core.numbers.numerals import Number
from workers.core.numbers.units import UnitTable
from workers.core.records.phrases import words_of

_LABEL_REACH = 3
_SAME_AGAIN = frozenset(("(", "/", "or", ", or", "; "))
_ROUNDED = 0.6
_ROUNDED_SHARE = 0.005
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_THOUSAND_DIGITS = 3
_NOUN_REACH = 3
_ENDS = frozenset(("", ".", ",", ";", ")"))
_OLD_DAYS = 20
_ALL = re.compile(r"(?:All|These)\b")
# What stands behind a number that counts nothing.
_ALONE = re.compile(
    r"[,.;)]?$|[,.;)]+ |,? (?:in|at|on|from|near|by|and|to|according|yesterday|was|were|is|had)\b"
)
_TENTHS = re.compile(r"\d[.,]\d")
_THAT_VALUE = re.compile(
    r"\b(?:the|this|that|its|it|which) (?:value|reading|figure|measurement|record|number|was|is)\b",
    re.IGNORECASE,
)


class Here(Struct, frozen=True, kw_only=True):
    """Where and when an article's own happening was, as far as it tells.

    `named` are the countries that the text calls by their names: places of others are doubtful.
    `headed` has the country of each sentence of a digest by countries; `back`: it only looks back.
    """

    country: str | None
    named: frozenset[str]
    day: date | None
    published: date
    headed: dict[int, str] = {}
    back: bool = False


class ScalarReader:
    """Reads one kind of quantity."""

    def __init__(self, scalar: Scalar, domain: Domain, units: UnitTable) -> None:
        """Compile the words of `scalar`."""
        self._scalar = scalar
        self._domain = domain
        self._words = ScalarWords(scalar, domain, units)

    def read(self, sentences: Sequence[Sentence], here: Here) -> list[Found]:
        """Every number of this quantity, in the order of the text."""
        found: list[Found] = []
        again: set[tuple[str, int]] = set()
        listed = self._listed(sentences)
        units = (*self._scalar.units, *((self._scalar.bare,) if self._scalar.bare else ()))
        values = frozenset(
            number.value
            for sentence in sentences
            for number in sentence.numbers
            if number.value is not None and number.unit in units
        )
        days, lastly = Days(), None
        for at, sentence in enumerate(sentences):
            if at:
                days = days.after(sentences[at - 1], here.published)
                lastly = next(iter(sentences[at - 1].places[::-1]), lastly)
            if not sentence.numbers:
                continue
            following = sentences[at + 1].text if at + 1 < len(sentences) else ""
            line = ScalarLine(sentence, words_of(sentence.text), following=following)
            line.led = at > 0 and self._leads(sentences[at - 1], sentence, here)
            line.listed, line.told = at in listed, bool(found)
            line.days, line.lastly, line.values = days, lastly, values
            there = structs.replace(here, country=here.headed.get(at, here.country))
            for number in sentence.numbers:
                measured = self._measured(line, number, there)
                if measured is not None:
                    one = self._found(line, measured, there)
                    found.append(_converted(found[-1], one, sentence) if found else one)
                    if self._is_measured_again(line, measured):
                        again.add((one.field, one.start))
        told = {
            sentence.index
            for sentence in sentences
            if any(when.kind in EVENT_KINDS and not when.said for when in sentence.dates)
        }
        found = self._lesser(found, frozenset(again))
        return self._agreed(self._disowned(found, sentences), told)

    def _is_alike(self, number: Number, other: Found) -> bool:
        """Whether a number can be such a value too: not "wrong by three degrees"."""
        low, high = self._scalar.range
        least = max(low, (other.raw_value or low) / 2)
        return number.value is not None and least <= number.value <= high

    def _listed(self, sentences: Sequence[Sentence]) -> frozenset[int]:
        """The sentences of lists that are announced as those of whole countries."""
        listed: set[int] = set()
        for sentence in sentences:
            if not self._words.said("lists", words_of(sentence.text)):
                continue
            if _ALL.match(sentence.text):
                return frozenset(range(len(sentences)))
            listed |= {
                each.index
                for each in sentences
                if each.paragraph == sentence.paragraph and each.index >= sentence.index
            }
        return frozenset(listed)

    def _leads(self, before: Sentence, sentence: Sentence, here: Here) -> bool:
        """Whether the title or sentence before, without a value, tells of the country's own."""
        if not self._scalar.whole or any(number.unit is not None for number in before.numbers):
            return False
        title = before.field == "title" and sentence.field == "body"
        if not title and before.paragraph != sentence.paragraph:
            return False
        words, said = words_of(before.text), self._words.said
        if said("local", words) or said("ahead", words):
            return False
        towns = any(place.precision != "country" for place in before.places)
        named = any(
            place.precision == "country" and place.country == here.country
            for place in before.places
        )
        return said("whole", words) or (said("peaks", words) and named and not towns)

    def _disowned(self, found: list[Found], sentences: Sequence[Sentence]) -> list[Found]:
        """As in "It showed 52.3. The value was wrong.": the last one before, wherever it stands."""
        values = set()
        for sentence in sentences:
            said = words_of(sentence.text)
            if not (self._words.said("rejected", said) and _THAT_VALUE.search(sentence.text)):
                continue
            before = [each for each in found if each.sentence < sentence.index and not each.past]
            if before and not any(self._is_alike(each, before[-1]) for each in sentence.numbers):
                values.add(before[-1].value.low)
        return [
            structs.replace(each, figure=None, why=REPLACED, superseded=True)
            if each.value.low in values and not each.past
            else each
            for each in found
        ]

    def _is_measured_again(self, line: ScalarLine, number: Number) -> bool:
        """As in "the survey measured 5.6": somebody's value of the one happening told of."""
        span = line.near(line.at(number.start))
        measured = self._words.held(line, "measurers", span) is not None
        return measured and self._words.held(line, "nouns", span) is None

    def _lesser(self, found: list[Found], again: frozenset[tuple[str, int]]) -> list[Found]:
        """Values far below the text's first are those of lesser happenings that came with it.

        Those at `again` are not: somebody else measured the same happening.
        """
        drop = self._scalar.part_drop
        first: dict[str | None, float] = {}
        for each in found:
            if each.figure is not None and not each.past and each.value.low is not None:
                first.setdefault(each.series, each.value.low)
        if drop is None:
            return found
        return [
            structs.replace(each, figure=None, why=PART, part=True)
            if each.figure is not None
            and not each.past
            and (each.field, each.start) not in again
            and each.value.low is not None
            and each.value.low <= first[each.series] - drop
            else each
            for each in found
        ]

    def _whole(self, number: Number) -> Number:
        """As in "23.700 hectares": of what is never told so finely, the stop parts thousands."""
        fine = self._domain.rules.figures[self._scalar.figure].decimals < _THOUSAND_DIGITS
        if not (fine and _THOUSANDS.fullmatch(number.text)) or number.value != float(number.text):
            return number
        value, low, high = (
            None if each is None else each * 1000
            for each in (number.value, number.low, number.high)
        )
        return structs.replace(number, value=value, low=low, high=high, decimal=False)

    def _measured(self, line: ScalarLine, number: Number, here: Here) -> Number | None:
        """The number, in its own unit, if it measures this quantity."""
        scalar = self._scalar
        if number.kind == "distance" and number.value is None and number.low is not None:
            number = _first_of_range(number)
        if number.value is None and number.low is None:
            return None
        if number.unit in scalar.units:
            return self._whole(number)
        called = number
        if scalar.bare is not None and number.unit in (None, scalar.bare):
            unit = scalar.bare_in.get(here.country or "", scalar.bare_in.get("", scalar.to or ""))
            called = structs.replace(number, unit=unit)
            if number.unit is not None:
                return called
        kept = self._words.value(called)
        value = kept.stated if kept.stated is not None else kept.low
        return called if value is not None and self._is_called(line, number, value) else None

    def _is_called(self, line: ScalarLine, number: Number, value: float) -> bool:
        """Whether the words beside a number without a unit of the quantity make it one.

        `value` is what it is in the unit in which the quantity is kept.
        """
        words = self._words
        at, end = line.at(number.start), line.at(number.end)
        signed = self._scalar.sign is not None and line.before(number.start) == self._scalar.sign
        labelled = signed or words.beside(line, "labels", at, end=end, reach=_LABEL_REACH, gap=0)
        if number.unit is not None and not labelled:
            return False
        low, high = self._scalar.range
        if not low <= value <= high or number.kind not in _MEASURABLE:
            return False
        if self._scalar.units:
            alone = _ALONE.match(line.sentence.text, number.end) is not None
            alone = alone or bool(words.spots(line, "labels", (end, end + 1)))
            labelled = alone and (labelled or line.retells(number))
        if labelled or not number.decimal:
            return labelled or (line.told and self._ends_again(line, number))
        if number.unit is None and self._stands_alone(line, number):
            return True
        beside = words.beside(line, "nouns", at, end=end, reach=_NOUN_REACH, gap=1)
        loose = words.held(line, "labels", (0, at)) is not None
        again = line.told and words.cue(line, "again", at, reach=0)
        return beside or ((loose or again or line.listed) and number.unit is None)

    def _stands_alone(self, line: ScalarLine, number: Number) -> bool:
        """As in "Nesbyen had 34.8, Oslo 33.2", "one service puts the quake at 5.4"."""
        if _ALONE.match(line.sentence.text, number.end) is None:
            return False
        if self._scalar.units:
            return line.told
        at = line.at(number.start)
        named = self._words.held(line, "nouns", (0, at)) or self._words.held(
            line, "measurers", (line.clause(at)[0], at)
        )
        return named is not None and _TENTHS.fullmatch(number.text) is not None

    def _ends_again(self, line: ScalarLine, number: Number) -> bool:
        """As in "the institute gives it as 7.": a bare whole number that nothing counts."""
        behind = line.sentence.text[number.end : number.end + 2].strip()
        ends = behind[:1] in _ENDS
        return ends and self._words.cue(line, "again", line.at(number.start), reach=0)

    def _found(self, line: ScalarLine, number: Number, here: Here) -> Found:
        sentence = line.sentence
        role, why = role_of(self._words, line, number)
        when = dated(
            self._words,
            line,
            number,
            day=here.day,
            published=here.published,
            known=line.days,
        )
        whole = bool(self._scalar.whole)
        country = country_of(
            line, number, home=here.country, named=here.named, near=when.past or whole
        )
        place = None
        if whole and not why:
            place = place_of(self._words, line, number, country=country)
        if place is not None:
            why = f"the value of {place}"
        figure = None if why else self._scalar.figure
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
            value=self._words.value(number),
            raw_value=number.value,
            raw_unit=number.unit,
            series=country,
            target=country,
            place=place,
            period=when.period,
            past=when.past,
            dated=when.told,
            part=why == PART,
            superseded=why == REPLACED,
        )

    def _agreed(self, found: list[Found], told: set[int]) -> list[Found]:
        """A value given once as the country's own, or with a day, is it wherever it is repeated."""
        if not self._scalar.whole:
            return found
        own = {(each.value.low, each.series) for each in found if each.figure is not None}
        days: dict[tuple[float | None, str | None], Found] = {}
        for each in found:
            if each.sentence in told:
                days.setdefault((each.value.low, each.series), each)
        known = [
            structs.replace(each, period=first.period, past=first.past)
            if each.sentence not in told
            and (first := days.get((each.value.low, each.series))) is not None
            else each
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


_MEASURABLE = frozenset(("count", "measure", "model", "distance", "score"))


def _converted(before: Found, found: Found, sentence: Sentence) -> Found:
    """As in "35C (95F)": the same reading in another unit is whatever the first one is."""
    low, first = found.value.low, before.value.low
    if before.sentence != found.sentence or low is None or first is None:
        return found
    between = sentence.text[before.number.unit_end : found.number.start].strip()
    if between not in _SAME_AGAIN or abs(low - first) > max(_ROUNDED, _ROUNDED_SHARE * first):
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
