import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from workers.commands import domains
from workers.commands.explain import command

STORY = (
    "Russia launched 812 drones at Ukraine overnight, the largest number of the war, the air force"
    " said on Tuesday.\nSponsored Links\nIt means to send 3,500 drones each night by spring.\n"
    "Comments (3)\nThey will send 5,000.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def explained(path: Path, *options: str) -> str:
    when = ("--published-at", "2031-05-13T08:00:00Z")
    result = CliRunner().invoke(command, [str(path), *when, *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_it_tells_what_was_cut_and_by_which_rule(story: Path):
    told = explained(story)

    assert "advertisement: Sponsored Links" in told
    assert "tail: They will send 5,000." in told


def test_it_tells_of_each_number_what_it_was_read_as(story: Path):
    told = explained(story)

    assert "812  drones_launched RU->UA = 812" in told
    assert "3,500  no figure:" in told
    assert "rule " in told
    assert "2031-05-13" in told


def test_it_tells_the_record_claims(story: Path):
    assert '"largest number of the war"  current, ever, max' in explained(story)


def test_programs_get_the_same_with_offsets(story: Path):
    row = json.loads(explained(story, "--json"))

    (read,) = [each for each in row["numbers"] if each["figure"] == "drones_launched"]
    assert STORY[read["start"] : read["end"]] == "812"
    assert row["outcome"] == "reported"
    assert {"rule": "advertisement", "text": "Sponsored Links"}.items() <= row["cuts"][0].items()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The choir sang on the hill.", "not read: no word of any domain"),
        (
            "Die Ukraine meldet, dass 300 drones in der Nacht \u00fcber das Land flogen.",
            "not in English",
        ),
    ],
)
def test_it_tells_why_a_text_was_not_read(tmp_path: Path, text: str, says: str):
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")

    assert says in explained(path)


def test_an_article_that_is_not_there_is_said(tmp_path: Path, story: Path):
    missing = CliRunner().invoke(command, [str(story), "--article", "b2"])
    (tmp_path / "story.json").write_text(STORY)
    unreadable = CliRunner().invoke(command, [str(tmp_path / "story.json")])

    assert (missing.exit_code, unreadable.exit_code) == (1, 1)
    assert "has no article b2" in missing.output
    assert "this is no article" in unreadable.output


def test_domains_are_listed_with_their_figures():
    result = CliRunner().invoke(domains.command, ["air_attacks"])

    assert result.exit_code == 0
    assert "drones_launched" in result.output


def test_a_domain_that_is_not_there_is_said():
    result = CliRunner().invoke(domains.command, ["tides"])

    assert result.exit_code == 1
    assert "no domain tides; there are air_attacks" in result.output
