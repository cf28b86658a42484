"""Scalars: which measured numbers are the event's own, in which unit, country and day."""

from datetime import date

import pytest

from tests.core.readers import CORE, NOON, read
from workers.core.catalogue.scalar_words import Scalar
from workers.core.clean.text import CleanText, passage
from workers.core.dates.expressions import Anchor
from workers.core.extract.article import Extractor
from workers.core.extract.countries import CountryReader
from workers.core.extract.home import home_country, publisher_country
from workers.core.extract.places import Gazetteer
from workers.core.extract.scalar_line import ScalarLine
from workers.core.extract.scalars import ScalarReader
from workers.core.records.phrases import words_of
from workers.domains import FOLDER

PLACES = Gazetteer.from_text((FOLDER / "gazetteer.tsv").read_text(encoding="utf-8"))
EXTRACTOR = Extractor(CORE.catalogue, PLACES)


def figures(text, **of):
    return {
        (claim.figure, report.series, claim.value.stated)
        for report in read(text, **of).reports
        for claim in report.claims
        if not claim.past
    }


def table(text):
    clean = CleanText(title=passage("title", ""), body=passage("body", text))
    return EXTRACTOR.table(clean, Anchor(published=NOON))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A 5.9-magnitude earthquake hit Nepal.", 5.9),
        ("An earthquake of magnitude 6 hit Nepal.", 6),
        ("A quake measuring 4.4 shook Nepal.", 4.4),
        ("M 6.3 - 40 km W of Pokhara, Nepal: an earthquake.", 6.3),
        ("The earthquake in Nepal had its magnitude revised to 7.1 from 6.9.", 7.1),
        ("An aftershock of magnitude 5.2 shook Nepal.", None),
        ("Nine earthquakes of magnitude 5 or more shook Nepal.", None),
        (
            "In Nepal an earthquake of magnitude 8.0 could follow, the odds of magnitude 8 are 1%.",
            None,
        ),
    ],
)
def test_the_magnitude_of_the_main_shock_counts(text, value):
    expected = set() if value is None else {("magnitude", "NP", value)}
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Denmark had its hottest day on record: 36.4C in Holbaek.", 36.4),
        ("At 99.5 degrees Fahrenheit Denmark saw its highest temperature ever.", 37.5),
        ("Holbaek reached 36.4C, the highest there since 1975, the Danish institute said.", None),
        ("Denmark expects its hottest day on record with 37C on Friday.", None),
        ("In Denmark it felt like 39C, doctors said.", None),
    ],
)
def test_the_highest_temperature_of_a_country_counts_in_celsius(text, value):
    expected = set() if value is None else {("temp_max", "DK", value)}
    assert figures(text) == expected


def test_a_toll_belongs_to_the_country_it_is_told_of():
    text = "The earthquake in Ecuador killed 58 people, and 4 people died in Colombia."
    assert {("killed", "EC", 58), ("killed", "CO", 4)} <= figures(text)


def test_a_publisher_speaks_of_the_country_in_its_name():
    assert publisher_country("Norwegian Quake Service", PLACES) == "NO"
    assert publisher_country("Example Post", PLACES) is None


def test_a_text_is_at_home_where_its_places_are_and_not_where_its_services_are():
    text = "A quake shook Nepal, the United States Geological Survey said."
    assert home_country(table(text), NOON.date()) == "NP"
    assert home_country((), NOON.date()) is None


def test_the_main_day_is_the_day_told_beside_the_event():
    reader = CountryReader(CORE.catalogue.domains["earthquakes"], PLACES, EXTRACTOR.tools.units)
    sentences = table("The earthquake struck Nepal on Monday. Schools opened on Tuesday.")
    here = reader.here(sentences, NOON.date(), "Example Post")
    assert (here.country, here.day) == ("NP", date(2031, 5, 12))


def test_a_quantity_without_its_words_is_not_read():
    scalar = Scalar(figure="magnitude", role="magnitude", counted="magnitude", range=(1.0, 9.9))
    reader = ScalarReader(scalar, CORE.catalogue.domains["earthquakes"], EXTRACTOR.tools.units)
    here = CountryReader(CORE.catalogue.domains["earthquakes"], PLACES, EXTRACTOR.tools.units).here(
        (), NOON.date(), ""
    )
    assert reader.read(table("It gained 6.1 points."), here) == []


def test_a_short_stretch_between_commas_is_read_with_its_clause():
    (sentence,) = table("The lowest value, 3.1C, came late in the night of the eleventh")
    line = ScalarLine(sentence, words_of(sentence.text), following="")
    at = line.at(sentence.text.index("3.1"))
    assert line.near(at) == line.clause(at)
    assert line.before(sentence.text.index("3.1")) == "value,"
