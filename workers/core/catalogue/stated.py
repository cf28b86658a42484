"""Stated: a domain file as it is written, every table and key that it may have."""

import re
from collections.abc import Iterator
from typing import Final, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, structs

from workers.core.catalogue.model import (
    Baseline,
    EventRule,
    Figure,
    Parameters,
    Source,
    Watched,
)
from workers.core.catalogue.scalar_words import Scalar
from workers.core.catalogue.subject_words import Land, Sector, SubjectWords
from workers.core.catalogue.vocabulary import (
    Actor,
    Class,
    Cue,
    Example,
    Measure,
    SeriesKind,
    Union,
)
from workers.core.numbers.units import Unit

_STEP: Final = re.compile(r"\.(\w+)")


class DomainFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A domain file as it is written."""

    title: str
    series: SeriesKind
    topic: tuple[str, ...]
    faint: tuple[str, ...] = ()
    event: EventRule
    parameters: Parameters = Parameters()
    figure: tuple[Figure, ...]
    classes: tuple[Class, ...] = msgspec.field(name="class")
    cue: tuple[Cue, ...]
    actor: tuple[Actor, ...] = ()
    union: tuple[Union, ...] = ()
    subject: SubjectWords | None = None
    sector: tuple[Sector, ...] = ()
    land: tuple[Land, ...] = ()
    series_name: str | None = None
    states_of: tuple[str, ...] = ()
    default_sides: tuple[str, str] | None = None
    unit: tuple[Unit, ...] = ()
    measure: tuple[Measure, ...] = ()
    scalar: tuple[Scalar, ...] = ()
    source: tuple[Source, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    watch: tuple[Watched, ...] = ()
    example: tuple[Example, ...]
    counter_example: tuple[Example, ...]
    exclude: tuple[str, ...] = ()
    default_role: str | None = None
    default_of: tuple[str, ...] = ()
    kill_role: str | None = None
    ratio_role: str | None = None
    event_nouns: tuple[str, ...] = ()
    defenders: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    other_causes: tuple[str, ...] = ()


def keys_of(path: str) -> tuple[str, ...]:
    """The keys of the table at `path` ("$.figure[2]"); none where no table is."""
    place = _place(path)
    if not (isinstance(place, type) and issubclass(place, Struct)):
        return ()
    return tuple(field.encode_name for field in structs.fields(place))


def choices_of(path: str) -> tuple[str, ...]:
    """The words that the key at `path` may hold, where they are few and fixed."""
    return tuple(str(word) for each in _within(_place(path), Literal) for word in get_args(each))


def _place(path: str) -> object:
    """The type of what stands at `path`."""
    place: object = DomainFile
    for key in _STEP.findall(path):
        table = next(_within(place, Struct), None)
        if not isinstance(table, type):
            return None
        names = {field.encode_name: field.name for field in structs.fields(table)}
        place = get_type_hints(table).get(names.get(key, ""))
    return next(_within(place, Struct), place)


def _within(place: object, wanted: object) -> Iterator[object]:
    """The tables, or the fixed words, that `place` or its parts are made of."""
    if wanted is Literal and get_origin(place) is Literal:
        yield place
    elif isinstance(place, type) and issubclass(place, Struct):
        if wanted is Struct:
            yield place
    else:
        for part in get_args(place):
            yield from _within(part, wanted)
