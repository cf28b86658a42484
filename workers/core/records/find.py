"""Find: the words of a sentence that may call something a record."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from schemas.report import Direction
from workers.core.catalogue.record_words import RecordWords
from workers.core.records.noun import DETERMINERS, NOUN_PHRASE_ENDS, RecordNouns
from workers.core.records.phrases import Words

CandidateKind = Literal[
    "superlative", "record", "comparative", "never", "unprecedented", "old", "broken", "first"
]
NOUN_PHRASE_WORDS_MAX = 8
_LOOSE_REACH = 2
_TIME_REACH = 4
# What is counted though it has no plural.
_MASSES = frozenset(("rain", "snow", "money", "water", "heat", "oil", "gas", "time", "aid"))
_EST_CHARS = 5
_MORE_REACH = 12
_THAN_REACH = 16
# These open another noun phrase: "the worst fire the town has seen".
_NEXT_PHRASE = frozenset(("the", "a", "an"))
_MARK_UNITS = frozenset(
    ("mile", "km", "metre", "meter", "second", "minute", "year", "day", "point")
)


class Candidate(Struct, frozen=True, kw_only=True):
    """Words `first` to `last` (excluded) of a sentence; `core` is the word that makes the claim.

    `phrase_end` is where the noun phrase behind the core ends; `weak` ones name no limit and
    count only where a domain knows what they measure.
    """

    kind: CandidateKind
    first: int
    last: int
    core: int
    phrase_end: int
    direction: Direction = "max"
    weak: bool = False


def candidates(words: Words, vocabulary: RecordWords) -> list[Candidate]:
    """All candidates of a sentence, in the order of their cores; none shares its core."""
    finder = _Finder(words, vocabulary)
    found: list[Candidate] = []
    taken = 0
    for index in range(len(words.folded)):
        word = words.folded[index]
        if index < taken or not (word in vocabulary.starters or word.endswith("est")):
            continue
        for candidate in finder.at(index):
            found.append(candidate)
            taken = max(taken, finder.consumed)
    return found


class _Finder:
    """One pass over a sentence; `consumed` is the word behind the trigger found last."""

    def __init__(self, words: Words, vocabulary: RecordWords) -> None:
        self.words = words
        self.vocabulary = vocabulary
        self.nouns = RecordNouns(words, vocabulary)
        self.consumed = 0

    def at(self, index: int) -> Iterator[Candidate]:
        """The candidates whose trigger starts at word `index`."""
        for search in (self._old, self._record, self._first, self._never, self._superlative):
            found = list(search(index))
            if found:
                yield from found
                return
        yield from self._comparative(index)

    def phrase_end(self, core: int) -> int:
        """The word behind the noun phrase that follows `core`."""
        folded, end = self.words.folded, core + 1
        while (
            end < len(folded)
            and end - core <= NOUN_PHRASE_WORDS_MAX
            and not self.words.breaks[end]
            and folded[end] not in NOUN_PHRASE_ENDS
            and folded[end] not in _NEXT_PHRASE
        ):
            end += 1
        return end

    def _old(self, index: int) -> Iterator[Candidate]:
        """As in "the previous record", "the former high-water mark"."""
        if self.words.folded[index] not in self.vocabulary["record.owner_old"]:
            return
        mark = self.vocabulary["record.old_marks"].within(self.words, index + 1, index + 5)
        if mark is None or any(self.words.breaks[index + 1 : mark[0] + 1]):
            return
        if self._is_age(index):
            return
        loose = self.words.folded[index] in self.vocabulary["record.loose_owner"]
        if loose and mark[0] - index > _LOOSE_REACH and not self._numbered(index, mark[0]):
            return
        if any(word in NOUN_PHRASE_ENDS for word in self.words.folded[index + 1 : mark[0]]):
            return
        self.consumed = mark[1]
        verb = self.nouns.break_verb(index)
        holder = self.words.folded[mark[1] - 1].startswith("holder")
        if holder and verb is None and self.words.folded[index] == "former":
            return  # Someone's standing, not the mark.
        if verb is not None and not holder:
            yield self._candidate("broken", first=verb, core=mark[0], last=mark[1])
        yield self._candidate("old", first=index, core=mark[0], last=mark[1])

    def _is_age(self, index: int) -> bool:
        """As in "a 24-year-old": an age, and no earlier mark."""
        before = self.words.folded[index - 1] if index else ""
        return self.words.folded[index] == "old" and before.rstrip("s") in ("year", "month")

    def _record(self, index: int) -> Iterator[Candidate]:
        """The word record as a noun, alone or joined with another ("a record low")."""
        loose = self.vocabulary["record.weak_noun"].at(self.words, index)
        if loose is not None:
            self.consumed = loose
            yield self._candidate("record", first=index, core=index, last=loose, weak=True)
            return
        end = self.vocabulary["record.noun"].at(self.words, index)
        if end is None or not self.nouns.is_claim(index, end) or self._is_person(end):
            return
        self.consumed = end
        folded = self.words.folded
        after = self.vocabulary["record.degree"].at(self.words, end) if end < len(folded) else None
        last = end if after is None else after
        low = any(word in self.vocabulary["record.low_after"] for word in folded[index : last + 1])
        first = index
        while first > 0 and not self.words.breaks[first] and self._is_lead(first - 1):
            first -= 1
        verb = self.nouns.break_verb(first)
        kind: CandidateKind = "record"
        if folded[index] == "records" and not self._is_plural_claim(index, end, verb=verb):
            return
        if verb is not None or self._tried(first):
            marked = self._numbered(first, index)
            if marked is None and self._has_amount(end) and verb is not None:
                marked = None if folded[verb] in self.vocabulary["break.soft"] else index
            if marked is not None:
                yield self._candidate("old", first=marked, core=index, last=last)
        yield self._candidate(
            kind,
            first=first if verb is None else verb,
            core=index,
            last=last,
            direction="min" if low else "max",
        )

    def _is_plural_claim(self, index: int, end: int, *, verb: int | None) -> bool:
        """Records as such are files; broken, set, hunted or world records are not."""
        world = index > 0 and self.words.folded[index - 1] == "world"
        return verb is not None or world or self.nouns.is_broken(end) or self._tried(index)

    def _is_person(self, end: int) -> bool:
        """As in "world record holder Banda": who has it, and no news of it."""
        return self.words.folded[end - 1].startswith(("holder", "breakers", "breaker"))

    def _has_amount(self, end: int) -> bool:
        """As in "broke the record of 40", which names the mark that fell."""
        following = self.words.folded[end : end + 3]
        return following[:1] == ("of",) and any(word[0].isdigit() for word in following[1:])

    def _tried(self, at: int) -> bool:
        tried = self.vocabulary["state.attempt_before"].before(self.words, at, reach=3)
        return tried is not None

    def _numbered(self, first: int, core: int) -> int | None:
        """The number in "the 25-mile record", which is the mark that falls."""
        for index in range(max(first, core - 3), core):
            word = self.words.folded[index]
            if word[0].isdigit() and not word.endswith("m"):  # "1000m" is what is run.
                return index
        return None

    def _is_lead(self, index: int) -> bool:
        word = self.words.folded[index]
        return word in DETERMINERS or word[0].isdigit() or word in _MARK_UNITS

    def _first(self, index: int) -> Iterator[Candidate]:
        """Something that never happened before, or not for a stated time."""
        for name in ("first.history", "first.since_records", "first.since"):
            end = self.vocabulary[name].at(self.words, index)
            if end is not None:
                self.consumed = end
                last = min(len(self.words.folded), end + 3)
                weak = name == "first.since"
                yield self._candidate(
                    "first", first=index, core=index, last=last, direction="first", weak=weak
                )
                return

    def _never(self, index: int) -> Iterator[Candidate]:
        """As in "never so many", "no night has brought more", "unprecedented"."""
        vocabulary = self.vocabulary
        for name, kind, direction in (
            ("comparative.never_less", "never", "min"),
            ("comparative.never", "never", "max"),
            ("comparative.unprecedented", "unprecedented", "max"),
            ("state.second_only", "superlative", "max"),
        ):
            end = vocabulary[name].at(self.words, index)
            if end is not None:
                self.consumed = end
                yield self._candidate(
                    kind,  # type: ignore[arg-type]
                    first=index,
                    core=index,
                    last=end,
                    direction=direction,  # type: ignore[arg-type]
                )
                return
        if self.words.folded[index] in vocabulary["comparative.none_more"]:
            yield from self._none_more(index)

    def _none_more(self, index: int) -> Iterator[Candidate]:
        stop = min(self.words.clause_end(index, soft=True), index + _MORE_REACH)
        more = self.vocabulary["comparative.more"].within(self.words, index + 2, stop)
        if more is None or self.words.folded[index + 1] in ("longer", "more", "less", "one"):
            return
        verb = self.vocabulary["comparative.none_more_verb"].within(self.words, index + 1, more[0])
        if verb is not None:
            self.consumed = more[1]
            yield self._candidate("never", first=index, core=more[0], last=more[1])

    def _superlative(self, index: int) -> Iterator[Candidate]:
        rank = index + 1 < len(self.words.folded) and self._is_rank(index + 1)
        direction = None if rank else self._superlative_direction(index)
        if direction is None:
            return
        core = index
        if self.words.folded[index] in ("most", "least") and self._has_degree(index + 1):
            core = index + 1
        end = self.phrase_end(core)
        if any(
            word in self.vocabulary["superlative.low_when_worst"] for word in self._slice(core, end)
        ):
            direction = "min" if self.words.folded[index] == "worst" else direction
        self.consumed = core + 1
        yield self._candidate(
            "superlative", first=index, core=core, last=core + 1, direction=direction
        )

    def _superlative_direction(self, index: int) -> Direction | None:
        words, word = self.words, self.words.folded[index]
        previous = words.folded[index - 1] if index and not words.breaks[index] else ""
        if word in self.vocabulary["superlative.min"]:
            return None if previous in ("at", "not") and word == "least" else "min"
        if word in self.vocabulary["superlative.best"]:
            end = self.phrase_end(index)
            kept = self.vocabulary["superlative.best_of"]
            return "max" if any(each in kept for each in self._slice(index, end)) else None
        if word not in self.vocabulary["superlative.max"]:
            return "max" if self._is_other_est(index) else None
        if word in self.vocabulary["superlative.hot"]:
            end = self.phrase_end(index)
            nouns = self._slice(index + 1, max(end, index + 2))
            if nouns and not any(
                each in self.vocabulary["superlative.hot_nouns"] for each in nouns
            ):
                return None
        following = words.folded[index + 1] if index + 1 < len(words.folded) else ""
        if word == "most" and (previous == "at" or self._is_opinion(following)):
            return None
        return "max"

    def _is_rank(self, index: int) -> bool:
        """As in "highest-profile", "highest-ranking": a standing, no amount."""
        return self.words.folded[index] in self.vocabulary["superlative.rank"]

    def _is_other_est(self, index: int) -> bool:
        """A superlative that no list holds ("dullest"); a limit must stand right behind it."""
        word = self.words.folded[index]
        if len(word) <= _EST_CHARS or not word.endswith("est"):
            return False
        if word in self.vocabulary["superlative.not_est"]:
            return False
        end = self.phrase_end(index)
        return any(
            self.vocabulary.limits.at(self.words, at)
            for at in range(index + 1, end + 1)
            if at < len(self.words.folded)
        )

    def _is_opinion(self, following: str) -> bool:
        """Whether "most" raises an adjective that no number measures, or means a majority."""
        if following in self.vocabulary["superlative.degree"]:
            return False
        endings = self.vocabulary["superlative.opinion_endings"]
        return following in ("of", "") or any(
            following[-length:] in endings for length in range(2, 10)
        )

    def _has_degree(self, index: int) -> bool:
        return (
            index < len(self.words.folded)
            and self.words.folded[index] in self.vocabulary["superlative.degree"]
        )

    def _comparative(self, index: int) -> Iterator[Candidate]:
        """As in "more than in any month before", "hotter than ever"."""
        word = self.words.folded[index]
        less = word in self.vocabulary["comparative.less"]
        if not less and word not in self.vocabulary["comparative.more"]:
            return
        if word in ("more", "less", "fewer") and self._is_adjective(index + 1):
            return
        than = self.vocabulary["comparative.than"].within(
            self.words, index + 1, index + _THAN_REACH
        )
        any_ = than is not None and self.words.folded[than[1] - 1] == "any"
        if than is None or (any_ and not self._is_time(than[1])):
            return
        self.consumed = than[1]
        last = min(self.words.clause_end(than[1] - 1, soft=True), than[1] + 4)
        direction: Direction = "min" if less else "max"
        yield self._candidate(
            "comparative", first=index, core=index, last=last, direction=direction
        )

    def _is_adjective(self, index: int) -> bool:
        """Whether "more" raises a quality ("more important than ever") and counts nothing."""
        following = self.words.folded[index] if index < len(self.words.folded) else ""
        if following == "than":
            behind = self.words.folded[index + 1 : index + 3]
            number = bool(behind) and behind[0][0].isdigit()
            return number or behind in (("ever",), ("ever", "to"))
        if following in self.vocabulary["superlative.degree"]:
            return False
        counted = following.endswith("s") or following in self.vocabulary["expect.persons"]
        joined = self.words.folded[index + 1 : index + 2] in (("than",), ("and",))
        opinion = self._is_opinion(following) and not following.endswith("ing")
        return opinion or (joined and not counted and following not in _MASSES)

    def _is_time(self, end: int) -> bool:
        """Whether "than any" goes on to a time, an earlier thing or a limit."""
        words = self.words
        for index in range(end, min(end + _TIME_REACH, len(words.folded))):
            if words.breaks[index]:
                return False
            if words.folded[index] in self.vocabulary["comparative.other"]:
                return True
            if self.vocabulary.limits.at(words, index) is not None:
                return True
        return False

    def _slice(self, first: int, last: int) -> tuple[str, ...]:
        return self.words.folded[first:last]

    def _candidate(
        self,
        kind: CandidateKind,
        *,
        first: int,
        core: int,
        last: int,
        direction: Direction = "max",
        weak: bool = False,
    ) -> Candidate:
        return Candidate(
            kind=kind,
            first=first,
            last=last,
            core=core,
            phrase_end=max(last, self.phrase_end(core)),
            direction=direction,
            weak=weak,
        )
