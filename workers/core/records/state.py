"""State: whether a record claim holds now, held before, may hold or is only wished for."""

from msgspec import Struct

from schemas.report import ClaimState
from workers.core.catalogue.record_words import RecordWords
from workers.core.records.find import Candidate
from workers.core.records.noun import NOUN_PHRASE_ENDS
from workers.core.records.phrases import Words, is_year, month_number
from workers.core.records.scope import Scope, Setting

STANDING = "state.standing_before"
_CUE_REACH = 9
_OPENING_WORDS = 6
_NEAR_REACH = 3
_SMALL_DIGITS = 2
_TIE_REACH = 4
_DENIED_REACH = 3
_BREAKING = frozenset(("breaking", "setting", "shattering", "smashing"))
_APART = frozenset(("after", "in", "during", "from", "by", "when", "since", "with", "for", "at"))
_SINCE_REACH = 10
_FALL_REACH = 4
_MARKS = ("record", "superlative")
_GUESSES = frozenset(("may", "might", "could"))
_POINTERS = frozenset(("a", "an", "the", "its", "their", "last", "recent"))
_AFTER_REACH = 7
_EXPECTED_REACH = 4
_MORE = frozenset(("more", "as", "and", "with", "but", "than"))
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
    judge = _Judge(candidate, scope, setting, vocabulary=vocabulary)
    for search in (
        judge.fixed,
        judge.denied,
        judge.attempt,
        judge.vague,
        judge.forecast,
        judge.past,
        judge.after,
        judge.dated,
    ):
        found = search()
        if found is not None:
            return found
    return judge.state("current", "none")


