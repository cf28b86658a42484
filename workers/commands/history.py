"""History: sends past values to the ledger, once."""

import csv
import io
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec
import orjson
from msgspec import structs

from schemas.report import Report
from schemas.topics import CLAIMS
from workers import domains
from workers.assembly import GAZETTEER, country_names
from workers.commands.failing import ask_kafka, read_settings, refusals
from workers.core.catalogue.model import Catalogue
from workers.core.catalogue.series_form import form_of
from workers.core.catalogue.vocabulary import Vocabulary
from workers.core.judge.history import (
    HistoryEntry,
    HistoryError,
    baseline_entries,
    history_report,
)
from workers.settings import Settings
from workers.stream.send import sending

AHEAD_MAX = timedelta(days=3653)


@click.command(name="history")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@click.option("--baselines", is_flag=True, help="Send the known values of the catalogues too.")
@click.option("--check", is_flag=True, help="Only check; send nothing.")
def command(*, file: Path | None, baselines: bool, check: bool) -> None:
    r"""Send past values: what was a record before the first article came.

    FILE holds JSON Lines, or CSV with a header (.csv), with domain, figure, series, value, date
    (a day, or YYYY-MM for figures of a month) and, if you like, source and subject. Values enter
    the ledger silently and as official at their date. Sent twice they change nothing, and a value
    sent again for the same date replaces the one before. A date far in the future is refused.
    One wrong line, and none is sent. --baselines sends the known values of the catalogues as well,
    or alone.

    \b
    Exit status: 0 all were sent; 1 a line is wrong, or Kafka does not answer; 2 a setting or
    catalogue is wrong.

    \b
    Examples:
      recordwire history known.jsonl
      recordwire history --check known.csv
      recordwire history --baselines
    """
    if file is None and not baselines:
        fault = "give a FILE or --baselines"
        raise click.UsageError(fault)
    read = read_settings()
    with refusals():
        catalogue = domains.load(read.domains_dir)
    countries = country_names(GAZETTEER.read_text(encoding="utf-8"))
    known = baseline_entries(catalogue) if baselines else ()
    reports = [history_report(entry, catalogue) for entry in known]
    faults: list[str] = []
    for number, entry in () if file is None else _entries(file):
        try:
            report = _report(entry, catalogue, countries)
            _refuse_future(report, file)
        except (HistoryError, ValueError) as error:
            faults.append(f"{file}:{number}: {error}")
        else:
            reports.append(report)
    if faults:
        raise click.ClickException("\n".join(faults))
    if not check:
        ask_kafka(read, _send(read, [structs.replace(each, mode=read.mode) for each in reports]))
    click.echo(f"{len(reports)} {'would be ' if check else ''}sent")


def _refuse_future(report: Report, file: Path | None) -> None:
    """A newest time that never comes would make every live article late. Raises `HistoryError`."""
    if file is not None:
        written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        if report.published_at > written + AHEAD_MAX:
            message = "its date is years after the file was written"
            raise HistoryError(message)


async def _send(settings: Settings, reports: list[Report]) -> None:
    async with sending(settings, CLAIMS) as way:
        await way.reports(reports)


def _report(entry: object, catalogue: Catalogue, countries: Collection[str]) -> Report:
    known = msgspec.convert(entry, HistoryEntry, strict=False)
    report = history_report(known, catalogue)
    words = catalogue.domains[known.domain].vocabulary
    form = form_of(words)
    if not (form.fits(known.series) and _exists(known.series, words, countries)):
        message = f"{known.series!r} is no series of {known.domain}; {form.right}"
        raise HistoryError(message)
    return report


def _exists(series: str, words: Vocabulary, countries: Collection[str]) -> bool:
    """Whether the codes in `series` are of countries or sides that there are."""
    if words.series == "pair":
        sides = {*countries, *(actor.code for actor in words.actors)}
        return set(series.split("->")) <= sides
    return words.series == "world" or series.partition("-")[0] in {*countries, "world"}


def _entries(file: Path) -> Iterator[tuple[int, object]]:
    """Each entry with the number of its line; what is no JSON comes as its text."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        fault = f"{file} is no UTF-8 text: {error}"
        raise click.ClickException(fault) from None
    if file.suffix.lower() == ".csv":
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
            yield number, {name: cell for name, cell in row.items() if cell}
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, _parsed(line)


def _parsed(line: str) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return line
