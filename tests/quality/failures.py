"""Failures: what went wrong in readings, in classes and without a word of the texts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.quality.labelled import (
    Gold,
    Judged,
    day_right,
    direction_right,
    hedge_right,
    value_right,
)
from tests.quality.tally import bound, overlaps


def classes(judged: Iterable[Judged]) -> Counter[str]:
    """How often each class of failure occurs."""
    return Counter(name for each in judged for name in _of(each))


def _of(judged: Judged) -> Iterator[str]:
    for gold in judged.missed:
        yield f"missed {gold.family}: {_why(judged, gold)}"
    for read in judged.false:
        yield f"false {read.figure}: by rule {read.rule}"
    for gold, read in judged.right:
        if not value_right(gold, read):
            yield f"value of {gold.family}"
        if not hedge_right(gold, read):
            yield f"hedge: {gold.approx} read as {read.approx}"
        if not direction_right(gold, read):
            yield "series: another, or none"
        if not day_right(gold, read):
            yield f"day of a period {read.period}"
    yield from _claims(judged)


def _why(judged: Judged, gold: Gold) -> str:
    for read in judged.reading.numbers:
        if read.field == gold.field and read.start < gold.end and gold.start < read.end:
            return f"read as {read.figure}" if read.figure else read.why
    return "not read as a number"


def _claims(judged: Judged) -> Iterator[str]:
    claims = [each.claim for each in judged.reading.record_claims]
    for gold in judged.text.claims:
        same = [claim for claim in claims if overlaps(gold, claim)]
        if not any(claim.state == gold.state for claim in same):
            yield f"claim {gold.state}: read as {same[0].state if same else 'none'}"
        elif not any(bound(gold, claim) for claim in same):
            yield "claim bound to another value"
    for claim in claims:
        if not any(overlaps(gold, claim) for gold in judged.text.claims):
            yield f"claim {claim.state}: there is none"
