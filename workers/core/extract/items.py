"""Items: one sentence as a row of numbers, catalogue phrases, places, dates, words and marks."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, structs

from workers.core.catalogue.phrases import Hit, Phrase

if TYPE_CHECKING:
    from workers.core.dates.expressions import When
    from workers.core.extract.places import Place
    from workers.core.numbers.numerals import Number

ItemKind = Literal["number", "other_number", "phrase", "place", "date", "word", "mark"]

COUNTED_KINDS: Final = frozenset(("count", "vague", "implicit"))
_NOUN_MARKS: Final = frozenset(
    "s the a an of after in by overnight night new fresh more further and its their this that "
    "these those recent latest during from for on such any no first second previous another each "
    "every major".split()
)
# As in "the daytime attack": these stand before a noun, seldom before a verb.
_TIMES_OF_DAY: Final = frozenset("daytime daylight evening morning afternoon dawn".split())
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[^\w\s]|_")


class Item(Struct, frozen=True):
    """One unit of a sentence. `at` is its index among numbers, places or dates, -1 for others.

    `town` marks a place below the country.
    """

    kind: ItemKind
    start: int
    end: int
    text: str
    phrases: tuple[Phrase, ...] = ()
    at: int = -1
    town: bool = False
    kinds: frozenset[str] = frozenset()

    def has(self, *kinds: str) -> bool:
        """Whether it holds a phrase of one of `kinds`."""
        return bool(self.kinds) and not self.kinds.isdisjoint(kinds)

    def name(self, kind: str) -> str | None:
        """What its first phrase of `kind` means."""
        return next((phrase.name for phrase in self.phrases if phrase.kind == kind), None)


def is_noun_use(items: Sequence[Item], at: int) -> bool:
    """Whether a word that could be a verb is a noun here: "the Russian strike", "two strikes"."""
    phrases = [p for p in items[at].phrases if p.kind in {"object", "tool", "subject"}]
    # "147 have died", "dozens remain missing": no noun has two words.
    if (
        not phrases
        or " " in items[at].text
        or any(p.form in {"past", "participle", "ing"} for p in phrases)
    ):
        return False
    before = items[at - 1] if at > 0 else None
    if before is None:
        return False
    if before.has("class") and not before.has("event"):  # "The quake kills 9": it happens.
        third = any(p.form == "third" for p in phrases)
        counts = third and at + 1 < len(items) and items[at + 1].kind == "number"
        single = all(p.form == "singular" for p in before.phrases if p.kind == "class")
        return single and not counts  # "The database holds 30 rows."
    return _marks_noun(before, items[at])


def _marks_noun(before: Item, item: Item) -> bool:
    """Whether the word before makes a noun of what could be a verb."""
    if before.kind == "number" and not before.phrases:
        # "Three die": a bare number before what is only a verb.
        return item.has("class", "noun", "event", "nominal")
    if before.has("demonym", "adjective") or before.kind in {"number", "date", "other_number"}:
        return True
    known = before.text in _NOUN_MARKS or before.text in _TIMES_OF_DAY
    return known or before.text.endswith(("ive", "al", "ic", "est"))


class Specials(Struct, frozen=True, kw_only=True):
    """What a sentence holds besides words.

    `units` are those whose numbers are counted as things of their own (dollars, bytes).
    """

    numbers: "Sequence[Number]"
    dates: "Sequence[When]"
    places: "Sequence[Place]"
    hits: Iterable[Hit]
    units: Collection[str] = ()


def items_of(folded: str, specials: Specials) -> tuple[Item, ...]:
    """The items of a sentence in order; they never overlap.

    Where two begin together the longer wins, and a counted number before a date or a place that it
    lies in. A place that is also an actor keeps the actor's phrases.
    """
    starts = _starts(folded, specials)
    row: list[Item] = []
    position = 0
    for match in _TOKEN.finditer(folded):
        start = match.start()
        if start < position:
            continue
        item = starts.get(start)
        if item is None:
            text = match.group()
            kind: ItemKind = "word" if text[0].isalnum() else "mark"
            item = Item(kind, start, match.end(), text)
        row.append(item)
        position = item.end
    return tuple(row)


def _starts(folded: str, specials: Specials) -> dict[int, Item]:
    """The best special item at each offset where one begins."""
    best: dict[int, Item] = {}

    def offer(item: Item) -> None:
        known = best.get(item.start)
        longer = known is not None and item.end >= known.end and known.kind != "number"
        if known is None or longer:
            best[item.start] = item

    for at, number in enumerate(specials.numbers):
        plain = number.kind in COUNTED_KINDS
        end = number.end if plain else max(number.end, number.unit_end)
        counted = plain or number.unit in specials.units
        kind: ItemKind = "number" if counted else "other_number"
        offer(Item(kind, number.start, end, folded[number.start : end], (), at))
    for at, date in enumerate(specials.dates):
        offer(Item("date", date.start, date.end, folded[date.start : date.end], (), at))
    for at, place in enumerate(specials.places):
        text, town = folded[place.start : place.end], place.kind != "country"
        offer(Item("place", place.start, place.end, text, (), at, town))
    for start, end, phrases in _grouped(specials.hits):
        known = best.get(start)
        if known is None or end > known.end:
            kinds = frozenset(phrase.kind for phrase in phrases)
            text = folded[start:end]
            best[start] = Item("phrase", start, end, text, phrases, kinds=kinds)
        elif known.end == end and known.kind in {"place", "date"}:
            kinds = frozenset(phrase.kind for phrase in phrases)
            best[start] = structs.replace(known, phrases=phrases, kinds=kinds)
    return best


def _grouped(hits: Iterable[Hit]) -> list[tuple[int, int, tuple[Phrase, ...]]]:
    table: dict[tuple[int, int], list[Phrase]] = {}
    for hit in hits:
        table.setdefault((hit.start, hit.end), []).append(hit.phrase)
    return [(start, end, tuple(phrases)) for (start, end), phrases in table.items()]
