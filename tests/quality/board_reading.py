"""Board reading: tables of figures and record claims, by domain, half and figure."""

from collections import Counter
from collections.abc import Iterator

from tests.quality import calibration, failures
from tests.quality.labelled import Judged
from tests.quality.table import Table, share
from tests.quality.tally import Tally, claim_tally, tally

FAILURES_MAX = 12
STATES = ("current", "past", "superseded", "vague", "forecast")


def groups(judged: list[Judged]) -> Iterator[tuple[str, str, list[Judged]]]:
    """Domain, half ("-" for own texts, which have none) and texts, in order."""
    for domain, half in sorted({(each.text.domain, each.text.half) for each in judged}):
        some = [each for each in judged if (each.text.domain, each.text.half) == (domain, half)]
        yield domain, "-" if domain.startswith(("own", "seeds")) else str(half), some


def reading_tables(judged: list[Judged]) -> Iterator[Table]:
    """Everything that labelled texts show of reading, the failures of half 1 untold."""
    yield _domains(judged)
    yield _figures(judged)
    yield _claims(judged)
    yield _states(judged)
    yield _confidence(judged)
    yield _rules(judged)
    yield from _failures(judged)


def _domains(judged: list[Judged]) -> Table:
    def row(domain: str, half: str, some: list[Judged]) -> tuple[str, ...]:
        all_of = tally(some)["all"]
        right = all_of.right
        parts = (all_of.value, all_of.hedge, all_of.direction, all_of.day)
        return (
            domain,
            half,
            f"{all_of.whole} of {all_of.texts}",
            str(all_of.right + all_of.missed),
            *map(share, (all_of.precision, all_of.recall, all_of.f1)),
            *(share(n / right) if right else "-" for n in parts),
            str(_junk(some)),
        )

    return Table(
        title="Figures of labelled texts",
        note="Rules may be tuned on half 0; nobody reads the errors of half 1. Of figures found:"
        " the share whose value, hedge, series and day are right. Junk: figures out of furniture.",
        head=(
            "domain", "half", "wholly right", "figures", "P", "R", "F1",
            "value", "hedge", "series", "day", "junk",
        ),
        rows=tuple(row(*group) for group in groups(judged)),
    )  # fmt: skip


def _junk(some: list[Judged]) -> int:
    return sum(
        read.field == "body" and any(start <= read.start < end for start, end in each.text.junk)
        for each in some
        for read in each.false
    )


def _figures(judged: list[Judged]) -> Table:
    rows = []
    for domain, half, some in groups(judged):
        found = tally(some)
        found.pop("all")
        rows += [(domain, half, name, *_cells(found[name])) for name in sorted(found)]
    head = ("domain", "half", "figure", "figures", "P", "R", "F1")
    return Table(title="Figure by figure", head=head, rows=tuple(rows))


def _cells(found: Tally) -> tuple[str, ...]:
    count = str(found.right + found.missed)
    return count, *map(share, (found.precision, found.recall, found.f1))


def _claims(judged: list[Judged]) -> Table:
    def row(domain: str, half: str, some: list[Judged]) -> tuple[str, ...]:
        now, every = (claim_tally(some, state=state) for state in ("current", None))
        bound = share(now.value / max(1, now.right))
        return domain, half, *_cells(now), bound, *_cells(every)

    head = (
        "domain", "half", "current", "P", "R", "F1", "value bound",
        "all states", "P", "R", "F1",
    )  # fmt: skip
    rows = tuple(row(*group) for group in groups(judged) if any(e.text.claims for e in group[2]))
    return Table(title="Record claims of labelled texts", head=head, rows=rows)


def _states(judged: list[Judged]) -> Table:
    rows = []
    for half in ("0", "1", "-"):
        some = [each for _, part, group in groups(judged) for each in group if part == half]
        rows += [
            (state, half, *_cells(claim_tally(some, state=state)))
            for state in STATES
            if any(claim.state == state for each in some for claim in each.text.claims)
        ]
    head = ("state", "half", "claims", "P", "R", "F1")
    return Table(title="Record claims by state", head=head, rows=tuple(rows))


def _confidence(judged: list[Judged]) -> Table:
    rows = []
    for half, some in _halves(judged):
        shares = calibration.by_confidence(some)
        rows += [
            (name, half, str(one.all), share(one.said), share(one.precision))
            for name, one in shares.items()
            if one.all
        ]
        rows.append(("apart on average", half, "", "", share(calibration.expected_error(shares))))
    return Table(
        title="Confidence",
        note="What confidence says beside what was right. Its table is fitted on half 0.",
        head=("confidence", "half", "numbers", "mean confidence", "right"),
        rows=tuple(rows),
    )


def _halves(judged: list[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    for half in ("0", "1"):
        yield half, [each for _, part, some in groups(judged) for each in some if part == half]


def _rules(judged: list[Judged]) -> Table:
    first, second = (calibration.by_rule(some) for _, some in _halves(judged))
    empty = calibration.Share()
    rows = tuple(
        (rule, *(cell for half in (first, second) for cell in _rule(half.get(rule, empty))))
        for rule in sorted({*first, *second})
    )
    head = ("rule", "half 0", "right", "half 1", "right")
    return Table(title="Rules that gave a number its role", head=head, rows=rows)


def _rule(one: calibration.Share) -> tuple[str, str]:
    return str(one.all), share(one.precision) if one.all else "-"


def _failures(judged: list[Judged]) -> Iterator[Table]:
    for domain, half, some in groups(judged):
        found = failures.classes(some) if half == "0" else None
        if found:
            rows = tuple((name, str(count)) for name, count in _most(found))
            more = len(found) - len(rows)
            note = f"{more} rarer classes are left out." if more else ""
            title = f"Failures of half 0 by class: {domain}"
            yield Table(title=title, head=("class", "times"), rows=rows, note=note)


def _most(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))[:FAILURES_MAX]
