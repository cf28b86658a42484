"""Records: shows the records that stand, or the chain of one figure, with their proof."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import click

from schemas.alert import Scope
from schemas.report import Report
from schemas.topics import CLAIMS
from schemas.wire import UnreadableError, decode, encode
from workers import records, screen
from workers.assembly import Assembled, assemble, read_sources
from workers.commands.failing import ask_kafka, read_settings, refusals
from workers.core.catalogue.model import Figure
from workers.records import Asked, Held
from workers.settings import Settings
from workers.stream.consume import stored

REPORTS = "reports.jsonl"
VALUE_COLUMNS = 18
FIGURE_COLUMNS = 24


@click.command(name="records")
@click.option("--domain", help="Of this domain only.")
@click.option("--series", help="Of this series only, such as 'RU->UA' or CR.")
@click.option("--figure", help="Of this figure only, and with all the records it had before.")
@click.option("--scope", type=click.Choice(records.SCOPES), help="Of all time, or of a year.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known on that day.")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder that `replay --out` wrote, in place of Kafka.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record.")
def command(
    *,
    domain: str | None,
    series: str | None,
    figure: str | None,
    scope: Scope | None,
    as_of: datetime | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    r"""Show the records that stand, by domain and series; with --figure how they came.

    The ledger is made anew from the reports on Kafka, so a worker need not run. With --as-of only
    what had come by the end of that day (UTC) counts.

    \b
    Exit status: 0 done; 1 Kafka does not answer, or nothing fits; 2 wrong option or setting.

    \b
    Examples:
      recordwire records
      recordwire records --domain air_attacks --figure drones_launched
      recordwire records --as-of 2031-03-01 --json | jq .value
      recordwire replay articles.jsonl --out out && recordwire records --from out
    """
    read = read_settings()
    with refusals():
        made = assemble(domains_dir=read.domains_dir, sources=read_sources(read.sources_file))
    told = _stored(folder) if folder else ask_kafka(read, _on_kafka(read))
    day = as_of.date() if as_of else None
    made.books.load(records.known_on(told, day), ())
    asked = Asked(
        domain=domain,
        series=series,
        figure=figure,
        scope=scope,
        chain=figure is not None,
    )
    rows = list(records.held(made.books, _figures(made), asked))
    if not rows:
        raise click.ClickException(_nothing(made, asked, day=day))
    for line in _json(rows) if as_json else _told(rows):
        click.echo(line)


def _figures(made: Assembled) -> dict[str, dict[str, Figure]]:
    known = made.catalogue.domains
    return {name: dict(domain.rules.figures) for name, domain in known.items()}


def _stored(folder: Path) -> list[Report]:
    path = folder / REPORTS
    try:
        return [decode(line, Report) for line in path.read_bytes().splitlines()]
    except (OSError, UnreadableError) as error:
        fault = f"{path}: {error}; give the folder that `recordwire replay --out` wrote"
        raise click.ClickException(fault) from None


async def _on_kafka(settings: Settings) -> list[Report]:
    """The newest report of every article and series."""
    newest: dict[bytes | None, bytes] = {}
    async for message in stored(settings, [CLAIMS.full_name(settings.topic_prefix)]):
        newest[message.key] = message.value
    return [decode(value, Report) for value in newest.values() if value]


def _nothing(made: Assembled, asked: Asked, *, day: date | None) -> str:
    known = made.catalogue.domains
    if asked.domain is not None and asked.domain not in known:
        return f"no domain {asked.domain}; there are {', '.join(known)}"
    figures = sorted({name for domain in known.values() for name in domain.rules.figures})
    if asked.figure is not None and asked.figure not in figures:
        return f"no figure {asked.figure}; there are {', '.join(figures)}"
    when = f" that had come by {day}" if day else ""
    return f"no report{when} states such a figure; `recordwire records` alone shows what there is"


def _json(rows: Iterable[Held]) -> Iterable[str]:
    return (encode(row).decode() for row in rows)


def _told(rows: list[Held]) -> Iterable[str]:
    for (domain, series), some in groupby(rows, key=lambda row: (row.domain, row.series)):
        yield f"{domain} {series}"
        for row in some:
            yield from _lines(row)
        yield ""


def _lines(row: Held) -> Iterable[str]:
    value = f"{screen.number(row.value)} {row.unit}"
    which = f"{row.figure} ({row.scope})"
    before = "the first known"
    if row.previous is not None:
        before = f"before: {screen.number(row.previous)} on {row.previous_date}"
    subject = f", {screen.printable(row.subject)}" if row.subject else ""
    yield f"  {which:<{FIGURE_COLUMNS}} {value:>{VALUE_COLUMNS}}  {row.date}{subject}; {before}"
    for voice in row.voices[:1]:
        more = f", and {row.sources - 1} more" if row.sources > 1 else ""
        said = f"{screen.printable(voice.publisher)}{more}: “{screen.printable(voice.quote)}”"
        yield from (f"    {line.strip()}" for line in screen.told_lines("", said))
