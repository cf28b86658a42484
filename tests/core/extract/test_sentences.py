from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.extract.sentences import SENTENCE_CHARS_MAX, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Hale and Gen. Orr met. They left.", ["Mr. Hale and Gen. Orr met.", "They left."]),
        ("At 6 p.m. The doors shut.", ["At 6 p.m.", "The doors shut."]),
        ("At 6 p.m. Tuesday they shut.", ["At 6 p.m. Tuesday they shut."]),
        ("The U.S. Navy left. It rained.", ["The U.S. Navy left.", "It rained."]),
        ("He came to No. 12 at last. Fine.", ["He came to No. 12 at last.", "Fine."]),
        ("They met on Dec. 23 in Rome.", ["They met on Dec. 23 in Rome."]),
        ("They paid 4,200. 17 refused.", ["They paid 4,200.", "17 refused."]),
        ("J. R. Moss won. Who lost?", ["J. R. Moss won.", "Who lost?"]),
        ('"It rained." He left.', ['"It rained."', "He left."]),
        ("It fell to 3.5 points. Good.", ["It fell to 3.5 points.", "Good."]),
        ("A title\n\nA text.", ["A title", "A text."]),
        ("A broken\nline goes on.", ["A broken\nline goes on."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("1. Wash it. 2. Dry it.", ["1. Wash it.", "2. Dry it."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from('ab A.!?"\n1,; Mr'), max_size=400))
def test_sentences_cover_every_character_that_is_not_space(text):
    spans = sentences(text)

    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in cut(text))


@pytest.mark.parametrize("text", ["a" * 50_000, "word " * 10_000, "Mr. " * 12_000, "so, " * 12_000])
def test_no_sentence_is_longer_than_its_limit(text):
    spans = sentences(text)

    assert all(end - start <= SENTENCE_CHARS_MAX for start, end in spans)
    assert len(spans) <= 2 * len(text) / SENTENCE_CHARS_MAX + 2
