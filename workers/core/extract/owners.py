"""Owners: whose breach or theft each number is of, in which series, and of which day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, structs

from schemas.report import Period
from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.catalogue.model import Domain
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.dates.expressions import When
from workers.core.extract.owner_days import DayReader
from workers.core.extract.places import Gazetteer
from workers.core.extract.sectors import SectorReader
from workers.core.extract.shares import settle_shares
from workers.core.extract.sides import Sides
from workers.core.extract.subject_marks import is_compared
from workers.core.extract.subjects import SubjectReader, Subjects
from workers.core.extract.table import Sentence
from workers.core.extract.timing import period_of
from workers.core.extract.told import Told
from workers.core.extract.usual import UsualReader
from workers.core.records.phrases import Phrases, Words, words_of

_EVENT_KINDS: Final = frozenset(("night", "day", "moment"))
_REPLACED_REACH: Final = 3
_BEHIND_WORDS: Final = 12
_OTHERS_DAYS: Final = 45
_FRESH_DAYS: Final = 7
_AGED_DAYS: Final = 200
# How long a loss can be kept from the public and still be news, told in the last days.
_KEPT_DAYS: Final = 120
_TOLD_DAYS: Final = 4
_ECHO_MIN: Final = 100
_DENIED: Final = "it did not happen"
_CLIENT: Final = "a client's share of the whole"
_SINGLE: Final = "a single one, not counted"
_SUM: Final = "a sum of many events"
_LOOSE: Final = frozenset(("no_cue", "bare", "other_thing"))


class Own(Struct, frozen=True, kw_only=True):
    """Whom an article is about, the series of each of them, and the day of the main one.

    `days` are those of the entries of a list, by paragraph.
    """

    subjects: Subjects
    series: dict[str | None, str]
    day: date
    published: date
    days: dict[int, date]
    lines: tuple[Words, ...]


class OwnerReader:
    """Finishes what was extracted in one domain whose events are told apart by their subject."""

    def __init__(self, domain: Domain, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        """Compile the words of the domain."""
        words = domain.vocabulary.subject or SubjectWords()
        self._words = words.telling
        self._vocabulary = domain.vocabulary
        self._figures = tuple(domain.rules.figures.values())
        self._subjects = SubjectReader(
            words, [noun for kind in domain.vocabulary.classes for noun in kind.nouns]
        )
        self._sectors = SectorReader(domain.vocabulary, gazetteer)
        self._days = DayReader(words.telling)
        self._usual = UsualReader(words.telling, domain.name, lexicon)
        self._lists = {
            name: Phrases(_plain(getattr(words.telling, name)))
            for name in (
                "compares",
                "replaced",
                "replaced_after",
                "sums",
                "older",
                "denied",
                "clients",
                "parts",
            )
        }

    def own(self, sentences: Sequence[Sentence], published: date, publisher: str) -> Own:
        """Whom the article is about, in which series, and since when."""
        subjects = self._subjects.read(sentences, publisher=publisher)
        series: dict[str | None, str] = {}
        if self._vocabulary.series_name is None:
            series = self._sectors.read(
                sentences, subjects, published=published, publisher=publisher
            )
        lines = tuple(words_of(sentence.text) for sentence in sentences)
        return Own(
            subjects=subjects,
            series=series,
            day=self._days.main(sentences, lines, subjects, published=published),
            published=published,
            days=self._days.entries(sentences, subjects, published),
            lines=lines,
        )

    def settle(self, told: Sequence[Told], sentences: Sequence[Sentence], own: Own) -> list[Told]:
        """Every counted number with its subject, series and day."""
        settled = [self._settled(each, sentences[each.sentence], own) for each in told]
        settled = self._usual.settle(settled, sentences, own.subjects)
        settled = self._served(settled, own)
        settled = self._aged(settled, own)
        settled = self._opened(_echoed(settled), own)
        return settle_shares(settled, own.lines, self._lists["parts"])

    def _settled(self, told: Told, sentence: Sentence, own: Own) -> Told:
        subject = own.subjects.of(sentence, told.number.start)
        series = self._vocabulary.series_name or own.series.get(subject) or own.series[None]
        when = self._days.nearest(sentence, told.number.start, day=own.day)
        past = self._is_past(told, sentence, subject, when=when, own=own)
        words = own.lines[sentence.index]
        superseded = told.superseded or self._is_replaced(told, words, sentence)
        summed = self._is_sum(told, sentence, own)
        why = _SUM if summed else _unperiodic(told.why)
        why = why or self._is_denied(told, words)
        if told.number.kind == "implicit":
            why = why or _SINGLE
        period = told.period
        if not summed:
            day = self._day(sentence, subject, when, own=own)
            period = Period(kind="event", start=day, end=day)
            if past:
                period = self._past_period(told, sentence, own)
        return structs.replace(
            told,
            subject=subject,
            sides=Sides(actor=None, target=series, how="country"),
            past=past,
            period=period,
            superseded=superseded,
            why=why or ("replaced in the text" if superseded else ""),
        )

    def _past_period(self, told: Told, sentence: Sentence, own: Own) -> Period:
        """The time of an older event, of which the day of this one says nothing."""
        edge = min(own.day, own.published - timedelta(days=_FRESH_DAYS))
        older = [
            when
            for when in sentence.dates
            if not when.said and when.last is not None and when.last < edge
        ]
        at = told.number.start
        when = min(older, key=lambda when: (abs(when.start - at), when.start), default=None)
        if when is None:
            return Period(kind="event", start=None, end=None)
        return structs.replace(period_of(when), kind="event")

    def _day(self, sentence: Sentence, subject: str | None, when: When | None, *, own: Own) -> date:
        """The day of the number's event: an entry of a list has its own."""
        entry = own.days.get(own.subjects.blocks[sentence.index])
        if entry is not None:
            return entry
        if subject == own.subjects.main or when is None or when.last is None:
            return own.day
        return when.last

    def _is_sum(self, told: Told, sentence: Sentence, own: Own) -> bool:
        """Whether the number adds up many events: by the words of its clause, or of nobody."""
        words = own.lines[sentence.index]
        named = own.subjects.spoken[sentence.index]
        first, last = 0, len(words.folded)
        if named and last:
            at = min(_index(words, told.number.start), last - 1)
            first, last = words.clause_start(at, soft=True), words.clause_end(at, soft=True)
        if self._lists["sums"].within(words, first, last) is not None:
            return True
        brief = ("event", "day", "week") + (("month",) if own.subjects.main is None else ())
        periodic = told.period is not None and told.period.kind not in brief
        return periodic and not named and not own.subjects.begun(sentence.index)

    def _is_past(
        self,
        told: Told,
        sentence: Sentence,
        subject: str | None,
        *,
        when: When | None,
        own: Own,
    ) -> bool:
        """Whether the number is of another or an older event that is only looked back on."""
        words = own.lines[sentence.index]
        edge = own.published - timedelta(days=self._words.back_days)
        aged = when is not None and when.last is not None and when.last < edge
        if subject == own.subjects.main or subject is None:
            older = self._lists["older"].within(words, 0, len(words.folded)) is not None
            if older or is_compared(words, _index(words, told.number.start) + 1):
                return True
            news = _is_news(sentence, when, own.published)
            old = (aged and not news) or (when is None and own.day < edge)
            return old and not self._words.first
        recent = when is not None and when.kind in _EVENT_KINDS
        near = own.published - timedelta(days=min(self._words.back_days, _OTHERS_DAYS))
        aged = when is not None and when.last is not None and when.last < near
        if aged or recent or own.subjects.listed(sentence) == subject:
            return aged
        compared = self._lists["compares"].within(words, 0, len(words.folded)) is not None
        return told.timing.previous or compared

    def _served(self, told: Sequence[Told], own: Own) -> list[Told]:
        """Numbers of single clients are shares of what was lost by the one who served them."""
        main = own.subjects.main
        tops: dict[str | None, float] = {}
        for each in told:
            if each.subject == main and self._feeds(each) and not (each.why or each.past):
                size = each.number.value or each.number.low or 0.0
                tops[each.counted] = max(size, tops.get(each.counted, 0.0))
        settled = []
        for each in told:
            words = own.lines[each.sentence]
            size = each.number.value or each.number.low or 0.0
            smaller = each.subject != main and size < tops.get(each.counted, 0.0)
            told_so = smaller and self._lists["clients"].within(words, 0, len(words.folded))
            share = structs.replace(each, part=True, why=each.why or _CLIENT)
            settled.append(share if told_so else each)
        return settled

    def _aged(self, told: Sequence[Told], own: Own) -> list[Told]:
        """Numbers dated long before those of the same subject that have no old date are past."""
        fresh = {
            (each.subject, each.counted, each.role.role)
            for each in told
            if not each.why and not each.past and not self._is_aged(each, own)
        }
        return [
            structs.replace(each, past=True)
            if (each.subject, each.counted, each.role.role) in fresh and self._is_aged(each, own)
            else each
            for each in told
        ]

    def _is_aged(self, told: Told, own: Own) -> bool:
        when = told.timing.when
        edge = own.day - timedelta(days=_AGED_DAYS)
        return when is not None and when.last is not None and when.last < edge

    def _opened(self, told: Sequence[Told], own: Own) -> list[Told]:
        """As in "Acme (May 3). $2 million, by way of a bug": the first sum of an entry."""
        settled = list(told)
        for block, head in own.subjects.heads.items():
            entry = [
                at for at, each in enumerate(told)
                if own.subjects.blocks[each.sentence] == block and each.sentence >= head
            ]  # fmt: skip
            live = [at for at in entry if self._feeds(told[at]) and not told[at].superseded]
            first = next((at for at in entry if told[at].counted in self._counted), None)
            if live or first is None or told[first].role.rule not in _LOOSE:
                continue
            role = next(
                figure.roles[0] for figure in self._figures if told[first].counted in figure.counted
            )
            known = structs.replace(told[first].role, role=role, rule="entry")
            settled[first] = structs.replace(told[first], role=known)
        return settled

    @property
    def _counted(self) -> frozenset[str]:
        return frozenset(name for figure in self._figures for name in figure.counted)

    def _feeds(self, told: Told) -> bool:
        return told.role.role != OTHER and any(
            told.role.role in figure.roles and told.counted in figure.counted
            for figure in self._figures
        )

    def _is_denied(self, told: Told, words: Words) -> str:
        """Why a number did not happen, if its clause says so."""
        last = len(words.folded)
        if not last:
            return ""
        at = min(_index(words, told.number.start), last - 1)
        span = (words.clause_start(at), words.clause_end(at))
        return _DENIED if self._lists["denied"].within(words, *span) is not None else ""

    def _is_replaced(self, told: Told, words: Words, sentence: Sentence) -> bool:
        """Whether the text gives the number as an earlier or a wrong one."""
        at = _index(words, told.items[told.entry.first].start)
        end = _index(words, max(told.number.end, told.number.unit_end))
        before = [each.end for each in sentence.numbers if each.end <= told.number.start]
        floor = _index(words, max(before)) if before else 0
        found = self._lists["replaced"].before(words, at, reach=_REPLACED_REACH)
        ceiling = [each.start for each in sentence.numbers if each.start > told.number.start]
        last = min(end + _BEHIND_WORDS, _index(words, min(ceiling)) if ceiling else len(words.ends))
        after = self._lists["replaced_after"].within(words, end, last)
        risen = words.folded[end : end + 1] == ("to",) and words.folded[at - 1 : at] == ("from",)
        return risen or (found is not None and found[1] > floor) or after is not None


