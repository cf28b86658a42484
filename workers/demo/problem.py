"""Problem: why the demo cannot go on, each in one sentence that says what to do."""

from collections.abc import Sequence
from pathlib import Path


class DemoError(RuntimeError):
    """A sentence for the person at the terminal; nothing else needs to be printed."""


def missing_extra(package: str | None) -> DemoError:
    """The installation lacks what only the demo needs."""
    return DemoError(
        f"The demo needs the package {package}, which comes with its extra: "
        f"pip install 'recordwire[demo]'"
    )


def no_network(what: str, error: Exception) -> DemoError:
    """The one download did not come through."""
    return DemoError(
        f"{what} could not be fetched from Maven Central ({type(error).__name__}): connect to the "
        f"network and run again; it is needed this once, later runs are offline."
    )


def wrong_arrival(coordinate: str) -> DemoError:
    """A download is not the file it should be."""
    return DemoError(
        f"{coordinate} arrived with another sha256 than the list of jars has and was refused: run "
        f"again, and if it comes back, try another network."
    )


def wrong_jar(path: Path) -> DemoError:
    """A file in the cache is not what it was."""
    return DemoError(
        f"{path} has another sha256 than the list of jars and is not started: delete it and run "
        f"again."
    )


def unknown_jars(folder: Path, names: Sequence[str]) -> DemoError:
    """The cache holds more than the list."""
    return DemoError(
        f"{folder} holds files that are not in the list of jars: delete {', '.join(names)} and run "
        f"again."
    )


def disk_full(folder: Path, *, free: int, needed: int) -> DemoError:
    """Too little room, found before anything was written; sizes in bytes."""
    return DemoError(
        f"The disk of {folder} has {free // 1_000_000} MB free and {needed // 1_000_000} are "
        f"needed: make room, or name another folder (RECORDWIRE_CACHE for downloads, --data for "
        f"messages)."
    )


def unwritable(folder: Path, error: OSError) -> DemoError:
    """The operating system refused a file."""
    return DemoError(
        f"{error.filename or folder} cannot be used ({error.strerror}): make room or allow "
        f"writing, or name another folder (RECORDWIRE_CACHE for downloads, --data for messages)."
    )


def busy_port(host: str, port: int) -> DemoError:
    """Somebody else listens there, or it is not ours to take."""
    return DemoError(
        f"Port {port} on {host} is in use or not allowed: stop what uses it, or choose another by "
        f"--port."
    )


def failed(program: str, *, said: str, log: Path) -> DemoError:
    """A program that the demo started has ended or does not answer."""
    return DemoError(f"{program} does not run: {said} (all of its words are in {log})")


def unexpected(count: int) -> DemoError:
    """The story has not led to what it should."""
    return DemoError(f"{count} alerts are not as the story expects them (see above).")
