"""Unit words: the measures that any news text may use, with their factors. No domain's words."""

from collections.abc import Iterable
from typing import Final

from workers.core.units import Unit, UnitKind, UnitTable

_MASS: Final = "kilogram"
_LENGTH: Final = "metre"
_TIME: Final = "day"

_CURRENCIES: Final = (
    ("usd", ("$", "$US", "US$", "USD", "US $", "U.S. $"), ("dollars", "dollar", "us dollars", "usd", "u.s. dollars", "american dollars", "bucks")),
    ("eur", ("\u20ac", "EUR"), ("euros", "euro", "eur")),
    ("gbp", ("\u00a3", "GBP"), ("pounds sterling", "gbp", "quid")),
    ("jpy", ("\u00a5", "JPY"), ("yen", "jpy")),
    ("cny", ("CNY", "RMB"), ("yuan", "renminbi", "cny", "rmb")),
    ("inr", ("\u20b9", "INR", "Rs", "Rs."), ("rupees", "rupee", "inr")),
    ("rub", ("\u20bd", "RUB"), ("rubles", "roubles", "ruble", "rouble", "rub")),
    ("uah", ("\u20b4", "UAH"), ("hryvnia", "hryvnias", "hryvnya", "uah")),
    ("krw", ("\u20a9", "KRW"), ("won", "krw")),
    ("ils", ("\u20aa", "NIS", "ILS"), ("shekels", "shekel")),
    ("try", ("\u20ba", "TRY"), ("lira", "liras")),
    ("chf", ("CHF",), ("swiss francs", "swiss franc", "chf", "francs", "franc")),
    ("cad", ("C$", "CA$", "CAD"), ("canadian dollars", "cad")),
    ("aud", ("A$", "AU$", "AUD"), ("australian dollars", "aud")),
    ("nzd", ("NZ$", "NZD"), ("new zealand dollars", "nzd")),
    ("hkd", ("HK$", "HKD"), ("hong kong dollars", "hkd")),
    ("sgd", ("S$", "SGD"), ("singapore dollars", "sgd")),
    ("twd", ("NT$", "TWD"), ("taiwan dollars",)),
    ("brl", ("R$", "BRL"), ("reais", "real")),
    ("mxn", ("MX$", "MXN"), ("pesos", "peso")),
    ("myr", ("RM", "MYR"), ("ringgit", "sen")),
    ("pln", ("PLN",), ("zloty", "zlotys", "zlotych")),
    ("sek", ("SEK",), ("kronor", "krona", "kroner", "crowns")),
    ("idr", ("IDR", "Rp"), ("rupiah",)),
    ("thb", ("\u0e3f", "THB"), ("baht",)),
    ("vnd", ("VND",), ("dong",)),
    ("php", ("\u20b1", "PHP"), ("philippine pesos",)),
    ("zar", ("ZAR",), ("rand",)),
    ("ngn", ("\u20a6", "NGN"), ("naira",)),
    ("pkr", ("PKR",), ("pakistani rupees",)),
    ("aed", ("AED", "Dh", "Dh."), ("dirhams", "dirham")),
    ("sar", ("SAR",), ("riyals", "riyal")),
    ("irr", ("IRR",), ("rials", "rial", "tomans")),
    ("nlg", (), ("guilders", "guilder")),
    ("cent", (), ("cents", "cent", "pence", "kopecks", "paise")),
)  # fmt: skip

