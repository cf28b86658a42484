"""Remarks: the notes that a report leads to, what a desk wants to know and no alert says."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from schemas.alert import Alert
from schemas.note import Note, NoteType
from schemas.report import RecordClaim, Report
from workers.core.judge.alerts import Case, is_late
from workers.core.judge.facts import Facts, facts
from workers.core.judge.messages import digest
from workers.core.judge.sentence import day_in_words, number
from workers.core.judge.series import Known
from workers.core.judge.state import EventHead
from workers.core.merge.identity import event_date
from workers.core.merge.mentions import mentions


class Remark(Struct, frozen=True, kw_only=True):
    """A note, and the key under which its event remembers that it was made (None: by article)."""

    note: Note
    event_id: str | None
    once: str | None


def remarks(case: Case, alerts: tuple[Alert, ...]) -> list[Remark]:
    """All that is worth a note in what a report changed, in a stable order."""
    found = [*_refused(case), *_narrow(case)]
    for known in sorted(case.change.after.values(), key=lambda known: known.at):
        head = next(h for h in case.heads.values() if h.place == known.happening.place)
        for figure in sorted(known.values):
            found += _figure_remarks(case, known, head=head, figure=figure)
    found += _changed_history(case, alerts)
    return found


def _figure_remarks(case: Case, known: Known, *, head: EventHead, figure: str) -> Iterator[Remark]:
    rule = case.book.rules.figures[figure]
    own = [
        text
        for vote in known.votes.get(figure, ())
        for text in vote.texts
        if text.report.article_id == case.report.article_id
    ]
    value = known.values[figure]
    if own and value.status == "held" and value.value is not None:
        words = f"{number(value.value, rule)} is held until a second source supports it"
        yield _remark(case, "held", head=head, figure=figure, value=value.value, text=words)
    if not rule.scopes or not own or own[0].grade != "live":
        return
    found = [facts(case.book, known, figure, scope=scope) for scope in rule.scopes]
    fact = found[0]
    borne = any(s.alert.figure == figure for s in head.alerts)
    shown = None if fact.value is None else number(fact.value, rule)
    if (known.happening.place, figure) in case.live:
        tied = [each for each in found if each.is_tie and each.history]
        if tied and not borne:
            words = f"{shown} equals the record" + ("" if tied[0] is fact else " of the year")
            yield _remark(case, "tie", head=head, figure=figure, value=fact.value, text=words)
    elif fact.history and fact.stands and is_late(case.book, known, figure) and not borne:
        words = f"{shown} would have been a record, but the report came late"
        yield _remark(case, "late_record", head=head, figure=figure, value=fact.value, text=words)
    for scope in rule.scopes:
        if scope in own[0].scopes:
            yield from _disputed(case, facts(case.book, known, figure, scope=scope), head=head)


def _disputed(case: Case, fact: Facts, *, head: EventHead) -> Iterator[Remark]:
    """Rule 19: the text calls it a record, the ledger knows a value at least as large."""
    until = max(case.report.published_at.date().toordinal(), fact.known.at.day)
    best = fact.ledger.best_beside(fact.known.at, fact.scope, until=until)
    if fact.value is None or best is None or fact.ledger.beats(fact.value, best.value):
        return
    day = day_in_words(event_date(head.ledger, best.at.date))
    shown = number(best.value, fact.figure)
    words = f"called a record at {number(fact.value, fact.figure)}, but {day} had {shown}"
    yield _remark(
        case, "disputed", head=head, figure=fact.figure.name, value=fact.value, text=words
    )


def _changed_history(case: Case, alerts: tuple[Alert, ...]) -> Iterator[Remark]:
    """Rule 27: a late or backfilled report gave a living alert another previous record."""
    seen = set()
    for alert in alerts:
        before = alert.previous_record
        if alert.status == "retracted" or alert.revision == 0 or before is None:
            continue
        head = case.heads.get(before.event_id)
        if head is None or (alert.figure, head.id) in seen or _raised(case, head, alert.figure):
            continue
        seen.add((alert.figure, head.id))
        rule = case.book.rules.figures[alert.figure]
        words = (
            f"the record before {day_in_words(alert.event_date)} is now "
            f"{number(before.value, rule)} of {day_in_words(before.date)}"
        )
        yield _remark(
            case, "history_changed", head=head, figure=alert.figure, value=before.value, text=words
        )


def _raised(case: Case, head: EventHead, figure: str) -> bool:
    return (head.place, figure) in case.live


def _refused(case: Case) -> Iterator[Remark]:
    _, refused = mentions(case.report, case.book.rules)
    for row in refused:
        if row.claim.value.high == 0:
            continue  # "No missiles" is below the bounds of a record and no error.
        value = row.claim.value.stated if row.claim.value.low is None else row.claim.value.low
        figure = case.book.rules.figures[row.claim.figure]
        shown = "a value" if value is None else number(value, figure)
        claim = row.claim
        day = event_date(figure.ledger, row.date.isoformat())
        parts = ("implausible", case.report.article_id, figure.name, day)
        note = replace(
            _note(case, "implausible", f"{shown} enters nothing: {row.reason}"),
            note_id=digest(*parts, claim.field, str(claim.start)),
            figure=figure.name,
            event_date=day,
            value=value,
        )
        yield Remark(note=note, event_id=None, once=None)


def _narrow(case: Case) -> Iterator[Remark]:
    """Rule 18: limited claims, kept as remarks: first since, and records of a place."""
    if case.report.backfill:
        return
    for row in case.report.record_claims:
        for kind in _kinds(row, case.report):
            day = _day(case, row)
            parts = (kind, case.report.article_id, row.figure or "", day)
            note = replace(
                _note(case, kind, row.quote),
                note_id=digest(*parts, row.field, str(row.start)),
                figure=row.figure,
                event_date=day,
                value=row.value,
                place=row.place or _named_place(row),
                days=row.days,
            )
            yield Remark(note=note, event_id=None, once=None)


def _day(case: Case, row: RecordClaim) -> str:
    """The day of the event that the claim speaks of: of a long one, its first."""
    own = [
        known.happening
        for known in case.change.after.values()
        for mention in known.happening.mentions
        if mention.article_id == case.report.article_id
        and (row.event_date is None or mention.date == row.event_date)
        and any(claim.figure == row.figure for claim in mention.claims)
    ]
    if own:
        return min(event_date(each.ledger, each.date.isoformat()) for each in own)
    return (row.event_date or case.report.published_at.date()).isoformat()


def _kinds(row: RecordClaim, report: Report) -> list[NoteType]:
    if row.state not in ("current", "vague"):
        return []
    country = report.series.rpartition("->")[2]
    since = row.direction == "first" or row.scope.startswith("since:") or row.scope == "recent"
    elsewhere = row.scope.startswith("country:") and row.scope != f"country:{country}"
    # "Largest on the capital since August" is limited twice; a month's record is of no place.
    narrowed = row.place is not None and row.direction != "first" and (since or row.scope == "ever")
    found: list[NoteType] = ["first_since"] if since else []
    if row.state == "current" and (row.scope.startswith("place:") or elsewhere or narrowed):
        found.append("place_record_claim")
    return found


def _named_place(row: RecordClaim) -> str | None:
    return row.scope.removeprefix("place:") if row.scope.startswith("place:") else None


def _remark(
    case: Case, kind: NoteType, *, head: EventHead, figure: str, value: float | None, text: str
) -> Remark:
    note = replace(
        _note(case, kind, text),
        note_id=digest(kind, case.report.article_id, figure, head.id, "", ""),
        figure=figure,
        event_id=head.id,
        event_date=event_date(head.ledger, head.date),
        value=value,
    )
    return Remark(note=note, event_id=head.id, once=f"{kind}/{figure}/{value}")


def _note(case: Case, kind: NoteType, text: str) -> Note:
    return Note(
        note_id="",
        type=kind,
        domain=case.book.domain,
        series=case.book.series,
        figure=None,
        event_id=None,
        event_date=None,
        value=None,
        place=None,
        days=None,
        article_id=case.report.article_id,
        text=text,
        known_at=case.report.order.fetched_at,
        mode=case.report.mode,
    )
