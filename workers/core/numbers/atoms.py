"""Atoms: the digit groups and number words of a sentence, each with its own value."""

import re
from typing import Final, Literal

from msgspec import Struct

AtomSort = Literal[
    "digits", "unit", "tens", "hundred", "scale", "dozen", "score", "plural", "article", "half",
    "part", "ordinal", "few", "fixed",
]  # fmt: skip

ATOMS_MAX: Final = 400
_DIGITS_MAX: Final = 40
_MONTH_CHARS: Final = 12
_GROUP: Final = 3

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES: Final = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "crore": 1e7, "lakh": 1e5,
    "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "bln": 1e9,
    "tln": 1e12, "crores": 1e7,
    "lakhs": 1e5, "mio": 1e6,
}  # fmt: skip
_PLURALS: Final = {
    "tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3,
    "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS: Final = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
)
_PARTS: Final = {
    "halves": 2, "quarter": 4, "quarters": 4, "thirds": 3, "fourths": 4, "fifths": 5, "sixths": 6,
    "sevenths": 7, "eighths": 8, "ninths": 9, "tenths": 10, "twentieths": 20,
}  # fmt: skip
_FEW: Final = {"several": 3.0, "few": 3.0, "couple": 2.0}
_GLYPHS: Final = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "\u2153": 1 / 3, "\u2154": 2 / 3}


class Atom(Struct, frozen=True):
    """One piece of a number; `value` is what it adds or multiplies by."""

    start: int
    end: int
    sort: AtomSort
    value: float
    shape: str = "plain"
    """Of digits: plain, decimal, iso, dotted, clock, slash, phone, slip, spaced, other."""
    text: str = ""
    """Digits as printed."""


def _word_table() -> dict[str, tuple[AtomSort, float]]:
    table: dict[str, tuple[AtomSort, float]] = {}
    table.update((word, ("unit", float(n))) for n, word in enumerate(_UNITS.split()))
    table.update((word, ("tens", 10.0 * n)) for n, word in enumerate(_TENS.split(), 2))
    table["fourty"] = ("tens", 40.0)
    table["hundred"] = ("hundred", 100.0)
    table.update((word, ("scale", value)) for word, value in _SCALES.items())
    table.update((word, ("plural", value)) for word, value in _PLURALS.items())
    table.update((word, ("ordinal", float(n))) for n, word in enumerate(_ORDINALS.split(), 1))
    table.update((word, ("ordinal", 10.0 * n)) for n, word in enumerate(_ORDINAL_TENS.split(), 2))
    table["hundredth"] = ("ordinal", 100.0)
    table.update((word, ("part", float(value))) for word, value in _PARTS.items())
    table.update((word, ("few", value)) for word, value in _FEW.items())
    table["dozen"] = ("dozen", 12.0)
    table["score"] = ("score", 20.0)
    table["half"] = ("half", 0.5)
    table["a"] = table["an"] = ("article", 1.0)
    return table


