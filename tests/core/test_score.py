"""Score: confidence is the rule's precision times the weight of every named sign."""

import msgspec
import pytest

from tests.core.readers import found, read
from workers.core.catalogue.score_table import DEFAULT_SCORES, ScoreTable, load_scores
from workers.core.extract.found import Found
from workers.core.score import Scorer

TABLE = ScoreTable(
    base={"default": 0.5, "active": 0.8, "active+and": 0.7},
    factor={"no_speaker": 0.5, "doubt": 0.1},
)


@pytest.mark.parametrize(
    ("rule", "value"),
    [("active", 0.8), ("active+and", 0.7), ("active+and+and", 0.8), ("unheard", 0.5)],
)
def test_a_rule_without_a_measure_of_its_own_takes_that_of_its_kind(rule, value):
    one = found(rule=rule, speaker="ministry")
    assert isinstance(one, Found)
    assert Scorer(TABLE).confidence(one).value == value


def test_every_sign_of_the_table_is_named_beside_the_product():
    confidence = Scorer(TABLE).confidence(found())
    assert confidence.parts == {"rule": 0.8, "no_speaker": 0.5}
    assert confidence.value == 0.4


def test_a_doubt_is_counted_in_once_it_is_known():
    claim = read("Russia launched 30 drones at Ukraine overnight.").reports[0].claims[0]
    doubted = Scorer(TABLE).doubted(claim, "doubt")
    assert doubted.confidence.parts["doubt"] == 0.1
    assert doubted.confidence.value < claim.confidence.value
    assert Scorer(TABLE).doubted(claim, "unheard") == claim


def test_a_table_with_a_wrong_key_is_refused():
    assert load_scores("[base]\ndefault = 0.9\n[factor]\n").base == DEFAULT_SCORES.base
    with pytest.raises(msgspec.ValidationError):
        load_scores("[base]\ndefault = 'high'\n[factor]\n")
