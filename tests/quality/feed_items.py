"""Feed items: real headlines with their teasers, whose facts one reader wrote down by hand.

`python -m tests.quality.feed_items [errors]`; needs the evaluation data (RECORDWIRE_DATA).
"""

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time

from msgspec import Struct

from schemas.article import Article
from tests.evaluation import folder
from tests.quality.labelled import FAMILIES, half
from workers.assembly import assemble
from workers.core.outcome import NumberRead
from workers.core.reading import Reader

NEAR = 0.01
OPEN = frozenset((">", ">=", "~"))
FAMILY = {
    ("launched", "drone"): "drones_launched",
    ("launched", "missile"): "missiles_launched",
    ("launched", "cruise_missile"): "missiles_launched",
    ("launched", "drone+missile"): "barrage_total",
    ("downed", "drone"): "intercepted",
    ("downed", "missile"): "intercepted",
    ("downed", "cruise_missile"): "intercepted",
    ("killed", "person"): "killed",
}

# Other figures, and numbers such as "dozens", the reader left out.
LABELLED = frozenset(FAMILY.values())


class Fact(Struct, frozen=True, kw_only=True):
    """One fact; `wanted` if it must be read, else it may be (a toll or tally of one place)."""

    family: str
    series: str
    value: float
    is_open: bool
    wanted: bool


class Item(Struct, frozen=True, kw_only=True):
    """One item as it would be delivered, with its facts."""

    id: str
    half: int
    article: Article
    facts: tuple[Fact, ...]


class FeedScore(Struct, kw_only=True):
    """Facts found of those wanted; numbers read, and how many of them are some fact."""

    wanted: int = 0
    found: int = 0
    directed: int = 0
    read: int = 0
    right: int = 0
    items: int = 0
    seconds: float = 0.0
    errors: list[str] = []

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.read)

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def items(data: Path) -> Iterator[Item]:
    """Every labelled item, in the order of the file."""
    file = data / "news" / "gold_facts_2022_2023.jsonl"
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        facts = [fact for stated in row["facts"] for fact in _fact(stated)]
        yield Item(
            id=row["id"],
            half=half(row["id"]),
            article=Article(
                id=row["id"],
                url=row["url"],
                publisher=row["publisher"],
                title=row["title"],
                body=row["text"],
                content_type="text",
                published_at=datetime.fromisoformat(row["date"]),
            ),
            facts=tuple(facts),
        )


def score(some: list[Item], reader: Reader) -> FeedScore:
    """Read `some` and compare by figure and value: the labels have no places in the text."""
    done = FeedScore(errors=[])
    for item in some:
        published = item.article.published_at
        assert published is not None
        began = process_time()
        reading = reader.read(item.article, published + timedelta(minutes=5))
        done.seconds += process_time() - began
        read = [
            number
            for number in reading.numbers
            if _family(number) in LABELLED and number.value and not number.past
        ]
        _count(done, item, read)
    return done


def _count(done: FeedScore, item: Item, read: list[NumberRead]) -> None:
    done.items += 1
    done.read += len(read)
    for number in read:
        if any(_same(fact, number) for fact in item.facts):
            done.right += 1
        else:
            said = f"{number.figure} {number.value or number.low} [{number.rule}]"
            done.errors.append(f"{item.id} false {said} | {_shown(item)}")
    for fact in item.facts:
        if not fact.wanted:
            continue
        done.wanted += 1
        fitting = [number for number in read if _same(fact, number)]
        done.found += bool(fitting)
        done.directed += any(number.series == fact.series for number in fitting)
        if not fitting:
            done.errors.append(f"{item.id} missed {fact.family} {fact.value:g} | {_shown(item)}")


def _same(fact: Fact, number: NumberRead) -> bool:
    if _family(number) != fact.family:
        return False
    values = [number.value, number.low, number.high] if fact.is_open else [number.value]
    return any(
        value is not None and abs(value - fact.value) <= NEAR * max(1.0, fact.value)
        for value in values
    )


def _family(number: NumberRead) -> str:
    name = number.figure or ""
    return FAMILIES.get(name, name)


def _fact(row: dict[str, object]) -> Iterator[Fact]:
    family = FAMILY.get((str(row["metric"]), str(row["object"])))
    if family is None or row["period"] not in {"attack", "day"}:
        return
    launcher = str(row["launcher"])
    value = row["value"]
    assert isinstance(value, int | float)
    yield Fact(
        family=family,
        series="RU->UA" if launcher == "RU" else "UA->RU",
        value=float(value),
        is_open=row["op"] in OPEN,
        wanted=row["scope"] == "national",
    )


def _shown(item: Item) -> str:
    return f"{item.article.title} / {item.article.body}".replace("\n", " ")[:300]


def main() -> None:
    """Print the scores of both halves; with `errors`, the errors of half 0."""
    data = folder()
    if data is None:
        sys.exit("no evaluation data: set RECORDWIRE_DATA to their folder")
    reader = assemble().reader
    for part in (0, 1):
        done = score([item for item in items(data) if item.half == part], reader)
        print(  # noqa: T201
            f"half {part}: recall {done.recall:.3f} of {done.wanted}, precision "
            f"{done.precision:.3f} of {done.read}, direction {done.directed / done.found:.3f}"
        )
        if "errors" in sys.argv and not part:
            print("\n".join(done.errors))  # noqa: T201


if __name__ == "__main__":
    main()
