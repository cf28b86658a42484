"""Reading: one article becomes reports, with every number and record claim it was read from."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import structs

from schemas.article import Article
from schemas.note import Note
from schemas.report import Claim, Order, RecordClaim
from workers.core.catalogue.furniture import Furniture
from workers.core.catalogue.model import Catalogue, Domain
from workers.core.catalogue.record_words import compile_words
from workers.core.clean.article import clean, second_opinion
from workers.core.clean.language import detector, is_english
from workers.core.clean.sketch import sketch
from workers.core.clean.text import CleanText
from workers.core.dates.expressions import Anchor
from workers.core.dates.published import fetched_at, published_at
from workers.core.dates.written import written
from workers.core.extract.article import Extract, Extractor
from workers.core.extract.assemble import (
    MatchedRecord,
    Source,
    claim_of,
    record_claim_of,
    reports_of,
)
from workers.core.extract.live import latest_entries
from workers.core.extract.places import Gazetteer
from workers.core.extract.read import numbers_read
from workers.core.extract.speaker import speaker_of
from workers.core.extract.table import Sentence
from workers.core.naming import article_id, short_hash, text_hash
from workers.core.outcome import NumberRead, ReadClaim, Reading, Sender
from workers.core.records.claims import Line, RecordRead, record_claims
from workers.core.records.lines import lines_of, open_sentences
from workers.core.records.match import Match, Matcher, main_day
from workers.core.score import Scorer
from workers.core.topic import Topic

_LANGUAGE_CHARS = 3000
_OPINION = "second_opinion"

__all__ = ["NumberRead", "Reader", "Reading", "article_id", "published_at"]


class Reader:
    """Reads articles by one catalogue. It holds compiled vocabulary and nothing of any article."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        """Compile the words of all domains and load the library of languages once."""
        detector()
        self._parts = _Parts(catalogue, gazetteer)

    def prefilter(self, raw: str) -> bool:
        """Whether `raw` holds a word of any domain, or of records of things no domain knows."""
        return self._parts.is_topical(raw) or self._parts.is_open(raw)

    def read(self, article: Article, received_at: datetime) -> Reading:
        """What `article` says. Raises `UnreadableError` if it was published in the future."""
        blank = _blank(article, None, received_at=received_at, parts=self._parts)
        if article.pub_status == "canceled":
            return structs.replace(blank, outcome="canceled")
        if not self.prefilter(f"{article.title}\n{article.body}"):
            return blank
        text = clean(article, self._parts.furniture)
        reading = _blank(article, text, received_at=received_at, parts=self._parts)
        if not _is_english(article, text):
            return structs.replace(reading, outcome="language")
        return _Pass(article, reading, text, parts=self._parts).read()


class _Parts:
    """Everything compiled from the catalogue."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        domains = list(catalogue.domains.values())
        self.catalogue = catalogue
        self.furniture = catalogue.furniture or Furniture("")
        self.extractor = Extractor(catalogue, gazetteer)
        self.topics = [(domain, Topic(domain.vocabulary)) for domain in domains]
        self.scorer = Scorer(catalogue.scores)
        self.records = catalogue.record_words
        self.matchers = (
            {domain.name: Matcher(domain, self.records) for domain in domains}
            if self.records is not None
            else {}
        )
        known = [each.vocabulary for each in domains]
        words = [word for each in known for word in (*each.topic, *each.faint)]
        self._any = compile_words(words, whole=False)

    def is_topical(self, raw: str) -> bool:
        return self._any.search(raw) is not None

    def is_open(self, raw: str) -> bool:
        return self.records is not None and self.records.open_gate.search(raw) is not None

    def domains_of(self, text: str) -> list[Domain]:
        """The domains of whose topic `text` speaks, in the order of their names."""
        return [domain for domain, topic in self.topics if topic.is_of(text)]


