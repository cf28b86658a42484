"""Pauses: a process that was held for longer than its session ends, since others have its work."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from workers.settings import Settings
from workers.stream.guard import Halt, halt

TICK_SECONDS = 0.25


class Pauses:
    """Notes how long the process was not run at all, by the clock of a thread that only ticks.

    A process that is stopped from outside (SIGSTOP, a frozen container, a machine that swaps)
    cannot know that its group has gone on without it. When it wakes, it still holds messages and
    state of partitions that are another worker's by now; working them off would put old state
    over newer and send messages a second time under one id. So a pause longer than the session
    timeout ends the process, and a restart takes what is then its own. `check` closes the moment
    between waking and the next tick. A broker's own view of time may still differ by a heartbeat.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        halt: Halt = halt,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ticks only inside of a `with`."""
        self._seconds_max = settings.session_timeout_seconds
        self._halt = halt
        self._now = now
        self._ticked = now()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pauses", daemon=True)

    def __enter__(self) -> Self:
        """Begin to tick."""
        self._ticked = self._now()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tick no more."""
        self._done.set()
        self._thread.join()

    def check(self) -> None:
        """End the process if the last tick is too long ago."""
        paused = self._now() - self._ticked
        if paused > self._seconds_max:
            self._halt(
                f"the process was paused for {paused:.0f} s, longer than its session of "
                f"{self._seconds_max:g} s: what it held may be another worker's by now"
            )

    def tick(self) -> None:
        """Note that the process runs, unless it was held for too long."""
        self.check()
        self._ticked = self._now()

    def _run(self) -> None:
        while not self._done.wait(TICK_SECONDS):
            self.tick()
