"""Cleaning: how much of the articles is kept and of the junk around them cut."""

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from msgspec import Struct

from schemas.article import Article
from workers.core.catalogue.furniture import Furniture
from workers.core.clean.article import clean
from workers.core.clean.text import CleanText

FURNITURE = Path(__file__).parents[2] / "workers/domains/general/furniture.toml"
LABELLED = ("air_attacks", "other_domains_a", "other_domains_b")
SHINGLE = 4
PUBLISHED = datetime(2031, 5, 14, 12, tzinfo=UTC)


class Kept(Struct):
    """Characters (or lines) of article and junk, and how many of each were treated rightly."""

    article: int = 0
    kept: int = 0
    junk: int = 0
    cut: int = 0
    faults: list[str] = []

    def __str__(self) -> str:
        kept = self.kept / max(1, self.article)
        cut = self.cut / max(1, self.junk)
        return f"kept {kept:.4f} of {self.article}, junk cut {cut:.4f} of {self.junk}"


def furniture() -> Furniture:
    return Furniture(FURNITURE.read_text(encoding="utf-8"))


def half(name: str) -> int:
    """0 for the half that rules may be tuned on, 1 for the half that only measures."""
    return hashlib.sha256(name.encode()).digest()[0] & 1


def article(title: str, body: str, content_type: str = "text") -> Article:
    return Article(
        url="https://news.example.org/a",
        publisher="Example Post",
        title=title,
        body=body,
        published_at=PUBLISHED,
        content_type="html" if content_type == "html" else "text",
    )


def labelled(data: Path, words: Furniture) -> tuple[Kept, Kept]:
    """By characters, over the texts that have junk and those that have none; one for each half."""
    halves = (Kept(faults=[]), Kept(faults=[]))
    for name in LABELLED:
        for line in (data / "labelled" / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            junk = [(span["start"], span["end"]) for span in row["junk"]]
            cleaned = clean(article(row["title"], row["body"]), words)
            _count(halves[half(row["id"])], row["body"], junk=junk, cleaned=cleaned, name=row["id"])
    return halves


def seeds(data: Path, words: Furniture) -> Kept:
    """The founding articles, by characters."""
    found = Kept(faults=[])
    for line in (data / "seeds" / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["type"] != "doc":
            continue
        body = (data / "seeds" / row["seed"]).read_bytes().decode()
        junk = [(span["start"], span["end"]) for span in (*row["junk_lines"], *row["junk_spans"])]
        _count(found, body, junk=junk, cleaned=clean(article("", body), words), name=row["seed"])
    return found


def pages(data: Path, words: Furniture, *, stripped: bool) -> tuple[float, float, float, float]:
    """Precision, recall, F1 of 4-gram shingles and pages a second, as HTML or stripped to text."""

    def text_of(page: str) -> str:
        given = _stripped(page) if stripped else page
        kind = "text" if stripped else "html"
        return clean(article(_title(page), given, kind), words).body.text

    return extracted(data, text_of)


def extracted(data: Path, text_of: Callable[[str], str]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 of 4-gram shingles and pages a second, of any way to the main text."""
    truth = json.loads((data / "html" / "ground_truth.json").read_text("utf-8"))
    precision = recall = seconds = 0.0
    for name, row in sorted(truth.items()):
        source = (data / "html" / "pages" / f"{name}.html").read_text("utf-8", errors="replace")
        began = process_time()
        text = text_of(source)
        seconds += process_time() - began
        found = Counter(_shingles(text))
        wanted = Counter(_shingles(row["articleBody"]))
        shared = (found & wanted).total()
        precision += shared / max(1, found.total()) / len(truth)
        recall += shared / max(1, wanted.total()) / len(truth)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return precision, recall, f1, len(truth) / seconds


def _count(
    found: Kept, body: str, *, junk: list[tuple[int, int]], cleaned: CleanText, name: str
) -> None:
    is_junk, is_kept = bytearray(len(body)), bytearray(len(body))
    for start, end in junk:
        is_junk[start:end] = b"\1" * (end - start)
    passage = cleaned.body
    for start, end, char in zip(passage.starts, passage.ends, passage.text, strict=True):
        if not char.isspace():
            is_kept[start:end] = b"\1" * (end - start)
    for bad, kept, char in zip(is_junk, is_kept, body, strict=True):
        if not char.isspace():
            found.article += not bad
            found.kept += kept and not bad
            found.junk += bad
            found.cut += bad and not kept
    found.faults += _faults(body, is_junk, is_kept=is_kept, name=name)


def _faults(body: str, is_junk: bytearray, *, is_kept: bytearray, name: str) -> Iterator[str]:
    for verdict, junk, kept in (("left in", 1, 1), ("lost", 0, 0)):
        marks = "".join(
            "x" if (bad, has) == (junk, kept) or char.isspace() else "."
            for bad, has, char in zip(is_junk, is_kept, body, strict=True)
        )
        for run in re.finditer("x+", marks):
            text = " ".join(body[run.start() : run.end()].split())
            if re.search(r"\w", text):
                yield f"{name} {verdict}: {text}"


def _title(source: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", source, re.DOTALL | re.IGNORECASE)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found.group(1))).split()) if found else ""


def _stripped(source: str) -> str:
    """The page as a feed that strips tags would deliver it: one block a line."""
    text = re.sub(r"(?is)<(script|style|noscript|svg|title)\b.*?</\1>|<!--.*?-->", " ", source)
    text = " ".join(text.split())
    text = re.sub(
        r"(?i)</?(p|div|li|ul|ol|h[1-6]|br|section|article|tr|td|table)\b[^>]*>", "\n", text
    )
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _shingles(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return (tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
