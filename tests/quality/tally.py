"""Tally: figures and record claims found, missed and false, and what of them is right."""

from collections.abc import Iterable

from msgspec import Struct

from schemas.report import RecordClaim
from tests.quality.labelled import (
    GoldClaim,
    Judged,
    day_right,
    direction_right,
    figure_family,
    hedge_right,
    value_right,
)


class Tally(Struct, kw_only=True):
    """Counts of one family: figures found, missed, false; of those found, what is right."""

    right: int = 0
    missed: int = 0
    false: int = 0
    value: int = 0
    hedge: int = 0
    direction: int = 0
    day: int = 0
    texts: int = 0
    whole: int = 0

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


def tally(judged: Iterable[Judged]) -> dict[str, Tally]:
    """The counts by family and, under "all", together."""
    found: dict[str, Tally] = {"all": Tally()}

    def add(name: str, what: str, by: int = 1) -> None:
        for each in (found.setdefault(name, Tally()), found["all"]):
            setattr(each, what, getattr(each, what) + by)

    for text in judged:
        found["all"].texts += 1
        found["all"].whole += text.whole
        for gold, read in text.right:
            name = gold.family or ""
            add(name, "right")
            add(name, "value", value_right(gold, read))
            add(name, "hedge", hedge_right(gold, read))
            add(name, "direction", direction_right(gold, read))
            add(name, "day", day_right(gold, read))
        for gold in text.missed:
            add(gold.family or "", "missed")
        for read in text.false:
            add(figure_family(read), "false")
    return found


def claim_tally(judged: Iterable[Judged], *, state: str | None) -> Tally:
    """Record claims of `state` (None: all): found in the right state, missed, false; bound."""
    found = Tally()
    for text in judged:
        gold = [each for each in text.text.claims if state in {None, each.state}]
        read = [each.claim for each in text.reading.record_claims]
        read = [each for each in read if state in {None, each.state}]
        left = list(read)
        for each in gold:
            fitting = [r for r in left if overlaps(each, r) and r.state == each.state]
            fitting.sort(key=lambda r: (r.value != each.value, r.start))
            if fitting:
                left.remove(fitting[0])
                found.right += 1
                found.value += bound(each, fitting[0])
            else:
                found.missed += 1
        # A claim may speak of two figures: then one phrase is read twice.
        found.false += sum(1 for r in left if not any(overlaps(g, r) for g in gold))
    return found


def overlaps(gold: GoldClaim, read: RecordClaim) -> bool:
    """Whether both stand on the same words."""
    return gold.field == read.field and read.start < gold.end and gold.start < read.end


def bound(gold: GoldClaim, read: RecordClaim) -> bool:
    """Whether the claim speaks of the labelled value."""
    if gold.value is None or read.value is None:
        return gold.value is read.value
    return abs(gold.value - read.value) <= 0.001 * max(1.0, abs(gold.value))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
