"""State: what a step remembers, as a plain mapping whose writes go to a changelog."""

from collections.abc import Callable, Iterator, MutableMapping

Store = MutableMapping[bytes, bytes]
Remember = Callable[[bytes, bytes], None]


class State(MutableMapping[str, bytes]):
    """A table as a step sees it. What is set is also told to `remember`; nothing is deleted.

    The engine's own tables send their changes unwatched: a change that the broker refused would
    only be a line in a log.
    """

    def __init__(self, store: Store, remember: Remember) -> None:
        """`store` is what is read from and written to at once."""
        self._store = store
        self._remember = remember

    def __getitem__(self, key: str) -> bytes:
        """The value of `key`."""
        return self._store[key.encode()]

    def __setitem__(self, key: str, value: bytes) -> None:
        """Set `key` here and in the changelog."""
        self._store[key.encode()] = value
        self._remember(key.encode(), value)

    def __delitem__(self, key: str) -> None:
        """Refuse: a value that has no more use says so itself."""
        raise TypeError(key)

    def __contains__(self, key: object) -> bool:
        """Whether `key` has a value."""
        return isinstance(key, str) and key.encode() in self._store

    def __iter__(self) -> Iterator[str]:
        """All keys."""
        return (key.decode() for key in self._store)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._store)
