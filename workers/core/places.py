"""Places: countries, regions and cities that a sentence names, with the country each lies in."""

import re
from typing import Final, Literal

from msgspec import Struct

PlaceKind = Literal["country", "people", "region", "city"]

PLACES_PER_SENTENCE_MAX: Final = 40
_NAME_WORDS_MAX: Final = 5

_CAPITALISED = re.compile(
    r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z\u00c0-\u00de][\w\u00c0-\u017f]*\.?(?:['\u2019-][A-Z\u00c0-\u00de][\w\u00c0-\u017f]*|-[a-z]{2,4}-[A-Z]\w+)*)"
)
_JOINT = re.compile(r"[ \u00a0](?:(?:and|of|the|de|del|la|le|do|da|dos|al|el|on|upon|sur) ){0,2}$")
_REGION_TAIL = re.compile(
    r" (?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|[Cc]ounty|[Ss]tate|[Pp]refecture|[Gg]overnorate|"
    r"[Rr]epublic|[Tt]erritory|krai|[Rr]aion)\b"
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|of|to|on|over|around|outside|across|into|towards?|through|throughout|"
    r"between|and|hit|hits|struck|struck near|near|above|leaving|within|for|beyond|the|north|south|"
    r"east|west|northern|southern|eastern|western|central|downtown|against|off) $",
    re.IGNORECASE,
)
_LOCATIVE_STRICT = re.compile(r"\b(?:in|at|near|from|to|outside|around|of|over|across) $", re.IGNORECASE)
_PERSON_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Lord|President|Prime Minister|Minister|General|Gen|Colonel|Col|"
    r"Captain|Capt|Governor|Gov|Senator|Sen|Mayor|Judge|Justice|King|Queen|Prince|Princess|Pope|"
    r"Saint|Chancellor|Secretary|Coach|Officer|Sergeant|Sgt|Lieutenant|Lt|Major|Rep|Congressman)\.? $"
)
# Names of places that are common words, first names or surnames: they need a place's context.
_COMMON: Final = frozenset(
    "of most nice reading police male split march bath mobile orange sale deal hull bar man same "
    "lincoln jackson jordan chad georgia victoria sofia florence charlotte austin houston madison "
    "washington dallas tyler carson hamilton wellington sydney paris troy aurora independence "
    "normal enterprise liberty union center centre spring springs mission opportunity hope eagle "
    "pasco campbell marion warren clinton clinton lawrence lawton logan norman allen anderson "
    "florida holland china turkey guinea cuba roma angola bath buffalo phoenix surprise salem "
    "concord milton wilson nelson kent sandy cary wayne eugene salina parker page moore ford barry "
    "henderson douglas stafford paradise young lima santiago san santa los las saint st new port "
    "fort lake north south east west big great upper lower black white green red old la le el "
    "ben asia africa america european june may april august sunday monday friday era ever young "
    "bell ball best bright burns castle church city college commerce cross dale day evans federal "
    "field fields forest francis garden general gray grant hill holly hope hudson irving jerome "
    "kennedy king lamar lee long love manning mason maria martin mercer miller mills mitchell "
    "monroe morris nelson newton noble novo palm park pearl perry point price prince quincy rice "
    "richmond rock rome ross russell salt sanford scott selma severn shelby sherman smith stone "
    "summit sun swan taylor temple time trump tucker turner van vernon walker ward water wells "
    "wesley york zion beaver covering along many such central republic congress university "
    "institute reform dover bury battle barking bandar data eden ham home hove imperial intel "
    "kumba man mira much nan nova pampa pinto plant poole sun talent ulster vista war wood wow "
    "harper sterling chester jersey cork lagos opera pole poles danes thai lao turks english dutch "
    "polish french august macon elgin dublin moscow-pullman oxnard".split()
) - frozenset("washington dallas paris sydney china cuba turkey dublin rome phoenix houston lagos english dutch french poles thai danes polish".split())  # fmt: skip
_AMBIGUOUS_START: Final = frozenset("turkey china polish phoenix".split())


class Place(Struct, frozen=True, kw_only=True):
    """One place name in a sentence.

    `country` is its ISO code; `admin` the state or region it is or lies in ("US-CA", "Galicia"),
    None where unknown; `name` the canonical spelling; `people` are adjectives and peoples.
    `precision` is how narrow it is: country, region or city.
    """

    start: int
    end: int
    name: str
    country: str
    admin: str | None
    kind: PlaceKind
    precision: Literal["country", "region", "city"]


class Entry(Struct, frozen=True):
    """One place of the gazetteer; `size` is its population in thousands."""

    kind: PlaceKind
    name: str
    country: str
    admin: str | None
    size: int


