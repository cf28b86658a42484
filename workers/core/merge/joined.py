"""Joined: things in parts, by which of them were joined, directly or by others."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Joined(Generic[Thing]):
    """Each thing by itself until it is joined. Which thing stands for a part is not promised."""

    def __init__(self) -> None:
        """Nothing joined yet."""
        self._parent: dict[Thing, Thing] = {}

    def root(self, thing: Thing) -> Thing:
        """The thing that stands for the part of `thing`."""
        parent = self._parent
        above = parent.get(thing, thing)
        while above != thing:
            further = parent.get(above, above)
            parent[thing] = further
            thing, above = above, further
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Make one part of those of two things."""
        first, second = self.root(one), self.root(other)
        if first != second:
            self._parent[second] = first
