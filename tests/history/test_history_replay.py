"""Four years of attacks, told as articles: the ledger's chains come out as the table has them."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from schemas.report import Report
from tests.core.makers import catalogue, official
from tests.core.worlds import Table
from tests.history.bulletins import AIR_FORCE, articles, attacks
from workers.assembly import GAZETTEER
from workers.core.catalogue.model import Catalogue
from workers.core.extract.places import Gazetteer
from workers.core.reading import Reader
from workers.domains import load
from workers.replay import LONG_AGO

DOMAIN, SERIES = "air_attacks", "RU->UA"
CHAINS = {
    "barrage_total": "attack_total",
    "drones_launched": "attack_drones",
    "missiles_launched": "attack_missiles",
}
Ordered = Callable[[list[Report], random.Random], list[Report]]
SHUFFLED_DAYS = 3
SHARE_LATE = 0.1


@lru_cache(maxsize=1)
def without_hold() -> Catalogue:
    """What ships, with the hold on sudden jumps off: the first years of the table jump."""
    domain = load().domains[DOMAIN]
    parameters = replace(domain.rules.parameters, jump=0)
    return catalogue(replace(domain, rules=replace(domain.rules, parameters=parameters)))


@lru_cache(maxsize=1)
def reports(folder: Path) -> tuple[Report, ...]:
    """What the articles say, in the order in which they were published."""
    reader = Reader(load(), Gazetteer.from_text(GAZETTEER.read_text(encoding="utf-8")))
    told = [
        report
        for article in articles(attacks(folder / "attacks" / "attacks.csv"), seed=20260607)
        for report in reader.read(article, article.fetched_at or LONG_AGO).reports
        if report.series == SERIES
    ]
    return tuple(sorted(told, key=lambda report: report.published_at))


def in_order(told: list[Report], _: random.Random) -> list[Report]:
    return told


def shuffled(told: list[Report], chance: random.Random) -> list[Report]:
    late = {row.article_id: timedelta(days=chance.random() * SHUFFLED_DAYS) for row in told}
    return sorted(told, key=lambda row: row.published_at + late[row.article_id])


def doubled(told: list[Report], _: random.Random) -> list[Report]:
    return [row for row in told for _ in range(2)]


def partly_late(told: list[Report], chance: random.Random) -> list[Report]:
    late = {row.article_id for row in told if chance.random() < SHARE_LATE}
    return [row for row in told if row.article_id not in late] + [
        row for row in told if row.article_id in late
    ]


ORDERS = [in_order, shuffled, doubled, partly_late]


@pytest.mark.parametrize("order", ORDERS)
def test_a_history_told_in_any_order_ends_in_the_chains_of_its_table(
    order: Ordered, evaluation_data: Path
):
    chance = random.Random(7)  # noqa: S311 - an order, no secret
    told = order(list(reports(evaluation_data)), chance)
    table = Table(without_hold(), (official(AIR_FORCE),)).read_all(told)

    expected = json.loads((evaluation_data / "attacks" / "records.json").read_text("utf-8"))
    for figure, chain in CHAINS.items():
        links = table.books.chain(DOMAIN, figure, series=SERIES, scope="ever")
        assert [(link.date, link.value) for link in links] == [
            (row["date"], row["value"]) for row in expected[chain]
        ], figure
