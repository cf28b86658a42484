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
from workers.core.catalogue.model import Catalogue, Domain
from workers.core.judge.history import HistoryEntry, HistoryError, history_report
from workers.settings import Settings
from workers.stream.send import sending

AHEAD_MAX = timedelta(days=3653)


@click.command(name="history")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Only check; send nothing.")
def command(*, file: Path, check: bool) -> None:
    r"""Send past values: what was a record before the first article came.

    FILE holds JSON Lines, or CSV with a header (.csv), with domain, figure, series, value, date
    (a day, or YYYY-MM for figures of a month) and, if you like, source and subject. Values enter
    the ledger silently and as official at their date. Sent twice they change nothing, and a value
    sent again for the same date replaces the one before. A date far in the future is refused.
    One wrong line, and none is sent.

    \b
    Exit status: 0 all were sent; 1 a line is wrong, or Kafka does not answer; 2 a setting or
    catalogue is wrong.

    \b
    Examples:
      recordwire history known.jsonl
      recordwire history --check known.csv
    """
    read = read_settings()
    with refusals():
        catalogue = domains.load(read.domains_dir)
    countries = country_names(GAZETTEER.read_text(encoding="utf-8"))
    reports: list[Report] = []
    faults: list[str] = []
    latest = datetime.fromtimestamp(file.stat().st_mtime, UTC) + AHEAD_MAX
    for number, entry in _entries(file):
        try:
            report = _report(entry, catalogue, countries)
        except (HistoryError, ValueError) as error:
            faults.append(f"{file}:{number}: {error}")
        else:
            # A newest time that never comes would make every live article late.
            if report.published_at > latest:
                faults.append(f"{file}:{number}: its date is years after the file was written")
            reports.append(structs.replace(report, mode=read.mode))
    if faults:
        raise click.ClickException("\n".join(faults))
    if not check:
        ask_kafka(read, _send(read, reports))
    click.echo(f"{len(reports)} {'would be ' if check else ''}sent")


async def _send(settings: Settings, reports: list[Report]) -> None:
    async with sending(settings, CLAIMS) as way:
        await way.reports(reports)


def _report(entry: object, catalogue: Catalogue, countries: Collection[str]) -> Report:
    known = msgspec.convert(entry, HistoryEntry, strict=False)
    report = history_report(known, catalogue)
    domain = catalogue.domains[known.domain]
    if not _is_series(known.series, domain, countries):
        pair = domain.vocabulary.series == "pair"
        form = "two codes, such as AA->BB" if pair else "the code of a country, such as JP"
        message = f"{known.series!r} is no series of {known.domain}; write {form}"
        raise HistoryError(message)
    return report


def _is_series(series: str, domain: Domain, countries: Collection[str]) -> bool:
    if domain.vocabulary.series == "pair":
        sides = {*countries, *(actor.code for actor in domain.vocabulary.actors)}
        first, arrow, second = series.partition("->")
        return bool(arrow) and first != second and {first, second} <= sides
    return series in countries if domain.vocabulary.series == "country" else bool(series)


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
