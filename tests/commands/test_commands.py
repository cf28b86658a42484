"""Commands: what an operator is told, without a broker."""

import json

import click
import pytest
from click.testing import CliRunner

from schemas.wire import encode
from tests.stream.messages import ARTICLE
from workers import __version__, domains
from workers.__main__ import COMMANDS, Commands, main

GOOD = encode(ARTICLE).decode()
KNOWN = {
    "domain": "air_attacks",
    "figure": "drones_launched",
    "series": "RU->UA",
    "value": 401,
    "date": "2030-09-14",
    "source": "known",
}


def run(*arguments, status=0, environment=None, given=None):
    result = CliRunner().invoke(main, list(arguments), env=environment, input=given)
    assert result.exit_code == status, result.output
    return result.output


def test_the_version_is_told():
    assert __version__ in run("--version")


def test_every_command_is_listed_without_loading_any():
    shown = run("--help")

    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_and_states_its_exit_status(name):
    shown = run(name, "--help")

    assert f"\n    recordwire {name}" in shown
    assert "Exit status: 0" in shown
    assert "\\b" not in shown


def test_an_unknown_command_is_a_wrong_use():
    assert isinstance(main, Commands)
    assert main.get_command(click.Context(main), "nothing") is None
    run("nothing", status=2)


def test_a_wrong_setting_stops_a_command_and_is_named():
    shown = run("config", environment={"RECORDWIRE_PARTITIONS": "x"}, status=2)

    assert "RECORDWIRE_PARTITIONS: 'x' does not fit" in shown


def test_a_certificate_that_is_not_there_is_a_wrong_setting():
    environment = {"RECORDWIRE_SECURITY_PROTOCOL": "SSL", "RECORDWIRE_SSL_CA_FILE": "/no/such.pem"}

    assert "the certificates cannot be used" in run("topics", environment=environment, status=2)


def test_config_shows_what_is_set_and_masks_secrets():
    shown = run("config", "--set", environment={"RECORDWIRE_SASL_PASSWORD": "open sesame"})

    assert "RECORDWIRE_SASL_PASSWORD" in shown
    assert "open sesame" not in shown
    assert "RECORDWIRE_KAFKA" not in shown


FILES = [
    ("a.jsonl", f"{GOOD}\n\n{GOOD}\n", 2, []),
    ("a.json", GOOD, 1, []),
    ("a.json", json.dumps(json.loads(GOOD), indent=2), 1, []),
    ("a.json", f"[{GOOD}, {GOOD}]", 2, []),
    ("a.json", f'{{"articles": [{GOOD}]}}', 1, []),
    ("a.json", f'{{\n"articles": [{GOOD}, 5]}}', 1, ["a.json[2]: invalid_article"]),
    ("a.jsonl", f"{GOOD}\nnonsense\n{GOOD}", 2, ["a.jsonl:2: invalid_json"]),
    ("a.jsonl", f'{{"url": "cut\n{GOOD}\n{GOOD}', 2, ["a.jsonl:1: invalid_json"]),
    ("a.jsonl", f"[cut\n\n{GOOD}\n", 1, ["a.jsonl:1: invalid_json"]),
    ("a.jsonl", f"\ufeff{GOOD}\n{GOOD}\n", 2, []),
    ("a.json", f"\ufeff[{GOOD}]", 1, []),
    ("a.jsonl", "", 0, ["it is empty"]),
    ("a.json", "{\n", 0, ["neither JSON nor JSON Lines"]),
]


@pytest.mark.parametrize(("name", "text", "good", "faults"), FILES)
def test_publish_checks_every_article_and_names_the_bad_ones(tmp_path, name, text, good, faults):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    shown = run("publish", "--check", str(path), status=1 if faults else 0)

    assert f"{good} would be sent, {len(faults)} left out" in shown
    assert all(fault in shown for fault in faults)


