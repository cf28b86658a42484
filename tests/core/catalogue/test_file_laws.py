"""Laws of the loader: whatever is done to a catalogue, it loads or says where it is wrong."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.core.worlds import LAW
from workers.core.catalogue.file import CatalogueError, load_domain
from workers.domains import FOLDER

FILES = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))}
SAID = re.compile(r"\w+\.toml:\d+: (?:TOML syntax|[\w.$\[\]]+): \S")
CHANGES = {
    "a line is lost": lambda _: "",
    "a word is lost": lambda line: re.sub(r'"[^"]*",? ?', "", line, count=1),
    "a word is misspelt": lambda line: re.sub(r'"(\w+)"', r'"\1x"', line, count=1),
    "a key is misspelt": lambda line: re.sub(r"^(\w+) =", r"\1x =", line),
    "a table is misspelt": lambda line: re.sub(r"^\[+(\w+)", r"[\1", line),
    "a list is no list": lambda line: line.replace("[", "").replace("]", ""),
    "a number is negative": lambda line: re.sub(r"\d+", "-1", line, count=1),
    "a number is huge": lambda line: re.sub(r"\d+", "1e999", line, count=1),
    "a brace is lost": lambda line: line.replace("}", "", 1),
}


def refusal(text, name):
    """What the loader says against `text`, if anything."""
    try:
        load_domain(text, name=name, file=f"{name}.toml")
    except CatalogueError as error:
        return str(error)
    return None


@LAW
@given(st.sampled_from(sorted(FILES)), st.sampled_from(sorted(CHANGES)), st.data())
def test_a_changed_catalogue_loads_or_says_where_it_is_wrong(name, change, data):
    lines = FILES[name].splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = CHANGES[change](lines[at])
    said = refusal("\n".join(lines), name)

    assert said is None or all(SAID.match(line) for line in said.splitlines()), said
