"""PromQL: which metrics an expression names, and in which functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import promql_parser
from prometheus_client import CollectorRegistry

from workers.metrics import Metrics, Watched

# What a Prometheus makes itself, or adds while it scrapes.
MADE_BY_PROMETHEUS = {"ALERTS", "up", "scrape_samples_post_metric_relabeling"}

_VARIABLES = (
    (r"\$__rate_interval|\$__interval|\$__range", "5m"),
    (r"\$\{?\w+(:\w+)?\}?", "chosen"),
)


@dataclass(frozen=True)
class Selector:
    """One metric as an expression names it: its matchers, and what is done with it.

    `inside` holds the functions around it, `grouped` the labels that they sort it by.
    """

    name: str
    matchers: dict[str, str]
    inside: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()


def selectors(expression: str) -> list[Selector]:
    """Every metric in `expression`; raises ValueError where it is no PromQL."""
    for pattern, value in _VARIABLES:
        expression = re.sub(pattern, value, expression)
    return list(_walk(promql_parser.parse(expression), Selector("", {})))


def exported() -> dict[str, dict[str, set[str]]]:
    """Every sample name that a worker exports, with its labels and their values."""
    registry = CollectorRegistry()
    watched = Watched("storms", "gust_speed", "NO", "ever")
    metrics = Metrics(registry, figures=[("storms", "gust_speed")], watched=[watched])
    metrics.show_record(watched, 61.0, 0.0)
    for gauge in (
        metrics.consumer_lag_messages,
        metrics.consumer_lag_seconds,
        metrics.commit_gap_messages,
    ):
        gauge.labels("articles", "0").set(0)
    found: dict[str, dict[str, set[str]]] = {}
    for family in registry.collect():
        for sample in family.samples:
            known = found.setdefault(sample.name, {})
            for label, value in sample.labels.items():
                known.setdefault(label, set()).add(value)
    return found


def _walk(node: object, around: Selector) -> Iterator[Selector]:
    match node:
        case promql_parser.VectorSelector():
            matchers = {each.name: each.value for each in node.matchers.matchers}
            yield replace(around, name=node.name or "", matchers=matchers)
        case promql_parser.MatrixSelector():
            yield from _walk(node.vector_selector, around)
        case promql_parser.Call():
            for argument in node.args:
                yield from _walk(argument, _within(around, node.func.name))
        case promql_parser.AggregateExpr():
            labels = tuple(node.modifier.labels) if node.modifier else ()
            grouped = replace(around, grouped=(*around.grouped, *labels))
            yield from _walk(node.expr, _within(grouped, str(node.op)))
        case promql_parser.BinaryExpr():
            yield from _walk(node.lhs, around)
            yield from _walk(node.rhs, around)
        case promql_parser.ParenExpr() | promql_parser.UnaryExpr() | promql_parser.SubqueryExpr():
            yield from _walk(node.expr, around)
        case promql_parser.NumberLiteral() | promql_parser.StringLiteral():
            return
        case _:
            raise AssertionError(type(node))


def _within(around: Selector, function: str) -> Selector:
    return replace(around, inside=(*around.inside, function))
