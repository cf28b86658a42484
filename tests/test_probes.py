"""Probes: what an operator is told, and when."""

import http.client
import json
import socket
import threading
from urllib.parse import urlsplit

import pytest
from prometheus_client import CollectorRegistry, Counter

from workers.probes import HEARTBEAT_AGE_MAX, Probes, ProbesError


class Worker:
    """What a worker would tell its probes."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.age = 0.1
        self.reasons: list[str] = []

    def probes(self) -> Probes:
        return Probes(self.registry, heartbeat_age=lambda: self.age, unready=lambda: self.reasons)


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def url(worker):
    with worker.probes() as probes:
        yield probes.start()


def get(url, path, method="GET", **headers) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()
    finally:
        connection.close()


def test_it_listens_on_loopback_unless_told_otherwise(url):
    assert urlsplit(url).hostname == "127.0.0.1"


@pytest.mark.parametrize("age", [0.0, HEARTBEAT_AGE_MAX - 1])
def test_a_worker_lives_while_its_event_loop_turns(worker, url, age):
    worker.age = age

    assert get(url, "/livez")[0] == 200


def test_a_worker_whose_event_loop_stands_is_to_be_restarted(worker, url):
    worker.age = HEARTBEAT_AGE_MAX

    status, _, body = get(url, "/livez")

    assert status == 503
    assert json.loads(body)["reasons"] == ["the event loop stands since 30 s"]


def test_a_worker_without_a_broker_is_not_ready_but_alive(worker, url):
    worker.reasons = ["no broker at 127.0.0.1:9092"]

    status, kind, body = get(url, "/readyz")

    assert (status, kind) == (503, "application/json")
    assert json.loads(body) == {"ok": False, "reasons": ["no broker at 127.0.0.1:9092"]}
    assert get(url, "/livez")[0] == 200


def test_a_ready_worker_says_so(url):
    status, _, body = get(url, "/readyz")

    assert (status, json.loads(body)) == (200, {"ok": True, "reasons": []})


def test_metrics_come_in_the_format_that_is_asked_for(worker, url):
    Counter("seen", "Things.", registry=worker.registry).inc()

    plain = get(url, "/metrics")
    newer = get(url, "/metrics", Accept="application/openmetrics-text; version=1.0.0")

    assert b"seen_total 1.0" in plain[2]
    assert plain[1].startswith("text/plain")
    assert newer[1].startswith("application/openmetrics-text")
    assert newer[2].endswith(b"# EOF\n")


def test_a_probe_that_fails_says_how_and_the_next_is_answered(worker, url):
    worker.reasons = None

    status, _, body = get(url, "/readyz")

    assert status == 503
    assert b"the probe failed" in body
    assert get(url, "/livez")[0] == 200


def test_an_unknown_path_names_the_known_ones(url):
    status, _, body = get(url, "/healthz")

    assert (status, body) == (404, b"there are /metrics, /livez and /readyz")


def test_a_head_request_has_no_body(url):
    assert get(url, "/livez", method="HEAD")[2] == b""


def test_one_slow_caller_keeps_nobody_waiting(url):
    address = (urlsplit(url).hostname, urlsplit(url).port)
    with socket.create_connection(address, timeout=10) as slow:
        slow.sendall(b"GET /liv")

        assert get(url, "/livez")[0] == 200


def test_a_taken_port_is_refused_in_words_that_help(worker):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(ProbesError, match=f"127.0.0.1:{port} .* RECORDWIRE_METRICS_PORT"):
            worker.probes().start(port=port)


def test_closing_frees_the_port_and_ends_its_thread(worker):
    probes = worker.probes()
    url = probes.start()
    probes.close()

    with pytest.raises(ConnectionRefusedError):
        get(url, "/livez")
    with socket.create_server(("127.0.0.1", urlsplit(url).port or 0)):
        pass
    assert "probes" not in {thread.name for thread in threading.enumerate() if thread.is_alive()}