class Gazetteer:
    """All known place names; one name may mean several places, the largest first."""

    def __init__(self, names: dict[str, tuple[Entry, ...]]) -> None:
        """`names` maps each spelling to its places."""
        self._names = names

    @classmethod
    def from_text(cls, text: str) -> "Gazetteer":
        """Read the tab file: kind, name, country, admin, population, other spellings."""
        names: dict[str, list[Entry]] = {}
        for line in text.splitlines():
            if not line or line.startswith("#"):
                continue
            kind, name, country, admin, size, others = line.split("\t")
            entry = Entry(kind, name, country, admin or None, int(size))  # type: ignore[arg-type]  # the compiler writes the four kinds
            for spelling in (name, *others.split("|")):
                if spelling:
                    names.setdefault(spelling, []).append(entry)
        return cls({name: tuple(sorted(entries, key=_rank)) for name, entries in names.items()})

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the likeliest first; none is an empty tuple."""
        return self._names.get(name, ())


def _rank(entry: Entry) -> tuple[int, int, str]:
    order = {"country": 0, "people": 1, "region": 2, "city": 3}[entry.kind]
    # A city of millions stands before the small region that bears its name.
    return (order if entry.kind != "city" or entry.size < 1000 else 1, -entry.size, entry.country)  # noqa: PLR2004


def find_places(
    sentence: str, gazetteer: Gazetteer, *, prefer: frozenset[str] = frozenset()
) -> list[Place]:
    """The places a sentence names, in order and without overlap.

    `prefer` are country codes that the article is about: they decide between places of one name.
    """
    words = [(m.start(), m.end()) for m in _CAPITALISED.finditer(sentence)]
    found: list[Place] = []
    index = 0
    while index < len(words) and len(found) < PLACES_PER_SENTENCE_MAX:
        place, used = _longest(sentence, words, index, gazetteer=gazetteer, prefer=prefer)
        if place is not None:
            found.append(place)
        index += used
    return _settle(sentence, found, gazetteer)


def _longest(
    sentence: str,
    words: list[tuple[int, int]],
    index: int,
    *,
    gazetteer: Gazetteer,
    prefer: frozenset[str],
) -> tuple[Place | None, int]:
    """The longest name that begins with word `index`, and how many words it takes."""
    start = words[index][0]
    last = index
    while last + 1 < len(words) and last + 1 - index < _NAME_WORDS_MAX:
        if not _JOINT.match(sentence, words[last][1], words[last + 1][0]):
            break
        last += 1
    for stop in range(last, index - 1, -1):
        end = words[stop][1]
        name = sentence[start:end].replace("\u2019", "'").replace("\u00a0", " ")
        entries = gazetteer.lookup(name) or gazetteer.lookup(name.rstrip("."))
        if not entries:
            continue
        if not _is_place(sentence, start, end, alone=last == index, name=name):
            return None, 1
        return _place(entries, (start, end), prefer), stop + 1 - index
    return None, 1


def _is_place(sentence: str, start: int, end: int, *, alone: bool, name: str) -> bool:
    """Whether the words around a name let it be a place, not a person or a common word."""
    before = sentence[max(0, start - 24) : start]
    lowered = name.lower()
    if _PERSON_TITLES.search(before):
        return False
    if lowered in _COMMON:
        return alone and _LOCATIVE_STRICT.search(before) is not None or _REGION_TAIL.match(sentence, end) is not None
    if lowered in _AMBIGUOUS_START and not before.strip():
        return re.match(r"'s|\u2019s| [a-z]", sentence[end : end + 2]) is not None
    return len(name) > 2 or name.isupper()  # noqa: PLR2004


def _place(entries: tuple[Entry, ...], span: tuple[int, int], prefer: frozenset[str]) -> Place:
    preferred = [entry for entry in entries if entry.country in prefer]
    entry = preferred[0] if preferred else entries[0]
    return _of(entry, span)


def _of(entry: Entry, span: tuple[int, int]) -> Place:
    return Place(
        start=span[0],
        end=span[1],
        name=entry.name,
        country=entry.country,
        admin=entry.admin,
        kind=entry.kind,
        precision="country" if entry.kind in ("country", "people") else "region" if entry.kind == "region" else "city",
    )


def _settle(sentence: str, found: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Use what stands beside a name: "Odessa, Texas", "the Kyiv region"."""
    if not found:
        return []
    settled: list[Place] = []
    for place, following in zip(found, [*found[1:], None], strict=True):
        chosen = place
        if following is not None and sentence[place.end : following.start] in (", ", " (", ", in "):
            chosen = _inside(sentence, place, following, gazetteer=gazetteer)
        if chosen.kind == "city" and _REGION_TAIL.match(sentence, chosen.end):
            chosen = _of(
                Entry("region", chosen.name, chosen.country, chosen.admin or chosen.name, 0),
                (chosen.start, chosen.end),
            )
        settled.append(chosen)
    return settled


def _inside(sentence: str, place: Place, outer: Place, *, gazetteer: Gazetteer) -> Place:
    if outer.kind not in ("country", "region"):
        return place
    for entry in gazetteer.lookup(sentence[place.start : place.end]):
        same_region = outer.kind == "region" and entry.admin == outer.admin
        if entry.kind == "city" and entry.country == outer.country and (outer.kind == "country" or same_region):
            return _of(entry, (place.start, place.end))
    return place
