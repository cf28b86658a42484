"""Domains: the catalogue that ships with the program, one TOML file a domain."""

from pathlib import Path

from workers.core.catalogue.file import CatalogueError, load_domain
from workers.core.catalogue.furniture import Furniture
from workers.core.catalogue.model import Catalogue, build
from workers.core.catalogue.people import load_people
from workers.core.catalogue.record_words import RecordWords
from workers.core.catalogue.score_table import load_scores

FOLDER = Path(__file__).parent
GENERAL = FOLDER / "general"


def load(extra: Path | None = None) -> Catalogue:
    """Every domain of this folder and of `extra`, whose files replace those of the same name.

    Raises `CatalogueError`, which names file, line and key, or the folder that is none.
    """
    shipped = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    files = shipped if extra is None else shipped | _own(extra)
    people = load_people(_text(GENERAL / "people.toml"))
    domains = [
        load_domain(_text(path), name=name, file=path.name, people=people)
        for name, path in files.items()
    ]
    return build(
        domains,
        RecordWords(_text(GENERAL / "record_words.toml")),
        load_scores(_text(GENERAL / "scores.toml")),
        furniture=Furniture(_text(GENERAL / "furniture.toml")),
    )


def _own(folder: Path) -> dict[str, Path]:
    """The catalogues of a folder that somebody named; a wrong name must not pass in silence."""
    if not folder.is_dir():
        message = (
            f"{folder}: RECORDWIRE_DOMAINS_DIR: there is no such folder; name one of TOML files"
        )
        raise CatalogueError(message)
    files = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if not files:
        message = (
            f"{folder}: RECORDWIRE_DOMAINS_DIR: no *.toml in it; name the folder that holds them"
        )
        raise CatalogueError(message)
    return files


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: this file cannot be read ({error}); write it as UTF-8 text"
        raise CatalogueError(message) from None
