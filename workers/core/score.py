"""Score: how far a claim can be trusted, from the measured precision of its rule and its signs."""

from msgspec import structs

from schemas.report import Claim, Confidence
from workers.core.catalogue.score_table import DEFAULT_SCORES, ScoreTable
from workers.core.extract.article import Found

_DIGITS = 4


class Scorer:
    """Gives claims their confidence; a sign that the table does not name changes nothing."""

    def __init__(self, table: ScoreTable = DEFAULT_SCORES) -> None:
        """Keep the table."""
        self._table = table

    def confidence(self, found: Found) -> Confidence:
        """The product of the rule's precision and the factor of every sign of `found`."""
        parts = {"rule": self._base(found.rule)}
        for sign in _signs(found):
            if sign in self._table.factor:
                parts[sign] = self._table.factor[sign]
        return _product(parts)

    def _base(self, rule: str) -> float:
        """The precision of the rule, else of what it is a kind of ("active" of "active+and")."""
        base = self._table.base
        kind = rule.partition("+")[0].partition("/")[0]
        return base.get(rule, base.get(kind, base["default"]))

    def doubted(self, claim: Claim, sign: str) -> Claim:
        """`claim` with one more sign counted in."""
        factor = self._table.factor.get(sign)
        if factor is None:
            return claim
        parts = {**claim.confidence.parts, sign: factor}
        return structs.replace(claim, confidence=_product(parts))


def _signs(found: Found) -> list[str]:
    """The signs a number carries, by the names of the table."""
    signs: list[str] = [found.field]
    if found.speaker is None:
        signs.append("no_speaker")
    if found.value.approx != "exact":
        signs.append("hedged")
    marks = ("derived", "main_place", "past", "correction")
    return [*signs, *(name for name in marks if getattr(found, name))]


def _product(parts: dict[str, float]) -> Confidence:
    value = 1.0
    for factor in parts.values():
        value *= factor
    return Confidence(value=round(value, _DIGITS), parts=parts)
