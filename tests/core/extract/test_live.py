"""Live: of several entries of a page the latest one speaks for a figure."""

from tests.core.readers import found
from workers.core.clean.text import Entry
from workers.core.extract.found import Extract
from workers.core.extract.live import latest_entries

ENTRIES = (Entry(0, 50, 900), Entry(50, 100, 700))


def figures(*numbers):
    extract = Extract(domain="air_attacks", found=numbers)
    return [each.figure for each in latest_entries(extract, ENTRIES).found]


def test_an_older_entry_yields_for_the_same_figure():
    later, older = found("30 drones", start=10), found("28 drones", start=60)
    assert figures(later, older) == ["drones_launched", None]


def test_an_older_entry_that_says_the_same_stays():
    assert figures(found(start=10), found(start=60)) == ["drones_launched"] * 2


def test_another_figure_of_an_older_entry_stays():
    other = found(start=60, figure="killed")
    assert figures(found(start=10), other) == ["drones_launched", "killed"]


def test_numbers_outside_of_entries_stay():
    assert (
        figures(found(start=10), found(start=300), found(start=60, field="title"))
        == ["drones_launched"] * 3
    )


def test_a_page_without_entries_is_left_alone():
    extract = Extract(domain="air_attacks", found=(found(), found(start=60)))
    assert latest_entries(extract, ()) is extract
