"""Replay rows: messages and readings as the lines of the replay files, whose form is fixed."""

from typing import TypeAlias

from schemas.alert import Alert
from schemas.event import Event, Voice
from schemas.note import Note
from workers.core.judge.books import ChainLink
from workers.core.outcome import NumberRead, ReadClaim

Row: TypeAlias = dict[str, object]


def claim_row(article_id: str, read: NumberRead) -> Row:
    """A line of `claims.jsonl`; `figure` is null for a number that feeds none, `why` says why."""
    return {
        "article_id": article_id,
        "field": read.field,
        "start": read.start,
        "end": read.end,
        "domain": read.domain,
        "figure": read.figure,
        "series": read.series,
        "role": read.role,
        "counted": read.counted,
        "value": read.value,
        "low": read.low,
        "high": read.high,
        "approx": read.approx,
        "raw_value": read.raw_value,
        "raw_unit": read.raw_unit,
        "actor": read.actor,
        "target": read.target,
        "place": read.place,
        "subject": read.subject,
        "period": read.period,
        "date_start": read.date_start,
        "date_end": read.date_end,
        "window": read.window,
        "past": read.past,
        "derived": read.derived,
        "confidence": read.confidence,
        "rule": read.rule,
        "why": read.why,
    }


def record_claim_row(article_id: str, read: ReadClaim) -> Row:
    """A line of `record_claims.jsonl`; domain, figure and series are null for an open claim."""
    claim = read.claim
    return {
        "article_id": article_id,
        "field": claim.field,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "state": claim.state,
        "scope": claim.scope,
        "direction": claim.direction,
        "domain": read.domain,
        "figure": claim.figure,
        "series": read.series,
        "measure": claim.measure,
        "value": claim.value,
        "unit": claim.unit,
        "value_field": claim.value_field,
        "value_start": claim.value_start,
        "value_end": claim.value_end,
    }


def event_row(event: Event) -> Row:
    """A line of `events.jsonl`."""
    return {
        "event_id": event.id,
        "domain": event.domain,
        "series": event.series,
        "event_date": event.date,
        "window": event.window,
        "period": event.ledger,
        "subject": event.subject,
        "figures": {
            name: {
                "value": figure.value,
                "low": figure.low,
                "high": figure.high,
                "status": figure.status,
                "sources": figure.sources,
            }
            for name, figure in sorted(event.figures.items())
        },
    }


def alert_row(alert: Alert) -> Row:
    """A line of `alerts.jsonl`."""
    before = alert.previous_record
    return {
        "alert_id": alert.alert_id,
        "domain": alert.domain,
        "figure": alert.figure,
        "scope": alert.scope,
        "series": alert.series,
        "value": alert.value,
        "event_id": alert.event_id,
        "event_date": alert.event_date,
        "window": alert.window,
        "previous": None if before is None else before.value,
        "previous_record": None
        if before is None
        else {"value": before.value, "date": before.date, "event_id": before.event_id},
        "status": alert.status,
        "reason": alert.reason,
        "evidence": [_proof(voice) for voice in alert.evidence],
        "raised_at_article": alert.raised_at_article,
        "sentence": alert.sentence,
    }


def alert_log_row(alert: Alert) -> Row:
    """A line of `alert_log.jsonl`: the alert as it was told, and the message it changed."""
    return {**alert_row(alert), "revision": alert.revision, "references": alert.references}


def note_row(note: Note) -> Row:
    """A line of `notes.jsonl`."""
    return {
        "note_id": note.note_id,
        "type": note.type,
        "domain": note.domain,
        "series": note.series,
        "figure": note.figure,
        "event_id": note.event_id,
        "event_date": note.event_date,
        "value": note.value,
        "place": note.place,
        "days": note.days,
        "article_id": note.article_id,
        "text": note.text,
    }


def ledger_row(
    key: tuple[str, str], *, figure: str, scope: str, links: tuple[ChainLink, ...]
) -> Row:
    """A line of `ledger.jsonl`; `key` is domain and series."""
    domain, series = key
    return {
        "domain": domain,
        "figure": figure,
        "series": series,
        "scope": scope,
        "chain": [
            {"date": link.date, "value": link.value, "event_id": link.event_id} for link in links
        ],
    }


def _proof(voice: Voice) -> Row:
    return {
        "publisher": voice.publisher,
        "url": voice.url,
        "quote": voice.quote,
        "field": voice.field,
        "start": voice.start,
        "end": voice.end,
    }
