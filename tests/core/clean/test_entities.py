import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.clean.entities import decoded

TEXTS = st.lists(st.sampled_from(["&amp;", "&#65;", "&nbsp", "&", ";", "x", "&ngE;"])).map("".join)


@given(TEXTS, st.booleans())
def test_a_character_has_the_place_of_what_stands_for_it(text: str, lenient):
    found = decoded(text, lenient=lenient)

    if found is not None:
        seen, starts, ends = found
        assert len(seen) == len(starts) == len(ends)
        for char, start, end in zip(seen, starts, ends, strict=True):
            assert char in html.unescape(text[start:end])


@pytest.mark.parametrize("text", ["no reference", "this & that", "&unknown"])
def test_a_text_without_references_is_left_alone(text: str):
    assert decoded(text, lenient=False) is None
