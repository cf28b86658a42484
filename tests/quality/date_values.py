"""Date values: how many date expressions of TimeML documents resolve to the days they mean.

`python -m tests.quality.date_values [errors]`; needs the evaluation data (RECORDWIRE_DATA).
"""

import calendar
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from msgspec import Struct

from tests.evaluation import folder
from tests.quality.number_values import second_half
from workers.core.dates.expressions import Anchor, When, find_dates
from workers.core.extract.sentences import sentences

_TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


class Expression(Struct, frozen=True, kw_only=True):
    """One gold date expression in the plain text of its document."""

    start: int
    end: int
    value: str
    days: tuple[date, date]


class Document(Struct, frozen=True, kw_only=True):
    """A document: its name, plain text, day of creation and gold expressions."""

    name: str
    text: str
    created: date
    expressions: tuple[Expression, ...]


def documents() -> Iterator[Document]:
    """All documents of the set, with the DATE and TIME expressions that have a day."""
    root = folder()
    if root is None:
        sys.exit("no evaluation data: set RECORDWIRE_DATA to their folder")
    for path in sorted((root / "time").rglob("*.txt")):
        document = _document(path)
        if document is not None:
            yield document


def _document(path: Path) -> Document | None:
    raw = path.read_text("utf-8")
    created = re.search(
        r'value="(\d{4}-\d\d-\d\d)[^"]*"[^>]*functionInDocument="CREATION_TIME"', raw
    )
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.DOTALL)
    if created is None or body is None:
        return None
    text, expressions, position = "", [], 0
    for match in _TIMEX.finditer(body.group(1)):
        text += _plain(body.group(1)[position : match.start()])
        start = len(text)
        text += _plain(match.group(2))
        attributes = dict(_ATTRIBUTE.findall(match.group(1)))
        days = interval(attributes["value"]) if attributes["type"] in ("DATE", "TIME") else None
        if days is not None:
            expressions.append(
                Expression(start=start, end=len(text), value=attributes["value"], days=days)
            )
        position = match.end()
    text += _plain(body.group(1)[position:])
    return Document(
        name=path.name,
        text=text,
        created=date.fromisoformat(created.group(1)),
        expressions=tuple(expressions),
    )


def _plain(text: str) -> str:
    return (
        _TAG.sub("", text)
        .replace("&amp;", "&")
        .replace("\n", " ")
        .replace("``", '" ')
        .replace("''", ' "')
    )


def interval(value: str) -> tuple[date, date] | None:
    """The days that a TIMEX3 value covers; None for references without a day (PRESENT_REF)."""
    if re.match(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value[:10])
        return day, day
    if week := re.match(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return (monday + timedelta(5 if week[3] else 0)), monday + timedelta(6)
    if part := re.match(r"(\d{4})-(?:(Q|H)(\d)|(SP|SU|FA|AU|WI)|(\d\d)$)", value):
        year, month, length = int(part[1]), int(part[5] or _SEASON_MONTH.get(part[4], 1)), 1
        if part[2]:
            length = 3 if part[2] == "Q" else 6
            month = (int(part[3]) - 1) * length + 1
        return _months(year, month, 3 if part[4] else length)
    if re.fullmatch(r"\d{3,4}", value):
        decade = len(value) == 3
        first = int(value) * (10 if decade else 1)
        return date(first, 1, 1), date(first + (9 if decade else 0), 12, 31)
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return date(year, month, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


_RANKS: Final = ("none", "wrong", "overlap", "exact")
_EVENINGS: Final = ("_night", "tonight", "late_on")


def outcome(
    gold: Expression, found: list[tuple[int, When]], created: date
) -> tuple[str, When | None]:
    """exact, overlap, wrong or none; a month or year to date counts as its whole."""
    best, chosen = "none", None
    for offset, when in found:
        if offset + when.start >= gold.end or gold.start >= offset + when.end:
            continue
        result = _compared(gold, when, created)
        if _RANKS.index(result) > _RANKS.index(best):
            best, chosen = result, when
    return best, chosen


def _compared(gold: Expression, when: When, created: date) -> str:
    first, last = when.first or when.last or created, when.last or created
    if when.kind == "since":
        last = first if first == gold.days[0] else last
        return "exact" if first == gold.days[0] else "overlap" if last >= gold.days[0] else "wrong"
    if when.kind == "night" and gold.days[0] == gold.days[1]:
        evening = when.rule.endswith(_EVENINGS)
        first = last = first if evening else last
    if (first, last) == gold.days:
        return "exact"
    return "overlap" if first <= gold.days[1] and gold.days[0] <= last else "wrong"


def score(*, second: bool, errors: list[str]) -> Counter[str]:
    """Outcomes over one half of the documents."""
    counts: Counter[str] = Counter()
    for document in documents():
        if second_half(document.name) != second:
            continue
        anchor = Anchor(published=datetime.combine(document.created, time(12), tzinfo=UTC))
        found = [
            (start, when)
            for start, end in sentences(document.text)
            for when in find_dates(document.text[start:end], anchor)
        ]
        for gold in document.expressions:
            result, when = outcome(gold, found, document.created)
            counts[result] += 1
            if result != "exact":
                around = document.text[max(0, gold.start - 60) : gold.end + 30]
                read = when and (str(when.first), str(when.last), when.rule)
                written = document.text[gold.start : gold.end]
                errors.append(
                    f"{result} [{written}] {gold.value} by {document.created} read {read} "
                    f"...{around}..."
                )
    return counts


def main() -> None:
    """Print the scores; with `errors`, the errors of the first half only."""
    for second in (False, True):
        errors: list[str] = []
        counts = score(second=second, errors=errors)
        total = sum(counts.values())
        shares = {name: round(count / total, 3) for name, count in sorted(counts.items())}
        print(f"dates {'second' if second else 'first'} half: {total} {shares}")  # noqa: T201
        if "errors" in sys.argv and not second:
            print("\n".join(sorted(errors)))  # noqa: T201


if __name__ == "__main__":
    main()
