"""Sentence: an alert as one plain sentence that a newsroom could print."""

from collections.abc import Mapping
from datetime import date
from string import Formatter

from schemas.alert import Alert, AlertStatus
from schemas.report import Window
from workers.core.catalogue.model import Figure

PLAIN = "{series}: {value} ({meaning}) {when}, the {rank} {scope}"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: float, figure: Figure) -> str:
    """`value` with thousands separators and the decimals of its figure: `5,438`, `7.9`."""
    return f"{value:,.{figure.decimals}f}"


def day_in_words(iso: str) -> str:
    """An ISO date or month in words: `4 July 2025`, `June 2025`."""
    if len(iso) == len("2025-06"):
        return f"{MONTHS[int(iso[5:]) - 1]} {iso[:4]}"
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_in_words(iso: str, window: Window | None) -> str:
    """When it happened: `overnight to 4 July 2025`, `on 4 July 2025`, `in June 2025`."""
    words = day_in_words(iso)
    if len(iso) == len("2025-06"):
        return f"in {words}"
    return f"overnight to {words}" if window == "night" else f"on {words}"


def series_words(series: str, names: Mapping[str, str]) -> dict[str, str]:
    """What a template may call a series: `series`, `attacker`, `target`, `country`."""
    first, arrow, second = series.partition("->")
    if arrow:
        sides = (names.get(first, first), names.get(second, second))
        return {
            "series": f"{sides[0]} against {sides[1]}",
            "attacker": sides[0],
            "target": sides[1],
            "country": sides[1],
        }
    name = names.get(series, series)
    return {"series": name, "attacker": name, "target": name, "country": name}


def sentence(alert: Alert, figure: Figure, *, names: Mapping[str, str], official: bool) -> str:
    """The alert in words, from the figure's template; unknown names in it stay empty."""
    words = series_words(alert.series, names)
    lowest = figure.record == "min"
    bound = "" if alert.low == alert.high else "at most " if lowest else "at least "
    said = {
        **words,
        "value": f"{bound}{number(alert.value, figure)}",
        "when": when_in_words(alert.event_date, alert.window),
        "scope": "so far" if alert.scope == "ever" else f"so far in {alert.event_date[:4]}",
        "subject": alert.subject or words["series"],
        "meaning": figure.meaning,
        "rank": "lowest" if lowest else "most",
    }
    text = _filled(figure.sentence or PLAIN, said).rstrip(".")
    previous = alert.previous_record
    if previous is not None:
        before = number(previous.value, figure)
        text += f"; the previous record was {before} {when_in_words(previous.date, None)}"
    return f"{text}. {_sources(alert.sources, official=official, status=alert.status)}"


def _filled(template: str, said: Mapping[str, str]) -> str:
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        parts.append(said.get(name, "") if name else "")
    filled = "".join(parts)
    return filled[:1].upper() + filled[1:]


def _sources(sources: int, *, official: bool, status: AlertStatus) -> str:
    count = SMALL[sources] if sources < len(SMALL) else f"{sources:,}"
    words = f"{count.capitalize()} independent source{'' if sources == 1 else 's'}"
    words += ", one of them official." if official and sources > 1 else "."
    if official and sources == 1:
        words = "One source, the official one."
    return f"{words} No earlier value is known here." if status == "claimed" else words
