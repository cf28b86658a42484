"""Example lines: what a line of an example's figures asks for ("killed JP 28..32 2031-05-13")."""

import re
from datetime import date
from typing import Final

from msgspec import Struct

FORM: Final = "write 'figure series value', and if it matters a day: 'killed JP 30 2031-05-13'"
VALUES: Final = "write a value as 30, 28..32 or >=30"
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_VALUE: Final = re.compile(
    rf"(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})|>=(?P<least>{_NUMBER})|(?P<exact>{_NUMBER})"
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Wanted(Struct, frozen=True, kw_only=True):
    """A figure that an example must give; `exact` is null for an interval, `high` if it is open."""

    figure: str
    series: str
    exact: float | None
    low: float
    high: float | None
    day: date | None


class LineError(ValueError):
    """A line that cannot be read, and how it is written."""


def wanted(line: str) -> Wanted:
    """What `line` asks for. Raises `LineError`."""
    figure, series, value, day = _parts(line)
    found = _VALUE.fullmatch(value)
    if found is None:
        message = f"{value!r} in {line!r} is no value; {VALUES}"
        raise LineError(message)
    exact, least = found["exact"], found["least"]
    high = found["high"] or exact
    return Wanted(
        figure=figure,
        series=series,
        exact=float(exact) if exact else None,
        low=float(exact or least or found["low"]),
        high=float(high) if high else None,
        day=_day(day, line),
    )


def _parts(line: str) -> tuple[str, str, str, str | None]:
    match line.split():
        case [figure, series, value]:
            return figure, series, value, None
        case [figure, series, value, day]:
            return figure, series, value, day
    message = f"{line!r} is no figure; {FORM}"
    raise LineError(message)


def _day(text: str | None, line: str) -> date | None:
    if text is None:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    message = f"{text!r} in {line!r} is no day; write 2031-05-13"
    raise LineError(message)
