"""Agree: whether a number counts what a record claim speaks of."""

from workers.core.catalogue.record_words import RecordWords
from workers.core.numbers.numerals import Number
from workers.core.records.find import Candidate
from workers.core.records.noun import NOUN_PHRASE_ENDS
from workers.core.records.phrases import Words
from workers.core.records.usable import word_at

_NOUN_WORDS = 4
# Behind one of these the claim is background to what was counted before.
_APART = frozenset(("after", "amid", "despite", "following", "before", "during", "while", "as"))
_SUBJECT_WORDS = 9
_STEM_CHARS = 5
_SHORT_CHARS = 3


class Claimed:
    """What one claim speaks of: the stems of its own nouns, and of its subject's."""

    def __init__(self, candidate: Candidate, words: Words, vocabulary: RecordWords) -> None:
        """Read the noun phrase of the claim, its "of", and what stands before its verb."""
        self.words = words
        self.vocabulary = vocabulary
        self.candidate = candidate
        end = candidate.phrase_end
        of = words.folded[end : end + 1] in (("of",), ("for",)) and not words.breaks[end]
        self.complement = _plain(_phrase(words, end + 1), vocabulary) if of else set()
        start = max(words.clause_start(candidate.core), candidate.first - _SUBJECT_WORDS)
        before = words.folded[candidate.first - 1] if candidate.first else ""
        self.apart = before in _APART
        self.subject = _plain(words.folded[start : candidate.first], vocabulary)

    def own(self, stop: int) -> set[str]:
        """The stems of the claim's own noun phrase, as far as word `stop`, and of its "of"."""
        last = max(self.candidate.core + 1, min(self.candidate.phrase_end, stop))
        named = _plain(_to_end(self.words.folded[self.candidate.core + 1 : last]), self.vocabulary)
        return named | self.complement

    def takes(self, number: Number, words: Words, *, ahead: bool) -> bool | None:
        """True if the number's own noun is one of the claim's, False if another, None without.

        A claim without a noun of its own may speak of whatever stands `ahead` of it.
        """
        nouns = _plain(_counted(number, words), self.vocabulary)
        at = word_at(words, number.start)
        inside = words is self.words and at > self.candidate.core
        own = self.own(at if inside else self.candidate.phrase_end)
        if self.apart and ahead and not nouns & own:
            return False
        if not nouns:
            return None
        if nouns & (own | self.subject):
            return True
        named = bool(own) or (bool(self.subject) and not ahead)
        return False if named else None


def _to_end(folded: tuple[str, ...]) -> tuple[str, ...]:
    """The words before the first that ends a noun phrase."""
    ends = (at for at, word in enumerate(folded) if word in NOUN_PHRASE_ENDS)
    return folded[: next(ends, len(folded))]


def _counted(number: Number, words: Words) -> tuple[str, ...]:
    """The words that say what is counted: behind the number, or before its "of"."""
    at, end = word_at(words, number.start), word_at(words, number.end)
    if at > 1 and words.folded[at - 1] == "of" and not words.breaks[at]:
        return (words.folded[at - 2],)
    return _phrase(words, end)


def _phrase(words: Words, first: int) -> tuple[str, ...]:
    """The words from `first` to the end of the noun phrase there."""
    last = first
    while (
        last < min(len(words.folded), first + _NOUN_WORDS)
        and not (last > first - 1 and words.breaks[last] and last >= first)
        and words.folded[last] not in NOUN_PHRASE_ENDS
    ):
        last += 1
    return words.folded[first:last]


def _plain(folded: tuple[str, ...], vocabulary: RecordWords) -> set[str]:
    """The stems of the words that can name a thing; all words for persons are one."""
    stems = set()
    for word in folded:
        bare = word.removesuffix("'s").removesuffix("'")
        if word in vocabulary["expect.persons"]:
            stems.add("persons")
        elif (
            len(bare) > _SHORT_CHARS
            and bare not in vocabulary["expect.empty"]
            and not bare[0].isdigit()
        ):
            stems.add(bare.removesuffix("s")[:_STEM_CHARS])
    return stems
