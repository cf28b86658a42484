"""Explain: shows how one article was read, and why."""

from datetime import UTC, datetime
from pathlib import Path

import click
import orjson
from msgspec import structs

from schemas.article import Article
from schemas.wire import UnreadableError
from workers import explain
from workers.assembly import assemble
from workers.commands.failing import read_settings, refusals
from workers.replay_input import InputError, Line, page_article, read_input, text_article
from workers.stream.delivery import admitted

TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm")


@click.command(name="explain")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--article", "wanted", help="Only the article of this id.")
@click.option("--published-at", help="When a text or page was published; else its file's time.")
@click.option("--publisher", default="unknown", show_default=True, help="Who published it.")
@click.option("--title", default="", help="Its headline, where the file has none of its own.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
def command(
    *,
    file: Path,
    wanted: str | None,
    published_at: str | None,
    publisher: str,
    title: str,
    as_json: bool,
) -> None:
    r"""Show how an article was read: what was cut, every number, every record claim, and why.

    FILE is a bare text (.txt), a page (.html), or articles as JSON: one, JSON Lines or a scenario.
    Nothing is sent anywhere.

    \b
    Exit status: 0 done; 1 the file cannot be read or has no such article.

    \b
    Examples:
      recordwire explain story.txt --published-at 2031-05-14T09:00:00Z
      recordwire explain articles.jsonl --article a1 --json | jq .numbers
    """
    read = read_settings()
    with refusals():
        made = assemble(domains_dir=read.domains_dir)
    shown = 0
    for line in _lines(file, published_at=published_at, publisher=publisher):
        article = _article(file, line, title)
        received = article.fetched_at or article.published_at or _time_of(file)
        try:
            reading = made.reader.read(article, received)
        except UnreadableError as error:
            fault = f"{file}:{line.number}: {error.reason}: {error.error}"
            raise click.ClickException(fault) from None
        if wanted not in {None, reading.article_id}:
            continue
        shown += 1
        if as_json:
            click.echo(orjson.dumps(explain.rows(article, reading)))
        else:
            click.echo("\n".join([*explain.told(article, reading), ""]))
    if not shown:
        fault = f"{file} has no article {wanted}" if wanted else f"{file} has no article"
        raise click.ClickException(fault)


def _lines(file: Path, *, published_at: str | None, publisher: str) -> tuple[Line, ...]:
    kind = file.suffix.lower()
    try:
        if kind in TEXTS or kind in PAGES:
            made = text_article if kind in TEXTS else page_article
            moment = _moment(published_at) if published_at else _time_of(file)
            return made(file, published_at=moment, publisher=publisher).lines
        return read_input(file).lines
    except InputError as error:
        raise click.ClickException(str(error)) from None


def _article(file: Path, line: Line, title: str) -> Article:
    try:
        article = admitted(line.value)
    except UnreadableError as error:
        fault = (
            f"{file}:{line.number}: this is no article ({error.reason}: {error.error}); "
            "name a bare text .txt and a page .html"
        )
        raise click.ClickException(fault) from None
    return structs.replace(article, title=title) if title and not article.title else article


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        fault = f"--published-at: {text} is no time; write 2031-05-14T09:00:00Z"
        raise click.UsageError(fault) from None


def _time_of(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
