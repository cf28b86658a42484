"""Agree: whether a number counts what a record claim speaks of."""

from workers.core.catalogue.record_words import RecordWords
from workers.core.numbers.numerals import Number
from workers.core.records.find import Candidate
from workers.core.records.noun import NOUN_PHRASE_ENDS
from workers.core.records.phrases import Words
from workers.core.records.usable import word_at

_NOUN_WORDS = 4
_SUBJECT_WORDS = 9
_STEM_CHARS = 5
_SHORT_CHARS = 3


class Claimed:
    """What one claim speaks of: the stems of its own nouns, and of its subject's."""

    def __init__(self, candidate: Candidate, words: Words, vocabulary: RecordWords) -> None:
        """Read the noun phrase of the claim, its "of", and what stands before its verb."""
        self.words = words
        self.vocabulary = vocabulary
        own = _plain(words.folded[candidate.core + 1 : candidate.phrase_end], vocabulary)
        end = candidate.phrase_end
        if words.folded[end : end + 1] in (("of",), ("for",)) and not words.breaks[end]:
            own |= _plain(_phrase(words, end + 1), vocabulary)
        start = max(words.clause_start(candidate.core), candidate.first - _SUBJECT_WORDS)
        self.own = own
        self.subject = _plain(words.folded[start : candidate.first], vocabulary)

    def takes(self, number: Number, words: Words, *, ahead: bool) -> bool | None:
        """True if the number's own noun is one of the claim's, False if another, None without.

        A claim without a noun of its own may speak of whatever stands `ahead` of it.
        """
        nouns = _plain(_counted(number, words), self.vocabulary)
        if not nouns:
            return None
        if nouns & (self.own | self.subject):
            return True
        named = bool(self.own) or (bool(self.subject) and not ahead)
        return False if named else None


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
