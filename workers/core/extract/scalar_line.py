"""Scalar line: a sentence taken apart for reading measured quantities."""

from workers.core.extract.table import Sentence
from workers.core.records.phrases import Words

_FEW_WORDS = 3


class ScalarLine:
    """A sentence with its words."""

    def __init__(self, sentence: Sentence, words: Words, *, following: str) -> None:
        """Keep the sentence, its words and the text of the next one.

        `led`: the title leads to its first number; `told`: the quantity was told of before.
        """
        self.sentence = sentence
        self.words = words
        self.following = following
        self.led = False
        self.told = False

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

    def near(self, at: int) -> tuple[int, int]:
        """The words between commas around word `at`, or its clause where those are few."""
        at = min(at, len(self.words.folded) - 1)
        first, last = self.words.clause_start(at, soft=True), self.words.clause_end(at, soft=True)
        return (first, last) if last - first > _FEW_WORDS else self.clause(at)

    def breaks(self, first: int, last: int) -> bool:
        """Whether a strong break stands between two words."""
        return ";" in self.words.breaks[first + 1 : last + 1]
