"""Places: countries, regions and cities that a sentence names, with the country each lies in."""

import re
from typing import Final, Literal

from msgspec import Struct

PlaceKind = Literal["country", "people", "region", "city"]

PLACES_PER_SENTENCE_MAX: Final = 40
_NAME_WORDS_MAX: Final = 5

_CAPITALISED = re.compile(
    r"(?:[A-Z]\.(?:[A-Z]\.)+|"
    r"[A-Z\u00c0-\u00de][\w\u00c0-\u017f]*\.?(?:['\u2019-][A-Z\u00c0-\u00de][\w\u00c0-\u017f]*|-[a-z]{2,4}-[A-Z]\w+)*)"
)
_JOINT = re.compile(r"[ \u00a0](?:(?:and|of|the|de|del|la|le|do|da|dos|al|el|on|upon|sur) ){0,2}$")
_REGION_TAIL = re.compile(
    r" (?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|[Cc]ounty|state|"
    r"[Pp]refecture|[Gg]overnorate|"
    r"[Rr]epublic|[Tt]erritory|krai|[Rr]aion)\b"
)
# "Niger state": of some other country.
_STATE_TAIL = re.compile(
    r" state(?= ?[,.;)]| (?:in|on|before|after|where|of|and|killed|has|was|said)\b)"
)
_LOCATIVE = re.compile(r"\b(?:in|at|near|from|to|outside|around|of|over|across) $", re.IGNORECASE)
_PERSON_TITLES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Lord|President|Prime Minister|Minister|"
    r"General|Gen|Colonel|Col|"
    r"Captain|Capt|Governor|Gov|Senator|Sen|Mayor|Judge|Justice|King|Queen|Prince|Princess|Pope|"
    r"Saint|Chancellor|Secretary|Coach|Officer|Sergeant|Sgt|Lieutenant|Lt|Major|Rep|"
    r"Congressman)\.? $"
)
_OWNER_OR_VERB = re.compile(r"'s|\u2019s| [a-z]| \d|:")
_BEFORE_CHARS: Final = 24
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w.-]+) $")
_CAPITAL_BEHIND = re.compile(r" (?!(?:Region|Oblast|Province|County|State|District)\b)[A-Z][a-z]")
_PERSON_BEHIND = re.compile(r",? (?:who|said|says|told)\b| [A-Z][a-z]+|, \d|, an? \w+ of \d")
_NO_NAME_WORDS: Final = (
    "North South East West Northern Southern Eastern Western Central Greater Downtown Near In At "
    "From Outside On To Of Over Around Across The And But While When As After Before With For"
)
_DIRECTIONS: Final = frozenset(_NO_NAME_WORDS.split())
_FAMOUS: Final = 500
_SHORT: Final = 2
_MILLIONS: Final = 1000
_AMBIGUOUS_START: Final = frozenset(("turkey", "china", "polish", "phoenix"))


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

    def __init__(
        self, names: dict[str, tuple[Entry, ...]], common: frozenset[str] = frozenset()
    ) -> None:
        """`names` maps each spelling to its places; `common` are words and surnames as well."""
        self._names = names
        self.common = common

    @classmethod
    def from_text(cls, text: str) -> "Gazetteer":
        """Read the tab file: kind, name, country, admin, population, other spellings."""
        names: dict[str, list[Entry]] = {}
        common: set[str] = set()
        for line in text.splitlines():
            if not line or line.startswith("#"):
                continue
            kind, name, country, admin, size, others = line.split("\t")
            if kind == "common":
                common.add(name)
                continue
            entry = Entry(kind, name, country, admin or None, int(size))  # type: ignore[arg-type]  # the compiler writes the four kinds
            for spelling in (name, *others.split("|")):
                if spelling:
                    names.setdefault(spelling, []).append(entry)
        return cls(
            {name: tuple(sorted(entries, key=_rank)) for name, entries in names.items()},
            frozenset(common),
        )

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, the likeliest first; none is an empty tuple."""
        return self._names.get(name, ())


def _rank(entry: Entry) -> tuple[int, int, str]:
    order = {"country": 0, "people": 1, "region": 2, "city": 3}[entry.kind]
    # A city of millions stands before the small region that bears its name.
    return (
        order if entry.kind != "city" or entry.size < _MILLIONS else 1,
        -entry.size,
        entry.country,
    )


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
        entries = gazetteer.lookup(name)
        if not entries and name.endswith("."):
            name, end = name[:-1], end - 1
            entries = gazetteer.lookup(name)
        if not entries and name.removesuffix("'s").isupper() and len(name) > _SHORT:
            name, end = _quiet(name, end)
            entries = tuple(each for each in gazetteer.lookup(name) if each.kind == "country")
        if not entries:
            continue
        common = name in gazetteer.common
        if common and entries[0].kind == "country":
            common = not _is_no_person(sentence, (start, end))
        if not _is_place(sentence, (start, end), alone=last == index, common=common):
            return None, 1
        place = _place(entries, (start, end), prefer)
        named = _is_part_of_name(sentence, (start, end), entries[0])
        return (None if named and place.country not in prefer else place), stop + 1 - index
    return None, 1


def _quiet(name: str, end: int) -> tuple[str, int]:
    """A country in capitals as it is written else ("IRAQ", "SPAIN's"), and where it ends."""
    bare = name.removesuffix("'s")
    return bare.title(), end - (len(name) - len(bare))


def _is_place(sentence: str, span: tuple[int, int], *, alone: bool, common: bool) -> bool:
    """Whether the words around a name let it be a place, not a person or a common word."""
    start, end = span
    before = sentence[max(0, start - _BEFORE_CHARS) : start]
    if _PERSON_TITLES.search(before):
        return False
    if common:
        located = alone and _LOCATIVE.search(before) is not None
        return located or _REGION_TAIL.match(sentence, end) is not None
    name = sentence[start:end]
    if name.lower() in _AMBIGUOUS_START and not before.strip():
        return _OWNER_OR_VERB.match(sentence, end) is not None
    return end - start > _SHORT or name.isupper()


def _is_no_person(sentence: str, span: tuple[int, int]) -> bool:
    """Whether a country that is a given name too has no surname, age or speech beside it."""
    before = _CAPITAL_BEFORE.search(sentence[max(0, span[0] - _BEFORE_CHARS) : span[0]])
    beside = before is not None and before.group(1) not in _DIRECTIONS
    return not beside and _PERSON_BEHIND.match(sentence, span[1]) is None


def _is_part_of_name(sentence: str, span: tuple[int, int], entry: Entry) -> bool:
    """Whether a smaller town stands beside another capital, as surnames and titles do."""
    if entry.kind != "city" or entry.size >= _FAMOUS:
        return False
    before = _CAPITAL_BEFORE.search(sentence[max(0, span[0] - _BEFORE_CHARS) : span[0]])
    beside = before is not None and before.group(1) not in _DIRECTIONS
    return beside or _CAPITAL_BEHIND.match(sentence, span[1]) is not None


def _place(entries: tuple[Entry, ...], span: tuple[int, int], prefer: frozenset[str]) -> Place:
    # The name of a country is its own, whatever else bears it.
    named = entries[0].kind == "country"
    preferred = [entry for entry in entries if entry.country in prefer and not named]
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
        precision="country"
        if entry.kind in ("country", "people")
        else "region"
        if entry.kind == "region"
        else "city",
    )


def _settle(sentence: str, found: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """Use what stands beside a name: "Odessa, Texas", "the Kyiv region"."""
    if not found:
        return []
    settled: list[Place] = []
    for place, following in zip(found, [*found[1:], None], strict=True):
        chosen = place
        if place.kind == "country" and _STATE_TAIL.match(sentence, place.end):
            continue
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
        if (
            entry.kind == "city"
            and entry.country == outer.country
            and (outer.kind == "country" or same_region)
        ):
            return _of(entry, (place.start, place.end))
    return place
