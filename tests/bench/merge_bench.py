"""Merge bench: what judging a report costs with many past events, and a story of many articles.

Run as `python -m tests.bench.merge_bench [past] [story] [load]`; it prints tables.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from statistics import median

from schemas.report import Report
from schemas.wire import encode
from tests.core.makers import attacks, catalogue, claim, domain, figure, quakes, report
from workers.core.catalogue.model import EventRule, Parameters
from workers.core.judge.books import Books

FIRES = domain(
    "fires",
    [figure("area", "running", unit="hectare")],
    event=EventRule(join_days=90, by_subject=True),
    parameters=Parameters(late_days=90),
)
MADE = catalogue(attacks(), quakes(), FIRES)
SIZES = (1_000, 100_000, 1_000_000)
PROBES = 400
STORY = 5_000
LAST = 20
BEGIN = date(1, 1, 1)

Maker = Callable[[int, int], Report]


def raid(index: int, copy: int = 0) -> Report:
    """A raid of one day, with a number below all records until the probes come."""
    day = BEGIN + timedelta(days=index)
    name = f"r{index}-{copy}"
    made = claim("drones", 100 + index % 77, day, article=name, window="night")
    return report(name, made, at=_at(day))


def quake(index: int, copy: int = 0) -> Report:
    """A main shock every fourth day, each with a toll."""
    day = BEGIN + timedelta(days=2 * index)
    name = f"q{index}-{copy}"
    strength = claim("magnitude", 5.0 + index % 7 * 0.4, day, article=name)
    toll = claim("killed", index % 50, day, article=name, start=9)
    return report(name, strength, toll, at=_at(day), domain="quakes", series="CC")


def fire(index: int, copy: int = 0) -> Report:
    """A fire a day, each with its own name."""
    day = BEGIN + timedelta(days=index)
    name = f"f{index}-{copy}"
    made = claim("area", 10 + index % 50, day, article=name, subject=f"Creek{index} Ridge")
    return report(name, made, at=_at(day), domain="fires", series="CC")


def _at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)


def past(maker: Maker, size: int) -> str:
    """One row: the cost of a new event and of a second source, by past events in the series."""
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    books = Books(MADE)
    reports = [maker(index, 0) for index in range(size)]
    start = time.process_time()
    books.load(reports, ())
    loaded = time.process_time() - start
    gc.collect()
    gc.freeze()
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / size
    fresh = _timed(books, (maker(size + index, 0) for index in range(PROBES)))
    second = _timed(books, (maker(size + index, 1) for index in range(PROBES)))
    old = _timed(books, (maker(size // 2 + index, 2) for index in range(PROBES // 4)))
    gc.unfreeze()
    return (
        f"{maker.__name__:6} {size:>9,} {fresh:8.2f} {second:8.2f} {old:8.2f}"
        f" {loaded:9.1f} {loaded / size * 1e5:9.1f} {taken:8.1f}"
    )


def _timed(books: Books, reports: Iterable[Report]) -> float:
    """The median CPU time to judge and commit one of `reports`, in milliseconds."""
    taken = []
    for one in reports:
        start = time.process_time()
        books.commit(books.judge(one))
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def story(maker: Maker, size: int = STORY) -> str:
    """One row: a story that many articles tell, its last reports and the largest value stored."""
    books = Books(MADE)
    reports = [maker(index, 0) for index in range(size)]
    start = time.process_time()
    books.load(reports[:-LAST], ())
    loaded = time.process_time() - start
    taken, largest, sources = [], 0, 0
    for one in reports[-LAST:]:
        start = time.process_time()
        verdict = books.judge(one)
        books.commit(verdict)
        taken.append((time.process_time() - start) * 1000)
        rows = [*verdict.heads, *verdict.events, *verdict.alerts]
        largest = max(largest, *(len(encode(row)) for row in rows))
        sources = max(v.sources for row in verdict.events for v in row.figures.values())
    return (
        f"{maker.__name__:12} {size:>6,} {loaded:8.1f} {median(taken):8.1f}"
        f" {largest:9,} {sources:>7,}"
    )


def one_raid(index: int, _copy: int = 0) -> Report:
    """The same raid, each article of its own publisher."""
    made = claim("drones", 539, date(2031, 1, 10), article=f"s{index}", window="night")
    text = " ".join(f"word{index}x{at}" for at in range(80))
    return report(f"s{index}", made, at=9.3 + index / 1e5, text=text)


def two_raids(index: int, _copy: int = 0) -> Report:
    """A night's and a day's raid, and texts that do not say which."""
    window = ("night", "day", None)[index % 3]
    number = 210 if index % 6 in (1, 4, 5) else 539
    made = claim("drones", number, date(2031, 1, 10), article=f"s{index}", window=window)
    return report(f"s{index}", made, at=9.3 + index / 1e5)


def one_quake(index: int, _copy: int = 0) -> Report:
    """A quake whose toll rises for three weeks."""
    day = date(2031, 1, 10) + timedelta(days=index * 20 // STORY)
    name = f"s{index}"
    strength = claim("magnitude", 7.8, day, article=name)
    toll = claim("killed", 10 + index, day, article=name, start=9)
    at = 9.3 + index * 20 / STORY
    return report(name, strength, toll, at=at, domain="quakes", series="CC")


def near_copies(index: int, _copy: int = 0) -> Report:
    """Texts that share half of their words with all others, and credit one agency."""
    made = claim("drones", 539, date(2031, 1, 10), article=f"s{index}", window="night")
    shared = [f"shared{at}" for at in range(60)]
    own = [f"own{index}x{at}" for at in range(40 + index % 60)]
    text = " ".join([*own, *shared])
    return report(f"s{index}", made, at=9.3 + index / 1e5, text=text, credited_to="Wire")


def main(asked: list[str]) -> None:
    """Print the tables that were asked for, both if none was."""
    if "past" in asked or not asked:
        sys.stdout.write("series    past   new ms second ms old ms  load s s/100,000 KB/event\n")
        for maker in (raid, quake, fire):
            for size in SIZES if maker is raid else SIZES[:2]:
                sys.stdout.write(past(maker, size) + "\n")
                sys.stdout.flush()
    if "story" in asked or not asked:
        sys.stdout.write("story       articles   load s   one ms   largest sources\n")
        for told in (one_raid, two_raids, one_quake, near_copies):
            sys.stdout.write(story(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
