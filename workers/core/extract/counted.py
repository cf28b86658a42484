"""Counted: what each number of a sentence counts, by its noun phrase and its neighbours."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from workers.core.catalogue.lexicon import OTHER, Lexicon
from workers.core.extract.grammar import ADVERBS, BE, STATE_VERBS
from workers.core.extract.items import Item
from workers.core.extract.noun_phrase import Counted, NounPhrase
from workers.core.numbers.numerals import Number

_STEPS_MAX: Final = 6
_LISTING: Final = frozenset((":", "-", "\u2013", "\u2014"))
_COUNTS: Final = frozenset("number count tally total figure sum toll".split())
_PARTS_MAX: Final = 6


def read_counted(
    items: Sequence[Item], numbers: Sequence[Number], lexicon: Lexicon, *, text: str
) -> list[Counted]:
    """One entry for each counted number of `items`, in order."""
    found = []
    for index, item in enumerate(items):
        if item.kind == "number":
            phrase = NounPhrase(items, lexicon, text)
            number = numbers[item.at]
            found.append(phrase.read(index, number.value, unit=number.unit))
    found = [_noun_first(items, entry, lexicon) for entry in found]
    found = [_named_before(items, entry, lexicon) for entry in found]
    values = [numbers[entry.number].value for entry in found]
    return _summed(_with_wholes(found), values, lexicon)


def _noun_first(items: Sequence[Item], entry: Counted, lexicon: Lexicon) -> Counted:
    """As in "Boats alone came to 40": what is counted stands before the number."""
    if entry.counted is not None or entry.of:
        return entry
    at = entry.first - 1
    steps = 0
    if at > 0 and items[at].text == "," and entry.last < len(items):
        # As in "the number of drones, 32, is unchanged".
        owner = [item.text for item in items[max(0, at - 3) : at]]
        if items[entry.last].text != "," or "of" not in owner:
            return entry
        at, steps = at - 1, 1
    while (
        at >= 0
        and steps < _STEPS_MAX
        and (
            items[at].text.partition(" ")[0] in STATE_VERBS
            or items[at].text in ADVERBS
            or items[at].text == "alone"
        )
    ):
        at -= 1
        steps += 1
    if at < 0 or steps == 0:
        return entry
    at = _counted_of(items, at)
    plural = any(p.kind == "class" and p.form in {"plural", "both"} for p in items[at].phrases)
    name = items[at].name("class")
    if not plural or name not in lexicon.figured or name in lexicon.people:
        return entry
    return structs.replace(entry, counted=name, noun_first=True)


def _counted_of(items: Sequence[Item], at: int) -> int:
    """As in "the number of targets in that night is": back to the noun that "number of" counts."""
    for here in range(at, max(at - _STEPS_MAX - _STEPS_MAX // 2, 1), -1):
        item = items[here]
        if item.has("class") and items[here - 1].text in {"of", "for"}:
            return here if items[here - 2].text in _COUNTS else at
        if item.kind in {"number", "mark"} or item.has("object", "subject"):
            break
    return at


def _named_before(items: Sequence[Item], entry: Counted, lexicon: Lexicon) -> Counted:
    """As in "so many drones: 539", "the drones: 32 of them", "539 were drones"."""
    if entry.counted is not None:
        return entry
    named = _predicate(items, entry, lexicon)
    if [item.text for item in items[entry.last : entry.last + 2]] in (
        ["in", "total"],
        ["in", "all"],
    ):
        return entry if named is None else structs.replace(entry, counted=named)
    before = items[entry.first - 1].text if entry.first > 0 else ""
    if named is None and (entry.of == "them" or before in _LISTING):
        named = _topic(items, entry, lexicon, listed=before in _LISTING)
    return entry if named is None else structs.replace(entry, counted=named)


def _predicate(items: Sequence[Item], entry: Counted, lexicon: Lexicon) -> str | None:
    """As in "539 were drones"."""
    if entry.last + 1 >= len(items) or items[entry.last].text not in BE:
        return None
    for item in items[entry.last + 1 : entry.last + 4]:
        name = item.name("class")
        if name in lexicon.figured:
            return name
        if item.kind != "word":
            break
    return None


def _topic(items: Sequence[Item], entry: Counted, lexicon: Lexicon, *, listed: bool) -> str | None:
    """The noun that stands last before the number, also inside "drone attack"."""
    for item in reversed(items[: entry.first]):
        if item.kind == "number" and not listed:
            break
        name = item.name("class")
        if item.has("event") and name not in lexicon.figured:
            name = lexicon.first_noun(item.text)
        if name in lexicon.figured and item.kind == "phrase":
            return name
    return None


def _summed(
    found: list[Counted], values: Sequence[float | None], lexicon: Lexicon
) -> list[Counted]:
    """A bare number that its neighbours add up to counts what they count together."""
    settled = list(found)
    for index, entry in enumerate(found):
        vague = entry.counted is None or entry.counted in lexicon.generic
        if not vague or not values[index]:
            continue
        behind = index + 1 + (entry.of == "ratio")
        after = list(range(behind, min(behind + _PARTS_MAX, len(found))))
        before = list(range(index - 1, max(index - _PARTS_MAX, -1), -1))
        for run in (after, before):
            parts = _adding_up(found, values, run, total=values[index] or 0.0)
            names = {lexicon.family(found[at].counted or OTHER) for at in parts}
            joined = lexicon.join(names)
            if len(names) > 1 and joined is not None:
                settled[index] = structs.replace(entry, counted=joined, of="sum")
                for at in parts if run is after else ():
                    settled[at] = structs.replace(settled[at], of="full")
                break
    return settled


def _adding_up(
    found: Sequence[Counted], values: Sequence[float | None], run: Sequence[int], *, total: float
) -> list[int]:
    """The first positions of `run` whose values add up to `total`; none if they do not."""
    added = 0.0
    parts: list[int] = []
    for at in run:
        name, value = found[at].counted, values[at]
        if name is None or value is None or name == OTHER:
            return []
        added += value
        parts.append(at)
        if added >= total:
            break
    return parts if added == total else []


def _with_wholes(found: list[Counted]) -> list[Counted]:
    """Give each ratio its whole, and the class of the whole to its part."""
    settled = list(found)
    for index in range(len(found) - 2, -1, -1):
        entry = settled[index]
        if entry.of == "ratio":
            whole = settled[index + 1]
            settled[index] = structs.replace(entry, whole=index + 1, counted=whole.counted)
    return settled
