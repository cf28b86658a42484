"""Readers: the shipped catalogue, compiled once, and articles made for tests of reading."""

from datetime import UTC, datetime

from msgspec import structs

from schemas.article import Article
from schemas.report import Period, Value
from workers.assembly import assemble
from workers.core.catalogue.furniture import Furniture
from workers.core.catalogue.record_words import RecordWords
from workers.core.extract.found import Found
from workers.core.numbers.numerals import find_numbers
from workers.core.numbers.unit_words import general_table
from workers.domains import GENERAL

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
CORE = assemble()
UNITS = general_table()
WORDS = RecordWords((GENERAL / "record_words.toml").read_text(encoding="utf-8"))
FURNITURE = Furniture((GENERAL / "furniture.toml").read_text(encoding="utf-8"))


_ARTICLE = Article(
    url="https://example.org/a",
    publisher="Example Post",
    title="",
    body="",
    content_type="text",
    published_at=NOON,
    fetched_at=NOON,
)


def article(**of):
    return structs.replace(_ARTICLE, **of)


def read(body, **of):
    return CORE.reader.read(article(body=body, **of), NOON)


def found(text="30 drones", **of):
    """A number as extraction finds it: the first of `text`, standing at the start of a body."""
    number = find_numbers(text, units=UNITS)[0]
    base = Found(
        number=number,
        field="body",
        sentence=0,
        start=number.start,
        end=number.end,
        domain="air_attacks",
        counted="drone",
        role="launched",
        figure="drones_launched",
        why="",
        rule="active",
        value=Value(stated=number.value, low=number.low, high=number.high, approx=number.approx),
        raw_value=number.value,
        raw_unit=None,
        series="RU->UA",
        period=Period(kind="event", start=NOON.date(), end=NOON.date()),
    )
    return structs.replace(base, **of)
