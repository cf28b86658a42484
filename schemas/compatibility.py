"""Compatibility: whether a released schema has only gained optional fields."""

from collections.abc import Iterator
from typing import TypeGuard

Schema = dict[str, object]

# Words for people; they may change at any time.
_WORDS = ("title", "description", "examples")


def breaks(released: object, current: object) -> list[str]:
    """What `current` took from readers or demands of writers that `released` did not; sorted.

    Both are JSON Schemas as `schemas.export` writes them. Empty when messages of the one fit the
    other: a field that is new and optional is the one change allowed.
    """
    return sorted(_breaks(released, current, at="$"))


def _breaks(released: object, current: object, *, at: str) -> Iterator[str]:
    if not (_is_schema(released) and _is_schema(current)):
        if released != current:
            yield f"{at}: {released} became {current}"
        return
    for name in sorted((released.keys() | current.keys()) - set(_WORDS)):
        before, after = released.get(name), current.get(name)
        if name in ("properties", "$defs"):
            yield from _members(before, after, at=at)
        elif name == "required":
            yield from _required(before, after, at=at)
        elif name not in released:
            yield f"{at}: {name} {after} is new"
        elif name not in current:
            yield f"{at}: {name} {before} is gone"
        else:
            yield from _breaks(before, after, at=f"{at}.{name}")


def _members(released: object, current: object, *, at: str) -> Iterator[str]:
    before = released if _is_schema(released) else {}
    after = current if _is_schema(current) else {}
    for name in before:
        if name in after:
            yield from _breaks(before[name], after[name], at=f"{at}.{name}")
        else:
            yield f"{at}.{name} was removed"


def _required(released: object, current: object, *, at: str) -> Iterator[str]:
    before = set(released) if isinstance(released, list) else set()
    after = set(current) if isinstance(current, list) else set()
    for name in after - before:
        yield f"{at}.{name} has become required"
    for name in before - after:
        yield f"{at}.{name} is no longer certain to be there"


def _is_schema(value: object) -> TypeGuard[Schema]:
    return isinstance(value, dict)
