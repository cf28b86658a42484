"""Values: what a figure of an event is, given what every independent source says of it."""

from collections.abc import Iterable, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from schemas.event import FigureStatus
from workers.core.catalogue.model import Figure
from workers.core.merge.desk import is_silent, is_word, role_of, standing_block
from workers.core.merge.voices import Statement, Vote

SUPPORT_MIN = 2
BEARING_SHARE = 1 / 3


class Resolved(Struct, frozen=True, kw_only=True):
    """The value of one figure of one event (rules 10 to 15).

    `value` is the number that competes: the exact one, or the lower end; null where there is none.
    `stated` is what it would be if nothing were held, `borne_out` whether two sources or an
    official one make that believable. `competes` is false for values held or told by unreliable
    sources alone. `solid` marks preloaded or backfilled history (rule 17).
    """

    value: float | None
    low: float | None
    high: float | None
    status: FigureStatus
    reason: str | None
    votes: tuple[Vote, ...]
    stated: float | None
    borne_out: bool
    competes: bool
    solid: bool

    @property
    def sources(self) -> int:
        """How many independent, reliable sources state the figure."""
        return sum(not vote.unreliable and not is_silent(vote) for vote in self.votes)


class _Outcome(Struct, frozen=True):
    value: float
    low: float | None
    high: float | None


def resolve(figure: Figure, votes: Sequence[Vote], *, limit: float = inf) -> Resolved:
    """The value that `votes` give; those above `limit` count only if something bears them out.

    What the desk holds or retracts takes part in nothing, whoever supports it.
    """
    told = [vote for vote in votes if not is_silent(vote)]
    found = _resolve(figure, told, limit=limit)
    if len(told) == len(votes):
        return found
    found, block = replace(found, votes=tuple(votes)), standing_block(votes)
    if block is None:
        return found
    held = block.claim.role == role_of("hold")
    return replace(
        found,
        status="held" if held else "implausible",
        reason=block.claim.quote,
        stated=None,
        borne_out=False,
        competes=False,
    )


def _resolve(figure: Figure, votes: Sequence[Vote], *, limit: float) -> Resolved:
    pool = _pool(votes)
    reliable = any(not vote.unreliable for vote in pool)
    outcome = _settle(figure, pool)
    borne_out = outcome is not None and _is_borne_out(figure, pool, outcome.value)
    stated = None if outcome is None else outcome.value
    sure = outcome is not None and _is_supported(figure, pool, outcome.value)
    held = outcome is not None and reliable and not borne_out and outcome.value > limit
    if held:
        fallback = _settle(figure, [vote for vote in pool if not _above(figure, vote, limit)])
        held = fallback is None
        if fallback is not None:
            outcome, sure = fallback, _is_supported(figure, pool, fallback.value)
    return Resolved(
        value=None if outcome is None else outcome.value,
        low=None if outcome is None else outcome.low,
        high=_only_high(pool) if outcome is None else outcome.high,
        status=_status(figure, pool, held=held, borne_out=sure),
        reason="more than the believable step above the record" if held else None,
        votes=tuple(votes),
        stated=stated if reliable else None,
        borne_out=borne_out,
        competes=outcome is not None and reliable and not held,
        solid=any(text.grade in ("history", "backfill") for v in votes for text in v.texts),
    )


def supporters(
    figure: Figure, votes: Iterable[Vote], value: float, *, above: float | None = None
) -> list[Vote]:
    """The sources that support `value` as a record above `above` (rule 21)."""
    return [
        vote
        for vote in votes
        if not vote.unreliable
        and not vote.past
        and not is_silent(vote)
        and _supports(figure, vote, value=value, above=above)
    ]


def same(figure: Figure, one: float, other: float) -> bool:
    """Whether two values are the same within the figure's tolerance (rule 9)."""
    if figure.exact:
        return one == other
    return abs(one - other) <= figure.tolerance * max(abs(one), abs(other))


def competing(figure: Figure, text: Statement) -> float | None:
    """The value by which a statement competes: its weaker end (rule 8)."""
    value = text.claim.value
    if figure.record == "min":
        return None if value.approx in ("more_than", "at_least") else value.high
    return text.low


def _pool(votes: Sequence[Vote]) -> list[Vote]:
    # Unreliable sources never decide against others (rule 11), background completes only (rule 6).
    for wanted in (
        [v for v in votes if not v.unreliable and not v.past],
        [v for v in votes if not v.unreliable],
        [v for v in votes if not v.past],
    ):
        if wanted:
            return wanted
    return list(votes)


def _settle(figure: Figure, pool: Sequence[Vote]) -> _Outcome | None:
    usable = [vote for vote in pool if competing(figure, vote.statement) is not None]
    if not usable:
        return None
    return _running(figure, usable) if figure.mode == "running" else _fixed(figure, usable)


def _fixed(figure: Figure, votes: Sequence[Vote]) -> _Outcome:
    """Rule 12: the newest official value, else most votes, else the highest lower bound."""
    official = max((v for v in votes if v.official), key=_age, default=None)
    if official is not None and official.statement.exact:
        return _outcome(figure, official.statement)
    exact = [vote for vote in votes if vote.statement.exact]
    if official is not None:
        exact = [v for v in exact if official.statement.holds(_number(figure, v.statement))]
    if exact:
        return _outcome(figure, _most_voted(figure, exact))
    if official is not None:
        return _outcome(figure, official.statement)
    sign = -1 if figure.record == "min" else 1
    best = max(votes, key=lambda v: (sign * _number(figure, v.statement), _age(v)))
    return _outcome(figure, best.statement)


