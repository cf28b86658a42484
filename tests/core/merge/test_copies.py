"""Copies: copies of one text are one source, of whatever length and in whatever number."""

import pytest

from tests.core.judge.test_rules import HISTORY, alerts, told
from tests.core.makers import report
from workers.core.merge.copies import Copies

FLASH = "Aland sent 539 drones at Bland in the night, the air force says."
LONG = " ".join(f"word{i}" for i in range(80))
OTHER = " ".join(f"other{i}" for i in range(80))
HALF = " ".join([*LONG.split()[:26], *OTHER.split()[:54]])

SOURCES: dict[str, tuple[list[dict[str, str]], int]] = {
    "a flash of a few words, word by word": ([{"text": FLASH}, {"text": FLASH}], 1),
    "two flashes in other words": ([{"text": FLASH}, {"text": FLASH.replace("sent", "flew")}], 2),
    "a text cut": ([{"text": LONG}, {"text": LONG[:400]}], 1),
    "texts that share a third": ([{"text": LONG}, {"text": HALF}], 2),
    "texts that share a third and credit one agency": (
        [{"text": LONG, "credited_to": "Northern"}, {"text": HALF, "credited_to": "Northern"}],
        1,
    ),
    "texts without words": ([{}, {}], 2),
}


@pytest.mark.parametrize("case", SOURCES)
def test_copies_are_one_source(case):
    texts, wanted = SOURCES[case]
    made = [told(f"a{i}", 539, at=0.3 + i / 10, **text) for i, text in enumerate(texts)]
    found, _ = alerts(HISTORY, *made)

    assert [row[-1] for row in found] == ["provisional" if wanted == 1 else "confirmed"]


def test_copies_are_the_same_whatever_was_held_before():
    texts = {
        name: report(name, at=1, text=text, credited_to=credit)
        for name, text, credit in (
            ("a", LONG, "Northern"),
            ("b", HALF, "Northern"),
            ("c", OTHER, None),
            ("d", LONG, None),
        )
    }
    held = Copies()
    for left_out in ("", "a", "d", "", "b"):
        some = {name: text for name, text in texts.items() if name != left_out}
        held = held.change(some)
        fresh = Copies().change(some)

        assert [
            (one, other) for one in some for other in some if held.part(one) == held.part(other)
        ] == [
            (one, other) for one in some for other in some if fresh.part(one) == fresh.part(other)
        ]
