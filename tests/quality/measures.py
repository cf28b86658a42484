"""Measures: every number of reading quality that has a floor, by name."""

from collections.abc import Callable
from pathlib import Path

from tests.quality import cleaning
from tests.quality.labelled import Judged, judge, seeds, texts
from tests.quality.tally import claim_tally, tally
from workers.core.catalogue.furniture import Furniture
from workers.core.reading import Reader


def judged_texts(data: Path, reader: Reader, known: Callable[[str], bool]) -> list[Judged]:
    """Seeds and labelled texts of the domains that are `known`, read and judged."""
    return [judge(text, reader) for text in (*seeds(data), *texts(data)) if known(text.domain)]


def reading(judged: list[Judged]) -> dict[str, float]:
    """F1, share of texts wholly right, values, hedges, directions and claims of each half."""
    found: dict[str, float] = {}
    for domain, half in sorted({(each.text.domain, each.text.half) for each in judged}):
        some = [each for each in judged if (each.text.domain, each.text.half) == (domain, half)]
        name = f"{domain}.half_{half}"
        total = tally(some)["all"]
        right = max(1, total.right)
        found |= {
            f"{name}.f1": total.f1,
            f"{name}.precision": total.precision,
            f"{name}.recall": total.recall,
            f"{name}.whole": total.whole / max(1, total.texts),
            f"{name}.value": total.value / right,
            f"{name}.hedge": total.hedge / right,
            f"{name}.direction": total.direction / right,
            f"{name}.day": total.day / right,
        }
        claims = claim_tally(some, state="current")
        if claims.right + claims.missed:
            found |= {
                f"{name}.claims_precision": claims.precision,
                f"{name}.claims_recall": claims.recall,
            }
    return found


def cleaned(data: Path, words: Furniture) -> dict[str, float]:
    """Shares of article kept and junk cut, and F1 of pages and of pages stripped to text."""
    first, second = cleaning.labelled(data, words)
    parts = {"seeds": cleaning.seeds(data, words), "half_0": first, "half_1": second}
    found = {}
    for name, part in parts.items():
        found[f"cleaning.{name}.kept"] = part.kept / part.article
        found[f"cleaning.{name}.junk_cut"] = part.cut / part.junk
    found["cleaning.pages.f1"] = cleaning.pages(data, words, stripped=False)[2]
    found["cleaning.stripped.f1"] = cleaning.pages(data, words, stripped=True)[2]
    return found
