"""False alarms: figures read from items of general news, of which few tell of any domain."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from msgspec import Struct

from schemas.article import Article
from workers.core.reading import Reader

FILES = ("feed_items_random", "reuters21578")
# Agency items of the eighties bear no date of their own.
LONG_AGO = datetime(1987, 3, 1, 12, tzinfo=UTC)


class Alarms(Struct, kw_only=True):
    """Items with at least one figure, by domain; items with an open record claim; all items."""

    items: int = 0
    by_domain: Counter[str] = Counter()
    claims: int = 0
    seconds: float = 0.0

    def per_thousand(self, domain: str) -> float:
        """Items of a thousand from which a figure of `domain` was read."""
        return 1000 * self.by_domain[domain] / max(1, self.items)


def general(data: Path, reader: Reader) -> Alarms:
    """Read all items of general news."""
    found = Alarms(by_domain=Counter())
    for article in _articles(data):
        assert article.published_at is not None
        began = process_time()
        reading = reader.read(article, article.published_at + timedelta(minutes=5))
        found.seconds += process_time() - began
        found.items += 1
        figures = {n.domain for n in reading.numbers if n.figure and not n.past and n.domain}
        found.by_domain.update(figures)
        found.claims += bool(reading.record_claims)
    return found


def _articles(data: Path) -> Iterator[Article]:
    for name in FILES:
        lines = (data / "general" / f"{name}.jsonl").read_text("utf-8").splitlines()
        for number, row in enumerate(map(json.loads, lines)):
            title, _, body = row["text"].partition("\n") if "title" not in row else ("", "", "")
            yield Article(
                id=f"{name}-{number}",
                url=f"https://news.example.org/{name}/{number}",
                publisher="Example Post",
                title=row.get("title") or title.strip(),
                body=body or row["text"],
                content_type="text",
                published_at=_moment(row.get("date")),
            )


def _moment(text: str | None) -> datetime:
    moment = datetime.fromisoformat(text) if text else LONG_AGO
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
