"""Read: every number of the text as files and explanations show it."""

from collections.abc import Sequence

from workers.core.extract.article import Extract, Found
from workers.core.extract.assemble import Source
from workers.core.outcome import NumberRead
from workers.core.score import Scorer


def numbers_read(
    extracts: Sequence[Extract], source: Source, scorer: Scorer
) -> tuple[NumberRead, ...]:
    """One row for each number that feeds a figure, and one for each that feeds none.

    Domains read the same numbers; a number that feeds none is shown as the domain saw it that
    knew most about it. Numbers without a place in the delivered text are left out.
    """
    by_place: dict[tuple[bool, int, int], list[Found]] = {}
    for extract in extracts:
        for found in extract.found:
            key = (found.field == "body", found.start, found.end)
            by_place.setdefault(key, []).append(found)
    rows = []
    for key in sorted(by_place):
        shown = [found for found in by_place[key] if found.figure is not None]
        if not shown:
            shown = [min(by_place[key], key=_ignorance)]
        for found in shown:
            span = source.delivered(found.field, found.start, found.end)
            if span is not None:
                rows.append(_row(found, span, scorer))
    return tuple(rows)


def _ignorance(found: Found) -> tuple[bool, bool, str]:
    return found.role == "other", found.counted is None, found.domain


def _row(found: Found, span: tuple[int, int], scorer: Scorer) -> NumberRead:
    return NumberRead(
        field=found.field,
        start=span[0],
        end=span[1],
        domain=found.domain,
        figure=found.figure,
        series=found.series,
        role=found.role,
        counted=found.counted,
        value=found.value.stated,
        low=found.value.low,
        high=found.value.high,
        approx=found.value.approx,
        raw_value=found.raw_value,
        raw_unit=found.raw_unit,
        actor=found.actor,
        target=found.target,
        place=found.place,
        subject=found.subject,
        period=found.period.kind,
        date_start=found.period.start,
        date_end=found.period.end,
        window=found.period.window,
        past=found.past,
        derived=found.derived,
        confidence=scorer.confidence(found).value,
        rule=found.rule,
        why=found.why,
    )
