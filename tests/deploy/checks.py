"""Checks: what is wrong with a PromQL expression, seen from what a worker exports."""

from functools import cache

from tests.deploy.promql import MADE_BY_PROMETHEUS, exported, selectors

RATES = {"rate", "increase", "irate"}
ADDED_BY_SCRAPING = {"job", "instance"}
# Their values are the catalogue's or the broker's, not the program's.
OPEN_LABELS = {"domain", "figure", "series", "scope", "partition"}


@cache
def known() -> dict[str, dict[str, set[str]]]:
    return exported()


def faults(expression: str, *, recorded: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with `expression`; `recorded` are the names that recording rules make."""
    found = []
    for each in selectors(expression):
        if each.name in MADE_BY_PROMETHEUS | recorded:
            continue
        if each.name not in known():
            found.append(f"{each.name} is not exported")
            continue
        labels = known()[each.name]
        found += [
            f"{each.name} has no label {label}"
            for label in (*each.matchers, *each.grouped)
            if label not in labels.keys() | ADDED_BY_SCRAPING
        ]
        found += [
            f"{each.name} is never {label}={value}"
            for label, text in each.matchers.items()
            if label in labels.keys() - OPEN_LABELS
            for value in text.split("|")
            if value not in labels[label]
        ]
        counts = each.name.endswith(("_total", "_bucket", "_count", "_sum"))
        if counts and not RATES & set(each.inside):
            found.append(f"{each.name} only grows: ask for its rate")
        if not counts and RATES & set(each.inside):
            found.append(f"{each.name} goes up and down: it has no rate")
        if each.name.endswith("_bucket") and "histogram_quantile" in each.inside:
            found += [] if "le" in each.grouped else [f"{each.name}: a quantile needs le"]
    return found
