"""Evaluation: where the data lie that readings are measured on, outside of the project."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def folder() -> Path | None:
    """RECORDWIRE_DATA, else `../shared/data` beside the project; None where it is absent.

    A relative path counts from the project's root. For tables of cases made while collecting;
    inside a test, use the fixture `evaluation_data`.
    """
    path = ROOT / Path(os.environ.get("RECORDWIRE_DATA") or "../shared/data").expanduser()
    return path.resolve() if path.is_dir() else None


def folder_or_skip() -> Path:
    """The folder; without it the test is skipped, and fails where CI says that it must be there."""
    found = folder()
    if found is None:
        reason = "no evaluation data: set RECORDWIRE_DATA to their folder"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
