"""Run: one worker, until it is told to stop."""

import asyncio
import logging

import click
from aiokafka.errors import KafkaError
from prometheus_client import CollectorRegistry

from workers import logs
from workers.assembly import assemble, read_sources
from workers.commands.failing import read_settings, refusals
from workers.metrics import Metrics, Watched
from workers.probes import ProbesError
from workers.settings import Settings
from workers.stream.worker import Core, TopicsError, serve

# They tell every step of a start and a stop, fifty lines each.
TALKATIVE = (*logs.CLIENTS, "workers.stream.engine", "workers.stream.monitor")


@click.command(name="run")
def command() -> None:
    r"""Run a worker: articles in, alerts out, until SIGTERM or Ctrl-C.

    Start as many as there are partitions, each with the same settings, but for
    RECORDWIRE_INSTANCE_ID, which is its own, and RECORDWIRE_METRICS_PORT. A worker that finds no
    broker waits for it. One that cannot go on without losing or doubling something ends itself
    with status 70 and commits nothing: let a supervisor start it again, with a growing pause.

    \b
    Exit status: 0 stopped as told; 1 topics are missing or wrong, or the metrics port is taken;
    2 a setting or catalogue is wrong; 70 it stopped itself, and the log says why.

    \b
    Examples:
      recordwire run
      RECORDWIRE_INSTANCE_ID=worker-1 RECORDWIRE_KAFKA=broker-1:9092 recordwire run
    """
    read = read_settings()
    logs.set_up(read.log_level, read.log_format)
    if read.log_level == "INFO":
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
    with refusals():
        core = core_of(read)
    try:
        with asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(serve(read, core))
    except (TopicsError, ProbesError, KafkaError) as error:
        raise click.ClickException(str(error)) from None


def core_of(read: Settings) -> Core:
    """The deciding part of a worker. Raises `SettingsError` and `CatalogueError`."""
    made = assemble(domains_dir=read.domains_dir, sources=read_sources(read.sources_file))
    domains = made.catalogue.domains
    registry = CollectorRegistry()
    watched = tuple(
        Watched(domain=name, figure=row.figure, series=row.series, scope=row.scope)
        for name, row in made.catalogue.watch
    )
    metrics = Metrics(
        registry,
        figures=[(name, figure) for name in domains for figure in domains[name].rules.figures],
        watched=watched,
    )
    return Core(
        reader=made.reader,
        books=made.books,
        metrics=metrics,
        registry=registry,
        watched=watched,
    )


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - not on every system
    except ModuleNotFoundError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
