"""Record headlines: over many fields of news, what claims a record and what only sounds like it."""

from pathlib import Path

import pytest

from tests.core.records.test_claims import claims
from tests.quality.record_claims import equal, scope_class

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("headlines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
NOTHING = "-"
CLAIMS = [tuple(line[1:]) for line in LINES if line[2] != NOTHING]
OTHERS = [line[1] for line in LINES if line[2] == NOTHING]


@pytest.mark.parametrize(("text", "state", "scope", "direction", "value"), CLAIMS)
def test_a_headline_that_claims_a_record_is_read_with_its_state_and_number(
    text, state, scope, direction, value
):
    wanted = None if value == NOTHING else float(value)
    found = [each for each in claims(text) if each[0] == state]
    assert any(
        scope_class(each[1]) == scope_class(scope)
        and each[2] == direction
        and equal(each[3], wanted)
        for each in found
    ), claims(text)


@pytest.mark.parametrize(("text", "state"), [(each[0], each[1]) for each in CLAIMS])
def test_a_headline_that_claims_no_current_record_is_never_read_as_one(text, state):
    assert state == "current" or all(each[0] != "current" for each in claims(text))


@pytest.mark.parametrize("text", OTHERS)
def test_a_headline_of_files_discs_conduct_or_verbs_claims_nothing(text):
    assert claims(text) == []


def test_the_headlines_are_of_many_fields_and_half_of_them_claim_nothing():
    assert len({line[0] for line in LINES}) >= 15
    assert len(LINES) >= 200
    assert 0.4 <= len(OTHERS) / len(LINES) <= 0.6
