"""Board rest: tables of headlines, feed items, numbers, dates, cleaning and false alarms."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from tests.quality import cleaning, feed_items, record_claims
from tests.quality.date_values import score as date_score
from tests.quality.false_alarms import general
from tests.quality.number_values import f1, newsquant, score_newsquant
from tests.quality.peers import days, pages, values
from tests.quality.peers.installed import Peer, peer
from tests.quality.record_reader import predict
from tests.quality.table import Table, share, speed
from workers.core.reading import Reader

OURS = "Recordwire"


def rest_tables(data: Path, reader: Reader) -> Iterator[Table]:
    """What texts without labelled places show, and numbers, dates and cleaning beside peers."""
    yield _headlines(data)
    yield _feed_items(data, reader)
    yield _general(data, reader)
    yield _numbers()
    yield _dates()
    yield _pages(data)
    yield _bare(data)


def _headlines(data: Path) -> Table:
    rows = []
    for part, half in (("A", "0"), ("B", "1")):
        file = data / "record_claims" / "labelled.jsonl"
        some = [each for each in record_claims.items(file) if record_claims.half(each.id) == part]
        began = process_time()
        n = record_claims.score(some, predict)
        seconds = process_time() - began
        current = f1(n["right_current"], n["found_current"], n["gold_current"])
        every = f1(n["right"], n["found"], n["gold"])
        bound = share(n["bound_right"] / max(1, n["bound_of"]))
        counts = (share(n["items_right"] / max(1, n["items"])), str(n["false_alerts"]))
        cells = (*map(share, (*current, every[2])), bound, *counts)
        rows.append((half, str(len(some)), *cells, speed(len(some), seconds)))
    head = (
        "half", "items", "current P", "R", "F1", "all F1", "value bound", "items right",
        "false alerts", "items/s",
    )  # fmt: skip
    return Table(title="Record headlines of any domain", head=head, rows=tuple(rows))


def _feed_items(data: Path, reader: Reader) -> Table:
    rows = []
    for half in (0, 1):
        done = feed_items.score(
            [each for each in feed_items.items(data) if each.half == half], reader
        )
        counts = (str(done.items), str(done.wanted))
        direction = share(done.directed / max(1, done.found))
        cells = (*map(share, (done.recall, done.precision, done.f1)), direction)
        rows.append((str(half), *counts, *cells, speed(done.items, done.seconds)))
    return Table(
        title="Feed items of 2022 and 2023",
        note="Headline and teaser; facts by value, since the labels have no places. The reader who"
        " labelled them left out some, so precision is a lower bound.",
        head=("half", "items", "facts", "R", "P", "F1", "direction", "items/s"),
        rows=tuple(rows),
    )


def _general(data: Path, reader: Reader) -> Table:
    done = general(data, reader)
    rows = [
        (name, str(count), f"{done.per_thousand(name):.2f}")
        for name, count in sorted(done.by_domain.items())
    ]
    claims = (str(done.claims), f"{1000 * done.claims / done.items:.2f}")
    rows = [*rows, ("record claims, open ones too", *claims)]
    return Table(
        title="Figures of general news",
        note=f"{done.items:,} items, {speed(done.items, done.seconds)} a second. Nobody labelled"
        " them; by hand, most of what is found is true news.",
        head=("domain", "items with one", "per 1,000 items"),
        rows=tuple(rows),
    )


def _numbers() -> Table:
    one = peer("quantulum3", "quantulum3.parser")
    if one.module is not None:
        one.module.parse("He paid 20 euros.")  # loads what it needs, which is not to be timed
    rows = []
    for half, some in zip(("0", "1"), newsquant(), strict=True):
        began = process_time()
        counts = score_newsquant(some, errors=[])
        seconds = process_time() - began
        rows.append((OURS, half, *map(share, f1(*counts)), speed(len(some), seconds)))
        if one.module is not None:
            *counted, seconds = values.quantities(one, some)
            scores = map(share, f1(*map(int, counted)))
            rows.append((one.told, half, *scores, speed(len(some), seconds)))
    return Table(
        title="Values of news sentences",
        note=_missing(one),
        head=("by", "half", "P", "R", "F1", "sentences/s"),
        rows=tuple(rows),
    )


def _dates() -> Table:
    one = peer("dateparser", "dateparser")
    rows = []
    for second in (False, True):
        half = str(int(second))
        began = process_time()
        counts = date_score(second=second, errors=[])
        rows.append((OURS, half, *_outcomes(counts), speed(counts.total(), process_time() - began)))
        if one.module is not None:
            counts, seconds = days.shares(one, second=second)
            rows.append((one.told, half, *_outcomes(counts), speed(counts.total(), seconds)))
    return Table(
        title="Days that date expressions mean",
        note=f"{OURS} finds them itself; dateparser is shown them. {_missing(one)}".strip(),
        head=("by", "half", "dates", "exact", "overlap", "wrong", "none", "dates/s"),
        rows=tuple(rows),
    )


def _outcomes(counts: Counter[str]) -> tuple[str, ...]:
    total = max(1, counts.total())
    names = ("exact", "overlap", "wrong", "none")
    return str(total), *(share(counts[name] / total) for name in names)


def _pages(data: Path) -> Table:
    peers = (
        peer("trafilatura", "trafilatura"),
        peer("readability-lxml", "readability"),
        peer("resiliparse", "resiliparse.extract.html2text"),
    )
    words = cleaning.furniture()
    found = {OURS: cleaning.pages(data, words, stripped=False)}
    for name, extract in pages.extractors(*peers).items():
        found[name] = cleaning.extracted(data, extract)
    return Table(
        title="Main text of pages",
        note=" ".join(filter(None, map(_missing, peers))),
        head=("by", "P", "R", "F1", "pages/s"),
        rows=tuple(
            (name, *map(share, (p, r, both)), f"{rate:,.0f}")
            for name, (p, r, both, rate) in found.items()
        ),
    )


def _bare(data: Path) -> Table:
    words = cleaning.furniture()
    p, r, both, rate = cleaning.pages(data, words, stripped=True)
    first, second = cleaning.labelled(data, words)
    rows = [("pages without their tags", *map(share, (p, r, both)), f"{rate:,.0f}")]
    for name, kept in (
        ("seeds", cleaning.seeds(data, words)),
        ("labelled texts, half 0", first),
        ("labelled texts, half 1", second),
    ):
        cut, left = kept.cut / max(1, kept.junk), kept.kept / max(1, kept.article)
        rows.append((name, share(cut), share(left), "-", "-"))
    return Table(
        title="Main text of bare text",
        note="Of labelled texts: the share of junk that was cut (P) and of article kept (R), by"
        " characters. No peer cleans bare text.",
        head=("what", "P", "R", "F1", "texts/s"),
        rows=tuple(rows),
    )


def _missing(one: Peer) -> str:
    return "" if one.module is not None else f"{one.name} is not installed and left out."
