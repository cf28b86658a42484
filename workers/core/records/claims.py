"""Claims: every stretch of a text that calls something a record, and what it is bound to."""

from collections.abc import Sequence

from msgspec import Struct, structs

from schemas.report import ClaimState, Direction, Field
from workers.core.catalogue.record_words import RecordWords
from workers.core.records.bind import Bound, Call, bind
from workers.core.records.find import Candidate, candidates
from workers.core.records.phrases import Words
from workers.core.records.scope import Limit, Scope, Setting, limits, scope_of
from workers.core.records.state import State, state_of

CLAIMS_PER_ARTICLE_MAX = 40
_OPINION_WORDS = 6
# "the fastest-selling game": the participle says what is measured.
_MEASURED = frozenset(("selling", "growing", "grossing", "earning", "paid", "paying", "scoring"))

_RACED = frozenset(("second", "minute"))
_SPEAKERS = frozenset("i we you he she they i've we've have has had".split())
_PRICED = frozenset(
    ("expensive", "valuable", "watched", "viewed", "streamed", "lucrative", "costly")
)


class Line(Struct, frozen=True, kw_only=True):
    """One sentence of an article to be searched: its field, where it starts there, its text."""

    field: Field
    start: int
    text: str
    setting: Setting


class RecordRead(Struct, frozen=True, kw_only=True):
    """One record claim; `start`, `end` are offsets in the clean text of `field`.

    `line` is the index of its sentence, `first`, `last` its words there. `weak` claims name no
    limit and count only where a domain measures what they speak of.
    """

    field: Field
    line: int
    start: int
    end: int
    first: int
    last: int
    core: int
    phrase_end: int
    state: ClaimState
    scope: Scope
    direction: Direction
    bound: Bound | None
    rule: str
    weak: bool
    kind: str
    word: str


def record_claims(lines: Sequence[Line], vocabulary: RecordWords) -> list[RecordRead]:
    """The record claims of `lines` in the order of the text, at most `CLAIMS_PER_ARTICLE_MAX`."""
    settings = [line.setting for line in lines]
    found: list[RecordRead] = []
    for index, line in enumerate(lines):
        if vocabulary.gate.search(line.text) is None:
            continue
        for read in _of_line(index, lines, settings=settings, vocabulary=vocabulary):
            found.append(read)
            if len(found) == CLAIMS_PER_ARTICLE_MAX:
                return found
    return found


def _of_line(
    index: int, lines: Sequence[Line], *, settings: list[Setting], vocabulary: RecordWords
) -> list[RecordRead]:
    setting = settings[index]
    possible = candidates(setting.words, vocabulary)
    found = limits(setting, vocabulary) if possible else []
    reads = []
    for candidate in possible:
        scope = scope_of(candidate, setting, found=found, vocabulary=vocabulary)
        kept = _kept(candidate, scope, setting, vocabulary=vocabulary)
        if kept is None:
            continue
        state = state_of(kept, scope, setting, vocabulary=vocabulary)
        at = setting.words.starts[candidate.core]
        scope = _placed(scope, lines[: index + 1], at, vocabulary=vocabulary)
        call = Call(
            sentence=index,
            candidate=kept,
            scope=scope,
            last=state.last,
            title=lines[index].field == "title",
        )
        bound = None if state.cue == "epithet" else bind(call, settings, vocabulary)
        reads.append(_read(index, lines[index], kept, scope=scope, state=state, bound=bound))
    return reads


def _direction(candidate: Candidate, bound: Bound | None, words: Words) -> Direction:
    """A record that is the time of a race is the better the shorter it is."""
    if bound is None or bound.number.kind != "duration" or candidate.kind == "superlative":
        return candidate.direction
    before = words.folded[candidate.first - 1] if candidate.first else ""
    raced = bound.number.unit in _RACED or before == "in"
    return "min" if raced and candidate.kind in ("record", "old", "broken") else candidate.direction


