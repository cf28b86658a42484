"""Books: reports in, events, alerts and notes out; the whole of merging and judging."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from schemas.alert import Alert, Scope
from schemas.event import Event, Voice
from schemas.note import Note
from schemas.report import Report
from workers.core.catalogue.model import Catalogue, Source
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.judge.alerts import judge, open_case
from workers.core.judge.heirs import inherit
from workers.core.judge.ledger import Entry
from workers.core.judge.messages import event_row, row_digest
from workers.core.judge.remarks import Remark, remarks
from workers.core.judge.series import Change, SeriesBook
from workers.core.judge.state import (
    QUOTE_CHARS_STORED,
    STATE_EVIDENCE_MAX,
    EventHead,
    cap,
    caused,
    known_at,
    settled,
    succeeding,
)
from workers.core.merge.identity import event_date, identify, minted_anew
from workers.core.merge.subjects import Names
from workers.core.merge.voices import Standing

NOTED_MAX = 60


class Verdict(Struct, frozen=True, kw_only=True):
    """What a report leads to.

    `report` and `heads` are to be stored (no report: nothing new came), `alerts`, `notes` and
    `events` to be published; a report that came before yields its event rows once more.
    """

    report: Report | None
    alerts: tuple[Alert, ...] = ()
    notes: tuple[Note, ...] = ()
    heads: tuple[EventHead, ...] = ()
    events: tuple[Event, ...] = ()


class ChainLink(Struct, frozen=True, kw_only=True):
    """One record of its day in a chain."""

    date: str
    value: float
    event_id: str


class _Trial(Struct, kw_only=True):
    """The last report judged, entered on trial: the next call keeps it or takes it out."""

    book: SeriesBook
    article_id: str
    known: Report | None
    verdict: Verdict | None = None


class Books:
    """All series that one worker owns. `judge` changes nothing, `commit` applies its verdict."""

    def __init__(
        self,
        catalogue: Catalogue,
        sources: Iterable[Source] = (),
        *,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """`sources` come before those of the catalogue; `names` are those of countries by code."""
        self._catalogue = catalogue
        self._sources = tuple(sources)
        self._names = dict(names or {})
        self._series: dict[tuple[str, str], SeriesBook] = {}
        self._trial: _Trial | None = None

    def load(self, reports: Iterable[Report], heads: Iterable[EventHead]) -> int:
        """Replace the whole state by what is stored, in any order.

        The answer is how many were left out because the catalogue has no such domain any more.
        """
        self._series.clear()
        self._trial = None
        given, stored = list(reports), list(heads)
        texts = [report for report in given if report.domain in self._catalogue.domains]
        rows = [head for head in stored if head.domain in self._catalogue.domains]
        rows.sort(key=lambda head: head.id)
        told: dict[tuple[str, str], list[Report]] = {}
        for report in texts:
            told.setdefault((report.domain, report.series), []).append(report)
        for (domain, series), own in sorted(told.items()):
            self._book(domain, series).fill(own)
        for head in rows:
            book = self._book(head.domain, head.series)
            cause = None if head.cause is None else book.reports.get(head.cause.article_id)
            standing = settled(head, cause)
            if standing is not None:
                book.keep(standing)
        for _, book in sorted(self._series.items()):
            for head in minted_anew(book):
                book.keep(head)
        return len(given) - len(texts) + len(stored) - len(rows)

    def judge(self, report: Report) -> Verdict:
        """What `report` leads to. Unknown domains lead to nothing."""
        if report.domain not in self._catalogue.domains:
            return Verdict(report=None)
        book = self._book(report.domain, report.series)
        known = book.reports.get(report.article_id)
        capped = succeeding(cap(report), known)
        if capped is None:
            return Verdict(report=None, events=self._rows(book, report.article_id))
        change = book.swap(report.article_id, capped)
        # Noted before judging, so that it is taken back even if judging fails.
        self._trial = _Trial(book=book, article_id=report.article_id, known=known)
        self._trial.verdict = _verdict(book, capped, change)
        return self._trial.verdict

    def commit(self, verdict: Verdict) -> None:
        """Apply `verdict`, which must come from the last `judge` of its series."""
        if verdict.report is None:
            return
        if self._trial is None or self._trial.verdict is not verdict:
            book = self._book(verdict.report.domain, verdict.report.series)
            book.swap(verdict.report.article_id, verdict.report)
        else:
            book, self._trial = self._trial.book, None
        for head in verdict.heads:
            book.keep(head)

    def events(self, domain: str, series: str) -> tuple[Event, ...]:
        """The rows of all events that have figures, in the order of their dates."""
        book = self._book(domain, series)
        rows = [
            event_row(book, book.heads[book.ids[place]], known)
            for place, known in book.events.items()
            if place in book.ids
        ]
        return tuple(sorted(rows, key=lambda row: (row.ledger, row.date, row.id)))

    def chain(
        self, domain: str, figure: str, *, series: str, scope: Scope
    ) -> tuple[ChainLink, ...]:
        """Every record of its day of one figure, in the order of events."""
        book = self._book(domain, series)
        rows = book.ledger(figure).chain(scope)
        return tuple(self._link(book, figure, row) for row in rows)

    def current_record(
        self, domain: str, figure: str, *, series: str, scope: Scope
    ) -> ChainLink | None:
        """The standing record of one figure; in scope `year` that of the newest year known."""
        book = self._book(domain, series)
        entry = book.ledger(figure).record(scope)
        return None if entry is None else self._link(book, figure, entry)

    def alerts(self) -> tuple[Alert, ...]:
        """The last message of every alert, by alert id."""
        self._end_trial()
        found = [
            state.alert
            for book in self._series.values()
            for head in book.heads.values()
            for state in head.alerts
        ]
        return tuple(sorted(found, key=lambda alert: alert.alert_id))

    def series(self) -> tuple[tuple[str, str], ...]:
        """Domain and series of everything known, in order."""
        self._end_trial()
        return tuple(sorted(key for key, book in self._series.items() if book.reports))

    def _book(self, domain: str, series: str) -> SeriesBook:
        self._end_trial()
        key = (domain, series)
        if key not in self._series:
            rules = self._catalogue.rules(domain)
            actors = self._catalogue.domains[domain].vocabulary.actors
            own = {_key(row) for row in self._sources}
            rest = [row for row in rules.sources if _key(row) not in own]
            self._series[key] = SeriesBook(
                domain,
                series,
                rules=rules,
                standing=Standing(
                    (*self._sources, *rest),
                    {actor.code: (*actor.names, *actor.adjectives) for actor in actors},
                ),
                names={actor.code: actor.names[0].title() for actor in actors} | self._names,
                spelling=_spelling(self._catalogue.domains[domain].vocabulary.subject),
            )
        return self._series[key]

    def _end_trial(self) -> None:
        """Take back what the last `judge` tried out, unless it was committed."""
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.book.swap(trial.article_id, trial.known)

    def _rows(self, book: SeriesBook, article_id: str) -> tuple[Event, ...]:
        places = [place for place in book.places_of(article_id) if place in book.ids]
        return tuple(
            event_row(book, book.heads[book.ids[place]], book.events[place]) for place in places
        )

    @staticmethod
    def _link(book: SeriesBook, figure: str, entry: Entry) -> ChainLink:
        ledger = book.rules.figures[figure].ledger
        return ChainLink(
            date=event_date(ledger, entry.at.date),
            value=entry.value,
            event_id=book.ids.get(entry.at.place, ""),
        )


def _spelling(words: SubjectWords | None) -> Names:
    if words is None:
        return Names()
    return Names(kinds=(*words.nouns, *words.kinds), dropped=(*words.nouns, *words.legal))


def _key(row: Source) -> str:
    return row.publisher.casefold()


def _verdict(book: SeriesBook, report: Report, change: Change) -> Verdict:
    found = inherit(book, change, identify(book, change, born=known_at(report)))
    judged = judge(book, report, change=change, found=found)
    case = open_case(book, report, change=change, found=found)
    made = [row for row in remarks(case, judged.alerts) if not _is_noted(row, judged.heads)]
    heads = []
    rows = []
    for head_id in sorted(judged.heads):
        head = _noted(judged.heads[head_id], made)
        known = book.events.get(head.place)
        row = event_row(book, head, known)
        mark = row_digest(row)
        if mark != head.digest:
            revision = head.revision + 1 if head.digest else 0
            head = replace(head, digest=mark, revision=revision, known_at=known_at(report))
            row = replace(row, revision=revision, known_at=known_at(report))
        heads.append(caused(_slim(head), book.heads.get(head_id), by=report))
        rows.append(row)
    return Verdict(
        report=report,
        alerts=judged.alerts,
        notes=tuple(row.note for row in made),
        heads=tuple(heads),
        events=tuple(rows),
    )


def _is_noted(row: Remark, heads: dict[str, EventHead]) -> bool:
    head = heads.get(row.event_id or "")
    return head is not None and row.once in head.noted


def _noted(head: EventHead, made: list[Remark]) -> EventHead:
    new = [row.once for row in made if row.event_id == head.id and row.once is not None]
    return replace(head, noted=(*head.noted, *new)[-NOTED_MAX:]) if new else head


def _slim(head: EventHead) -> EventHead:
    # A head bears up to two alerts a figure; their evidence is in the messages and in the reports.
    slim = tuple(
        replace(state, alert=replace(alert, evidence=_shortened(alert)))
        for state in head.alerts
        for alert in (state.alert,)
    )
    return replace(head, alerts=slim)


def _shortened(alert: Alert) -> tuple[Voice, ...]:
    return tuple(
        voice
        if len(voice.quote) <= QUOTE_CHARS_STORED
        else replace(voice, quote=voice.quote[:QUOTE_CHARS_STORED])
        for voice in alert.evidence[:STATE_EVIDENCE_MAX]
    )
