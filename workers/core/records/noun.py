"""Noun: whether the word "record" means a mark, and not a file, a disc or a conduct."""

import re

from workers.core.catalogue.record_words import RecordWords
from workers.core.records.phrases import Words, is_year

_BREAK_REACH = 5
_SOFT_REACH = 3
NOUN_PHRASE_ENDS = frozenset(
    (
        *("of", "in", "on", "at", "for", "since", "to", "that", "by", "with", "from", "into"),
        *("was", "were", "is", "are", "has", "had", "have", "after", "as", "when", "while"),
        *("who", "which", "than", "during", "over", "under", "against", "will", "would", "and"),
        *("between", "among", "around", "near", "off", "outside", "inside", "behind", "across"),
    )
)
DETERMINERS = frozenset(
    (
        *("a", "an", "the", "its", "their", "his", "her", "our", "my", "new", "another", "this"),
        *("latest", "fresh", "all", "any", "these", "those", "national", "world", "yet"),
    )
)
_AMOUNT = re.compile(
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
    r"|rs|usd|gbp|eur|krw|a hundred"
)
_ARTICLES = frozenset(("a", "an", "the", "their", "his", "her"))
_OWNERS = frozenset(("his", "her", "their", "its", "your", "my", "our"))


class RecordNouns:
    """The senses of "record" in one sentence."""

    def __init__(self, words: Words, vocabulary: RecordWords) -> None:
        """Keep the sentence."""
        self.words = words
        self.vocabulary = vocabulary

    def is_claim(self, index: int, end: int) -> bool:
        """Whether the word is no file, disc, past conduct, limit or verb."""
        words, vocabulary = self.words, self.vocabulary
        previous = words.folded[index - 1] if index and not words.breaks[index] else ""
        other = vocabulary["record.not_before"].before(words, index, reach=0) is not None
        if other or self._is_disc(index, end, previous) or self._is_title(index):
            return False
        if self._is_limit(index, end, previous):
            return False
        if end >= len(words.folded) or words.breaks[end]:
            return previous not in vocabulary["record.verb_before"]
        if self.break_verb(index) == index - 1 and previous not in vocabulary["break.soft"]:
            return True  # "to break record for most titles"
        if vocabulary["record.not_after"].at(words, end) is not None:
            return False
        return end - index > 1 or self._is_noun(index, end, previous)

    def _is_limit(self, index: int, end: int, previous: str) -> bool:
        """As in "on record", "since record-keeping began": no mark of its own."""
        if self.words.folded[index] != "record" or end - index > 1:
            return False
        following = self.words.folded[end] if end < len(self.words.folded) else ""
        return previous == "on" or (
            previous in ("since", "modern", "for") and following in ("keeping", "began")
        )

    def _is_disc(self, index: int, end: int, previous: str) -> bool:
        """A bare "record" among words of music, "sold 100m records", "for the record, ..."."""
        words = self.words
        if end - index > 1 or previous == "world":
            return False
        if words.folded[index] == "records" and previous[:1].isdigit() and not is_year(previous):
            return True
        ends = end >= len(words.folded) or words.breaks[end] != ""
        if ends and words.folded[max(0, index - 2) : index] == ("for", "the"):
            return True
        following = words.folded[end] if end < len(words.folded) else ""
        measured = following[:1].isdigit() or following in self.vocabulary["record.degree"]
        if measured or self.break_verb(index) is not None:
            return False
        return any(word in self.vocabulary["record.music"] for word in words.folded)

    def _is_title(self, index: int) -> bool:
        """The name of a newspaper: "the Marion County Record" in a sentence of small letters."""
        words = self.words
        if index < 1 or not words.shown[index][:1].isupper() or words.breaks[index]:
            return False
        named = words.shown[index - 1][:1].isupper()
        known = words.folded[index - 1] in ("world", "guinness", "national", "new")
        capitals = sum(shown[:1].isupper() for shown in words.shown)
        return named and not known and 2 * capitals < len(words.shown)

    def _is_noun(self, index: int, end: int, previous: str) -> bool:
        """Whether "record" or "records" is no verb and no one's past conduct."""
        words, vocabulary = self.words, self.vocabulary
        following = words.folded[end]
        verb_after = following in vocabulary["record.verb_after"]
        if words.folded[index] == "records":
            return not (verb_after and following not in ("in", "on", "at", "of", "that"))
        if vocabulary["record.verb_before"].before(words, index, reach=1) is not None:
            number = previous == "to" and following[0].isdigit()
            return number or following in vocabulary["record.degree"] or previous in DETERMINERS
        if verb_after and following in _ARTICLES:
            return False
        if (
            following == "of"
            and words.folded[end + 1 : end + 2]
            and words.folded[end + 1].endswith("ing")
        ):
            return False
        return previous not in _OWNERS or self._is_own_mark(index, end)

    def _is_amount(self, index: int) -> bool:
        """Whether a number, with or without hedge or currency, starts at word `index`."""
        near = self.words.folded[index : index + 3]
        return any(word[0].isdigit() or _AMOUNT.fullmatch(word) for word in near)

    def _has_company(self, index: int, end: int) -> bool:
        """Whether "X's record" is more than how X behaved: broken, held, a record haul."""
        held = self.vocabulary["state.past_before"].before(self.words, index, reach=4)
        tied = self.vocabulary["state.vague_beside"].before(self.words, index, reach=4)
        noun = end < len(self.words.folded) and not self.words.breaks[end]
        followed = noun and self.words.folded[end] not in NOUN_PHRASE_ENDS
        broken = self.break_verb(index) is not None or self.is_broken(end)
        return held is not None or tied is not None or followed or broken

    def _is_own_mark(self, index: int, end: int) -> bool:
        """As in "extends his record", "her record 40 wins": a mark, and not how someone behaved."""
        number = self.words.folded[end][0].isdigit()
        degree = self.words.folded[end] in self.vocabulary["record.degree"]
        own = self.vocabulary["break.own"].before(self.words, index, reach=2)
        return number or degree or own is not None

    def break_verb(self, at: int) -> int | None:
        """The verb a few words before `at` that says a record was broken or set."""
        verbs = self.vocabulary["break.verbs"]
        for index in range(at - 1, max(-1, at - 1 - _BREAK_REACH), -1):
            if self.words.breaks[index + 1] == ";":
                return None
            if verbs.at(self.words, index) is None:
                continue
            soft = self.words.folded[index] in self.vocabulary["break.soft"]
            return None if soft and at - index > _SOFT_REACH else index
        return None

    def is_broken(self, end: int) -> bool:
        """Whether a verb a few words behind `end` says that it fell."""
        verbs, fallen = self.vocabulary["break.verbs"], self.vocabulary["break.fallen"]
        reach = end + _BREAK_REACH
        return any(each.within(self.words, end, reach) is not None for each in (verbs, fallen))
