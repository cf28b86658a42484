"""Phrases: patterns of words, matched on the folded words of a sentence."""

import re
from collections.abc import Iterable

from msgspec import Struct

# How many words a gap may take up.
_GAPS = {"*": 4, "+": 7}
_WORD = re.compile(r"\d[\d.,]*\d\w*|\w+(?:'\w+)?")
_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
_MONTH_PLURALS = frozenset(f"{month}s" for month in _MONTHS)
_COUNTED = re.compile(
    r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred|several|many"
)
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_STRONG_BREAKS = ".;:!?\n()"
_SOFT_BREAKS = (",", " - ", "\u2014", " \u2013 ")


class Words(Struct, frozen=True):
    """The words of one sentence: where they stand, folded, and what separates each from the last.

    Hyphens separate words as spaces do, so that "all-time" and "all time" are the same two.
    `breaks[i]` is ";" where something stronger than a comma stands before word i, "," where a
    comma or a dash does, else "".
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    folded: tuple[str, ...]
    shown: tuple[str, ...]
    breaks: tuple[str, ...]

    def clause_start(self, at: int, *, soft: bool = False) -> int:
        """The first word of the clause that holds word `at`; `soft` clauses end at commas too."""
        while at > 0 and not self._ends(at, soft=soft):
            at -= 1
        return at

    def clause_end(self, at: int, *, soft: bool = False) -> int:
        """The word behind the last one of the clause that holds word `at`."""
        end = self._next(";", at + 1, len(self.folded))
        return self._next(",", at + 1, end) if soft else end

    def _next(self, mark: str, start: int, end: int) -> int:
        # By the tuple's own search: a sentence of many short words asks this for every word.
        try:
            return self.breaks.index(mark, start, end)
        except ValueError:
            return end

    def _ends(self, at: int, *, soft: bool) -> bool:
        return self.breaks[at] == ";" or (soft and self.breaks[at] == ",")


def words_of(sentence: str) -> Words:
    """The words of `sentence`, in linear time."""
    starts: list[int] = []
    ends: list[int] = []
    folded: list[str] = []
    shown: list[str] = []
    breaks: list[str] = []
    last = 0
    for match in _WORD.finditer(sentence):
        between = sentence[last : match.start()]
        # Most words stand one space behind the last.
        breaks.append("" if between == " " else _break(between, after=folded[-1] if folded else ""))
        word, last = match.group(), match.end()
        starts.append(match.start())
        ends.append(last)
        shown.append(word)
        folded.append(word.lower())
    return Words(tuple(starts), tuple(ends), tuple(folded), tuple(shown), tuple(breaks))


def _break(between: str, *, after: str) -> str:
    if between.startswith(".") and len(after) == 1:
        between = between[1:]  # The stop of an abbreviation: "U.S. history".
    if any(mark in between for mark in _STRONG_BREAKS):
        return ";"
    return "," if any(mark in between for mark in _SOFT_BREAKS) else ""


class Phrases:
    """A set of phrases. "*" and "+" leave a gap, "#" takes a number, "%year" and "%month" those.

    No phrase reaches over a break stronger than a comma.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sort the phrases by their first word."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(phrase.split())
            by_first.setdefault(parts[0], []).append(parts)
        for patterns in by_first.values():
            patterns.sort(key=lambda parts: (-len(parts), parts))
        self._by_first = by_first
        self._special = tuple(first for first in ("#", "%year", "%month") if first in by_first)

    def __contains__(self, word: str) -> bool:
        """Whether `word` alone is a phrase of the set."""
        return (word,) in self._by_first.get(word, ())

    def at(self, words: Words, index: int) -> int | None:
        """The word behind the longest phrase that starts at word `index`."""
        word = words.folded[index]
        patterns = self._by_first.get(word)
        if patterns is None and not self._special:
            return None
        best: int | None = None
        for parts in patterns or ():
            end = index + 1 if len(parts) == 1 else _match(words, index, parts)
            if end is not None and (best is None or end > best):
                best = end
        for special in self._special:
            if _takes(special, word):
                for parts in self._by_first[special]:
                    end = _match(words, index, parts)
                    if end is not None and (best is None or end > best):
                        best = end
        return best

    def within(self, words: Words, first: int, last: int) -> tuple[int, int] | None:
        """The first phrase that lies in words `first` to `last`, the latter excluded."""
        for index in range(max(first, 0), min(last, len(words.folded))):
            end = self.at(words, index)
            if end is not None and end <= last:
                return index, end
        return None

    def before(self, words: Words, at: int, *, reach: int) -> tuple[int, int] | None:
        """The last phrase that ends at word `at` or up to `reach` words before it."""
        first = max(0, at - reach - 6)
        for index in range(at - 1, first - 1, -1):
            end = self.at(words, index)
            if end is not None and at - reach <= end <= at:
                return index, end
        return None

    def firsts(self) -> frozenset[str]:
        """The words that a phrase can begin with; "#" and "%year" stand for many."""
        months = (*_MONTHS, *_MONTH_PLURALS) if "%month" in self._by_first else ()
        return frozenset({*self._by_first, *months} - {"%month"})


def _match(words: Words, index: int, parts: tuple[str, ...]) -> int | None:
    """The word behind `parts`, whose first stands at word `index`; gaps are as short as can be."""
    gap = 0
    index += 1
    for part in parts[1:]:
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        found = _next(words, index, part, gap=gap)
        if found is None:
            return None
        index, gap = found + 1, 0
    return min(index + gap, len(words.folded)) if parts[-1] in _GAPS else index


def _next(words: Words, index: int, part: str, *, gap: int) -> int | None:
    for at in range(index, min(index + gap + 1, len(words.folded))):
        if words.breaks[at] == ";":
            return None
        if _takes(part, words.folded[at]):
            return at
    return None


def _takes(part: str, word: str) -> bool:
    if part == word:  # The commonest answers first.
        return True
    if part == "%year":
        return is_year(word)
    if part == "%month":
        return word in _MONTHS or word in _MONTH_PLURALS
    if part == "#":
        return word[0].isdigit() or _COUNTED.fullmatch(word) is not None
    return False


def is_year(word: str) -> bool:
    """Whether a folded word is a year of the last centuries."""
    return _YEAR.fullmatch(word) is not None


def month_number(word: str) -> int | None:
    """1 to 12 for the folded name of a month."""
    return _MONTHS.get(word)
