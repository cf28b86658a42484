"""Probes: /metrics, /livez and /readyz, answered from a thread of their own."""

import socket
import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Self

import orjson
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

HEARTBEAT_AGE_MAX = 30.0
REQUEST_SECONDS_MAX = 10.0
SHUTDOWN_POLL_SECONDS = 0.1

Answer = tuple[HTTPStatus, str, bytes]


class ProbesError(OSError):
    """The address cannot be listened on; the text says what to do."""


class Probes:
    """The operator's view of one worker, over HTTP.

    `heartbeat_age` gives the seconds since the event loop last turned, `unready` the reasons why
    the worker is not ready, none if it is. Both are called from other threads and must only read.
    /livez asks nothing but the heartbeat: a broker that is away must not restart every worker.
    Answers come while the loop is blocked, which is when they are needed.
    """

    def __init__(
        self,
        registry: CollectorRegistry,
        *,
        heartbeat_age: Callable[[], float],
        unready: Callable[[], Sequence[str]],
    ) -> None:
        """Listen on nothing yet."""
        self._registry = registry
        self._heartbeat_age = heartbeat_age
        self._unready = unready
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, bind: str = "127.0.0.1", port: int = 0) -> str:
        """Answer from now on at the returned URL; port 0 takes a free one.

        Raises `ProbesError` when the address is taken or not this machine's.
        """
        try:
            server = _Server(bind, port, self)
        except OSError as error:
            fault = (
                f"{bind}:{port} cannot serve metrics ({error.strerror or error}); set"
                " RECORDWIRE_METRICS_PORT to a free port, or to 0 for any"
            )
            raise ProbesError(fault) from None
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, args=(SHUTDOWN_POLL_SECONDS,), name="probes", daemon=True
        )
        self._thread.start()
        host = f"[{bind}]" if ":" in bind else bind
        return f"http://{host}:{server.server_address[1]}"

    def close(self) -> None:
        """Stop answering and free the port."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
        if self._thread is not None:
            self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        """Itself; leaving closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def answer(self, path: str, accept: str) -> Answer:
        """Status, content type and body for a GET of `path`."""
        if path == "/metrics":
            encode, kind = choose_encoder(accept)
            return HTTPStatus.OK, kind, encode(self._registry)
        if path == "/livez":
            age = self._heartbeat_age()
            reasons = (
                [] if age < HEARTBEAT_AGE_MAX else [f"the event loop stands since {age:.0f} s"]
            )
            return _verdict(reasons, heartbeat_age_seconds=round(age, 2))
        if path == "/readyz":
            return _verdict(self._unready())
        fault = "there are /metrics, /livez and /readyz"
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", fault.encode()


def _verdict(reasons: Sequence[str], **more: float) -> Answer:
    status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
    body = orjson.dumps({"ok": not reasons, "reasons": list(reasons), **more})
    return status, "application/json", body


class _Server(ThreadingTCPServer):
    # Not HTTPServer: it asks the name service for the own host's name before it listens.
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, bind: str, port: int, probes: Probes) -> None:
        self.probes = probes
        self.address_family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        super().__init__((bind, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a caller that hangs up early is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = REQUEST_SECONDS_MAX

    def do_GET(self) -> None:
        """Answer a probe or a scrape."""
        path = self.path.partition("?")[0]
        try:
            answer = self.server.probes.answer(path, self.headers.get("Accept", ""))
        except Exception as error:  # noqa: BLE001  # whatever a callable raises is the answer
            answer = _verdict([f"the probe failed: {error!r}"])
        status, kind, body = answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815  # the server looks for this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        """Nothing: a scrape every few seconds is no news."""
