"""Scene: the happenings an article tells of; sides and days that sentences leave unsaid."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct, structs

from workers.core.catalogue.vocabulary import Vocabulary
from workers.core.dates.expressions import Anchor, When, default_event_date
from workers.core.extract.main_day import main_when
from workers.core.extract.named_times import (
    RELATIVE,
    THAT_NIGHT,
    days_meant,
    looks_back,
    months_meant,
    months_named,
    period_summed_up,
)
from workers.core.extract.sides import Sides
from workers.core.extract.spoken import Role
from workers.core.extract.table import Sentence
from workers.core.extract.timing import is_event, period_of
from workers.core.extract.told import LEAD_SENTENCES, Telling, Told

_FIRST: Final = 3
_TOLD: Final = 4
_TOLD_DAYS: Final = 2
_DAY_OF_MONTH = re.compile(r"\b(?:on|of|night of) the (\d{1,2})(?:st|nd|rd|th)\b")
_LEAD: Final = 6
_NEAR: Final = 2
_MONTH_FRESH_DAYS: Final = 14
_MONTH_SUBJECT_DAYS: Final = 45
_SUBJECT: Final = 2


class Scene(Struct, frozen=True, kw_only=True):
    """The main happening of an article: its sides, the day on which it ends, and its window.

    `era` is the month, year or war that a text sums up, where its lead tells of no single event;
    `back`: it retells what is long over.
    """

    sides: Sides
    when: When
    published: date
    shift: timedelta
    months: dict[int, When]
    named: dict[int, When]
    days: dict[int, When]
    era: When | None
    back: bool
    subjects: frozenset[tuple[date | None, date | None]]


def read_scene(
    telling: Telling, sentences: Sequence[Sentence], anchor: Anchor, *, words: Vocabulary
) -> Scene:
    """The main happening that `telling` speaks of."""
    default = default_event_date(anchor)
    published = default.last or date.min
    shift = _told_later(sentences, published)
    return Scene(
        sides=_main_sides(telling, sentences, words),
        when=_shifted(main_when(telling.told, sentences, default=default), shift),
        shift=shift,
        published=published,
        months=months_meant(sentences),
        named=months_named(sentences),
        days=days_meant(sentences),
        back=words.series == "pair" and looks_back(sentences),
        era=period_summed_up(telling.told, sentences) if words.series == "pair" else None,
        subjects=frozenset(
            (when.first, when.last)
            for sentence in sentences[:_SUBJECT]
            for when in sentence.dates
            if when.kind == "month"
        ),
    )


def settle(telling: Telling, scene: Scene, words: Vocabulary, *, publisher: str = "") -> list[Told]:
    """Every number with sides and period, from its sentence, its paragraph or the article."""
    settled: list[Told] = []
    sides = _settled_sides(telling, scene)
    near = _near_attacks(telling)
    own = _own_side(publisher, words)
    for entry, known in zip(telling.told, sides, strict=True):
        away = entry.person and words.series == "pair" and entry.sentence not in near
        why = entry.why or ("no attack told of here" if away else "")
        why = why or _elsewhere(entry, known, telling=telling, words=words, own=own)
        placed = _killed(structs.replace(entry, sides=known, why=why), words)
        dated = _dated(placed, scene, settled)
        kept = dated.why or entry.why  # A date makes no report of a game, and no cause another.
        settled.append(structs.replace(dated, past=dated.past or dated.timing.previous, why=kept))
    return settled


def _told_later(sentences: Sequence[Sentence], published: date) -> timedelta:
    """How long before publication the lead puts its story: its "overnight" is that day's.

    "Officials said on Friday", printed on Saturday: what happened overnight is known on Friday.
    """
    days = [
        when.last
        for sentence in sentences[:_TOLD]
        for when in sentence.dates
        if when.kind == "day" and when.rule not in RELATIVE and when.last is not None
    ]
    if not days or any(day >= published for day in days):
        return timedelta(0)
    gap = published - max(days)
    return -gap if gap <= timedelta(days=_TOLD_DAYS) else timedelta(0)


def _shifted(when: When, shift: timedelta) -> When:
    """A time that hangs on publication, moved to the day that the text speaks of."""
    if not shift or when.rule not in RELATIVE or when.first is None or when.last is None:
        return when
    return structs.replace(when, first=when.first + shift, last=when.last + shift)


def _own_side(publisher: str, words: Vocabulary) -> str | None:
    """The side whose name a publisher bears: its notices speak of attacks on that side."""
    folded = f" {publisher.casefold()} "
    for actor in words.actors:
        if any(f" {name} " in folded for name in (*actor.names, *actor.adjectives)):
            return actor.code
    return None


def _elsewhere(
    entry: Told, sides: Sides, *, telling: Telling, words: Vocabulary, own: str | None
) -> str:
    """Why a number is none of its sides': another country, or a side the text never names."""
    countries = {actor.country for actor in words.actors}
    country = entry.where.country
    pairs = words.series == "pair"
    counts = entry.person or entry.weapon
    if pairs and counts and country is not None and country not in countries:
        return "in another country"
    states = {actor.code for actor in words.actors if actor.country}
    if pairs and counts and sides.actor is not None and sides.actor not in states:
        return "no state's attack"
    usual = set(words.default_sides or ())
    pair = {sides.actor, sides.target}
    if sides.target is not None and not pair <= usual and not pair <= telling.named:
        if sides.target == own and entry.weapon:
            return ""
        return "the other side is not named"
    foreign = sides.actor is not None and not pair <= usual
    if foreign and entry.person and sides.actor not in telling.attackers:
        return "no attack by the other side told of"
    return ""


