"""Toml lines: on which line of a TOML text a value stands."""

import re

_TABLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_STEP = re.compile(r"[.$]([A-Za-z0-9_-]+)((?:\[(?:\d+|\.\.\.)\])*)")
_INDEX = re.compile(r"\[.*")


def line_of(text: str, path: str) -> int:
    """The line (from 1) of `path`, as msgspec writes it ("$.figure[2].unit").

    Where the text does not state it, the line of the table that would.
    """
    stated = _stated(text)
    steps = ["".join(match.groups()) for match in _STEP.finditer(path)]
    while steps:
        whole, above = ".".join(steps), "".join(f"{step}." for step in steps[:-1])
        for name in (whole, above + _INDEX.sub("", steps[-1]), f"{whole}[0]"):
            if name in stated:
                return stated[name]
        steps.pop()
    return 1


def _stated(text: str) -> dict[str, int]:
    """Every table ("figure[2]", "event") and key ("figure[2].unit", "title") with its line."""
    lines: dict[str, int] = {}
    count: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _TABLE.match(line), _KEY.match(line)
        if header:
            name = header.group(2)
            if header.group(1) == "[[":
                count[name] = count.get(name, -1) + 1
                name = f"{name}[{count[name]}]"
            table = f"{name}."
            lines.setdefault(name, number)
        elif key:
            lines.setdefault(f"{table}{key.group(1)}", number)
    return lines
