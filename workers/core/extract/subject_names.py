"""Subject names: the proper names of a text, in capitals, with where each of them stands."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from workers.core.extract.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    HEDGES,
    PREPOSITIONS,
    PRONOUNS,
)
from workers.core.extract.table import Sentence
from workers.core.numbers.numerals import Number

NAME_WORDS_MAX: Final = 6
_SHORT: Final = 3
_TICKER: Final = 4
_TWICE: Final = 2
_TITLE_SHARE: Final = 0.7
_TITLE_WORDS: Final = 4
# "Acme", "O'Neill", "AT&T", "DeFi-Lend", "T-Mobile", "eBay", "23andMe", "Crypto.com".
_WORD = re.compile(
    r"(?:[A-Z\u00c0-\u00de]|[a-z]{1,3}(?=[A-Z])|\d+(?=[a-z]*[A-Z]))[\w\u00c0-\u024f]*"
    r"(?:[.&'\u2019-](?!s\b)[\w\u00c0-\u024f]+)*"
)
# "Acme (May 3)", "Acme. 5 million", "Acme, an exchange": no plain word stands so.
_MARKED = re.compile(r" ?\(|[.:](?: |$)|, (?:an?|the|one) ")
_PLAIN = re.compile(r"[a-z][\w'\u2019-]*")
_JOINT = re.compile(r"[ \u00a0](?:(?:of|the|&|de|du|la|von) ){0,2}$")
_GRAMMAR: Final = (
    ADVERBS | AUXILIARIES | CONJUNCTIONS | DETERMINERS | HEDGES | PREPOSITIONS | PRONOUNS
) | frozenset("and or if there here mr mrs ms dr today yesterday tonight one two three".split())
# "Second insurer tells of breach": before a small word they name nobody.
_ORDINALS: Final = frozenset("first second third fourth fifth last next new old big major".split())
_SMALL = re.compile(r" [a-z]")
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december mon tue wed thu fri sat sun jan feb mar "
    "apr jun jul aug sep sept oct nov dec am pm utc gmt est edt pst pdt".split()
)


class Name(Struct, frozen=True):
    """A proper name in a sentence; offsets are relative to it.

    `lone`: a single plain word that opens a sentence, as any word can, and stands nowhere else.
    """

    start: int
    end: int
    text: str
    lone: bool = False


def find_names(
    sentences: Sequence[Sentence], no_names: Iterable[str], nouns: frozenset[str] = frozenset()
) -> list[list[Name]]:
    """The names of each sentence, in order; `no_names` are none, `nouns` stand behind names.

    A word in capitals is no part of a name where grammar or the calendar knows it, or where it
    opens a sentence and the text writes it small elsewhere. In a headline that writes most words
    in capitals only names count that the text has elsewhere.
    """
    small = Counter(word for each in sentences for word in _PLAIN.findall(each.text))
    nobody = {word.lower() for word in no_names}
    found = [
        [name for name in _names(each, small) if not _is_nobody(name, nobody)] for each in sentences
    ]
    known = {
        word
        for each, names in zip(sentences, found, strict=True)
        if not _shouts(each)
        for name in names
        if name.start
        for word in name.text.split()
    }
    often = Counter(name.text.split(" ")[0] for names in found for name in names)
    return [
        [*_known(names, known), *_marked(names, nouns, known)]
        if _shouts(each)
        else [
            Name(name.start, name.end, name.text, lone=often[name.text] < _TWICE)
            if _opens(name, each)
            else name
            for name in names
        ]
        for each, names in zip(sentences, found, strict=True)
    ]


def _opens(name: Name, sentence: Sentence) -> bool:
    """Whether it is a single plain word that opens a sentence, as any word can."""
    plain = name.text.isalpha() and name.text[1:].islower()
    plain = plain and _MARKED.match(sentence.text, name.end) is None
    return plain and not re.search(r"\w", sentence.text[: name.start])


def _is_nobody(name: Name, nobody: set[str]) -> bool:
    """As in "Notice of Data Security": every word of it, or the whole, names nobody.

    Nor does a town in capitals that opens a text ("LONDON -").
    """
    if not name.start and name.text.isupper() and name.text.isalpha() and len(name.text) > _TICKER:
        return True
    words = name.text.lower().split(" ")
    return name.text.lower() in nobody or all(word in nobody or word in _GRAMMAR for word in words)


def _known(names: Sequence[Name], known: set[str]) -> list[Name]:
    """Of names in a headline of capitals the stretches of words that the text has elsewhere."""
    found = []
    for name in names:
        at = name.start
        run: list[tuple[int, int]] = []
        for word in name.text.split(" "):
            if word in known:
                run.append((at, at + len(word)))
            elif run:
                break
            at += len(word) + 1
        if run:
            start, end = run[0][0], run[-1][1]
            found.append(Name(start, end, name.text[start - name.start : end - name.start]))
    return found


def _marked(names: Sequence[Name], nouns: frozenset[str], known: set[str]) -> list[Name]:
    """Of names in a headline of capitals those that the word behind them tells ("Hawk Complex")."""
    found = []
    for name in names:
        words = name.text.split(" ")
        if any(word in known for word in words):
            continue
        stop = next((at for at, word in enumerate(words) if at and word.lower() in nouns), None)
        if stop is not None:
            text = " ".join(words[: stop + 1])
            found.append(Name(name.start, name.start + len(text), text))
    return found


def _shouts(sentence: Sentence) -> bool:
    """Whether it is a headline that writes most of its words in capitals."""
    if sentence.field != "title":
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", sentence.text) if len(word) > _SHORT]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= _TITLE_WORDS and capital >= _TITLE_SHARE * len(words)


def _names(sentence: Sentence, small: Counter[str]) -> list[Name]:
    text = sentence.text
    taken = [(each.start, _end(each)) for each in sentence.numbers if not each.text.isalpha()]
    words = [
        (match.start(), match.end())
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
        and not _is_none(match, sentence, small=small)
    ]
    found: list[Name] = []
    index = 0
    while index < len(words):
        last = index
        while last + 1 < len(words) and last + 1 - index < NAME_WORDS_MAX:
            if _JOINT.fullmatch(text, words[last][1], words[last + 1][0]) is None:
                break
            last += 1
        start, end = words[index][0], words[last][1]
        found.append(Name(start, end, " ".join(text[start:end].split())))
        index = last + 1
    return found


def _end(number: Number) -> int:
    return max(number.end, number.unit_end)


def _is_none(match: re.Match[str], sentence: Sentence, *, small: Counter[str]) -> bool:
    word = match.group().rstrip(".").lower()
    if word in _GRAMMAR or word in _CALENDAR:
        return True
    opens = not re.search(r"[\w)]", sentence.text[: match.start()])
    counts = word in _ORDINALS and _SMALL.match(sentence.text, match.end()) is not None
    return opens and (word in small or counts)
