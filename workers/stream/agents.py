"""Agents: what is done with the messages of one topic, a batch at a time."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from schemas.report import Report
from schemas.wire import decode
from workers.core.judge.state import EventHead
from workers.core.memory import Memory
from workers.settings import Settings
from workers.stream.admin import MEMORY, REPORTS, changelog
from workers.stream.counting import Counting
from workers.stream.delivery import Delivery, admitted
from workers.stream.guard import Guard
from workers.stream.partitions import partition_of
from workers.stream.publisher import Publisher
from workers.stream.state import Store
from workers.stream.steps import HEAD, REPORT, MergeDone, merge_report, read_article

if TYPE_CHECKING:
    from workers.core.judge.books import Books
    from workers.core.reading import Reader

log = logging.getLogger(__name__)

# Articles that wait for the broker at the same time: few, so that the loop turns in between.
READING_AT_ONCE = 16

# The partitions of `claims` that are held here.
Held = Callable[[], Collection[int]]
# Whether a message is still this worker's, asked right before it is worked on.
Ours = Callable[[Delivery], bool]


def always(_delivery: Delivery) -> bool:
    """Nobody else works here."""
    return True


class ReadAgent:
    """Reads articles, several at once, but those of one key one after the other."""

    def __init__(
        self,
        settings: Settings,
        reader: "Reader",
        *,
        publisher: Publisher,
        counting: Counting,
        store: Store,
        ours: Ours = always,
    ) -> None:
        """`store` holds the memory of the articles whose partitions are here."""
        self._ours = ours
        self._reader = reader
        self._publisher = publisher
        self._counting = counting
        self._store = store
        self._table = changelog(settings, MEMORY)
        self._guard = Guard(
            settings, reject=publisher.reject, retried=partial(counting.retried, "read")
        )
        self._confidence_min = settings.confidence_min
        self._admit = partial(admitted, mode=settings.mode)
        self._places = asyncio.Semaphore(READING_AT_ONCE)

    async def work(self, batch: Sequence[Delivery]) -> None:
        """Read all of `batch` that is ours; then the broker has all that follows from it."""
        ordered = sorted(
            batch, key=lambda each: each.key or b""
        )  # stable: offsets keep their order
        chains = [list(chain) for _, chain in groupby(ordered, key=lambda each: each.key or b"")]
        await asyncio.gather(*(self._chain(chain) for chain in chains))
        await self._publisher.settle()
        self._counting.keys(MEMORY, len(self._store))

    def restore(self) -> None:
        """Look at all that is remembered, so that no article is blamed for it later.

        Raises `UnreadableError` for a value of another format: it was written by a newer version.
        """
        for value in self._store.values():
            decode(value, Memory)

    async def _chain(self, chain: Sequence[Delivery]) -> None:
        for delivery in chain:
            async with self._places:
                if not self._ours(delivery):
                    return
                started = time.perf_counter()
                step = partial(
                    read_article,
                    memory=self._publisher.state(self._store, self._table, delivery.partition),
                    reader=self._reader,
                    publish=self._publisher.publish,
                    forward=self._publisher.forward,
                    admit=self._admit,
                    confidence_min=self._confidence_min,
                )
                done = await self._guard.run(step, delivery)
                self._counting.read(delivery, done, time.perf_counter() - started)


class MergeAgent:
    """Merges reports, one after the other."""

    def __init__(
        self,
        settings: Settings,
        books: "Books",
        *,
        publisher: Publisher,
        counting: Counting,
        store: Store,
        held: Held,
        ours: Ours = always,
    ) -> None:
        """`store` holds reports and heads of the series whose partitions are here."""
        self._ours = ours
        self._books = books
        self._publisher = publisher
        self._counting = counting
        self._store = store
        self._held = held
        self._partitions = settings.partitions
        self._table = changelog(settings, REPORTS)
        self._guard = Guard(
            settings,
            reject=publisher.reject,
            restore=self.restore,
            retried=partial(counting.retried, "merge"),
        )

    async def work(self, batch: Sequence[Delivery]) -> None:
        """Merge all of `batch` that is ours; then the broker has all that follows from it."""
        for delivery in batch:
            if not self._ours(delivery):
                break
            started = time.perf_counter()
            step = partial(
                merge_report,
                table=self._publisher.state(self._store, self._table, delivery.partition),
                books=self._books,
                publish=self._publisher.publish,
            )
            done = await self._guard.run(step, delivery)
            self._counting.merged(delivery, done, time.perf_counter() - started)
            if isinstance(done, MergeDone) and done.verdict.report is not None:
                self._counting.records(self._books, done.report.domain, done.report.series)
        await self._publisher.settle()
        self._counting.keys(REPORTS, len(self._store))

    def restore(self) -> None:
        """Make the books anew from what is stored, for the partitions that are held now.

        Raises `UnreadableError` for a value of another format: it was written by a newer version.
        """
        held = self._held()
        reports: list[Report] = []
        heads: list[EventHead] = []
        for key, value in sorted(self._store.items()):
            if key.startswith(REPORT.encode()):
                report = decode(value, Report)
                if self._is_held(report.domain, report.series, held):
                    reports.append(report)
            elif key.startswith(HEAD.encode()):
                head = decode(value, EventHead)
                if self._is_held(head.domain, head.series, held):
                    heads.append(head)
        strangers = self._books.load(reports, heads)
        if strangers:
            log.warning(
                "%d stored reports and events were left out: no domain of the catalogue has them.",
                strangers,
            )
        self._counting.records(self._books)

    def _is_held(self, domain: str, series: str, held: Collection[int]) -> bool:
        return partition_of(f"{domain}/{series}", self._partitions) in held
