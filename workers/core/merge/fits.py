"""Fits: how well the values of one mention agree with those of others."""

from collections.abc import Iterable

from msgspec import Struct

from schemas.report import Claim
from workers.core.catalogue.model import Figure
from workers.core.merge.mentions import Mention

Interval = tuple[float | None, float | None]


class Fit(Struct, frozen=True):
    """How many fixed values agree, how many contradict, and how near the rest comes (0 to 1)."""

    agree: int
    contrary: int
    near: float

    @property
    def score(self) -> tuple[int, float]:
        """What makes one event fit better than another."""
        return (self.agree - self.contrary, self.near)


class Profile:
    """The different values that some mentions state, by figure."""

    def __init__(self, rows: Iterable[Mention] = ()) -> None:
        """What `rows` state."""
        self._values: dict[str, dict[Interval, None]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Mention) -> None:
        """Take in what `row` states."""
        for claim in row.claims:
            self._values.setdefault(claim.figure, {})[claim.value.low, claim.value.high] = None

    def fit(self, row: Mention, figures: dict[str, Figure]) -> Fit:
        """How well `row` fits, figure by figure."""
        agree = contrary = 0
        near = 0.0
        for claim in row.claims:
            rivals = self._values.get(claim.figure)
            if not rivals:
                continue
            figure = figures[claim.figure]
            own = (claim.value.low, claim.value.high)
            near = max([near, *(_nearness(own, rival) for rival in rivals)])
            if any(_agree(claim, rival, figure) for rival in rivals):
                agree += 1
            elif figure.mode == "fixed":
                contrary += 1
        return Fit(agree, contrary, near)


def _agree(claim: Claim, rival: Interval, figure: Figure) -> bool:
    tolerance = 0.0 if figure.exact else figure.tolerance
    first = _widened((claim.value.low, claim.value.high), tolerance)
    second = _widened(rival, tolerance)
    return first[0] <= second[1] and second[0] <= first[1]


def _widened(interval: Interval, tolerance: float) -> tuple[float, float]:
    low, high = interval
    return (
        float("-inf") if low is None else low * (1 - tolerance / 2),
        float("inf") if high is None else high * (1 + tolerance / 2),
    )


def _nearness(one: Interval, other: Interval) -> float:
    first = one[0] if one[0] is not None else one[1]
    second = other[0] if other[0] is not None else other[1]
    if first is None or second is None:
        return 0.0
    most = max(abs(first), abs(second))
    return 1.0 if most == 0 else 1.0 - abs(first - second) / most
