"""Jars: the files of Apache Kafka, fetched once by pinned coordinates and checked at every use."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from workers.demo.problem import (
    DemoError,
    disk_full,
    missing_extra,
    no_network,
    unknown_jars,
    unwritable,
    wrong_arrival,
    wrong_jar,
)

FILES = Path(__file__).with_name("broker")
KAFKA_VERSION = "4.4.0"
KAFKA = f"Apache Kafka {KAFKA_VERSION}"
DISK_BYTES_MIN = 400_000_000
FETCHES_AT_ONCE = 8

Tell = Callable[[str], None]


class Jar(Struct, frozen=True):
    """One line of the list: where a Maven repository keeps the jar, and the hash it must have."""

    path: str
    sha256: str

    @property
    def name(self) -> str:
        """The file name."""
        return self.path.rsplit("/", 1)[1]

    @property
    def coordinate(self) -> str:
        """`group:artifact:version`, read off the path."""
        *group, artifact, version, _ = self.path.split("/")
        return f"{'.'.join(group)}:{artifact}:{version}"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where all downloads are kept: RECORDWIRE_CACHE, else `recordwire` in the user's cache."""
    if named := environment.get("RECORDWIRE_CACHE"):
        return Path(named).expanduser().absolute()
    home = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home).absolute() / "recordwire"


def kafka_folder(cache: Path) -> Path:
    """Where in the cache everything of this version of Kafka is kept."""
    return cache / f"kafka-{KAFKA_VERSION}"


def listed(text: str | None = None) -> tuple[Jar, ...]:
    """The checked-in list, in the order of the class path."""
    if text is None:
        text = (FILES / "jars.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Jar(path, sha256) for sha256, path in rows)


def jars(cache: Path, tell: Tell, *, wanted: tuple[Jar, ...] | None = None) -> list[Path]:
    """The checked jars below `cache`, fetched first if one is missing. Raises `DemoError`."""
    wanted = listed() if wanted is None else wanted
    folder = kafka_folder(cache) / "jars"
    with _explained(cache):
        folder.mkdir(parents=True, exist_ok=True)
        missing = [jar for jar in wanted if not (folder / jar.name).exists()]
        if missing:
            check_disk(cache)
            _fetch(missing, folder, tell)
        check(folder, wanted)
    return [folder / jar.name for jar in wanted]


def check(folder: Path, wanted: tuple[Jar, ...]) -> None:
    """Refuse, by `DemoError`, a folder that does not hold exactly the wanted files."""
    strangers = sorted({path.name for path in folder.iterdir()} - {jar.name for jar in wanted})
    if strangers:
        raise unknown_jars(folder, strangers)
    for jar in wanted:
        if _sha256(folder / jar.name) != jar.sha256:
            raise wrong_jar(folder / jar.name)


def checked(arrived: Path, jar: Jar) -> Path:
    """The downloaded file, refused by `DemoError` if it is not what the list says."""
    if _sha256(arrived) != jar.sha256:
        raise wrong_arrival(jar.coordinate)
    return arrived


def check_disk(folder: Path) -> None:
    """Refuse, by `DemoError`, a disk too full for Kafka."""
    free = shutil.disk_usage(folder).free
    if free < DISK_BYTES_MIN:
        raise disk_full(folder, free=free, needed=DISK_BYTES_MIN)


def _fetch(missing: list[Jar], folder: Path, tell: Tell) -> None:
    tell(f"Fetching {KAFKA}, this once: {len(missing)} files, about 43 MB")
    # Into a folder of its own, then moved: an interrupted download leaves no half jar behind.
    with (
        tempfile.TemporaryDirectory(prefix="fetch-", dir=folder.parent) as repository,
        ThreadPoolExecutor(FETCHES_AT_ONCE) as pool,
    ):
        fetches = [pool.submit(_fetch_one, jar, Path(repository)) for jar in missing]
        try:
            for done, fetch in enumerate(as_completed(fetches), start=1):
                arrived = fetch.result()
                arrived.replace(folder / arrived.name)
                tell(f"Fetching {KAFKA}: {done} of {len(missing)}")
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _fetch_one(jar: Jar, repository: Path) -> Path:
    # jgo comes with the demo extra only, and only the first run needs it.
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415
    from jgo.maven import MavenContext  # noqa: PLC0415

    group, artifact, version = jar.coordinate.split(":")
    context = MavenContext(repo_cache=repository, remote_repos={"central": MAVEN_CENTRAL_URL})
    return checked(context.project(group, artifact).at_version(version).artifact().resolve(), jar)


@contextmanager
def _explained(cache: Path) -> Iterator[None]:
    """Turn what can go wrong with a disk, a network or an installation into one sentence."""
    try:
        yield
    except DemoError:
        raise
    except ModuleNotFoundError as error:
        raise missing_extra(error.name) from error
    except OSError as error:
        # The errors of requests are OSErrors, too, but without a number.
        raise (unwritable(cache, error) if error.errno else no_network(KAFKA, error)) from error
    except RuntimeError as error:
        # So jgo says that a repository does not have a file.
        raise no_network(KAFKA, error) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