_TABLE: Final = _word_table()
# Forms as they stand in texts, so that a look-up needs no folding.
_FORMS: Final = {
    form: entry
    for word, entry in _TABLE.items()
    for form in (word, word.capitalize(), word.upper())
}
_ARTICLE_NEXT = re.compile(
    r"[\s-]+(?:hundred|thousand|million|billion|trillion|dozen|score\b|half|third|quarter|fourth|"
    r"fifth|sixth|seventh|eighth|ninth|tenth|couple|few|crore|lakh)",
    re.IGNORECASE,
)
_DIGITS = (
    r"\d{4}-\d\d-\d\d(?!\d)|\d{1,3}-\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{3,4}-\d{4}(?!\d)|"
    r"(?<![\w.])\.\d+(?![\w.])|"
    r"\d+(?:[.,:/']\d+)*(?:[ \u00a0\u202f\u2009]\d{3}(?![\d.,:/]?\d))*"
    r"(?:,[ \u00a0]\d{3}(?![\d.,:/]?\d))*"
)
_ATOM = re.compile(rf"[A-Za-z]+|({_DIGITS})|([\u00bc-\u00be\u2153\u2154])", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_LISTED = re.compile(r"\d{1,2}(?:,\d{1,2}){2,}")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+")
# One space behind one comma is a slip; two of them are a list ("198, 239, 124").
_SLIP = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*, \d{3}|[1-9]\d{0,2}(?:,\u00a0\d{3})+")
_EURO = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:[.,]\d+)?")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)|\d{4}[./]\d{1,2}[./]\d{1,2}")
_SWISS = re.compile(r"\d{1,3}(?:'\d{3})+(?:\.\d+)?")
_MONTH_END = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? $"
)
_AND_END = re.compile(r"\d and $")
_SLASH = re.compile(r"\d{1,3}/\d{1,3}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_RUN = re.compile(r"\d+")
_SEPARATOR = re.compile(r"[ \u00a0\u202f\u2009]|,[ \u00a0]")


def find_atoms(sentence: str) -> list[Atom]:
    """All atoms in order, at most ATOMS_MAX of them; linear in the length of the sentence."""
    atoms: list[Atom] = []
    for match in _ATOM.finditer(sentence):
        if match.lastindex is None:
            entry = _FORMS.get(match.group())
            if entry is None or (entry[0] == "article" and not _opens(sentence, match.end())):
                continue
            atoms.append(Atom(match.start(), match.end(), *entry))
        elif match.lastindex == 1:
            apart = _apart(sentence, match.start())
            atoms.extend(_read_digits(match.group(), match.start(), apart=apart))
        else:
            value = _GLYPHS[match.group()]
            atoms.append(Atom(match.start(), match.end(), "half", value, "glyph"))
        if len(atoms) >= ATOMS_MAX:
            break
    return atoms


def _opens(sentence: str, end: int) -> bool:
    """Whether an article opens a number ("a dozen", "a hundred", "a third")."""
    return _ARTICLE_NEXT.match(sentence, end) is not None


def _apart(sentence: str, start: int) -> frozenset[str]:
    """The shapes in which the digits at `start` are no number in one piece.

    The day of a month and the number behind it stay apart; "470 and 20, 490 in all" are three.
    """
    first = max(0, start - _MONTH_CHARS)
    if first < start and _MONTH_END.search(sentence, first, start) is not None:
        return frozenset(("slip", "spaced"))
    if first < start and _AND_END.search(sentence, first, start) is not None:
        return frozenset(("slip",))
    return frozenset()


def _read_digits(text: str, start: int, *, apart: frozenset[str] = frozenset()) -> list[Atom]:
    """One group of digits as an atom; a group that is no number in one piece falls apart."""
    read = _single(text)
    if read is not None and read[1] not in apart:
        value, shape = read
        return [Atom(start, start + len(text), "digits", value, shape, text)]
    cut = _SEPARATOR.search(text)
    if cut is None and _LISTED.fullmatch(text):
        return _numbers_in(text, start)
    if cut is None:
        return [Atom(start, start + len(text), "fixed", 0.0, "other")]
    # The pattern lets only groups of three digits follow a separator: one cut leaves plain ones.
    return _read_digits(text[: cut.start()], start) + _numbers_in(text, start, cut.end())


def _numbers_in(text: str, start: int, position: int = 0) -> list[Atom]:
    """Each run of digits from `position` on as a number of its own."""
    return [
        Atom(start + run.start(), start + run.end(), "digits", float(run.group()[:_DIGITS_MAX]))
        for run in _RUN.finditer(text, position)
    ]


def _single(text: str) -> tuple[float, str] | None:
    """Value and shape of a digit group that is one number, date or clock time."""
    if _PLAIN.fullmatch(text):
        if text.isdigit():
            return float(text[:_DIGITS_MAX]), "plain"
        whole, _, rest = text[:_DIGITS_MAX].partition(".")
        grouped = len(rest) == _GROUP and 0 < len(whole) <= _GROUP and whole[0] != "0"
        return float(f"{whole or 0}.{rest or 0}"), "dotted" if grouped else "decimal"
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "")), "decimal" if "." in text else "grouped"
    for pattern, shape, strip, point in (
        (_SPACED, "spaced", " \u00a0\u202f\u2009", ""),
        (_SLIP, "slip", ", \u00a0", ""),
        (_DOTTED, "grouped", ".", ""),
        (_EURO, "euro", ".", ","),
        (_INDIAN, "grouped", ",", ""),
        (_SWISS, "grouped", "'", ""),
    ):
        if pattern.fullmatch(text):
            bare = "".join(char for char in text if char not in strip)
            return float(bare.replace(",", ".") if point else bare), shape
    return _no_quantity(text)


def _no_quantity(text: str) -> tuple[float, str] | None:
    if _CLOCK.fullmatch(text):
        return float(text.partition(":")[0]), "clock"
    if _DATE.fullmatch(text) or _ISO.fullmatch(text):
        return 0.0, "iso"
    if "-" in text:
        return 0.0, "phone"
    if _SLASH.fullmatch(text):
        upper, lower = text.split("/")
        return (float(upper) / float(lower) if float(lower) else 0.0), "slash"
    if _SEPARATOR.search(text) or _LISTED.fullmatch(text):
        return None
    return 0.0, "other"
