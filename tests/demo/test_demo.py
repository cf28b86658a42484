"""Demo: one command tells the whole story on a real Kafka, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY_SECONDS_MAX = 150
END_SECONDS_MAX = 60
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted in /proc")


def processes_of(folder: Path) -> list[str]:
    """What still runs of a demo whose data are in `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink().is_relative_to(folder):
                found.append((process / "cmdline").read_text(encoding="utf-8").replace("\0", " "))
        except OSError:
            continue
    return [command for command in found if command]


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process group of its own, as a shell would start it."""
    starter = subprocess.Popen(
        [sys.executable, "-m", "workers", "demo", "--data", str(folder), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        process_group=0,
    )
    try:
        yield starter
    finally:
        starter.kill()
        starter.communicate()


def read_until(starter: subprocess.Popen[str], words: str) -> str:
    """What is told up to the line with `words`."""
    assert starter.stdout is not None
    told = ""
    for line in starter.stdout:
        told += line
        if words in line:
            return told
    pytest.fail(f"ended before it said {words!r}: {told}")


def assert_all_gone(folder: Path) -> None:
    give_up = time.monotonic() + END_SECONDS_MAX
    while processes_of(folder):
        assert time.monotonic() < give_up, processes_of(folder)
        time.sleep(0.1)


@linux
def test_the_story_raises_its_alerts_with_proof_and_leaves_no_process(tmp_path):
    with demo(tmp_path, "--once") as starter:
        told, _ = starter.communicate(timeout=STORY_SECONDS_MAX)

    assert starter.returncode == 0, told
    assert "16/16" in told
    assert "Retracted*" in told
    assert "Tidewater Wire: “" in told
    assert processes_of(tmp_path) == []


@linux
@pytest.mark.parametrize(
    ("words", "group", "ending", "status"),
    [
        ("All goes on running", True, signal.SIGINT, 0),
        pytest.param("All goes on running", False, signal.SIGTERM, 0, marks=pytest.mark.full),
        pytest.param("All goes on running", False, signal.SIGKILL, -9, marks=pytest.mark.full),
        pytest.param("Starting Apache", True, signal.SIGINT, 130, marks=pytest.mark.full),
        pytest.param("Starting the worker", False, signal.SIGHUP, 130, marks=pytest.mark.full),
        pytest.param(" 2/16", True, signal.SIGINT, 130, marks=pytest.mark.full),
    ],
)
def test_an_end_at_any_time_leaves_no_process(tmp_path, words, group, ending, status):
    with demo(tmp_path) as starter:
        read_until(starter, words)
        if group:
            os.killpg(starter.pid, ending)
        else:
            starter.send_signal(ending)

        told, _ = starter.communicate(timeout=END_SECONDS_MAX)
    assert starter.returncode == status, told
    assert "Traceback" not in told
    assert_all_gone(tmp_path)


@linux
@pytest.mark.full
def test_a_second_ctrl_c_is_obeyed_at_once_and_leaves_no_process(tmp_path):
    with demo(tmp_path) as starter:
        read_until(starter, "All goes on running")
        starter.send_signal(signal.SIGINT)
        time.sleep(0.3)
        starter.send_signal(signal.SIGINT)
        starter.communicate(timeout=END_SECONDS_MAX)

    assert_all_gone(tmp_path)
