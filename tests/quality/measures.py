"""Measures: every number of reading quality that has a floor, by name."""

from collections.abc import Callable
from pathlib import Path

from tests.quality import cleaning, date_values, feed_items, number_values
from tests.quality.false_alarms import general
from tests.quality.labelled import Judged, judge, seeds, texts
from tests.quality.tally import claim_tally, tally
from workers.core.catalogue.furniture import Furniture
from workers.core.reading import Reader

OWN = "own texts, "


def judged_texts(data: Path, reader: Reader, known: Callable[[str], bool]) -> list[Judged]:
    """Seeds and labelled texts of the domains that are `known`, read and judged."""
    return [judge(text, reader) for text in (*seeds(data), *texts(data)) if known(text.domain)]


def reading(judged: list[Judged]) -> dict[str, float]:
    """F1, share of texts wholly right, values, hedges, directions and claims of each half."""
    found: dict[str, float] = {}
    for domain, half in sorted({(each.text.domain, each.text.half) for each in judged}):
        some = [each for each in judged if (each.text.domain, each.text.half) == (domain, half)]
        name = f"{domain}.half_{half}"
        if domain.startswith(OWN):
            name = f"own.{domain.removeprefix(OWN)}"
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


def beside(data: Path, reader: Reader) -> dict[str, float]:
    """Feed items, values of news sentences, days of date expressions, and general items left."""
    found: dict[str, float] = {}
    for half in (0, 1):
        some = [each for each in feed_items.items(data) if each.half == half]
        done = feed_items.score(some, reader)
        found[f"feed_items.half_{half}.recall"] = done.recall
        found[f"feed_items.half_{half}.precision"] = done.precision
        counts = number_values.score_newsquant(number_values.newsquant()[half], errors=[])
        found[f"newsquant.half_{half}.f1"] = number_values.f1(*counts)[2]
        dates = date_values.score(second=bool(half), errors=[])
        found[f"dates.half_{half}.exact"] = dates["exact"] / dates.total()
    alarms = general(data, reader)
    found["general.no_air_attack"] = 1 - alarms.by_domain["air_attacks"] / alarms.items
    return found
