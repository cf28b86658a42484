import pytest

from tests.core.telling import extract
from workers.core.extract.scene import Scene
from workers.core.extract.told import Telling


def figures(body, title=""):
    return [
        f"{found.figure} {found.series} {found.number.value:g}"
        for found in extract(body, title).found
        if found.figure and not found.past and not found.derived
    ]


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("Russia launched 40 drones at Ukraine.", "RU->UA"),
        ("Ukrainian crews shot down 40 drones.", "RU->UA"),
        ("40 drones launched by Russia were shot down.", "RU->UA"),
        ("Russia's defence ministry said 40 Ukrainian drones were destroyed.", "UA->RU"),
        ("Moscow says it downed 40 drones.", "UA->RU"),
        ("Kyiv said 40 drones were launched against the country.", "RU->UA"),
        ("Iran fired 40 drones at Israel.", "IR->IL"),
    ],
)
def test_who_attacks_whom_is_read_from_the_clause(text, series):
    assert {found.series for found in extract(text).found} == {series}


def test_the_other_direction_in_the_last_paragraph_keeps_to_itself():
    told = figures(
        "Russia launched 88 drones at Ukraine overnight.\n\n"
        "Russia's defence ministry said 31 Ukrainian drones were shot down."
    )

    assert told == ["drones_launched RU->UA 88", "drones_downed UA->RU 31"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # One place, a list of places, several regions.
        ("Russia launched 30 drones over Kyiv.", []),
        ("Russia launched 30 drones over Sumy, Kharkiv and Odesa.", ["drones_launched RU->UA 30"]),
        ("Russia launched 30 drones over eight regions.", ["drones_launched RU->UA 30"]),
        # Periods.
        ("Russia launched 900 drones at Ukraine this week.", []),
        ("Since January Russia has launched 900 drones at Ukraine.", []),
        ("In April Russia launched 3,900 drones.", ["monthly_drones RU->UA 3900"]),
        ("In 24 hours Russia launched 900 drones.", ["day_drones RU->UA 900"]),
        ("In May so far Russia launched 900 drones.", []),
        # What is not told as having happened now.
        ("Russia could launch 900 drones at Ukraine.", []),
        ("On 2 May Russia launched 90 drones, a year's high.", []),
        ("Russia launched 502 drones, beating the record of 479.", ["drones_launched RU->UA 502"]),
        # Given, not launched.
        ("Britain will deliver 900 drones to Ukraine, which Russia attacked.", []),
        # Parts of a class.
        (
            "Russia fired 30 missiles at Ukraine, including nine ballistic ones.",
            ["missiles_launched RU->UA 30"],
        ),
        # A replaced value.
        (
            "Russia launched 810 drones. Earlier reports spoke of 805 drones.",
            ["drones_launched RU->UA 810"],
        ),
    ],
)
def test_only_the_whole_of_the_reported_attack_feeds_its_figures(text, told):
    assert figures(text) == told


def test_a_wider_toll_leaves_the_local_ones_as_parts():
    told = figures(
        "Seven people were killed in Russian strikes on Ukraine: four in Dnipro and three in Sumy."
    )

    assert told == ["killed RU->UA 7"]


def test_the_toll_of_the_only_place_stands_for_the_attack():
    found = list(extract("A Russian missile killed four people in Dnipro.").found)

    assert [(one.figure, one.place, one.main_place) for one in found] == [
        ("killed", "Dnipro", True)
    ]


def test_equal_places_without_a_sum_give_no_toll():
    assert figures("Russian strikes killed two in Dnipro and two in Sumy.") == []


def test_a_total_is_added_up_from_exact_parts_and_placed_at_the_first():
    found = extract("Russia launched 88 drones and 12 missiles at Ukraine.").found
    total = [one for one in found if one.derived]

    assert [(one.figure, one.value.stated, one.number.text) for one in total] == [
        ("barrage_total", 100, "88")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Russia launched 88 drones and about 12 missiles at Ukraine.",
        "Russia launched 88 drones and 12 missiles at Ukraine, 100 weapons in all.",
        "Russia launched 88 drones at Ukraine.",
    ],
)
def test_no_total_is_added_up_where_it_is_stated_hedged_or_half(text):
    assert not [one for one in extract(text).found if one.derived]


def test_a_number_that_feeds_no_figure_says_why():
    found = extract("Russia launched 900 drones at Ukraine this week.").found

    assert [(one.figure, one.why) for one in found] == [(None, "sum over a week")]


def test_a_scene_and_a_telling_are_values():
    assert Telling(told=(), sides={}) == Telling(told=(), sides={})
    assert "shift" in Scene.__struct_fields__
