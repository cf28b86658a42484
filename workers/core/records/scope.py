"""Scope: over which time, place or field a record claim holds."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from workers.core.catalogue.record_words import RecordWords
from workers.core.records.find import Candidate
from workers.core.records.phrases import Words, is_year, month_number, words_of

if TYPE_CHECKING:
    from workers.core.extract.places import Place
    from workers.core.numbers.numerals import Number

_HEDGES = frozenset(
    (
        *("more", "than", "over", "nearly", "almost", "about", "at", "least", "around", "some"),
        *("the", "last", "past", "just", "under", "roughly", "close", "to"),
    )
)
_DAYS = {"day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_SINCE_WORDS_MAX = 8
_HEDGES_MAX = 5
_COMMAS_MAX = 2
_PREPOSITIONS = frozenset(("in", "on", "at", "for", "to", "by", "with", "from", "during", "into"))
_ARTICLES = frozenset(("the", "this", "its"))
_SO_FAR = frozenset(("far", "yet", "date", "now"))
_LIMIT_REACH = 16
_LEFT_REACH = 3
_FINITE = frozenset(("was", "were", "is", "are", "will", "would", "could", "can", "did"))
_RELATIVES = frozenset(("who", "that", "which", "where", "whose"))
# A competition's name alone limits only what stands close behind it, or is said to be in it.
_COMPLETE = frozenset(("history", "record", "tournament", "competition"))
_NAMED_GAP = 3
_LASTED = frozenset(("stood", "lasted", "held", "standing", "stands", "reigned", "survived"))
_ENDS = frozenset(("to", "until", "through", "till"))
_TIME_ORDER = ("since", "century", "year", "season", "month", "decade", "recent")
_FIELD_ORDER = ("competition", "club", "company", "personal")


class Limit(Struct, frozen=True, kw_only=True):
    """Words `first` to `last` that limit a claim.

    `detail` is the date of a since or the year of a year; `days` how long ago it lies.
    """

    kind: str
    first: int
    last: int
    detail: str = ""
    days: int | None = None


class Scope(Struct, frozen=True, kw_only=True):
    """The scope in the words of the contract, where its words end, and what it left out."""

    name: str
    last: int
    first: int
    stated: bool
    place: str | None = None
    country: str | None = None
    days: int | None = None
    year: int | None = None


class Setting:
    """One sentence as the claims see it: its words, taken apart when asked for, and the rest."""

    def __init__(
        self,
        text: str,
        *,
        numbers: "tuple[Number, ...]" = (),
        places: "tuple[Place, ...]" = (),
        published: datetime,
    ) -> None:
        """Keep what was found in `text`."""
        self.text = text
        self.numbers = numbers
        self.places = places
        self.published = published

    @cached_property
    def words(self) -> Words:
        """The words of the sentence."""
        return words_of(self.text)


def limits(setting: Setting, vocabulary: RecordWords) -> list[Limit]:
    """Every limit of the sentence, in order; of two that start together the longer one."""
    found: list[Limit] = []
    index = 0
    while index < len(setting.words.folded):
        limit = _limit_at(setting, index, vocabulary)
        if limit is None:
            index += 1
            continue
        found.append(limit)
        index = limit.last
    return found


def _limit_at(setting: Setting, index: int, vocabulary: RecordWords) -> Limit | None:
    words = setting.words
    found = vocabulary.limits.at(words, index)
    best = None if found is None else Limit(kind=found[0], first=index, last=found[1])
    if best is not None and best.kind == "ever" and _is_idiom(words, index):
        best = None
    if best is not None and best.kind == "month" and _has_day(words, index, best.last):
        best = None
    if best is not None and best.kind == "ever" and _SO_FAR & set(words.folded[index : best.last]):
        best = Limit(kind="ever", first=index, last=best.last, detail="so_far")
    if best is not None and best.kind == "year":
        years = [word for word in words.folded[index : best.last] if is_year(word)]
        best = Limit(kind="year", first=index, last=best.last, detail=years[0] if years else "")
    if best is None and words.folded[index] == "since":
        return None if _is_adverb(words, index) else _since(setting, index)
    if best is None and words.folded[index] in ("in", "for", "within"):
        return None if index and words.folded[index - 1] in _LASTED else _span(setting, index)
    return best


def _has_day(words: Words, first: int, last: int) -> bool:
    """Whether the month is part of a date ("of July 9") and limits nothing."""
    before = words.folded[first - 1] if first else ""
    after = words.folded[last] if last < len(words.folded) else ""
    start = words.folded[first]
    bare = month_number(start) is not None and last - first == 1
    if before in _ENDS:
        return True  # "in the six months to June"
    numbered = after[:1].isdigit() and not words.breaks[last]
    return numbered or (bare and (before[:1].isdigit() or words.shown[first].islower()))


def _is_idiom(words: Words, index: int) -> bool:
    """As in "for ever", "the ever-growing", "up to date": no limit."""
    before = words.folded[index - 1] if index else ""
    if words.folded[index] == "so":
        return before in ("has", "have", "had")  # "which has so far killed nine"
    return before in ("the", "an", "for", "up", "if") and words.folded[index] in ("ever", "to")


def _is_adverb(words: Words, index: int) -> bool:
    """As in "has since been repaired"."""
    before = words.folded[index - 1] if index else ""
    after = words.folded[index + 1] if index + 1 < len(words.folded) else ""
    told = before in ("has", "had", "have", "was", "were", "is", "are")
    return after == "been" or (told and after.endswith(("ed", "en", "own", "ome")))


def _since(setting: Setting, index: int) -> Limit:
    """As in "since June 2020", "since August", "since the flood of 1953"."""
    words = setting.words
    end = min(words.clause_end(index, soft=True), index + _SINCE_WORDS_MAX)
    folded = words.folded[index + 1 : end]
    year = next((word for word in folded if is_year(word)), "")
    month = next((number for word in folded if (number := month_number(word))), None)
    last = end
    if year:
        last = index + 2 + folded.index(year)
    published = setting.published
    if not year and month is not None:
        ago = 0 if month <= published.month else 1
        if "last" in folded and folded[-1:] == ("year",):
            ago = 1
        year = str(published.year - ago)
    detail = f"{year}-{month:02d}" if year and month else year
    days = None
    if detail:
        months = (published.year - int(year)) * 12 + published.month - (month or 1)
        days = months * 30
    return Limit(kind="since", first=index, last=last, detail=detail, days=days)


def _span(setting: Setting, index: int) -> Limit | None:
    """As in "in 40 years", "for more than 70 days"."""
    words = setting.words
    at = index + 1
    while at < len(words.folded) and at - index < _HEDGES_MAX and words.folded[at] in _HEDGES:
        at += 1
    if at >= len(words.folded):
        return None
    number = next(
        (each for each in setting.numbers if each.start <= words.starts[at] < each.end), None
    )
    if number is None or number.value is None:
        return None
    stop = at
    while stop < len(words.folded) and words.starts[stop] < number.end:
        stop += 1
    for unit_at in (stop, stop - 1):
        unit = words.folded[min(unit_at, len(words.folded) - 1)].rstrip("s")
        if unit in _DAYS:
            break
    else:
        return None
    last = unit_at + 1
    days = int(number.value * _DAYS[unit])
    if unit == "year":
        return Limit(
            kind="since",
            first=index,
            last=last,
            detail=str(int(setting.published.year - number.value)),
            days=days,
        )
    kind = "decade" if unit == "decade" else "recent"
    return Limit(kind=kind, first=index, last=last, days=days)


def scope_of(
    candidate: Candidate, setting: Setting, *, found: Sequence[Limit], vocabulary: RecordWords
) -> Scope:
    """The scope of `candidate`: the first of time, field, place, ever that its words name."""
    near = _near(candidate, setting, found, vocabulary=vocabulary)
    by_kind: dict[str, Limit] = {}
    for limit in near:
        by_kind.setdefault(limit.kind, limit)
    last = max([candidate.last, *(limit.last for limit in near)])
    first = min([candidate.first, *(limit.first for limit in near)])
    days = next((limit.days for limit in near if limit.days is not None), None)
    place, country, place_last = _place(candidate, setting, vocabulary)
    if place_last is not None:
        last = max(last, place_last)
    year = by_kind.get("year")
    if "ever" in by_kind and by_kind["ever"].detail != "so_far":
        for kind in ("year", "season"):
            by_kind.pop(kind, None)
    result = Scope(
        name="unstated",
        first=first,
        last=last,
        stated=bool(near),
        place=place,
        country=country,
        days=days,
        year=int(year.detail) if year is not None and year.detail else None,
    )
    return _named(result, by_kind)


def _named(scope: Scope, by_kind: dict[str, Limit]) -> Scope:
    name = "unstated"
    for kind in (*_TIME_ORDER, *_FIELD_ORDER):
        if kind in by_kind:
            name = _label(kind, by_kind[kind])
            break
    else:
        if scope.country is not None:
            name = f"country:{scope.country}"
        elif scope.place is not None:
            name = f"place:{scope.place}"
        elif "ever" in by_kind:
            name = "ever"
    return Scope(
        name=name,
        first=scope.first,
        last=scope.last,
        stated=scope.stated,
        place=scope.place,
        country=scope.country,
        days=scope.days,
        year=scope.year,
    )


def _label(kind: str, limit: Limit) -> str:
    if kind == "since":
        return f"since:{limit.detail}" if limit.detail else "recent"
    if kind == "century":
        return "since:2000"
    return kind


def _near(
    candidate: Candidate, setting: Setting, found: Sequence[Limit], *, vocabulary: RecordWords
) -> list[Limit]:
    """The limits that belong to the candidate: just before it, or behind it in its clause."""
    words = setting.words
    stop = min(words.clause_end(candidate.core), candidate.core + _LIMIT_REACH)
    near: list[Limit] = []
    for limit in found:
        inside = limit.first < candidate.last and limit.last > candidate.first
        named = limit.kind == "competition" and not _COMPLETE & set(_of(words, limit))
        before = limit.last <= candidate.first <= limit.last + (_NAMED_GAP if named else 1)
        before = before and not _PREPOSITIONS & set(words.folded[limit.last : candidate.first])
        before = before and candidate.kind not in ("comparative", "never")
        before = before and words.folded[limit.first] not in _PREPOSITIONS | {"since"}
        after = candidate.core < limit.first < stop and _reaches(words, candidate, limit)
        counted = named and candidate.kind == "record"  # "a record fifth World Cup"
        after = after and not (counted and words.folded[limit.first - 1] not in _PREPOSITIONS)
        if limit.kind == "year" and words.folded[limit.first] == "of" and not inside:
            between = words.folded[candidate.last : limit.first]
            after = after and not (_PREPOSITIONS & set(between))
        if after and candidate.kind == "superlative" and limit.kind != "ever":
            after = not _has_verb(words.folded[candidate.core + 1 : limit.first], vocabulary)
        if after and near and candidate.kind == "superlative":
            # "The worst ever here and the largest since June": the second limit is not the first's.
            between = words.folded[candidate.core + 1 : limit.first]
            after = not ("and" in between and _has_another(between, vocabulary))
        if inside or (before and not any(words.breaks[limit.last : candidate.core + 1])) or after:
            near.append(limit)
    return near


def _of(words: Words, limit: Limit) -> tuple[str, ...]:
    return words.folded[limit.first : limit.last]


def _has_verb(between: Sequence[str], vocabulary: RecordWords) -> bool:
    """Whether a sentence goes on here: "the largest city have died this year"."""
    for at, word in enumerate(between):
        if word in _RELATIVES:
            return False  # "the most people who are out of work since 2005"
        if word in _FINITE:
            return True
        following = between[at + 1 : at + 2]
        seen = not following or following[0] in vocabulary["limit.seen"]
        if word in ("has", "have", "had") and not seen:
            return True
    return False


def _has_another(between: Sequence[str], vocabulary: RecordWords) -> bool:
    """Whether a second superlative stands in these words."""
    return any(word in vocabulary["superlative.max"] for word in between)


def _reaches(words: Words, candidate: Candidate, limit: Limit) -> bool:
    """Whether nothing between candidate and limit starts a thought of its own."""
    commas = [
        at
        for at in range(candidate.last, limit.first + 1)
        if words.breaks[at] and at > candidate.core
    ]
    if not commas:
        return True
    # "the highest, at 57.8, since June": behind a comma a limit must open its clause.
    return len(commas) <= _COMMAS_MAX and commas[-1] == limit.first


def _place(
    candidate: Candidate, setting: Setting, vocabulary: RecordWords
) -> tuple[str | None, str | None, int | None]:
    """The place that the claim names: its name, its country if it is one, the word behind it."""
    words = setting.words
    lead = max(words.clause_start(candidate.core, soft=True), candidate.core - _LEFT_REACH)
    left = words.folded[lead : candidate.core]
    right_end = min(words.clause_end(candidate.core, soft=True), candidate.core + _LIMIT_REACH)
    right = words.folded[candidate.core : right_end]
    for place in setting.places:
        at = next((i for i, start in enumerate(words.starts) if start == place.start), None)
        if at is None:
            continue
        owner = candidate.core - _LEFT_REACH <= at < candidate.core
        owner = owner and not any(words.breaks[at + 1 : candidate.core + 1])
        owner = owner and (at == candidate.core - 1 or words.folded[at].endswith(("'s", "s'")))
        inside = candidate.core < at < right_end and words.folded[at - 1] in (
            *("in", "on", "at", "for", "over", "across", "the", "hit", "to", "near"),
        )
        if not (owner or inside) and _is_subject(at, candidate, words, last=right_end):
            inside = candidate.core < at
            owner = not inside
        if owner or inside:
            country = place.country if place.kind == "country" else None
            return place.name, country, at + 1 if inside else None
    owners = vocabulary["attribute.place_owner"]
    nouns = vocabulary["attribute.place_noun"]
    for word in left:
        if word in owners:
            return word.removesuffix("'s"), None, None
    for index, word in enumerate(right):
        if index and word in nouns and _ARTICLES & set(right[max(0, index - 2) : index]):
            return word, None, candidate.core + index + 1
    return None, None, None


def _is_subject(at: int, candidate: Candidate, words: Words, *, last: int) -> bool:
    """As in "the worst flood Arden has ever seen", "Arden had never had so many"."""
    if words.folded[at + 1 : at + 2] not in (("has",), ("had",), ("have",)):
        return False
    if candidate.kind == "never":
        return words.clause_start(candidate.core) <= at < candidate.core
    return candidate.kind == "superlative" and candidate.core < at < last
