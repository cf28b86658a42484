"""Score: how well articles are read (`python -m tests.quality.score`), on labelled texts."""

import argparse
import sys
from collections.abc import Iterable
from time import process_time

from tests import evaluation
from tests.quality import cleaning
from tests.quality.labelled import (
    Gold,
    Judged,
    day_right,
    direction_right,
    hedge_right,
    judge,
    own,
    value_right,
)
from tests.quality.measures import cleaned, judged_texts
from tests.quality.tally import Tally, bound, claim_tally, overlaps, tally
from workers import domains
from workers.assembly import assemble
from workers.core.outcome import NumberRead


def line(name: str, found: Tally) -> str:
    """One line of the board."""
    right = max(1, found.right)
    return (
        f"{name:<22} P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}"
        f" | n {found.right + found.missed:>4} | value {found.value / right:.3f}"
        f" hedge {found.hedge / right:.3f} direction {found.direction / right:.3f}"
        f" day {found.day / right:.3f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the board; with `--errors` every error of half 0 too, with `--measure` of half 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.score", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the errors of half 0")
    parser.add_argument("--measure", action="store_true", help="list the errors of half 1 instead")
    parser.add_argument("--domain", default="", help="only texts of this domain")
    chosen = parser.parse_args(arguments)
    data = evaluation.folder()
    if data is None:
        sys.stdout.write("no evaluation data: set RECORDWIRE_DATA to their folder\n")
        return 1
    reader = assemble().reader
    began = process_time()
    judged = judged_texts(data, reader, lambda name: chosen.domain in name and _is_known(name))
    judged += [judge(text, reader) for text in own() if chosen.domain in text.domain]
    seconds = process_time() - began
    sys.stdout.write("\n".join(_board(judged)) + "\n")
    sys.stdout.write(f"{len(judged) / seconds:.0f} articles a second\n")
    if not chosen.domain:
        sys.stdout.write("\n== cleaning\n")
        for name, value in cleaned(data, cleaning.furniture()).items():
            sys.stdout.write(f"{name.removeprefix('cleaning.'):<22} {value:.4f}\n")
    if chosen.errors or chosen.measure:
        # The project's own texts measure and never tune: their errors stay unread with half 1's.
        half = int(chosen.measure)
        tuned = [each for each in judged if not each.text.domain.startswith("own texts")]
        shown = [each for each in (judged if half else tuned) if each.text.half == half]
        sys.stdout.write("\n".join(row for each in shown for row in _errors(each)) + "\n")
    return 0


def _board(judged: list[Judged]) -> Iterable[str]:
    groups = sorted({(each.text.domain, each.text.half) for each in judged})
    for domain, half in groups:
        some = [each for each in judged if (each.text.domain, each.text.half) == (domain, half)]
        found = tally(some)
        total = found.pop("all")
        yield f"\n== {domain}, half {half}: {total.whole} of {total.texts} texts wholly right"
        yield line("all figures", total)
        yield from (line(f"  {name}", found[name]) for name in sorted(found))
        for state in ("current", None):
            claims = claim_tally(some, state=state)
            if claims.right + claims.missed:
                yield line(f"claims, {state or 'all states'}", claims).partition(" hedge")[0]


def _errors(judged: Judged) -> Iterable[str]:
    rows = [*_figure_errors(judged), *_claim_errors(judged)]
    if rows:
        yield f"\n## {judged.text.id} {judged.text.article.title}"
    yield from rows


def _figure_errors(judged: Judged) -> Iterable[str]:
    for gold in judged.missed:
        yield f"  missed {gold.family} {gold.quote!r} | {_around(judged, gold)}{_why(judged, gold)}"
    for read in judged.false:
        said = f"{read.figure} {read.value} {read.series} [{read.rule}]"
        yield f"  false {said} | {_around(judged, read)}"
    for gold, read in judged.right:
        if not (value_right(gold, read) and hedge_right(gold, read)):
            wanted = f"{gold.approx} {gold.value} {gold.low}"
            found = f"{read.approx} {read.value} {read.low}"
            yield f"  value {gold.family} {gold.quote!r} {wanted}, read as {found}"
        if not day_right(gold, read):
            yield f"  day of {gold.quote!r}: {gold.day}, read as {read.date_end}"
        if not direction_right(gold, read):
            side = gold.series or f"{gold.actor}->{gold.target}"
            yield f"  direction {gold.quote!r}: {side}, read as {read.series}"


def _claim_errors(judged: Judged) -> Iterable[str]:
    claims = [each.claim for each in judged.reading.record_claims]
    for gold in judged.text.claims:
        same = [claim for claim in claims if overlaps(gold, claim)]
        if not any(claim.state == gold.state for claim in same):
            states = ", ".join(claim.state for claim in same) or "nothing"
            yield f"  claim {gold.quote!r} is {gold.state}, read as {states}"
        elif not any(bound(gold, claim) for claim in same):
            yield f"  claim {gold.quote!r} speaks of {gold.value}, bound to {same[0].value}"
    for claim in claims:
        if not any(overlaps(gold, claim) for gold in judged.text.claims):
            yield f"  false claim {claim.quote[:60]!r} {claim.state} {claim.figure}"


def _around(judged: Judged, at: Gold | NumberRead) -> str:
    field = judged.text.article.title if at.field == "title" else judged.text.article.body
    before = field[max(0, at.start - 60) : at.start]
    after = field[at.end : at.end + 60]
    return f"{before}[{field[at.start : at.end]}]{after}".replace("\n", " ")


def _why(judged: Judged, gold: Gold) -> str:
    for read in judged.reading.numbers:
        if read.field == gold.field and read.start < gold.end and gold.start < read.end:
            return (
                f" | read as {read.figure or read.why} ({read.role}, {read.counted}, {read.rule})"
            )
    return " | not read as a number"


def _is_known(domain: str) -> bool:
    return domain in {"seeds", *(path.stem for path in domains.FOLDER.glob("*.toml"))}


if __name__ == "__main__":
    sys.exit(main())
