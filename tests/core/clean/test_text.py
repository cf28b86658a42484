import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.clean.text import excerpt, normal, passage


@given(st.text())
def test_normal_text_has_the_length_of_the_delivered_one(text):
    assert len(normal(text)) == len(text)


@given(st.text())
def test_every_character_of_a_passage_knows_its_place(text):
    whole = passage("body", text)

    for at, char in enumerate(whole.text):
        span = whole.raw_span(at, at + 1)
        assert span is not None
        assert char in normal(html.unescape(text[slice(*span)]))


@pytest.mark.parametrize(
    ("delivered", "seen"),
    [
        ("\u201cIt\u2019s 12\u00a0400\u201d", '"It\'s 12 400"'),
        ("17\u202f300", "17 300"),
        ("6\u200b08", "608"),
        ("minus \u22125", "minus -5"),
        ("10\u201312", "10\u201312"),
        ("\uff11\uff12", "12"),
        ("Ukraine&#8217;s 12&nbsp;400", "Ukraine's 12 400"),
        ("R&D; 5 &copy 6 & 7", "R&D; 5 &copy 6 & 7"),
    ],
)
def test_lookalikes_are_made_one(delivered, seen):
    assert passage("body", delivered).text == seen


def test_what_cleaning_put_in_has_no_place():
    whole = passage("body", "one two")

    parts = excerpt(whole, [("", 0, 3), ("\n\n", 4, 7)])

    assert parts.text == "one\n\ntwo"
    assert parts.raw_span(3, 5) is None
    assert parts.raw_span(0, 8) == (0, 7)
