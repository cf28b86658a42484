"""Record parts: the finder, the senses of the word, the state and the binding, each by itself."""

import pytest

from tests.core.readers import NOON, UNITS, WORDS
from workers.core.numbers.numerals import find_numbers
from workers.core.records.find import candidates
from workers.core.records.noun import RecordNouns
from workers.core.records.phrases import words_of
from workers.core.records.scope import Setting, limits, scope_of
from workers.core.records.state import state_of
from workers.core.records.usable import word_at


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a record haul", ["record"]),
        ("the largest haul", ["superlative"]),
        ("the previous record", ["old"]),
        ("beat the previous record", ["broken", "old"]),
        ("more boats than ever before", ["comparative"]),
        ("never so many boats", ["never"]),
        ("an unprecedented haul", ["unprecedented"]),
        ("the first haul since 2019", ["first"]),
        ("a plain haul", []),
    ],
)
def test_each_way_to_call_a_record_is_found(text, kinds):
    assert [each.kind for each in candidates(words_of(text), WORDS)] == kinds


@pytest.mark.parametrize(
    ("text", "is_mark"),
    [
        ("a record haul", True),
        ("a record of 40 boats", True),
        ("a record of failing", False),
        ("his record in office", False),
        ("a record label", False),
        ("to record 40 boats", True),
        ("to record the boats", False),
    ],
)
def test_the_word_record_is_a_mark_or_is_not(text, is_mark):
    words = words_of(text)
    at = words.folded.index("record")
    assert RecordNouns(words, WORDS).is_claim(at, at + 1) is is_mark


@pytest.mark.parametrize(
    ("text", "state", "scope"),
    [
        ("It was the largest haul ever.", "current", "ever"),
        ("It could be the largest haul ever.", "forecast", "ever"),
        ("It was one of the largest hauls since 2019.", "vague", "since:2019"),
        ("They hope for the largest haul this year.", "attempt", "year"),
        ("It was not the largest haul in months.", "past", "recent"),
    ],
)
def test_state_and_scope_come_from_the_clause(text, state, scope):
    setting = Setting(text, numbers=tuple(find_numbers(text, units=UNITS)), published=NOON)
    (candidate,) = candidates(setting.words, WORDS)
    found = scope_of(candidate, setting, found=limits(setting, WORDS), vocabulary=WORDS)
    assert found.name == scope
    assert state_of(candidate, found, setting, vocabulary=WORDS).name == state


def test_the_word_at_an_offset_is_the_one_there_or_behind():
    words = words_of("one two three")
    assert [word_at(words, offset) for offset in (0, 2, 3, 4, 8, 13)] == [0, 0, 1, 1, 2, 3]
