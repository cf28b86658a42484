"""Child: a program that the demo starts ends when it is told to, and never outlives it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workers.demo.child import Child

ROOT = Path(__file__).parents[2]
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""
STARTER = """
import pathlib, sys, time
from workers.demo.child import Child
folder = pathlib.Path(sys.argv[1])
code = "import time; print(1, flush=True); time.sleep(600)"
child = Child([sys.executable, "-c", code], folder=folder, log=folder / "log")
print(child.process.pid, flush=True)
time.sleep(600)
"""


def child(folder: Path, code: str) -> Child:
    return Child([sys.executable, "-c", code], folder=folder, log=folder / "log")


def wait_for(log: Path, words: str) -> None:
    give_up = time.monotonic() + 30
    while words not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < give_up
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def test_a_child_is_ended_by_sigterm(tmp_path):
    sleeper = child(tmp_path, "import time; print('up', flush=True); time.sleep(600)")
    wait_for(sleeper.log, "up")

    assert sleeper.running
    assert sleeper.stop() == -signal.SIGTERM
    assert sleeper.stop() == -signal.SIGTERM
    assert not sleeper.running


def test_a_child_that_does_not_listen_is_killed_after_the_grace(tmp_path):
    deaf = child(tmp_path, DEAF)
    wait_for(deaf.log, "deaf")

    assert deaf.stop(grace_seconds=0.1) == -signal.SIGKILL


def test_a_child_works_in_its_folder_with_its_own_environment(tmp_path):
    code = "import os; print(os.getcwd(), os.environ.get('ONLY'), os.environ.get('HOME'))"
    listed = Child(
        [sys.executable, "-c", code],
        folder=tmp_path,
        log=tmp_path / "log",
        environment={"ONLY": "this"},
    )

    assert listed.process.wait() == 0
    assert listed.log.read_text(encoding="utf-8") == f"{tmp_path} this None\n"


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("", "it said nothing"),
        ("first\n\nlast\n", "last"),
        ("a.b.SomeException: no room\n  at a.b.C\n", "a.b.SomeException: no room"),
        ("ValueError: wrong\nbye\n", "ValueError: wrong"),
    ],
)
def test_the_last_words_name_the_cause_if_there_is_one(tmp_path, output, words):
    silent = child(tmp_path, "")
    silent.process.wait()
    silent.log.write_text(output, encoding="utf-8")

    assert silent.last_words() == words


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of this death")
def test_a_child_ends_when_its_starter_is_killed(tmp_path):
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert starter.stdout is not None
    with starter.stdout as told:
        pid = int(told.readline())
        wait_for(tmp_path / "log", "1")
        assert is_alive(pid)
        starter.kill()
        starter.wait()

    give_up = time.monotonic() + 30
    while is_alive(pid):
        assert time.monotonic() < give_up
        time.sleep(0.02)
