"""Scalar line: a sentence and the words of one measured quantity, as they stand in it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from schemas.report import Value
from workers.core.catalogue.model import Domain
from workers.core.catalogue.scalar_words import Scalar
from workers.core.extract.table import Sentence
from workers.core.numbers.numerals import Number
from workers.core.numbers.units import UnitTable
from workers.core.records.phrases import Phrases, Words

if TYPE_CHECKING:
    from workers.core.extract.places import Place

EVENT_KINDS = frozenset(("night", "day", "moment"))
_FEW_WORDS = 3
_SAME_VALUE = 0.3
_BESIDE = 4
_LISTS = (
    *("labels", "nouns", "parts", "called_part", "increments", "lows", "others"),
    *(
        "thresholds_before",
        "thresholds_after",
        "ahead",
        "replaced",
        "rejected",
        "again",
        "measurers",
        "earlier",
    ),
    *("peaks", "whole", "wide", "lands", "local", "reaches", "lists"),
)


class Days(Struct, frozen=True, kw_only=True):
    """The days that sentences before a line told of: the last one, and the last month."""

    day: date | None = None
    month: date | None = None

    def after(self, sentence: Sentence, published: date) -> "Days":
        """What is known behind `sentence`."""
        told = [each for each in sentence.dates if each.first is not None and not each.future]
        days = [each.last for each in told if each.kind in EVENT_KINDS and not each.said]
        months = [each.first for each in told if each.kind == "month" or each.kind in EVENT_KINDS]
        months = [each for each in months if each is not None and each <= published]
        return Days(day=days[-1] if days else self.day, month=months[-1] if months else self.month)


class ScalarLine:
    """A sentence with its words."""

    def __init__(self, sentence: Sentence, words: Words, *, following: str) -> None:
        """Keep the sentence, its words and the text of the next one.

        `led`: what came before leads to its first number; `listed`: to all of them; `told`: the
        quantity was told of before; `lastly`: the last place before it; `days`: those told of;
        `values`: all that the text gives with a unit.
        """
        self.sentence = sentence
        self.words = words
        self.following = following
        self.led = False
        self.listed = False
        self.told = False
        self.lastly: Place | None = None
        self.days = Days()
        self.values: frozenset[float] = frozenset()

    def retells(self, number: Number) -> bool:
        """As in "Town reaches 46.9": a title gives a value of the text without its unit."""
        return self.sentence.field == "title" and number.value in self.values

    def at(self, offset: int) -> int:
        """The index of the word at or behind `offset`."""
        return next(
            (index for index, end in enumerate(self.words.ends) if end > offset),
            len(self.words.ends),
        )

    def before(self, offset: int) -> str:
        """The letters right before `offset`, past one space."""
        return self.sentence.text[:offset].rstrip(" -").rpartition(" ")[2].lstrip("(")

    def clause(self, at: int) -> tuple[int, int]:
        """The words of the clause that holds word `at`."""
        at = min(at, len(self.words.folded) - 1)
        return self.words.clause_start(at), self.words.clause_end(at)

    def near(self, at: int, *, few: int = _FEW_WORDS) -> tuple[int, int]:
        """The words between commas around word `at`, or its clause where those are but `few`."""
        at = min(at, len(self.words.folded) - 1)
        first, last = self.words.clause_start(at, soft=True), self.words.clause_end(at, soft=True)
        return (first, last) if last - first > few else self.clause(at)

    def breaks(self, first: int, last: int) -> bool:
        """Whether a strong break stands between two words."""
        return ";" in self.words.breaks[first + 1 : last + 1]


class ScalarWords:
    """The words and units of one quantity, compiled."""

    def __init__(self, scalar: Scalar, domain: Domain, units: UnitTable) -> None:
        """Compile every list of words of `scalar`."""
        self.scalar = scalar
        self._decimals = domain.rules.figures[scalar.figure].decimals
        self._units = units
        self._lists = {name: Phrases(_plain(getattr(scalar, name))) for name in _LISTS}

    def held(self, line: ScalarLine, name: str, span: tuple[int, int]) -> tuple[int, int] | None:
        """The first phrase of the list within the words of `span`."""
        return self._lists[name].within(line.words, *span)

    def said(self, name: str, words: Words) -> bool:
        """Whether `words` hold a phrase of the list."""
        return self._lists[name].within(words, 0, len(words.folded)) is not None

    def cue(self, line: ScalarLine, name: str, at: int, *, reach: int = 2) -> bool:
        """Whether a phrase of the list ends at word `at` or up to `reach` words before it."""
        found = self._lists[name].before(line.words, at, reach=reach)
        return found is not None and not line.breaks(found[1], at)

    def rises(self, line: ScalarLine, at: int) -> bool:
        """Whether words of a mere increase stand right before word `at`, also as a label."""
        return self._lists["increments"].before(line.words, at, reach=0) is not None

    def beside(
        self, line: ScalarLine, name: str, at: int, *, end: int, reach: int, gap: int
    ) -> bool:
        """Whether one stands up to `reach` words before, or `gap` behind, words `at` to `end`."""
        before = self._lists[name].before(line.words, at, reach=reach - 1)
        if before is not None and not line.breaks(before[1], at):
            return True
        behind = self._lists[name].within(line.words, end, end + reach + 2)
        return behind is not None and behind[0] <= end + gap and not line.breaks(end, behind[0])

    def spots(self, line: ScalarLine, name: str, span: tuple[int, int]) -> list[tuple[int, int]]:
        """Every phrase of the list that begins within the words of `span`: first word, and end."""
        first, last = span[0], min(span[1], len(line.words.folded))
        found = ((index, self._lists[name].at(line.words, index)) for index in range(first, last))
        return [(index, end) for index, end in found if end is not None]

    def nearest(self, line: ScalarLine, name: str, at: int, *, span: tuple[int, int]) -> int | None:
        """How many words lie between word `at` and the nearest phrase of the list."""
        spots = self.spots(line, name, span)
        return min((min(abs(one - at), abs(end - 1 - at)) for one, end in spots), default=None)

    def label_start(self, line: ScalarLine, at: int) -> int:
        """Where the label begins that stands right before word `at`, else `at`."""
        label = self._lists["labels"].before(line.words, at, reach=0)
        return at if label is None else label[0]

    def is_nearest(self, line: ScalarLine, number: Number, spot: int) -> bool:
        """Whether no other value of the sentence is nearer to word `spot` than `number` is.

        The same value in another unit is no other one.
        """
        own = self.value(number).low
        first = line.at(number.start)
        distance = abs(first - spot)
        apart = line.breaks(min(first, spot), max(first, spot))
        for other in line.sentence.numbers:
            at = line.at(other.start)
            if other.start != number.start and self.cue(line, "thresholds_before", at, reach=0):
                continue
            bare = other.unit is None and bool(self.scalar.units)
            close = line.told and other.decimal and abs(at - spot) <= _BESIDE
            bare = bare and (line.retells(other) or close)
            if not bare and other.unit not in (*self.scalar.units, self.scalar.bare):
                continue
            value = self.value(other).low
            same = own is not None and value is not None and abs(own - value) < _SAME_VALUE
            near = abs(at - spot) - (apart and not line.breaks(min(at, spot), max(at, spot)))
            if not same and near < distance:
                return False
        return True

    def value(self, number: Number) -> Value:
        """The value in the figure's unit, rounded as the figure asks."""

        def kept(value: float | None) -> float | None:
            unit, to = number.unit, self.scalar.to
            if value is not None and unit is not None and to is not None and unit != to:
                value = self._units.convert(value, unit, to)
            return None if value is None else round(value, self._decimals)

        return Value(
            stated=kept(number.value),
            low=kept(number.low),
            high=kept(number.high),
            approx=number.approx,
        )


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]
