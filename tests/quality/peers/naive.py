"""Naive: the number nearest to a noun of the catalogue, with the role of the nearest cue."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tests.quality.peers.measured import measured, quantities
from workers.core.catalogue.model import Catalogue, Domain
from workers.core.catalogue.phrases import Hit, Phrases, fold
from workers.core.extract.sentences import sentences

SMALL: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
NUMBER: Final = re.compile(
    rf"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])|\b(?:{'|'.join(SMALL.split())})\b", re.IGNORECASE
)
REACH_CHARS: Final = 60
CUES: Final = frozenset(("object", "subject", "tool", "nominal", "noun", "toll", "after", "before"))


class Naive:
    """Finds by nearness alone, with every word that the catalogue has."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Compile the words of each domain."""
        self._domains = catalogue.domains
        self._units = {name: quantities(each) for name, each in catalogue.domains.items()}
        self._phrases = {name: Phrases([each]) for name, each in catalogue.domains.items()}

    def find(self, domain: str, text: str) -> Iterator[tuple[int, int, str]]:
        """The numbers of `text` that feed a figure of `domain`, with their places."""
        known, units = self._domains[domain], self._units[domain]
        for start, end in sentences(text):
            folded = fold(text[start:end])
            hits = self._phrases[domain].find(folded)
            for match in NUMBER.finditer(folded):
                place = match.start(), match.end()
                figure = _figure(match, hits, known) or measured(units, folded, *place)
                if figure is not None:
                    yield start + match.start(), start + match.end(), figure


def _figure(number: re.Match[str], hits: Iterable[Hit], domain: Domain) -> str | None:
    """The first figure of the nearest class behind the number and the nearest cue of it."""
    nouns = [hit for hit in hits if hit.phrase.kind == "class" and hit.start >= number.end()]
    noun = min(nouns, key=lambda hit: hit.start, default=None)
    if noun is None or noun.start - number.end() > REACH_CHARS:
        return None
    cues = [hit for hit in hits if hit.phrase.kind in CUES and noun.phrase.name in hit.phrase.of]
    cue = min(cues, key=lambda hit: _distance(hit, number), default=None)
    role = cue.phrase.name if cue is not None else domain.vocabulary.default_role
    return next(
        (
            figure.name
            for figure in domain.rules.figures.values()
            if role in figure.roles and noun.phrase.name in figure.counted
        ),
        None,
    )


def _distance(hit: Hit, number: re.Match[str]) -> int:
    return min(abs(hit.start - number.end()), abs(number.start() - hit.end))
