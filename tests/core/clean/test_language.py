import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.clean.language import is_english


@pytest.mark.parametrize(
    "text",
    [
        "The dam above the town broke on Monday morning, the county said in a statement.",
        "NORRBY: 12 DEAD, 40 MISSING AS DAM BREAKS ABOVE TOWN, COUNTY SAYS",
        "12 400",
        "",
    ],
)
def test_english_and_what_is_too_short_to_tell_is_read(text):
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm oberhalb der Stadt brach am Montagmorgen, wie der Landkreis mitteilte.",
        "Плотина над городом прорвалась в понедельник утром, сообщили власти области.",
        "Le barrage au-dessus de la ville a cédé lundi matin, selon la préfecture du département.",
        "La presa situada sobre la ciudad se rompió el lunes por la mañana, según el condado.",
    ],
)
def test_other_languages_are_not(text):
    assert not is_english(text)


@given(st.text())
def test_any_text_has_an_answer(text):
    assert is_english(text) in {True, False}
