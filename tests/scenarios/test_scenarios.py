"""The scenarios from article to alert, through the real reader."""

import json
from pathlib import Path

import pytest

from tests import evaluation
from tests.scenarios import judge
from workers import domains

# Why a scenario is not right yet. A scenario that becomes right must leave this table.
EXPECTED_FAILURES = {
    "h07": "month sums of an analyst and of a bulletin are not read",
    "h13": "the number that an official count replaces is taken for its new one",
    "h15": "a toll that bodies found in one building raise is not read",
    "h19": "the dead of a district go to the neighbouring country",
    "h23": "a filing of field names and a second breach told by its victim are not read",
    "h24": "the records of a file are not read",
    "h25": "two victims of one day are taken for one, and a victim's own notice is not read",
    "h27": "two waves of one date are taken for one, and a stated day for the day of the telling",
    "h30": "a theft told with weekday and date is not read",
    "h31": "a claim about the year is taken for one about all time",
}
OWN = Path(__file__).parent / "cases"


def given() -> list[object]:
    folder = evaluation.folder()
    return [pytest.param(None, id="absent")] if folder is None else cases(folder / "scenarios")


def cases(folder: Path) -> list[object]:
    known = {path.stem for path in domains.FOLDER.glob("*.toml")}
    found: list[object] = []
    for path in sorted(folder.glob("*.json")):
        name = path.stem[:3]
        domain = json.loads(path.read_text("utf-8"))["domain"]
        reason = EXPECTED_FAILURES.get(name) or (
            None if domain in known else f"the domain {domain} has no catalogue yet"
        )
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(path, id=path.stem, marks=marks))
    return found


@pytest.mark.parametrize("path", given())
def test_a_scenario_ends_in_the_events_and_alerts_it_expects(path: Path | None, evaluation_data):
    assert evaluation_data
    assert path is not None

    assert judge.faults(json.loads(path.read_text("utf-8")), judge.replayed(path)) == []


@pytest.mark.parametrize("path", cases(OWN))
def test_an_own_scenario_ends_in_the_events_and_alerts_it_expects(path: Path):
    assert judge.faults(json.loads(path.read_text("utf-8")), judge.replayed(path)) == []
