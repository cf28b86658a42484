"""The parts of the number grammar, each by its own promise."""

import pytest

from workers.core.numbers.atoms import ATOMS_MAX, find_atoms
from workers.core.numbers.calendar import is_after_month, is_year
from workers.core.numbers.cardinals import read_cardinal
from workers.core.numbers.draft import Draft
from workers.core.numbers.hedges import bound, hedge
from workers.core.numbers.joins import join
from workers.core.numbers.kinds import classify
from workers.core.numbers.names import name_kind
from workers.core.numbers.pronouns import counts
from workers.core.numbers.unit_words import general_table
from workers.core.numbers.words import compose


def drafts(sentence: str) -> list[Draft]:
    return compose(sentence, find_atoms(sentence))


@pytest.mark.parametrize(
    ("sentence", "shapes"),
    [
        ("5,438 and 12 480 and 5.2", ["grouped", "spaced", "decimal"]),
        ("3.250 and 8.740,5", ["dotted", "euro"]),
        ("2024-05-04 at 7:51", ["iso", "clock"]),
        ("10,12,14", ["plain", "plain", "plain"]),
        ("1,23,456", ["grouped"]),
        ("on Dec. 23, 635 came", ["plain", "plain"]),
        ("608, 820", ["slip"]),
    ],
)
def test_a_group_of_digits_has_a_shape(sentence, shapes):
    assert [atom.shape for atom in find_atoms(sentence)] == shapes


def test_atoms_are_bounded():
    assert len(find_atoms("7 goats and " * 2_000)) <= ATOMS_MAX


def test_a_cardinal_ends_where_the_next_number_begins():
    sentence = "one hundred and two hundred"
    atoms = find_atoms(sentence)
    draft, index = read_cardinal(sentence, atoms, 0)

    assert (draft.value, index) == (100, 2)


def test_words_compose_into_expressions():
    found = drafts("Two thirds of a dozen and several hundred of them, half a million.")

    assert [draft.shape for draft in found] == ["fraction", "plain", "vague", "plain"]


@pytest.mark.parametrize(
    ("sentence", "kind"), [("M6.1", "model"), ("8 a.m.", "time"), ("9 goats", "count")]
)
def test_a_draft_is_classified_by_its_neighbours(sentence, kind):
    [draft] = drafts(sentence)
    classify(sentence, draft, general_table())

    assert draft.kind == kind


def test_a_range_joins_two_drafts():
    sentence = "30 to 45 goats"

    assert [(d.low, d.high) for d in join(sentence, drafts(sentence))] == [(30, 45)]


def test_a_hedge_is_read_up_to_the_next_number():
    sentence = "40 goats and 12 or more sheep"
    first, second = drafts(sentence)
    hedge(sentence, first, second.start)
    hedge(sentence, second, len(sentence))
    bound(second)

    assert (first.approx, second.approx, second.low, second.high) == ("exact", "at_least", 12, None)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Flight ", "identifier"),
        ("the top ", "rank"),
        ("losses top ", None),
        ("on that day ", None),
    ],
)
def test_a_name_before_a_number_makes_it_a_name(before, expected):
    [draft] = drafts("12")

    assert name_kind(before, " people died", draft) == expected


def test_a_pronoun_counts_nothing():
    [draft] = drafts("one")

    assert not counts("no one", drafts("no one")[0])
    assert counts("one", draft)


def test_years_and_days_are_told_by_their_month():
    assert is_after_month("It came on May ")
    assert not is_after_month("It came on ")
    assert is_year(2024)
    assert not is_year(3024)
