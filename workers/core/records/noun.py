"""Noun: whether the word "record" means a mark, and not a file, a disc or a conduct."""

from workers.core.catalogue.record_words import RecordWords
from workers.core.records.phrases import Words, is_year

_BREAK_REACH = 5
_PHRASE_REACH = 8
_HELD_REACH = 5
_AMOUNT_REACH = 3
_JUDGED = ("state.confirmed", "state.annulled")
_FILE_REACH = 2
_NAMED_FROM = 2
NOUN_PHRASE_ENDS = frozenset(
    (
        *("of", "in", "on", "at", "for", "since", "to", "that", "by", "with", "from", "into"),
        *("was", "were", "is", "are", "has", "had", "have", "after", "as", "when", "while"),
        *("who", "which", "than", "during", "over", "under", "against", "will", "would", "and"),
        *("between", "among", "around", "near", "off", "outside", "inside", "behind", "across"),
        *("about", "back", "because", "if", "but", "or", "though", "although", "until", "before"),
        *("without", "within", "despite", "amid", "like", "toward", "towards", "upon"),
        *("must", "might", "could", "can", "should", "do", "does", "did", "be", "been", "being"),
    )
)
DETERMINERS = frozenset(
    (
        *("a", "an", "the", "its", "their", "his", "her", "our", "my", "new", "another", "this"),
        *("latest", "fresh", "all", "any", "these", "those", "national", "world", "yet"),
    )
)
_ARTICLES = frozenset(("a", "an", "the", "their", "his", "her"))
_OWNERS = frozenset(("his", "her", "their", "its", "your", "my", "our"))
_COPULAS = frozenset(("is", "was", "are", "were", "becomes", "became", "be", "sets", "set"))
# A bare "record" behind one of these is a level that something stands at or comes from.
_LEVEL_BEFORE = frozenset(("at", "to", "from", "near", "below", "above", "into", "past", "toward"))
# "Twice the record", "the record for May": one mark among others.
_COMPARED = frozenset(
    ("than", "near", "below", "above", "past", "beyond", "twice", "double", "over", "toward")
)
_LEVEL_AFTER = frozenset(("above", "below", "over", "as", "after", "since", "amid", "despite"))
# Plurals of those who record things for a living.
_AGENTS = ("ers", "ors", "ists", "ians")
_VERB_ENDINGS = ("s", "ed", "ing")


