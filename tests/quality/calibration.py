"""Calibration: how often a number is right, by the confidence it was given and by its rule.

`python -m tests.quality.calibration` prints the precision of each rule on half 0, as scores.toml
takes it; needs the evaluation data (RECORDWIRE_DATA).
"""

import sys
from collections.abc import Iterable

from msgspec import Struct

from tests import evaluation
from tests.quality.labelled import Judged
from tests.quality.measures import judged_texts
from workers.assembly import assemble

BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)


class Share(Struct, kw_only=True):
    """Numbers of one bin or one rule: all of them, the right ones, their confidence added up."""

    all: int = 0
    right: int = 0
    confidence: float = 0.0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.all)

    @property
    def said(self) -> float:
        """The mean confidence."""
        return self.confidence / max(1, self.all)


def by_confidence(judged: Iterable[Judged]) -> dict[str, Share]:
    """The shares of each bin of confidence, the lowest first."""
    found = {_name(at): Share() for at in range(len(BINS) - 1)}
    for confidence, _, right in _numbers(judged):
        at = max(index for index, low in enumerate(BINS[:-1]) if confidence >= low)
        _add(found[_name(at)], confidence, right=right)
    return found


def by_rule(judged: Iterable[Judged]) -> dict[str, Share]:
    """The shares of each rule that gave a number its role."""
    found: dict[str, Share] = {}
    for confidence, rule, right in _numbers(judged):
        _add(found.setdefault(rule, Share()), confidence, right=right)
    return dict(sorted(found.items()))


def expected_error(shares: dict[str, Share]) -> float:
    """How far confidence and precision lie apart, weighed by how often each bin occurs."""
    total = sum(share.all for share in shares.values())
    apart = (share.all * abs(share.said - share.precision) for share in shares.values())
    return sum(apart) / max(1, total)


def _numbers(judged: Iterable[Judged]) -> Iterable[tuple[float, str, bool]]:
    for each in judged:
        good = {id(read) for _, read in each.right}
        seen = set[int]()
        for read in (*(read for _, read in each.right), *each.false):
            if id(read) not in seen:
                seen.add(id(read))
                rule = read.rule.partition("+")[0].partition("/")[0]
                yield read.confidence, rule, id(read) in good


def _name(at: int) -> str:
    return f"{BINS[at]:.1f} to {min(1.0, BINS[at + 1]):.1f}"


def _add(share: Share, confidence: float, *, right: bool) -> None:
    share.all += 1
    share.right += right
    share.confidence += confidence


def main() -> None:
    """Print (right + 1) / (all + 2) of each rule on half 0."""
    data = evaluation.folder()
    if data is None:
        sys.exit("no evaluation data: set RECORDWIRE_DATA to their folder")
    made = assemble()
    judged = judged_texts(data, made.reader, made.catalogue.domains.__contains__)
    for rule, one in by_rule(each for each in judged if each.text.half == 0).items():
        sys.stdout.write(f"{rule:<20} {one.all:>4}  {(one.right + 1) / (one.all + 2):.2f}\n")


if __name__ == "__main__":
    main()
