"""Screen: what the demo says is true on this machine and fits a terminal or a file."""

from pathlib import Path

import pytest

from workers.demo import screen, story
from workers.screen import COLUMNS
from workers.settings import Settings

OUTCOME = story.Outcome(
    domain="kites",
    series="AA->BB",
    figure="flown",
    scope="ever",
    event_date="2031-03-04",
    value=1200,
    previous=None,
    status="claimed",
)


def test_a_count_is_told_at_its_end_only_where_lines_cannot_be_replaced(capsys):
    progress = screen.Progress()

    for line in ("Fetching: 45 files", "Fetching: 1 of 2", "Fetching: 2 of 2", "Starting"):
        progress.tell(line)

    assert capsys.readouterr().out == "Fetching: 45 files\nFetching: 2 of 2\nStarting\n"


@pytest.mark.parametrize("page", story.pages(), ids=lambda page: page.article.id)
def test_every_article_of_the_story_fits_the_screen(page, capsys):
    screen.show_page(page, place=3, places=16)

    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(" 3/16 ")
    assert all(len(line) <= COLUMNS for line in lines)


def test_the_sample_that_the_ending_names_exists_from_here(monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    lines = screen.ending_lines(Settings(), logs=Path("logs"), first_alert_seconds=7.6)

    (copy,) = [line.split() for line in lines if line.startswith("  cp ")]
    assert Path(copy[1]).is_file()
    assert "8 s after the start" in lines[0]


@pytest.mark.parametrize(
    ("kafka", "command"),
    [
        (Settings().kafka, "  recordwire publish mine.json"),
        ("127.0.0.1:9", "  RECORDWIRE_KAFKA=127.0.0.1:9 recordwire publish mine.json"),
    ],
)
def test_commands_name_the_broker_only_where_it_is_not_the_default(monkeypatch, kafka, command):
    monkeypatch.setattr("sys.argv", ["recordwire", "demo"])

    assert command in screen.ending_lines(
        Settings(kafka=kafka), logs=Path("logs"), first_alert_seconds=1
    )


def test_differences_from_the_story_are_told_both_ways():
    assert screen.difference_lines([OUTCOME], [OUTCOME]) == []
    assert screen.difference_lines([OUTCOME], []) == [
        "expected, not raised: kites AA->BB 2031-03-04 flown 1,200 over nothing, ever, claimed"
    ]
    assert screen.difference_lines([], [OUTCOME])[0].startswith("raised, not expected: kites")
