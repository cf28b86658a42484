import pytest

from workers.core.numbers.unit_words import GENERAL_UNITS, general_table
from workers.core.numbers.units import Unit, UnitTable

UNITS = general_table()


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (101.3, "fahrenheit", "celsius", 38.5),
        (-4, "fahrenheit", "celsius", -20.0),
        (99.7, "fahrenheit", "celsius", 37.6),
        (38.5, "celsius", "fahrenheit", 101.3),
        (1000, "acre", "hectare", 404.686),
        (2, "square_mile", "hectare", 517.998),
        (3, "square_km", "hectare", 300),
        (5, "mile", "kilometre", 8.04672),
        (4, "terabyte", "byte", 4e12),
        (7, "hectare", "hectare", 7),
    ],
)
def test_a_value_is_converted_into_another_unit_of_its_measure(value, unit, to, expected):
    assert UNITS.convert(value, unit, to) == pytest.approx(expected)


@pytest.mark.parametrize(("unit", "to"), [("usd", "eur"), ("acre", "mile"), ("none", "mile")])
def test_what_cannot_be_converted_is_not(unit, to):
    assert UNITS.convert(3, unit, to) is None


@pytest.mark.parametrize(
    ("text", "unit", "end"),
    [
        ("5 km away", "kilometre", 4),
        ("5km away", "kilometre", 3),
        ("5-acre plot", "acre", 6),
        ("5 square miles", "square_mile", 14),
        ("5 degrees Celsius", "celsius", 17),
        ("5 \u00b0C", "celsius", 4),
        ("5\u00a0\u00b0C", "celsius", 4),
        ("5% of", "percent", 2),
        ("5 per cent of", "percent", 10),
    ],
)
def test_the_words_behind_a_number_name_its_unit(text, unit, end):
    found = UNITS.after(text, 1)

    assert found is not None
    assert (found[0].name, found[1]) == (unit, end)


@pytest.mark.parametrize("text", ["5 goats", "5. km", "5 Cs", "5", "5 in the"])
def test_other_words_name_none(text):
    assert UNITS.after(text, 1) is None


@pytest.mark.parametrize(
    ("text", "unit", "start"),
    [("cost $", "usd", 5), ("cost US$", "usd", 5), ("cost CHF ", "chf", 5), ("Visa $", "usd", 5)],
)
def test_a_sign_before_a_number_names_its_unit(text, unit, start):
    found = UNITS.ahead(text + "5", len(text))

    assert found is not None
    assert (found[0].name, found[1]) == (unit, start)


def test_a_catalogue_adds_units_of_its_own():
    table = general_table([Unit(name="richter", words=("richter",), before=("M",), base="richter")])

    behind, before = table.after("5 richter", 1), table.ahead("M5", 1)

    assert behind is not None
    assert before is not None
    assert (behind[0], before[0].name) == (before[0], "richter")


def test_the_later_unit_of_one_word_wins():
    table = UnitTable([Unit(name="one", words=("bit",)), Unit(name="two", words=("bit",))])
    found = table.after("5 bit", 1)

    assert found is not None
    assert found[0].name == "two"


def test_each_general_unit_has_a_name_of_its_own():
    names = [unit.name for unit in GENERAL_UNITS]

    assert sorted(names) == sorted(set(names))
