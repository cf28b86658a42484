import pytest

from workers import domains
from workers.core.catalogue.file import CatalogueError, load_domain
from workers.core.catalogue.model import build
from workers.core.catalogue.toml_lines import line_of

GOOD = """title = "Boats"
series = "country"
topic = ["boat"]

[event]

[[figure]]
name = "boats_sunk"
meaning = "boats sunk in one storm"
unit = "boats"
mode = "fixed"
bounds = [1, 500]
roles = ["sunk"]
counted = ["boat"]

[[class]]
name = "boat"
nouns = ["boat"]

[[cue]]
role = "sunk"
of = ["boat"]
verbs = ["sink|sank|sunk"]

[[example]]
text = "The storm sank 12 boats in Chile."
figures = ["boats_sunk CL 12"]

[[counter_example]]
text = "He owns 12 boats."
why = "nothing sank"
"""


def load(text):
    return load_domain(text, name="boats", file="boats.toml")


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('mode = "fixed"', 'mode = "sinking"', "boats.toml:11: figure[0].mode", "sinking"),
        ('unit = "boats"', "unit = 3", "boats.toml:10: figure[0].unit", "Expected `str`"),
        (
            'unit = "boats"',
            'units = "boats"',
            "boats.toml:10: figure[0].units",
            "did you mean 'unit'?",
        ),
        ('roles = ["sunk"]', 'roles = ["lost"]', "boats.toml:13: figure[0].roles", "'lost'"),
        ('of = ["boat"]', 'of = ["ship"]', "boats.toml:22: cue[0].of", "'ship' is no class"),
        (
            '["boats_sunk CL 12"]',
            '["ships CL 12"]',
            "boats.toml:27: example[0].figures",
            "'ships' is no figure",
        ),
        ('series = "country"', 'series = "moon"', "boats.toml:2: series", "Invalid enum"),
        ("[event]", "[event", "boats.toml:5: TOML syntax", ""),
    ],
)
def test_an_error_names_file_line_and_key(old, new, where, what):
    with pytest.raises(CatalogueError) as error:
        load(GOOD.replace(old, new, 1))

    assert str(error.value).startswith(where)
    assert what in str(error.value)


def test_a_domain_without_faults_loads_with_its_figures():
    domain = load(GOOD)

    assert list(domain.rules.figures) == ["boats_sunk"]
    assert domain.vocabulary.series == "country"


def test_the_hash_of_a_catalogue_changes_with_any_word():
    one = build([load(GOOD)])
    other = build([load(GOOD.replace('nouns = ["boat"]', 'nouns = ["boat", "ferry"]'))])

    assert one.hash != other.hash


def test_every_domain_that_ships_loads():
    assert "air_attacks" in domains.load().domains


@pytest.mark.parametrize(
    ("path", "line"),
    [("$", 1), ("$.series", 2), ("$.figure[0].bounds[1]", 12), ("$.cue[0]", 20), ("$.event", 5)],
)
def test_a_path_is_found_on_its_line(path, line):
    assert line_of(GOOD, path) == line
