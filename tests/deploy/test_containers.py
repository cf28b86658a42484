"""Containers: the image is small in what it may do, and the compose file fits the program."""

import re
import shlex

import click
import pytest
import yaml

from deploy import environment
from schemas.topics import MESSAGE_BYTES_MAX
from workers import __version__
from workers.__main__ import main
from workers.settings import PREFIX, Settings, described, read

DEPLOY = environment.FILE.parent
ROOT = DEPLOY.parent
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"].startswith("recordwire")}
PORT = Settings().metrics_port
DATASOURCES = DEPLOY / "grafana" / "provisioning" / "datasources" / "prometheus.yaml"


def variables(text: str) -> dict[str, str]:
    rows = (line.partition("=") for line in text.splitlines() if line and line[0] != "#")
    return {name: value for name, _, value in rows}


def test_the_file_of_settings_is_what_the_settings_say():
    assert environment.main(["--check"]) == 0, "run: make dashboards"


def test_the_file_of_settings_has_every_setting_and_changes_none():
    given = variables(environment.FILE.read_text(encoding="utf-8"))

    assert list(given) == [each.variable for each in described(Settings())]
    assert read(given) == Settings()


def test_a_changed_file_of_settings_is_drift(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "FILE", tmp_path / "worker.env")

    assert environment.main(["--check"]) == 1
    assert environment.main([]) == 0
    assert environment.main(["--check"]) == 0


def test_the_image_runs_as_nobody_in_particular():
    users = re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)

    assert users
    assert all(re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user) for user in users)


def test_every_package_in_the_image_is_locked():
    for line in re.findall(r"pip (?:install|wheel) (.+?)(?: \\)?$", DOCKERFILE, re.MULTILINE):
        assert "--require-hashes" in line or "--no-deps" in line, line


def test_what_is_copied_into_the_image_exists_and_is_let_in():
    let_in = set((DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines())
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in shlex.split(line)[:-1]:
            assert (ROOT / source).exists(), source
            assert any(each.startswith(f"!{source}") for each in let_in), source


def test_the_image_answers_probes_where_the_worker_does():
    assert f"EXPOSE {PORT}" in DOCKERFILE
    assert f"http://127.0.0.1:{PORT}/livez" in DOCKERFILE


def test_a_signal_reaches_the_worker():
    assert re.search(r'^ENTRYPOINT \["recordwire"\]$', DOCKERFILE, re.MULTILINE)
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_named_with_its_version(name):
    _, _, tag = SERVICES[name]["image"].partition(":")

    assert re.match(r"v?\d+\.\d+\.\d+$", tag)


@pytest.mark.parametrize("name", SERVICES)
def test_a_port_is_open_to_this_machine_alone(name):
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_as_little_as_possible(name):
    service = OURS[name]

    assert service["image"] == f"recordwire:{__version__}"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_are_given_settings_that_there_are(name):
    given = variables(environment.FILE.read_text(encoding="utf-8"))
    own = {key: str(value) for key, value in OURS[name]["environment"].items()}

    assert all(key.startswith(PREFIX) for key in own)
    assert read({**given, **own}).kafka == "kafka:9092"


def called() -> list[tuple[str, list[str]]]:
    """The commands of the program, with their options, that the files beside us call."""
    words = [list(service["command"]) for service in OURS.values() if "entrypoint" not in service]
    shell = " && ".join(OURS["feed"]["command"])
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8").replace("\n   ", " ")
    for text in (*shell.split(" && "), *re.findall(r"`([^`\n]+)`", readme)):
        words += [match.split() for match in re.findall(r"\brecordwire ([a-z]+[^#]*)", text)]
    return [(each[0], [word for word in each[1:] if word.startswith("-")]) for each in words]


@pytest.mark.parametrize(("name", "options"), called())
def test_a_command_that_is_called_exists(name, options):
    command = main.get_command(click.Context(main), name)

    assert command is not None
    assert set(options) <= {option for each in command.params for option in each.opts}


@pytest.mark.parametrize("name", SERVICES)
def test_a_mounted_file_exists(name):
    for volume in SERVICES[name].get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            assert (DEPLOY / source).resolve().exists(), source
        else:
            assert source in COMPOSE["volumes"]


def test_a_worker_has_time_to_finish_what_is_in_hand():
    assert SERVICES["worker"]["stop_grace_period"] == "60s"


def test_kafka_takes_topics_only_by_command_and_the_largest_message():
    kafka = SERVICES["kafka"]["environment"]

    assert kafka["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert SERVICES["kafka"]["image"] == "apache/kafka:4.4.0"
    assert MESSAGE_BYTES_MAX > 1 << 20, "each topic sets its own limit"


def test_prometheus_finds_the_worker_and_grafana_finds_prometheus():
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    jobs = {each["job_name"]: each["static_configs"] for each in scraped["scrape_configs"]}
    sources = yaml.safe_load(DATASOURCES.read_text(encoding="utf-8"))["datasources"]

    assert jobs["recordwire"] == [{"targets": [f"worker:{PORT}"]}]
    assert SERVICES["worker"]["environment"]["RECORDWIRE_METRICS_BIND"] != Settings().metrics_bind
    assert sources[0]["url"] == "http://prometheus:9090"
    assert {"worker", "prometheus"} <= SERVICES.keys()
