"""Dashboards: every panel asks for something that exists and says what it shows."""

import json
import re

import pytest

from deploy.grafana import build
from tests.deploy.checks import faults
from tests.deploy.promql import selectors

DASHBOARDS = [json.loads(text) for text in build.files().values()]
PANELS = [panel for board in DASHBOARDS for panel in board["panels"] if panel["type"] != "row"]
EXPRESSIONS = [
    pytest.param(target["expr"], id=f"{panel['title']} {target['refId']}")
    for panel in PANELS
    for target in panel["targets"]
]
MARKS = [
    pytest.param(mark["expr"], id=mark["name"])
    for board in DASHBOARDS
    for mark in board["annotations"]["list"]
]
# A few panels ask for a stretch that the reader knows from their title.
FIXED_WINDOWS = {"24h"}


def title_of(part: dict[str, str]) -> str:
    return part["title"]


def test_the_files_on_disk_are_what_the_code_says():
    assert build.drifted() == [], "run: make dashboards"


def test_a_changed_and_a_stray_file_are_drift(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "FOLDER", tmp_path)
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0

    (tmp_path / "overview.json").write_text("{}")
    (tmp_path / "own.json").write_text("{}")

    assert [path.name for path in build.drifted()] == ["overview.json", "own.json"]
    assert build.main(["--check"]) == 1


@pytest.mark.parametrize("board", DASHBOARDS, ids=title_of)
def test_a_dashboard_is_chosen_by_source_job_and_worker(board):
    variables = {each["name"]: each for each in board["templating"]["list"]}

    assert list(variables) == ["datasource", "job", "instance"]
    assert variables["datasource"]["query"] == "prometheus"
    for name in ("job", "instance"):
        assert variables[name]["refresh"] == 2, "asks anew when the time range changes"
        assert variables[name]["multi"]
        assert variables[name]["includeAll"]
        query = re.fullmatch(r"label_values\((.+), \w+\)", variables[name]["query"])
        assert query is not None
        assert faults(query.group(1)) == []


@pytest.mark.parametrize("board", DASHBOARDS, ids=title_of)
def test_a_dashboard_is_generated_and_says_so_by_refusing_edits(board):
    assert board["editable"] is False
    assert board["uid"]
    assert board["description"]
    assert board["timezone"] == "utc"


@pytest.mark.parametrize("board", DASHBOARDS, ids=title_of)
def test_records_come_first(board):
    assert [panel["title"] for panel in board["panels"][:2]] == ["Records", "Current records"]


@pytest.mark.parametrize("board", DASHBOARDS, ids=title_of)
def test_panels_have_numbers_of_their_own_and_do_not_overlap(board):
    numbers = [panel["id"] for panel in board["panels"]]
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in board["panels"])
        for x in range(place.get("x", 0), place.get("x", 0) + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert len(set(numbers)) == len(numbers)
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24


@pytest.mark.parametrize("panel", PANELS, ids=title_of)
def test_a_panel_says_what_it_shows_and_in_which_unit(panel):
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
    assert panel["targets"]
    assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_panel_asks_for_what_the_worker_exports(expression):
    assert faults(expression) == []


@pytest.mark.parametrize("expression", MARKS)
def test_a_mark_asks_for_what_the_worker_exports(expression):
    assert faults(expression) == []


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_panel_looks_only_at_the_chosen_workers(expression):
    for each in selectors(expression):
        assert {"job", "instance"} <= set(each.matchers)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_rate_looks_over_the_stretch_that_suits_the_graph(expression):
    for window in re.findall(r"\[([^\]]+)\]", expression):
        assert window == "$__rate_interval" or window in FIXED_WINDOWS


def test_every_metric_that_an_operator_needs_is_on_a_panel():
    shown = {each.name for parameter in EXPRESSIONS for each in selectors(str(parameter.values[0]))}

    for name in (
        "recordwire_current_record",
        "recordwire_articles_total",
        "recordwire_alerts_total",
        "recordwire_article_to_alert_seconds_bucket",
        "recordwire_consumer_lag_seconds",
        "recordwire_commit_gap_messages",
        "recordwire_rejects_total",
        "recordwire_ready",
    ):
        assert name in shown
