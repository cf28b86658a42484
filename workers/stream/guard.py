"""Guard: the one place that catches whatever a step raises."""

import asyncio
import logging
import os
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from schemas.reject import Reject
from schemas.wire import UnreadableError
from workers.settings import Settings
from workers.stream.delivery import Delivery, rejected

STATUS_STOPPED = 70

T = TypeVar("T")
Step = Callable[[Delivery], Awaitable[T]]
Halt = Callable[[str], NoReturn]
log = logging.getLogger(__name__)


def halt(reason: str) -> NoReturn:
    """End the process at once and commit nothing, so that all that is open is delivered again.

    An orderly stop would commit the offset of the very message that failed.
    """
    log.critical("Stopped itself: %s", reason)
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(STATUS_STOPPED)


@contextmanager
def essential(what: str, halt: Halt = halt) -> Iterator[None]:
    """End the process if the body fails: there is no way to go on. Cancelling is no failure."""
    try:
        yield
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        log.critical("%s", what, exc_info=error)
        halt(f"{what} ({type(error).__name__}: {error})")


class Guard:
    """Runs steps: a message that a step cannot use goes to `rejects`, and the next one is taken.

    It never blames a message for a broker that is away: then the process stops, and the message
    comes again. It also stops when nearly all messages fail, since the fault must then be ours or
    the feed's, and the backlog is worth keeping. What `reject` raises is passed on.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        reject: Callable[[Reject], Awaitable[None]],
        restore: Callable[[], None] | None = None,
        retried: Callable[[], None] | None = None,
        halt: Halt = halt,
    ) -> None:
        """`restore` mends what a failed step has left; `retried` hears of each new attempt."""
        self._settings = settings
        self._reject = reject
        self._restore = restore
        self._retried = retried
        self._halt = halt
        self._failed: deque[bool] = deque(maxlen=settings.rejects_window)

    async def run(self, step: Step[T], delivery: Delivery) -> T | Reject:
        """What `step` makes of `delivery`, or the reject that went out in its place."""
        attempts = 0
        while True:
            attempts += 1
            try:
                async with asyncio.timeout(self._settings.step_timeout_seconds):
                    done = await step(delivery)
            except UnreadableError as error:
                return await self._refuse(delivery, error, attempts)
            except Exception as error:  # noqa: BLE001 - the one broad except of the program
                await self._failed_once(delivery, error, attempts)
                if attempts > self._settings.retries:
                    return await self._give_up(delivery, error, attempts)
            else:
                self._failed.append(False)
                return done

    async def _failed_once(self, delivery: Delivery, error: Exception, attempts: int) -> None:
        log.warning(
            "Attempt %d at %s/%d/%d failed.",
            attempts,
            delivery.topic,
            delivery.partition,
            delivery.offset,
            exc_info=error,
        )
        if self._restore is not None:
            self._restore()
        if attempts <= self._settings.retries:
            if self._retried is not None:
                self._retried()
            await asyncio.sleep(self._settings.retry_seconds * 2 ** (attempts - 1))

    async def _give_up(self, delivery: Delivery, error: Exception, attempts: int) -> Reject:
        words = f"{type(error).__name__}: {error}"
        away = isinstance(error, KafkaError | TimeoutError)
        if away and not isinstance(error, MessageSizeTooLargeError):
            self._halt(f"Kafka does not take what {delivery.topic} needs sent ({words})")
        return await self._refuse(delivery, UnreadableError("step_failed", words), attempts)

    async def _refuse(self, delivery: Delivery, error: UnreadableError, attempts: int) -> Reject:
        refused = rejected(delivery, error, attempts=attempts)
        await self._reject(refused)
        log.info(
            "Rejected %s/%d/%d: %s",
            delivery.topic,
            delivery.partition,
            delivery.offset,
            refused.reason,
        )
        self._failed.append(True)
        self._stop_if_nearly_all_fail(delivery.topic)
        return refused

    def _stop_if_nearly_all_fail(self, topic: str) -> None:
        window = self._settings.rejects_window
        share = sum(self._failed) / window
        if len(self._failed) == window and share >= self._settings.rejects_share_max:
            self._halt(
                f"{share:.0%} of the last {window} messages of {topic} were rejected: mend what "
                f"writes them, or raise RECORDWIRE_REJECTS_SHARE_MAX to go on"
            )
