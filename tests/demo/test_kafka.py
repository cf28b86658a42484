"""Kafka: the broker starts, keeps its messages, says what is wrong, and leaves no process."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from workers.demo import kafka as broker
from workers.demo.problem import DemoError

WAIT_SECONDS = 60.0


def wait_until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.05)


def processes_in(folder: Path) -> list[int]:
    """The processes that work in `folder`: a broker works in the folder of its messages."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder and "State:\tZ" not in (
                process / "status"
            ).read_text(encoding="utf-8"):
                found.append(int(process.name))
        except OSError:
            continue
    return found


async def send(bootstrap: str, topic: str, value: bytes) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
    await producer.start()
    await producer.send_and_wait(topic, value)
    await producer.stop()


async def receive(bootstrap: str, topic: str) -> bytes:
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    message = await consumer.getone()
    await consumer.stop()
    return bytes(message.value)


async def test_the_shared_broker_keeps_what_it_is_sent(kafka, prefix):
    await send(kafka, f"{prefix}.sent", b"kept")

    assert await receive(kafka, f"{prefix}.sent") == b"kept"


async def test_messages_survive_a_crash_of_the_broker(tmp_path):
    first = broker.start(tmp_path)
    await send(first.bootstrap, "sent", b"kept")
    first.kill()

    second = broker.start(tmp_path, port=int(first.bootstrap.rpartition(":")[2]))

    assert second.bootstrap == first.bootstrap
    assert await receive(second.bootstrap, "sent") == b"kept"
    assert second.stop() == broker.TERMINATED
    assert processes_in(tmp_path) == []


def test_a_busy_port_is_told_in_one_sentence_before_anything_is_fetched(tmp_path):
    with socket.socket() as holder:
        holder.bind((broker.HOST, 0))
        holder.listen()
        port = holder.getsockname()[1]

        with pytest.raises(DemoError, match=f"Port {port} on 127.0.0.1 is in use") as caught:
            broker.start(tmp_path / "data", port=port, cache=tmp_path / "cache")
    assert "choose another by --port" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(DemoError, match="file/data cannot be used"):
        broker.start(tmp_path / "file" / "data")


def test_a_second_broker_on_the_same_messages_says_why_it_cannot_start(tmp_path):
    first = broker.start(tmp_path)
    try:
        with pytest.raises(DemoError, match="another process or thread is using this directory"):
            broker.start(tmp_path)
        assert first.running
        assert len(processes_in(tmp_path)) == 1
    finally:
        first.stop()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of this death")
def test_the_broker_for_development_ends_with_its_starter(tmp_path, ending):
    data = tmp_path / "data"
    starter = subprocess.Popen(
        [sys.executable, "-m", "workers.demo.kafka", "--port", str(free_port()), "--data", data],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert starter.stdout is not None
    with starter.stdout as told:
        assert any("Kafka serves on 127.0.0.1:" in line for line in told)
        starter.send_signal(ending)
        status = starter.wait(WAIT_SECONDS)

    assert status == (0 if ending != signal.SIGKILL else -signal.SIGKILL)
    wait_until(lambda: processes_in(data) == [])


def free_port() -> int:
    return broker.free_ports(1)[0]
