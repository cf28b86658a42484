"""Kafka: a real Apache Kafka on loopback, one KRaft node, without Java on the machine.

`python -m workers.demo.kafka` starts one for development and prints its address.
"""

import contextlib
import itertools
import os
import shutil
import socket
import struct
import subprocess
import time
from base64 import urlsafe_b64encode
from pathlib import Path
from string import Template
from uuid import uuid4

import click

from workers.demo.child import Child, end_like_ctrl_c
from workers.demo.jars import (
    FILES,
    KAFKA,
    Tell,
    cache_folder,
    check_disk,
    jars,
    kafka_folder,
)
from workers.demo.java import Java
from workers.demo.problem import DemoError, busy_port, failed, unwritable

HOST = "127.0.0.1"
START_SECONDS_MAX = 90.0
STOP_SECONDS_MAX = 20.0
TERMINATED = 143


class Broker:
    """A running broker: `bootstrap` is its address, `process` its process, `log` its output."""

    def __init__(self, data_dir: Path, *, java: Java, port: int) -> None:
        """Start it on a prepared folder; it does not serve yet."""
        self._java = java
        self._recorded = data_dir / "classes.jsa"
        self._child = Child(
            java.command("kafka.Kafka", "server.properties", record=self._recorded),
            folder=data_dir,
            log=data_dir / "kafka.log",
        )
        self.bootstrap = f"{HOST}:{port}"
        self.process = self._child.process
        self.log = self._child.log

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self._child.running

    def stop(self, grace_seconds: float = STOP_SECONDS_MAX) -> int:
        """End it in good order, by force after the grace; its exit status, 143 as a rule."""
        status = self._child.stop(grace_seconds)
        if status == TERMINATED:
            self._java.keep(self._recorded)
        return status

    def kill(self) -> int:
        """End it as a crash would; its data stay and can be started on again."""
        return self._child.kill()

    def last_words(self) -> str:
        """What it said last."""
        return self._child.last_words()


def start(
    data_dir: Path, *, port: int | None = None, cache: Path | None = None, tell: Tell | None = None
) -> Broker:
    """A broker that answers, its messages kept in `data_dir`; on a free port if none is given.

    The first start ever fetches what is needed and is slow; later ones are offline. What happens
    is told in short lines. Raises `DemoError`; nothing is left running then. Call it from the
    main thread (see `Child`).
    """
    tell = tell or _silent
    cache = cache or cache_folder()
    data_dir = data_dir.absolute()
    ports = _ports(port)
    class_path = jars(cache, tell)
    tell(f"Starting {KAFKA} on {HOST}:{ports[0]}")
    try:
        java = Java(kafka_folder(cache), class_path)
        java.prepare()
        data_dir.mkdir(parents=True, exist_ok=True)
        check_disk(data_dir)
        _configure(data_dir, ports)
        cluster = _formatted(data_dir, java)
        broker = Broker(data_dir, java=java, port=ports[0])
    except OSError as error:
        raise unwritable(data_dir, error) from error
    try:
        _wait_until_it_serves(broker, ports[0], cluster)
    except BaseException:
        broker.kill()
        raise
    return broker


def free_ports(count: int) -> list[int]:
    """Ports on loopback that nobody listens on now."""
    # Below the range of outgoing connections: a client that knocks on a closed port of that
    # range can be connected to itself, and then keeps the broker from coming back.
    offset = os.getpid() * 2 % 10_000
    candidates = (20_000 + (offset + step) % 10_000 for step in range(10_000))
    return list(itertools.islice(filter(is_free, candidates), count))


def is_free(port: int) -> bool:
    """Whether `port` on loopback can be listened on now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def _ports(port: int | None) -> tuple[int, int]:
    """Those of the broker and its controller."""
    if port is None:
        first, second = free_ports(2)
        return first, second
    if not is_free(port):
        raise busy_port(HOST, port)
    return port, next(each for each in free_ports(2) if each != port)


def _configure(data_dir: Path, ports: tuple[int, int]) -> None:
    template = Template((FILES / "server.properties").read_text(encoding="utf-8"))
    text = template.safe_substitute(port=ports[0], controller_port=ports[1])
    (data_dir / "server.properties").write_text(text, encoding="utf-8")
    shutil.copyfile(FILES / "log4j2.properties", data_dir / "log4j2.properties")


def _formatted(data_dir: Path, java: Java) -> str:
    """Make the storage if there is none; the id of its cluster, which no other folder has."""
    known = data_dir / "data" / "meta.properties"
    if known.exists():
        lines = known.read_text(encoding="utf-8").splitlines()
        return next(
            (line.partition("=")[2] for line in lines if line.startswith("cluster.id=")), ""
        )
    cluster = urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
    # A leading hyphen would be read as an option.
    cluster = f"A{cluster[1:]}"
    tool = ("kafka.tools.StorageTool", "format", "-t", cluster, "-c", "server.properties")
    child = Child(java.command(*tool), folder=data_dir, log=data_dir / "kafka.log")
    try:
        status = child.process.wait(START_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        status = None
    finally:
        child.kill()
    if status != 0:
        raise failed(KAFKA, said=child.last_words(), log=child.log)
    return cluster


def _wait_until_it_serves(broker: Broker, port: int, cluster: str) -> None:
    give_up = time.monotonic() + START_SECONDS_MAX
    while not _serves(port, cluster):
        if not broker.running or time.monotonic() > give_up:
            raise failed(KAFKA, said=broker.last_words(), log=broker.log)
        time.sleep(0.05)


def _serves(port: int, cluster: str) -> bool:
    """Whether the broker of `cluster` answers there and counts itself in.

    Asks for Metadata (api 3, version 2) of no topic: the answer begins with its length, the number
    of the question, and how many brokers there are; the cluster's id follows. The port alone is
    open long before, and another program may have taken it since it was found free.
    """
    question = struct.pack(">hhih4si", 3, 2, 1, 4, b"demo", 0)
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(struct.pack(">i", len(question)) + question)
            answer = connection.recv(4096)
    except OSError:
        return False
    brokers = answer[8:12]
    return len(brokers) == 4 and any(brokers) and cluster.encode() in answer  # noqa: PLR2004


def _silent(_: str) -> None:
    """Tell nobody."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=9092, show_default=True)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".recordwire/kafka"),
    show_default=True,
    help="Folder for its messages; they are there again at the next start.",
)
def main(port: int, data_dir: Path) -> None:
    """Run a Kafka for development until Ctrl-C."""
    end_like_ctrl_c()
    with contextlib.suppress(KeyboardInterrupt):
        try:
            broker = start(data_dir, port=port, tell=click.echo)
        except DemoError as error:
            raise click.ClickException(str(error)) from error
        try:
            click.echo(f"Kafka serves on {broker.bootstrap} until Ctrl-C; its log is {broker.log}")
            status = broker.process.wait()
        finally:
            broker.stop()
        problem = failed(KAFKA, said=f"it ended with status {status}", log=broker.log)
        raise click.ClickException(str(problem))


if __name__ == "__main__":
    main()
