"""Whereabouts: the place that a number is limited to, if it is limited to one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from workers.core.extract.grammar import (
    BREAKS,
    CONJUNCTIONS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    REGION_WORDS,
    WHOLE_WORDS,
)
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted

if TYPE_CHECKING:
    from workers.core.extract.places import Place
    from workers.core.extract.table import Sentence

_REACH: Final = 9
_LIST_WHOLE: Final = 3
_BEFORE_REACH: Final = 3
_PREPOSITION_REACH: Final = 4
_OPENING_REACH: Final = 30
_SHARED_GAP: Final = 3
_LAND: Final = frozenset("airspace territory soil waters skies land village town city".split())
_SUBJECT_REACH: Final = 9
_UNDERGO: Final = frozenset("was were is are came comes faced endured suffered saw".split())
_BEHIND: Final = frozenset(("behind", "pair"))
_ASIDES: Final = frozenset(("including", "among", "amid", "from"))


class Whereabouts(Struct, frozen=True, kw_only=True):
    """Where a number's things were.

    `place` is a place below the country, null for the whole country; `country` its code where the
    text tells. `generic` marks "the region", "the capital", "there": a place named elsewhere.
    `how` is "behind", "ahead", "list", "pair" or "opening"; a list of three places is no limit.
    """

    place: str | None = None
    country: str | None = None
    generic: bool = False
    how: str = ""


def find_whereabouts(
    items: Sequence[Item], counted: Sequence[Counted], sentence: "Sentence"
) -> list[Whereabouts]:
    """One answer for each of `counted`."""
    places, text = sentence.places, sentence.text
    lands = {people.start: people for people in sentence.peoples}
    found: list[Whereabouts] = []
    for index, one in enumerate(counted):
        ratio = one.of == "ratio" and 0 <= one.whole < len(counted)
        entry = structs.replace(one, last=counted[one.whole].last) if ratio else one
        beyond = (one.whole if ratio else index) + 1
        ceiling = counted[beyond].item if beyond < len(counted) else len(items)
        floor = counted[index - 1].item + 1 if index else 0
        here = (
            _behind(items, entry, places, ceiling=ceiling)
            or _abroad(items, entry, lands, ceiling=ceiling)
            or _unknown(items, entry, text)
            or _label(items, entry, places, floor=floor)
            or _unknown_label(items, entry, text, floor=floor)
            or _opening(items, entry, places)
            or _subject(items, entry, places, floor=floor)
            or _struck(items, entry, places)
        )
        found.append(here or Whereabouts())
    for entry in counted:
        if entry.of == "ratio" and 0 <= entry.whole < len(counted):
            country = found[counted.index(entry)].country
            found[entry.whole] = Whereabouts(
                country=country
            )  # "34 of the 89 were downed over X": the 34.
    return _spread(items, counted, found)


def _behind(
    items: Sequence[Item], entry: Counted, places: "Sequence[Place]", *, ceiling: int
) -> Whereabouts | None:
    """As in "12 drones over Bryansk", "20 people were hurt in Kharkiv"."""
    for at in range(entry.last, min(ceiling, entry.last + _REACH, len(items))):
        if _ends(items, at, entry):
            return None
        where = _here(items, at, entry, places=places)
        if where is not None:
            return where
    return None


def _abroad(
    items: Sequence[Item], entry: Counted, lands: "dict[int, Place]", *, ceiling: int
) -> Whereabouts | None:
    """As in "three entered Polish airspace": a country by its adjective."""
    for at in range(entry.last, min(ceiling, entry.last + _REACH, len(items) - 1)):
        if _ends(items, at, entry):
            return None
        land = lands.get(items[at].start)
        if land is not None and not items[at].phrases and items[at + 1].text in _LAND:
            return Whereabouts(country=land.country, how="behind")
    return None


def _unknown(items: Sequence[Item], entry: Counted, text: str) -> Whereabouts | None:
    """As in "four in Lapaivka": a place that no gazetteer knows, by its capital letter.

    In a headline with capitals throughout, as in "Nine Gliders in New Raid", these tell nothing.
    """
    at = entry.last
    if at + 1 >= len(items) or items[at].text not in {"in", "near"}:
        return None
    if items[at - 1].kind != "number" and _is_capital(items[at - 1], text):
        return None
    name = items[at + 1]
    capital = name.kind == "word" and text[name.start : name.start + 1].isupper()
    return Whereabouts(place=text[name.start : name.end], how="behind") if capital else None


def _ends(items: Sequence[Item], at: int, entry: Counted) -> bool:
    """Whether the stretch in which a place may stand ends here."""
    text = items[at].text
    if at == entry.last and text in {"\u2013", "\u2014"}:
        return False
    if text in BREAKS or text in _ASIDES:
        return True
    if text == ",":
        return not _adverbial(items, at)
    return text in CONJUNCTIONS and text != "as"


def _here(
    items: Sequence[Item], at: int, entry: Counted, *, places: "Sequence[Place]"
) -> Whereabouts | None:
    """The place that the word at `at` names or introduces."""
    item = items[at]
    if item.text == "there":
        return Whereabouts(generic=True, how="behind")
    if item.text == "others" and at <= entry.last + 1:
        return Whereabouts(place="other places", how="behind")
    if item.has("subject") and not item.has("class"):
        where = _object(items, at + 1, places)
        if where is not None:
            return where
    if item.kind == "place" and at == entry.last and not item.has("demonym", "actor"):
        return _one(places[item.at], "behind")
    told = at > 0 and items[at - 1].text == "according"
    after = items[at + 1].text if at + 1 < len(items) else ""
    told = told or after in {"least", "most"}
    # "cut power to Kyiv": what stands before "to" went there, not the things counted.
    told = told or (item.text == "to" and at > entry.last and not items[at - 1].phrases)
    if (item.text in PLACE_PREPOSITIONS and not told) or item.text in {"-", "\u2013"}:
        return _after_preposition(items, at + 1, places)
    return None


def _object(items: Sequence[Item], at: int, places: "Sequence[Place]") -> Whereabouts | None:
    """As in "targeted the capital", "attacked Sumy": the place is the verb's object."""
    at += at < len(items) and items[at].text == "the"
    if at >= len(items):
        return None
    if items[at].kind == "place":
        return _list(items, at, places)
    if items[at].text in REGION_WORDS:
        return _region(items, at, places)
    return None


