import pytest

from tests.core.telling import read
from workers.core.extract.items import Specials, items_of
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Active, passive, participle, nominal, intransitive.
        ("Russia launched 40 drones.", [("40", "drone", "launched")]),
        ("40 drones were shot down.", [("40", "drone", "shot_down")]),
        ("Kyiv says 40 drones shot down.", [("40", "drone", "shot_down")]),
        ("It was a barrage of 40 missiles.", [("40", "missile", "launched")]),
        ("40 drones crossed the border.", [("40", "drone", "launched")]),
        ("Russia attacked with 40 drones.", [("40", "drone", "launched")]),
        # Coordination, both ways.
        (
            "63 drones and 8 missiles were launched.",
            [("63", "drone", "launched"), ("8", "missile", "launched")],
        ),
        (
            "Kyiv shot down 63 drones along with eight missiles.",
            [("63", "drone", "shot_down"), ("eight", "missile", "shot_down")],
        ),
        # Ratios and remainders.
        (
            "Gunners destroyed 24 of 28 drones.",
            [("24", "drone", "shot_down"), ("28", "drone", "launched")],
        ),
        (
            "Of 40 drones and 6 missiles, 31 and two were stopped.",
            [
                ("40", "drone", "launched"),
                ("6", "missile", "launched"),
                ("31", "drone", "intercepted"),
                ("two", "missile", "intercepted"),
            ],
        ),
        (
            "All but 16 of 76 missiles were shot down.",
            [("16", "missile", "other"), ("76", "missile", "launched")],
        ),
        # One breath of two verbs is the wider role.
        ("40 drones were shot down or jammed.", [("40", "drone", "intercepted")]),
        # Mixed totals and compounds.
        ("Russia fired 90 drones and missiles.", [("90", "munition", "launched")]),
        ("a 90-drone raid by Russia", [("90", "drone", "launched")]),
        ("Three drone factories were hit.", [("Three", "other", "other")]),
        # People.
        ("A man was killed in a drone strike.", [("A", "person", "killed")]),
        ("The death toll rose to 21 after the strike.", [("21", "person", "killed")]),
        ("Seven people are in hospital.", [("Seven", "person", "hospitalised")]),
        ("None of the 30 people was hurt.", [("30", "person", "other")]),
    ],
)
def test_a_number_has_the_class_and_role_of_its_words(text, expected):
    assert read(text) == expected


def test_of_them_leans_on_the_sentence_before():
    told = read("Russia sent 52 drones. It knocked out 45 of them, Kyiv's air force said.")

    assert told[-1] == ("45", "drone", "shot_down")


def test_what_was_said_grows_old_and_is_forgotten():
    said = Said(counted="drone", role="launched").next("missile", "launched", 40.0)

    assert said.taking(None) == "missile"
    assert said.taking(frozenset({"drone"})) == "drone"
    assert said.known(40.0) == ("missile", "launched")
    assert said.known(4.0) is None


def test_a_row_of_items_covers_words_and_marks_in_order():
    row = items_of("a b, c.", Specials(numbers=(), dates=(), places=(), hits=()))

    assert [item.text for item in row] == ["a", "b", ",", "c", "."]


def test_a_bare_number_counts_nothing_by_itself():
    assert Counted(item=0, number=0, first=0, last=1).counted is None
