"""The scenarios from article to alert, through the real reader."""

import json
from pathlib import Path

import pytest

from tests import evaluation
from tests.scenarios import judge
from workers import domains

# Why a scenario is not right yet. A scenario that becomes right must leave this table.
EXPECTED_FAILURES: dict[str, str] = {}


def cases() -> list[object]:
    folder = evaluation.folder()
    if folder is None:
        return [pytest.param(None, id="absent")]
    known = {path.stem for path in domains.FOLDER.glob("*.toml")}
    found: list[object] = []
    for path in sorted((folder / "scenarios").glob("*.json")):
        name = path.stem[:3]
        domain = json.loads(path.read_text("utf-8"))["domain"]
        reason = EXPECTED_FAILURES.get(name) or (
            None if domain in known else f"the domain {domain} has no catalogue yet"
        )
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(path, id=path.stem, marks=marks))
    return found


@pytest.mark.parametrize("path", cases())
def test_a_scenario_ends_in_the_events_and_alerts_it_expects(path: Path | None, evaluation_data):
    assert evaluation_data
    assert path is not None

    assert judge.faults(json.loads(path.read_text("utf-8")), judge.replayed(path)) == []
