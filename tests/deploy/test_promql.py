"""PromQL: the eyes of the tests on rules and panels must themselves see well."""

import pytest

from tests.deploy.promql import Selector, exported, selectors


def test_every_metric_of_an_expression_is_found():
    found = selectors(
        'sum by (a) (rate(x_total{job=~"$job"}[$__rate_interval])) / on () max(-y offset 1h)'
        " unless (z > 1)"
    )

    assert found == [
        Selector("x_total", {"job": "chosen"}, ("sum", "rate"), ("a",)),
        Selector("y", {}, ("max",)),
        Selector("z", {}),
    ]


@pytest.mark.parametrize("text", ["rate(x)", "sum(", "rate(x_total[5m]", "x{a=b}"])
def test_what_is_no_promql_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        selectors(text)


def test_the_samples_of_every_kind_of_metric_are_known():
    known = exported()

    assert known["recordwire_articles_total"]["outcome"] >= {"reported", "rejected"}
    assert "60.0" in known["recordwire_consume_delay_seconds_bucket"]["le"]
    assert known["recordwire_current_record"]["scope"] == {"ever"}
    assert "recordwire_articles_created" not in known
