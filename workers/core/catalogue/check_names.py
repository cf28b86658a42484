"""Check names: names of a domain file that point nowhere or are given twice."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from workers.core.catalogue.fault import Fault, unknown
from workers.core.catalogue.stated import DomainFile
from workers.core.numbers.unit_words import GENERAL_UNITS

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_SHAPE: Final = "write small letters, digits and _ only, such as customers_cut_off"


class Known(Struct, frozen=True):
    """The names of one file, by what they are names of."""

    figures: frozenset[str]
    classes: frozenset[str]
    roles: frozenset[str]
    codes: frozenset[str]
    units: frozenset[str]


def known(stated: DomainFile) -> Known:
    """The names of `stated`; units are also those that all domains share."""
    cued = {cue.role for cue in stated.cue}
    return Known(
        figures=frozenset(figure.name for figure in stated.figure),
        classes=frozenset(kind.name for kind in stated.classes),
        roles=frozenset(cued | {union.role for union in stated.union}),
        codes=frozenset(actor.code for actor in stated.actor),
        units=frozenset(unit.name for unit in (*GENERAL_UNITS, *stated.unit)),
    )


def name_faults(stated: DomainFile) -> Iterator[Fault]:
    """Doubled names, names of an odd shape, then pointers to nothing."""
    yield from _doubled(stated)
    yield from _shared_units(stated)
    yield from _known_units(stated)
    yield from _misshapen(stated)
    names = known(stated)
    tables: tuple[tuple[str, frozenset[str], Iterable[tuple[str, Iterable[str]]]], ...] = (
        ("class", names.classes, _to_classes(stated)),
        ("role", names.roles, _to_roles(stated)),
        ("figure", names.figures, _to_figures(stated)),
        ("unit", names.units, _to_units(stated)),
        ("code of an [[actor]]", names.codes, _to_codes(stated)),
    )
    for kind, there, rows in tables:
        for path, pointers in rows:
            yield from (
                unknown(path, name, kind, known=there) for name in pointers if name not in there
            )
    yield from _circles({kind.name: kind.kind_of for kind in stated.classes}, stated)


def _doubled(stated: DomainFile) -> Iterator[Fault]:
    tables: tuple[tuple[str, Iterable[str]], ...] = (
        ("figure[{}].name", [row.name for row in stated.figure]),
        ("class[{}].name", [row.name for row in stated.classes]),
        ("actor[{}].code", [row.code for row in stated.actor]),
        ("unit[{}].name", [row.name for row in stated.unit]),
        ("sector[{}].name", [row.name for row in stated.sector]),
        ("land[{}].code", [row.code for row in stated.land]),
        ("watch[{}].figure", [f"{row.figure} {row.series} {row.scope}" for row in stated.watch]),
        (
            "baseline[{}].figure",
            [
                f"{row.figure} {row.series} {row.date} {row.subject or ''}"
                for row in stated.baseline
            ],
        ),
    )
    for form, names in tables:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                what = f"{name.strip()!r} stands here a second time; keep one, or name it otherwise"
                yield Fault("$." + form.format(index), what)
            seen.add(name)


def _shared_units(stated: DomainFile) -> Iterator[Fault]:
    """A number in one unit can be of one class only."""
    owner: dict[str, str] = {}
    for index, kind in enumerate(stated.classes):
        for unit in kind.units:
            if owner.setdefault(unit, kind.name) != kind.name:
                what = f"{unit!r} is a unit of {owner[unit]!r} already; keep it in one class"
                yield Fault(f"$.class[{index}].units", what)


def _known_units(stated: DomainFile) -> Iterator[Fault]:
    """All domains share all units: a second meaning would change how every one of them reads."""
    taken = {word: unit.name for unit in GENERAL_UNITS for word in (unit.name, *unit.words)}
    for index, unit in enumerate(stated.unit):
        for key, words in (("name", (unit.name,)), ("words", unit.words)):
            for word in words:
                if word in taken:
                    what = f"{word!r} is the unit {taken[word]!r} of every domain; use that"
                    yield Fault(f"$.unit[{index}].{key}", what)


def _misshapen(stated: DomainFile) -> Iterator[Fault]:
    figures = [("figure", index, row.name) for index, row in enumerate(stated.figure)]
    classes = [("class", index, row.name) for index, row in enumerate(stated.classes)]
    for table, index, name in (*figures, *classes):
        if not _NAME.fullmatch(name):
            yield Fault(f"$.{table}[{index}].name", f"{name!r} is no name; {_SHAPE}")


def _to_classes(stated: DomainFile) -> Iterator[tuple[str, Iterable[str]]]:
    for index, kind in enumerate(stated.classes):
        yield f"$.class[{index}].kind_of", _given(kind.kind_of)
        yield f"$.class[{index}].stands_for", _given(kind.stands_for)
    for index, cue in enumerate(stated.cue):
        yield f"$.cue[{index}].of", cue.of
        yield f"$.cue[{index}].with_objects", cue.with_objects
    for index, figure in enumerate(stated.figure):
        yield f"$.figure[{index}].counted", figure.counted
    yield "$.default_of", stated.default_of
    if stated.subject is not None:
        yield "$.subject.telling.usual_of", stated.subject.telling.usual_of


def _to_roles(stated: DomainFile) -> Iterator[tuple[str, Iterable[str]]]:
    for index, figure in enumerate(stated.figure):
        yield f"$.figure[{index}].roles", figure.roles
    for index, union in enumerate(stated.union):
        yield f"$.union[{index}].roles", union.roles
    yield "$.default_role", _given(stated.default_role)
    yield "$.kill_role", _given(stated.kill_role)
    yield "$.ratio_role", _given(stated.ratio_role)
    if stated.subject is not None:
        yield "$.subject.telling.usual", _given(stated.subject.telling.usual)


def _to_figures(stated: DomainFile) -> Iterator[tuple[str, Iterable[str]]]:
    for index, figure in enumerate(stated.figure):
        yield f"$.figure[{index}].sum_of", figure.sum_of
    yield "$.event.opened_by", stated.event.opened_by
    for index, measure in enumerate(stated.measure):
        yield f"$.measure[{index}].figure", (measure.figure,)
        yield f"$.measure[{index}].month", _given(measure.month)
        yield f"$.measure[{index}].day", _given(measure.day)
    for index, scalar in enumerate(stated.scalar):
        yield f"$.scalar[{index}].figure", (scalar.figure,)
    for index, source in enumerate(stated.source):
        yield f"$.source[{index}].figures", source.figures or ()
    for index, baseline in enumerate(stated.baseline):
        yield f"$.baseline[{index}].figure", (baseline.figure,)
    for index, watch in enumerate(stated.watch):
        yield f"$.watch[{index}].figure", (watch.figure,)


def _to_units(stated: DomainFile) -> Iterator[tuple[str, Iterable[str]]]:
    for index, kind in enumerate(stated.classes):
        yield f"$.class[{index}].units", kind.units
    for index, scalar in enumerate(stated.scalar):
        at = f"$.scalar[{index}]"
        yield f"{at}.units", scalar.units
        yield f"{at}.to", _given(scalar.to)
        yield f"{at}.bare_in", scalar.bare_in.values()
    for index, unit in enumerate(stated.unit):
        yield f"$.unit[{index}].base", _given(unit.base)
    for index, land in enumerate(stated.land):
        yield f"$.land[{index}].money", land.money


def _to_codes(stated: DomainFile) -> Iterator[tuple[str, Iterable[str]]]:
    yield "$.default_sides", stated.default_sides or ()
    for index, actor in enumerate(stated.actor):
        yield f"$.actor[{index}].against", _given(actor.against)


def _given(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _circles(parents: Mapping[str, str | None], stated: DomainFile) -> Iterator[Fault]:
    for index, kind in enumerate(stated.classes):
        seen = {kind.name}
        above = kind.kind_of
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == kind.name:
            what = f"{kind.name!r} is a kind of itself in the end; name a wider class, or none"
            yield Fault(f"$.class[{index}].kind_of", what)
