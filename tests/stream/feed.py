"""Feed: the evaluation data as files that the commands take: articles, history, sources."""

import json
from pathlib import Path

import orjson

from workers import domains


class Feed:
    """All scenarios one after the other, then the seeds: enough for series to meet."""

    def __init__(self, data: Path, folder: Path) -> None:
        texts = [path.read_bytes() for path in sorted((data / "scenarios").glob("*.json"))]
        scenarios = [orjson.loads(text) for text in texts]
        articles = [article for each in scenarios for article in each["articles"]]
        articles += _seeds(data / "seeds")
        history = [
            {"domain": each["domain"], **row}
            for each in scenarios
            for row in each.get("history", [])
        ]
        known = domains.load().domains
        sources = {name: row for each in scenarios for name, row in each["sources"].items()}
        self.articles = _written(folder / "articles.jsonl", articles)
        self.history = _written(
            folder / "history.jsonl",
            [
                row
                for row in history
                if row["domain"] in known and row["figure"] in known[row["domain"]].rules.figures
            ],
        )
        self.sources = folder / "sources.json"
        self.sources.write_bytes(orjson.dumps(sources))


def _seeds(folder: Path) -> list[object]:
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        {
            "id": row["seed"],
            "url": f"https://news.example.org/{row['seed']}",
            "publisher": row["seed"],
            "title": "",
            "body": (folder / row["seed"]).read_text(encoding="utf-8"),
            "content_type": "text",
            "published_at": f"{row['assumed_published']}T12:00:00Z",
            "fetched_at": f"{row['assumed_published']}T12:30:00Z",
        }
        for row in rows
        if row["type"] == "doc"
    ]


def _written(path: Path, rows: list[object]) -> Path:
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    return path