class _Judge:
    def __init__(
        self,
        candidate: Candidate,
        scope: Scope,
        setting: Setting,
        *,
        vocabulary: RecordWords,
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
        if self.candidate.kind == "superlative" and self._is_one_of_several():
            return self.state("vague", "several", first=max(self.clause, core - 1))
        if self.candidate.kind == "record":
            return self._person()
        return None

    def _is_one_of_several(self) -> bool:
        """As in "the twelve warmest summers", "three of the hottest": no single record."""
        at = self.candidate.first - 1
        if at < self.clause or self.words.breaks[self.candidate.first]:
            return False
        word = self.words.folded[at]
        return word in self.vocabulary["state.several"] or (
            word.isdigit() and len(word) <= _SMALL_DIGITS
        )

    def _person(self) -> State | None:
        """As in "the record-breaking swimmer": an epithet; a "record-tying" one is vague."""
        candidate, folded = self.candidate, self.words.folded
        following = folded[candidate.last : candidate.phrase_end]
        tying = self.vocabulary["record.tying"]
        if following[:1] and following[0] in tying:
            return self.state("vague", "tie", last=candidate.last + 1)
        persons = self.vocabulary["record.compound_person"]
        breaking = "breaking" in folded[candidate.core : candidate.last]
        reach = 3 if breaking else 2
        if any(word.removesuffix("'s") in persons for word in following[:reach]) and (
            breaking or candidate.last == candidate.core + 1
        ):
            return self.state("past", "epithet", last=candidate.phrase_end)
        return None

    def denied(self) -> State | None:
        """As in "not the largest", "is it a record?", "annuls the record"."""
        denied = self._cue("past", "state.negation_before", reach=2)
        bare = self.candidate.kind == "record" and self._is_plain()
        if denied is not None or not bare:
            return denied
        annulled = self._cue("past", "state.annulled", reach=_DENIED_REACH)
        behind = self.vocabulary["state.annulled"].within(
            self.words, self.candidate.last, self.candidate.last + _DENIED_REACH
        )
        if annulled is None and behind is not None:
            return self.state("past", "state.annulled", last=behind[1])
        return annulled

    def _is_plain(self) -> bool:
        """Whether the record is a mark by itself and measures no noun behind it."""
        end = self.candidate.last
        plain = end == self.candidate.core + 1
        return plain and (end >= len(self.words.folded) or self.candidate.phrase_end == end)

    def attempt(self) -> State | None:
        """Someone tries, or is one step away."""
        key = "state.attempt_before"
        found = self._before_span(key, reach=_CUE_REACH)
        if found is None:
            return None
        strays = self._strays(self.words.folded[found[1] : self.first])
        return None if strays else self.state("attempt", key, first=found[0])

    def _strays(self, between: tuple[str, ...]) -> bool:
        """Whether what is tried is another thing, and the claim stands beside it."""
        return any(word in self.vocabulary["state.attempt_stops"] for word in between)

    def vague(self) -> State | None:
        """As in "one of the largest", "close to a record", "second only to"."""
        only = self.vocabulary["state.second_only"].within(
            self.words, self.clause, self.candidate.core + 1
        )
        if only is not None:
            return self.state("vague", "second_only", first=only[0])
        reach = 1 if self.candidate.kind == "record" else 3
        loose = self._cue("vague", "state.vague_before", reach=reach)
        between = self.words.folded[loose.first + 1 : self.candidate.core] if loose else ()
        if loose is not None and not _APART & set(between):
            return loose
        if self.candidate.kind == "record":
            tied = self._cue("vague", "state.tied", reach=_TIE_REACH)
            if tied is not None:
                return tied
        return self._cue("vague", "state.vague_beside", reach=self.candidate.core - self.first)

    def forecast(self) -> State | None:
        """Expected, possible or conditional."""
        stated = self._before_span("state.forecast_before", reach=_CUE_REACH)
        if stated is not None and not self._is_stopped(stated[1]):
            return self.state("forecast", "state.forecast_before", first=stated[0])
        behind = self._expected_behind()
        if behind is not None:
            return behind
        if self._explains_forecast():
            return self.state("forecast", "apposition")
        modals = self.vocabulary["state.modals"]
        for index in range(self.first - 1, max(self.clause, self.first - _CUE_REACH) - 1, -1):
            if self.vocabulary["state.modal_stops"].at(self.words, index) is not None:
                return None
            named = self.words.shown[index] == "May" and index > self.clause
            if self.words.folded[index] in modals and not named and self._joined(index):
                guessed = self.words.folded[index] in _GUESSES
                guessed = guessed and self.words.folded[index + 1] == "have"
                name: ClaimState = "vague" if guessed else "forecast"
                return self.state(name, "state.modals", first=index)
        return None

    def _expected_behind(self) -> State | None:
        """As in "record crowds expected", "the worst year yet, forecasters say"."""
        words, last = self.words, max(self.candidate.last, self.candidate.phrase_end)
        stop = min(words.clause_end(self.candidate.core, soft=True), last + _EXPECTED_REACH)
        own = self.candidate.core + 1
        found = self.vocabulary["state.forecast_after"].within(words, own, stop)
        if found is None or _MORE & set(words.folded[own : found[0]]):
            found = self._told_by_forecaster()
        return None if found is None else self.state("forecast", "state.forecast_after")

    def _told_by_forecaster(self) -> tuple[int, int] | None:
        """As in ", say forecasters": who speaks behind the comma looks ahead."""
        end = self.words.clause_end(self.candidate.core, soft=True)
        return self.vocabulary["state.forecasters"].within(self.words, end, end + _EXPECTED_REACH)

    def _explains_forecast(self) -> bool:
        """As in "will crest at 6.1 metres, a record": the clause explained looks ahead."""
        first, words = self.candidate.first, self.words
        if first == 0 or words.breaks[first] != ",":
            return False
        before = words.clause_start(first - 1, soft=True)
        ahead = self.vocabulary["state.ahead"].within(words, before, first)
        if ahead is not None and words.shown[ahead[0]] == "May" and ahead[0] > before:
            return False  # The month.
        return ahead is not None and not any(
            self.vocabulary["state.modal_stops"].at(words, index) is not None
            for index in range(ahead[1], first)
        )

    def _joined(self, index: int) -> bool:
        """Whether no comma parts the cue at `index` from the claim; a participle may have one."""
        if self.candidate.kind == "broken" or self._opens_with_verb():
            return True
        return "," not in self.words.breaks[index + 1 : self.first + 1]

    def _opens_with_verb(self) -> bool:
        return self.words.folded[self.candidate.first].endswith("ing")

    def past(self) -> State | None:
        """A standing or older record told as background."""
        verbs = self.vocabulary["break.verbs"]
        had = self.first > self.clause and self.words.folded[self.first - 1] == "had"
        if had and verbs.at(self.words, self.first) is not None:
            return self.state("past", "pluperfect")
        if self.candidate.kind == "broken":
            return None
        near = self._cue("past", STANDING, reach=2) or self._cue(
            "past", "state.past_before", reach=2
        )
        if near is not None:
            return near
        if self.candidate.kind == "record" and self._is_left():
            return self.state("past", "left")
        stop = min(self.clause + _OPENING_WORDS, self.first)
        told = self.vocabulary["state.past_anywhere"].within(self.words, self.clause, stop)
        return None if told is None else self.state("past", "state.past_anywhere")

    def _is_left(self) -> bool:
        """As in "slips 2% from record", "down by a third from its all-time high"."""
        at = self.first - 1
        while at > self.clause and self.words.folded[at] in _POINTERS:
            at -= 1
        if at <= self.clause or self.words.folded[at] not in ("from", "off"):
            return False
        return self.vocabulary["state.fall"].before(self.words, at, reach=_FALL_REACH) is not None

    def _cue(self, name: ClaimState, key: str, *, reach: int) -> State | None:
        cue = self._before(key, reach=reach)
        return None if cue is None else self.state(name, key, first=cue)

    def after(self) -> State | None:
        """Cues behind the claim."""
        if self.candidate.kind == "broken":
            return None
        words, first = self.words, self.scope.last
        stop = min(words.clause_end(self.candidate.core), first + _AFTER_REACH)
        ranked = self.candidate.kind == "superlative"
        keys: tuple[tuple[ClaimState, str], ...] = (
            ("attempt", "state.attempt_after"),
            ("superseded", "state.until_now" if ranked else "state.superseded_after"),
            ("past", "state.past_after"),
        )
        compound = self._is_compound()
        for name, key in keys:
            if name == "superseded" and (compound or self.candidate.kind not in _MARKS):
                continue
            if name == "past" and (compound or self.candidate.kind in ("never", "comparative")):
                continue
            found = self.vocabulary[key].within(words, self.candidate.last, stop)
            if found is None:
                continue
            if name == "superseded" and not ranked:
                if self._is_next_clause(found[0]):
                    continue
                if not self._has_number():
                    return self.state("current", "fallen", last=found[1])
            return self.state(name, key, last=found[1])
        return None

    def _is_next_clause(self, at: int) -> bool:
        """As in "after a record year, sales fell": what falls stands behind a comma of its own."""
        return self.words.breaks[self.candidate.last : at + 1].count(",") == 1

    def _is_compound(self) -> bool:
        """As in "record-breaking": what is said of its noun is not said of the record."""
        behind = self.words.folded[self.candidate.core + 1 : self.candidate.last]
        return self.candidate.kind == "record" and bool(_BREAKING & set(behind))

    def _has_number(self) -> bool:
        """Whether the mark itself is told ("the record of 40 fell")."""
        following = self.words.folded[self.candidate.last : self.candidate.last + 3]
        return following[:1] == ("of",) and any(word[0].isdigit() for word in following[1:])

    def dated(self) -> State | None:
        """A record of an earlier year, or one given as a known fact ("the record of 48.8")."""
        if self.scope.year is not None and self.scope.year < self.published.year:
            return self.state("past", "earlier_year")
        if self.candidate.kind != "broken" and self._in_old_year():
            return self.state("past", "earlier_year")
        plain = self.candidate.last == self.candidate.core + 1
        if self.candidate.kind != "record" or self._word() == "records" or not plain:
            return None
        start = max(
            self.words.clause_start(self.candidate.core, soft=True), self.candidate.core - 3
        )
        lead = self.words.folded[start : self.candidate.core]
        owner = self.words.folded[self.candidate.first - 1] if self.candidate.first else ""
        definite = bool(_DEFINITE & set(lead)) or owner.endswith("'s")
        last = self.candidate.last
        following = self.words.folded[last : last + 2]
        told = following[:1] in (("of",), ("is",), ("was",)) and following[1:2] != ("broken",)
        # "The record for May", unless someone broke it.
        broken = self.words.folded[self.candidate.first] in self.vocabulary["break.verbs"]
        told = told or (following[:1] == ("for",) and not broken)
        if definite and told and not (_NEW & set(lead)):
            return self.state("past", "known_mark")
        return None

    def _word(self) -> str:
        return self.words.folded[self.candidate.core]

    def _in_old_year(self) -> bool:
        """Whether the clause is set in a year before the last one ("in 2017 she ran ...")."""
        words, core = self.words, self.candidate.core
        stop = words.clause_end(core, soft=True)
        own = range(words.clause_start(core, soft=True), stop)
        opening = range(self.clause, min(self.clause + _OPENING_WORDS, core))
        for index in sorted({*own, *opening}):
            word = words.folded[index]
            if not is_year(word) or int(word) >= self.published.year - 1 or index == self.clause:
                continue
            inside = self.scope.first <= index < self.scope.last
            before = words.folded[index - 1]
            after = words.folded[index + 1] if index + 1 < stop else ""
            dated = before in ("in", "of") or month_number(before) is not None
            opens = index <= self.clause + 1
            dated = dated and (
                opens or after == "" or after in NOUN_PHRASE_ENDS or words.breaks[index + 1] != ""
            )
            if dated and not inside and not self._is_limit(index):
                return True
        return False

    def _is_limit(self, index: int) -> bool:
        """Whether the year at `index` belongs to a since ("since records began in 1880")."""
        return "since" in self.words.folded[max(0, index - _SINCE_REACH) : index]

    def _is_stopped(self, at: int) -> bool:
        """Whether a word from `at` to the claim begins another thought."""
        stops = self.vocabulary["state.modal_stops"]
        return any(stops.at(self.words, index) is not None for index in range(at, self.first))

    def _before_span(self, key: str, *, reach: int) -> tuple[int, int] | None:
        found = self.vocabulary[key].before(self.words, self.candidate.core, reach=reach)
        return None if found is None or found[0] < self.clause else found

    def _before(self, key: str, *, reach: int) -> int | None:
        """Where a cue begins that ends at most `reach` words before the claim, in its clause."""
        phrases = self.vocabulary[key]
        found = phrases.before(self.words, self.candidate.core, reach=reach)
        if found is None or found[0] < self.clause:
            return None
        near = reach <= _NEAR_REACH
        if near and any(self.words.breaks[found[1] : self.candidate.first + 1]):
            return None
        return found[0]
