"""Labelled: texts with every figure and record claim marked, and what a reading owes them."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from schemas.article import Article
from workers.core.outcome import NumberRead, Reading
from workers.core.reading import Reader

OWN = Path(__file__).parent / "texts"
FILES = ("air_attacks", "other_domains_a", "other_domains_b")
# Domains whose happenings last for days and are known by their first one.
LONG = frozenset(("floods", "wildfires"))
# Figures of the catalogue that no label names.
UNLABELLED = frozenset(("data_volume",))
# Figures of the catalogue that the labels know under another name.
FAMILIES = {
    "drones_downed": "intercepted",
    "day_drones": "drones_launched",
    "day_total": "barrage_total",
}


class Gold(Struct, frozen=True, kw_only=True):
    """A labelled figure. `family` is null for a number that must feed no figure."""

    field: str
    start: int
    end: int
    family: str | None
    value: float | None
    low: float | None
    high: float | None
    approx: str
    actor: str | None
    target: str | None
    series: str | None
    quote: str
    day: str | None = None


class GoldClaim(Struct, frozen=True, kw_only=True):
    """A labelled record claim; `family` is null for a record of something else."""

    field: str
    start: int
    end: int
    family: str | None
    state: str
    value: float | None
    quote: str


class Text(Struct, frozen=True, kw_only=True):
    """One labelled text as it would be delivered."""

    id: str
    domain: str
    half: int
    article: Article
    figures: tuple[Gold, ...]
    claims: tuple[GoldClaim, ...]
    phenomena: tuple[str, ...]
    junk: tuple[tuple[int, int], ...] = ()


class Judged(Struct, kw_only=True):
    """One text beside its reading: figures right, missed and false, in words."""

    text: Text
    right: list[tuple[Gold, NumberRead]]
    missed: list[Gold]
    false: list[NumberRead]
    reading: Reading

    @property
    def whole(self) -> bool:
        """Whether every figure is right and nothing else was read as one."""
        return not self.missed and not self.false


def half(name: str) -> int:
    """0 for the half that rules may be tuned on, 1 for the half that only measures."""
    return hashlib.sha256(name.encode()).digest()[0] & 1


def texts(data: Path) -> Iterator[Text]:
    """All labelled texts, in the order of their files."""
    for name in FILES:
        for line in (data / "labelled" / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield _text(json.loads(line), name)


def own() -> Iterator[Text]:
    """The project's own texts, written by somebody who had not seen how they are read."""
    for path in sorted(OWN.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            text = _text(json.loads(line), path.stem)
            yield structs.replace(text, domain=f"own texts, {path.stem}", half=0)


def seeds(data: Path) -> Iterator[Text]:
    """The founding articles, as bare texts whose first line may be their title."""
    rows = [json.loads(x) for x in (data / "seeds" / "gold.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        if row["type"] == "doc":
            own = [each for each in rows if each["seed"] == row["seed"]]
            yield _seed(row, own, (data / "seeds" / row["seed"]).read_bytes().decode())


def judge(text: Text, reader: Reader) -> Judged:
    """Read `text` and set what was read against its labels."""
    article = text.article
    assert article.published_at is not None
    reading = reader.read(article, article.published_at + timedelta(minutes=5))
    wanted = [gold for gold in text.figures if gold.family is not None]
    read = [
        n
        for n in reading.numbers
        if n.figure is not None and not n.derived and not n.past and n.figure not in UNLABELLED
    ]
    right: list[tuple[Gold, NumberRead]] = []
    for gold in wanted:
        fitting = [n for n in read if _fits(gold, n)]
        fitting.sort(key=lambda n: (n.value != gold.value, n.start))
        if fitting:
            right.append((gold, fitting[0]))
    # One number of a text may feed a figure once in each domain that knows it.
    taken = {(n.field, n.start) for _, n in right}
    hit = {id(gold) for gold, _ in right}
    return Judged(
        text=text,
        right=right,
        missed=[gold for gold in wanted if id(gold) not in hit],
        false=[n for n in read if (n.field, n.start) not in taken],
        reading=reading,
    )


def value_right(gold: Gold, read: NumberRead) -> bool:
    """Whether value and bounds are those of the label, within a tenth of a percent."""
    if gold.value is not None:
        return read.value is not None and _near(gold.value, read.value)
    return _near(gold.low, read.low)


def hedge_right(gold: Gold, read: NumberRead) -> bool:
    """Whether the hedge is the label's; a vague word and a range are both intervals."""
    if gold.value is None:
        return read.approx in {"vague", "range", "at_least"}
    return gold.approx == read.approx


def direction_right(gold: Gold, read: NumberRead) -> bool:
    """Whether the number belongs to the labelled series."""
    if gold.series is not None:
        return read.series == gold.series
    if gold.actor is None or gold.target is None:
        return True
    return read.series == f"{gold.actor}->{gold.target}"


def day_right(gold: Gold, read: NumberRead) -> bool:
    """Whether the number is dated by the labelled day; a label without one is not judged."""
    return gold.day is None or (read.date_end is not None and read.date_end.isoformat() == gold.day)


def figure_family(read: NumberRead) -> str:
    """The label's name for the figure that `read` feeds."""
    name = read.figure or ""
    return FAMILIES.get(name, name)


def _fits(gold: Gold, read: NumberRead) -> bool:
    overlaps = read.start < gold.end and gold.start < read.end
    return gold.field == read.field and overlaps and figure_family(read) == gold.family


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.001 * max(1.0, abs(one))


def _text(row: dict[str, Any], file: str) -> Text:
    junk = [(span["start"], span["end"]) for span in row["junk"]]
    return Text(
        id=row["id"],
        domain=row.get("domain") or file,
        half=half(row["id"]),
        article=_article(row, row["title"], row["body"], row["published_at"]),
        figures=tuple(_gold(each, junk, row.get("domain") or file) for each in row["figures"]),
        claims=tuple(
            GoldClaim(
                field=each["where"],
                start=each["start"],
                end=each["end"],
                family=each["family"],
                state=each["state"],
                value=each["value"],
                quote=each["quote"],
            )
            for each in row["record_claims"]
            if not _inside(each, junk)
        ),
        phenomena=tuple(row["phenomena"]),
        junk=tuple(junk),
    )


def _gold(row: dict[str, Any], junk: list[tuple[int, int]], domain: str) -> Gold:
    counts = row["families"] and not row["past"] and not row.get("superseded")
    return Gold(
        field=row["where"],
        start=row["start"],
        end=row["end"],
        family=row["families"][0] if counts and not _inside(row, junk) else None,
        value=row.get("value"),
        low=row.get("low"),
        high=row.get("high"),
        approx=row["approx"],
        actor=row.get("actor"),
        target=row.get("target"),
        series=row.get("series"),
        quote=row["quote"],
        day=row["date_start" if domain in LONG else "date_end"],
    )


def _inside(row: dict[str, Any], junk: list[tuple[int, int]]) -> bool:
    return row["where"] == "body" and any(a <= row["start"] < b for a, b in junk)


def _seed(doc: dict[str, Any], rows: list[dict[str, Any]], body: str) -> Text:
    published = f"{doc['assumed_published']}T18:00:00+00:00"
    figures = []
    for row in rows:
        if row["type"] == "figure":
            sides = (row["event"] or "").partition(":")[0].upper().replace(">", "->")
            figures.append(
                Gold(
                    field="body",
                    start=row["num_start"],
                    end=row["num_end"],
                    family=row["should_count"][0] if row["should_count"] else None,
                    value=row["value"],
                    low=row["low"],
                    high=row["high"],
                    approx=(row["approx"] or "exact").replace(" ", "_"),
                    actor=None,
                    target=None,
                    series=sides or None,
                    quote=row["num"] or row["span"],
                    day=(row["date"] or {}).get("end"),
                )
            )
    # Each telling has a publisher of its own, or they would be one source.
    sender = {"id": doc["seed"][:3], "publisher": f"Outlet {doc['seed'][:3]}"}
    return Text(
        id=doc["seed"][:3],
        domain="seeds",
        half=0,
        article=_article(sender, "", body, published),
        figures=tuple(figures),
        claims=(),
        phenomena=(),
    )


def _article(row: dict[str, Any], title: str, body: str, published: str) -> Article:
    name = row["id"]
    return Article(
        id=name,
        url=f"https://news.example.org/{name}",
        publisher=row.get("publisher") or "Example Post",
        title=title,
        body=body,
        content_type="text",
        published_at=datetime.fromisoformat(published),
    )
