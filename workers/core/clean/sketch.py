"""Sketch: a few numbers that stand for a text, by which copies of it are found."""

import re
from typing import Final, TypeAlias
from zlib import crc32

SKETCH_MAX: Final = 64
SHINGLE_WORDS: Final = 4
WORDS_MAX: Final = 20_000

# The hashes kept, ascending, and the number of shingles they were taken from.
Sketch: TypeAlias = tuple[tuple[int, ...], int]

_WORD: Final = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*")
_SPREAD: Final = 0x9E3779B1
_BITS: Final = 0xFFFFFFFF


def sketch(text: str) -> Sketch:
    """The smallest hashes of the word shingles of `text`, in order, and how many shingles it has.

    Equal in every process and on every machine. A text of fewer words than a shingle is one.
    """
    words = [
        word.casefold().encode("utf-8", "surrogatepass") for word in _WORD.findall(text)[:WORDS_MAX]
    ]
    if not words:
        return (), 0
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    hashes = {_hash(b" ".join(words[at : at + SHINGLE_WORDS])) for at in range(last)}
    return tuple(sorted(hashes)[:SKETCH_MAX]), len(hashes)


def containment(one: Sketch, other: Sketch) -> float:
    """The share of the smaller text that the larger one holds, 0 to 1, as far as sketches tell.

    Both sketches are complete up to the smaller of their greatest hashes; only what lies below
    is compared. Exact where neither text has more than `SKETCH_MAX` shingles.
    """
    if not one[0] or not other[0]:
        return 0.0
    limit = min(_reach(one), _reach(other))
    small, large = sorted((one, other), key=lambda each: each[1])
    seen = [value for value in small[0] if value <= limit]
    return len(set(seen) & set(large[0])) / len(seen) if seen else 0.0


def _reach(of: Sketch) -> int:
    """Up to which hash the sketch holds all of its text."""
    values, size = of
    return _BITS if size <= len(values) else values[-1]


def _hash(shingle: bytes) -> int:
    # The checksum alone is linear in its input; spread, its smallest values are a fair sample.
    value = crc32(shingle)
    value = (value ^ (value >> 15)) * _SPREAD & _BITS
    return value ^ (value >> 13)
