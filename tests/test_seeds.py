"""Seeds: the founding articles, whole: every figure, no junk, one event, exactly the alerts."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from schemas.wire import encode
from tests.quality.labelled import (
    Judged,
    direction_right,
    hedge_right,
    judge,
    seeds,
    value_right,
)
from tests.scenarios.judge import core
from workers.core.judge.books import Books
from workers.replay import Replay
from workers.replay_input import Given, Line, read_input

FIGURES = 22
HISTORY = "d01-seed-night-four-outlets.json"


Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def judged(evaluation_data: Path) -> list[Judged]:
    return [judge(text, core().reader) for text in seeds(evaluation_data)]


@pytest.fixture(scope="module")
def files(evaluation_data: Path, judged: list[Judged]) -> dict[str, Rows]:
    """The seeds replayed in their order, on the history of the night of four outlets."""
    made = core()
    replay = Replay(structs.replace(made, books=Books(made.catalogue)))
    past = read_input(evaluation_data / "scenarios" / HISTORY).history
    articles = [Line(n, encode(each.text.article)) for n, each in enumerate(judged, 1)]
    replay.take(Given(history=past, lines=tuple(articles)))
    return {
        name.removesuffix(".jsonl"): [json.loads(row) for row in content.splitlines()]
        for name, content in replay.files().items()
    }


def test_every_figure_that_counts_is_read(judged: list[Judged]):
    assert sum(len(each.right) + len(each.missed) for each in judged) == FIGURES
    assert [
        (each.text.id, gold.family, gold.quote) for each in judged for gold in each.missed
    ] == []


@pytest.mark.parametrize("right", [value_right, hedge_right, direction_right])
def test_every_figure_has_its_value_hedge_and_direction(judged: list[Judged], right):
    wrong = [
        (each.text.id, gold.family, gold.quote)
        for each in judged
        for gold, read in each.right
        if not right(gold, read)
    ]

    assert wrong == []


def test_nothing_else_is_read_as_a_figure(judged: list[Judged]):
    false = [(each.text.id, read.figure, read.value) for each in judged for read in each.false]

    assert false == []


def test_four_tellings_of_one_night_are_one_event(files: dict[str, Rows]):
    night = [
        event
        for event in files["events"]
        if event["event_date"] == "2025-07-04" and event["series"] == "RU->UA"
    ]

    assert len(night) == 1
    assert night[0]["figures"]["barrage_total"]["value"] == 550


def test_the_alerts_are_exactly_the_records_of_that_night_and_month(files: dict[str, Rows]):
    alerts = {(alert["figure"], alert["scope"], alert["value"]) for alert in files["alerts"]}

    assert alerts == {
        ("barrage_total", "ever", 550),
        ("drones_launched", "ever", 539),
        ("monthly_drones", "ever", 5438),
    }
    assert "retracted" not in {alert["status"] for alert in files["alerts"]}


def test_the_first_raid_in_months_is_a_note_and_no_alert(files: dict[str, Rows]):
    notes = [(note["article_id"], note["type"]) for note in files["notes"]]

    assert ("004", "first_since") in notes
    assert not any(alert["raised_at_article"] == "004" for alert in files["alerts"])
