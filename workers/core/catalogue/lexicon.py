"""Lexicon: the classes of one domain as a tree, ready to be asked."""

from collections.abc import Iterable

from msgspec import Struct

from workers.core.catalogue.inflect import noun_forms
from workers.core.catalogue.phrases import kinds
from workers.core.catalogue.vocabulary import Vocabulary

OTHER = "other"


class Lexicon(Struct, frozen=True, kw_only=True):
    """What the classes of a domain mean to each other."""

    words: Vocabulary
    parents: dict[str, str | None]
    below: dict[str, frozenset[str]]
    subtypes: frozenset[str]
    by_unit: dict[str, str]
    measured: frozenset[str]
    defaults: frozenset[str]
    people: frozenset[str]
    figured: frozenset[str]
    generic: frozenset[str]
    strikes: frozenset[str]
    stand_ins: dict[str, str]
    unions: tuple[tuple[frozenset[str], str], ...]
    nouns: dict[str, str]
    plurals: dict[str, str]

    def first_noun(self, text: str) -> str | None:
        """The class that the first word of `text` names ("drone raid")."""
        return self.nouns.get(text.partition(" ")[0])

    def union(self, roles: frozenset[str]) -> str | None:
        """The one role that several joined ones make ("shot down or jammed")."""
        return next((role for members, role in self.unions if roles <= members), None)

    def family(self, name: str) -> str:
        """The class whose kind `name` is, if it is a subtype; itself else."""
        seen = 0
        while name in self.subtypes and seen < len(self.parents):
            name = self.parents[name] or name
            seen += 1
        return name

    def join(self, names: Iterable[str]) -> str | None:
        """The narrowest class that holds all of `names`, if there is one."""
        wanted = set(names)
        if not wanted:
            return None
        holding = [top for top, below in self.below.items() if wanted <= below]
        return min(holding, key=lambda top: (len(self.below[top]), top), default=None)

    def related(self, one: str, other: str) -> bool:
        """Whether one class is a kind of the other."""
        return one in self.below.get(other, ()) or other in self.below.get(one, ())


def lexicon_of(words: Vocabulary, counted: Iterable[str]) -> Lexicon:
    """Compile the classes of `words`; `counted` are those that figures count."""
    below = kinds(words.classes)
    default = frozenset(name for top in words.default_of for name in below[top])
    return Lexicon(
        words=words,
        parents={kind.name: kind.kind_of for kind in words.classes},
        below=below,
        subtypes=frozenset(kind.name for kind in words.classes if kind.subtype),
        measured=frozenset(kind.name for kind in words.classes if kind.units),
        by_unit={unit: kind.name for kind in words.classes for unit in kind.units},
        defaults=default,
        figured=frozenset(name for top in counted for name in below[top]),
        unions=tuple((frozenset(union.roles), union.role) for union in words.unions),
        plurals={noun_forms(noun)[-1]: kind.name for kind in words.classes for noun in kind.nouns},
        nouns={noun.partition("|")[0]: kind.name for kind in words.classes for noun in kind.nouns},
        generic=frozenset(kind.name for kind in words.classes if kind.generic),
        stand_ins={kind.name: kind.stands_for for kind in words.classes if kind.stands_for},
        strikes=frozenset(cue.role for cue in words.cues if cue.with_objects),
        people=frozenset(kind.name for kind in words.classes if kind.people),
    )
