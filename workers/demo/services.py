"""Services: the processes of the demo, their addresses, and their end in good order."""

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import workers
from workers.demo import kafka, story
from workers.demo.child import Child
from workers.demo.jars import KAFKA, Tell
from workers.demo.problem import DemoError, failed
from workers.settings import PREFIX, Settings

KAFKA_PORT = 9092
METRICS_PORT = 9108
WORKER = "The worker"
WORKER_STOP_SECONDS_MAX = 15.0


class Services:
    """Kafka and a worker, with a folder for all they write.

    A context: leaving it ends the worker first, then the broker, whatever happened.
    """

    def __init__(self, folder: Path, *, port: int | None, tell: Tell) -> None:
        """Start nothing yet; without a port, 9092 or else a free one is taken."""
        self.folder = folder.absolute()
        self._port = port if port is not None else _preferred(KAFKA_PORT)
        self._tell = tell
        self.started_at = time.monotonic()
        self._metrics_port = METRICS_PORT
        self._broker: kafka.Broker | None = None
        self._worker: Child | None = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what runs; an impatient second Ctrl-C kills, and still leaves nothing behind."""
        self._tell("Stopping")
        try:
            if self._worker is not None:
                self._worker.stop(WORKER_STOP_SECONDS_MAX)
        finally:
            if self._broker is not None:
                self._broker.stop()

    def start_broker(self) -> None:
        """Start Kafka and wait until it serves. Raises `DemoError`."""
        self._broker = kafka.start(self.folder / "kafka", port=self._port, tell=self._tell)
        # Only now: a port is free until somebody listens, and Kafka has just taken two.
        self._metrics_port = _preferred(METRICS_PORT)

    def start_worker(self) -> None:
        """Start the worker; it joins on its own once the topics are there."""
        self._worker = self._program("run", log=self.folder / "worker.log")

    def trouble(self) -> DemoError | None:
        """Why the demo cannot go on: a process that has ended by itself."""
        if self._broker is not None and not self._broker.running:
            return failed(KAFKA, said=self._broker.last_words(), log=self._broker.log)
        if self._worker is not None and not self._worker.running:
            return failed(WORKER, said=self._worker.last_words(), log=self._worker.log)
        return None

    @property
    def settings(self) -> Settings:
        """The settings under which everything here runs."""
        return Settings(
            kafka=f"{kafka.HOST}:{self._port}",
            mode="test",
            sources_file=story.SOURCES,
            metrics_port=self._metrics_port,
            commit_interval_seconds=0.2,
            data_dir=self.folder / "worker",
        )

    def _program(self, *command: str, log: Path) -> Child:
        return Child(
            [sys.executable, "-m", "workers", *command],
            folder=self.folder,
            log=log,
            environment=environment_of(os.environ, self.settings),
        )


def environment_of(own: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """The variables of a process: `own`, with `settings` in place of all settings that it has."""
    kept = {name: value for name, value in own.items() if not name.startswith(PREFIX)}
    changed = {
        PREFIX + name.upper(): str(getattr(settings, name))
        for name in settings.__struct_fields__
        if getattr(settings, name) != getattr(Settings(), name)
    }
    # The folder of the package: it may run from its source, and works elsewhere.
    path = [str(Path(workers.__file__).parents[1]), kept.get("PYTHONPATH", "")]
    return kept | changed | {"PYTHONPATH": os.pathsep.join(filter(None, path))}


def _preferred(port: int) -> int:
    return port if kafka.is_free(port) else kafka.free_ports(1)[0]
