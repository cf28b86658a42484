"""States: the places of a text as those of states, in countries whose states have own series."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.extract.places import Gazetteer, Place, find_places
from workers.core.extract.table import Sentence

_COUNTY: Final = re.compile(r" (?:[Cc]ounty|[Cc]ounties|[Dd]istrict|[Rr]egion)\b")


def as_states(
    sentences: Sequence[Sentence], federal: frozenset[str], gazetteer: Gazetteer
) -> tuple[Sentence, ...]:
    """`sentences` in which places of a `federal` country have its state as their country.

    A town that bears the name of several lies in the state that the text names. Where a state is
    known, the country and its people say no more.
    """
    if not federal:
        return tuple(sentences)
    found = [
        [
            _as_state(
                _state(place, sentence.text, federal=federal, gazetteer=gazetteer), sentence.text
            )
            for place in sentence.places
        ]
        for sentence in sentences
    ]
    named = frozenset(
        place.country
        for row in found
        for place in row
        if place.precision == "country" and place.country[:2] in federal and "-" in place.country
    )
    known = frozenset(place.country[:2] for row in found for place in row if "-" in place.country)
    return tuple(
        structs.replace(
            sentence,
            places=tuple(
                _inside(place, named, gazetteer) for place in row if place.country not in known
            ),
            peoples=tuple(each for each in sentence.peoples if each.country not in known),
        )
        for sentence, row in zip(sentences, found, strict=True)
    )


def publisher_state(publisher: str, federal: frozenset[str], gazetteer: Gazetteer) -> str | None:
    """The state a publisher bears in its name, as a state's fire service does."""
    places = (
        _as_state(place, publisher)
        for place in find_places(publisher, gazetteer)
        if place.country in federal
    )
    return next((place.country for place in places if place.precision == "country"), None)


def _state(place: Place, text: str, *, federal: frozenset[str], gazetteer: Gazetteer) -> Place:
    """A name that first of all is a state's, where no larger place stands behind it."""
    first = next(iter(gazetteer.lookup(text[place.start : place.end])), None)
    if first is None or first.kind != "region" or first.country not in federal:
        return place
    if place.kind != "city" or text.startswith((", ", " ("), place.end):
        return place
    return structs.replace(
        place, country=first.country, admin=first.admin, kind="region", precision="region"
    )


def _as_state(place: Place, text: str) -> Place:
    """The place under the code of its state; a state itself is the whole of its series."""
    if place.admin is None or not place.admin.startswith(place.country + "-"):
        return place
    county = _COUNTY.match(text, place.end) is not None
    whole = place.kind == "region" and not county
    return structs.replace(
        place, country=place.admin, precision="country" if whole else place.precision
    )


def _inside(place: Place, named: frozenset[str], gazetteer: Gazetteer) -> Place:
    """A town under a state that the text names, if one of its namesakes lies there."""
    if place.precision == "country" or place.country in named or "-" not in place.country:
        return place
    for entry in gazetteer.lookup(place.name):
        if entry.admin in named and entry.kind == "city":
            return structs.replace(place, country=entry.admin, admin=entry.admin)
    return place