def _near_attacks(telling: Telling) -> frozenset[int]:
    """The sentences whose dead and injured can be those of an attack the text tells of."""
    if any(index < _LEAD for index in telling.attacks):
        return frozenset(range(max((entry.sentence for entry in telling.told), default=0) + 1))
    return frozenset(index + step for index in telling.attacks for step in range(-_NEAR, _NEAR + 1))


def _settled_sides(telling: Telling, scene: Scene) -> list[Sides]:
    """The sides of every number: its own, its sentence's, its paragraph's, the article's."""
    found: list[Sides] = []
    current, paragraph = scene.sides, -1
    for at, entry in enumerate(telling.told):
        if entry.paragraph != paragraph:
            paragraph, current = entry.paragraph, scene.sides
        own = entry.sides if entry.sides.actor is not None else _neighbour(telling.told, at)
        whole = telling.sides.get(entry.sentence, Sides())
        if own.how == "guess" and (whole.strong or current.actor is not None):
            own = Sides()
        if own.actor is not None:
            current = own
        elif whole.actor is not None and (whole.how != "named" or current.actor is None):
            current = whole
        found.append(current)
    return found


def _neighbour(told: Sequence[Told], at: int) -> Sides:
    """The sides of the nearest number of the same sentence that has some, the next one first."""
    entry = told[at]
    for step in (1, -1):
        here = at + step
        while 0 <= here < len(told) and told[here].sentence == entry.sentence:
            other = told[here]
            if other.sides.strong and other.weapon == entry.weapon:
                return other.sides
            here += step
    return Sides()


def _main_sides(telling: Telling, sentences: Sequence[Sentence], words: Vocabulary) -> Sides:
    """The direction of the title, else of the lead, else of the first number that has one."""
    lead = [telling.sides.get(sentence.index, Sides()) for sentence in sentences[:LEAD_SENTENCES]]
    numbered = [entry.sides for entry in telling.told]
    telling_ones = [one for one in lead if one.how != "named"]
    strong = [one for one in (*telling_ones[:_LEAD], *numbered) if one.actor is not None]
    first = [one for one in lead[:_FIRST] if one.actor is not None and one.how != "named"]
    title = [one for one in lead[:1] if one.how == "named"]
    for sides in (*first[:1], *title, *strong, *telling_ones, *numbered, *lead):
        if sides.actor is not None:
            return sides
    if words.default_sides is not None and telling.named & set(words.default_sides):
        return Sides(actor=words.default_sides[0], target=words.default_sides[1], how="default")
    return Sides()


def _killed(entry: Told, words: Vocabulary) -> Told:
    """A side that reports only what it stopped: a bare number of its tally is that."""
    reports = any(
        actor.code == entry.sides.target and actor.reports_kills for actor in words.actors
    )
    loose = entry.role.rule in {"default", "whole"} or entry.role.weak
    if not (reports and loose and entry.weapon and words.kill_role):
        return entry
    role = Role(role=words.kill_role, counted=entry.role.counted, rule="kill_report")
    return structs.replace(entry, role=role)


def _dated(entry: Told, scene: Scene, before: Sequence[Told]) -> Told:
    """Period of one number, and whether it belongs to an earlier happening."""
    when = entry.timing.when
    main = (entry.sides.actor, entry.sides.target) == (scene.sides.actor, scene.sides.target)
    when = _shifted(when, scene.shift) if when is not None and main else when
    if entry.timing.unit and (when is None or is_event(when)) and entry.weapon:
        month = scene.named.get(entry.sentence)
        if entry.timing.unit == "month" and month is not None:
            return _sum(entry, month, scene)
        known = _undated(entry, scene, before)
        return structs.replace(known, why=known.why or f"sum over a {entry.timing.unit}")
    if entry.sentence in scene.days and (
        when is None or THAT_NIGHT.search(entry.folded[when.start : when.end])
    ):
        when = scene.days[entry.sentence]
    if when is None or (is_event(when) and (when.said or when.last is None)):
        return _undated(entry, scene, before)
    if when.kind == "since" and _just_begun(when, scene):
        when = structs.replace(when, kind="day", rule="since_day")
    when = _whole_month(when)
    if when.kind == "month" and entry.sentence in scene.months:
        when = scene.months[entry.sentence]
    if not is_event(when):
        return _sum(entry, when, scene)
    day = scene.when.last or scene.published
    last = when.last or day
    past = when.past or last < day
    if (scene.era is not None or scene.back) and last < scene.published - timedelta(days=1):
        past = True  # A text that sums up only looks back at single nights.
    future = when.future and last > scene.published
    period = period_of(when)
    if when.kind == "day" and period.kind == "event" and period.window is None:
        period = structs.replace(period, window=entry.timing.window)
    return structs.replace(
        entry, period=period, past=past, why=entry.why or ("announced" if future else "")
    )


