"""Record phrases: gaps, numbers, years and months match; breaks and other words do not."""

import pytest

from workers.core.records.phrases import Phrases, is_year, month_number, words_of


@pytest.mark.parametrize(
    ("phrase", "text", "matched"),
    [
        ("on record", "on record", True),
        ("all time", "all-time", True),
        ("in * history", "in the town's long history", True),
        ("in * history", "in one two three four five history", False),
        ("since %year", "since 2019", True),
        ("since %year", "since 40", False),
        ("for %month", "for October", True),
        ("in # years", "in 40 years", True),
        ("in # years", "in several years", True),
        ("first + since", "first big fire in the hills since", True),
        ("on record", "on; record", False),
    ],
)
def test_a_phrase_matches_what_its_signs_stand_for(phrase, text, matched):
    assert (Phrases([phrase]).at(words_of(text), 0) is not None) is matched


def test_of_phrases_that_start_together_the_longest_counts():
    assert Phrases(["the", "the war"]).at(words_of("the war began"), 0) == 2


def test_phrases_are_found_behind_and_before_a_word():
    words = words_of("it was one of the largest fires on record")
    assert Phrases(["on record"]).within(words, 3, 9) == (7, 9)
    assert Phrases(["one of the"]).before(words, 5, reach=0) == (2, 5)
    assert Phrases(["it was"]).before(words, 5, reach=2) is None


def test_clauses_end_at_strong_breaks_and_soft_ones_at_commas():
    words = words_of("They came, in May; nobody saw")
    assert (words.clause_start(3), words.clause_end(0)) == (0, 4)
    assert (words.clause_start(3, soft=True), words.clause_end(0, soft=True)) == (2, 2)


def test_the_stop_of_an_initial_breaks_nothing():
    assert words_of("in U.S. history").breaks == ("", "", "", "")


def test_years_and_months_are_known():
    assert is_year("1998")
    assert not is_year("998")
    assert month_number("june") == 6
    assert month_number("drone") is None
