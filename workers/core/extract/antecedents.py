"""Antecedents: the class of a number that has no noun of its own."""

from collections.abc import Sequence
from typing import Final

from workers.core.catalogue.lexicon import Lexicon
from workers.core.extract.cue_walks import Cue
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted
from workers.core.extract.spoken import Said

STALE_SENTENCES: Final = 3


def class_of(
    items: Sequence[Item],
    entry: Counted,
    cue: Cue | None,
    *,
    lexicon: Lexicon,
    said: Said | None,
) -> str | None:
    """The class of a number: its own noun, else the antecedent's, else what its cue counts."""
    if entry.counted is not None:
        return entry.counted
    allowed = (cue.of or None) if cue is not None else None
    near = _nearest(items, entry, lexicon, allowed=allowed)
    if near is not None:
        return near
    fresh = said is not None and said.age <= STALE_SENTENCES
    name = said.taking(allowed) if said is not None and fresh else None
    if name is not None or allowed is None:
        return name
    if cue is not None and cue.role == lexicon.words.default_role:
        return None
    for item in reversed(items[: entry.first]):
        near = item.name("class") or (_in_toll(item, lexicon) if item.has("toll") else None)
        if near in allowed and near in lexicon.figured:
            return near
    return lexicon.join(allowed & lexicon.figured)


def with_room(
    name: str | None, value: float | None, *, lexicon: Lexicon, said: Said | None
) -> str | None:
    """The class that a bare number can be of: not more of it than are known to have come."""
    if said is None or value is None or name not in lexicon.defaults:
        return name
    stated = [each for each in said.values if each[1] in lexicon.defaults]
    first = [each for each in stated if each[2] == lexicon.words.default_role] or stated
    launched = [(one, kind) for one, kind, _ in first]
    whole = lexicon.family(name)
    own = [(one, kind) for one, kind in launched if kind in lexicon.below[whole]]
    total = [one for one, kind in own if kind == whole]
    most = max(total) if total else sum(one for one, _ in own)
    if not own or value <= most:
        return name
    wider = {kind for one, kind in launched if one >= value} or {kind for _, kind in launched}
    return lexicon.join((whole, *wider)) or name


def _nearest(
    items: Sequence[Item], entry: Counted, lexicon: Lexicon, *, allowed: frozenset[str] | None
) -> str | None:
    """As in "the rockets did little; 40 were stopped": a plural noun of the same sentence."""
    for item in reversed(items[: entry.first]):
        if item.kind == "number":
            break
        plurals = (p.name for p in item.phrases if p.kind == "class" and p.form == "plural")
        near = next(plurals, None)
        countable = near in lexicon.figured and near not in lexicon.people
        if countable and (allowed is None or near in allowed):
            return near
    return None


def _in_toll(toll: Item, lexicon: Lexicon) -> str | None:
    """As in "the number of passengers affected is 30": the class that the toll itself names."""
    words = toll.text.split()
    own = [lexicon.nouns.get(word) or lexicon.plurals.get(word) for word in words]
    return next((name for name in own if name is not None), None)
