"""Table: rows of a scoreboard, as Markdown."""

from collections.abc import Iterable

from msgspec import Struct


class Table(Struct, frozen=True, kw_only=True):
    """One table; `note` says what is compared with what."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def markdown(tables: Iterable[Table]) -> str:
    """The tables under their titles, columns padded so that they can be read as they are."""
    return "\n".join(_told(table) for table in tables)


def share(value: float) -> str:
    """A share with three decimals."""
    return f"{value:.3f}"


def speed(count: int, seconds: float) -> str:
    """So many a second."""
    return f"{count / seconds:,.0f}" if seconds else "-"


def _told(table: Table) -> str:
    rows = [table.head, *table.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.head))]
    lines = [_line(row, widths) for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    note = f"\n{table.note}\n" if table.note else ""
    return "\n".join([f"## {table.title}\n{note}", lines[0], rule, *lines[1:], ""])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "| " + " | ".join(cells) + " |"
