"""Scalar role: what a measured number is - the value itself, an earlier one, a limit, a part."""

from workers.core.extract.scalar_line import ScalarLine, ScalarWords
from workers.core.numbers.numerals import Number

PART = "a part of the event"
REPLACED = "replaced by another value"
_THRESHOLD_REACH = 5
_BARE_WORDS = 2


def role_of(words: ScalarWords, line: ScalarLine, number: Number) -> tuple[str, str]:
    """The role of the number, and why it is not the event's own value if it is not."""
    at, end = line.at(number.start), line.at(number.end)
    clause = line.clause(at)
    scalar = words.scalar
    if (
        words.cue(line, "replaced", at, reach=0)
        or words.cue(line, "replaced", words.label_start(line, at), reach=0)
        or words.held(line, "rejected", clause)
    ):
        return scalar.role, REPLACED
    above = words.held(line, "thresholds_after", (end, end + _THRESHOLD_REACH))
    if above is not None or words.cue(line, "thresholds_before", at, reach=0):
        return scalar.role, "a threshold"
    if line.sentence.text[: number.start].endswith("(+"):
        return "other", "another quantity"  # How far it deviates.
    for name, role, why in (
        ("others", "other", "another quantity"),
        ("ahead", "forecast", "not yet measured"),
    ):
        if words.held(line, name, line.near(at)) is not None:
            return role, why
    if _is_low(words, line, number):
        return scalar.low_role or scalar.role, "the lowest value, not the highest"
    return scalar.role, PART if _is_part(words, line, at, clause=clause) else ""


def _is_low(words: ScalarWords, line: ScalarLine, number: Number) -> bool:
    """Whether the number is the nearest to a word of lows, and no word of peaks is nearer to it."""
    at = line.at(number.start)
    span = line.near(at, few=_BARE_WORDS)
    lows = [
        min(abs(spot - at), abs(end - 1 - at))
        for spot, end in words.spots(line, "lows", span)
        if words.is_nearest(line, number, spot)
    ]
    peak = words.nearest(line, "peaks", at, span=span)
    low = min(lows, default=None)
    return low is not None and (peak is None or low <= peak)


def _is_part(words: ScalarWords, line: ScalarLine, at: int, *, clause: tuple[int, int]) -> bool:
    """Whether the number belongs to a smaller shock: its noun is nearer than the main one."""
    if words.held(line, "called_part", clause) is not None or words.rises(line, at):
        return True
    part = words.nearest(line, "parts", at, span=clause)
    noun = words.nearest(line, "nouns", at, span=clause)
    if part is None and noun is None:  # A clause without either goes on with the one before.
        part = words.nearest(line, "parts", at, span=(0, at))
        noun = words.nearest(line, "nouns", at, span=(0, at))
    if part is None:
        return False
    return noun is None or part <= noun
