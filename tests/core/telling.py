"""Telling: a reader of single sentences, for tables of cases about roles, places and sides."""

from datetime import UTC, datetime
from functools import lru_cache

from workers import domains
from workers.core.clean.text import CleanText, passage
from workers.core.dates.expressions import Anchor
from workers.core.extract.article import Extract, Extractor
from workers.core.extract.places import Gazetteer
from workers.core.extract.table import Sentence

PUBLISHED = datetime(2031, 5, 14, 12, tzinfo=UTC)  # a Wednesday
DOMAIN = "air_attacks"


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    places = (domains.FOLDER / "gazetteer.tsv").read_text(encoding="utf-8")
    return Extractor(domains.load(), Gazetteer.from_text(places))


def anchor() -> Anchor:
    return Anchor(published=PUBLISHED, zone="Europe/Kyiv", eras=("war", "invasion"))


def sentences(body: str, title: str = "") -> tuple[Sentence, ...]:
    clean = CleanText(title=passage("title", title), body=passage("body", body), cuts=())
    return extractor().table(clean, anchor())


def extract(body: str, title: str = "") -> Extract:
    return extractor().extract(DOMAIN, sentences(body, title), anchor())


def read(body: str, title: str = "") -> list[tuple[str, str | None, str]]:
    """Number, class and role of every number, in the order of the text."""
    return [
        (found.number.text, found.counted, found.role)
        for found in extract(body, title).found
        if not found.derived
    ]
