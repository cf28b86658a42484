"""Subject known: the names of one text, those of one bearer together under the longest."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workers.core.extract.subject_marks import STRONG
from workers.core.extract.subject_names import Name
from workers.core.extract.table import Sentence

_TITLE_WEIGHT: Final = 6.0
_FIRST_WEIGHT: Final = 4.0
_LEAD_WEIGHT: Final = 2.0
_LEAD_SENTENCES: Final = 3
_NAMED: Final = 0.5
_INITIALS: Final = 2
_JOINTS: Final = frozenset(("&", "of", "the", "de"))


class Spoken(Struct, frozen=True):
    """Where a sentence names a subject; offsets are relative to it."""

    start: int
    end: int
    subject: str


class KnownNames:
    """The names of one text, those of one bearer together under the longest."""

    def __init__(self, legal: frozenset[str]) -> None:
        """Know nothing yet; `legal` forms end no name."""
        self._legal = legal
        self._weights: dict[tuple[str, ...], float] = {}
        self._strong: set[tuple[str, ...]] = set()
        self._said: set[tuple[str, ...]] = set()
        self._others: set[tuple[str, ...]] = set()

    def add(self, name: Name, sentence: Sentence, *, evidence: float | None) -> None:
        """Weigh one mention of a name; without evidence it is somebody else's."""
        key = self._key(name)
        if not key:
            return
        if evidence is None:
            self._others.add(key)
            return
        weight = 1.0
        if sentence.field == "title":
            weight = _TITLE_WEIGHT
        elif sentence.index <= 1:
            weight = _FIRST_WEIGHT
        elif sentence.index <= _LEAD_SENTENCES:
            weight = _LEAD_WEIGHT
        if evidence >= STRONG:
            self._strong.add(key)
        elif evidence:
            self._said.add(key)
        self._weights[key] = self._weights.get(key, 0.0) + weight * (_NAMED + min(evidence, STRONG))

    def _key(self, name: Name) -> tuple[str, ...]:
        words = name.text.split(" ")
        while words and (words[-1].rstrip(".").lower() in self._legal or words[-1] in _JOINTS):
            words.pop()
        return tuple(words)

    def _bearer(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """The longest name of the text that begins with `key`, or whose initials it is."""
        longer = [
            other for other in self._weights if other[: len(key)] == key or _initials(other) == key
        ]
        return max(longer, key=lambda other: (len(other), self._weights[other], other), default=key)

    def main(self) -> str | None:
        """The subject that the text says most of; None where nothing marks one."""
        if not self._strong:
            self._strong = set(self._said)  # Who speaks in a text that marks nobody else.
        total: dict[tuple[str, ...], float] = {}
        for key, weight in self._weights.items():
            bearer = self._bearer(key)
            if not self._is_other(bearer) and self._is_subject(bearer):
                total[bearer] = total.get(bearer, 0.0) + weight
        best = max(total, key=lambda key: (total[key], key), default=None)
        return None if best is None else " ".join(best)

    def spoken(self, names: Sequence[Name]) -> tuple[Spoken, ...]:
        """Those of `names` that are subjects, under the longest form of each."""
        found = []
        for name in names:
            key = self._bearer(self._key(name))
            if key and not self._is_other(key) and self._is_subject(key):
                found.append(Spoken(name.start, name.end, " ".join(key)))
        return tuple(found)

    def _is_subject(self, bearer: tuple[str, ...]) -> bool:
        """Whether a pattern marked the name or a shorter form of it."""
        return any(self._bearer(key) == bearer for key in self._strong)

    def _is_other(self, bearer: tuple[str, ...]) -> bool:
        return any(self._bearer(key) == bearer for key in self._others)


def _initials(name: tuple[str, ...]) -> tuple[str, ...]:
    letters = "".join(word[0] for word in name if word[0].isupper())
    return (letters,) if len(letters) > _INITIALS else ()
