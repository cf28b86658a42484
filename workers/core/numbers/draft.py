"""Draft: a number in the making, handed from composing to classifying, joining, hedging."""

from typing import TYPE_CHECKING, Final, Literal

from workers.core.numbers.atoms import Atom

if TYPE_CHECKING:
    from schemas.report import Approx

Shape = Literal["plain", "vague", "fraction", "ordinal", "fixed"]
NumberKind = Literal[
    "count", "money", "percent", "age", "time", "date", "ordinal", "model", "duration", "distance",
    "measure", "score", "rank", "fraction", "identifier", "vague", "implicit",
]  # fmt: skip

QUANTITY_SHAPES: Final = frozenset(
    ("plain", "decimal", "dotted", "grouped", "spaced", "slip", "euro")
)


class Draft:
    """One number expression; `left` and `right` reach over signs and unit words around it.

    `value` is None where only `low` and `high` are known; `scale` is its largest scale word.
    """

    __slots__ = (
        "additive", "approx", "atom", "end", "hedge_end", "hedge_start", "high", "kind", "left",
        "low", "right", "scale", "shape", "start", "unit", "value",
    )  # fmt: skip

    def __init__(self, atom: Atom, *, value: float | None, shape: Shape = "plain") -> None:
        """A draft that covers one atom."""
        self.atom = atom
        self.start = self.left = atom.start
        self.end = self.right = atom.end
        self.value = value
        self.low: float | None = None
        self.high: float | None = None
        self.approx: Approx = "exact"
        self.shape: Shape = shape
        self.kind: NumberKind = "count"
        self.unit: str | None = None
        self.scale = 1.0
        self.additive = False
        self.hedge_start: int | None = None
        self.hedge_end: int | None = None

    def reach(self, end: int) -> None:
        """Extend the expression to `end`."""
        self.end = self.right = end

    def multiply(self, scale: Atom) -> None:
        """Let a scale word behind the number multiply it."""
        if self.value is not None:
            self.value *= scale.value
        self.scale = scale.value
        self.reach(scale.end)
