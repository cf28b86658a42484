"""Rivals: the numbers behind a record claim that it is measured against."""

from workers.core.catalogue.record_words import RecordWords
from workers.core.records.phrases import Words

_SINCE = "since"
# Behind "since 1990" these words come back to what the claim is about.
_OWN = frozenset(("with", "at", "by", "killing", "and", "but"))
# These go on about the time since when.
_RELATIVES = frozenset(("when", "which", "where", "who", "whose", "in", "after", "that", "then"))


def is_rival(words: Words, at: int, *, core: int, vocabulary: RecordWords) -> bool:
    """Whether the number at word `at` belongs to what the claim at `core` is measured against.

    "The strongest since April, when one of 7.2 struck", "the largest, ahead of the 50 of May".
    """
    if at <= core or at >= len(words.folded):
        return False
    start = max(core, words.clause_start(at))
    if vocabulary["expect.rival"].within(words, start, at) is not None:
        return True
    since = [index for index in range(core, at) if words.folded[index] == _SINCE]
    if not since:
        return False
    turns = [index for index in range(since[-1] + 1, at + 1) if words.breaks[index] != ""]
    if not turns:
        return not _OWN & set(words.folded[since[-1] : at])
    return words.folded[turns[0]] in _RELATIVES and not any(
        words.folded[index] in _OWN for index in turns[1:]
    )
