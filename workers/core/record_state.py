"""Record state: whether a record claim holds now, held before, may hold or is only wished for."""

from msgspec import Struct

from schemas.report import ClaimState
from workers.core.record_find import Candidate
from workers.core.record_phrases import Words
from workers.core.record_scope import Scope, Setting
from workers.core.record_words import RecordWords

_CUE_REACH = 9
_AFTER_REACH = 7
_DEFINITE = frozenset(("the", "this", "that"))
_NEW = frozenset(("new", "another", "fresh", "latest", "a", "an", "sets", "set"))


class State(Struct, frozen=True, kw_only=True):
    """The state, by which cue, and the span of words that includes the cue."""

    name: ClaimState
    cue: str
    first: int
    last: int


def state_of(
    candidate: Candidate, scope: Scope, setting: Setting, *, vocabulary: RecordWords
) -> State:
    """The state of `candidate`; without any cue it is current."""
    judge = _Judge(candidate, scope, setting, vocabulary)
    for search in (judge.fixed, judge.close_before, judge.wide_before, judge.after, judge.dated):
        found = search()
        if found is not None:
            return found
    return judge.state("current", "none")


class _Judge:
    def __init__(
        self, candidate: Candidate, scope: Scope, setting: Setting, vocabulary: RecordWords
    ) -> None:
        self.candidate = candidate
        self.scope = scope
        self.words: Words = setting.words
        self.published = setting.published
        self.vocabulary = vocabulary
        self.clause = self.words.clause_start(candidate.core)
        self.first = max(candidate.first, self.clause)

    def state(
        self, name: ClaimState, cue: str, *, first: int | None = None, last: int | None = None
    ) -> State:
        """A state whose span takes in the cue."""
        return State(
            name=name,
            cue=cue,
            first=min(self.candidate.first, self.candidate.first if first is None else first),
            last=max(self.candidate.last, self.candidate.last if last is None else last),
        )

    def fixed(self) -> State | None:
        """What the kind of candidate says by itself."""
        if self.candidate.kind == "old":
            return self.state("superseded", "old_mark")
        core = self.candidate.core
        inside = self.words.folded[max(self.clause, self.candidate.first - 1) : core]
        ordinals = self.vocabulary["state.ordinals"]
        if self.candidate.kind == "superlative" and any(
            word in ordinals for word in (*inside, *self.words.folded[max(0, core - 1) : core])
        ):
            return self.state("vague", "rank", first=max(self.clause, core - 1))
        if self.candidate.kind == "record":
            return self._person()
        return None

    def _person(self) -> State | None:
        end = self.candidate.phrase_end
        persons = self.vocabulary["record.compound_person"]
        following = self.words.folded[self.candidate.last : end]
        if (
            any(word in persons for word in following[:3])
            and self.words.folded[self.candidate.core].startswith("record")
            and "breaking" in self.words.folded[self.candidate.core : end]
        ):
            return self.state("past", "epithet", last=end)
        return None

    def close_before(self) -> State | None:
        """Cues that must stand directly before the claim."""
        for name, key, reach in (
            ("past", "state.negation_before", 2),
            ("vague", "state.vague_before", 3),
            ("past", "state.past_before", 2),
        ):
            cue = self._before(key, reach=reach)
            if cue is not None:
                return self.state(name, key, first=cue)  # type: ignore[arg-type]
        only = self.vocabulary["state.second_only"].within(
            self.words, self.clause, self.candidate.core
        )
        return None if only is None else self.state("vague", "second_only", first=only[0])

    def wide_before(self) -> State | None:
        """Cues that stand anywhere before the claim in its clause."""
        for name, key in (
            ("attempt", "state.attempt_before"),
            ("forecast", "state.forecast_before"),
        ):
            cue = self._before(key, reach=_CUE_REACH)
            if cue is not None:
                return self.state(name, key, first=cue)  # type: ignore[arg-type]
        return None

    def after(self) -> State | None:
        """Cues behind the claim."""
        words, first = self.words, self.scope.last
        stop = min(words.clause_end(self.candidate.core), first + _AFTER_REACH)
        keys: tuple[tuple[ClaimState, str], ...] = (
            ("attempt", "state.attempt_after"),
            ("superseded", "state.superseded_after"),
            ("past", "state.past_after"),
        )
        for name, key in keys:
            found = self.vocabulary[key].within(words, self.candidate.last, stop)
            if found is not None:
                return self.state(name, key, last=found[1])
        return None

    def dated(self) -> State | None:
        """A record of an earlier year, or one given as a known fact ("the record of 48.8")."""
        if self.scope.year is not None and self.scope.year < self.published.year:
            return self.state("past", "earlier_year")
        if self.candidate.kind != "record" or self.words.folded[self.candidate.core] == "records":
            return None
        lead = self.words.folded[self.candidate.first : self.candidate.core]
        owner = self.words.folded[self.candidate.first - 1] if self.candidate.first else ""
        definite = bool(_DEFINITE & set(lead)) or owner.endswith("'s")
        last = self.candidate.last
        following = self.words.folded[last : last + 2]
        told = following[:1] in (("of",), ("is",), ("was",)) and following[1:2] != ("broken",)
        if definite and told and not (_NEW & set(lead)):
            return self.state("past", "known_mark")
        return None

    def _before(self, key: str, *, reach: int) -> int | None:
        """Where a cue begins that ends at most `reach` words before the claim, in its clause."""
        phrases = self.vocabulary[key]
        found = phrases.before(self.words, self.candidate.core, reach=reach)
        if found is None or found[0] < self.clause:
            return None
        return found[0]
