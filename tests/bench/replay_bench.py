"""Replay bench: articles a second without Kafka (`python -m tests.bench.replay_bench`).

Prints one JSON object a sample, so that two runs can be compared by ratios.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import orjson
from msgspec import structs

from tests import evaluation
from workers.assembly import Assembled, assemble
from workers.core.judge.books import Books
from workers.replay import Replay
from workers.replay_input import Given, Line

SAMPLE = Path(__file__).parents[2] / "workers" / "demo"
SAMPLE_RUNS = 10


def main() -> int:
    """Measure the demo's sample and, where the evaluation data is there, random feed items."""
    made = assemble()
    _report("sample", made, sample(), runs=SAMPLE_RUNS)
    data = evaluation.folder()
    if data is None:
        sys.stdout.write('{"skipped": "no evaluation data: set RECORDWIRE_DATA"}\n')
        return 0
    for name in ("feed_items_random", "reuters21578"):
        _report(name, made, list(items(data / "general" / f"{name}.jsonl")), runs=1)
    return 0


def sample() -> list[dict[str, Any]]:
    """The articles of the demo."""
    paths = sorted((SAMPLE / "articles").glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def items(path: Path) -> Iterator[dict[str, Any]]:
    """Feed items that speak of anything; what is read as a figure of an attack is an error."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        yield {
            "id": f"{path.stem}-{number}",
            "url": f"https://news.example.org/{path.stem}/{number}",
            "publisher": item.get("publisher_feed") or "Example Post",
            "title": item.get("title") or "",
            "body": item.get("text") or item.get("body") or "",
            "content_type": "text",
            "published_at": item.get("date") or "2031-05-13T08:00:00Z",
        }


def _report(name: str, made: Assembled, articles: list[dict[str, Any]], *, runs: int) -> None:
    """Print how fast `articles` were, replayed from nothing `runs` times, and what was read."""
    given = Given(lines=tuple(Line(n, orjson.dumps(each)) for n, each in enumerate(articles, 1)))
    texts = [each["title"] + each["body"] for each in articles] * runs
    prefilter = _seconds(lambda: [made.reader.prefilter(text) for text in texts])
    replays = [Replay(structs.replace(made, books=Books(made.catalogue))) for _ in range(runs)]
    seconds = _seconds(lambda: _take(replays, given))
    files = replays[0].files()
    figures = [row for row in map(json.loads, files["claims.jsonl"].splitlines()) if row["figure"]]
    row = {
        "sample": name,
        "articles": len(articles),
        "articles_per_second": round(len(texts) / seconds),
        "prefilter_per_second": round(len(texts) / prefilter),
        "figures": _by_domain(figures),
        "figures_per_1000": round(1000 * len(figures) / len(articles), 2),
        "alerts_per_1000": round(1000 * files["alerts.jsonl"].count(b"\n") / len(articles), 2),
        "rejects": files["rejects.jsonl"].count(b"\n"),
    }
    sys.stdout.write(json.dumps(row) + "\n")


def _take(replays: list[Replay], given: Given) -> None:
    for replay in replays:
        replay.take(given)


def _by_domain(figures: list[dict[str, Any]]) -> dict[str, int]:
    return dict(sorted(Counter(str(row["domain"]) for row in figures).items()))


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


if __name__ == "__main__":
    sys.exit(main())
