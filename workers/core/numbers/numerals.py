"""Numerals: every number of a sentence as a value or an interval, its kind, unit and hedge."""

import re
from typing import Final

from msgspec import Struct

from schemas.report import Approx
from workers.core.numbers.atoms import find_atoms
from workers.core.numbers.draft import Draft, NumberKind
from workers.core.numbers.hedges import bound, hedge, spread
from workers.core.numbers.joins import join
from workers.core.numbers.kinds import classify
from workers.core.numbers.pronouns import counts
from workers.core.numbers.units import UnitTable
from workers.core.numbers.words import compose

NUMBERS_PER_SENTENCE_MAX: Final = 40

_DECIMAL_SHAPES: Final = frozenset(("decimal", "dotted", "euro"))


class Number(Struct, frozen=True, kw_only=True):
    """One number of a sentence; offsets are relative to the sentence.

    `start`, `end` hold the expression without its hedge and without unit words, with scale words
    and a currency sign before it. `value` is None for vague words, ranges and scores; `low`,
    `high` are the bounds that the hedge leaves, None where it leaves none. `additive`: "another",
    "more", "further". `ambiguous`: "3.250", read as thousands before a noun, as printed elsewhere.
    """

    start: int
    end: int
    hedge_start: int | None
    hedge_end: int | None
    value: float | None
    low: float | None
    high: float | None
    approx: Approx
    kind: NumberKind
    unit: str | None
    unit_end: int
    decimal: bool
    additive: bool
    text: str
    ambiguous: bool = False


def find_numbers(
    sentence: str, *, units: UnitTable, limit: int = NUMBERS_PER_SENTENCE_MAX
) -> list[Number]:
    """The numbers of a sentence in order, at most `limit`; linear in its length.

    Spans never overlap. Dates, times, models and other numbers that count nothing are found as
    well and say so by their kind.
    """
    atoms = find_atoms(sentence)
    if not atoms:
        return []
    drafts = compose(sentence, atoms)[: limit * 2]
    for draft in drafts:
        _settle_thousands(sentence, draft, units)
        classify(sentence, draft, units)
    drafts = join(sentence, [draft for draft in drafts if counts(sentence, draft)])[:limit]
    limits = [draft.start for draft in drafts[1:]]
    for draft, end in zip(drafts, [*limits, len(sentence)], strict=False):
        hedge(sentence, draft, end)
    spread(sentence, drafts)
    for draft in drafts:
        bound(draft)
    return [_finish(sentence, draft) for draft in drafts]


_LOWER_WORD = re.compile(r" ([a-z]+)")
_FUNCTION_WORDS: Final = frozenset(
    ("and", "or", "to", "in", "on", "at", "by", "of", "for", "from", "with", "the", "a", "an",
     "was", "were", "is", "are", "as", "after", "before", "but", "per")
)  # fmt: skip


def _settle_thousands(sentence: str, draft: Draft, units: UnitTable) -> None:
    """Like "3.250 homeless", "30.000 hectares": a dot that groups, as translations keep it."""
    if draft.atom.shape != "dotted" or draft.value is None or draft.end != draft.atom.end:
        return
    following = _LOWER_WORD.match(sentence, draft.end)
    counted = following is not None and following.group(1) not in _FUNCTION_WORDS
    measured = units.after(sentence, draft.end) is not None
    if draft.atom.text.endswith(".000") or (counted and not measured):
        draft.value = float(draft.atom.text.replace(".", ""))


def _finish(sentence: str, draft: Draft) -> Number:
    start = min(draft.start, draft.left) if draft.kind == "money" else draft.start
    vague = draft.shape == "vague"
    return Number(
        start=start,
        end=draft.end,
        hedge_start=draft.hedge_start,
        hedge_end=draft.hedge_end,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        approx="vague" if vague else draft.approx,
        kind="vague" if vague and draft.kind == "count" else draft.kind,
        unit=draft.unit,
        unit_end=draft.right,
        decimal=draft.atom.shape in _DECIMAL_SHAPES,
        additive=draft.additive,
        text=sentence[start : draft.end],
        ambiguous=draft.atom.shape == "dotted",
    )
