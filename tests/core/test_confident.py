"""Confident: what an operator's minimum leaves of a reading."""

import pytest
from msgspec import structs

from schemas.report import Confidence, RecordClaim
from tests.stream.messages import READING
from workers.core.confident import confident

RECORD = RecordClaim(
    id="r",
    field="body",
    start=0,
    end=1,
    quote="the highest ever",
    state="current",
    scope="ever",
    direction="max",
    figure="height",
    measure=None,
    value=5.0,
    value_field=None,
    value_start=None,
    value_end=None,
    claim_id="sure",
)


def reading(*confidences: float):
    claim = READING.reports[0].claims[0]
    claims = tuple(
        structs.replace(
            claim,
            id="sure" if value > 0.5 else "unsure",
            confidence=Confidence(value=value, parts={}),
        )
        for value in confidences
    )
    records = tuple(structs.replace(RECORD, id=each.id, claim_id=each.id) for each in claims)
    report = structs.replace(READING.reports[0], claims=claims, record_claims=records)
    return structs.replace(READING, reports=(report,))


def test_without_a_minimum_nothing_is_left_out():
    assert confident(reading(0.1, 0.9), 0.0) == reading(0.1, 0.9)


@pytest.mark.parametrize("minimum", [0.5, 0.9])
def test_an_unsure_claim_goes_with_its_record_claim(minimum):
    (report,) = confident(reading(0.1, 0.9), minimum).reports

    assert [claim.id for claim in report.claims] == ["sure"]
    assert [row.id for row in report.record_claims] == ["sure"]


def test_a_report_that_is_left_empty_is_not_sent():
    left = confident(reading(0.1), 0.5)

    assert (left.reports, left.outcome) == ((), "no_figures")