def _most_voted(figure: Figure, votes: Sequence[Vote]) -> Statement:
    groups: dict[float, list[Vote]] = {}
    converted = [v for v in votes if _is_converted(figure, v.statement)]
    for vote in votes:
        if vote not in converted:
            groups.setdefault(_number(figure, vote.statement), []).append(vote)
    for vote in sorted(converted, key=_age):
        value = _number(figure, vote.statement)
        near = [key for key in sorted(groups) if same(figure, key, value)]
        key = min(near, key=lambda other: (abs(other - value), other), default=value)
        groups.setdefault(key, []).append(vote)
    _, rows = max(groups.items(), key=lambda row: (len(row[1]), max(map(_age, row[1]))))
    native = [v for v in rows if not _is_converted(figure, v.statement)]
    return max(native or rows, key=_age).statement


def _running(figure: Figure, votes: Sequence[Vote]) -> _Outcome:
    """Rule 13: the newest value; it falls only by an official word or a stated correction."""
    texts = [
        text
        for vote in votes
        for text in vote.texts
        if not text.unreliable and text.grade == vote.statement.grade and not is_word(text)
    ] or [vote.statement for vote in votes]
    partial = _are_parts(texts)
    now: _Outcome | None = None
    for text in sorted(texts, key=_text_age):
        value = competing(figure, text)
        if value is None:
            continue
        said = _Outcome(value, text.low, text.high)
        if partial and text.claim.main_place:
            said = _Outcome(value, value, None)
        if now is None or _moves(figure, now, text=text, said=said):
            now = said
    return now or _outcome(figure, votes[-1].statement)


def _moves(figure: Figure, now: _Outcome, *, text: Statement, said: _Outcome) -> bool:
    if same(figure, now.value, said.value):
        return False
    sign = -1 if figure.record == "min" else 1
    if sign * said.value > sign * now.value:
        return True
    holds = said.high is None or said.high >= now.value
    return (text.official or text.claim.correction) and not holds


def _are_parts(texts: Sequence[Statement]) -> bool:
    # The toll of one place stands for the event while it is the only one; else it is a part.
    places = {text.claim.place for text in texts if text.claim.main_place}
    return len(places) > 1 or any(not text.claim.main_place for text in texts)


def _is_supported(figure: Figure, pool: Sequence[Vote], value: float) -> bool:
    return _enough(vote for vote in pool if _supports(figure, vote, value=value, above=None))


def _is_borne_out(figure: Figure, pool: Sequence[Vote], value: float) -> bool:
    """Rule 10: whether two sources or an official one make a value of this size believable.

    A toll that rises has as many numbers as sources; a low bound holds any typing error.
    """
    near = [vote for vote in pool if _reaches(figure, vote, value * BEARING_SHARE)]
    if figure.mode == "running":
        return _enough(near)
    return _enough(vote for vote in near if _supports(figure, vote, value=value, above=None))


def _reaches(figure: Figure, vote: Vote, least: float) -> bool:
    texts = vote.texts if figure.mode == "running" else (vote.statement,)
    numbers = [competing(figure, text) for text in texts if not text.unreliable]
    return any(number is not None and number >= least for number in numbers)


def _enough(votes: Iterable[Vote]) -> bool:
    rows = [vote for vote in votes if not vote.unreliable]
    return len(rows) >= SUPPORT_MIN or any(vote.official for vote in rows)


def _supports(figure: Figure, vote: Vote, *, value: float, above: float | None) -> bool:
    sign = -1 if figure.record == "min" else 1
    texts = vote.texts if figure.mode == "running" else (vote.statement,)
    for text in texts:
        number = competing(figure, text)
        if number is None or text.unreliable:
            continue
        if above is not None and sign * number <= sign * above:
            continue
        if figure.mode == "running" and above is not None:
            return True
        if same(figure, number, value) or (not text.exact and text.holds(value)):
            return True
    return False


def _above(figure: Figure, vote: Vote, limit: float) -> bool:
    return (competing(figure, vote.statement) or 0) > limit


def _status(figure: Figure, pool: Sequence[Vote], *, held: bool, borne_out: bool) -> FigureStatus:
    if held:
        return "held"
    if borne_out:
        return "confirmed"
    return "conflicting" if len(pool) > 1 and figure.mode == "fixed" else "single"


def _outcome(figure: Figure, text: Statement) -> _Outcome:
    return _Outcome(_number(figure, text), text.low, text.high)


def _number(figure: Figure, text: Statement) -> float:
    value = competing(figure, text)
    return 0.0 if value is None else value


def _is_converted(figure: Figure, text: Statement) -> bool:
    # The unit of a figure is what people read; that of a claim what the text calls it.
    raw, value = text.claim.raw_value, text.claim.value.stated
    if text.claim.raw_unit is None or raw is None or value is None:
        return False
    rounded = 0.5 / 10.0**figure.decimals
    return abs(raw - value) > rounded


def _only_high(pool: Sequence[Vote]) -> float | None:
    return min((v.statement.high for v in pool if v.statement.high is not None), default=None)


def _age(vote: Vote) -> tuple[object, ...]:
    return _text_age(vote.statement)


def _text_age(text: Statement) -> tuple[object, ...]:
    low = text.low if text.low is not None else -inf
    return (text.counts_from, text.official, low, text.report.article_id)
