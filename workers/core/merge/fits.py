"""Fits: how well the values of one mention agree with those of others."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from schemas.report import Claim
from workers.core.catalogue.model import Figure
from workers.core.merge.mentions import Mention


class Fit(Struct, frozen=True):
    """How many fixed values agree, how many contradict, and how near the rest comes (0 to 1)."""

    agree: int
    contrary: int
    near: float

    @property
    def score(self) -> tuple[int, float]:
        """What makes one event fit better than another."""
        return (self.agree - self.contrary, self.near)


def fit(row: Mention, others: Sequence[Mention], figures: dict[str, Figure]) -> Fit:
    """How well `row` fits `others`, figure by figure."""
    agree = contrary = 0
    near = 0.0
    known = _by_figure(others)
    for claim in row.claims:
        rivals = known.get(claim.figure, ())
        if not rivals:
            continue
        figure = figures[claim.figure]
        near = max([near, *(_nearness(claim, rival) for rival in rivals)])
        if any(_agree(claim, rival, figure) for rival in rivals):
            agree += 1
        elif figure.mode == "fixed":
            contrary += 1
    return Fit(agree, contrary, near)


def contradict(row: Mention, others: Sequence[Mention], figures: dict[str, Figure]) -> bool:
    """Whether a fixed value of `row` agrees with none that `others` state."""
    return fit(row, others, figures).contrary > 0


def _by_figure(rows: Iterable[Mention]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for row in rows:
        for claim in row.claims:
            found.setdefault(claim.figure, []).append(claim)
    return found


def _agree(one: Claim, other: Claim, figure: Figure) -> bool:
    tolerance = 0.0 if figure.exact else figure.tolerance
    first, second = (_interval(claim, tolerance) for claim in (one, other))
    return first[0] <= second[1] and second[0] <= first[1]


def _interval(claim: Claim, tolerance: float) -> tuple[float, float]:
    value = claim.value
    low = float("-inf") if value.low is None else value.low * (1 - tolerance / 2)
    high = float("inf") if value.high is None else value.high * (1 + tolerance / 2)
    return low, high


def _nearness(one: Claim, other: Claim) -> float:
    values = [
        claim.value.low if claim.value.low is not None else claim.value.high
        for claim in (one, other)
    ]
    if values[0] is None or values[1] is None:
        return 0.0
    most = max(abs(values[0]), abs(values[1]))
    return 1.0 if most == 0 else 1.0 - abs(values[0] - values[1]) / most
