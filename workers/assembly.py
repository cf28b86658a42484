"""Assembly: the core as the settings want it, from the files of the catalogue."""

from pathlib import Path

import msgspec
from msgspec import Struct

from workers import domains
from workers.core.catalogue.model import Catalogue, Source, SourceKind
from workers.core.extract.places import Gazetteer
from workers.core.judge.books import Books
from workers.core.reading import Reader
from workers.settings import SettingsError

GAZETTEER = domains.FOLDER / "gazetteer.tsv"


class Assembled(Struct, frozen=True, kw_only=True):
    """One catalogue, and what reads and what merges by it."""

    catalogue: Catalogue
    reader: Reader
    books: Books


class StatedSource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher in a file of sources."""

    kind: SourceKind
    figures: tuple[str, ...] | None = None
    series: tuple[str, ...] | None = None


def assemble(*, domains_dir: Path | None = None, sources: tuple[Source, ...] = ()) -> Assembled:
    """The core by the built-in domains and those of `domains_dir`; `sources` come first.

    Raises `CatalogueError` for a domain that cannot be used.
    """
    catalogue = domains.load(domains_dir)
    places = GAZETTEER.read_text(encoding="utf-8")
    return Assembled(
        catalogue=catalogue,
        reader=Reader(catalogue, Gazetteer.from_text(places)),
        books=Books(catalogue, sources, names=country_names(places)),
    )


def country_names(places: str) -> dict[str, str]:
    """The name of each country by its code, from the text of the gazetteer."""
    rows = (line.split("\t") for line in places.splitlines() if line.startswith("country\t"))
    return {row[2]: row[1] for row in rows}


def read_sources(path: Path | None) -> tuple[Source, ...]:
    """The publishers of a JSON file, `{"publisher": {"kind": "official", ...}, ...}`; None: none.

    Raises `SettingsError`.
    """
    if path is None:
        return ()
    try:
        return sources_of(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        fault = f"{path}: these are no sources: {error}"
        raise SettingsError(fault) from None


def sources_of(raw: bytes) -> tuple[Source, ...]:
    """The publishers that `raw` states. Raises `msgspec.DecodeError`."""
    stated = msgspec.json.decode(raw, type=dict[str, StatedSource])
    return tuple(
        Source(publisher=name, kind=row.kind, figures=row.figures, series=row.series)
        for name, row in sorted(stated.items())
    )
