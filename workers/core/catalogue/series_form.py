"""Series form: how the series of a domain are written, by what they are."""

import re
from typing import Final

from msgspec import Struct

from workers.core.catalogue.stated import DomainFile
from workers.core.catalogue.vocabulary import SeriesKind, Vocabulary

OTHER: Final = "other"
_CODE: Final = r"[A-Z]{2,3}"
_PAIR: Final = re.compile(rf"({_CODE})->({_CODE})")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_STATE: Final = re.compile(r"(?P<country>[A-Z]{2})-[A-Z0-9]{1,3}")
_SECTOR: Final = re.compile(r"(?:[A-Z]{2}|world)-(?P<sector>.+)")


class SeriesForm(Struct, frozen=True, kw_only=True):
    """What the series of one domain look like; whether their codes exist is not asked."""

    kind: SeriesKind
    sectors: tuple[str, ...]
    name: str | None
    states_of: tuple[str, ...]

    def fits(self, series: str) -> bool:
        """Whether `series` is one of this domain."""
        if self.kind == "pair":
            pair = _PAIR.fullmatch(series)
            return pair is not None and pair[1] != pair[2]
        if self.kind == "sector":
            found = _SECTOR.fullmatch(series)
            return found is not None and found["sector"] in {*self.sectors, OTHER}
        if self.kind == "world":
            return series == self.name
        state = _STATE.fullmatch(series) if self.kind == "state" else None
        if state is not None:
            return state["country"] in self.states_of
        return _COUNTRY.fullmatch(series) is not None

    @property
    def right(self) -> str:
        """What to write instead of a series that does not fit."""
        if self.kind == "pair":
            return "write two codes, such as AA->BB"
        if self.kind == "sector":
            sectors = ", ".join(sorted({*self.sectors, OTHER}))
            return f"write a country and a sector ({sectors}), such as JP-other"
        if self.kind == "world":
            return f"the only one is {self.name!r}"
        if self.kind == "state":
            known = ", ".join(self.states_of)
            return f"write a country, such as JP, or a state of {known}, such as US-CA"
        return "write the code of a country, such as JP"


def form_of_file(stated: DomainFile) -> SeriesForm:
    """The form of the series of a file."""
    return SeriesForm(
        kind=stated.series,
        sectors=tuple(sector.name for sector in stated.sector),
        name=stated.series_name,
        states_of=stated.states_of,
    )


def form_of(words: Vocabulary) -> SeriesForm:
    """The form of the series of a loaded domain."""
    return SeriesForm(
        kind=words.series,
        sectors=tuple(sector.name for sector in words.sectors),
        name=words.series_name,
        states_of=words.states_of,
    )