def _adverbial(items: Sequence[Item], at: int) -> bool:
    """As in "died, in Kyiv": a comma right before a preposition of place."""
    return at + 1 < len(items) and items[at + 1].text in {"in", "over", "near"}


def _after_preposition(
    items: Sequence[Item], at: int, places: "Sequence[Place]"
) -> Whereabouts | None:
    """The place, list of places or region word behind a preposition."""
    start = at
    while at < len(items) and at - start < _PREPOSITION_REACH:
        item = items[at]
        if item.at >= 0 and item.kind == "place":
            return _list(items, at, places)
        if item.kind in {"number", "other_number"}:
            return _several(items, at, places)
        if item.text in WHOLE_WORDS:
            return Whereabouts(how="behind")
        if item.text.removesuffix("'s") in REGION_WORDS:
            return _region(items, at, places)
        ends = item.kind in {"mark", "date"} or item.text in PREPOSITIONS
        if ends or item.text in CONJUNCTIONS:
            return None
        at += 1
    return None


def _region(items: Sequence[Item], at: int, places: "Sequence[Place]") -> Whereabouts:
    """As in "the capital", "the region of Tula", "regions": several of them are no limit."""
    text = items[at].text
    if text in {"regions", "cities", "districts", "areas"}:
        return Whereabouts(how="list")
    following = items[at + 1] if at + 1 < len(items) else None
    if following is not None and following.text in {"of", ","} and at + 2 < len(items):
        named = items[at + 2]
        if named.kind == "place" and places[named.at].kind != "country":
            return _one(places[named.at], "behind")
    return Whereabouts(generic=True, how="behind")


def _several(items: Sequence[Item], at: int, places: "Sequence[Place]") -> Whereabouts | None:
    """As in "over eight regions": no limit, but perhaps a country; others are a rest."""
    if any(item.text == "other" for item in items[at + 1 : at + 3]):
        return Whereabouts(place="other places", how="behind")
    for item in items[at + 1 : at + 6]:
        if item.kind == "place" and places[item.at].kind == "country":
            return Whereabouts(country=places[item.at].country, how="list")
        if item.kind == "mark":
            break
    return Whereabouts(how="list")


def _list(items: Sequence[Item], at: int, places: "Sequence[Place]") -> Whereabouts:
    """One place, or a list of them that begins at `at`."""
    first = places[items[at].at]
    named = [first]
    many = False
    for item in items[at + 1 : at + 24]:
        if item.kind == "place":
            named.append(places[item.at])
        elif item.text in {"other", "others", "elsewhere", "several", "surrounding", "nearby"}:
            many = True
        elif (
            item.kind == "number"
            or item.text in BREAKS
            or (item.text not in _LISTED and item.kind != "mark")
        ):
            break
    lower = [place for place in named if place.kind != "country"]
    if not lower or many or len(lower) >= _LIST_WHOLE:
        return Whereabouts(country=first.country, how="list")
    return _one(lower[0], "pair" if len(lower) > 1 else "behind")


_LISTED: Final = REGION_WORDS | frozenset("and the of as well in over , or other".split())


def _one(place: "Place", how: str) -> Whereabouts:
    if place.kind == "country":
        return Whereabouts(country=place.country, how=how)
    return Whereabouts(place=place.name, country=place.country, how=how)


