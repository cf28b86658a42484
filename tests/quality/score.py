"""Score: how well articles are read (`python -m tests.quality.score`), on labelled texts."""

import argparse
import sys
from collections.abc import Iterable
from time import process_time

from msgspec import Struct

from schemas.report import RecordClaim
from tests import evaluation
from tests.quality.labelled import (
    Gold,
    GoldClaim,
    Judged,
    direction_right,
    figure_family,
    hedge_right,
    judge,
    seeds,
    texts,
    value_right,
)
from workers import domains
from workers.assembly import assemble
from workers.core.outcome import NumberRead


class Tally(Struct, kw_only=True):
    """Counts of one family: figures found, missed, false; of those found, what is right."""

    right: int = 0
    missed: int = 0
    false: int = 0
    value: int = 0
    hedge: int = 0
    direction: int = 0
    texts: int = 0
    whole: int = 0

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


def tally(judged: Iterable[Judged]) -> dict[str, Tally]:
    """The counts by family and, under "all", together."""
    found: dict[str, Tally] = {"all": Tally()}

    def add(name: str, what: str, by: int = 1) -> None:
        for each in (found.setdefault(name, Tally()), found["all"]):
            setattr(each, what, getattr(each, what) + by)

    for text in judged:
        found["all"].texts += 1
        found["all"].whole += text.whole
        for gold, read in text.right:
            name = gold.family or ""
            add(name, "right")
            add(name, "value", value_right(gold, read))
            add(name, "hedge", hedge_right(gold, read))
            add(name, "direction", direction_right(gold, read))
        for gold in text.missed:
            add(gold.family or "", "missed")
        for read in text.false:
            add(figure_family(read), "false")
    return found


def claim_tally(judged: Iterable[Judged], *, state: str | None) -> Tally:
    """Record claims of `state` (None: all): found in the right state, missed, false; bound."""
    found = Tally()
    for text in judged:
        gold = [each for each in text.text.claims if state in {None, each.state}]
        read = [each.claim for each in text.reading.record_claims]
        read = [each for each in read if state in {None, each.state}]
        left = list(read)
        for each in gold:
            fitting = [r for r in left if _overlaps(each, r) and r.state == each.state]
            fitting.sort(key=lambda r: (r.value != each.value, r.start))
            if fitting:
                left.remove(fitting[0])
                found.right += 1
                found.value += _bound(each, fitting[0])
            else:
                found.missed += 1
        # A claim may speak of two figures: then one phrase is read twice.
        found.false += sum(1 for r in left if not any(_overlaps(g, r) for g in gold))
    return found


def line(name: str, found: Tally) -> str:
    """One line of the board."""
    right = max(1, found.right)
    return (
        f"{name:<22} P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}"
        f" | n {found.right + found.missed:>4} | value {found.value / right:.3f}"
        f" hedge {found.hedge / right:.3f} direction {found.direction / right:.3f}"
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
    wanted = [
        text
        for text in (*seeds(data), *texts(data))
        if chosen.domain in text.domain and _is_known(text.domain)
    ]
    began = process_time()
    judged = [judge(text, reader) for text in wanted]
    seconds = process_time() - began
    sys.stdout.write("\n".join(_board(judged)) + "\n")
    sys.stdout.write(f"{len(judged) / seconds:.0f} articles a second\n")
    if chosen.errors or chosen.measure:
        shown = [each for each in judged if each.text.half == int(chosen.measure)]
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
            if claims.right + claims.missed + claims.false:
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
        if not direction_right(gold, read):
            side = gold.series or f"{gold.actor}->{gold.target}"
            yield f"  direction {gold.quote!r}: {side}, read as {read.series}"


def _claim_errors(judged: Judged) -> Iterable[str]:
    claims = [each.claim for each in judged.reading.record_claims]
    for gold in judged.text.claims:
        same = [claim for claim in claims if _overlaps(gold, claim)]
        if not any(claim.state == gold.state for claim in same):
            states = ", ".join(claim.state for claim in same) or "nothing"
            yield f"  claim {gold.quote!r} is {gold.state}, read as {states}"
        elif not any(_bound(gold, claim) for claim in same):
            yield f"  claim {gold.quote!r} speaks of {gold.value}, bound to {same[0].value}"
    for claim in claims:
        if not any(_overlaps(gold, claim) for gold in judged.text.claims):
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


def _overlaps(gold: GoldClaim, read: RecordClaim) -> bool:
    return gold.field == read.field and read.start < gold.end and gold.start < read.end


def _bound(gold: GoldClaim, read: RecordClaim) -> bool:
    if gold.value is None or read.value is None:
        return gold.value is read.value
    return abs(gold.value - read.value) <= 0.001 * max(1.0, abs(gold.value))


def _is_known(domain: str) -> bool:
    return domain in {"seeds", *(path.stem for path in domains.FOLDER.glob("*.toml"))}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


if __name__ == "__main__":
    sys.exit(main())