class _Pass:
    """One article on its way through all domains."""

    def __init__(self, article: Article, blank: Reading, text: CleanText, *, parts: _Parts) -> None:
        self.article = article
        self.blank = blank
        self.text = text
        self.parts = parts
        self.published = blank.sender.published_at

    def read(self) -> Reading:
        """The reading with its numbers, record claims, reports and notes."""
        domains = self.parts.domains_of(f"{self.text.title.text}\n{self.text.body.text}")
        table = self._table(domains)
        source = Source(
            article=self.article,
            article_id=self.blank.article_id,
            clean=self.text,
            sentences=table,
        )
        extracts = [self._extract(domain, table) for domain in domains]
        records = self._records(table, extracts, source)
        claims = self._doubted(self._claims(extracts, source), records)
        filled = structs.replace(
            self.blank,
            numbers=numbers_read(extracts, source, self.parts.scorer),
            record_claims=tuple(records),
        )
        reports = reports_of(filled, claims, records)
        return structs.replace(
            filled,
            outcome="reported" if reports else "no_figures",
            reports=reports,
            notes=tuple(
                _open_note(self.blank, each.claim, source) for each in records if _is_open(each)
            ),
        )

    def _claims(self, extracts: Sequence[Extract], source: Source) -> list[tuple[str, Claim]]:
        """Every number that feeds a figure of a series, under "domain/series"."""
        claims = []
        for extract in extracts:
            for found in extract.found:
                claim = claim_of(found, source, self.parts.scorer)
                if claim is not None and found.series is not None:
                    claims.append((f"{found.domain}/{found.series}", claim))
        return claims

    def _table(self, domains: list[Domain]) -> tuple[Sentence, ...]:
        """All sentences; of a text that no domain knows only those near a word of records."""
        extractor = self.parts.extractor
        if domains:
            return extractor.table(self.text, self._anchor(domains[0], domains))
        if self.parts.records is None:
            return ()
        return open_sentences(self.text, extractor.tools, self.parts.records)

    def _extract(self, domain: Domain, table: tuple[Sentence, ...]) -> Extract:
        """The numbers of one domain with their speakers; on a live page the latest entry wins."""
        extract = self.parts.extractor.extract(
            domain.name, table, self._anchor(domain, [domain]), publisher=self.article.publisher
        )
        spoken = tuple(
            structs.replace(found, speaker=speaker_of(table[found.sentence].text))
            if found.figure is not None and found.speaker is None
            else found
            for found in extract.found
        )
        return latest_entries(structs.replace(extract, found=spoken), self.text.entries)

    def _anchor(self, domain: Domain, known: Sequence[Domain]) -> Anchor:
        """The publication from where the domain's events happen, with the eras of all `known`."""
        zones = [actor.zone for actor in domain.vocabulary.actors if actor.zone is not None]
        eras = dict.fromkeys(era for each in known for era in each.vocabulary.eras)
        anchor = Anchor(published=self.published, zone=zones[0] if zones else "", eras=tuple(eras))
        return written(anchor, self.text)

    def _records(
        self, table: tuple[Sentence, ...], extracts: Sequence[Extract], source: Source
    ) -> list[ReadClaim]:
        """Every record claim, with the first domain that measures what it speaks of."""
        if self.parts.records is None:
            return []
        lines = lines_of(table, self.published)
        records: list[ReadClaim | None] = []
        for read in record_claims(lines, self.parts.records):
            matches, day = self._match(read, lines, extracts)
            if matches:
                records += [_matched(read, match, source, day=day) for match in matches]
            elif not read.weak:
                records.append(_matched(read, None, source, day=None))
        return [record for record in records if record is not None]

    def _match(
        self, read: RecordRead, lines: Sequence[Line], extracts: Sequence[Extract]
    ) -> tuple[list[Match], date | None]:
        """What the first domain that has its number, else measures it, makes of `read`.

        With it comes the day of its event.
        """
        silent: tuple[list[Match], date | None] = ([], None)
        for extract in extracts:
            matches = self.parts.matchers[extract.domain].match(read, lines, extract)
            if not matches:
                continue
            told = matches, main_day(extract.found, matches[0].series)
            if any(match.figure is not None and match.found is not None for match in matches):
                return told
            silent = silent if silent[0] else told
        return silent

    def _doubted(
        self, claims: list[tuple[str, Claim]], records: Sequence[ReadClaim]
    ) -> list[tuple[str, Claim]]:
        """Claims that another extractor's text of the page does not hold lose confidence.

        It is asked only for pages with a current record claim.
        """
        current = any(each.claim.state == "current" and each.domain for each in records)
        other = second_opinion(self.article) if current else None
        if other is None:
            return claims
        scorer = self.parts.scorer
        return [
            (key, claim if _is_in(other, claim, self.article) else scorer.doubted(claim, _OPINION))
            for key, claim in claims
        ]


def _matched(
    read: RecordRead, match: Match | None, source: Source, *, day: date | None
) -> ReadClaim | None:
    """The record claim with its domain and series; None where its place is not known."""
    claim = record_claim_of(MatchedRecord(read=read, match=match, day=day), source)
    if claim is None:
        return None
    if match is None:
        return ReadClaim(domain=None, series=None, claim=claim)
    return ReadClaim(domain=match.domain, series=match.series, claim=claim)


def _blank(
    article: Article, text: CleanText | None, *, received_at: datetime, parts: _Parts
) -> Reading:
    """A reading of nothing yet; its outcome is "filtered" until more is known."""
    published = published_at(article, received_at, text)
    marks: tuple[tuple[int, ...], int] = ((), 0) if text is None else sketch(text.body.text)
    return Reading(
        article_id=article_id(article),
        order=Order(
            version=article.version,
            published_at=published,
            fetched_at=fetched_at(article, received_at),
        ),
        text_hash=text_hash(article),
        outcome="filtered",
        sender=Sender(
            publisher=article.publisher,
            url=article.url,
            credited_to=None if text is None else text.credited_to,
            published_at=published,
            catalogue_hash=parts.catalogue.hash,
            backfill=article.backfill or False,
            mode=article.mode or "live",
            sketch=marks[0],
            shingles=marks[1],
        ),
        clean=text,
    )


def _is_english(article: Article, text: CleanText) -> bool:
    """By the declared language if there is one, else by title and body themselves."""
    if article.language is not None and not article.language.lower().startswith("en"):
        return False
    return is_english(f"{text.title.text}\n{text.body.text[:_LANGUAGE_CHARS]}")


def _is_in(other: str, claim: Claim, article: Article) -> bool:
    """Whether the number of `claim` stands in the other text; titles are not doubted."""
    if claim.field == "title":
        return True
    return article.body[claim.start : claim.end] in other


def _is_open(read: ReadClaim) -> bool:
    return read.domain is None and read.claim.state == "current"


def _open_note(reading: Reading, claim: RecordClaim, source: Source) -> Note:
    """The note on a record of something that no domain knows; it raises no alert."""
    place = (claim.field, claim.start)
    return Note(
        note_id=short_hash("open_record_claim", reading.article_id, None, None, *place),
        type="open_record_claim",
        domain=None,
        series=None,
        figure=None,
        event_id=None,
        event_date=None,
        value=claim.value,
        place=claim.place,
        days=claim.days,
        article_id=reading.article_id,
        text=source.quote_of(claim),
        known_at=reading.order.fetched_at,
        mode=reading.sender.mode,
    )
