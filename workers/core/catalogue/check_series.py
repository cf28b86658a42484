"""Check series: tables that another kind of series needs, and series that cannot be."""

from collections.abc import Iterator
from typing import Final

from workers.core.catalogue.fault import Fault
from workers.core.catalogue.series_form import form_of_file
from workers.core.catalogue.stated import DomainFile
from workers.core.dates.scan import is_zone

# Measured quantities are read country by country.
SCALARS_BY: Final = frozenset(("country", "state"))


def kind_faults(stated: DomainFile) -> Iterator[Fault]:
    """Tables that the kind of series forbids or misses."""
    kind = stated.series
    for key, given, only in (
        ("actor", stated.actor, "pair"),
        ("sector", stated.sector, "sector"),
        ("series_name", stated.series_name, "world"),
        ("states_of", stated.states_of, "state"),
    ):
        if given and kind != only:
            yield Fault(f"$.{key}", f'has an effect only where series = "{only}"; take it out')
        elif not given and kind == only:
            yield Fault("$.series", f'"{only}" says nothing without {key}; add it')
    if kind in {"sector", "world"} and stated.subject is None:
        yield Fault("$.series", f'"{kind}" is read by the names of [subject]; add that table')
    if stated.land and kind != "sector":
        yield Fault("$.land", 'has an effect only where series = "sector"; take it out')
    if stated.scalar and kind not in SCALARS_BY:
        yield Fault(
            "$.scalar", 'is read only where series = "country"; count it by [[class]] units'
        )
    if stated.event.by_subject and stated.subject is None:
        yield Fault("$.event.by_subject", "no name is found without [subject]; add that table")
    yield from _side_faults(stated)


def _side_faults(stated: DomainFile) -> Iterator[Fault]:
    if stated.default_sides is not None and stated.default_sides[0] == stated.default_sides[1]:
        yield Fault("$.default_sides", "nobody attacks itself; write attacker and target")
    for index, actor in enumerate(stated.actor):
        if actor.zone is not None and not is_zone(actor.zone):
            what = f"{actor.zone!r} is no time zone; write Europe/Kyiv or +02:00"
            yield Fault(f"$.actor[{index}].zone", what)


def series_faults(stated: DomainFile) -> Iterator[Fault]:
    """Series that do not have the form of their kind."""
    form = form_of_file(stated)
    rows = [
        *((f"$.source[{at}].series", row.series or ()) for at, row in enumerate(stated.source)),
        *((f"$.baseline[{at}].series", (row.series,)) for at, row in enumerate(stated.baseline)),
        *((f"$.watch[{at}].series", (row.series,)) for at, row in enumerate(stated.watch)),
    ]
    for path, series in rows:
        for each in series:
            if not form.fits(each):
                yield Fault(path, f"{each!r} is no series here; {form.right}")
