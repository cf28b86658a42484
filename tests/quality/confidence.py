"""Measure how often a number is right, by the rule that read it and by the confidence it got.

Half A gives the table of scores.toml, half B shows what that table is worth on other texts.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from schemas.article import Article
from tests.quality.record_claims import half
from workers import assembly
from workers.core.outcome import NumberRead

# Figures that the labels count with another one.
SAME = {
    "drones_downed": "intercepted",
    "day_drones": "drones_launched",
    "day_total": "barrage_total",
}
BINS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.01)


def numbers(folder: Path) -> Iterator[tuple[str, NumberRead, bool]]:
    """Every number that feeds a figure: its text's half, itself, whether its figure is right."""
    core = assembly.assemble()
    known = set(core.catalogue.domains)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            published = datetime.fromisoformat(row["published_at"])
            article = Article(
                url=f"https://example.org/{row['id']}",
                publisher=row["publisher"],
                title=row["title"],
                body=row["body"],
                content_type="text",
                published_at=published,
            )
            gold = [
                (each["where"], each["start"], each["end"], family)
                for each in row["figures"]
                for family in each["families"]
            ]
            for number in core.reader.read(article, published).numbers:
                if number.figure is None or number.past or number.derived:
                    continue
                if number.domain in known:
                    yield half(row["id"]), number, is_right(number, gold)


def is_right(number: NumberRead, gold: list[tuple[str, int, int, str]]) -> bool:
    """Whether a label of the same figure overlaps the number."""
    figure = SAME.get(number.figure or "", number.figure)
    return any(
        field == number.field and number.start < end and start < number.end and family == figure
        for field, start, end, family in gold
    )


def main() -> None:
    """Print precision by rule (half A) and by confidence (half B)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of labelled texts")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for part, number, good in numbers(options.folder):
        bin_at = max(at for at, low in enumerate(BINS) if number.confidence >= low)
        kind = number.rule.partition("+")[0].partition("/")[0]
        key = f"A {kind}" if part == "A" else f"B {BINS[bin_at]:.1f} to {BINS[bin_at + 1]:.1f}"
        every[key] += 1
        right[key] += good
    for key in sorted(every):
        share = (right[key] + 1) / (every[key] + 2)
        sys.stdout.write(f"{key:24s} {right[key]:4d} of {every[key]:4d}  {share:.2f}\n")


if __name__ == "__main__":
    main()
