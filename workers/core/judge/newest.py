"""Newest: the newest of many days, at the same cost however many there are."""

from heapq import heappop, heappush


class Newest:
    """Days of which each is in once."""

    def __init__(self) -> None:
        """No days yet."""
        self._days: set[int] = set()
        self._heap: list[int] = []
        self._heaped: set[int] = set()

    def put(self, day: int) -> None:
        """Have `day` in."""
        self._days.add(day)
        if day not in self._heaped:
            self._heaped.add(day)
            heappush(self._heap, -day)

    def drop(self, day: int) -> None:
        """Have `day` out."""
        self._days.discard(day)

    def day(self) -> int | None:
        """The newest day, if there is any."""
        while self._heap and -self._heap[0] not in self._days:
            self._heaped.discard(-heappop(self._heap))
        return -self._heap[0] if self._heap else None