def _label(
    items: Sequence[Item], entry: Counted, places: "Sequence[Place]", *, floor: int
) -> Whereabouts | None:
    """As in "Kyiv nine, Dnipro six", "Tula: 13", "in Kharkiv one"."""
    at = entry.first - 1
    while at >= max(floor, entry.first - _BEFORE_REACH) and items[at].text in {":", "-", ",", "("}:
        at -= 1
    if at < floor or items[at].kind != "place":
        return None
    before = items[at - 1].text if at > 0 else ""
    lead = at == 0 or before in {",", ";", ":", "."}
    if before == "from":
        return None  # "From Moscow: 12 downed" is who says it.
    if before in {"in", "over"}:
        lead = at == 1 or items[at - 2].text in {",", ";", ":", "and", ".", "-"}
    if before == "and":
        lead = any(item.kind == "number" for item in items[max(floor, at - 8) : at])
    place = places[items[at].at]
    return _one(place, "ahead") if lead and place.kind != "country" else None


def _unknown_label(
    items: Sequence[Item], entry: Counted, text: str, *, floor: int
) -> Whereabouts | None:
    """As in "Tula four, Orsk two": a place that no gazetteer knows, in a list of bare numbers."""
    at = entry.first - 1
    if entry.counted is not None or floor == 0 or at < floor:
        return None
    first = at
    while first > floor and items[first - 1].kind == "word" and _is_capital(items[first - 1], text):
        first -= 1
    listed = first > 0 and items[first - 1].text in {",", "and", ";"}
    if not listed or items[at].kind != "word" or not _is_capital(items[at], text):
        return None
    return Whereabouts(place=text[items[first].start : items[at].end], how="ahead")


def _is_capital(item: Item, text: str) -> bool:
    return text[item.start : item.start + 1].isupper()


def _opening(
    items: Sequence[Item], entry: Counted, places: "Sequence[Place]"
) -> Whereabouts | None:
    """As in "In Karelia that night 12 were destroyed": the clause opens with the place."""
    at = entry.first - 1
    steps = 0
    while at >= 0 and steps < _OPENING_REACH:
        item = items[at]
        if item.text in BREAKS or item.text in {"but", "while"}:
            break
        at -= 1
        steps += 1
    start = at + 1
    if start >= len(items) or items[start].text not in {"in", "over", "near", "at", "around"}:
        return None
    where = _after_preposition(items, start + 1, places)
    if where is None:
        return None
    return Whereabouts(
        place=where.place, country=where.country, generic=where.generic, how="opening"
    )


def _subject(
    items: Sequence[Item], entry: Counted, places: "Sequence[Place]", *, floor: int
) -> Whereabouts | None:
    """As in "the region came under attack by 56", "Poland downed three": who a clause is of."""
    for at in range(entry.first - 2, max(floor, entry.first - _SUBJECT_REACH) - 1, -1):
        item, after = items[at], items[at + 1]
        if item.text in BREAKS or item.text == ",":
            break
        hit = after.text in _UNDERGO
        if item.kind == "place" and not item.has("actor"):
            place = places[item.at]
            does = after.has("object") and place.kind == "country"
            does = does or (item.town and _hit_with(items, at, entry))
            return _one(place, "behind") if hit or does else None
        if item.text in REGION_WORDS and hit and items[at - 1].text == "the":
            return Whereabouts(generic=True, how="behind")
    return None


def _hit_with(items: Sequence[Item], at: int, entry: Counted) -> bool:
    """As in "attacked the Tula region with 71": the place alone was attacked with them.

    Not "attacked Kyiv and other cities with 71" or "in a raid on Kyiv on Monday with 71".
    """
    tool = any(item.has("tool") for item in items[max(0, at - 3) : at])
    alone = all(item.text in REGION_WORDS for item in items[at + 1 : entry.first - 1])
    return tool and alone and items[entry.first - 1].text in {"with", "by", "using"}


def _struck(items: Sequence[Item], entry: Counted, places: "Sequence[Place]") -> Whereabouts | None:
    """As in "strikes on Lebanon kill 14": the country that the attack was on."""
    for at in range(2, min(entry.first, len(items))):
        item = items[at]
        if item.kind == "place" and not item.phrases and items[at - 1].text in {"on", "against"}:
            place = places[item.at]
            if items[at - 2].has("tool") and place.kind == "country":
                return Whereabouts(country=place.country, how="list")
    return None


def _spread(
    items: Sequence[Item], counted: Sequence[Counted], found: list[Whereabouts]
) -> list[Whereabouts]:
    """Coordinated numbers share the place behind the last ("killed 2 and hurt 5 in X")."""
    settled = list(found)
    for index in range(1, len(counted)):
        here, before = settled[index], settled[index - 1]
        bare = counted[index].counted is None and counted[index].of in {"", "them"}
        if bare and not here.how and before.how in _BEHIND:
            at = counted[index].item
            words = {item.text for item in items[max(0, at - 5) : at + 3]}
            whole = bool(words & {"all", "total", "toll", "altogether", "overall"})
            settled[index] = here if whole else before
    for index in range(len(counted) - 2, -1, -1):
        here, following = settled[index], settled[index + 1]
        if here.how or following.how not in _BEHIND:
            continue
        gap = items[counted[index].last : counted[index + 1].first]
        if len(gap) <= _SHARED_GAP and any(item.text == "and" for item in gap):
            settled[index] = following
    return settled
