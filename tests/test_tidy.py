"""Tidy: the house rules that a machine can check."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 400
POSITIONAL_PARAMETERS_MAX = 3
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, "no source found: the rules below would hold of nothing"
    return found


SOURCES = python_files("schemas", "workers", "deploy")
EVERYTHING = [*SOURCES, *python_files("tests")]


def packages(folder: str) -> list[Path]:
    return sorted(path.parent for path in (ROOT / folder).glob("*/__init__.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_a_file_is_short_enough_to_read(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= FILE_LINES_MAX, "split it by meaning"


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_a_function_fits_a_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES_MAX
    ]

    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_says_its_one_concern_in_its_first_line(path):
    first = docstring(path).splitlines()[:1]

    assert first, "a module begins with a docstring"
    assert first[0].endswith("."), "its first line is a sentence"


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_no_module_has_a_name_that_means_nothing(path):
    assert path.stem not in VAGUE_NAMES


@pytest.mark.parametrize("package", packages("workers/core"), ids=name_of)
def test_each_core_package_has_tests_of_its_own(package):
    assert list((ROOT / "tests/core" / package.name).glob("test_*.py"))


def listed(readme: str) -> dict[str, str]:
    """The lines "path  what it is" between the fences of a README's map."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    block = re.search(r"## The map\n.*?```\n(.*?)```", text, re.DOTALL)
    assert block is not None, f"{readme} has no map"
    rows = (line.split(maxsplit=1) for line in block.group(1).splitlines() if line.strip())
    return {row[0]: row[1] for row in rows}


def concern(path: Path) -> str:
    """What the first line of a docstring says behind the module's name."""
    return docstring(path).splitlines()[0].split(": ", 1)[-1]


def overview() -> dict[str, str]:
    """The folders of the program with the concern of each."""
    found = [*packages("schemas"), *packages("workers"), *packages("workers/core")]
    folders = [ROOT / "schemas", ROOT / "workers", *found]
    return {f"{name_of(path)}/": concern(path / "__init__.py") for path in folders}


def modules() -> dict[str, str]:
    """Every module of the worker with its concern."""
    return {
        name_of(path): concern(path) for path in python_files("workers") if path.stem != "__init__"
    }


@pytest.mark.parametrize(
    ("readme", "expected"), [("README.md", overview), ("workers/README.md", modules)]
)
def test_a_map_names_what_there_is_and_says_what_its_docstring_says(readme, expected):
    assert listed(readme) == expected()


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=name_of)
def test_a_lock_file_names_no_host_and_every_pin_has_a_hash(path):
    text = path.read_text(encoding="utf-8")
    pins = len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE))

    assert pins > 0
    assert "://" not in text
    assert text.count("--hash=sha256:") >= pins
