"""Furniture: the wording of lines that stand on news pages and are no part of the article."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
import re2  # type: ignore[import-untyped]
from msgspec import Struct

END_CHARS: Final = 60

_LONG_NUMBER: Final = re.compile(r"\d[\d,. ]*(?<=\d)")
_BULLETS: Final = " -*\u2022\u00b7\u25cf\u25aa\u25a0\u25b6\u25ba\u27a4>[("
_TRIMMED: Final = _BULLETS + "\t\"'.,:;!?|\u2013\u2014]"
# A bar or dash behind the first words says what a colon does.
_COLON: Final = re.compile(r"^(\w+(?:[' ]\w+){0,3}) ?[|>\u00b7\u2022\u2013\u2014-] ")


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of furniture as its data file states it; a line matches by any of its phrases.

    `whole` phrases are all of the line, `start` ones its beginning, `inside` ones any part of it,
    `end` ones part of its last `END_CHARS`.
    Lines of more than `words_max` words never match. With `list`, headlines behind the line go
    too; with `tail`, everything behind it.
    """

    name: str
    whole: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    words_max: int = 40
    list: bool = False
    tail: bool = False


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()
    rule: tuple[Rule, ...] = ()


class Furniture:
    """The compiled wording: `rule_of(line)` names the kind of furniture that a line is.

    `words` are common last words of a sentence, to which the name of a site may be glued.
    """

    def __init__(self, text: str) -> None:
        """Compile the TOML `text`; raises `msgspec.ValidationError` for a wrong one."""
        self.text = text
        file = msgspec.toml.decode(text, type=_File)
        rules, self.words = file.rule, frozenset(file.words)
        self._whole = {trimmed(phrase): rule for rule in rules for phrase in rule.whole}
        self._starts: dict[str, list[tuple[str, Rule]]] = {}
        for rule in rules:
            for phrase in rule.start:
                self._starts.setdefault(phrase[:2], []).append((phrase, rule))
        self._inside = _Phrases((phrase, rule) for rule in rules for phrase in rule.inside)
        self._end = _Phrases((phrase, rule) for rule in rules for phrase in rule.end)

    def rule_of(self, line: str) -> Rule | None:
        """The rule that `line` (as `folded` gives it) falls under, the most certain first."""
        words = line.count(" ") + 1
        exact = self._whole.get(trimmed(line))
        if exact is not None:
            return exact
        return next((rule for rule in self._partly(line) if words <= rule.words_max), None)

    def _partly(self, line: str) -> Iterator[Rule]:
        begun = _COLON.sub(r"\1: ", line.lstrip(_BULLETS))
        for phrase, rule in self._starts.get(begun[:2], ()):
            if begun.startswith(phrase) and _ends_here(begun, phrase, rule):
                yield rule
        yield from self._inside.rules_in(line)
        yield from self._end.rules_in(line[-END_CHARS:])


class _Phrases:
    """Phrases that are looked for all at once."""

    def __init__(self, phrases: Iterable[tuple[str, Rule]]) -> None:
        self._rules = dict(phrases)
        alternatives = "|".join(re2.escape(phrase) for phrase in self._rules)
        self._pattern = re2.compile(f"({alternatives})") if self._rules else None

    def rules_in(self, line: str) -> Iterator[Rule]:
        for match in self._pattern.finditer(line) if self._pattern is not None else ():
            phrase = match.group(1)
            if not (phrase[-1].isalnum() and line[match.end() : match.end() + 1].isalnum()):
                yield self._rules[phrase]


def _ends_here(line: str, phrase: str, rule: Rule) -> bool:
    """Whether `phrase` is whole at the start of `line`, and the line no sentence about it."""
    if phrase[-1].isalnum() and line[len(phrase) : len(phrase) + 1].isalnum():
        return False
    return not (rule.list and phrase[-1] != ":" and line.endswith("."))


def folded(line: str) -> str:
    """`line` for comparison: small letters, single spaces, every number as "#"."""
    return " ".join(_LONG_NUMBER.sub("#", line.casefold()).split())


def trimmed(line: str) -> str:
    """`line` without bullets and punctuation at its ends, and without a count in brackets."""
    bare = line.strip(_TRIMMED)
    return bare.removesuffix("(#)").removesuffix(")").strip(_TRIMMED)
