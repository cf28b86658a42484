"""Export: the files for other languages say what the structs say."""

import json

import pytest

from schemas import export
from schemas.topics import TOPICS
from workers import __version__


def test_the_files_on_disk_are_what_the_structs_say():
    assert export.drifted() == [], "run: make schemas"


def test_the_same_structs_make_the_same_bytes():
    assert export.files() == export.files()


def test_the_contract_has_the_version_of_the_program():
    assert __version__ == export.VERSION


def test_a_changed_a_missing_and_a_stray_file_are_drift(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "GENERATED", tmp_path)
    assert export.main([]) == 0
    assert export.drifted() == []

    (tmp_path / "alerts.schema.json").write_text("{}")
    (tmp_path / "notes.schema.json").unlink()
    (tmp_path / "news.schema.json").write_text("{}")

    assert [path.name for path in export.drifted()] == [
        "alerts.schema.json",
        "news.schema.json",
        "notes.schema.json",
    ]
    assert export.main(["--check"]) == 1


def test_writing_anew_mends_every_drift(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "GENERATED", tmp_path)
    (tmp_path / "news.schema.json").write_text("{}")

    export.main([])

    assert export.main(["--check"]) == 0


def test_a_release_keeps_every_topic(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "GENERATED", tmp_path)
    monkeypatch.setattr(export, "RELEASED", tmp_path.parent / "released.json")

    export.main(["--release"])

    kept = json.loads((tmp_path.parent / "released.json").read_bytes())
    assert sorted(kept["schemas"]) == sorted(topic.name for topic in TOPICS)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_schema_names_its_dialect_and_its_message(topic):
    made = export.schema(topic)

    assert made["$schema"] == export.DIALECT
    assert made["$ref"] == f"#/$defs/{topic.carries.__name__}"
