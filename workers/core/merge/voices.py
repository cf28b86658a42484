"""Voices: which texts about one event are one source, and what each source says of a figure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from schemas.report import Claim, Report
from workers.core.catalogue.model import Source
from workers.core.merge.copies import Copies, plain
from workers.core.merge.joined import Joined
from workers.core.merge.mentions import Grade

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['\u2019]s\b")


class Statement(Struct, frozen=True, kw_only=True):
    """What one text says of one figure of one event: the claim that speaks best for it.

    `counts_from` is when this value was first stated by a text of which this one is a copy.
    """

    report: Report
    claim: Claim
    grade: Grade
    official: bool
    unreliable: bool
    scopes: frozenset[str]
    counts_from: datetime

    @property
    def exact(self) -> bool:
        """Whether it gives one number without a hedge."""
        value = self.claim.value
        return value.approx == "exact" and value.low == value.high and value.low is not None

    def holds(self, value: float) -> bool:
        """Whether `value` lies within its bounds."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    @property
    def low(self) -> float | None:
        """The value by which it competes: the number, or its lower end (rule 8)."""
        return None if self.claim.value.approx == "at_most" else self.claim.value.low

    @property
    def high(self) -> float | None:
        """The upper end, null where the hedge leaves none."""
        return self.claim.value.high


class Vote(Struct, frozen=True, kw_only=True):
    """What one independent source says of one figure of one event (rules 3, 11).

    `statement` is its vote: its newest text, before that an official one, a reliable one, and one
    that does not tell the event as background. A newer bound that holds its exact value is none.
    `texts` are all its statements, the vote first, `scopes` those in which one of them calls the
    figure the record now.
    """

    statement: Statement
    texts: tuple[Statement, ...]
    scopes: frozenset[str]

    @property
    def official(self) -> bool:
        """Whether the source is official for the figure."""
        return self.statement.official

    @property
    def unreliable(self) -> bool:
        """Whether no text of the source is from a reliable publisher."""
        return self.statement.unreliable

    @property
    def past(self) -> bool:
        """Whether the source tells the event as background only (rule 6)."""
        return self.statement.grade == "past"


class Standing:
    """Who is official or unreliable (rules 11, 14), from the lists of the catalogue."""

    def __init__(self, sources: Iterable[Source], sides: Mapping[str, tuple[str, ...]]) -> None:
        """`sides`: by code, the words by which a publisher's name shows whose side it is on."""
        self._sources: dict[str, list[Source]] = {}
        for row in sources:
            self._sources.setdefault(plain(row.publisher), []).append(row)
        self._words = {
            code: tuple(_words(word) for word in words) for code, words in sorted(sides.items())
        }

    def official(self, publisher: str, *, figure: str, series: str) -> bool:
        """Whether the publisher itself is official for this figure of this series."""
        rows = self._rows(publisher, "official", figure=figure, series=series)
        return any(row.series is not None for row in rows) or (
            bool(rows) and self._own_side(publisher, series)
        )

    def unreliable(self, publisher: str, *, figure: str, series: str) -> bool:
        """Whether the publisher never decides against others."""
        return bool(self._rows(publisher, "unreliable", figure=figure, series=series))

    def _rows(self, publisher: str, kind: str, *, figure: str, series: str) -> list[Source]:
        return [
            row
            for row in self._sources.get(plain(publisher), ())
            if row.kind == kind
            and (row.figures is None or figure in row.figures)
            and (row.series is None or series in row.series)
        ]

    def _own_side(self, publisher: str, series: str) -> bool:
        # A side at war knows what flew at it; of what it sent itself it is a party, not a witness.
        _, arrow, target = series.partition("->")
        if not arrow:
            return True
        named = _words(publisher)
        sides = {code for code, words in self._words.items() if any(w in named for w in words)}
        return not sides or target in sides


def _words(name: str) -> str:
    """The words of a name between spaces, as in " aland ministry " for "Aland's Ministry"."""
    return f" {' '.join(WORD.findall(POSSESSIVE.sub('', plain(name))))} "


def votes(statements: Sequence[Statement], copies: Copies) -> tuple[Vote, ...]:
    """One vote for each independent source, oldest first.

    Sources are the connected components over "same publisher" and "copy of the other".
    """
    parts = _parts(sorted(statements, key=_in_time), copies)
    return tuple(sorted((_vote(part) for part in parts), key=_vote_order))


def _vote(part: list[Statement]) -> Vote:
    if len(part) == 1:
        return Vote(statement=part[0], texts=(part[0],), scopes=part[0].scopes)
    chosen = _chosen(sorted(part, key=_weight, reverse=True))
    return Vote(
        statement=chosen,
        texts=(chosen, *(text for text in part if text is not chosen)),
        scopes=frozenset(scope for text in part for scope in text.scopes),
    )


def _chosen(texts: list[Statement]) -> Statement:
    # "More than 500" takes nothing back of the 539 that the same newsroom counted before.
    best = texts[0]
    exact = next((text for text in texts if text.exact), best)
    newer = texts[: texts.index(exact)]
    same_kind = _weight(exact)[:3] == _weight(best)[:3]
    value = exact.low
    if value is not None and same_kind and all(text.holds(value) for text in newer):
        return exact
    return best


def _weight(
    text: Statement,
) -> tuple[bool, bool, bool, datetime, datetime, bool, float, str]:
    return (
        text.grade != "past",
        not text.unreliable,
        text.official,
        text.counts_from,
        *_in_time(text),
    )


def _parts(ordered: list[Statement], copies: Copies) -> list[list[Statement]]:
    """The texts of each source. A copy votes with the time of the first that states its value."""
    joined: Joined[object] = Joined()
    earliest: dict[tuple[object, float | None, float | None], datetime] = {}
    texts: list[tuple[object, Statement]] = []
    for text in ordered:
        part: object = copies.part(text.report.article_id)
        key = (part, text.low, text.high)
        since = min(text.counts_from, earliest.setdefault(key, text.counts_from))
        texts.append(
            (part, text if since == text.counts_from else replace(text, counts_from=since))
        )
        joined.join(part, ("publisher", plain(text.report.publisher)))
    parts: dict[object, list[Statement]] = {}
    for part, text in texts:
        parts.setdefault(joined.root(part), []).append(text)
    return list(parts.values())


def _in_time(text: Statement) -> tuple[datetime, bool, float, str]:
    return (text.report.published_at, text.official, text.low or 0.0, text.report.article_id)


def _vote_order(vote: Vote) -> tuple[datetime, bool, float, str]:
    statement = vote.statement
    low = statement.low or 0.0
    return (statement.counts_from, vote.official, low, statement.report.article_id)
