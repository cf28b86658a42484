"""Floors: no measure of reading quality may fall below what was reached before."""

import tomllib
from pathlib import Path

import pytest

from tests import evaluation
from tests.quality import cleaning, measures
from tests.quality.labelled import judge, own
from tests.scenarios.judge import core
from workers import domains

FLOORS = Path(__file__).parent / "floors.toml"


def floors() -> dict[str, float]:
    """Every floor of the file under its dotted name."""
    found: dict[str, float] = {}

    def walk(name: str, table: object) -> None:
        if isinstance(table, dict):
            for key, value in table.items():
                walk(f"{name}.{key}" if name else key, value)
        elif isinstance(table, float | int):
            found[name] = float(table)

    walk("", tomllib.loads(FLOORS.read_text("utf-8")))
    return found


@pytest.fixture(scope="module")
def own_measured() -> dict[str, float]:
    return measures.reading([judge(text, core().reader) for text in own()])


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    data = evaluation.folder_or_skip()
    known = {"seeds", *(path.stem for path in domains.FOLDER.glob("*.toml"))}
    judged = measures.judged_texts(data, core().reader, known.__contains__)
    return {
        **measures.reading(judged),
        **measures.cleaned(data, cleaning.furniture()),
        **measures.beside(data, core().reader),
    }


@pytest.mark.parametrize(
    ("name", "floor"), [each for each in sorted(floors().items()) if not each[0].startswith("own.")]
)
def test_quality_does_not_fall(name: str, floor: float, measured: dict[str, float]):
    assert measured[name] >= floor


@pytest.mark.parametrize(
    ("name", "floor"), [each for each in sorted(floors().items()) if each[0].startswith("own.")]
)
def test_the_reading_of_own_texts_does_not_fall(
    name: str, floor: float, own_measured: dict[str, float]
):
    assert own_measured[name] >= floor
