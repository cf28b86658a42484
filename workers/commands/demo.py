"""Demo: Kafka, a worker and a story in articles, on this machine, in one command."""

import asyncio
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import click
from aiokafka.errors import KafkaError

from workers.demo import screen, story
from workers.demo.child import end_like_ctrl_c
from workers.demo.jars import KAFKA
from workers.demo.problem import DemoError, failed, unexpected, unwritable
from workers.demo.screen import Progress
from workers.demo.services import Services
from workers.demo.telling import Telling
from workers.stream import admin

INTERRUPTED = 130


@click.command(name="demo")
@click.option("--once", is_flag=True, help="End after the story; status 1 if an alert is missing.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port of Kafka; else 9092, or a free one."
)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for messages and logs, kept afterwards; else a temporary one.",
)
def command(*, once: bool, port: int | None, folder: Path | None) -> None:
    r"""Start Kafka, a worker and sample articles; see the alerts.

    The first run fetches Apache Kafka (43 MB); later runs need no network. It serves until Ctrl-C,
    which ends all it started.

    \b
    Exit status: 0 ended by Ctrl-C or, with --once, all alerts came as expected; 1 something is in
    the way or an alert is missing; 130 interrupted before the story was told.

    \b
    Examples:
      recordwire demo
      recordwire demo --once --data /tmp/story
    """
    end_like_ctrl_c()
    # What the demo's own clients have to say of a broker that goes is no news.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    click.echo(screen.INTRODUCTION)
    told = asyncio.Event()
    try:
        with _folder(folder) as place, Services(place, port=port, tell=Progress().tell) as services:
            _start(services)
            asyncio.run(_tell(services, once=once, told=told))
    except KeyboardInterrupt:
        sys.exit(0 if told.is_set() else INTERRUPTED)
    except DemoError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    """The folder to work in; a temporary one goes, but for logs of a failure."""
    if named is not None:
        try:
            named.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(named, error) from error
        yield named
        return
    made = Path(mkdtemp(prefix="recordwire-demo-"))
    keep = False
    try:
        yield made
    except DemoError:
        # Its sentence may name a log.
        keep = any(made.rglob("*.log"))
        raise
    finally:
        if not keep:
            shutil.rmtree(made, ignore_errors=True)


def _start(services: Services) -> None:
    services.start_broker()
    click.echo("Making the topics")
    try:
        asyncio.run(admin.create(services.settings))
    except (admin.AdminError, KafkaError) as error:
        raise failed(KAFKA, said=str(error), log=services.folder / "kafka/kafka.log") from error
    click.echo("Starting the worker and sending it the records known so far")
    services.start_worker()


async def _tell(services: Services, *, once: bool, told: asyncio.Event) -> None:
    """Tell the story, check its outcome, and go on as a service unless `once`."""
    telling = Telling(services)
    async with telling.connected():
        await telling.prepare()
        await telling.tell()
        told.set()
        differences = screen.difference_lines(story.expected(), telling.found)
        for line in differences:
            click.echo(line)
        if once and differences:
            raise unexpected(len(differences))
        if once:
            return
        lines = screen.ending_lines(
            services.settings,
            logs=services.folder,
            first_alert_seconds=telling.first_alert_seconds,
        )
        click.echo("\n" + "\n".join(lines))
        await telling.follow()