_MEASURES: Final[tuple[tuple[str, UnitKind, str, str, str, float], ...]] = (
    # name, kind, words, symbols, base, factor
    ("kilometre", "distance", "kilometres kilometers kilometre kilometer kms", "km", _LENGTH, 1000.0),
    ("metre", "distance", "metres meters metre meter", "m", _LENGTH, 1.0),
    ("centimetre", "distance", "centimetres centimeters centimetre centimeter", "cm", _LENGTH, 0.01),
    ("millimetre", "distance", "millimetres millimeters millimetre millimeter", "mm", _LENGTH, 0.001),
    ("mile", "distance", "miles mile", "mi", _LENGTH, 1609.344),
    ("nautical_mile", "distance", "nautical_miles nautical_mile", "nm nmi", _LENGTH, 1852.0),
    ("yard", "distance", "yards yard", "yd yds", _LENGTH, 0.9144),
    ("foot", "distance", "feet foot", "ft", _LENGTH, 0.3048),
    ("inch", "distance", "inches inch", "\u2033", _LENGTH, 0.0254),
    ("second", "duration", "seconds second secs sec", "", _TIME, 1 / 86400),
    ("minute", "duration", "minutes minute mins min", "", _TIME, 1 / 1440),
    ("hour", "duration", "hours hour hrs hr", "h", _TIME, 1 / 24),
    ("day", "duration", "days day", "", _TIME, 1.0),
    ("night", "duration", "nights night", "", _TIME, 1.0),
    ("week", "duration", "weeks week", "", _TIME, 7.0),
    ("fortnight", "duration", "fortnights fortnight", "", _TIME, 14.0),
    ("month", "duration", "months month", "", _TIME, 30.4375),
    ("year", "duration", "years year yrs yr", "", _TIME, 365.25),
    ("decade", "duration", "decades decade", "", _TIME, 3652.5),
    ("century", "duration", "centuries century", "", _TIME, 36525.0),
    ("kilogram", "measure", "kilograms kilogram kilogrammes kilos kilo kgs", "kg", _MASS, 1.0),
    ("gram", "measure", "grams gram grammes gramme", "g", _MASS, 0.001),
    ("tonne", "measure", "tonnes tonne metric_tons metric_ton", "t", _MASS, 1000.0),
    ("ton", "measure", "tons ton", "", _MASS, 907.18474),
    ("pound", "measure", "pounds pound", "lb lbs", _MASS, 0.45359237),
    ("ounce", "measure", "ounces ounce", "oz", _MASS, 0.028349523),
    ("hectare", "measure", "hectares hectare", "ha", "hectare", 1.0),
    ("acre", "measure", "acres acre", "", "hectare", 0.404686),
    ("square_mile", "measure", "square_miles square_mile sq_miles", "mi\u00b2", "hectare", 258.999),
    ("square_km", "measure", "square_kilometres square_kilometers square_kilometre square_kilometer square_km sq_km sqkm", "km\u00b2 km2", "hectare", 100.0),
    ("square_metre", "measure", "square_metres square_meters square_metre square_meter sq_m sqm", "m\u00b2 m2", "hectare", 0.0001),
    ("square_foot", "measure", "square_feet square_foot sq_ft sqft", "ft\u00b2", "hectare", 0.09290304e-4),
    ("cubic_metre", "measure", "cubic_metres cubic_meters cubic_metre cubic_meter", "m\u00b3 m3", "cubic_metre", 1.0),
    ("litre", "measure", "litres liters litre liter", "l L", "cubic_metre", 0.001),
    ("gallon", "measure", "gallons gallon", "", "cubic_metre", 0.003785411784),
    ("barrel", "measure", "barrels barrel", "bbl", "cubic_metre", 0.158987),
    ("byte", "measure", "bytes byte", "B", "byte", 1.0),
    ("kilobyte", "measure", "kilobytes kilobyte", "KB kB", "byte", 1e3),
    ("megabyte", "measure", "megabytes megabyte", "MB", "byte", 1e6),
    ("gigabyte", "measure", "gigabytes gigabyte gigs gig", "GB", "byte", 1e9),
    ("terabyte", "measure", "terabytes terabyte", "TB", "byte", 1e12),
    ("petabyte", "measure", "petabytes petabyte", "PB", "byte", 1e15),
    ("kmh", "measure", "kph kmh kilometres_per_hour kilometers_per_hour km_per_hour", "km/h", "kmh", 1.0),
    ("mph", "measure", "mph miles_per_hour", "", "kmh", 1.609344),
    ("knot", "measure", "knots knot", "kt kts", "kmh", 1.852),
    ("mps", "measure", "metres_per_second meters_per_second", "m/s", "kmh", 3.6),
    ("litre_per_m2", "measure", "litres_per_square_metre liters_per_square_meter", "l/m2 l/m\u00b2", _LENGTH, 0.001),
    ("watt", "measure", "watts watt", "W", "watt", 1.0),
    ("kilowatt", "measure", "kilowatts kilowatt", "kW", "watt", 1e3),
    ("megawatt", "measure", "megawatts megawatt", "MW", "watt", 1e6),
    ("gigawatt", "measure", "gigawatts gigawatt", "GW", "watt", 1e9),
    ("basis_point", "percent", "basis_points basis_point bps", "", "percent", 0.01),
    ("percentage_point", "percent", "percentage_points percentage_point", "pp", "percent", 1.0),
    ("percent", "percent", "percent per_cent pct percentage", "%", "percent", 1.0),
    ("celsius", "measure", "degrees_celsius degree_celsius degrees_centigrade celsius centigrade degrees_c deg_c", "C \u00b0C \u00b0\u00a0C \u2103 \u00baC", "celsius", 1.0),
    ("degree", "measure", "degrees degree deg", "\u00b0", "celsius", 1.0),
)  # fmt: skip

_FAHRENHEIT: Final = Unit(
    name="fahrenheit",
    kind="measure",
    words=("degrees fahrenheit", "degree fahrenheit", "fahrenheit", "degrees f", "deg f"),
    symbols=("F", "\u00b0F", "\u2109", "\u00baF"),
    base="celsius",
    factor=1 / 1.8,
    offset=-32 / 1.8,
)


def _measures() -> tuple[Unit, ...]:
    return tuple(
        Unit(
            name=name,
            kind=kind,
            words=tuple(word.replace("_", " ") for word in words.split()),
            symbols=tuple(symbols.split(" ")) if symbols else (),
            base=base,
            factor=factor,
        )
        for name, kind, words, symbols, base, factor in _MEASURES
    )


def _currencies() -> tuple[Unit, ...]:
    return tuple(
        Unit(name=name, kind="money", words=words, before=before, base=name)
        for name, before, words in _CURRENCIES
    )


GENERAL_UNITS: Final[tuple[Unit, ...]] = (*_measures(), _FAHRENHEIT, *_currencies())


def general_table(extra: Iterable[Unit] = ()) -> UnitTable:
    """The units of common news language, and those a catalogue adds (they win)."""
    return UnitTable((*GENERAL_UNITS, *extra))
