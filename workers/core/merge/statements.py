"""Statements: what each text about one event says of each figure, one claim a text and figure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from schemas.report import Claim, RecordClaim, Report
from workers.core.catalogue.model import Figure, MergeRules
from workers.core.judge.state import bound_claims
from workers.core.merge.desk import is_pin
from workers.core.merge.mentions import Grade, Mention
from workers.core.merge.voices import Standing, Statement

Told = dict[str, dict[str, Statement]]
Rows = tuple[tuple[Claim, Grade], ...]


class Sayings:
    """The statements of one series, each worked out once, when its text comes."""

    def __init__(self, rules: MergeRules, standing: Standing) -> None:
        """Nothing said yet."""
        self._rules = rules
        self._standing = standing
        self._known: dict[str, dict[tuple[str, str], tuple[Rows, Statement]]] = {}

    def forget(self, article_id: str) -> None:
        """Drop what a text said, since it says something else now."""
        self._known.pop(article_id, None)

    def of(
        self,
        mentions: Sequence[Mention],
        reports: dict[str, Report],
        *,
        figures: AbstractSet[str],
    ) -> dict[str, list[Statement]]:
        """The statements of one event on `figures`, each figure's in the order of article ids."""
        claims: dict[str, dict[str, list[tuple[Claim, Grade]]]] = {}
        for row in mentions:
            for claim in row.claims:
                if claim.figure in figures:
                    texts = claims.setdefault(claim.figure, {})
                    texts.setdefault(row.article_id, []).append((claim, row.grade))
        told: Told = {
            figure: {
                article_id: self._said(figure, tuple(rows), report=reports[article_id])
                for article_id, rows in texts.items()
            }
            for figure, texts in claims.items()
        }
        for total in self._rules.figures.values():
            if total.sum_of:
                _name_totals(told, total)
        return {
            figure: [texts[article_id] for article_id in sorted(texts)]
            for figure, texts in told.items()
            if texts
        }

    def _said(self, figure: str, rows: Rows, *, report: Report) -> Statement:
        known = self._known.setdefault(report.article_id, {})
        key = (figure, rows[0][0].id)
        found = known.get(key)
        if found is None or found[0] != rows:
            rule = self._rules.figures[figure]
            found = (rows, _statement(rule, rows, report=report, standing=self._standing))
            known[key] = found
        return found[1]


def scopes_claimed(figure: Figure, claims: Sequence[RecordClaim], series: str) -> frozenset[str]:
    """The scopes in which a text calls the figure the record now (rule 18)."""
    found = set()
    for row in claims:
        if row.state != "current" or row.direction != figure.record or row.place is not None:
            continue
        if row.scope in ("ever", "unstated", f"country:{series.rpartition('->')[2]}"):
            found.add("ever")
        elif row.scope == "year":
            found.add("year")
    return frozenset(found)


def _statement(
    figure: Figure,
    rows: Sequence[tuple[Claim, Grade]],
    *,
    report: Report,
    standing: Standing,
) -> Statement:
    claim, grade = max(rows, key=lambda row: _weight(figure, *row))
    bound = bound_claims(report)
    claimed = [rc for other, g in rows if g == grade for rc in bound.get(other.id, ())]
    said = {"figure": figure.name, "series": report.series}
    return Statement(
        report=report,
        claim=claim,
        grade=grade,
        official=grade == "history"
        or is_pin(report, claim)
        or standing.official(report.publisher, **said),
        unreliable=standing.unreliable(report.publisher, **said),
        scopes=scopes_claimed(figure, claimed, report.series) if grade != "past" else frozenset(),
        counts_from=report.published_at,
    )


def _weight(figure: Figure, claim: Claim, grade: Grade) -> tuple[float, ...]:
    """How well a claim speaks for its text: a correction, an exact value, a stated one first."""
    low = claim.value.low or 0.0
    exact = claim.value.approx == "exact"
    place = (-(claim.field == "body"), -claim.start)
    first = (grade != "past", claim.correction, not claim.main_place)
    if figure.mode == "running":
        return (*first, low if figure.record == "max" else -low, exact, *place)
    return (*first, exact, not claim.derived, claim.confidence.value, *place)


def _name_totals(told: Told, figure: Figure) -> None:
    """Rule 7: a number called one part here that equals the sum of the parts there is the total."""
    sums = _sums(told, figure)
    speakers: dict[float, set[str]] = {}
    for article_id, total in sums.items():
        speakers.setdefault(total, set()).add(article_id)
    for part in figure.sum_of:
        for article_id, text in list(told.get(part, {}).items()):
            value = text.claim.value.low
            others = speakers.get(value or 0.0, set())
            if not text.exact or len(others) <= (article_id in others):
                continue
            del told[part][article_id]
            totals = told.setdefault(figure.name, {})
            known = totals.get(article_id)
            if known is None or known.claim.derived:
                totals[article_id] = _without_scopes(text)


def _sums(told: Told, figure: Figure) -> dict[str, float]:
    """For each text that gives every part exactly, their sum; no rumour, no background."""
    found: dict[str, float] = {}
    parts = [told.get(part, {}) for part in figure.sum_of]
    for article_id in sorted(parts[0]):
        texts = [part.get(article_id) for part in parts]
        values = [t.claim.value.low for t in texts if t is not None and t.exact and _counts(t)]
        lows = [value for value in values if value]
        if len(lows) == len(parts):
            found[article_id] = sum(lows)
    return found


def _counts(text: Statement) -> bool:
    return not text.unreliable and text.grade != "past"


def _without_scopes(text: Statement) -> Statement:
    return Statement(
        report=text.report,
        claim=text.claim,
        grade=text.grade,
        official=text.official,
        unreliable=text.unreliable,
        scopes=frozenset(),
        counts_from=text.counts_from,
    )
