"""Toml lines: on which line of a TOML text a value stands."""

import re

_TABLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[(\d+|\.\.\.)\]")


def line_of(text: str, path: str) -> int:
    """The line (from 1) of `path`, as msgspec writes it ("$.figure[2].unit"); of the table else."""
    table, key = _split(path)
    found = 1
    seen: dict[str, int] = {}
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _TABLE.match(line)
        if header:
            name = header.group(2)
            if header.group(1) == "[[":
                seen[name] = seen.get(name, -1) + 1
                current = f"{name}[{seen[name]}]"
            else:
                current = name
            if current == (table or key):
                found = number
            continue
        stated = _KEY.match(line)
        if stated and current == table and stated.group(1) == key:
            return number
    return found


def _split(path: str) -> tuple[str, str]:
    """Table and key of `path`: "$.figure[2].bounds[0]" is ("figure[2]", "bounds")."""
    steps = [match.group(1) or f"[{match.group(2)}]" for match in _STEP.finditer(path)]
    if len(steps) > 1 and steps[1].startswith("["):
        return steps[0] + steps[1], next(iter(steps[2:]), "")
    if len(steps) > 1:
        return steps[0], steps[1]
    return "", next(iter(steps), "")
