"""Queries: the few kinds of PromQL that the panels ask, over the chosen jobs and workers."""

from typing import NamedTuple

SELECTED = 'job=~"$job",instance=~"$instance"'
WINDOW = "$__rate_interval"


class Query(NamedTuple):
    """One PromQL expression and what its series are called; `{{label}}` is filled in."""

    expression: str
    legend: str = ""


def rate(metric: str, by: str, legend: str = "", *, more: str = "") -> Query:
    """Events of a counter a second, by the labels `by`."""
    return Query(
        f"sum by ({by}) (rate(recordwire_{metric}_total{{{chosen(more)}}}[{WINDOW}]))",
        legend or shown(by),
    )


def rise(metric: str, by: str, legend: str = "") -> Query:
    """Events of a counter in each interval of the graph, by the labels `by`."""
    return Query(
        f"sum by ({by}) (increase(recordwire_{metric}_total{{{SELECTED}}}[{WINDOW}]))",
        legend or shown(by),
    )


def most(metric: str, by: str, legend: str = "") -> Query:
    """The largest value of a gauge over all workers, by the labels `by`."""
    return Query(f"max by ({by}) ({metric}{{{SELECTED}}})", legend or shown(by))


def within(metric: str, share: float, *, by: str = "", more: str = "") -> str:
    """The seconds within which `share` of all observations of a histogram lie."""
    labels = f"{by}, le" if by else "le"
    buckets = f"recordwire_{metric}_bucket{{{chosen(more)}}}"
    return f"histogram_quantile({share}, sum by ({labels}) (rate({buckets}[{WINDOW}])))"


def a_day(metric: str, more: str = "", *, how: str = "sum") -> str:
    """Events of a counter in the last 24 hours."""
    return f"{how}(increase(recordwire_{metric}_total{{{chosen(more)}}}[24h]))"


def chosen(more: str = "") -> str:
    """The matchers of the chosen jobs and workers, and `more`."""
    return f"{SELECTED},{more}" if more else SELECTED


def shown(by: str) -> str:
    """The legend that names the labels `by`."""
    return " ".join(f"{{{{{label}}}}}" for label in by.split(", "))
