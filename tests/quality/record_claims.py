"""Measure record claims on labelled feed items: found, state, bound value, scope, direction."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

SCOPE_CLASSES = {
    "ever": "all",
    "unstated": "all",
    "place": "all",
    "country": "all",
    "competition": "field",
    "club": "field",
    "company": "field",
    "personal": "field",
}


class Claim(Struct, frozen=True, kw_only=True):
    """One claim, of the gold or of the reader, in offsets of the delivered fields."""

    where: str
    start: int
    end: int
    state: str
    scope: str
    direction: str
    value: float | None
    value_where: str | None
    value_start: int | None
    value_end: int | None
    quote: str = ""


class Item(Struct, frozen=True, kw_only=True):
    """One labelled feed item."""

    id: str
    date: str
    title: str
    text: str
    claims: tuple[Claim, ...]
    not_record: tuple[tuple[str, int, int], ...]


Predict = Callable[[Item], list[Claim]]


def half(identity: str) -> str:
    """ "A" (to tune on) or "B" (to be measured by), by a hash of the id."""
    return "A" if hashlib.sha256(identity.encode()).digest()[0] % 2 == 0 else "B"


def items(path: Path) -> Iterator[Item]:
    """The labelled items of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Item(
            id=row["id"],
            date=row["date"],
            title=row["title"],
            text=row["text"],
            claims=tuple(_gold(each) for each in row["claims"]),
            not_record=tuple((n["where"], n["start"], n["end"]) for n in row["not_record"]),
        )


def _gold(row: dict[str, object]) -> Claim:
    names = ("where", "start", "end", "state", "scope", "direction", "value", "value_where",
             "value_start", "value_end", "quote")  # fmt: skip
    return msgspec.convert({name: row[name] for name in names}, Claim)


def scope_class(scope: str) -> str:
    """What scopes are compared by: since with its year, all others by their class."""
    kind, _, detail = scope.partition(":")
    return f"since:{detail[:4]}" if kind == "since" else SCOPE_CLASSES.get(kind, kind)


def overlap(one: Claim, other: Claim) -> bool:
    """Whether two claims share a stretch of the same field."""
    return one.where == other.where and one.start < other.end and other.start < one.end


def equal(one: float | None, other: float | None) -> bool:
    """Equal within 0.1 percent."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.001 * max(abs(one), abs(other))


def bound_right(gold: Claim, found: Claim, item: Item) -> bool:
    """Whether the bound value is the gold one and stands at its span, or at an equal one."""
    if gold.value is None or found.value is None:
        return gold.value is None and found.value is None
    if not equal(gold.value, found.value) or found.value_start is None:
        return False
    same_field = gold.value_where == found.value_where
    return (
        not same_field
        or (
            found.value_start < gold.value_end and gold.value_start < found.value_end  # type: ignore[operator]
        )
        or item.text[found.value_start : found.value_end]
        == item.text[gold.value_start : gold.value_end]
    )


def match(gold: Iterable[Claim], found: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of one state that overlap, one to one, equal values first."""
    gold, found = list(gold), list(found)
    pairs = [
        (not equal(g.value, f.value), g.start, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g, f) and g.state == f.state
    ]
    left, right, matched = set(), set(), []
    for _, _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            matched.append((gold[i], found[j]))
    return matched


def verdict_set(claims: Iterable[Claim]) -> set[tuple[str, float, str]]:
    """What an item says for alerts: its current bound claims."""
    return {
        (c.direction, round(c.value, 3), scope_class(c.scope))
        for c in claims
        if c.state == "current" and c.value is not None
    }


