"""Found: what a peer reads from a text, judged by the labels as readings are."""

from collections.abc import Callable, Iterable
from time import process_time

from msgspec import Struct

from tests.quality.labelled import FAMILIES, UNLABELLED, Text
from tests.quality.tally import Tally

Place = tuple[int, int]


class Found(Struct, frozen=True):
    """A number that a peer takes for a figure."""

    field: str
    start: int
    end: int
    figure: str


Find = Callable[[str, str], Iterable[tuple[int, int, str]]]


def judged_peer(texts: Iterable[Text], find: Find) -> tuple[Tally, float]:
    """Counts over `texts`, and the seconds that `find(domain, text)` took.

    A peer sees title and body as they are delivered, for it cleans nothing.
    """
    done, seconds = Tally(), 0.0
    for text in texts:
        began = process_time()
        found = [
            Found(field, *each)
            for field in ("title", "body")
            for each in find(text.domain, getattr(text.article, field))
            if each[2] not in UNLABELLED
        ]
        seconds += process_time() - began
        _count(done, text, found)
    return done, seconds


def _count(done: Tally, text: Text, found: list[Found]) -> None:
    wanted = [gold for gold in text.figures if gold.family is not None]
    taken: set[tuple[str, int]] = set()
    hit = 0
    for gold in wanted:
        fitting = [
            each
            for each in found
            if (each.field, FAMILIES.get(each.figure, each.figure)) == (gold.field, gold.family)
            and each.start < gold.end
            and gold.start < each.end
        ]
        hit += bool(fitting)
        taken |= {(each.field, each.start) for each in fitting[:1]}
    false = sum((each.field, each.start) not in taken for each in found)
    done.texts += 1
    done.right += hit
    done.missed += len(wanted) - hit
    done.false += false
    done.whole += hit == len(wanted) and not false
