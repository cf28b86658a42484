"""Assemble: what was read of an article becomes claims and reports, one report a series."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from schemas.article import Article
from schemas.report import Claim, ClaimState, Field, RecordClaim, Report
from workers.core.clean.text import CleanText, Passage
from workers.core.extract.article import Extract, Found
from workers.core.extract.table import Sentence
from workers.core.naming import short_hash
from workers.core.outcome import ReadClaim, Reading, report_of
from workers.core.records.claims import RecordRead
from workers.core.records.match import Match
from workers.core.records.state import STANDING
from workers.core.score import Scorer

QUOTE_CHARS_MAX = 300
CLAIMS_PER_REPORT_MAX = 48
RECORD_CLAIMS_PER_REPORT_MAX = 16
_QUOTE_LEAD = 140
# "The country's worst": of a figure, which has the series of a country, no limit.
_COUNTRY_WORDS = frozenset(("country", "nation", "nationwide"))
# The same of a figure that has the series of a state.
_STATE_WORDS = frozenset(("state", "province", "territory", "statewide"))


class Source(Struct, frozen=True, kw_only=True):
    """The article, its clean text and its sentences, as everything that is sent needs them."""

    article: Article
    article_id: str
    clean: CleanText
    sentences: tuple[Sentence, ...]

    def passage(self, field: Field) -> Passage:
        """The clean text of `field`."""
        return self.clean.title if field == "title" else self.clean.body

    def delivered(self, field: Field, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of clean text stands in the field as delivered."""
        return self.passage(field).raw_span(start, end)

    def quote(self, field: Field, start: int, end: int) -> str:
        """A short stretch around clean `start` to `end`, cut where words end."""
        text = self.passage(field).text
        first, last = self._sentence(field, start)
        first = max(first, start - _QUOTE_LEAD)
        last = min(last, max(end, first + QUOTE_CHARS_MAX), first + QUOTE_CHARS_MAX)
        while 0 < first < start and not text[first - 1].isspace():
            first += 1
        while end < last < len(text) and not text[last].isspace():
            last -= 1
        return " ".join(self._as_delivered(field, first, last).split())

    def quote_of(self, claim: RecordClaim) -> str:
        """The stretch around the words of a record claim."""
        starts = self.passage(claim.field).starts
        first, last = bisect_left(starts, claim.start), bisect_left(starts, claim.end)
        return self.quote(claim.field, first, last)

    def _as_delivered(self, field: Field, first: int, last: int) -> str:
        """The stretch as it came; cleaned where markup or cut pieces stand in it."""
        text = self.passage(field).text[first:last]
        span = self.delivered(field, first, last)
        if span is None:
            return text
        raw = (self.article.title if field == "title" else self.article.body)[slice(*span)]
        return raw if len(raw) == len(text) else text

    def _sentence(self, field: Field, at: int) -> tuple[int, int]:
        for sentence in self.sentences:
            if sentence.field == field and sentence.start <= at < sentence.end:
                return sentence.start, sentence.end
        return at, at

    def claim_id(self, found: Found) -> str | None:
        """The id of the claim that `found` becomes; None if it cannot be placed."""
        span = self.delivered(found.field, found.start, found.end)
        if span is None or found.figure is None:
            return None
        version = self.article.version
        return short_hash(self.article_id, version, found.field, *span, found.figure)


class MatchedRecord(Struct, frozen=True, kw_only=True):
    """A record claim and the domain figure it was matched to, if any, in a text about `day`."""

    read: RecordRead
    match: Match | None
    day: date | None = None


def claim_of(found: Found, source: Source, scorer: Scorer) -> Claim | None:
    """The claim of a number that feeds a figure; None where its place is not known."""
    span = source.delivered(found.field, found.start, found.end)
    identity = source.claim_id(found)
    if span is None or identity is None or found.figure is None:
        return None
    return Claim(
        id=identity,
        figure=found.figure,
        role=found.role,
        counted=found.counted or "",
        value=found.value,
        raw_value=found.raw_value,
        raw_unit=found.raw_unit,
        actor=found.actor,
        target=found.target,
        place=found.place,
        subject=found.subject,
        period=found.period,
        field=found.field,
        start=span[0],
        end=span[1],
        quote=source.quote(found.field, found.start, found.end),
        speaker=found.speaker,
        confidence=scorer.confidence(found),
        rule=found.rule,
        past=found.past,
        derived=found.derived,
        correction=found.correction,
        main_place=found.main_place,
        dated=found.dated,
    )


