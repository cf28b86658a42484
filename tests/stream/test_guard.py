"""Guard: retries, rejects, and the cases in which the process has to end."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError
from msgspec import structs

from schemas.wire import UnreadableError
from workers.settings import Settings
from workers.stream.delivery import Delivery
from workers.stream.guard import Guard, essential

QUICK = Settings(retries=2, retry_seconds=0.001, step_timeout_seconds=0.5, rejects_window=4)
DELIVERY = Delivery(
    topic="t.articles",
    partition=1,
    offset=7,
    key=b"a1",
    value=b"{nope",
    received_at=datetime(2031, 2, 3, tzinfo=UTC),
)


class HaltError(Exception):
    """Stands for the end of the process."""


def halt(reason):
    raise HaltError(reason)


class Failing:
    """A step that raises what it is given, one after the other, and then succeeds."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.attempts = 0

    async def __call__(self, _delivery):
        self.attempts += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


class Guarded:
    def __init__(self, settings=QUICK):
        self.rejects = []
        self.restored = 0
        self.guard = Guard(settings, reject=self.reject, restore=self.restore, halt=halt)

    async def reject(self, reject):
        self.rejects.append(reject)

    def restore(self):
        self.restored += 1

    def run(self, step, delivery=DELIVERY):
        return asyncio.run(self.guard.run(step, delivery))


def unreadable():
    return UnreadableError("invalid_json", "unexpected character")


def test_a_step_that_succeeds_is_run_once():
    guarded = Guarded()
    step = Failing()

    assert guarded.run(step) == "done"
    assert (step.attempts, guarded.rejects, guarded.restored) == (1, [], 0)


def test_a_passing_fault_is_retried_and_rejects_nothing():
    guarded = Guarded()
    step = Failing(RuntimeError("once"), KafkaConnectionError("twice"))

    assert guarded.run(step) == "done"
    assert (step.attempts, guarded.rejects, guarded.restored) == (3, [], 2)


def test_unreadable_bytes_are_rejected_at_once_with_their_reason():
    guarded = Guarded()
    step = Failing(unreadable())
    guarded.run(step)

    (reject,) = guarded.rejects
    assert (reject.reason, reject.raw, reject.attempts) == ("invalid_json", b"{nope", 1)
    assert (reject.topic, reject.partition, reject.offset, reject.key) == ("t.articles", 1, 7, "a1")


def test_what_fails_every_time_is_rejected_with_its_error():
    guarded = Guarded()
    guarded.run(Failing(*[ValueError("bad luck")] * 3))

    (reject,) = guarded.rejects
    assert (reject.reason, reject.error, reject.attempts) == (
        "step_failed",
        "ValueError: bad luck",
        3,
    )


def test_a_message_that_kafka_finds_too_large_is_rejected():
    guarded = Guarded()
    guarded.run(Failing(*[MessageSizeTooLargeError("1 MiB")] * 3))

    assert [reject.reason for reject in guarded.rejects] == ["step_failed"]


@pytest.mark.parametrize("error", [KafkaConnectionError("away"), TimeoutError()])
def test_no_message_is_blamed_for_a_broker_that_is_away(error):
    guarded = Guarded()
    with pytest.raises(HaltError, match="Kafka does not take"):
        guarded.run(Failing(*[error] * 3))

    assert guarded.rejects == []


def test_a_step_that_waits_too_long_counts_as_a_broker_that_is_away():
    async def stuck(_delivery):
        await asyncio.sleep(60)

    guarded = Guarded(structs.replace(QUICK, retries=0, step_timeout_seconds=0.01))
    with pytest.raises(HaltError):
        guarded.run(stuck)


def test_a_reject_that_cannot_be_sent_is_passed_on():
    async def refuse(_reject):
        raise KafkaConnectionError

    guard = Guard(QUICK, reject=refuse, halt=halt)
    with pytest.raises(KafkaConnectionError):
        asyncio.run(guard.run(Failing(unreadable()), DELIVERY))


def test_the_worker_stops_when_nearly_everything_is_rejected():
    guarded = Guarded()
    for _ in range(3):
        guarded.run(Failing(unreadable()))
    with pytest.raises(HaltError, match="100% of the last 4 messages"):
        guarded.run(Failing(unreadable()))


def test_a_feed_with_some_bad_messages_is_read_on():
    guarded = Guarded()
    for _ in range(20):
        guarded.run(Failing(unreadable()))
        guarded.run(Failing())
        guarded.run(Failing(unreadable()))

    assert len(guarded.rejects) == 40


def test_an_essential_part_that_fails_ends_the_process():
    with pytest.raises(HaltError, match="could not be opened"), essential("books", halt):
        raise ValueError("could not be opened")  # noqa: EM101, TRY003


def test_cancelling_an_essential_part_is_no_failure():
    with pytest.raises(asyncio.CancelledError), essential("books", halt):
        raise asyncio.CancelledError
