"""Topic: whether a text speaks of what a domain is about, before anything else is read."""

from workers.core.catalogue.record_words import compile_words
from workers.core.catalogue.vocabulary import Vocabulary

_FAINT_MIN = 2


class Topic:
    """The words that let a text in, compiled."""

    def __init__(self, words: Vocabulary) -> None:
        """Compile `topic` and `faint`."""
        self._strong = compile_words(words.topic, whole=False)
        self._faint = compile_words(words.faint, whole=False) if words.faint else None

    def is_of(self, text: str) -> bool:
        """One word of `topic` is enough; words that other news has as well must be two."""
        if self._strong.search(text) is not None:
            return True
        if self._faint is None:
            return False
        found: set[str] = set()
        for match in self._faint.finditer(text):
            found.add(text[match.start() : match.end()].lower())
            if len(found) == _FAINT_MIN:
                return True
        return False
