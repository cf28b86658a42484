"""Replay: runs articles from files to files, without Kafka."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click
import msgspec

from workers.assembly import assemble, read_sources
from workers.commands.failing import read_settings, refusals
from workers.core.judge.history import HistoryEntry, baseline_entries
from workers.replay import Replay, write
from workers.replay_input import Given, InputError, read_history, read_input, text_article

FILE = click.Path(path_type=Path, dir_okay=False)
NOTHING = "give an INPUT or --text"


@click.command(name="replay")
@click.argument("inputs", nargs=-1, type=FILE, metavar="INPUT...")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write to.")
@click.option("--history", type=FILE, help="Past values, JSON Lines.")
@click.option("--baselines", is_flag=True, help="Begin with the catalogues' known values.")
@click.option("--sources", type=FILE, help="Who is official or unreliable, JSON.")
@click.option("--text", type=FILE, help="One bare text in place of INPUT.")
@click.option("--published-at", type=str, help="When the text was published (RFC 3339).")
@click.option("--publisher", type=str, help="Who published the text.")
def command(
    *,
    inputs: Sequence[Path],
    out: Path,
    history: Path | None,
    baselines: bool,
    sources: Path | None,
    text: Path | None,
    published_at: str | None,
    publisher: str | None,
) -> None:
    r"""Run articles from files to files: claims, events, alerts, notes, ledger.

    INPUT holds articles as JSON Lines or as a JSON array, or is a scenario: an object with
    articles, history and sources. The steps are those of the worker; the same input gives the same
    bytes. A line that cannot be used goes to rejects.jsonl.

    \b
    Exit status: 0 done; 1 an input as a whole cannot be read; 2 wrong options.

    \b
    Examples:
      recordwire replay articles.jsonl --history known.jsonl --out out
      recordwire replay --text story.txt --published-at 2031-05-14T09:00:00Z \
          --publisher "Example Post" --out out
    """
    read = read_settings()
    try:
        given = [read_input(path) for path in inputs]
        if text is not None:
            given.append(_text(text, published_at=published_at, publisher=publisher))
        if not given:
            raise click.UsageError(NOTHING)
        past = Given(history=read_history(history)) if history else Given()
    except InputError as error:
        raise click.ClickException(str(error)) from None
    stated = tuple(row for each in given for row in each.sources)
    with refusals():
        made = assemble(
            domains_dir=read.domains_dir,
            sources=(*stated, *read_sources(sources or read.sources_file)),
        )
    replay = Replay(made, confidence_min=read.confidence_min)
    known = baseline_entries(made.catalogue) if baselines else ()
    for each in (_begin(known), past, *given):
        replay.take(each)
    files = replay.files()
    write(files, out)
    for name, content in files.items():
        click.echo(f"{content.count(10):>7,} {out / name}")


def _begin(known: Iterable[HistoryEntry]) -> Given:
    return Given(history=tuple(msgspec.to_builtins(entry) for entry in known))


def _text(path: Path, *, published_at: str | None, publisher: str | None) -> Given:
    if published_at is None or publisher is None:
        fault = "--text needs --published-at and --publisher"
        raise click.UsageError(fault)
    try:
        moment = datetime.fromisoformat(published_at)
    except ValueError:
        fault = f"--published-at: {published_at} is no time; write 2031-05-14T09:00:00Z"
        raise click.UsageError(fault) from None
    return text_article(path, published_at=moment, publisher=publisher)