def _placed(scope: Scope, lines: Sequence[Line], at: int, *, vocabulary: RecordWords) -> Scope:
    """A scope of "the city" or "the capital" with the name of the city told of last.

    `lines` end with the claim's own, in which it stands at offset `at`.
    """
    if scope.place is None or scope.place not in vocabulary["attribute.place_noun"]:
        return scope
    towns = [
        place.name
        for line in lines
        for place in line.setting.places
        if place.precision == "city" and (line is not lines[-1] or place.start < at)
    ]
    if not towns:
        return scope
    name = f"place:{towns[-1]}" if scope.name == f"place:{scope.place}" else scope.name
    return structs.replace(scope, place=towns[-1], name=name)


def _kept(
    candidate: Candidate, scope: Scope, setting: Setting, *, vocabulary: RecordWords
) -> Candidate | None:
    """The candidate, marked weak where nothing limits it; None where it speaks of opinion."""
    if candidate.kind != "superlative":
        return candidate
    words = setting.words
    head = words.folded[candidate.core : candidate.phrase_end][:_OPINION_WORDS]
    stop = words.clause_end(candidate.core, soft=True)
    own_event = vocabulary["limit.own"].within(words, candidate.core, stop) is not None
    standing = not _is_strong(scope) and _is_standing(head, vocabulary)
    opinion = standing or _is_opinion(words.folded[candidate.first], head, vocabulary)
    if opinion or (own_event and not scope.stated):
        return None
    before = words.folded[candidate.first - 1] if candidate.first else ""
    if head[:1] == ("most",) and before != "the" and not _is_strong(scope):
        return None  # "most households": a majority, unless something limits it.
    own = vocabulary["superlative.own_verbs"].before(words, candidate.core, reach=0)
    second = vocabulary["state.second_only"].at(words, candidate.core)
    named = head if len(head) > 1 else words.folded[words.clause_start(candidate.core) : stop]
    happening = any(word in vocabulary["attribute.happening"] for word in named)
    placed = happening and (scope.place is not None or scope.country is not None)
    stands = vocabulary["state.standing_before"].before(words, candidate.core, reach=1)
    told = any(each is not None for each in (own, second, stands))
    limited = scope.stated or placed or told
    if limited:
        return candidate
    if words.folded[candidate.first] == "worst":
        return None  # "its worst night": of nothing that is counted.
    return structs.replace(candidate, weak=True)


def _is_opinion(word: str, head: tuple[str, ...], vocabulary: RecordWords) -> bool:
    """Whether a superlative's noun, the last word of its phrase, is nothing a number measures."""
    measured = bool(head) and head[0] in _PRICED
    measured = measured or any(each in _MEASURED for each in head[1:4])
    if word == "most" and head[:1] == ("most",):
        return False
    named = list(head)
    for end in ("ever", "yet", "so"):
        named = named[: named.index(end)] if end in named else named
    while len(named) > 1 and named[-1] in _SPEAKERS:
        named.pop()  # "the worst choice I have ever made".
    if measured or len(named) <= 1 or word in vocabulary["superlative.bodily"]:
        return False
    works = named[-1] in vocabulary["attribute.works"]
    if works and word not in vocabulary["attribute.sizes"]:
        return True
    return named[-1] in vocabulary["attribute.opinion"]


def _is_standing(head: tuple[str, ...], vocabulary: RecordWords) -> bool:
    """As in "Europe's busiest airport": what something is called, whatever happened there."""
    return len(head) > 1 and head[-1] in vocabulary["attribute.works"]


def _is_strong(scope: Scope) -> bool:
    return scope.name.startswith(("ever", "since", "company", "competition", "club"))


def _read(
    index: int,
    line: Line,
    candidate: Candidate,
    *,
    scope: Scope,
    state: State,
    bound: Bound | None,
) -> RecordRead:
    words = line.setting.words
    first = min(state.first, scope.first)
    last = max(state.last, scope.last, candidate.last)
    return RecordRead(
        field=line.field,
        line=index,
        start=line.start + words.starts[first],
        end=line.start + words.ends[last - 1],
        first=first,
        last=last,
        core=candidate.core,
        phrase_end=candidate.phrase_end,
        state=state.name,
        scope=scope,
        direction=_direction(candidate, bound, words),
        bound=bound,
        rule=f"{candidate.kind}/{state.cue}",
        weak=candidate.weak,
        kind=candidate.kind,
        word=words.folded[candidate.core],
    )


__all__ = ["Limit", "Line", "RecordRead", "record_claims"]
