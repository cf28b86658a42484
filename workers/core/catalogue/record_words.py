"""Record words: the general vocabulary of record claims, compiled from its data file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec
import re2  # type: ignore[import-untyped]

from workers.core.records.phrases import Phrases, Words

LIMIT_KINDS = (
    "ever",
    "century",
    "decade",
    "recent",
    "year",
    "season",
    "month",
    "company",
    "club",
    "personal",
    "competition",
)
_TRIGGERS = ("superlative.max", "superlative.min", "superlative.best", "gate.words")
# A word that begins none of these begins no record claim.
_STARTERS = (
    "record.owner_old",
    "record.weak_noun",
    "record.noun",
    "first.history",
    "first.since_records",
    "first.since",
    "comparative.never",
    "comparative.never_less",
    "comparative.unprecedented",
    "comparative.none_more",
    "comparative.more",
    "comparative.less",
    "state.second_only",
    "superlative.max",
    "superlative.min",
    "superlative.best",
)


class Spot(Protocol):
    """A match of a pattern."""

    def start(self) -> int:
        """Where it begins."""

    def end(self) -> int:
        """Where it ends."""


class Pattern(Protocol):
    """A compiled pattern that runs in linear time."""

    def search(self, text: str) -> Spot | None:
        """The first match in `text`."""

    def finditer(self, text: str) -> Iterator[Spot]:
        """All matches in `text`."""


class Limits:
    """All limits, asked at once: most words begin none."""

    def __init__(self, kinds: Sequence[tuple[str, Phrases]]) -> None:
        """Keep the kinds in their order; of equally long limits the later kind wins."""
        self._kinds = kinds
        self._by_first: dict[str, list[int]] = {}
        for at, (_, phrases) in enumerate(kinds):
            for word in phrases.firsts():
                self._by_first.setdefault(word, []).append(at)
        special = [self._by_first.pop(word, []) for word in ("#", "%year")]
        self._always = sorted({at for places in special for at in places})

    def at(self, words: Words, index: int) -> tuple[str, int] | None:
        """Kind and end of the longest limit that starts at word `index`."""
        best: tuple[str, int] | None = None
        places = self._by_first.get(words.folded[index], ())
        for at in sorted({*places, *self._always}) if places else self._always:
            kind, phrases = self._kinds[at]
            end = phrases.at(words, index)
            if end is not None and (best is None or end >= best[1]):
                best = (kind, end)
        return best


class RecordWords:
    """The compiled vocabulary: `words["table.list"]` is a list of the data file as `Phrases`."""

    def __init__(self, text: str) -> None:
        """Compile the TOML `text`; raises `msgspec.ValidationError` for a wrong one."""
        tables = msgspec.toml.decode(text, type=dict[str, dict[str, tuple[str, ...]]])
        self.text = text
        self._lists = {
            f"{table}.{name}": Phrases(phrases)
            for table, lists in tables.items()
            for name, phrases in lists.items()
        }
        self.limits = Limits([(kind, self[f"limit.{kind}"]) for kind in LIMIT_KINDS])
        self.starters = frozenset().union(*(self[name].firsts() for name in _STARTERS))
        triggers = [word for name in _TRIGGERS for word in _raw(tables, name)]
        self.gate = compile_words(triggers)
        self.open_gate = compile_words(_raw(tables, "gate.open"))

    def __getitem__(self, name: str) -> Phrases:
        """The list `name`, as "table.list"."""
        return self._lists[name]


def _raw(tables: dict[str, dict[str, tuple[str, ...]]], name: str) -> tuple[str, ...]:
    table, _, entry = name.partition(".")
    return tables[table][entry]


def compile_words(words: Iterable[str], *, whole: bool = True) -> Pattern:
    """One pattern for all `words`, in any case; a space stands for a space or a hyphen too.

    "*est" stands for every word of that ending. Words that need not be `whole` match what begins
    with them ("drone" matches "drones").
    """
    # No edge of a word stands between a space and a sign: "31 °C".
    literals = (
        (r"\b" if word[0].isalnum() or word[0] == "*" else "")
        + re2.escape(word).replace("\\ ", "[ -]").replace("\\*", r"\w*")
        for word in sorted(set(words))
    )
    compiled: Pattern = re2.compile(r"(?i)(?:" + "|".join(literals) + (r")\b" if whole else ")"))
    return compiled