def score(data: Iterable[Item], predict: Predict, *, errors: bool = False) -> Counter[str]:
    """Count everything the scoring asks for, printing errors when told to."""
    n: Counter[str] = Counter()
    for item in data:
        found = predict(item)
        pairs = match(item.claims, found)
        n["gold"] += len(item.claims)
        n["found"] += len(found)
        n["right"] += len(pairs)
        n["gold_current"] += sum(c.state == "current" for c in item.claims)
        n["found_current"] += sum(c.state == "current" for c in found)
        n["right_current"] += sum(g.state == "current" for g, _ in pairs)
        for g, f in pairs:
            kind = "null" if g.value is None else "bound"
            n[f"{kind}_of"] += 1
            n[f"{kind}_right"] += bound_right(g, f, item)
            n["direction"] += g.direction == f.direction
            n["scope"] += scope_class(g.scope) == scope_class(f.scope)
        wanted, got = verdict_set(item.claims), verdict_set(found)
        n["items"] += 1
        n["items_right"] += wanted == got
        n["false_alerts"] += not wanted and bool(got)
        if not item.claims:
            n["clean_of"] += 1
            n["clean_right"] += not found
        for where, start, end in item.not_record:
            span = Claim(
                where=where,
                start=start,
                end=end,
                state="",
                scope="",
                direction="",
                value=None,
                value_where=None,
                value_start=None,
                value_end=None,
            )
            n["left_of"] += 1
            n["left_alone"] += not any(overlap(span, f) for f in found)
        if errors:
            show(item, found, pairs)
    return n


def show(item: Item, found: list[Claim], pairs: list[tuple[Claim, Claim]]) -> None:
    """Print what went wrong in one item."""
    gold_right = {id(g) for g, _ in pairs}
    found_right = {id(f) for _, f in pairs}
    lines = [_line("missed", g) for g in item.claims if id(g) not in gold_right]
    lines += [_line("false ", f) for f in found if id(f) not in found_right]
    lines += [line for line in (_pair(g, f, item) for g, f in pairs) if line]
    if lines:
        sys.stdout.write(f"## {item.id} {item.date[:10]} {item.title}\n")
        sys.stdout.write("\n".join(lines) + "\n")


def _line(kind: str, claim: Claim) -> str:
    return f"  {kind} {claim.state} [{claim.scope}] {claim.where}: {claim.quote!r} {claim.value}"


def _pair(gold: Claim, found: Claim, item: Item) -> str:
    wrong = []
    if not bound_right(gold, found, item):
        wrong.append(f"value {gold.value} != {found.value}")
    if scope_class(gold.scope) != scope_class(found.scope):
        wrong.append(f"scope {gold.scope} != {found.scope}")
    if gold.direction != found.direction:
        wrong.append(f"direction {gold.direction} != {found.direction}")
    return f"  pair   {gold.quote!r} / {found.quote!r}: {'; '.join(wrong)}" if wrong else ""


def report(n: Counter[str]) -> str:
    """One line for each measure."""

    def rate(part: str, whole: str) -> float:
        return n[part] / n[whole] if n[whole] else 0.0

    def f1(right: str, found: str, gold: str) -> str:
        p, r = rate(right, found), rate(right, gold)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}"

    states = f1("right", "found", "gold")
    current = f1("right_current", "found_current", "gold_current")
    bound = f"{rate('bound_right', 'bound_of'):.3f} of {n['bound_of']}"
    null = f"{rate('null_right', 'null_of'):.3f} of {n['null_of']}"
    clean, left = rate("clean_right", "clean_of"), rate("left_alone", "left_of")
    return "\n".join(
        (
            f"claims, all states   {states} ({n['gold']} gold)",
            f"claims, current      {current} ({n['gold_current']} gold)",
            f"bound value          {bound}, null {null}",
            (
                f"direction            {rate('direction', 'right'):.3f}, "
                f"scope {rate('scope', 'right'):.3f}"
            ),
            f"items right          {rate('items_right', 'items'):.3f} of {n['items']}",
            f"false alerts         {n['false_alerts']}",
            f"hard negatives       items {clean:.3f}, spans {left:.3f}",
        )
    )


def main() -> None:
    """Print the measures of one half or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    from tests.quality.record_reader import predict  # noqa: PLC0415

    data = [each for each in items(options.file) if options.half in (None, half(each.id))]
    sys.stdout.write(report(score(data, predict, errors=options.errors)) + "\n")


if __name__ == "__main__":
    main()
