"""Made: what reports that no article wrote have in common, those of history and of the desk."""

from datetime import date, timedelta

from schemas.report import Claim, Confidence, Period, Value

QUOTE_CHARS_MAX = 400


def made_claim(number: float, period: Period, *, figure: str, rule: str) -> Claim:
    """A certain claim of exactly `number` in `period`, by nobody and without words yet."""
    return Claim(
        id="",
        figure=figure,
        role=rule,
        counted=figure,
        value=Value(stated=number, low=number, high=number, approx="exact"),
        raw_value=number,
        raw_unit=None,
        actor=None,
        target=None,
        place=None,
        period=period,
        field="body",
        start=0,
        end=0,
        quote="",
        speaker=None,
        confidence=Confidence(value=1.0, parts={rule: 1.0}),
        rule=rule,
    )


def month_of(day: date) -> Period:
    """The calendar month of `day`. Raises `OverflowError` at the end of all calendars."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Period(kind="month", start=first, end=following - timedelta(days=1))
