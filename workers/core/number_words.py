"""Number expressions: adjacent atoms composed into one value ("two hundred and six", "2.5 million")."""

import re
from typing import Final, Literal

from workers.core.number_atoms import Atom

Shape = Literal["plain", "vague", "fraction", "ordinal", "fixed"]

_VAGUE_LOW: Final = 2.0
_SEVERAL: Final = 3.0
_GAP = re.compile(r"[\s-]{1,2}")
_AND_GAP = re.compile(r"[\s-]{1,2}and[\s-]{1,2}")
_OF_GAP = re.compile(r" of ")
_FEW_GAP = re.compile(r"[ \u00a0]")
_GLUED_SCALE = re.compile(r"(bn|mln|mil|mn|tn|trn|bln|[kKmMbB])(?![A-Za-z\u00b2\u00b3/])")
_GLUED: Final = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12,
}  # fmt: skip


class Draft:
    """A number in the making: composed here, then classified, joined and hedged in turn.

    `left` and `right` reach over signs and unit words around the expression itself.
    """

    __slots__ = (
        "additive", "approx", "atom", "end", "glued", "hedge_end", "hedge_start", "high", "kind",
        "left", "low", "right", "scale", "shape", "start", "unit", "value",
    )  # fmt: skip

    def __init__(self, atom: Atom, *, value: float, shape: Shape = "plain") -> None:
        """A draft that covers one atom."""
        self.atom = atom
        self.start = self.left = atom.start
        self.end = self.right = atom.end
        self.value: float | None = value
        self.low: float | None = None
        self.high: float | None = None
        self.approx: str = "exact"
        self.shape: Shape = shape
        self.kind: str = "count"
        self.unit: str | None = None
        self.scale = 1.0
        self.glued = False
        self.additive = False
        self.hedge_start: int | None = None
        self.hedge_end: int | None = None

    @property
    def text_of_value(self) -> str:
        """The digits of the first atom as printed."""
        return self.atom.text

    def reach(self, end: int) -> None:
        """Extend the expression to `end`."""
        self.end = self.right = end


