"""Rules: each pages for something a worker exports, is tried both ways, and is explained."""

import os
import re
import shutil
import subprocess

import pytest
import yaml
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest

from deploy.environment import FILE
from tests.deploy.checks import faults
from workers.metrics import Metrics, Watched

DEPLOY = FILE.parent
PROMETHEUS = DEPLOY / "prometheus"
GROUPS = yaml.safe_load((PROMETHEUS / "rules.yml").read_text(encoding="utf-8"))["groups"]
RULES = [rule for group in GROUPS for rule in group["rules"]]
ALERTS = [rule for rule in RULES if "alert" in rule]
RECORDED = frozenset(rule["record"] for rule in RULES if "record" in rule)
TRIED = yaml.safe_load((PROMETHEUS / "rules_test.yml").read_text(encoding="utf-8"))
RUNBOOK = (DEPLOY / "README.md").read_text(encoding="utf-8")


def name_of(rule: dict[str, str]) -> str:
    return rule.get("alert") or rule["record"]


@pytest.fixture
def promtool():
    found = shutil.which("promtool")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("promtool is missing; .ci/run installs it")
        pytest.skip("promtool is not installed (Debian: apt-get install prometheus)")

    def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [found, *arguments], input=given, cwd=PROMETHEUS, capture_output=True, check=False
        )

    return run


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_asks_for_what_the_worker_exports(rule):
    assert faults(rule["expr"], recorded=RECORDED) == []


@pytest.mark.parametrize("rule", ALERTS, ids=name_of)
def test_an_alert_says_how_grave_it_is_and_what_has_happened(rule):
    assert rule["alert"].startswith("Recordwire")
    assert rule["labels"]["severity"] in ("critical", "warning", "info")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["runbook"] == f"deploy/README.md#{rule['alert'].lower()}"


def test_an_alert_is_explained_and_nothing_else_is():
    explained = re.findall(r"^### (Recordwire\w+)$", RUNBOOK, re.MULTILINE)

    assert explained == [rule["alert"] for rule in ALERTS], "in the order of the rules"


@pytest.mark.parametrize("rule", ALERTS, ids=name_of)
def test_an_explanation_gives_meaning_impact_and_what_to_do(rule):
    section = RUNBOOK.partition(f"### {rule['alert']}\n")[2].partition("\n#")[0]

    for part in ("**Meaning.**", "**Impact.**", "**What to do.**"):
        assert part in section
    assert section.count("\n1. ") == 1, "steps, the first one first"


@pytest.mark.parametrize("rule", ALERTS, ids=name_of)
def test_an_alert_is_tried_firing_and_silent(rule):
    tries = [
        bool(check["exp_alerts"])
        for case in TRIED["tests"]
        for check in case["alert_rule_test"]
        if check["alertname"] == rule["alert"]
    ]

    assert set(tries) == {True, False}


def test_the_rules_do_what_their_tests_say(promtool):
    done = promtool("test", "rules", "rules_test.yml")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_and_the_configuration_are_sound(promtool):
    for arguments in (
        ("check", "rules", "--lint=all", "--lint-fatal", "rules.yml"),
        ("check", "config", "prometheus.yml"),
    ):
        done = promtool(*arguments)

        assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_worker_exports_follows_the_conventions(promtool):
    registry = CollectorRegistry()
    watched = Watched("storms", "gust_speed", "NO", "ever")
    metrics = Metrics(registry, figures=[("storms", "gust_speed")], watched=[watched])
    metrics.show_record(watched, 61.0, 0.0)

    done = promtool("check", "metrics", given=generate_latest(registry))

    assert (done.returncode, done.stderr) == (0, b"")
