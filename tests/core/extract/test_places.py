from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.core.extract.places import PLACES_PER_SENTENCE_MAX, Gazetteer, find_places

FILE = Path(__file__).parents[3] / "workers" / "domains" / "gazetteer.tsv"
GAZETTEER = Gazetteer.from_text(FILE.read_text(encoding="utf-8"))
SIZE_MAX = 1_500_000


def read(sentence: str, *prefer: str) -> list[tuple[str, str, str | None, str]]:
    found = find_places(sentence, GAZETTEER, prefer=frozenset(prefer))
    return [(place.name, place.country, place.admin, place.kind) for place in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hail fell on Kyiv.", [("Kyiv", "UA", None, "city")]),
        ("Hail fell on Kiev.", [("Kyiv", "UA", None, "city")]),
        ("Hail fell on Odessa.", [("Odesa", "UA", None, "city")]),
        (
            "Hail fell on Odessa, Texas.",
            [("Odessa", "US", "US-TX", "city"), ("Texas", "US", "US-TX", "region")],
        ),
        ("Hail fell on Kharkov.", [("Kharkiv", "UA", None, "city")]),
        ("Hail fell on St. Petersburg.", [("Saint Petersburg", "RU", None, "city")]),
        ("Hail fell on the Belgorod region.", [("Belgorod", "RU", "Belgorod", "region")]),
        ("Hail fell on British Columbia.", [("British Columbia", "CA", "CA-BC", "region")]),
        ("Hail fell in New South Wales.", [("New South Wales", "AU", "AU-NSW", "region")]),
        ("Costa Rica's farmers wept.", [("Costa Rica", "CR", None, "country")]),
        ("Venezuelan farmers wept.", [("Venezuelan", "VE", None, "people")]),
        ("The U.S. farmers wept.", [("United States", "US", None, "country")]),
        ("Farmers in the UK wept.", [("United Kingdom", "GB", None, "country")]),
        ("Hail fell in Niger State.", [("Niger State", "NG", "Niger State", "region")]),
        ("Hail fell in Niger.", [("Niger", "NE", None, "country")]),
        ("Hail fell in Reading.", [("Reading", "GB", None, "city")]),
        ("Reading was hard.", []),
        ("Police wept.", []),
        ("Most of March was dry.", []),
        ("Mr Lincoln wept.", []),
        ("Hail fell on Chernihiv.", [("Chernihiv", "UA", None, "city")]),
        ("Anna Doncaster wept.", []),
        ("Hail fell on Doncaster.", [("Doncaster", "GB", None, "city")]),
        ("Nothing fell.", []),
    ],
)  # fmt: skip
def test_a_place_is_named_with_its_country(sentence, expected):
    assert read(sentence) == expected


def test_a_name_of_two_places_goes_to_the_country_the_text_is_about():
    assert read("Hail fell on Valencia.", "ES")[0][1] == "ES"
    assert read("Hail fell on Valencia.", "VE")[0][1] == "VE"


def test_a_full_stop_is_no_part_of_a_name():
    [place] = find_places("Hail fell on Chernihiv.", GAZETTEER)

    assert "Hail fell on Chernihiv."[place.start : place.end] == "Chernihiv"


def test_the_gazetteer_stays_small_and_names_its_source():
    text = FILE.read_text(encoding="utf-8")

    assert len(text.encode()) < SIZE_MAX
    assert "CC BY 4.0" in text


WORDS = "In Kyiv , Of Most Texas U.S. the and New York ' \u2019s - Region"
PIECES = st.lists(st.sampled_from(WORDS.split())).map(" ".join)


@given(st.one_of(st.text(max_size=200), PIECES))
def test_any_sentence_yields_ordered_places_inside_it(sentence):
    end = 0
    for place in find_places(sentence, GAZETTEER):
        assert end <= place.start < place.end <= len(sentence)
        end = place.end


@pytest.mark.parametrize("hostile", ["Kyiv " * 10_000, "New " * 12_000, "A of the " * 6_000])
def test_a_hostile_sentence_yields_a_bounded_number_of_places(hostile):
    assert len(find_places(hostile, GAZETTEER)) <= PLACES_PER_SENTENCE_MAX
