"""Jars: exactly the listed files are ever started, and every trouble is one sentence."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext
from jgo.parse import Endpoint

from workers.demo import jars
from workers.demo.problem import DemoError

CONTENT = b"a jar in all but content"
WANTED = (
    jars.Jar("org/example/one/1.0/one-1.0.jar", hashlib.sha256(CONTENT).hexdigest()),
    jars.Jar("org/example/two/2.0/two-2.0.jar", hashlib.sha256(CONTENT).hexdigest()),
)


def silent(_: str) -> None:
    pass


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache that holds what is wanted."""
    folder = jars.kafka_folder(tmp_path) / "jars"
    folder.mkdir(parents=True)
    for jar in WANTED:
        (folder / jar.name).write_bytes(CONTENT)
    return tmp_path


def test_the_list_has_45_different_jars_with_a_hash_each():
    listed = jars.listed()

    assert len(listed) == len({jar.name for jar in listed}) == 45
    assert all(len(jar.sha256) == 64 and int(jar.sha256, 16) >= 0 for jar in listed)


def test_the_list_names_the_broker_its_clients_and_its_log_binding():
    coordinates = {jar.coordinate for jar in jars.listed()}

    assert coordinates >= {
        "org.apache.kafka:kafka_2.13:4.4.0",
        "org.apache.kafka:kafka-clients:4.4.0",
        "org.apache.logging.log4j:log4j-slf4j-impl:2.25.5",
    }


def test_checked_jars_are_given_in_the_order_of_the_list(cache):
    found = jars.jars(cache, silent, wanted=WANTED)

    assert [path.name for path in found] == ["one-1.0.jar", "two-2.0.jar"]


def test_a_jar_with_another_hash_is_refused(cache):
    changed = jars.kafka_folder(cache) / "jars" / "two-2.0.jar"
    changed.write_bytes(b"something else")

    with pytest.raises(DemoError, match=r"two-2\.0\.jar has another sha256.*delete it"):
        jars.jars(cache, silent, wanted=WANTED)


def test_a_jar_beyond_the_list_is_refused(cache):
    (jars.kafka_folder(cache) / "jars" / "three.jar").write_bytes(CONTENT)

    with pytest.raises(DemoError, match=r"not in the list of jars: delete three\.jar"):
        jars.jars(cache, silent, wanted=WANTED)


def test_an_arrival_with_another_hash_is_refused_and_leaves_nothing(cache, monkeypatch):
    folder = jars.kafka_folder(cache) / "jars"
    (folder / "two-2.0.jar").unlink()

    def deliver(_, repository: Path) -> Path:
        (repository / "two-2.0.jar").write_bytes(b"something else")
        return jars.checked(repository / "two-2.0.jar", WANTED[1])

    monkeypatch.setattr(jars, "_fetch_one", deliver)

    with pytest.raises(DemoError, match=r"org\.example:two:2\.0 arrived with another sha256"):
        jars.jars(cache, silent, wanted=WANTED)
    assert [path.name for path in folder.parent.rglob("*") if path.is_file()] == ["one-1.0.jar"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ConnectionError("unreachable"), "connect to the network and run again"),
        (RuntimeError("not found in remote repositories"), "connect to the network"),
        (ModuleNotFoundError("gone", name="jgo"), r"package jgo.*pip install 'recordwire\[demo\]'"),
        (OSError(28, "No space left on device"), "No space left on device.*make room"),
    ],
)
def test_a_failed_fetch_is_told_in_one_sentence(cache, monkeypatch, error, sentence):
    (jars.kafka_folder(cache) / "jars" / "two-2.0.jar").unlink()

    def fail(*_: object) -> Path:
        raise error

    monkeypatch.setattr(jars, "_fetch_one", fail)

    with pytest.raises(DemoError, match=sentence) as caught:
        jars.jars(cache, silent, wanted=WANTED)
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_told_before_anything_is_written(monkeypatch, tmp_path):
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 5_000_000, 5_000_000),
    )

    with pytest.raises(DemoError, match="5 MB free and 400 are needed: make room"):
        jars.check_disk(tmp_path)


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"RECORDWIRE_CACHE": "/a/b", "XDG_CACHE_HOME": "/c"}, Path("/a/b")),
        ({"XDG_CACHE_HOME": "/c"}, Path("/c/recordwire")),
        ({}, Path.home() / ".cache" / "recordwire"),
    ],
)
def test_downloads_are_kept_where_the_environment_says(environment, folder):
    assert jars.cache_folder(environment) == folder


@pytest.mark.full
def test_the_list_is_what_the_three_coordinates_resolve_to(tmp_path):
    context = MavenContext(repo_cache=tmp_path, remote_repos={"central": MAVEN_CENTRAL_URL})
    roots = [
        context.create_dependency(replace(Endpoint.parse(each).coordinates[0], scope="compile"))
        for each in (
            "org.apache.kafka:kafka_2.13:4.4.0",
            "org.apache.kafka:kafka-clients:4.4.0",
            "org.apache.logging.log4j:log4j-slf4j-impl:2.25.5",
        )
    ]
    pinned, brought = context.resolver.resolve(roots)
    needed = [*pinned, *(each for each in brought if each.scope in ("compile", "runtime"))]

    assert {each.artifact.filename for each in needed} == {jar.name for jar in jars.listed()}
