"""Child: a program started by the demo, which never outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import workers.demo

TETHER = Path(workers.demo.__file__).with_name("tether.py")


class Child:
    """A running program; its output goes to `log`, it works in `folder`.

    Start it from the main thread: the kernel ends it with the thread that started it. It has a
    session of its own, so a Ctrl-C at the terminal reaches it only through `stop`, in the order
    that its starter chooses.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        log: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it. Raises `OSError` when that is impossible."""
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                [sys.executable, "-IS", str(TETHER), str(os.getpid()), *command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=None if environment is None else dict(environment),
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    def stop(self, grace_seconds: float = 10.0) -> int:
        """End it by SIGTERM, by SIGKILL after the grace; its exit status. May be called twice."""
        if self.running:
            self.process.terminate()
        try:
            return self.process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            return self.kill()
        except KeyboardInterrupt:
            # A second Ctrl-C: no more patience, but still nothing may stay behind.
            self.kill()
            raise

    def kill(self) -> int:
        """End it by SIGKILL with whatever it started itself; its exit status."""
        if self.running:
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait()

    def last_words(self) -> str:
        """The line of its output that tells best why it ended, as far as a line can."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        causes = [line for line in lines if "Exception: " in line or "Error: " in line]
        return next(reversed(causes or lines), "it said nothing")


def end_like_ctrl_c() -> None:
    """Let SIGTERM and SIGHUP (a closed terminal) end this program the way Ctrl-C does.

    Ctrl-C itself, too: a shell lets its background jobs ignore it.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
