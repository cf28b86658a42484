"""Appositions: where a clause goes on behind what stands between two commas or dashes."""

from collections.abc import Sequence
from typing import Final

from workers.core.extract.grammar import AUXILIARIES, BREAKS
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted

_APPOSITION_MAX: Final = 24


def past_apposition(items: Sequence[Item], entry: Counted) -> int:
    """Where the sentence goes on behind ", including a mother and her child,"."""
    at = _past_origin(items, entry.last)
    if at >= len(items) or items[at].text not in {",", "(", "-", "\u2013", "\u2014"}:
        return at
    dash = items[at].text in {"\u2013", "\u2014", "-"} and at + 1 < len(items)
    if dash and items[at + 1].text in AUXILIARIES:
        return at + 1
    close = {",": {","}, "(": {")"}}.get(items[at].text, {"-", "\u2013", "\u2014"})
    for here in range(at + 1, min(at + _APPOSITION_MAX, len(items) - 1)):
        if items[here].text in close:
            following = items[here + 1]
            verb = following.text in AUXILIARIES or following.has("object", "subject")
            if verb:
                return here + 1
            if items[at].text == "(":
                return here + 1
        if items[here].text in BREAKS and items[here].text not in close:
            break
    return at


def _past_origin(items: Sequence[Item], at: int) -> int:
    """Behind "of Irpin" in "a resident of Irpin, 46, died"."""
    if at + 2 < len(items) and items[at].text in {"of", "from"}:
        for here in range(at + 1, min(at + 5, len(items))):
            if items[here].text == ",":
                return here
            if items[here].kind not in {"place", "word"} or items[here].text in AUXILIARIES:
                break
    return at
