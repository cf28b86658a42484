"""Services: processes run under the demo's settings alone, and say it when they end."""

import sys
import time
from pathlib import Path

from workers import settings
from workers.demo.child import Child
from workers.demo.services import Services, environment_of


def silent(_: str) -> None:
    pass


def test_no_setting_of_a_real_worker_leaks_into_the_demo(tmp_path):
    services = Services(tmp_path, port=19092, tell=silent)
    own = {"HOME": "/h", "RECORDWIRE_KAFKA": "real:9092", "RECORDWIRE_SASL_USERNAME": "real"}

    environment = environment_of(own, services.settings)

    assert environment["HOME"] == "/h"
    assert settings.read(environment) == services.settings
    assert settings.read(environment).kafka == "127.0.0.1:19092"


def test_a_process_of_the_demo_finds_the_package_from_any_folder(tmp_path):
    services = Services(tmp_path, port=19092, tell=silent)
    environment = environment_of({"PYTHONPATH": "/other"}, services.settings)
    code = "import workers, sys; print(workers.__file__)"
    child = Child(
        [sys.executable, "-c", code],
        folder=tmp_path,
        log=tmp_path / "log",
        environment=environment,
    )

    assert child.process.wait() == 0
    assert Path(child.last_words()).parent.name == "workers"
    assert environment["PYTHONPATH"].endswith(":/other")


def test_a_worker_that_has_ended_is_trouble(tmp_path, monkeypatch):
    services = Services(tmp_path, port=19092, tell=silent)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert services.trouble() is None

    with services:
        services.start_worker()
        give_up = time.monotonic() + 30
        while services.trouble() is None:
            assert time.monotonic() < give_up

        assert "The worker does not run" in str(services.trouble())
