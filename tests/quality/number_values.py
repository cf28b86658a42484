"""Number values: how many quantities of real news sentences are found with the right value.

`python -m tests.quality.number_values [errors]`; needs the evaluation data (RECORDWIRE_DATA).
"""

import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.evaluation import folder
from workers.core.extract.sentences import sentences
from workers.core.numbers.numerals import Number, find_numbers
from workers.core.numbers.unit_words import general_table

_UNITS: Final = general_table()
_NO_QUANTITY: Final = frozenset(("date", "time", "model", "ordinal", "identifier", "rank"))
_CLOSE: Final = 1e-4


def _data() -> Path:
    root = folder()
    if root is None:
        sys.exit("no evaluation data: set RECORDWIRE_DATA to their folder")
    return root


def second_half(identifier: str) -> bool:
    """Whether an item belongs to the half that nobody tunes on."""
    return int(sha256(identifier.encode()).hexdigest(), 16) % 2 == 1


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where nothing was right."""
    if not right:
        return 0.0, 0.0, 0.0
    precision, recall = right / found, right / gold
    return precision, recall, 2 * precision * recall / (precision + recall)


def _ends(number: Number) -> tuple[float, float] | None:
    if number.kind in _NO_QUANTITY:
        return None
    if number.value is not None:
        return number.value, number.value
    low = number.low if number.low is not None else 0.0
    if number.approx == "vague":
        # "dozens" stand between the next lower and the next higher power in that set.
        return low / 2, math.inf
    return low, number.high if number.high is not None else low


def gold_ends(text: str) -> tuple[float, float]:
    """Both ends of a value as the set writes it: "9" or "7-9"."""
    ends = re.fullmatch(r"\s*(-?[\d.]+)\s*-\s*([\d.]+)\s*", text)
    if ends is not None:
        return float(ends.group(1)), float(ends.group(2))
    return float(text), float(text)


def same_ends(found: tuple[float, float], gold: tuple[float, float]) -> bool:
    """Whether two values are one, whatever their sign."""
    if math.isinf(found[1]):
        return gold[0] <= found[0] * 2 <= gold[1] * 1.0001 or math.isclose(found[0], gold[0])
    return all(
        math.isclose(abs(a), abs(b), rel_tol=_CLOSE, abs_tol=1e-9)
        for a, b in zip(sorted(map(abs, found)), sorted(map(abs, gold)), strict=True)
    )


def _are_ends(value: tuple[float, float], found: list[tuple[tuple[float, float], Number]]) -> bool:
    return all(any(same_ends(ends, (end, end)) for ends, _ in found) for end in value)


def _found(text: str) -> list[tuple[tuple[float, float], Number]]:
    found = []
    for start, end in sentences(text):
        for number in find_numbers(text[start:end], units=_UNITS):
            ends = _ends(number)
            if ends is not None:
                found.append((ends, number))
    return found


def score_newsquant(rows: Iterable[dict], *, errors: list[str]) -> tuple[int, int, int]:  # type: ignore[type-arg]
    """Right, found and gold quantities by value.

    The set writes a change ("fell from 9 to 7") as one range; here it is two numbers, which count
    as that range where both ends are right.
    """
    right = found_all = gold_all = 0
    for row in rows:
        found = _found(row["text"])
        gold = [gold_ends(quantity["value"]) for quantity in row["quantities"]]
        gold_all += len(gold)
        found_all += len(found)
        left = list(gold)
        wrong = []
        for ends, number in found:
            hit = next((value for value in left if same_ends(ends, value)), None)
            if hit is None:
                wrong.append(f"{number.text!r}={ends} {number.kind}")
                continue
            left.remove(hit)
            right += 1
        changes = [value for value in left if value[0] != value[1] and _are_ends(value, found)]
        right += len(changes)
        found_all -= len(changes)
        left = [value for value in left if value not in changes]
        if wrong or left:
            errors.append(f"{row['text']}\n    spurious {wrong}\n    missed {left}")
    return right, found_all, gold_all


def newsquant() -> tuple[list[dict], list[dict]]:  # type: ignore[type-arg]
    """The two halves of the set."""
    rows = json.loads((_data() / "quantity" / "newsquant.json").read_text("utf-8"))
    halves: tuple[list[dict], list[dict]] = ([], [])  # type: ignore[type-arg]
    for row in rows:
        halves[second_half(row["text"])].append(row)
    return halves


def labelled_rows() -> Iterator[dict]:  # type: ignore[type-arg]
    """All labelled texts."""
    for path in sorted((_data() / "labelled").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


_NO_NUMERAL: Final = frozenset(
    ("a", "an", "no", "nobody", "none", "absent", "both", "zero", "the", "neither", "another")
)


def score_labelled(*, second: bool, errors: list[str]) -> dict[str, int]:
    """Labelled numbers found: by span, then also by value, then also by hedge."""
    counts = dict.fromkeys(("gold", "span", "value", "approx"), 0)
    for row in labelled_rows():
        if second_half(row["id"]) != second:
            continue
        found = {field: _spans(row[field]) for field in ("title", "body")}
        for figure in row["figures"]:
            if figure["quote"].lower() in _NO_NUMERAL:
                continue
            counts["gold"] += 1
            number = _at(found[figure["where"]], figure)
            error = _fault(number, figure)
            for name in ("span", "value", "approx"):
                if error == name:
                    break
                counts[name] += 1
            if error:
                errors.append(_shown(error, number, figure, row[figure["where"]]))
    return counts


def _shown(error: str, number: Number | None, figure: dict, text: str) -> str:  # type: ignore[type-arg]
    around = text[max(0, figure["start"] - 40) : figure["end"] + 40].replace("\n", "|")
    read = number and (number.text, number.value, number.low, number.high, number.approx)
    return f"{error} [{figure['quote']}] {figure['approx']} read {read} in ...{around}..."


def _spans(text: str) -> list[tuple[int, Number]]:
    return [
        (start, number)
        for start, end in sentences(text)
        for number in find_numbers(text[start:end], units=_UNITS)
    ]


def _at(found: list[tuple[int, Number]], figure: dict) -> Number | None:  # type: ignore[type-arg]
    for offset, number in found:
        # Some labels leave the currency sign outside.
        starts = (offset + number.start, offset + number.start + 1)
        if figure["start"] in starts and figure["end"] == offset + number.end:
            return number
    return None


def _fault(number: Number | None, figure: dict) -> str | None:  # type: ignore[type-arg]
    if number is None:
        return "span"
    gold = figure.get("raw_value", figure.get("value"))
    if gold is None:
        low = figure.get("raw_low", figure.get("low"))
        if low is not None and (number.low is None or not math.isclose(number.low, low)):
            return "value"
        return None
    if number.value is None or not math.isclose(number.value, gold, rel_tol=0.02, abs_tol=1e-9):
        return "value"
    return None if number.approx == figure["approx"] else "approx"


def main() -> None:
    """Print the scores; with `errors`, the errors of the first half only."""
    show = "errors" in sys.argv
    for name, rows in zip(("first", "second"), newsquant(), strict=True):
        errors: list[str] = []
        right, found, gold = score_newsquant(rows, errors=errors)
        scores = " ".join(f"{value:.3f}" for value in f1(right, found, gold))
        print(f"newsquant {name} half: P R F1 {scores} ({right}/{found}/{gold})")  # noqa: T201
        if show and name == "first":
            print("\n".join(errors))  # noqa: T201
    for second in (False, True):
        errors = []
        counts = score_labelled(second=second, errors=errors)
        print(f"labelled {'second' if second else 'first'} half: {counts}")  # noqa: T201
        if show and not second:
            print("\n".join(errors))  # noqa: T201


if __name__ == "__main__":
    main()