def _echoed(told: Sequence[Told]) -> list[Told]:
    """A bare number that the text gives elsewhere with what it counts ("count rises to 5,120")."""
    known: dict[float, Told] = {}
    for each in told:
        value = each.number.value
        whole = each.counted is not None and each.role.role != OTHER and each.figured
        if value is not None and value >= _ECHO_MIN and whole and not each.why and not each.part:
            known.setdefault(value, each)
    settled = []
    for each in told:
        other = known.get(each.number.value or 0.0)
        if other is not None and each.counted is None and each.role.rule != "remainder":
            role = structs.replace(other.role, rule="echo")
            settled.append(
                structs.replace(
                    each,
                    role=role,
                    kind=other.kind,
                    counted=other.counted,
                    person=other.person,
                    figured=True,
                    subject=other.subject,
                    period=other.period,
                    sides=other.sides,
                    past=other.past,
                )
            )
        else:
            settled.append(each)
    return settled


def _is_news(sentence: Sentence, when: When | None, published: date) -> bool:
    """As in "admitted on Sunday that hackers stole it on 2 June": old, and told only now."""
    if when is None or when.last is None or (published - when.last).days > _KEPT_DAYS:
        return False
    told = (one.last for one in sentence.dates if one.said and one.last is not None)
    return any(0 <= (published - day).days <= _TOLD_DAYS for day in told)


def _unperiodic(why: str) -> str:
    """A reason that only says that a number belongs to a longer time is none for these events."""
    loose = why.startswith(("sum over", "month not over", "announced", "no figure for a"))
    return "" if loose else why


def _index(words: Words, offset: int) -> int:
    """The word at or behind `offset`."""
    return next((at for at, end in enumerate(words.ends) if end > offset), len(words.ends))


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("-", " ").lower() for word in words]
