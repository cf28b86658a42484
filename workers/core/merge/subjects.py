"""Subjects: whether two names are of one fire, one organisation or one victim."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from workers.core.extract.grammar import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from workers.core.merge.mentions import Mention

_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = re.compile(r"['\u2019]s\b")
_SMALL: Final = CONJUNCTIONS | DETERMINERS | PREPOSITIONS
_INITIALS_MIN: Final = 3


class Name(Struct, frozen=True):
    """The words of a name, the name in one word, and its initials where it has some.

    Nobody's name has no words.
    """

    words: frozenset[str]
    solid: str
    initials: str

    @property
    def first(self) -> str:
        """One word of the name, the same for all orders of its words; empty for nobody."""
        return min(self.words, default="")

    @property
    def others(self) -> tuple[str, ...]:
        """What else may stand for the name: all of it in one word, and its initials."""
        return (self.solid, self.initials) if self.initials else (self.solid,)

    def is_of(self, other: "Name") -> bool:
        """Whether both can be one bearer's: one is the other cut short, or written otherwise."""
        if not self.words or not other.words:
            return False
        if self.words <= other.words or other.words <= self.words or self.solid == other.solid:
            return True
        return self.solid == other.initials or other.solid == self.initials


class Names:
    """Names as a domain writes them."""

    def __init__(self, *, kinds: Iterable[str] = (), dropped: Iterable[str] = ()) -> None:
        """`kinds` are words that alone name nobody ("bank"), `dropped` those of no name ("Inc")."""
        self._kinds = frozenset(word for kind in kinds for word in _words(kind))
        self._dropped = _SMALL | frozenset(word for row in dropped for word in _words(row))
        self._known: dict[str, Name] = {}

    def of(self, subject: str | None) -> Name:
        """The name that `subject` is; nobody's if it says only of which kind its bearer is."""
        text = subject or ""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._made(text)
        return known

    def _made(self, subject: str) -> Name:
        words = [word for word in _words(subject) if word not in self._dropped]
        if len(words) <= 1 and self._kinds.issuperset(words):
            words = []
        initials = "".join(word[0] for word in words)
        return Name(
            words=frozenset(words),
            solid="".join(words),
            initials=initials if len(initials) >= _INITIALS_MIN else "",
        )


def spoken_name(rows: Sequence[Mention]) -> str | None:
    """The name most often used for the subject, of equal ones the first in the alphabet."""
    names: dict[str, int] = {}
    for row in rows:
        if row.subject:
            names[row.subject] = names.get(row.subject, 0) + 1
    return min(names, key=lambda name: (-names[name], name), default=None)


def _words(name: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", name.casefold()))
