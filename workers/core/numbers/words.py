"""Words: adjacent atoms composed into expressions (cardinals, parts, vague words)."""

import re
from typing import Final

from workers.core.numbers.atoms import Atom
from workers.core.numbers.cardinals import read_cardinal, touches
from workers.core.numbers.draft import Draft

_AT_LEAST: Final = 2.0
_SEVERAL: Final = 3.0
_TEN: Final = 10
_HUNDRED: Final = 100
_THIRD: Final = 3
_TWENTIETH: Final = 20
_OF: Final = " of "
_SCALES: Final = frozenset(("hundred", "scale", "dozen", "score"))
_GAPS: Final = (" ", "-", "\u00a0")
_PART_FOLLOWS = re.compile(
    r"(?: of\b|[.,;:)]| (?:more|less|fewer|lower|higher|larger|smaller)\b|$)"
)


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
    if atom.sort in ("digits", "unit", "tens", "dozen"):
        draft, index = read_cardinal(sentence, atoms, index)
        return draft, _read_tail(sentence, atoms, index, draft=draft)
    if atom.sort in ("plural", "few"):
        reader = _read_plural if atom.sort == "plural" else _read_few
        return reader(sentence, atoms, index)
    if atom.sort in ("article", "half"):
        reader = _read_article if atom.sort == "article" else _read_half
        return reader(sentence, atoms, index)
    if atom.sort in ("ordinal", "fixed"):
        shape = "ordinal" if atom.sort == "ordinal" else "fixed"
        return Draft(atom, value=atom.value, shape=shape), index + 1  # type: ignore[arg-type]  # both are shapes
    # A bare "hundred", "million", "score", "quarter" is no number of its own.
    return None, index + 1


def _read_plural(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """Like "dozens", "tens of thousands": at least two of the largest whole."""
    size = atoms[index].value
    last = index
    while (
        last + 1 < len(atoms)
        and atoms[last + 1].sort == "plural"
        and sentence[atoms[last].end : atoms[last + 1].start] == _OF
    ):
        last += 1
        size *= atoms[last].value
    if size == _TEN:  # "tens" alone
        return None, index + 1
    draft = Draft(atoms[index], value=None, shape="vague")
    draft.low = _AT_LEAST * size
    draft.reach(atoms[last].end)
    return draft, last + 1


def _read_few(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """Like "several", "a few hundred thousand", "a couple of dozen"."""
    atom = atoms[index]
    draft = Draft(atom, value=None, shape="vague")
    draft.low = _AT_LEAST if atom.value < _SEVERAL else _SEVERAL
    last = index
    while last + 1 < len(atoms) and atoms[last + 1].sort in (_SCALES | {"plural"}):
        following = atoms[last + 1]
        spaced = touches(sentence, atoms[last], following)
        if not spaced and (last > index or sentence[atom.end : following.start] != _OF):
            break
        draft.low *= following.value
        last += 1
    draft.reach(atoms[last].end)
    return draft, last + 1


def _read_half(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """Like "half", "half a million", "half-dozen"."""
    atom = atoms[index]
    draft = Draft(atom, value=atom.value, shape="fraction")
    last = index
    article = last + 1 < len(atoms) and atoms[last + 1].sort == "article"
    if article and touches(sentence, atom, atoms[last + 1]):
        last += 1
    scaled = last + 1 < len(atoms) and atoms[last + 1].sort in ("scale", "dozen", "hundred")
    if scaled and touches(sentence, atoms[last], atoms[last + 1]):
        draft.multiply(atoms[last + 1])
        draft.shape = "plain"
        return draft, last + 2
    return draft, index + 1


def _read_article(sentence: str, atoms: list[Atom], index: int) -> tuple[Draft | None, int]:
    """Like "a dozen", "a hundred thousand", "a third", "a few", "a half"."""
    article = atoms[index]
    if index + 1 >= len(atoms) or not touches(sentence, article, atoms[index + 1]):
        return None, index + 1
    head = atoms[index + 1]
    if head.sort in ("ordinal", "part"):
        return _read_part(sentence, article, head), index + 2
    if head.sort in ("few", "half"):
        draft, index = _expression(sentence, atoms, index + 1)
        if draft is not None:
            draft.start = draft.left = article.start
        return draft, index
    if head.sort == "score" and not sentence.startswith(_OF, head.end):
        return None, index + 2  # "a score of boats", but "a score that day".
    if head.sort in _SCALES:
        return read_cardinal(sentence, atoms, index)
    return None, index + 1


def _read_part(sentence: str, article: Atom, head: Atom) -> Draft | None:
    """Like "a third of": a fraction; "a third man": an ordinal."""
    small = head.sort == "ordinal" and (head.value < _THIRD or head.value == _TWENTIETH)
    if not small and _PART_FOLLOWS.match(sentence, head.end):
        draft = Draft(article, value=1.0 / head.value, shape="fraction")
        draft.reach(head.end)
        return draft
    return Draft(head, value=head.value, shape="ordinal") if head.sort == "ordinal" else None


def _read_tail(sentence: str, atoms: list[Atom], index: int, *, draft: Draft) -> int:
    """Parts behind a cardinal: "two thirds", "two and a half million", "2 1/2"."""
    if index >= len(atoms) or draft.value is None or draft.shape != "plain":
        return index
    atom = atoms[index]
    gap = sentence[draft.end : atom.start]
    if atom.sort in ("part", "ordinal") and gap in _GAPS and draft.value < _HUNDRED:
        return _read_parts(sentence, atom, index, draft=draft)
    added = _added_part(sentence, atoms, index, gap=gap)
    if added is None:
        return index
    value, last = added
    draft.value += draft.scale * value
    draft.reach(atoms[last].end)
    index = last + 1
    scaled = index < len(atoms) and atoms[index].sort in ("scale", "dozen")
    if scaled and sentence[draft.end : atoms[index].start] in _GAPS:
        draft.multiply(atoms[index])
        return index + 1
    return index


def _added_part(
    sentence: str, atoms: list[Atom], index: int, *, gap: str
) -> tuple[float, int] | None:
    """The part that is added to a number ("and a half", "1/2"), and its last atom."""
    atom = atoms[index]
    slash = atom.shape == "slash" and gap == " " and atom.value < 1
    if slash or (atom.shape == "glyph" and gap == ""):
        return atom.value, index
    if atom.sort != "article" or gap.strip(" -") != "and" or index + 1 >= len(atoms):
        return None
    part = atoms[index + 1]
    if part.sort not in ("half", "part") or not touches(sentence, atom, part):
        return None
    return (part.value if part.sort == "half" else 1 / part.value), index + 1


def _read_parts(sentence: str, atom: Atom, index: int, *, draft: Draft) -> int:
    """Like "two thirds", "three quarters", "twenty-first"."""
    value = draft.value or 0.0
    plural = sentence[atom.end - 1] == "s"
    if draft.atom.sort == "tens" and atom.sort == "ordinal" and atom.value < _TEN:
        draft.value, draft.shape = value + atom.value, "ordinal"
    elif draft.atom.sort not in ("unit", "digits") or value < 1 or not (plural or value == 1):
        return index
    elif atom.sort == "ordinal" and atom.value < _THIRD:
        return index  # "one second"
    else:
        draft.value, draft.shape = value / atom.value, "fraction"
    draft.reach(atom.end)
    return index + 1
