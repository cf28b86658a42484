"""Units: which words name one, and how a value in one becomes a value in another."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

UnitKind = Literal["duration", "distance", "measure", "money", "percent"]

_WORDS_MAX: Final = 4
_GAP = " \u00a0\u202f\u2009"
_AFTER = re.compile(rf"([{_GAP}]?|-)((?:[\u00b0\u00ba][{_GAP}]?)?[A-Za-z%\u00b0\u00b2\u00b3\u2033\u2103\u2109][\w/%\u00b0\u00b2\u00b3]*)")
_MORE = re.compile(rf"[{_GAP}-]([A-Za-z]+)")
_BEFORE = re.compile(r"(?<![A-Za-z])((?:[A-Za-z.]{1,4}\s?)?[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20a9\u20b4\u20aa\u20ba\u0e3f\u20b1\u20a6]|[A-Za-z]+\.?)[\s\u00a0]?$")


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
        for unit in units:
            self._by_name[unit.name] = unit
            self._words.update((word.lower(), unit) for word in unit.words)
            self._symbols.update((_tight(symbol), unit) for symbol in unit.symbols)
            self._before.update((_tight(sign), unit) for sign in unit.before)

    def after(self, text: str, end: int) -> tuple[Unit, int] | None:
        """The unit whose words follow the number that ends at `end`, and where they end."""
        first = _AFTER.match(text, end)
        if first is None:
            return None
        return self._phrase(text, first) or self._symbol(text, first)

    def ahead(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The unit whose sign stands right before the number at `start`, and where it begins."""
        window = text[max(0, start - 14) : start]
        sign = _BEFORE.search(window)
        if sign is None:
            return None
        unit = self._before.get(_tight(sign.group(1)))
        if unit is None:
            # "Visa $5": the letters before the sign belong to another word.
            last = sign.group(1)[-1]
            unit = None if last.isalpha() or last == "." else self._before.get(last)
            return None if unit is None else (unit, start - len(window) + sign.end(1) - 1)
        return unit, start - len(window) + sign.start(1)

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

    def _symbol(self, text: str, first: re.Match[str]) -> tuple[Unit, int] | None:
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