def _whole_month(when: When) -> When:
    """As in "from 1 to 31 July": a span that is a calendar month."""
    first, last = when.first, when.last
    if when.kind != "span" or first is None or last is None or first.day != 1:
        return when
    ends = (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (
        last.year,
        last.month,
    )
    return structs.replace(when, kind="month") if ends else when


def _just_begun(when: When, scene: Scene) -> bool:
    """As in "since Thursday evening", published on Friday: one event, not a sum of many."""
    return (
        when.first is not None
        and when.last is not None
        and (scene.published - when.first) <= timedelta(days=1)
    )


def _undated(entry: Told, scene: Scene, before: Sequence[Told]) -> Told:
    """A number without a date of its own: as its neighbours, but in its own window."""
    known = _as_neighbours(entry, scene, before)
    window = entry.timing.window
    if window is None or known.period is None or known.period.kind not in {"event", "day"}:
        return known
    if window == known.period.window and known.period.kind == "event":
        return known
    period = structs.replace(
        known.period, kind="event", window=window, from_time=None, to_time=None
    )
    return structs.replace(known, period=period)


def _as_neighbours(entry: Told, scene: Scene, before: Sequence[Told]) -> Told:
    """Dated as its neighbour in the sentence or the paragraph, else as the main event."""
    day = _DAY_OF_MONTH.search(entry.folded)
    if day is not None and scene.when.last and int(day.group(1)) != scene.when.last.day:
        return structs.replace(entry, period=period_of(scene.when, "event"), past=True)
    for other in reversed(before):
        if other.sentence == entry.sentence and other.period is not None:
            if other.period.kind not in {"event", "day"} or other.past:
                return _like(entry, other)
            break
        if other.paragraph != entry.paragraph:
            break
    if _points_back(entry):
        for other in reversed(before):
            if other.sides == entry.sides and other.period is not None:
                return structs.replace(entry, period=other.period, past=other.past)
    same = [
        one
        for one in before
        if one.figured and one.sides == entry.sides and one.paragraph == entry.paragraph
    ]
    if (
        same
        and same[-1].period is not None
        and not same[-1].past
        and same[-1].period.kind in {"event", "day"}
    ):
        return structs.replace(entry, period=same[-1].period)
    return _as_scene(entry, scene)


def _like(entry: Told, other: Told) -> Told:
    """Of the same time as `other`, and refused where that time is."""
    summed = other.why if other.why.startswith(("sum over", "month not")) else ""
    return structs.replace(entry, period=other.period, past=other.past, why=entry.why or summed)


def _as_scene(entry: Told, scene: Scene) -> Told:
    """Dated as the main event, or as a part of the long period that the text sums up."""
    known = structs.replace(entry, period=period_of(scene.when, "event"))
    if scene.back:
        return structs.replace(known, past=True)
    if scene.era is None or entry.timing.window is not None:
        return known
    return _sum(entry, scene.era, scene)


def _points_back(entry: Told) -> bool:
    """As in "that raid": the happening named last."""
    items = entry.items
    return any(
        item.text == "that" and items[at + 1].has("event") for at, item in enumerate(items[:-1])
    )


def _sum(entry: Told, when: When, scene: Scene) -> Told:
    """A number over a longer period: months may count, the rest are sums."""
    period = period_of(when)
    if when.kind != "month":
        why = entry.why or f"sum over a {period.kind}"
        return structs.replace(entry, period=period, why=why)
    if when.partial or when.last is None or when.last >= scene.published:
        return structs.replace(entry, period=period, why=entry.why or "month not over")
    age = (scene.published - when.last).days
    era = scene.era
    if era is not None and era.kind == "month" and era.last and when.last < era.last:
        return structs.replace(entry, period=period, past=True)
    fresh = age <= _MONTH_FRESH_DAYS or (
        age <= _MONTH_SUBJECT_DAYS and (when.first, when.last) in scene.subjects
    )
    return structs.replace(entry, period=period, past=not fresh)
