"""Metrics: what is exported before, while and after something happens."""

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest

import workers
from workers.metrics import PREFIX, WATCHED_MAX, Metrics, Watched, table

FIGURES = [("storms", "gust_speed"), ("storms", "rain_day"), ("heat", "temperature")]
SET_BY_ITSELF = ("current_record", "current_record_date_timestamp_seconds")
GUST = Watched("storms", "gust_speed", "NO", "ever")


@pytest.fixture
def registry():
    return CollectorRegistry()


@pytest.fixture
def metrics(registry):
    return Metrics(registry, figures=FIGURES, watched=[GUST])


def series(registry) -> list[str]:
    return [row for row in generate_latest(registry).decode().splitlines() if row[0] != "#"]


@pytest.mark.usefixtures("metrics")
def test_a_first_event_is_seen_as_a_rise_from_zero(registry):
    for name, labels in (
        ("articles_total", {"outcome": "forwarded"}),
        ("rejects_total", {"topic": "articles", "reason": "invalid_utf8"}),
        ("alerts_total", {"domain": "heat", "status": "retracted"}),
        ("claims_total", {"domain": "storms", "figure": "rain_day"}),
        ("notes_total", {"type": "tie"}),
        ("stage_seconds_count", {"stage": "publish"}),
    ):
        assert registry.get_sample_value(PREFIX + name, labels) == 0, name


@pytest.mark.usefixtures("metrics")
def test_a_figure_is_counted_only_under_its_own_domain(registry):
    assert (
        registry.get_sample_value(f"{PREFIX}claims_total", {"domain": "heat", "figure": "rain_day"})
        is None
    )


def test_two_workers_in_one_process_have_two_registries():
    first, second = CollectorRegistry(), CollectorRegistry()
    Metrics(first, figures=FIGURES).retries.labels("read").inc()
    Metrics(second, figures=FIGURES)

    assert first.get_sample_value(f"{PREFIX}retries_total", {"step": "read"}) == 1
    assert second.get_sample_value(f"{PREFIX}retries_total", {"step": "read"}) == 0


def test_a_watched_record_appears_changes_and_goes(registry, metrics):
    def shown() -> object:
        return registry.get_sample_value(f"{PREFIX}current_record", GUST._asdict())

    before = shown()
    metrics.show_record(GUST, 41.5, 1_900_000_000)
    risen = shown()
    metrics.show_record(GUST, None, None)

    assert (before, risen, shown()) == (None, 41.5, None)


def test_a_series_that_is_not_watched_is_not_exported(registry, metrics):
    metrics.show_record(GUST._replace(series="FI"), 44.0, 1_900_000_000)

    assert not [row for row in series(registry) if "FI" in row]


def test_more_watched_series_than_the_limit_are_refused(registry):
    watched = [GUST._replace(series=f"S{number}") for number in range(WATCHED_MAX + 1)]

    with pytest.raises(ValueError, match="51 series are watched; at most 50"):
        Metrics(registry, figures=FIGURES, watched=watched)


def test_a_revoked_partition_is_no_longer_exported(registry, metrics):
    metrics.consumer_lag_messages.labels("claims", "2").set(7)
    metrics.consumer_lag_messages.labels("claims", "3").set(8)
    metrics.forget_partition("claims", 2)

    lags = [row for row in series(registry) if row.startswith(f"{PREFIX}consumer_lag_messages")]
    assert lags == [f'{PREFIX}consumer_lag_messages{{partition="3",topic="claims"}} 8.0']


@pytest.mark.parametrize("name", table())
def test_a_name_says_its_unit_and_a_text_is_a_sentence(metrics, name):
    about = table()[name]
    metric = getattr(metrics, name)

    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    assert about.says.endswith(".")
    assert not (isinstance(metric, Counter) and name.endswith("_total")), "the client adds it"
    assert bool(about.buckets) == isinstance(metric, Histogram)
    assert sorted(about.buckets) == list(about.buckets)
    if isinstance(metric, Histogram):
        assert name.endswith("_seconds")


@pytest.mark.parametrize("name", [name for name in table() if name != "build_info"])
def test_a_metric_is_set_somewhere(name):
    sources = Path(workers.__file__).parent.rglob("*.py")
    others = (path for path in sources if path.name != "metrics.py" or name in SET_BY_ITSELF)

    assert any(re.search(rf"\.{name}\b", path.read_text(encoding="utf-8")) for path in others)


def test_the_latency_objective_is_an_edge_of_a_bucket():
    assert 60 in table()["article_to_alert_seconds"].buckets


def test_one_worker_exports_few_series(registry, metrics):
    for partition in range(12):
        for topic in ("articles", "claims"):
            metrics.consumer_lag_messages.labels(topic, str(partition)).set(0)
            metrics.consumer_lag_seconds.labels(topic, str(partition)).set(0)
            metrics.commit_gap_messages.labels(topic, str(partition)).set(0)

    assert len(series(registry)) <= 600
