"""Conftest: the broker, the evaluation data and the names that tests share."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.evaluation import folder_or_skip
from workers.demo.kafka import start
from workers.demo.problem import DemoError

# No test may fail because the machine was busy: speed is measured, not tested.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the broker, so that `-m "not kafka"` runs the rest alone."""
    for item in items:
        if "kafka" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.kafka)


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`host:port` of the one Kafka of this run, or of RECORDWIRE_TEST_KAFKA, which is not ours."""
    if given := os.environ.get("RECORDWIRE_TEST_KAFKA"):
        yield given
        return
    try:
        broker = start(tmp_path_factory.mktemp("kafka"))
    except DemoError as error:
        pytest.fail(str(error))
    yield broker.bootstrap
    broker.stop()


@pytest.fixture
def prefix() -> str:
    """A first part of topic names that no other test has."""
    return f"test-{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """The folder of the evaluation data (see `tests.evaluation`)."""
    return folder_or_skip()
