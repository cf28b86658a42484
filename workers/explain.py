"""Explain: how one article was read, and why, for a person at a terminal."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from schemas.article import Article
from schemas.report import Report
from workers.core.clean.text import Cut
from workers.core.outcome import NumberRead, Reading
from workers.replay_rows import claim_row, record_claim_row
from workers.screen import number, printable, told_lines

Row: TypeAlias = dict[str, object]

QUOTE_CHARS: Final = 70
AROUND_CHARS: Final = 45
FRAME: Final = "page_frame"

_OUTCOMES: Final = {
    "reported": "it feeds the ledger",
    "no_figures": "read, but no number of it feeds a figure of a series",
    "filtered": "not read: no word of any domain stands in it",
    "language": "not read: it is not in English",
    "canceled": "withdrawn: it takes back whatever it said before",
}


def told(article: Article, reading: Reading) -> Iterator[str]:
    """The lines that explain `reading`, at most as wide as the screen where words allow it."""
    yield from told_lines("", printable(article.title) or "(no title)")
    sender = reading.sender
    when = sender.published_at.isoformat(timespec="minutes")
    credit = f", credited to {sender.credited_to}" if sender.credited_to else ""
    yield from told_lines("", printable(f"{sender.publisher}, {when}{credit}"))
    yield from told_lines("", f"article {printable(reading.article_id)}, {article.content_type}")
    yield from told_lines("Outcome", f"{reading.outcome}: {_OUTCOMES[reading.outcome]}")
    for report in reading.reports:
        yield from told_lines("Report", _report(report))
    if reading.clean is not None:
        yield from _section("What was cut", _cut_lines(article, reading.clean.cuts))
    yield from _section("Numbers that feed a figure", _number_lines(article, reading, feeds=True))
    yield from _section("Numbers that do not", _number_lines(article, reading, feeds=False))
    yield from _section("Record claims", _claim_lines(reading))
    yield from _section("Notes", (f"{note.type}: {printable(note.text)}" for note in reading.notes))


def rows(article: Article, reading: Reading) -> Row:
    """The same for programs: outcome, cuts, numbers and record claims with their offsets."""
    cuts = reading.clean.cuts if reading.clean is not None else ()
    identity = reading.article_id
    return {
        "article_id": identity,
        "outcome": reading.outcome,
        "published_at": reading.sender.published_at,
        "credited_to": reading.sender.credited_to,
        "text": reading.clean.body.text if reading.clean is not None else None,
        "cuts": [
            {
                "field": cut.field,
                "start": cut.start,
                "end": cut.end,
                "rule": cut.rule,
                "text": _field(article, cut.field)[cut.start : cut.end],
            }
            for cut in cuts
        ],
        "numbers": [claim_row(identity, read) for read in reading.numbers],
        "record_claims": [record_claim_row(identity, read) for read in reading.record_claims],
        "reports": [f"{report.domain}/{report.series}" for report in reading.reports],
        "notes": [{"type": note.type, "text": note.text} for note in reading.notes],
    }


def _report(report: Report) -> str:
    claims, records = len(report.claims), len(report.record_claims)
    figures = ", ".join(sorted({claim.figure for claim in report.claims})) or "nothing"
    return f"{report.domain}/{report.series}: {claims} claims ({figures}), {records} record claims"


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    yield ""
    yield f"{name}: {len([line for line in found if not line.startswith(' ')]) or 'none'}"
    for line in found:
        yield f"  {line}"


def _cut_lines(article: Article, cuts: tuple[Cut, ...]) -> Iterator[str]:
    for cut in cuts:
        text = printable(_field(article, cut.field)[cut.start : cut.end])
        shown = text if len(text) <= QUOTE_CHARS else f"{text[:QUOTE_CHARS]} ..."
        if cut.rule == FRAME:
            shown = f"{cut.end - cut.start:,} characters of the page around the article"
        yield f"{cut.field} {cut.start}-{cut.end}  {cut.rule}: {shown}"


def _number_lines(article: Article, reading: Reading, *, feeds: bool) -> Iterator[str]:
    for read in reading.numbers:
        if (read.figure is not None) != feeds:
            continue
        text = _field(article, read.field)[read.start : read.end]
        quoted = printable(text) if read.start < read.end else "(no digits)"
        place = f"{read.field} {read.start}-{read.end}"
        yield f"{quoted}  {_meaning(read)}  [{place}]"
        yield f"    {_circumstances(read)}"
        yield f"    {_around(article, read)}"


def _meaning(read: NumberRead) -> str:
    if read.figure is None:
        return f"no figure: {read.why or 'no role'}"
    told_past = ", of the past: it can only complete the history" if read.past else ""
    derived = ", a sum that is not printed" if read.derived else ""
    series = read.series or "no series"
    return f"{read.figure} {series} = {_value(read)}{told_past}{derived}"


def _value(read: NumberRead) -> str:
    if read.approx == "exact" and read.value is not None:
        return number(read.value)
    low = "" if read.low is None else number(read.low)
    high = "" if read.high is None else number(read.high)
    said = "" if read.value is None else f"{number(read.value)}, "
    return f"{said}{read.approx.replace('_', ' ')} ({low} to {high or 'open'})"


def _circumstances(read: NumberRead) -> str:
    parts = [f"role {read.role}", f"counts {read.counted or 'nothing known'}", f"rule {read.rule}"]
    if read.actor or read.target:
        parts.append(f"by {read.actor or '?'} against {read.target or '?'}")
    if read.date_end is not None:
        first = "" if read.date_start in {None, read.date_end} else f"{read.date_start} to "
        window = f", {read.window}" if read.window else ""
        parts.append(f"{read.period} {first}{read.date_end}{window}")
    if read.place:
        parts.append(f"at {printable(read.place)}")
    if read.raw_unit:
        parts.append(f"printed as {read.raw_value} {read.raw_unit}")
    parts.append(f"confidence {read.confidence:.2f}")
    return ", ".join(parts)


def _around(article: Article, read: NumberRead) -> str:
    field = _field(article, read.field)
    before = printable(field[max(0, read.start - AROUND_CHARS) : read.start])
    after = printable(field[read.end : read.end + AROUND_CHARS])
    return f'"...{before} >{printable(field[read.start : read.end])}< {after}..."'


def _claim_lines(reading: Reading) -> Iterator[str]:
    for each in reading.record_claims:
        claim = each.claim
        about = f"{claim.figure} {each.series}" if each.domain else "something no domain knows"
        value = "no number" if claim.value is None else number(claim.value)
        measure = f" ({printable(claim.measure)})" if claim.measure else ""
        said = f"{claim.state}, {claim.scope}, {claim.direction}"
        place = f"[{claim.field} {claim.start}-{claim.end}]"
        yield f'"{printable(claim.quote)}"  {said}  {place}'
        yield f"    of {about}{measure}: {value}"


def _field(article: Article, name: str) -> str:
    return article.title if name == "title" else article.body
