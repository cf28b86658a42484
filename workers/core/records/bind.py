"""Bind: the number that a record claim speaks of, in its own or a neighbouring sentence."""

from collections.abc import Sequence

from msgspec import Struct

from workers.core.catalogue.record_words import RecordWords
from workers.core.numbers.numerals import Number
from workers.core.records.agree import Claimed
from workers.core.records.find import Candidate
from workers.core.records.phrases import Words, is_year
from workers.core.records.rivals import is_rival
from workers.core.records.scope import Scope, Setting
from workers.core.records.usable import Usable, word_at

EXPECTED = (
    *("temperature", "magnitude", "percent", "money", "time", "length", "area", "death", "count"),
)
_STRICT = frozenset(("temperature", "magnitude", "percent", "money", "time", "length", "area"))
_ADJACENT_WORDS = 4
_TITLE_SENTENCES = 4
_NEAR_WORDS = 14
_FAR_WORDS = 40
_AWAY = 12
_NAMED_WORDS = 2
_RATE_COST = 8
_OF_WORDS = 5
_DEATH_WORDS = 4
_PRONOUNS = frozenset(("it", "this", "that", "these", "they", "those", "which", "such"))
_LEADS = frozenset(
    ("the", "a", "its", "their", "and", "by", "figure", "number", "total", "result", "sum", "toll")
)
_COPULAS = frozenset(("is", "was", "are", "were", "be", "became", "being", "surge", "hit", "hits"))
_OPENERS = _COPULAS | {"the", "a", "to", "new"}
# Behind these the claim is no more than a part of its clause.
_INSIDE = frozenset(("in", "after", "amid", "during", "from", "of", "by", "with", "despite", "for"))
# Words that begin another clause: across one a number must name what the claim counts.
_CROSSINGS = frozenset(
    (
        *("after", "amid", "despite", "as", "while", "when", "because", "following", "where"),
        *("although", "but"),
    )
)
# Behind "as" or "because" these begin no clause.
_PHRASAL = frozenset(("the", "a", "an", "part", "much", "many", "high", "low", "well", "of", "its"))
_UNAMBIGUOUS = frozenset(("temperature", "magnitude", "area", "death"))
_WHICH = frozenset(("which", "that", "this", "it", "is", "was", "be", "would", "will", "could"))
_AREAS = frozenset(("acre", "hectare", "square_mile", "square_km"))
_TEMPERATURES = frozenset(("celsius", "fahrenheit"))


class Bound(Struct, frozen=True, kw_only=True):
    """The number a claim is bound to: in which sentence, and by which way it was found."""

    sentence: int
    number: Number
    rule: str


class Call(Struct, frozen=True, kw_only=True):
    """A claim as binding needs it: where it stands and what it measures."""

    sentence: int
    candidate: Candidate
    scope: Scope
    last: int
    title: bool


def expected(call: Call, setting: Setting, vocabulary: RecordWords) -> tuple[str, ...]:
    """The kinds of number the claim's own words ask for, the most telling first."""
    words, core = setting.words, call.candidate.core
    if words.folded[core] in vocabulary["expect.deadly"]:
        return ("death",)
    first = call.candidate.first
    first -= 1 if first and not words.breaks[first] else 0
    last = call.candidate.phrase_end
    if words.folded[last : last + 1] in (("of",), ("for",), ("in",)):
        last += _OF_WORDS
    last = min(last, len(words.folded), words.clause_end(core, soft=True))
    inside = first and words.folded[first] not in _COPULAS and words.folded[first - 1] in _INSIDE
    if first and words.folded[first] in _OPENERS and not inside:
        first = words.clause_start(first, soft=True)
    told = [
        kind
        for kind in EXPECTED
        if any(word in vocabulary[f"expect.{kind}"] for word in words.folded[first:last])
    ]
    return tuple(told)


def bind(call: Call, settings: Sequence[Setting], vocabulary: RecordWords) -> Bound | None:
    """The number of `call`, or None where the text states none that fits."""
    setting = settings[call.sentence]
    binder = _Binder(call, setting, vocabulary)
    number = binder.adjacent()
    if number is not None:
        return Bound(sentence=call.sentence, number=number, rule="adjacent")
    number = binder.same_sentence()
    if number is not None:
        return Bound(sentence=call.sentence, number=number, rule="same_sentence")
    for index in binder.neighbours(len(settings)):
        number = binder.elsewhere(settings[index])
        if number is not None:
            return Bound(sentence=index, number=number, rule="other_sentence")
    return None


