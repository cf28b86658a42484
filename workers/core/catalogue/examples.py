"""Examples: whether a reader takes from a domain's own examples exactly what they say."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from schemas.article import Article
from workers.core.catalogue.example_lines import Wanted, wanted
from workers.core.catalogue.model import Domain
from workers.core.catalogue.vocabulary import Example
from workers.core.outcome import NumberRead, Reading
from workers.core.reading import Reader

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
    reading = reader.read(article, published)
    faults = tuple(_faults(example, domain, reading))
    return Checked(example=example, counter=counter, faults=faults)


def _faults(example: Example, domain: str, reading: Reading) -> Iterator[str]:
    """Figures that are missing and figures that nobody asked for; a figure told twice is one."""
    own = [number for number in reading.numbers if number.domain in {domain, None}]
    read = [number for number in own if number.figure is not None and not number.past]
    asked = [(line, wanted(line)) for line in example.figures]
    for line, each in asked:
        if not any(_fits(each, number) for number in read):
            yield f"missing: {line} ({_instead(each, own, reading)})"
    for said, number in {_said(number): number for number in read}.items():
        if not any(_fits(each, number) for _, each in asked):
            yield f"too many: {said} ({number.rule})"


def _instead(asked: Wanted, own: Sequence[NumberRead], reading: Reading) -> str:
    """What the number that was asked for was read as, else why there is none."""
    if reading.outcome == "filtered":
        return "the text was not read: no word of topic stands in it"
    same = [number for number in own if _near(asked.low, number.low)]
    if not same:
        return "no such number was found"
    number = same[0]
    if number.figure is None:
        counted = f", counts {number.counted}" if number.counted else ""
        return f"it was read, and feeds no figure: {number.why}{counted}"
    return f"it was read as {_said(number)}{', of an earlier event' if number.past else ''}"


def _fits(asked: Wanted, read: NumberRead) -> bool:
    if (asked.figure, asked.series) != (read.figure, read.series):
        return False
    if asked.day is not None and asked.day != read.date_end:
        return False
    if asked.exact is not None:
        return _near(asked.exact, read.value)
    open_end = asked.high is None and read.high is None
    return _near(asked.low, read.low) and (open_end or _near(asked.high, read.high))


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= _NEAR * max(1.0, abs(one))


def _said(read: NumberRead) -> str:
    value = read.value if read.value is not None else f"{read.low}..{read.high}"
    return f"{read.figure} {read.series} {value} {read.date_end}"
