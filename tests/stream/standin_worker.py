"""A worker of its own process, with the stand-ins for a core."""

import asyncio
import os

from prometheus_client import CollectorRegistry

from tests.stream.standin import FIGURE, StandInBooks, StandInReader
from workers import logs, settings
from workers.metrics import Metrics
from workers.stream import patches
from workers.stream.worker import Core, serve

if __name__ == "__main__":
    if os.environ.get("STANDIN_UNPATCHED"):
        patches.apply = lambda: None
    read = settings.read(os.environ)
    logs.set_up(read.log_level)
    registry = CollectorRegistry()
    core = Core(
        reader=StandInReader(),
        books=StandInBooks(),
        metrics=Metrics(registry, figures=[("hills", FIGURE), ("towers", FIGURE)]),
        registry=registry,
    )
    asyncio.run(serve(read, core))
