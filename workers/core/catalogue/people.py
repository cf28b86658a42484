"""People: the nouns of the general list that mean people, and which of them a domain counts."""

import tomllib
from collections.abc import Iterable

from msgspec.structs import replace

from workers.core.catalogue.inflect import noun_forms
from workers.core.catalogue.vocabulary import Class


def load_people(text: str) -> tuple[str, ...]:
    """The nouns of the file `text`, each once, in its order."""
    return tuple(dict.fromkeys(tomllib.loads(text)["nouns"]))


def with_people(classes: Iterable[Class], people: Iterable[str]) -> tuple[Class, ...]:
    """`classes`, of which those that count anyone have the nouns of `people` too.

    A noun that the domain itself has in some class stays there alone.
    """
    known = tuple(classes)
    own = {form for kind in known for noun in kind.nouns for form in noun_forms(noun)}
    rest = tuple(noun for noun in people if own.isdisjoint(noun_forms(noun)))
    return tuple(
        replace(kind, nouns=(*kind.nouns, *rest)) if kind.anyone else kind for kind in known
    )
