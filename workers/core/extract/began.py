"""Began: on which day a lasting happening began, where a text counts its days or tells from it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from workers.core.dates.words import COUNT, back, count_of
from workers.core.extract.table import Sentence
from workers.core.extract.timing import COMPARED
from workers.core.records.phrases import Phrases, words_of

_REACH: Final = 60
_ORDINALS: Final = {
    word: at
    for at, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth".split(),
        1,
    )
}
# "A week after floods hit the south", "two days since the dam broke".
_AFTER = re.compile(
    rf"\b(?P<count>{COUNT}) (?P<unit>day|week)s?(?: and a (?P<more>day))? (?:after|since)\b",
    re.IGNORECASE,
)
# "Five days of flooding", "two weeks of floods".
_LONG = re.compile(
    rf"\b(?P<count>{COUNT}) (?P<unit>day|week)s? of (?=(?P<behind>[^.;,]{{1,30}}))", re.IGNORECASE
)
# "On the fourth day of the floods", "for a fifth straight day".
_NTH = re.compile(
    r"\b(?:the|a|an|its|their|day) (?P<nth>" + "|".join(_ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th))"
    r"(?: straight| consecutive| successive| running)? (?P<unit>day)\b(?! after)",
    re.IGNORECASE,
)


def began(sentence: Sentence, nouns: Phrases, published: date) -> Iterator[date]:
    """The first days of a happening that the sentence counts from; `nouns` name happenings."""
    for match in _AFTER.finditer(sentence.text):
        count = count_of(match.group("count"))
        if count is not None and _names(sentence.text[match.end() :][:_REACH], nouns):
            first = back(published, count, match.group("unit").lower())
            yield first - timedelta(days=1) if match.group("more") else first
    for match in _LONG.finditer(sentence.text):
        count = count_of(match.group("count"))
        if count is not None and _names(match.group("behind"), nouns):
            unit = match.group("unit").lower()
            yield back(published, count - 1 if unit == "day" else count, unit)
    for match in _NTH.finditer(sentence.text):
        if _names(sentence.text, nouns):
            yield published - timedelta(days=_nth(match.group("nth").lower()) - 1)
    for when in sentence.dates:
        compared = COMPARED.search(sentence.folded, max(0, when.start - _REACH), when.start)
        if when.rule == "since_day" and when.first is not None and compared is None:
            yield when.first


def _names(text: str, nouns: Phrases) -> bool:
    words = words_of(text)
    return nouns.within(words, 0, len(words.folded)) is not None


def _nth(word: str) -> int:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else _ORDINALS[word]
