"""Unit words: the measures that any news text may use, with their factors. No domain's words."""

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from workers.core.numbers.units import Unit, UnitKind, UnitTable

# name | kind | words ("_" for a space; plurals, American forms follow) | symbols | base | factor
_MEASURES: Final = """
kilometre | distance | kilometre kms | km | metre | 1000
metre | distance | metre | m | metre | 1
centimetre | distance | centimetre | cm | metre | 0.01
millimetre | distance | millimetre | mm | metre | 0.001
mile | distance | mile | mi | metre | 1609.344
nautical_mile | distance | nautical_mile | nm nmi | metre | 1852
yard | distance | yard | yd yds | metre | 0.9144
foot | distance | foot feet | ft | metre | 0.3048
inch | distance | inch inches | \u2033 | metre | 0.0254
second | duration | second sec | | day | 1.1574074074074073e-05
minute | duration | minute min | | day | 0.0006944444444444445
hour | duration | hour hr | h | day | 0.041666666666666664
day | duration | day | | day | 1
night | duration | night | | day | 1
week | duration | week | | day | 7
fortnight | duration | fortnight | | day | 14
month | duration | month | | day | 30.4375
year | duration | year yr | | day | 365.25
decade | duration | decade | | day | 3652.5
century | duration | century centuries | | day | 36525
kilogram | measure | kilogram kilogramme kilo kgs | kg | kilogram | 1
gram | measure | gram gramme | g | kilogram | 0.001
milligram | measure | milligram | mg | kilogram | 0.000001
tonne | measure | tonne metric_ton metric_tonne | t | kilogram | 1000
ton | measure | ton | | kilogram | 907.18474
pound | measure | pound | lb lbs | kilogram | 0.45359237
ounce | measure | ounce | oz | kilogram | 0.028349523
hectare | measure | hectare | ha | hectare | 1
acre | measure | acre | | hectare | 0.404686
square_mile | measure | square_mile sq_mile | mi\u00b2 mi2 | hectare | 258.999
square_km | measure | square_kilometre square_km sq_km sqkm | km\u00b2 km2 | hectare | 100
square_metre | measure | square_metre sq_m sqm | m\u00b2 m2 | hectare | 0.0001
square_foot | measure | square_foot square_feet sq_ft sqft | ft\u00b2 ft2 | hectare | 9.290304e-06
cubic_metre | measure | cubic_metre | m\u00b3 m3 | cubic_metre | 1
litre | measure | litre | l L | cubic_metre | 0.001
gallon | measure | gallon | | cubic_metre | 0.003785411784
barrel | measure | barrel | bbl | cubic_metre | 0.158987
byte | measure | byte | B | byte | 1
kilobyte | measure | kilobyte | KB kB | byte | 1e3
megabyte | measure | megabyte | MB | byte | 1e6
gigabyte | measure | gigabyte gig | GB | byte | 1e9
terabyte | measure | terabyte | TB | byte | 1e12
petabyte | measure | petabyte | PB | byte | 1e15
kmh | measure | kph kmh kilometres_per_hour km_per_hour | km/h | kmh | 1
mph | measure | mph miles_per_hour | | kmh | 1.609344
knot | measure | knot | kt kts | kmh | 1.852
mps | measure | metres_per_second | m/s | kmh | 3.6
litre_per_m2 | measure | litres_per_square_metre | l/m2 l/m\u00b2 | metre | 0.001
watt | measure | watt | W | watt | 1
kilowatt | measure | kilowatt | kW | watt | 1e3
megawatt | measure | megawatt | MW | watt | 1e6
gigawatt | measure | gigawatt | GW | watt | 1e9
basis_point | percent | basis_point bps | | percent | 0.01
percentage_point | percent | percentage_point | pp | percent | 1
percent | percent | percent per_cent pct percentage | % | percent | 1
degree | measure | degree deg | \u00b0 \u00ba | celsius | 1
"""
_CELSIUS: Final = Unit(
    name="celsius",
    kind="measure",
    words=("degrees celsius", "degree celsius", "degrees centigrade", "celsius", "centigrade",
           "degrees c", "deg c"),
    symbols=("C", "\u00b0C", "\u2103", "\u00baC"),
    base="celsius",
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


# name | signs and codes before a number | words behind it
_CURRENCIES: Final = """
usd | $ $US US$ USD | dollar us_dollars usd u.s._dollars american_dollars bucks
eur | \u20ac EUR | euro eur
gbp | \u00a3 GBP | pounds_sterling gbp quid
jpy | \u00a5 JPY | yen jpy
cny | CNY RMB | yuan renminbi cny rmb
inr | \u20b9 INR Rs Rs. | rupee inr
rub | \u20bd RUB | ruble rouble rub
uah | \u20b4 UAH | hryvnia hryvnya uah
krw | \u20a9 KRW | won krw
ils | \u20aa NIS ILS | shekel
try | \u20ba TRY | lira
chf | CHF | swiss_franc chf franc
cad | C$ CA$ CAD | canadian_dollars cad
aud | A$ AU$ AUD | australian_dollars aud
nzd | NZ$ NZD | new_zealand_dollars nzd
hkd | HK$ HKD | hong_kong_dollars hkd
sgd | S$ SGD | singapore_dollars sgd
twd | NT$ TWD | taiwan_dollars
brl | R$ BRL | reais real
mxn | MX$ MXN | peso
myr | RM MYR | ringgit sen
pln | PLN | zloty zlotych
sek | SEK | kronor krona kroner crowns
nok | NOK | norwegian_kroner norwegian_crowns
dkk | DKK | danish_kroner danish_crowns
idr | IDR Rp | rupiah
thb | \u0e3f THB | baht
vnd | VND | dong
php | \u20b1 PHP | philippine_pesos
zar | ZAR | rand
ngn | \u20a6 NGN | naira
pkr | PKR | pakistani_rupees
aed | AED Dh Dh. | dirham
sar | SAR | riyal
irr | IRR | rial tomans
nlg |  | guilder
cent |  | cent pence kopecks paise
"""


def _fields(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        yield [field.strip() for field in line.split("|")]


def _spellings(words: str) -> tuple[str, ...]:
    """Each word with its plural and the American form of its ending."""
    forms: dict[str, None] = {}
    for word in (spaced.replace("_", " ") for spaced in words.split()):
        for form in (word, word + "s"):
            forms[form] = None
            forms[form.replace("metre", "meter").replace("litre", "liter")] = None
    return tuple(forms)


def _kind(name: str) -> UnitKind:
    kind: UnitKind
    for kind in get_args(UnitKind):
        if kind == name:
            return kind
    raise ValueError(name)


def _measures() -> Iterator[Unit]:
    for name, kind, words, symbols, base, factor in _fields(_MEASURES):
        yield Unit(
            name=name,
            kind=_kind(kind),
            words=_spellings(words),
            symbols=tuple(symbols.split()),
            base=base,
            factor=float(factor),
        )


def _currencies() -> Iterator[Unit]:
    for name, signs, words in _fields(_CURRENCIES):
        yield Unit(
            name=name, kind="money", words=_spellings(words), before=tuple(signs.split()), base=name
        )


GENERAL_UNITS: Final = (*_measures(), _CELSIUS, _FAHRENHEIT, *_currencies())


def general_table(extra: Iterable[Unit] = ()) -> UnitTable:
    """The units of common news language, and those a catalogue adds (they win)."""
    return UnitTable((*GENERAL_UNITS, *extra))
