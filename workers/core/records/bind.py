"""Bind: the number that a record claim speaks of, in its own or a neighbouring sentence."""

from collections.abc import Sequence

from msgspec import Struct

from workers.core.catalogue.record_words import RecordWords
from workers.core.numbers.numerals import Number
from workers.core.records.find import Candidate
from workers.core.records.phrases import Words, is_year
from workers.core.records.scope import Scope, Setting

EXPECTED = ("temperature", "magnitude", "percent", "money", "time", "area", "death", "count")
_KINDS = frozenset(
    ("count", "money", "percent", "measure", "distance", "duration", "score", "fraction")
)
_ADJACENT_WORDS = 4
_TITLE_SENTENCES = 4
_NEAR_WORDS = 14
_FAR_WORDS = 40
_AWAY = 12
_NAMED_WORDS = 2
# Names carry small numbers ("Phase 3"), counts behind a name are large ("Spain 14,000").
_NAME_VALUES = 100
_NAME_VERBS = frozenset(
    ("has", "had", "is", "was", "will", "passes", "hits", "sets", "in", "on", "to", "of")
)
_DEATH_WORDS = 4
_PRONOUNS = frozenset(("it", "this", "that", "these", "they", "those", "which", "such"))
_LEADS = frozenset(
    ("the", "a", "its", "their", "and", "by", "figure", "number", "total", "result", "sum", "toll")
)
_COPULAS = frozenset(("is", "was", "are", "were", "be", "became", "being", "surge", "hit", "hits"))
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
    words = setting.words
    first = max(0, call.candidate.first - 1)
    last = min(len(words.folded), max(call.last, call.candidate.phrase_end) + 6)
    last = min(last, words.clause_end(call.candidate.core, soft=True))
    if first and words.folded[first] in _COPULAS | {"the", "a", "to", "new"}:
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
            timed = number.kind == "duration" and between[-1:] == ("of",)
            usable = timed or self._usable(number, self.setting)
            if any(words.breaks[core + 1 : at + 1]) or not usable:
                continue
            linked = not between or between[-1] in self.vocabulary["expect.link"]
            record = self.call.candidate.kind in ("record", "old")
            if record and (linked or len(between) <= 1):
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
        if self.first <= at < self.last and self.call.candidate.kind != "old":
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
        if fit is None:
            return None
        close = gap <= _ADJACENT_WORDS + 1
        mark = self.call.candidate.kind == "old" and not before
        if not fit and not (mark or (close and hard == 0) or self._apposed(at)):
            return None
        limit = _FAR_WORDS if fit or self._is_bare() else _NEAR_WORDS
        behind = 0 if before else (_AWAY if self._is_apposition() else 2)
        behind = behind if self.call.candidate.kind != "old" else (_AWAY if before else 0)
        cost = gap + 6 * hard + 1.5 * soft + behind - (6 if fit else 0)
        return cost if gap <= limit else None

    def _apposed(self, at: int) -> bool:
        """Whether the claim explains what stands before it: "57.8 in March, the highest ..."."""
        if at >= self.first or self.call.candidate.kind in ("old", "first"):
            return False
        if self.call.candidate.kind == "broken":
            return self._is_apposition() and self.words.folded[self.first].endswith("ing")
        if self.call.candidate.kind == "record" and self._is_last_word():
            return True
        if self._is_bare():
            return True  # "and is the largest of the war": it speaks of what stands before.
        return self._is_apposition()

    def _is_apposition(self) -> bool:
        """Whether the claim opens behind a comma or "and", so that it speaks of what is before."""
        lead = self.first
        while lead > 0 and self.words.folded[lead - 1] in _LEADS and not self.words.breaks[lead]:
            lead -= 1
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

    def _usable(self, number: Number, setting: Setting) -> bool:
        """Whether the number is a value of its own and not a change, a rank, a date or an age."""
        if number.kind == "ordinal":
            return self._record_ordinal(number)
        if number.kind not in _KINDS or (number.value is None and number.low is None):
            return False
        if self._is_name(number, setting.words):
            return False
        if number.approx == "vague":
            return False
        if number.kind == "duration" and "time" not in self.expected:
            return False
        return not self._is_change(number, setting.words)

    def _record_ordinal(self, number: Number) -> bool:
        at = word_at(self.words, number.start)
        return self.call.candidate.kind == "record" and at == self.call.candidate.last

    def _is_name(self, number: Number, words: Words) -> bool:
        """As in "Diablo 4", "one of the", "three times": a number that counts nothing by itself."""
        at = word_at(words, number.start)
        if number.kind != "count" or at >= len(words.folded):
            return False
        if is_year(number.text) and words.folded[at + 1 : at + 2] not in (
            ("people",),
            ("workers",),
        ):
            return True
        if words.folded[at] == "one" and words.folded[at + 1 : at + 2] == ("of",):
            return True
        before = words.shown[at - 1] if at and not words.breaks[at] else ""
        opening = at == 1 and words.folded[0] in self.vocabulary["expect.hedges"]
        named = (
            at > 0
            and not opening
            and before[:1].isupper()
            and not before.isupper()
            and not number.text[0].isalpha()
        )
        following = words.shown[at + 1 : at + 2]
        lower = bool(following) and following[0].islower() and not words.breaks[at + 1]
        if named and number.value is not None and number.value < _NAME_VALUES and lower:
            return following[0] in _NAME_VERBS
        return named and not lower and number.value is not None and number.value < _NAME_VALUES

    def _is_change(self, number: Number, words: Words) -> bool:
        at = word_at(words, number.start if number.hedge_start is None else number.hedge_start)
        if number.kind == "percent" and number.additive:
            return True
        end = word_at(words, number.end)
        after = self.vocabulary["expect.change_after"]
        if end < len(words.folded) and not words.breaks[end] and words.folded[end] in after:
            return True
        passed = self.vocabulary["state.superseded_before"].before(words, at, reach=1)
        if passed is not None and words.folded[at - 1] == "the" and not words.breaks[at]:
            return True
        if number.kind == "count" and words.folded[at - 1 : at] in (("down",), ("up",)):
            return False  # "shot down 214": a particle of the verb.
        found = self.vocabulary["expect.change_before"].before(words, at, reach=0)
        return found is not None and not words.breaks[at]

    def _fits(self, number: Number, setting: Setting) -> bool | None:
        """True if the number is of an expected kind, None if it cannot be, False if unknown."""
        kind = self._kind(number, setting)
        if not self.expected:
            return False
        if kind in self.expected:
            return True
        strict = {"money", "percent", "temperature", "area"}
        if kind in strict or self.expected[0] in strict or number.kind in ("money", "percent"):
            return None
        return False if kind == "count" else None

    def _kind(self, number: Number, setting: Setting) -> str:
        if number.kind in ("money", "percent"):
            return number.kind
        by_unit = self._kind_of_unit(number)
        return by_unit or self._kind_of_words(number, setting.words)

    def _kind_of_unit(self, number: Number) -> str | None:
        bare = number.unit == "degree" and "temperature" in self.expected
        if number.unit in _TEMPERATURES or bare:
            return "temperature"
        if number.unit in _AREAS:
            return "area"
        return "time" if number.kind == "duration" else None

    def _kind_of_words(self, number: Number, words: Words) -> str:
        at = word_at(words, number.start)
        near = words.folded[max(0, at - _DEATH_WORDS) : at + _DEATH_WORDS]
        if "magnitude" in near or (number.decimal and "magnitude" in self.expected):
            return "magnitude"
        if any(word in self.vocabulary["expect.death_near"] for word in near):
            return "death"
        return "count"


def word_at(words: Words, offset: int) -> int:
    """The index of the word at or behind `offset`."""
    low, high = 0, len(words.starts)
    while low < high:
        middle = (low + high) // 2
        if words.ends[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return low
