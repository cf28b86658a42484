"""Series form: how the series of a domain are written, by what they are."""

import re
from collections.abc import Collection
from typing import Final

from workers.core.catalogue.vocabulary import SeriesKind

OTHER: Final = "other"
_CODE: Final = r"[A-Z]{2,3}"
_PAIR: Final = re.compile(rf"({_CODE})->({_CODE})")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_STATE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_SECTOR: Final = re.compile(r"(?:[A-Z]{2}|world)-(?P<sector>.+)")


def fits(series: str, kind: SeriesKind, *, sectors: Collection[str], name: str | None) -> bool:
    """Whether `series` has the form of its kind; whether its codes exist is not asked."""
    if kind == "pair":
        pair = _PAIR.fullmatch(series)
        return pair is not None and pair[1] != pair[2]
    if kind == "sector":
        found = _SECTOR.fullmatch(series)
        return found is not None and found["sector"] in {*sectors, OTHER}
    if kind == "world":
        return series == name
    return (_COUNTRY if kind == "country" else _STATE).fullmatch(series) is not None


def form(kind: SeriesKind, *, sectors: Collection[str], name: str | None) -> str:
    """What to write instead of a series that does not fit."""
    if kind == "pair":
        return "write two codes, such as AA->BB"
    if kind == "sector":
        return f"write a country and a sector ({', '.join(sorted({*sectors, OTHER}))}), as JP-other"
    if kind == "world":
        return f"the only one is {name!r}"
    if kind == "state":
        return "write a country or one of its states, such as JP or US-CA"
    return "write the code of a country, such as JP"
