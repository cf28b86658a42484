"""Usable: whether a number near a record claim is a value of its own, not a change or a name."""

from workers.core.catalogue.record_words import RecordWords
from workers.core.numbers.numerals import Number
from workers.core.records.noun import NOUN_PHRASE_ENDS
from workers.core.records.phrases import Words, is_year

_KINDS = frozenset(("count", "money", "percent", "measure", "distance", "duration"))
_UNITS = frozenset(("money", "percent", "measure", "distance", "duration"))
# Names carry small numbers ("Phase 3"), counts behind a name are large ("Spain 14,000").
_NAME_VALUES = 100
_NAME_VERBS = frozenset(
    ("has", "had", "is", "was", "will", "passes", "hits", "sets", "in", "on", "to", "of")
)
_COUNTED_YEARS = frozenset(("people", "workers"))
_RATIO = frozenset(("in", "out"))
_CHANGE_REACH = 3


class Usable:
    """The numbers of one sentence, asked one by one."""

    def __init__(self, words: Words, vocabulary: RecordWords) -> None:
        """Keep the sentence."""
        self.words = words
        self.vocabulary = vocabulary

    def is_value(self, number: Number) -> bool:
        """Whether the number is an amount: no year, name, ratio, vague word or race."""
        valued = number.value is not None or number.low is not None
        if number.kind not in _KINDS or not valued or number.approx == "vague":
            return False
        return not (self._is_name(number) or self._is_ratio(number) or self._is_race(number))

    def _is_race(self, number: Number) -> bool:
        """The length of a race: "the 100m record", "400m hurdles"."""
        end = word_at(self.words, number.end)
        after = self.words.folded[end : end + (2 if number.kind == "distance" else 1)]
        raced = bool(after) and not self.words.breaks[end]
        length = number.kind == "distance" or number.text[-1:] == "m"
        return raced and length and any(word in self.vocabulary["expect.race"] for word in after)

    def _is_ratio(self, number: Number) -> bool:
        """As in "one in 20", and either part of it."""
        start, end = word_at(self.words, number.start), word_at(self.words, number.end)
        folded = self.words.folded
        opens = folded[end : end + 1] == ("in",) and _is_small(folded[end + 1 : end + 2])
        closes = (
            start > 1 and folded[start - 1] in _RATIO and _is_small(folded[start - 2 : start - 1])
        )
        small = number.value is not None and number.value < _NAME_VALUES
        return (
            number.kind == "count"
            and small
            and (opens or closes)
            and not self._has_break(start, end + 1)
        )

    def _has_break(self, first: int, last: int) -> bool:
        return any(self.words.breaks[first + 1 : last + 1])

    def _is_name(self, number: Number) -> bool:
        """As in "Diablo 4", "one of the", "three times": a number that counts nothing by itself."""
        words, at = self.words, word_at(self.words, number.start)
        if number.kind != "count" or at >= len(words.folded):
            return False
        following = words.shown[at + 1 : at + 2]
        if at and is_year(words.folded[at - 1]) and number.text.isdigit() and not words.breaks[at]:
            return True  # "2022-23": a season.
        if is_year(number.text) and not _COUNTED_YEARS & set(following):
            return True
        if following == ("of",) and words.folded[at] == "one":
            return True
        before = words.shown[at - 1] if at and not words.breaks[at] else ""
        opening = at == 1 and words.folded[0] in self.vocabulary["expect.hedges"]
        named = not opening and before[:1].isupper() and not before.isupper()
        if not named or number.text[0].isalpha() or (number.value or _NAME_VALUES) >= _NAME_VALUES:
            return False
        lower = bool(following) and following[0].islower() and not words.breaks[at + 1]
        return not lower or following[0] in _NAME_VERBS

    def is_change(self, number: Number) -> bool:
        """Whether it tells by how much something moved, or from where."""
        words, vocabulary = self.words, self.vocabulary
        at = word_at(words, number.start if number.hedge_start is None else number.hedge_start)
        if number.kind == "percent" and number.additive:
            return True
        end = word_at(words, number.end)
        if self._is_followed_by_change(end):
            return True
        passed = vocabulary["state.superseded_before"].before(words, at, reach=1)
        if passed is not None and words.folded[at - 1] == "the" and not words.breaks[at]:
            return True
        if number.kind == "count" and words.folded[at - 1 : at] in (("down",), ("up",)):
            return False  # "shot down 214": a particle of the verb.
        found = vocabulary["expect.change_before"].before(words, at, reach=0)
        return found is not None and at < len(words.breaks) and not words.breaks[at]

    def _is_followed_by_change(self, end: int) -> bool:
        """As in "12% more", "a 1,100-point surge", "a 16 percent increase"."""
        words = self.words
        for index in range(end, min(end + _CHANGE_REACH, len(words.folded))):
            word = words.folded[index]
            if words.breaks[index] or (index > end and word in NOUN_PHRASE_ENDS):
                return False
            if index == end and word in self.vocabulary["expect.change_after"]:
                return True
            if word in self.vocabulary["expect.change"]:
                return True
        return False

    def is_rate(self, number: Number) -> bool:
        """As in "73 people a day", "450 every month"."""
        end = word_at(self.words, number.end)
        stop = min(self.words.clause_end(max(end - 1, 0), soft=True), end + _CHANGE_REACH + 3)
        return self.vocabulary["expect.rate"].within(self.words, end, stop) is not None


def _is_small(words: tuple[str, ...]) -> bool:
    return bool(words) and (
        (words[0].isdigit() and not is_year(words[0]))
        or words[0] in ("one", "two", "three", "every", "ten")
    )


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
