"""Confident: a reading without the claims that an operator holds too unsure."""

from msgspec import structs

from schemas.report import Report
from workers.core.outcome import Reading


def confident(reading: Reading, minimum: float) -> Reading:
    """`reading` with reports only of claims whose confidence is at least `minimum`; 0 keeps all.

    A record claim goes with the claim it is bound to. What was read stays told in `numbers`.
    """
    if minimum <= 0:
        return reading
    kept = (_kept(report, minimum) for report in reading.reports)
    reports = tuple(report for report in kept if report.claims or report.record_claims)
    outcome = "no_figures" if reading.reports and not reports else reading.outcome
    return structs.replace(reading, reports=reports, outcome=outcome)


def _kept(report: Report, minimum: float) -> Report:
    claims = tuple(claim for claim in report.claims if claim.confidence.value >= minimum)
    gone = {claim.id for claim in report.claims} - {claim.id for claim in claims}
    record_claims = tuple(row for row in report.record_claims if row.claim_id not in gone)
    return structs.replace(report, claims=claims, record_claims=record_claims)