class _Binder:
    def __init__(self, call: Call, setting: Setting, vocabulary: RecordWords) -> None:
        self.call = call
        self.setting = setting
        self.words = setting.words
        self.vocabulary = vocabulary
        self.expected = expected(call, setting, vocabulary)
        self.claimed = Claimed(call.candidate, self.words, vocabulary)
        self.first = min(call.candidate.first, call.scope.first)
        self.last = max(call.last, call.scope.last)

    def adjacent(self) -> Number | None:
        """A number inside the claim or behind it: "a record 40", "a record high of 40"."""
        words, core = self.words, self.call.candidate.core
        for number in self.setting.numbers:
            at = word_at(words, number.start)
            if not core < at <= self.call.candidate.last + _ADJACENT_WORDS:
                continue
            between = words.folded[self.call.candidate.last : at]
            timed = number.kind == "duration" and between in ((), ("of",))
            usable = timed or self._usable(number, self.setting)
            if between[:1] == ("of",) and self._has_fallen():
                continue  # "broke the record of 40": the mark that fell.
            if any(words.breaks[core + 1 : at + 1]) or not usable:
                continue
            linked = not between or between[-1] in self.vocabulary["expect.link"]
            record = self.call.candidate.kind in ("record", "old")
            bare = self.call.candidate.last == core + 1  # Else its noun is named already.
            if record and (linked or len(between) <= bare):
                return number
        return self._marked()

    def _marked(self) -> Number | None:
        """The number in "the 25-mile record"."""
        if self.call.candidate.kind != "old":
            return None
        for number in self.setting.numbers:
            at = word_at(self.words, number.start)
            inside = self.call.candidate.first <= at < self.call.candidate.core
            if inside and not is_year(number.text) and number.kind != "duration":
                return number
        return None

    def same_sentence(self) -> Number | None:
        """The nearest fitting number of the sentence, those in the claim's own clause first."""
        best: tuple[float, Number] | None = None
        for number in self.setting.numbers:
            if not self._usable(number, self.setting):
                continue
            cost = self._cost(number)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, number)
        return None if best is None else best[1]

    def _cost(self, number: Number) -> float | None:
        """How far the number is from the claim; None if it does not fit or is too far."""
        at = word_at(self.words, number.start)
        before = at < self.first
        marked = self.call.candidate.kind == "old"
        core = self.call.candidate.core
        rival = is_rival(self.words, at, core=core, vocabulary=self.vocabulary)
        if not marked and (rival or self.first <= at < self.last):
            return None
        fallen = at > self.call.candidate.core and self.words.folded[at - 1] == "of"
        if self.call.candidate.kind == "broken" and fallen:
            return None  # "broke the record of 40": the mark that fell.
        lead = self.call.candidate.core - at
        if self.call.candidate.kind in ("record", "broken") and 0 < lead <= _NAMED_WORDS:
            return None  # "the 100 m world record": what is raced, not the mark.
        low, high = (at, self.first) if before else (self.last, at)
        gap = max(0, high - low)
        hard = sum(1 for each in range(low + 1, high + 1) if self._break(each) == ";")
        soft = sum(1 for each in range(low + 1, high + 1) if self._break(each) == ",")
        fit = self._fits(number, self.setting)
        apart = self._crosses(low, high) and not (before and self._apposed(at))
        if fit is None or (apart and not self._is_sure(number)):
            return None
        close = gap <= _ADJACENT_WORDS + 1
        mark = self.call.candidate.kind == "old" and not before
        if not fit and not (mark or (close and hard == 0) or self._apposed(at)):
            return None
        limit = _FAR_WORDS if fit or self._is_bare() else _NEAR_WORDS
        behind = 0 if before else (_AWAY if self._is_apposition() else 2)
        behind = behind if self.call.candidate.kind != "old" else (_AWAY if before else 0)
        rate = _RATE_COST if Usable(self.words, self.vocabulary).is_rate(number) else 0
        cost = gap + 6 * hard + 1.5 * soft + behind + rate - (6 if fit else 0)
        return cost if gap <= limit else None

    def _crosses(self, low: int, high: int) -> bool:
        """Whether another clause begins between the number and the claim."""
        folded = self.words.folded
        first = folded[self.call.candidate.first]
        if low >= self.last and first in self.vocabulary["break.telling"]:
            return False  # "breaks the record after selling for 2m": it tells how.
        return any(
            folded[at] in _CROSSINGS and folded[at + 1] not in _PHRASAL for at in range(low, high)
        )

    def _is_sure(self, number: Number) -> bool:
        """Whether the number is the claim's wherever it stands."""
        if self._kind(number, self.setting) in _UNAMBIGUOUS & set(self.expected):
            return True
        return bool(self.claimed.takes(number, self.words, ahead=False))

    def _apposed(self, at: int) -> bool:
        """Whether the claim explains what stands before it: "61.2 in June, the highest ..."."""
        if at >= self.first or self.call.candidate.kind in ("old", "first"):
            return False
        if self.call.candidate.kind == "broken" or self.words.folded[self.first].endswith("ing"):
            return self._is_apposition() and self.words.folded[self.first].endswith("ing")
        if self.call.candidate.kind == "record" and self._is_last_word():
            return True
        if self._is_bare():
            return True  # "and is the widest so far": it speaks of what stands before.
        return self._is_apposition()

    def _is_apposition(self) -> bool:
        """Whether the claim opens behind a comma or "and", so that it speaks of what is before."""
        lead = self.first
        while lead > 0 and self.words.folded[lead - 1] in _LEADS and not self.words.breaks[lead]:
            lead -= 1
        if lead > 0 and self.words.folded[lead - 1].endswith("ing"):
            lead -= 1  # ", marking the highest total since May"
        while lead > 0 and self.words.folded[lead - 1] in _WHICH and not self.words.breaks[lead]:
            lead -= 1  # ", which would be a record"
        joined = self._break(lead) == "," or self.words.folded[lead] == "and"
        return lead > 0 and joined

    def _is_bare(self) -> bool:
        """Whether the superlative names no thing of its own: "and is the highest ever"."""
        core = self.call.candidate.core
        named = self.words.folded[core + 1 : self.call.candidate.phrase_end]
        return all(word in ("ever", "yet") for word in named)

    def _is_last_word(self) -> bool:
        """Whether the record closes its clause: "700 people crossed in a new daily record"."""
        last = self.call.candidate.last
        return last >= len(self.words.folded) or self.words.breaks[last] != ""

    def _break(self, at: int) -> str:
        return self.words.breaks[at] if at < len(self.words.breaks) else ""

    def neighbours(self, count: int) -> list[int]:
        """Which other sentences may hold the number, in order."""
        index = self.call.sentence
        if self.call.title:
            return list(range(index + 1, min(count, index + _TITLE_SENTENCES)))
        opening = self.words.folded[self.words.clause_start(self.call.candidate.core) :][:3]
        order = []
        if index > 0:
            order.append(index - 1)
        if index + 1 < count:
            order.append(index + 1)
        if "death" in self.expected and index > 1:
            order.append(0)
        if not (_PRONOUNS & set(opening)) and not self.expected:
            return []
        return order

    def elsewhere(self, setting: Setting) -> Number | None:
        """The first fitting number of another sentence."""
        moved = self.vocabulary["expect.move"]
        phrase = self.words.folded[self.call.candidate.core : self.call.candidate.last + 1]
        counted = self.expected[:1] == ("count",)
        if not self.expected or (counted and any(word in moved for word in phrase)):
            return None
        for number in setting.numbers:
            if self._usable(number, setting) and self._fits(number, setting):
                return number
        return None

    def _has_fallen(self) -> bool:
        """Whether the claim's own verb says that the mark it names is no more."""
        first = self.words.folded[self.call.candidate.first]
        hard = (
            first in self.vocabulary["break.verbs"] and first not in self.vocabulary["break.soft"]
        )
        return hard and self.call.candidate.kind in ("record", "broken")

    def _usable(self, number: Number, setting: Setting) -> bool:
        """Whether the number can be the mark: no change, unless a change is what is claimed."""
        if number.kind == "ordinal":
            return self._is_record_ordinal(number)
        usable = Usable(setting.words, self.vocabulary)
        timed = number.kind != "duration" or "time" in self.expected
        return timed and usable.is_value(number) and usable.is_change(number) == self._moves(number)

    def _moves(self, number: Number) -> bool:
        """Whether the claim is about a change, as "the biggest rise since" is."""
        words = self.words
        named = words.folded[self.call.candidate.core + 1 : self.call.candidate.phrase_end]
        change = self.vocabulary["expect.change"]
        return any(word in change for word in named) and number.kind != "duration"

    def _is_record_ordinal(self, number: Number) -> bool:
        at = word_at(self.words, number.start)
        return self.call.candidate.kind == "record" and at == self.call.candidate.last

    def _fits(self, number: Number, setting: Setting) -> bool | None:
        """True if the number is what the claim counts, None if it cannot be, False if unknown."""
        kind = self._kind(number, setting)
        agreed = self.claimed.takes(number, setting.words, ahead=self._is_ahead(number, setting))
        if kind in self.expected and kind != "count":
            return None if agreed is False and kind == "money" else True
        if agreed and kind in self.expected:
            return True
        if kind in _STRICT or self.expected[:1] == ("death",) or set(self.expected) & _STRICT:
            loose = kind in _STRICT and not set(self.expected) & _STRICT
            return False if loose and agreed is not False else None
        if agreed is None:
            return False
        return True if agreed else None

    def _is_ahead(self, number: Number, setting: Setting) -> bool:
        """Whether the number stands before the claim, in its sentence."""
        return setting is self.setting and word_at(self.words, number.start) < self.first

    def _kind(self, number: Number, setting: Setting) -> str:
        by_unit = {"money": "money", "percent": "percent", "duration": "time", "distance": "length"}
        if number.unit in _TEMPERATURES or (
            number.unit == "degree" and "temperature" in self.expected
        ):
            return "temperature"
        if number.unit in _AREAS:
            return "area"
        return by_unit.get(number.kind) or self._kind_of_words(number, setting.words)

    def _kind_of_words(self, number: Number, words: Words) -> str:
        at = word_at(words, number.start)
        near = words.folded[max(0, at - _DEATH_WORDS) : at + _DEATH_WORDS]
        if "magnitude" in near or (number.decimal and "magnitude" in self.expected):
            return "magnitude"
        if any(word in self.vocabulary["expect.death_near"] for word in near):
            return "death"
        return "count"
