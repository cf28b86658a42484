"""Cardinals: words and digits with their scale words ("two hundred and six", "3.4bn")."""

import re
from typing import Final

from workers.core.numbers.atoms import Atom
from workers.core.numbers.draft import QUANTITY_SHAPES, Draft

_TEN: Final = 10
_THOUSAND: Final = 1000
_GAP = re.compile(r"[\s-]{1,2}")
_AND_GAP = re.compile(r"[\s-]{1,2}and[\s-]{1,2}")
_MULTIPLIERS: Final = frozenset(("hundred", "scale", "dozen", "score", "plural"))
_FOLLOWS: Final[dict[str, frozenset[str]]] = {
    "digits": _MULTIPLIERS,
    "article": _MULTIPLIERS - {"plural"},
    "unit": _MULTIPLIERS,
    "tens": (_MULTIPLIERS - {"score"}) | {"unit"},
    "hundred": frozenset(("unit", "tens", "scale")),
    "scale": frozenset(("unit", "tens", "digits")),
    "dozen": frozenset(("scale",)),
}
_NEXT_SCALE = re.compile(r" (thousand|million|billion)\b")
_SCALE_VALUES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_GLUED = re.compile(r"(?:bn|mln|mil|mn|tn|trn|bln|[kKmMb])(?![A-Za-z\u00b2\u00b3/])")
_GLUED_VALUES: Final = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9,
    "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_MONEY_BEFORE = re.compile(r"(?:[$\u20ac\u00a3\u00a5\u20b9]|(?<![A-Za-z])[A-Z]{2,3})[ \u00a0]?$")
_MONEY_CHARS: Final = 5
# What follows a length: "3m high", "the 100m final", but "3m visitors".
_METRES = re.compile(
    r"(?:\s+(?:high|tall|deep|wide|long|above|below|away|from|of|off|thick|underwater|down|apart|"
    r"in|at|under|north|south|east|west|race|final|hurdles|freestyle|sprint|and|to|waves?|or)\b|"
    r"\s*[.,;:)(]|-|\s*$)"
)


def touches(sentence: str, left: Atom, right: Atom) -> bool:
    """Whether only a space or a hyphen stands between two atoms."""
    return _GAP.fullmatch(sentence, left.end, right.start) is not None


def read_cardinal(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft, int]:
    """The number that begins with atom `index`, and the index behind it."""
    first = atoms[index]
    draft = Draft(first, value=first.value)
    if first.sort == "digits" and first.shape not in QUANTITY_SHAPES:
        draft.shape = "fraction" if first.shape == "slash" else "fixed"
        return draft, index + 1
    total, current = 0.0, first.value
    index += 1
    while index < len(atoms) and _goes_on(sentence, atoms, index, scale=draft.scale):
        atom = atoms[index]
        if atom.sort == "scale" or (atom.sort == "plural" and atom.value >= _THOUSAND):
            total, current = total + round(current * atom.value, 6), 0.0
            draft.scale = max(draft.scale, atom.value)
        elif atom.sort in _MULTIPLIERS:
            current = round(current * atom.value, 6)
        else:
            current += atom.value
        draft.reach(atom.end)
        index += 1
    draft.value = total + current
    _read_glued_scale(sentence, draft)
    return draft, index


def _goes_on(sentence: str, atoms: list[Atom], index: int, *, scale: float) -> bool:
    """Whether atom `index` goes on the number that ends with the atom before it."""
    previous, atom = atoms[index - 1], atoms[index]
    if atom.sort not in _FOLLOWS.get(previous.sort, ()):
        return False
    if atom.sort == "digits":
        # "2 million 500 thousand", as translations write it.
        return touches(sentence, previous, atom) and _is_smaller_group(sentence, previous, atom)
    if atom.sort in ("unit", "tens"):
        joined = touches(sentence, previous, atom)
        if previous.sort == "tens":
            return joined and 0 < atom.value < _TEN
        # "two hundred and six", and "two hundred six"; never "five thousand, two".
        joined = joined or _AND_GAP.fullmatch(sentence, previous.end, atom.start) is not None
        joined = joined and not _leaves_digits(atoms, index)
        return joined and not _begins_next(sentence, atoms, index, scale=scale)
    if previous.end == atom.start:
        return atom.sort == "scale"
    return atom.value != _TEN and touches(sentence, previous, atom)


def _leaves_digits(atoms: list[Atom], index: int) -> bool:
    """As in "lost $24 million | five days ago": who writes digits goes on in digits."""
    written = index > 1 and atoms[index - 1].sort == "scale" and atoms[index - 2].sort == "digits"
    following = atoms[index + 1 : index + 2]
    return written and not any(one.sort in ("hundred", "scale") for one in following)


def _is_smaller_group(sentence: str, previous: Atom, atom: Atom) -> bool:
    scale = _NEXT_SCALE.match(sentence, atom.end)
    return scale is not None and _SCALE_VALUES[scale.group(1)] < previous.value


def _begins_next(sentence: str, atoms: list[Atom], index: int, *, scale: float) -> bool:
    """Whether a unit begins a number of its own: "one hundred and | two hundred"."""
    if index + 1 >= len(atoms):
        return False
    following = atoms[index + 1]
    larger = following.sort == "scale" and following.value >= scale > 1.0
    hundred = following.sort == "hundred" and atoms[index - 1].sort == "hundred"
    return (larger or hundred) and touches(sentence, atoms[index], following)


def _read_glued_scale(sentence: str, draft: Draft) -> None:
    """Like "3bn", "20k", "1.5m": a scale letter right behind the digits."""
    if draft.atom.sort != "digits" or draft.scale != 1.0 or draft.value is None:
        return
    if not sentence[draft.end : draft.end + 1].isalpha():
        return
    match = _GLUED.match(sentence, draft.end)
    if match is None:
        return
    money = _MONEY_BEFORE.search(sentence, max(0, draft.start - _MONEY_CHARS), draft.start)
    if match.group() == "m" and money is None and _METRES.match(sentence, match.end()):
        return
    draft.scale = _GLUED_VALUES[match.group().lower()]
    draft.value = round(draft.value * draft.scale, 6)
    draft.reach(match.end())