def test_publish_reads_standard_input():
    assert "1 would be sent, 0 left out" in run("publish", "--check", "-", given=f"{GOOD}\n")


def test_publish_names_a_file_that_is_not_there():
    assert "no-such-file" in run("publish", "--check", "no-such-file", status=2)


def test_history_takes_lines_and_tables(tmp_path):
    lines = tmp_path / "known.jsonl"
    lines.write_text(json.dumps(KNOWN), encoding="utf-8")
    table = tmp_path / "known.csv"
    rows = ",".join(KNOWN) + "\n" + ",".join(str(value) for value in KNOWN.values()) + "\n"
    table.write_text(rows, encoding="utf-8")

    assert "1 would be sent" in run("history", "--check", str(lines))
    assert "1 would be sent" in run("history", "--check", str(table))


def test_history_sends_the_known_values_of_the_catalogues_beside_a_file_or_alone(tmp_path):
    lines = tmp_path / "known.jsonl"
    lines.write_text(json.dumps(KNOWN), encoding="utf-8")
    known = sum(len(domain.baselines) for domain in domains.load().domains.values())

    assert known
    assert f"{known} would be sent" in run("history", "--check", "--baselines")
    assert f"{known + 1} would be sent" in run("history", "--check", "--baselines", str(lines))
    assert "give a FILE or --baselines" in run("history", "--check", status=2)


def test_history_refuses_a_date_far_in_the_future(tmp_path):
    lines = tmp_path / "known.jsonl"
    lines.write_text(json.dumps({**KNOWN, "date": "2931-01-02"}), encoding="utf-8")

    assert "known.jsonl:1: its date is years after" in run(
        "history", "--check", str(lines), status=1
    )


def test_history_names_the_wrong_line_and_sends_nothing(tmp_path):
    lines = tmp_path / "known.jsonl"
    wrong = {**KNOWN, "figure": "tins_of_soup"}
    lines.write_text(f"{json.dumps(KNOWN)}\n{json.dumps(wrong)}\nnonsense\n", encoding="utf-8")
    shown = run("history", "--check", str(lines), status=1)

    assert "known.jsonl:2: air_attacks.tins_of_soup is no figure" in shown
    assert "known.jsonl:3:" in shown


SERIES = [
    ("air_attacks", "drones_launched", "RU->UA", True),
    ("air_attacks", "drones_launched", "RU->XX", False),
    ("air_attacks", "drones_launched", "RU->RU", False),
    ("air_attacks", "drones_launched", "RU", False),
    ("air_attacks", "drones_launched", "RU->UA->IL", False),
    ("earthquakes", "magnitude", "CL", True),
    ("earthquakes", "magnitude", "CL->PE", False),
    ("earthquakes", "magnitude", "Chile", False),
    ("earthquakes", "magnitude", "", False),
    ("wildfires", "area_burned_ha", "US-CA", True),
    ("wildfires", "area_burned_ha", "PT", True),
    ("wildfires", "area_burned_ha", "PT-AA", False),
    ("data_breaches", "people_affected", "KR-telecom", True),
    ("data_breaches", "people_affected", "KR-mining", False),
    ("data_breaches", "people_affected", "world-other", True),
    ("crypto_thefts", "amount_stolen_usd", "crypto", True),
    ("crypto_thefts", "amount_stolen_usd", "world", False),
]


@pytest.mark.parametrize(("domain", "figure", "series", "good"), SERIES)
def test_history_takes_only_series_of_the_form_of_their_domain(
    tmp_path, domain, figure, series, good
):
    lines = tmp_path / "known.jsonl"
    row = {**KNOWN, "domain": domain, "figure": figure, "series": series, "value": 6}
    lines.write_text(json.dumps(row), encoding="utf-8")
    shown = run("history", "--check", str(lines), status=0 if good else 1)

    assert ("1 would be sent" in shown) == good
    assert (f"known.jsonl:1: '{series}' is no series of {domain}" in shown) != good
