"""Messages: alerts, event rows and voices as the contract words them."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from schemas.alert import Alert, AlertStatus, PreviousRecord
from schemas.article import Mode
from schemas.event import Event, FigureValue, Voice
from schemas.report import Claim, Report
from schemas.wire import encode
from workers.core.judge.facts import Facts
from workers.core.judge.sentence import sentence
from workers.core.judge.series import Known, SeriesBook
from workers.core.judge.state import EventHead
from workers.core.merge.identity import ID_CHARS, event_date
from workers.core.merge.mentions import Mention
from workers.core.merge.values import Resolved
from workers.core.merge.voices import Vote

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EVIDENCE_MAX = 8
ROW_VOICES_MAX = 4
ROW_QUOTE_CHARS_MAX = 200


def alert_id(head: EventHead, figure: str, scope: str) -> str:
    """The id of the one alert of a figure, scope and event (rule 21)."""
    return digest(head.domain, figure, head.series, scope, head.id)


def digest(*parts: str) -> str:
    """A short hash of `parts`, the same in every process."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_CHARS]


def next_alert(
    fact: Facts,
    *,
    report: Report,
    head: EventHead,
    last: Alert | None,
    status: AlertStatus,
    previous_id: str | None,
    names: Mapping[str, str],
) -> Alert:
    """The next message of an alert, its first where there is no `last`."""
    value, resolved = fact.value, fact.resolved
    assert value is not None, "only a value that competes is told"  # noqa: S101 - owed to ourselves
    assert resolved is not None, "a value was resolved"  # noqa: S101 - owed to ourselves
    previous = _previous(fact, previous_id)
    own_id = alert_id(head, fact.figure.name, fact.scope) if last is None else last.alert_id
    day = event_date(head.ledger, head.date)
    alert = Alert(
        alert_id=own_id,
        revision=0 if last is None else last.revision + 1,
        status=status,
        references=None if last is None else f"{own_id}:{last.revision}",
        domain=head.domain,
        figure=fact.figure.name,
        series=head.series,
        scope=fact.scope,
        ledger=head.ledger,
        value=value,
        low=resolved.low,
        high=resolved.high,
        unit=fact.figure.unit,
        margin=None if previous is None else round(abs(value - previous.value), 6),
        previous_record=previous,
        event_id=head.id,
        event_date=day,
        window=head.window,
        subject=head.subject,
        verdict=fact.verdict,
        sources=len(fact.support),
        evidence=_evidence(fact),
        reason=None,
        raised_at_article=report.article_id if last is None else last.raised_at_article,
        known_at=report.order.fetched_at,
        sentence="",
        mode=_mode(fact.known.happening.mentions, fact),
    )
    official = any(vote.official for vote in fact.support)
    words = sentence(alert, fact.figure, names=names, official=official)
    return replace(alert, sentence=words)


def event_row(book: SeriesBook, head: EventHead, known: Known | None) -> Event:
    """The published row of an event; without figures where no report is left."""
    figures = {}
    if known is not None:
        figures = _implausible(book, known)
        figures |= {figure: _figure_value(value, figure) for figure, value in known.values.items()}
    mode: Mode = "live"
    if known is not None and all(
        book.reports[row.article_id].mode == "test" for row in known.happening.mentions
    ):
        mode = "test"
    return Event(
        id=head.id,
        domain=head.domain,
        series=head.series,
        ledger=head.ledger,
        date=event_date(head.ledger, head.date),
        window=head.window,
        subject=head.subject,
        figures=dict(sorted(figures.items())),
        revision=head.revision,
        known_at=head.known_at,
        merged_into=head.merged_into,
        mode=mode,
    )


def row_digest(row: Event) -> str:
    """What tells two revisions of an event apart: all but revision and time."""
    bare = replace(row, revision=0, known_at=EPOCH)
    return hashlib.sha256(encode(bare)).hexdigest()[:ID_CHARS]


def voice(vote: Vote, *, figure: str, quote_chars: int | None = None) -> Voice:
    """One independent source as a message shows it."""
    claim = vote.statement.claim
    row = _voice(vote.statement.report, claim)
    return replace(
        row,
        official=vote.official,
        quote=claim.quote[:quote_chars],
        rule=claim.rule if figure == claim.figure else f"total_of_parts:{claim.rule}",
        claims_record=bool(vote.scopes),
        copies=len(vote.texts) - 1,
    )


def _voice(report: Report, claim: Claim) -> Voice:
    return Voice(
        publisher=report.publisher,
        url=report.url,
        article_id=report.article_id,
        published_at=report.published_at,
        official=False,
        value=claim.value.stated,
        low=claim.value.low,
        high=claim.value.high,
        quote=claim.quote[:ROW_QUOTE_CHARS_MAX],
        field=claim.field,
        start=claim.start,
        end=claim.end,
        confidence=claim.confidence.value,
        rule=claim.rule,
    )


def _previous(fact: Facts, event_id: str | None) -> PreviousRecord | None:
    if fact.previous is None or event_id is None:
        return None
    return PreviousRecord(
        value=fact.previous.value,
        date=event_date(fact.figure.ledger, fact.previous.at.date),
        event_id=event_id,
    )


def _evidence(fact: Facts) -> tuple[Voice, ...]:
    rows = [*fact.support, *_others(fact)]
    return tuple(voice(vote, figure=fact.figure.name) for vote in rows[:EVIDENCE_MAX])


def _others(fact: Facts) -> list[Vote]:
    votes: Sequence[Vote] = () if fact.resolved is None else fact.resolved.votes
    return [vote for vote in votes if vote not in fact.support]


def _figure_value(value: Resolved, figure: str) -> FigureValue:
    shown = value.votes[:ROW_VOICES_MAX]
    return FigureValue(
        value=value.value,
        low=value.low,
        high=value.high,
        status=value.status,
        sources=value.sources,
        reason=value.reason,
        voices=tuple(voice(v, figure=figure, quote_chars=ROW_QUOTE_CHARS_MAX) for v in shown),
    )


def _implausible(book: SeriesBook, known: Known) -> dict[str, FigureValue]:
    """What texts of the event say of its figures that cannot be true (rule 10), the first of each.

    It is shown where no text has anything better, and takes part in nothing.
    """
    found: dict[str, FigureValue] = {}
    for row in known.happening.mentions if book.refused else ():
        for refused in book.refused.get(row.article_id, ()):
            claim = refused.claim
            here = (refused.ledger, refused.date) == (row.ledger, row.date)
            if not here or claim.value.high == 0 or claim.figure in found:
                continue
            found[claim.figure] = FigureValue(
                value=claim.value.stated if claim.value.low is None else claim.value.low,
                low=claim.value.low,
                high=claim.value.high,
                status="implausible",
                sources=0,
                reason=refused.reason,
                voices=(_voice(book.reports[row.article_id], claim),),
            )
    return found


def _mode(mentions: Sequence[Mention], fact: Facts) -> Mode:
    reports = {
        text.report.article_id: text.report
        for votes in fact.known.votes.values()
        for vote in votes
        for text in vote.texts
    }
    modes = {reports[row.article_id].mode for row in mentions if row.article_id in reports}
    return "test" if modes == {"test"} else "live"
