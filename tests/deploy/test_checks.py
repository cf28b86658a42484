"""Checks: each kind of fault is found, and a sound expression has none."""

import pytest

from tests.deploy.checks import faults

CASES = [
    ("recordwire_artikles_total", "recordwire_artikles_total is not exported"),
    ("sum(rate(recordwire_articles[5m]))", "recordwire_articles is not exported"),
    ("sum(recordwire_articles_total)", "recordwire_articles_total only grows: ask for its rate"),
    ("rate(recordwire_ready[5m])", "recordwire_ready goes up and down: it has no rate"),
    (
        'rate(recordwire_articles_total{outcome="lost"}[5m])',
        "recordwire_articles_total is never outcome=lost",
    ),
    (
        'rate(recordwire_alerts_total{status=~"claimed|raised"}[5m])',
        "recordwire_alerts_total is never status=raised",
    ),
    (
        'rate(recordwire_consume_delay_seconds_bucket{le="60"}[5m])',
        "recordwire_consume_delay_seconds_bucket is never le=60",
    ),
    (
        "sum by (stage) (rate(recordwire_articles_total[5m]))",
        "recordwire_articles_total has no label stage",
    ),
    (
        "histogram_quantile(0.9, sum(rate(recordwire_stage_seconds_bucket[5m])))",
        "recordwire_stage_seconds_bucket: a quantile needs le",
    ),
]

SOUND = [
    "sum by (job, outcome) (rate(recordwire_articles_total[5m]))",
    'max(recordwire_current_record{domain="storms",scope="ever"})',
    "histogram_quantile(0.9, sum by (le) (rate(recordwire_stage_seconds_bucket[5m])))",
    'up{job="recordwire"} == 0 or absent(up{job="recordwire"})',
]


@pytest.mark.parametrize(("expression", "fault"), CASES)
def test_a_faulty_expression_is_refused_by_name(expression, fault):
    assert faults(expression) == [fault]


@pytest.mark.parametrize("expression", SOUND)
def test_a_sound_expression_passes(expression):
    assert faults(expression) == []


def test_what_a_recording_rule_makes_is_known():
    assert faults("job:late:ratio > 1", recorded=frozenset({"job:late:ratio"})) == []