class RecordNouns:
    """The senses of "record" in one sentence."""

    def __init__(self, words: Words, vocabulary: RecordWords) -> None:
        """Keep the sentence."""
        self.words = words
        self.vocabulary = vocabulary

    def is_claim(self, index: int, end: int) -> bool:
        """Whether the words `index` to `end` are a mark, and no file, disc, conduct or verb.

        "Record high" and its like need no more than that. A bare "record" must either measure
        the noun behind it ("a record haul") or be set, broken, held, given or reached.
        """
        previous, following = self._previous(index), self._following(end)
        if self._is_other(index, end, previous):
            return False
        if following and self.vocabulary["record.not_after"].at(self.words, end) is not None:
            return False
        if end - index > 1:
            return True
        if previous == "on":  # "on record" limits another claim, but one can sit on a record sum.
            return following != "" and self._is_amount(end)
        if self.words.folded[index] == "records":
            return self._is_plural(index, following, previous)
        return self._is_mark(index, end, previous=previous, following=following)

    def _is_other(self, index: int, end: int, previous: str) -> bool:
        """Whether the words around make it a file, a disc, a name or a count of games won."""
        before = self.vocabulary["record.not_before"].before(self.words, index, reach=0)
        return (
            before is not None
            or self._is_disc(index, end, previous)
            or self._is_title(index)
            or self._is_tally(index, previous)
        )

    def _is_mark(self, index: int, end: int, *, previous: str, following: str) -> bool:
        """Whether a bare "record" measures the noun behind it or something is done to it."""
        if self._is_verb(index, following, previous):
            return False
        if self._is_measured(end, following) or following in self.vocabulary["record.tying"]:
            return True
        if following and following not in NOUN_PHRASE_ENDS and self._may_govern(index, previous):
            own = previous in _OWNERS and following.endswith("ed")
            return following not in self.vocabulary["record.verb_after"] and not own
        if self.break_verb(index) is not None:
            return True
        if self._is_done_to(end):
            return self._is_own(index, previous)
        return self._is_told(index, previous, following)

    def _previous(self, index: int) -> str:
        return self.words.folded[index - 1] if index and not self.words.breaks[index] else ""

    def _slice(self, at: int) -> str:
        return self.words.folded[at] if at >= 0 else ""

    def _following(self, end: int) -> str:
        inside = end < len(self.words.folded) and not self.words.breaks[end]
        return self.words.folded[end] if inside else ""

    def _is_plural(self, index: int, following: str, previous: str) -> bool:
        """Whether "records" can be marks; which ones are is asked of what happens to them."""
        if previous in self.vocabulary["record.verb_before"]:
            return self.break_verb(index) == index - 1
        verb = following in self.vocabulary["record.verb_after"]
        return not (verb and following not in ("in", "on", "at", "of", "that"))

    def _is_verb(self, index: int, following: str, previous: str) -> bool:
        """Whether someone records something here: "to record bats", "sensors record the song"."""
        vocabulary = self.vocabulary
        if self.break_verb(index) == index - 1:
            return False  # "to set record"
        if previous in vocabulary["record.verb_before"]:
            asked = self._slice(index - 2) in vocabulary["record.infinitive"]
            level = previous == "to" and (self._is_level(following) or following[:1].isdigit())
            level = level and not asked
            return not (level or following in vocabulary["record.degree"])
        subject = index - self.words.clause_start(index, soft=True)
        listed = previous in vocabulary["record.governors"]
        listed = listed or previous in NOUN_PHRASE_ENDS
        plural = previous.endswith("s") and not previous.endswith("'s") and not listed
        if plural and following and following not in vocabulary["record.degree"]:
            led = self.words.folded[index - 2] if subject > 1 else ""
            agents = previous.endswith(_AGENTS) or previous in vocabulary["record.agents"]
            agents = agents and (following not in NOUN_PHRASE_ENDS or self._is_amount(index + 1))
            if subject == 1 or agents or led in DETERMINERS or led[:1].isdigit():
                return True  # "Sensors record 30 mm": the subject and its verb.
        return following in _ARTICLES or following in ("it", "how", "what", "whether", "each")

    def _is_level(self, following: str) -> bool:
        return following == "" or following in _LEVEL_AFTER

    def _is_measured(self, end: int, following: str) -> bool:
        """Whether an amount or a noun that has amounts stands behind the word."""
        if not following:
            return False
        if following in self.vocabulary["record.degree"] or self._is_amount(end):
            return True
        copula = following in ("is", "was") and self._previous(end - 1) not in _OWNERS
        return (following == "of" or copula) and self._is_amount(end + 1)

    def _is_amount(self, at: int) -> bool:
        """Whether a number, with or without hedge or currency, starts at word `at`."""
        words = self.words
        for index in range(at, min(at + _AMOUNT_REACH, len(words.folded))):
            if index > at and words.breaks[index]:
                return False
            word = words.folded[index]
            if word[0].isdigit() or word in self.vocabulary["record.amounts"]:
                return True
            if word not in self.vocabulary["expect.hedges"]:
                return False
        return False

    def _may_govern(self, index: int, previous: str) -> bool:
        """Whether the word before can stand before "record haul"; a plain noun makes a file."""
        if not previous or previous in DETERMINERS or previous in NOUN_PHRASE_ENDS:
            return True
        if previous.endswith(("'s", "s'")) or previous in self.vocabulary["record.governors"]:
            return True
        if self.words.shown[index - 1].isupper():
            return False
        return previous.endswith(_VERB_ENDINGS) or self.vocabulary.limits.at(
            self.words, index - 1
        ) is not None or previous[0].isdigit()  # fmt: skip

    def _is_told(self, index: int, previous: str, following: str) -> bool:
        """Whether a bare "record" is had, neared or wanted, or told as the mark reached."""
        vocabulary, words = self.vocabulary, self.words
        cues = ("state.tied", "state.vague_beside", "state.held", "break.own", *_JUDGED)
        if any(vocabulary[key].before(words, index, reach=_HELD_REACH) for key in cues):
            return True
        if previous in _LEVEL_BEFORE:
            return self._is_level(following)
        if previous == "the" and (following == "for" or self._slice(index - 2) in _COMPARED):
            return True
        if self._tried(index) or is_year(previous) or self._is_of_last_year(index, previous):
            return True
        if vocabulary["record.field"].before(words, index, reach=0) is not None:
            return self._is_own(index, previous)
        plain = previous in vocabulary["record.articles"] or self._is_of_name(index)
        return following not in ("of", "on", "as") and (plain or self._is_apposed(index))

    def _is_of_name(self, index: int) -> bool:
        """As in "a June record", "a new Oakland record": no conduct is named so."""
        if index < _NAMED_FROM or not self.words.shown[index - 1][:1].isupper():
            return False
        return self.words.folded[index - 2] in self.vocabulary["record.articles"]

    def _is_done_to(self, end: int) -> bool:
        """As in "the record fell", "the record had stood", "the record belongs to"."""
        if self._following(end) == "of":
            return False
        after = (self.vocabulary[key] for key in ("state.past_after", *_JUDGED))
        reach = end + _BREAK_REACH
        return self.is_broken(end) or any(each.within(self.words, end, reach) for each in after)

    def _is_of_last_year(self, index: int, previous: str) -> bool:
        """As in "last year's record"."""
        lead = self.words.folded[index - 2] if index > 1 else ""
        return previous.endswith("'s") and lead in ("last", "previous", "past")

    def _is_apposed(self, index: int) -> bool:
        """As in "17 walks, an Oakland record", "it is Corsica's record": it explains a number."""
        for at in range(index - 1, max(0, index - 1 - _BREAK_REACH), -1):
            if self.words.folded[at] in _COPULAS:
                return self.words.folded[index - 1] not in _OWNERS
            if self.words.folded[at] in NOUN_PHRASE_ENDS:
                return False
            if self.words.breaks[at]:
                owned = self.words.folded[index - 1].endswith("'s")
                return owned or self.words.folded[at] in ("a", "an", "another")
        return False

    def _tried(self, index: int) -> bool:
        """Whether someone wants to break it: "chases record", "bid for the record"."""
        return self.vocabulary["state.attempt_before"].before(
            self.words, index, reach=_FILE_REACH
        ) is not None  # fmt: skip

    def _is_own(self, index: int, previous: str) -> bool:
        """No one breaks or sets how he behaved: "broke with her record on trade"."""
        if previous in _OWNERS or previous.endswith("'s"):
            own = self.vocabulary["break.own"].before(self.words, index, reach=4)
            return own is not None or self.is_broken(index + 1)
        return True

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
        music = self.vocabulary["record.music"]
        return any(word.removesuffix("'s") in music for word in words.folded)

    def _is_title(self, index: int) -> bool:
        """The name of a newspaper: "the Marion County Record" in a sentence of small letters."""
        words = self.words
        if index < 1 or not words.shown[index][:1].isupper() or words.breaks[index]:
            return False
        named = words.shown[index - 1][:1].isupper()
        known = words.folded[index - 1] in ("world", "guinness", "national", "new")
        capitals = sum(shown[:1].isupper() for shown in words.shown)
        return named and not known and 2 * capitals < len(words.shown)

    def _is_tally(self, index: int, previous: str) -> bool:
        """Games won and lost: "a 12-5 record", "a winning record"."""
        if previous in ("winning", "losing") and self._following(index + 1) in NOUN_PHRASE_ENDS | {
            ""
        }:
            return True
        lead = self.words.folded[index - 2] if index > 1 else ""
        tally = previous.isdigit() and lead.isdigit() and not self.words.breaks[index - 1]
        return tally and not is_year(previous)

    def break_verb(self, at: int) -> int | None:
        """The verb before `at` that says a record was broken or set.

        It governs the noun phrase that ends at `at`; one that can only mean so may stand apart.
        """
        verbs = self.vocabulary["break.verbs"]
        inside = at >= len(self.words.breaks) or not self.words.breaks[at]
        for index in range(at - 1, max(-1, at - 1 - _PHRASE_REACH), -1):
            if self.words.breaks[index + 1] == ";":
                return None
            word = self.words.folded[index]
            if verbs.at(self.words, index) is not None:
                soft = word in self.vocabulary["break.soft"]
                return index if inside or (not soft and at - index <= _BREAK_REACH) else None
            inside = inside and word not in NOUN_PHRASE_ENDS and not self.words.breaks[index]
        return None

    def is_broken(self, end: int) -> bool:
        """Whether a verb a few words behind `end` says that it fell."""
        verbs, fallen = self.vocabulary["break.verbs"], self.vocabulary["break.fallen"]
        reach = end + _BREAK_REACH
        return any(each.within(self.words, end, reach) is not None for each in (verbs, fallen))
