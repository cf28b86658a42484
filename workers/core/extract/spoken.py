"""Spoken: the role read for a number, and what a text has said before it."""

from typing import Final

from msgspec import Struct

_KNOWN_MIN: Final = 10
_KNOWN_MAX: Final = 24


class Said(Struct, frozen=True, kw_only=True):
    """What a number of the text was last said to count and to have undergone."""

    counted: str
    role: str
    values: tuple[tuple[float, str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    age: int = 0

    @property
    def large(self) -> tuple[tuple[float, str, str], ...]:
        """The values large enough to be known again by themselves."""
        return tuple(each for each in self.values if each[0] >= _KNOWN_MIN)

    def taking(self, allowed: frozenset[str] | None) -> str | None:
        """The class spoken of last that a cue may take."""
        for name in (self.counted, *(name for name, _ in self.before)):
            if allowed is None or name in allowed:
                return name
        return None

    def next(self, counted: str, role: str, value: float | None) -> "Said":
        """What is said once a further number has been read."""
        kept = [pair for pair in ((self.counted, self.role), *self.before) if pair[0] != counted]
        values = self.values
        if value is not None:
            values = ((value, counted, role), *values)[:_KNOWN_MAX]
        return Said(counted=counted, role=role, values=values, before=tuple(kept[:3]))

    def known(self, value: float | None) -> tuple[str, str] | None:
        """Class and role of a number of that value, stated before."""
        return next(
            ((name, role) for one, name, role in self.large if one == value),
            None,
        )


class Spoken(Struct, frozen=True, kw_only=True):
    """What was said before a sentence, and in the heading of the list that it stands in.

    `attack`: title or lead tell of a happening of the domain.
    """

    said: Said | None = None
    heading: Said | None = None
    attack: bool = False


class Role(Struct, frozen=True, kw_only=True):
    """The role of one number, its class as now settled, and the rule that gave both."""

    role: str
    counted: str | None
    rule: str
    cue: int = -1
    weak: bool = False
    inherited: bool = False
    part: bool = False
