"""Readme: its example domain works, its errors are real, and it names every key there is."""

import re

import pytest
from msgspec import Struct, structs

from workers.assembly import GAZETTEER
from workers.core.catalogue import model, vocabulary
from workers.core.catalogue.examples import check
from workers.core.catalogue.file import CatalogueError, load_domain
from workers.core.catalogue.model import Domain, build
from workers.core.catalogue.scalar_words import Scalar
from workers.core.catalogue.stated import DomainFile
from workers.core.catalogue.subject_words import Land, Sector, SubjectWords, TellingWords
from workers.core.extract.places import Gazetteer
from workers.core.numbers.units import Unit
from workers.core.reading import Reader
from workers.domains import FOLDER

TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
NAME = "power_cuts"
FILE = "The file itself"
TABLES: dict[str, type[Struct]] = {
    "event": model.EventRule,
    "parameters": model.Parameters,
    "figure": model.Figure,
    "class": vocabulary.Class,
    "cue": vocabulary.Cue,
    "union": vocabulary.Union,
    "actor": vocabulary.Actor,
    "subject": SubjectWords,
    "subject.telling": TellingWords,
    "sector": Sector,
    "land": Land,
    "measure": vocabulary.Measure,
    "scalar": Scalar,
    "unit": Unit,
    "source": model.Source,
    "baseline": model.Baseline,
    "watch": model.Watched,
    "example": vocabulary.Example,
    "counter_example": vocabulary.Example,
}


def block() -> str:
    found = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    return found.group(1)


def changed(old: str, new: str) -> str:
    assert block().count(old) == 1
    return block().replace(old, new)


def load(text: str) -> Domain:
    return load_domain(text, name=NAME, file=f"{NAME}.toml")


def faults(text: str) -> list[tuple[str, str]]:
    domain = load(text)
    places = Gazetteer.from_text(GAZETTEER.read_text(encoding="utf-8"))
    checked = check(domain, Reader(build([domain]), places))
    return [(fault, each.example.text) for each in checked for fault in each.faults]


def told() -> dict[str, list[str]]:
    """The first cells of the rows of each table, by the table that the README says they are of."""
    tables: dict[str, list[str]] = {}
    cells: list[str] = []
    for row in re.findall(r"^\| (.+?) \|", TEXT, re.MULTILINE):
        names = re.findall(r"`\[\[?([\w.]+)\]\]?`", row) or ([FILE] if row == FILE else [])
        if names:
            cells = []
            tables.update(dict.fromkeys(names, cells))
        elif "`" in row:
            cells.append(row)
    return tables


def keys(table: str, *, required: bool) -> list[str]:
    pattern = r"\*\*`(\w+)`\*\*" if required else r"`(\w+)`"
    return sorted(key for row in told()[table] for key in re.findall(pattern, row))


def fields(table: str, *, required: bool) -> list[str]:
    known = structs.fields(TABLES.get(table, DomainFile))
    names = [each.encode_name for each in known if each.required or not required]
    return sorted(name for name in names if not {name, f"{table}.{name}"} & nested(table))


def nested(table: str) -> set[str]:
    """Keys of `table` that are tables of their own."""
    return {name for name in TABLES if table == FILE or name.startswith(f"{table}.")}


def test_the_example_domain_is_read_as_its_examples_say():
    assert faults(block()) == []


def test_the_example_domain_does_not_ship():
    assert not (FOLDER / f"{NAME}.toml").exists()


def test_the_error_shown_is_the_error_raised():
    with pytest.raises(CatalogueError) as error:
        load(changed('roles = ["cut_off"]', 'roles = ["cutoff"]'))

    assert f"\n{error.value}\n" in TEXT


def test_the_wrong_example_shown_is_wrong_for_the_reason_given():
    found = faults(changed(', "electricity"]', "]"))

    assert [f"  WRONG example: {fault}\n    {text}\n" in TEXT for fault, text in found] == [True]


@pytest.mark.parametrize("required", [False, True], ids=["known", "required"])
@pytest.mark.parametrize("table", [FILE, *TABLES])
def test_a_table_has_exactly_the_keys_that_the_readme_names(table: str, *, required: bool):
    assert keys(table, required=required) == fields(table, required=required)


def test_every_table_that_must_be_there_stands_in_bold():
    called = set(re.findall(r"\*\*`\[\[?(\w+)\]\]?`\*\*", TEXT))
    must = {each.encode_name for each in structs.fields(DomainFile) if each.required}

    assert called == must & set(TABLES)