def compose(sentence: str, atoms: list[Atom]) -> list[Draft]:
    """All number expressions in order; each atom belongs to at most one."""
    drafts: list[Draft] = []
    index = 0
    while index < len(atoms):
        draft, index = _expression(sentence, atoms, index)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _expression(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    atom = atoms[index]
    match atom.sort:
        case "fixed":
            return Draft(atom, value=0.0, shape="fixed"), index + 1
        case "plural":
            return _vague(sentence, atoms, index)
        case "few":
            return _few(sentence, atoms, index)
        case "ordinal":
            return Draft(atom, value=atom.value, shape="ordinal"), index + 1
        case "half":
            return _half(sentence, atoms, index)
        case "article":
            return _article(sentence, atoms, index)
        case "digits" | "unit" | "tens" | "dozen":
            return _cardinal(sentence, atoms, index)
        case _:
            # A bare "hundred", "million", "score", "quarter" is no number of its own.
            return None, index + 1


def _touch(sentence: str, left: Atom, right: Atom, *, gap: re.Pattern[str] = _GAP) -> bool:
    return gap.fullmatch(sentence, left.end, right.start) is not None


def _vague(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """ "dozens", "tens of thousands": a lower bound of two of the largest whole."""
    atom = atoms[index]
    size = atom.value
    last = index
    while last + 1 < len(atoms) and atoms[last + 1].sort == "plural":
        if not _touch(sentence, atoms[last], atoms[last + 1], gap=_OF_GAP):
            break
        last += 1
        size *= atoms[last].value
    if last == index and atom.value == 10.0:  # noqa: PLR2004 - "tens" alone
        return None, index + 1
    draft = Draft(atom, value=0.0, shape="vague")
    draft.value, draft.low = None, _VAGUE_LOW * size
    draft.reach(atoms[last].end)
    return draft, last + 1


def _few(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """ "several", "a few hundred", "a couple of dozen"."""
    atom = atoms[index]
    low = _VAGUE_LOW if atom.value < _SEVERAL else _SEVERAL
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    draft = Draft(atom, value=0.0, shape="vague")
    index += 1
    scales = ("hundred", "scale", "dozen", "score")
    if following is not None and (following.sort in scales or following.sort == "plural"):
        near = _touch(sentence, atom, following) or _touch(sentence, atom, following, gap=_OF_GAP)
        if near:
            low *= following.value
            draft.reach(following.end)
            index += 1
            index = _more_scales(sentence, atoms, index, draft=draft)
            low *= draft.scale
    draft.value, draft.low = None, low
    return draft, index


def _more_scales(sentence: str, atoms: list[Atom], index: int, *, draft: Draft) -> int:
    """ "several hundred thousand": scale words after a scale word."""
    while index < len(atoms) and atoms[index].sort == "scale":
        if not _touch(sentence, atoms[index - 1], atoms[index]):
            break
        draft.scale *= atoms[index].value
        draft.reach(atoms[index].end)
        index += 1
    return index


def _half(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """ "half", "half a million", "half a dozen", "half-dozen"."""
    atom = atoms[index]
    draft = Draft(atom, value=atom.value, shape="fraction")
    following = index + 1
    last = index
    if following < len(atoms) and atoms[following].sort == "article":
        last, following = following, following + 1
    if following < len(atoms) and atoms[following].sort in ("scale", "dozen", "hundred"):
        if _touch(sentence, atoms[last], atoms[following]) and (
            last == index or _touch(sentence, atom, atoms[last])
        ):
            draft.value = atom.value * atoms[following].value
            draft.shape = "plain"
            draft.scale = atoms[following].value
            draft.reach(atoms[following].end)
            return draft, following + 1
    return draft, index + 1


def _article(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """ "a dozen", "a hundred thousand", "a third", "a few", "a half"."""
    article = atoms[index]
    if index + 1 >= len(atoms) or not _touch(sentence, article, atoms[index + 1]):
        return None, index + 1
    head = atoms[index + 1]
    if head.sort in ("ordinal", "part"):
        return _part_of(sentence, article, head), index + 2
    if head.sort == "few" or head.sort == "half":
        draft, index = _expression(sentence, atoms, index + 1)
        if draft is not None:
            draft.start = draft.left = article.start
        return draft, index
    if head.sort == "score" and sentence[head.end : head.end + 4] != " of ":
        return None, index + 2
    if head.sort in ("hundred", "scale", "dozen", "score"):
        return _cardinal(sentence, atoms, index)
    return None, index + 1


def _part_of(sentence: str, article: Atom, head: Atom) -> Draft | None:
    """ "a third of": a fraction; "a third man": an ordinal."""
    if head.sort == "ordinal" and (head.value < 3 or head.value == 20):  # noqa: PLR2004
        return Draft(head, value=head.value, shape="ordinal")
    after = sentence[head.end : head.end + 12]
    if re.match(r"(?: of\b|[.,;:)]| (?:more|less|fewer|lower|higher|larger|smaller)\b|$)", after):
        draft = Draft(article, value=1.0 / head.value, shape="fraction")
        draft.reach(head.end)
        return draft
    return Draft(head, value=head.value, shape="ordinal") if head.sort == "ordinal" else None


def _cardinal(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """A number in words, or digits with scale words, from `index` on."""
    first = atoms[index]
    draft = Draft(first, value=first.value)
    if first.sort == "digits" and first.shape not in _QUANTITY_SHAPES:
        draft.shape = "fixed" if first.shape != "slash" else "fraction"
        return draft, index + 1
    total, current = 0.0, (12.0 if first.sort == "dozen" else first.value)
    previous = first
    index += 1
    while index < len(atoms):
        atom = atoms[index]
        if not _continues(sentence, previous, atom, current=current):
            break
        if _begins_next(sentence, atoms, index, scale=draft.scale):
            break
        if atom.sort in ("hundred", "dozen", "score"):
            current *= atom.value
        elif atom.sort == "scale" or (atom.sort == "plural" and atom.value >= 1000):  # noqa: PLR2004
            total, current = total + current * atom.value, 0.0
            draft.scale = max(draft.scale, atom.value)
        elif atom.sort == "plural":
            current *= atom.value
        else:
            current += atom.value
        draft.reach(atom.end)
        previous, index = atom, index + 1
    draft.value = total + current
    _glued_scale(sentence, draft)
    index = _fraction_tail(sentence, atoms, index, draft=draft)
    return draft, index


_QUANTITY_SHAPES: Final = frozenset("plain decimal dotted grouped spaced slip euro".split())
_FOLLOWS: Final[dict[str, frozenset[str]]] = {
    "digits": frozenset(("hundred", "scale", "dozen", "score", "plural")),
    "article": frozenset(("hundred", "scale", "dozen", "score")),
    "unit": frozenset(("hundred", "scale", "dozen", "score", "plural")),
    "tens": frozenset(("unit", "hundred", "scale", "dozen", "plural")),
    "hundred": frozenset(("unit", "tens", "scale")),
    "scale": frozenset(("unit", "tens", "digits")),
    "dozen": frozenset(("scale",)),
}


def _continues(sentence: str, previous: Atom, atom: Atom, *, current: float) -> bool:
    """Whether `atom` goes on the number that ends with `previous`."""
    if atom.sort not in _FOLLOWS.get(previous.sort, ()):
        return False
    if atom.sort == "digits":
        # "2 million 500 thousand", as translations write it.
        return _touch(sentence, previous, atom) and _is_smaller_group(sentence, previous, atom)
    if atom.sort == "unit" and previous.sort == "tens" and not 0 < atom.value < 10:  # noqa: PLR2004
        return False
    if atom.sort == "plural" and atom.value == 10.0:  # noqa: PLR2004
        return False
    if atom.sort in ("unit", "tens"):
        if previous.sort == "tens":
            return _touch(sentence, previous, atom)
        # "two hundred and six", and "two hundred six"; never "five thousand, two".
        return _touch(sentence, previous, atom, gap=_AND_GAP) or _touch(sentence, previous, atom)
    if previous.sort == "digits" and sentence[previous.end : atom.start] == "":
        return atom.sort == "scale"
    if atom.sort == "score":
        return _touch(sentence, previous, atom, gap=_FEW_GAP)
    return current > 0 and _touch(sentence, previous, atom)


_NEXT_SCALE = re.compile(r" (thousand|million|billion)\b")
_SCALE_VALUES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def _is_smaller_group(sentence: str, previous: Atom, atom: Atom) -> bool:
    scale = _NEXT_SCALE.match(sentence, atom.end)
    return scale is not None and _SCALE_VALUES[scale.group(1)] < previous.value


def _begins_next(sentence: str, atoms: list[Atom], index: int, *, scale: float) -> bool:
    """Whether a unit begins a number of its own: "one hundred and | two hundred"."""
    atom = atoms[index]
    following = atoms[index + 1] if index + 1 < len(atoms) else None
    if following is None or atom.sort not in ("unit", "tens") or atoms[index - 1].sort == "tens":
        return False
    larger = following.sort == "scale" and following.value >= scale > 1.0
    hundred = following.sort == "hundred" and atoms[index - 1].sort == "hundred"
    return (larger or hundred) and _touch(sentence, atom, following)


def _glued_scale(sentence: str, draft: Draft) -> None:
    """ "3bn", "20k", "1.5m": a scale letter right behind the digits; "m" is settled later."""
    if draft.atom.sort != "digits" or draft.scale != 1.0 or draft.value is None:
        return
    match = _GLUED_SCALE.match(sentence, draft.end)
    if match is None or match.group() in ("M", "K", "B") and not _money_before(sentence, draft):
        if match is None or match.group() == "B":
            return
    letter = match.group()
    if letter == "m" and not _means_million(sentence, draft, match.end()):
        return
    draft.scale = _GLUED[letter.lower()]
    draft.value *= draft.scale
    draft.reach(match.end())


_MONEY_BEFORE = re.compile(r"(?:[$\u20ac\u00a3\u00a5\u20b9]|(?<![A-Za-z])[A-Z]{2,3})[ \u00a0]?$")


def _money_before(sentence: str, draft: Draft) -> bool:
    return _MONEY_BEFORE.search(sentence, max(0, draft.start - 5), draft.start) is not None


_METRES = re.compile(
    r"(?:\s+(?:high|tall|deep|wide|long|above|below|away|from|of|off|thick|underwater|down|apart|"
    r"in|at|under|north|south|east|west|race|final|hurdles|freestyle|sprint|and|to|waves?|or)\b|"
    r"\s*[.,;:)(]|-|\s*$)"
)


def _means_million(sentence: str, draft: Draft, end: int) -> bool:
    return _money_before(sentence, draft) or _METRES.match(sentence, end) is None


def _fraction_tail(sentence: str, atoms: list[Atom], index: int, *, draft: Draft) -> int:
    """ "two thirds", "two and a half million", "2 1/2"."""
    if index >= len(atoms) or draft.value is None:
        return index
    atom = atoms[index]
    gap = sentence[draft.end : atom.start]
    if atom.sort in ("part", "ordinal") and gap in (" ", "-") and draft.value < 100:  # noqa: PLR2004
        return _fraction_of(sentence, atoms, index, draft=draft)
    if atom.shape == "slash" and gap == " " and draft.value < 100 and atom.value < 1:  # noqa: PLR2004
        draft.value += atom.value
        draft.reach(atom.end)
        return _scale_tail(sentence, atoms, index + 1, draft=draft)
    if atom.sort == "half" and gap == "" and atom.shape == "glyph":
        draft.value += atom.value
        draft.reach(atom.end)
        return _scale_tail(sentence, atoms, index + 1, draft=draft)
    if atom.sort == "article" and gap in (" and ", "-and-") and index + 1 < len(atoms):
        part = atoms[index + 1]
        if part.sort in ("half", "part") and sentence[atom.end : part.start] in (" ", "-"):
            draft.value += draft.scale * (0.5 if part.sort == "half" else 1 / part.value)
            draft.reach(part.end)
            return _scale_tail(sentence, atoms, index + 2, draft=draft)
    return index


def _fraction_of(sentence: str, atoms: list[Atom], index: int, *, draft: Draft) -> int:
    atom = atoms[index]
    value = draft.value or 0.0
    written = sentence[atom.start : atom.end].lower()
    plural = written.endswith("s") and written != "ths"
    if draft.atom.sort == "tens" and atom.sort == "ordinal" and atom.value < 10:  # noqa: PLR2004
        draft.value, draft.shape = value + atom.value, "ordinal"
    elif draft.atom.sort in ("unit", "digits") and value >= 1 and (plural or value == 1):
        if atom.sort == "ordinal" and atom.value < 3:  # noqa: PLR2004 - "one second"
            return index
        draft.value, draft.shape = value / atom.value, "fraction"
    else:
        return index
    draft.reach(atom.end)
    return index + 1


def _scale_tail(sentence: str, atoms: list[Atom], index: int, *, draft: Draft) -> int:
    """A scale word behind "two and a half"."""
    if index < len(atoms) and atoms[index].sort in ("scale", "dozen") and draft.value is not None:
        if sentence[draft.end : atoms[index].start] in (" ", "-"):
            draft.value *= atoms[index].value
            draft.scale = atoms[index].value
            draft.reach(atoms[index].end)
            return index + 1
    return index