def record_claim_of(record: MatchedRecord, source: Source) -> RecordClaim | None:
    """The record claim as it travels; None where its place is not known."""
    read, match = record.read, record.match
    span = source.delivered(read.field, read.start, read.end)
    if span is None:
        return None
    found = match.found if match is not None else None
    value = _value(record, source)
    text = source.passage(read.field).text
    return RecordClaim(
        id=short_hash(
            source.article_id, source.article.version, read.field, *span, read.state,
            match.figure if match is not None else None, value.start,
        ),
        field=read.field,
        start=span[0],
        end=span[1],
        quote=text[read.start : min(read.end, read.start + QUOTE_CHARS_MAX)],
        state=_state(read, match),
        scope=_scope(read, match, source),
        direction=read.direction,
        figure=None if match is None else match.figure,
        measure=match.measure if match is not None else None,
        value=value.value,
        unit=value.unit,
        value_field=value.field,
        value_start=value.start,
        value_end=value.end,
        claim_id=source.claim_id(found) if found is not None else None,
        event_date=_day(record),
        place=None if _is_own(read, match, source) else read.scope.place,
        days=read.scope.days,
        rule=read.rule,
    )  # fmt: skip


class _Placed(Struct, frozen=True, kw_only=True):
    """A value of a record claim and where it stands as delivered."""

    value: float | None = None
    unit: str | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None


def _value(record: MatchedRecord, source: Source) -> _Placed:
    """The number a record claim is bound to; a matched one binds only what its domain read."""
    read, match = record.read, record.match
    if match is not None and match.found is not None:
        found = match.found
        span = source.delivered(found.field, found.start, found.end)
        value = found.value.stated if found.value.stated is not None else found.value.low
        value = None if found.derived else value  # The text does not print the sum.
        return _placed(value, None, field=found.field, span=span)
    if match is not None or read.bound is None:
        return _Placed()
    sentence, number = source.sentences[read.bound.sentence], read.bound.number
    span = source.delivered(
        sentence.field, sentence.start + number.start, sentence.start + number.end
    )
    value = number.value if number.value is not None else number.low
    return _placed(value, number.unit, field=sentence.field, span=span)


def _placed(
    value: float | None, unit: str | None, *, field: Field, span: tuple[int, int] | None
) -> _Placed:
    if span is None:
        return _Placed()
    return _Placed(value=value, unit=unit, field=field, start=span[0], end=span[1])


def _state(read: RecordRead, match: Match | None) -> ClaimState:
    """A record of a past event is past; one that stands is current if it is this event's own."""
    found = match.found if match is not None else None
    if match is None or found is None or found.figure is None:
        return read.state
    if read.state == "current" and found.past:
        return "past"
    if read.rule.endswith(STANDING) and not found.past and match.newest:
        return "current"
    return read.state


def _scope(read: RecordRead, match: Match | None, source: Source) -> str:
    """A figure has its own series, so its record without a limit is the one of all time."""
    name = read.scope.name
    own = _is_own(read, match, source)
    if own and name.startswith("place:"):
        name = "unstated"
    if match is None or match.figure is None:
        return name
    if name == "unstated" or (name.startswith("country:") and own):
        return "ever"
    return name


def _is_own(read: RecordRead, match: Match | None, source: Source) -> bool:
    """Whether the place a claim names is the country or the state whose series it is."""
    country, place = read.scope.country, read.scope.place
    if place in _COUNTRY_WORDS:
        return True
    if match is None:
        return False
    if "-" in match.series and ">" not in match.series:
        known = (each for one in source.sentences for each in one.places)
        own = any(each.name == place and each.admin == match.series for each in known)
        return own or place in _STATE_WORDS
    return country is not None and country in match.series


def _day(record: MatchedRecord) -> date | None:
    found = record.match.found if record.match is not None else None
    if found is not None:
        return found.period.end
    return record.day if record.match is not None else None


def reports_of(
    reading: Reading, claims: Sequence[tuple[str, Claim]], records: Sequence[ReadClaim]
) -> tuple[Report, ...]:
    """One report for each "domain/series" that has a claim or record claim, in order.

    Each keeps the first `CLAIMS_PER_REPORT_MAX` claims of the text, title first.
    """
    keys = {key for key, _ in claims}
    keys |= {f"{each.domain}/{each.series}" for each in records if each.domain is not None}
    return tuple(
        report_of(
            reading,
            key,
            claims=_first([claim for own, claim in claims if own == key]),
            record_claims=tuple(
                sorted(
                    (each.claim for each in records if f"{each.domain}/{each.series}" == key),
                    key=lambda claim: (claim.field == "body", claim.start, claim.id),
                )
            )[:RECORD_CLAIMS_PER_REPORT_MAX],
        )
        for key in sorted(keys)
    )


def _first(claims: list[Claim]) -> tuple[Claim, ...]:
    """The first claims of a text, each id once."""
    by_id = {claim.id: claim for claim in reversed(claims)}
    ordered = sorted(
        by_id.values(), key=lambda claim: (claim.field == "body", claim.start, claim.id)
    )
    return tuple(ordered[:CLAIMS_PER_REPORT_MAX])


__all__ = ["Extract", "MatchedRecord", "Source", "claim_of", "record_claim_of", "reports_of"]
