"""Evaluation: absent data skip a test on a desk and fail it in CI."""

import pytest

from tests import evaluation


def test_a_relative_path_counts_from_the_root_of_the_project(monkeypatch):
    monkeypatch.setenv("RECORDWIRE_DATA", "tests")

    assert evaluation.folder() == evaluation.ROOT / "tests"


def test_an_absolute_path_is_taken_as_it_is(monkeypatch, tmp_path):
    monkeypatch.setenv("RECORDWIRE_DATA", str(tmp_path))

    assert evaluation.folder() == tmp_path.resolve()


def test_a_missing_folder_skips_the_test_on_a_desk(monkeypatch):
    monkeypatch.setenv("RECORDWIRE_DATA", "no/such/folder")
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="set RECORDWIRE_DATA"):
        evaluation.folder_or_skip()


def test_a_missing_folder_fails_the_test_in_ci(monkeypatch):
    monkeypatch.setenv("RECORDWIRE_DATA", "no/such/folder")
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="set RECORDWIRE_DATA"):
        evaluation.folder_or_skip()
