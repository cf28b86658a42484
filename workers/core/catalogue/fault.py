"""Fault: something in a domain file that its types cannot see: where, and what would be right."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

SHOWN_MAX: Final = 12


class Fault(Struct, frozen=True):
    """`path` is where it stands, as msgspec writes paths ("$.figure[2].unit")."""

    path: str
    what: str


def unknown(path: str, name: str, kind: str, *, known: Iterable[str]) -> Fault:
    """`name` is none of the `known` ones; says which there are, of many only the nearest."""
    ordered = sorted(known)
    near = get_close_matches(name, ordered, n=1)
    if near:
        return Fault(path, f"{name!r} is no {kind}; did you mean {near[0]!r}?{_all(ordered)}")
    if not ordered:
        return Fault(path, f"{name!r} is no {kind}; this file has none")
    return Fault(path, f"{name!r} is no {kind}; {_all(ordered).strip() or 'see the README'}")


def _all(ordered: Sequence[str]) -> str:
    return f" There are {', '.join(ordered)}" if len(ordered) <= SHOWN_MAX else ""
