"""Units: which words name one, and how a value in one becomes a value in another."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

UnitKind = Literal["duration", "distance", "measure", "money", "percent"]

_WORDS_MAX: Final = 4
_GAP = " \u00a0\u202f\u2009"
_AFTER = re.compile(
    rf"([{_GAP}]?|"
    rf"-)((?:[\u00b0\u00ba][{_GAP}]?)?[A-Za-z%\u00b0\u00b2\u00b3\u2033\u2103\u2109][\w/%\u00b0\u00b2\u00b3]*)"
)
_MORE = re.compile(rf"[{_GAP}-]([A-Za-z]+)")
_SIGNS: Final = "$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20b4\u20aa\u20ba\u0e3f\u20b1\u20a6"
_SIGN_BEFORE = re.compile(rf"(?<![A-Za-z])((?:[A-Za-z.]{{1,4}}\s?)?[{_SIGNS}])[\s\u00a0]?$")
_CODE_BEFORE = re.compile(r"(?<![A-Za-z])(\$?[A-Za-z]+\.?)[\s\u00a0]?$")
_BEFORE_CHARS: Final = 14


class Unit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One unit: its words after a number (any case), its symbols (exact case), its signs before.

    `value_in_base = value * factor + offset`; units of one `base` convert into each other.
    """

    name: str
    kind: UnitKind = "measure"
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    base: str | None = None
    factor: float = 1.0
    offset: float = 0.0


class UnitTable:
    """All units a catalogue knows, ready to be looked up beside a number. Immutable once built."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Later units override earlier ones that share a word."""
        self._by_name: dict[str, Unit] = {}
        self._words: dict[str, Unit] = {}
        self._symbols: dict[str, Unit] = {}
        self._before: dict[str, Unit] = {}
        self._first_words: set[str] = set()
        for unit in units:
            self._first_words.update(word.lower().split()[0] for word in unit.words)
            self._by_name[unit.name] = unit
            self._words.update((word.lower(), unit) for word in unit.words)
            self._symbols.update((_tight(symbol), unit) for symbol in unit.symbols)
            self._before.update((_tight(sign), unit) for sign in unit.before)

    def after(self, text: str, end: int) -> tuple[Unit, int] | None:
        """The unit whose words follow the number that ends at `end`, and where they end."""
        first = _AFTER.match(text, end)
        if first is None:
            return None
        word = first.group(2)
        if word.lower() in self._first_words:
            found = self._phrase(text, first)
            if found is not None:
                return found
        return self._symbol(first)

    def ahead(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The unit whose sign stands right before the number at `start`, and where it begins."""
        window = text[max(0, start - _BEFORE_CHARS) : start]
        bare = window.rstrip(_GAP)
        if not bare or len(window) - len(bare) > 1:
            return None
        offset = start - len(window)
        if bare[-1] in _SIGNS:
            sign = _SIGN_BEFORE.search(window)
            unit = self._before.get(_tight(sign.group(1))) if sign else None
            if sign is not None and unit is not None:
                return unit, offset + sign.start(1)
            # "Visa $5": the letters before the sign belong to another word.
            alone = self._before.get(bare[-1])
            return None if alone is None else (alone, offset + len(bare) - 1)
        if bare.rsplit(" ", 1)[-1].lstrip("(") not in self._before:
            return None
        code = _CODE_BEFORE.search(window)
        unit = self._before.get(code.group(1)) if code else None
        return None if code is None or unit is None else (unit, offset + code.start(1))

    def convert(self, value: float, unit: str, to: str) -> float | None:
        """`value` of `unit` in the unit `to`; None where they measure different things.

        Temperatures that change their unit are rounded to 0.1 degree, as texts print them.
        """
        source, target = self._by_name.get(unit), self._by_name.get(to)
        if unit == to:
            return value
        if source is None or target is None or source.base is None or source.base != target.base:
            return None
        result = (value * source.factor + source.offset - target.offset) / target.factor
        if source.offset != target.offset:
            return round(result + 1e-9, 1)
        return float(f"{result:.12g}")

    def _phrase(self, text: str, first: re.Match[str]) -> tuple[Unit, int] | None:
        """The longest run of words that names a unit."""
        words = [first.group(2).lower()]
        ends = [first.end()]
        while len(words) < _WORDS_MAX and (more := _MORE.match(text, ends[-1])):
            words.append(more.group(1).lower())
            ends.append(more.end())
        for count in range(len(words), 0, -1):
            unit = self._words.get(" ".join(words[:count]))
            if unit is not None:
                return unit, ends[count - 1]
        return None

    def _symbol(self, first: re.Match[str]) -> tuple[Unit, int] | None:
        symbol = _tight(first.group(2))
        unit = self._symbols.get(symbol)
        if unit is not None:
            return unit, first.end()
        if symbol[0] in "%\u00b0\u00ba\u2033":
            unit = self._symbols.get(symbol[0])
            return None if unit is None else (unit, first.start(2) + 1)
        return None


def _tight(symbol: str) -> str:
    return "".join(symbol.split())
