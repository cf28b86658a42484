"""Subjects: whether two names are of one fire or one organisation."""

from collections.abc import Sequence

from workers.core.merge.mentions import Mention


def by_subject(
    rows: Sequence[Mention], *, enabled: bool
) -> tuple[list[list[Mention]], list[Mention]]:
    """Mentions in parts by whom they name, and those that name nobody.

    Two names are one if the words of the shorter are among those of the longer.
    """
    if not enabled:
        return [], list(rows)
    nameless = [row for row in rows if not words(row.subject)]
    parts: list[tuple[list[frozenset[str]], list[Mention]]] = []
    for row in rows:
        name = words(row.subject)
        if not name:
            continue
        met = [part for part in parts if any(name <= known or known <= name for known in part[0])]
        joined = (
            [name, *(known for part in met for known in part[0])],
            [*(other for part in met for other in part[1]), row],
        )
        parts = [part for part in parts if part not in met] + [joined]
    return [part[1] for part in parts], nameless


def spoken_name(rows: Sequence[Mention]) -> str | None:
    """The name most often used for the subject, of equal ones the first in the alphabet."""
    names: dict[str, int] = {}
    for row in rows:
        if row.subject:
            names[row.subject] = names.get(row.subject, 0) + 1
    return min(names, key=lambda name: (-names[name], name), default=None)


def words(name: str | None) -> frozenset[str]:
    """The words of a name that tell it from others."""
    letters = "".join(c if c.isalnum() else " " for c in (name or "").casefold())
    return frozenset(letters.split())
