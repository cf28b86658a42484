"""Examples: whether a reader takes from a domain's own examples exactly what they say."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct

from schemas.article import Article
from workers.core.catalogue.model import Domain
from workers.core.catalogue.vocabulary import Example
from workers.core.outcome import NumberRead
from workers.core.reading import Reader

_VALUE: Final = re.compile(
    r"^(?:(?P<low>[\d.]+)\.\.(?P<high>[\d.]+)|>=(?P<least>[\d.]+)|(?P<exact>[\d.]+))$"
)
_NEAR: Final = 0.001


class Checked(Struct, frozen=True, kw_only=True):
    """One example and what is wrong with its reading; no `faults` if nothing is."""

    example: Example
    counter: bool
    faults: tuple[str, ...]


def check(domain: Domain, reader: Reader) -> tuple[Checked, ...]:
    """Read every example and counter-example of `domain`, in their order."""
    vocabulary = domain.vocabulary
    return (
        *(
            _checked(each, domain.name, reader=reader, counter=False)
            for each in vocabulary.examples
        ),
        *(
            _checked(each, domain.name, reader=reader, counter=True)
            for each in vocabulary.counter_examples
        ),
    )


def _checked(example: Example, domain: str, *, reader: Reader, counter: bool) -> Checked:
    published = datetime.fromisoformat(example.published)
    article = Article(
        id="example",
        url="https://news.example.org/example",
        publisher=example.publisher,
        title=example.title,
        body=example.text,
        content_type="text",
        published_at=published,
    )
    read = [
        each
        for each in reader.read(article, published).numbers
        if each.domain == domain and each.figure is not None and not each.past
    ]
    return Checked(example=example, counter=counter, faults=tuple(_faults(example, read)))


def _faults(example: Example, read: list[NumberRead]) -> Iterator[str]:
    """Figures that are missing and figures that nobody asked for; a figure told twice is one."""
    for wanted in example.figures:
        if not any(_fits(wanted, each) for each in read):
            yield f"missing: {wanted}"
    for said, each in {_said(each): each for each in read}.items():
        if not any(_fits(wanted, each) for wanted in example.figures):
            yield f"too many: {said} ({each.rule})"


def _fits(wanted: str, read: NumberRead) -> bool:
    figure, series, value, *day = wanted.split()
    dated = not day or (read.date_end is not None and read.date_end.isoformat().startswith(day[0]))
    return (figure, series) == (read.figure, read.series) and dated and _is_value(value, read)


def _is_value(wanted: str, read: NumberRead) -> bool:
    match = _VALUE.match(wanted)
    if match is None:
        return False
    if match["exact"]:
        return _near(float(match["exact"]), read.value)
    if match["least"]:
        return _near(float(match["least"]), read.low) and read.high is None
    return _near(float(match["low"]), read.low) and _near(float(match["high"]), read.high)


def _near(one: float, other: float | None) -> bool:
    return other is not None and abs(one - other) <= _NEAR * max(1.0, abs(one))


def _said(read: NumberRead) -> str:
    value = read.value if read.value is not None else f"{read.low}..{read.high}"
    return f"{read.figure} {read.series} {value} {read.date_end}"
