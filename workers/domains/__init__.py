"""Domains: the catalogue that ships with the program, one TOML file a domain."""

from pathlib import Path

from workers.core.catalogue.file import load_domain
from workers.core.catalogue.furniture import Furniture
from workers.core.catalogue.model import Catalogue, build
from workers.core.catalogue.record_words import RecordWords
from workers.core.catalogue.score_table import load_scores

FOLDER = Path(__file__).parent
GENERAL = FOLDER / "general"


def load(extra: Path | None = None) -> Catalogue:
    """Every domain of this folder and of `extra`, whose files replace those of the same name.

    Raises `CatalogueError`, which names file, line and key.
    """
    folders = [FOLDER] if extra is None else [FOLDER, extra]
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    domains = [
        load_domain(path.read_text(encoding="utf-8"), name=name, file=path.name)
        for name, path in files.items()
    ]
    return build(
        domains,
        RecordWords((GENERAL / "record_words.toml").read_text(encoding="utf-8")),
        load_scores((GENERAL / "scores.toml").read_text(encoding="utf-8")),
        furniture=Furniture((GENERAL / "furniture.toml").read_text(encoding="utf-8")),
    )
