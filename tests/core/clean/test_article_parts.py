"""Clean parts: the small rules that cleaning is made of."""

import pytest

from workers.core.catalogue.furniture import Furniture
from workers.core.clean import html as clean_html
from workers.core.clean import joins as clean_joins
from workers.core.clean import lines as clean_lines
from workers.core.clean import live as clean_live
from workers.core.clean import marks as clean_marks
from workers.core.clean.credit import credited_to
from workers.core.clean.rules import is_credited, rule_by_shape, shape
from workers.core.clean.text import passage

NOTHING = Furniture("")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("by Adnetic", "byline"),
        ("By our foreign desk", "byline"),
        ("By Friday morning 12 had died", None),
        ("By region (dead / missing)", None),
        ("17 minutes ago", "stamp"),
        ("Published 4 May 2031 at 10:05 GMT", "stamp"),
        ("May 4 was the day the dam broke", None),
        ("1 2 3 ... 44 Next", "navigation"),
        ("Home | News | Weather", "navigation"),
        ("EUR 1.08 USD 92.4 OIL 71", "ticker"),
        ("&w=120&h=80", "debris"),
        ("***", "debris"),
        ("The dam broke.", None),
    ],
)
def test_a_shape_condemns_a_line_or_does_not(line, rule):
    assert rule_by_shape(line, shape(line)) == rule


def test_a_question_may_be_a_headline_and_a_sentence_may_not():
    assert shape("Will the dam hold for one more year?").teaser
    assert shape("The dam will hold for one more year.").prose


def test_a_name_in_brackets_at_the_end_is_a_picture_credit():
    line = "Water over the road near Norrby on Monday (River Pictures)"

    assert is_credited(line, shape(line))


def test_lines_know_their_stretch_and_the_gap_before_them():
    found = clean_joins.lines("  one \n\n two\nthree")

    assert [(line.start, line.end, line.blank_before) for line in found] == [
        (2, 5, False),
        (9, 12, True),
        (13, 18, False),
    ]


def test_three_short_lines_in_a_row_are_no_article():
    told = "The dam above the town broke on Monday, they said."
    text = "\n".join(
        [told, told + " Twice.", "Rivers", "Roads", "Weather today", told + " Thrice."]
    )

    found = clean_lines.blocks(text, "", furniture=NOTHING)

    assert [block.rule for block in found] == [None, None, "run", "run", "run", None]


def test_a_bulletin_is_an_article():
    text = "Dead: 12\nMissing: 40\nHomeless: 3,000"

    found = clean_lines.blocks(text, "Flood in numbers", furniture=NOTHING)

    assert {block.rule for block in found} == {None}


def test_two_clocks_make_no_live_page():
    found = clean_lines.blocks("9:30 - Rain\n8:15 - Wind", "", furniture=NOTHING)

    assert clean_live.clocks(found) == {}


def test_a_mask_keeps_the_length():
    text = "It broke.[12] See https://example.org/a?b=1 today."
    whole = passage("body", text)

    masked, cuts = clean_marks.masked(whole, ())

    assert len(masked.text) == len(text)
    assert masked.text.split() == ["It", "broke.", "See", "today."]
    assert [cut.rule for cut in cuts] == ["reference", "address"]


def test_a_dateline_names_the_agency_before_a_credit_line_does():
    assert (
        credited_to(["OSTBY, May 3 (Lake Wire) - Rain fell."], ["Copyright Post."]) == "Lake Wire"
    )


def test_marks_of_the_parser_in_a_page_do_no_harm():
    page = "<p>one \U00100003 two</p><p>three</p><p>four</p>"

    found, _ = clean_html.main_text(page)

    assert found.text.split() == ["one", "\ufffd", "two", "three", "four"]


def test_headlines_run_into_their_texts_are_no_article():
    glued = [
        f"Nine Die In MineNine miners died in shaft {n} at noon, the owner said." for n in "abc"
    ]
    told = [f"Mayor Holt said that gate {n} of the dam would hold until noon." for n in "abc"]

    found = clean_lines.blocks("\n".join([*told, *glued]), "", furniture=NOTHING)

    assert [block.rule for block in found] == [None] * 3 + ["run"] * 3


def test_a_sentence_that_holds_the_headline_is_no_repeat():
    text = (
        "The dam above Norrby has broken for the second time this year.\nNobody was hurt, it said."
    )

    found = clean_lines.blocks(text, "The dam above Norrby", furniture=NOTHING)

    assert {block.rule for block in found} == {None}


def test_a_text_of_too_many_lines_is_cut_at_the_limit():
    limit = clean_lines.LINES_MAX

    found = clean_lines.blocks("x1.\n" * (limit + 9), "", furniture=NOTHING)

    assert len(found) == limit + 1
    assert found[-1].rule == "line_limit"
    assert found[-1].lines[-1].end == 4 * (limit + 9) - 1
