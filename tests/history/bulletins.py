"""Bulletins: a table of attacks told as articles, an official post and at times an early word."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from schemas.article import Article

AIR_FORCE = "Ukrainian Air Force"
OUTLETS = ("Lantern Wire", "Quayside Post", "The Tollgate", "Millrace News")
_MIDDAY = "12:00"


@dataclass(frozen=True)
class Attack:
    """One row of the table: days and, where known, clock times of the target's calendar."""

    first: date
    last: date
    begins: str | None
    ends: str | None
    drones: int
    missiles: int
    stopped: int


def attacks(table: Path) -> list[Attack]:
    """All attacks of the table `table`, in its order."""
    with table.open(encoding="utf-8", newline="") as lines:
        return [_attack(row) for row in csv.DictReader(lines)]


def _attack(row: dict[str, str]) -> Attack:
    begins, ends = row["start"].strip(), row["end"].strip()
    return Attack(
        first=date.fromisoformat(begins[:10]),
        last=date.fromisoformat(ends[:10]),
        begins=begins[11:] or None,
        ends=ends[11:] or None,
        drones=_count(row["drones_launched"]),
        missiles=_count(row["missiles_launched"]),
        stopped=_count(row["drones_down"]) + _count(row["missiles_down"]),
    )


def _count(cell: str) -> int:
    return int(float(cell or 0))


def articles(rows: list[Attack], *, seed: int) -> Iterator[Article]:
    """The articles on each of `rows`; the same `seed` gives the same noise."""
    chance = random.Random(seed)  # noqa: S311 - noise, no secret
    for number, row in enumerate(rows):
        over = _over(row)
        if row.drones >= 40 and chance.random() < 0.3:
            yield _early(number, row, at=over + timedelta(minutes=20), chance=chance)
        yield _post(number, row, at=over + timedelta(hours=1), chance=chance)


def _over(row: Attack) -> datetime:
    """A moment behind the attack, in UTC: its own clocks run two or three hours ahead."""
    at = time.fromisoformat(row.ends) if row.ends else time(20, 0)
    return datetime.combine(row.last, at, tzinfo=UTC)


def _post(number: int, row: Attack, *, at: datetime, chance: random.Random) -> Article:
    lead = chance.choice(
        (
            "{when} the enemy attacked Ukraine with {what}.",
            "{when} the occupiers launched {what} at Ukraine.",
            "{when} Russia struck Ukraine with {what}, the Air Force reported.",
        )
    )
    said = [lead.format(when=_when(row), what=_what(row, chance))]
    if row.stopped:
        said.append(f"Air defence shot down {row.stopped} of them.")
    if chance.random() < 0.4:
        said.append(_toll(chance))
    return _article(f"post-{number}", AIR_FORCE, " ".join(said), at=at)


def _early(number: int, row: Attack, *, at: datetime, chance: random.Random) -> Article:
    least = row.drones // 10 * 10 - 1
    body = (
        f"{_when(row)} Russia sent more than {least} drones against Ukraine, according to a first "
        f"count by officers in {chance.choice(('Kyiv', 'the capital', 'the north'))} who expect "
        "the full figure in the course of the day."
    )
    return _article(f"early-{number}", chance.choice(OUTLETS), body, at=at)


def _when(row: Attack) -> str:
    if row.begins and row.ends and row.first != row.last:
        return (
            f"In the night to {_day(row.last)} (from {row.begins} on {_day(row.first)} "
            f"to {row.ends} on {_day(row.last)})"
        )
    if row.begins and row.begins == row.ends:
        return f"On {_day(row.last)} at {row.begins}"
    if row.begins and row.ends:
        return f"On {_day(row.last)}, between {row.begins} and {row.ends},"
    if row.ends:
        return f"On {_day(row.last)}, by {row.ends},"
    # A post without clocks beside one of the night: that it came by day sets the two apart.
    return f"During the day on {_day(row.last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _what(row: Attack, chance: random.Random) -> str:
    drones = (
        f"{row.drones:,} {'drone' if row.drones == 1 else 'drones'}" if row.drones else "no drones"
    )
    missiles = (
        f"{row.missiles} {'missile' if row.missiles == 1 else 'missiles'}"
        if row.missiles
        else "no missiles"
    )
    parts = [drones, missiles] if row.drones else [missiles, drones]
    if row.drones and row.missiles and chance.random() < 0.5:
        return f"{row.drones + row.missiles:,} drones and missiles: {parts[0]} and {parts[1]}"
    return f"{parts[0]} and {parts[1]}"


def _toll(chance: random.Random) -> str:
    dead, hurt = chance.randint(1, 6), chance.randint(2, 40)
    return chance.choice(
        (
            f"The attack killed {dead} people and injured {hurt}.",
            f"{hurt} people were wounded.",
            "Houses, a school and a warehouse were damaged.",
        )
    )


def _article(name: str, publisher: str, body: str, *, at: datetime) -> Article:
    return Article(
        id=name,
        url=f"https://{name}.example.org/",
        publisher=publisher,
        title="",
        body=body,
        content_type="text",
        published_at=at,
        fetched_at=at + timedelta(minutes=5),
    )
