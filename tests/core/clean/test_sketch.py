import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.clean.sketch import SKETCH_MAX, containment, sketch

PARTS = (
    "The dam above the town of Norrby broke early on Monday, the county council said.",
    "Water stood two metres high in Mill Street, where forty families live in old houses.",
    "A school on the hill took them in, and the Red Cross brought beds from the capital.",
    "Engineers who looked at the gates in spring had found them rusty but safe for a year.",
    "The mayor, Anna Holt, wants to know why nobody rang the bells before the water came.",
    "Trains between Norrby and the coast will not run before Thursday, the railway said.",
)
WHOLE = " ".join(PARTS)
RETOLD = (
    "Early on Monday a barrage gave way above Norrby. Some forty families had to leave Mill Street,"
    " which was under two metres of water, for beds in a hilltop school. Nobody had warned them,"
    " complains mayor Holt; inspectors had called the rusty gates safe only months ago."
)
LONG = " ".join(f"Gate {n} of the dam held {n * 7} tonnes when {n} came." for n in range(90))


def share(one: str, other: str) -> float:
    return containment(sketch(one), sketch(other))


@pytest.mark.parametrize(
    "copy",
    [
        WHOLE,
        " ".join(PARTS[:4]),
        " ".join(PARTS[2:]),
        " ".join(reversed(PARTS)),
        "NORRBY (River Wire) - " + WHOLE + " Reporting by River Wire.",
        WHOLE.replace("broke early on Monday", "gave way before dawn on Monday"),
        WHOLE.upper(),
        LONG + " " + WHOLE,
    ],
    ids=["whole", "cut", "beheaded", "reordered", "credited", "reworded", "capitals", "within"],
)
def test_a_copy_holds_most_of_the_text(copy):
    assert share(WHOLE, copy) >= 0.6


@pytest.mark.parametrize("other", [RETOLD, LONG, "Nine die in mine", ""])
def test_another_telling_is_no_copy(other):
    assert share(WHOLE, other) <= 0.15


@given(st.text(), st.text())
def test_containment_is_a_share_that_does_not_depend_on_order(one, other):
    assert 0 <= share(one, other) <= 1
    if sketch(one)[1] != sketch(other)[1]:
        assert share(one, other) == share(other, one)


@given(st.text(min_size=1))
def test_a_text_holds_all_of_itself(text):
    values, shingles = sketch(text)

    assert len(values) == min(shingles, SKETCH_MAX)
    assert list(values) == sorted(set(values))
    assert share(text, text) == (1.0 if shingles else 0.0)


def test_a_sketch_is_the_same_in_every_process():
    code = f"from workers.core.clean.sketch import sketch; print(sketch({WHOLE!r}))"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}

    printed = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)

    assert printed.strip() == repr(sketch(WHOLE))
