"""Publish: sends articles from files or from standard input."""

import asyncio
from collections.abc import Sequence
from typing import BinaryIO

import click

from schemas.topics import ARTICLES
from workers.commands.article_files import Refused, articles_in
from workers.commands.failing import ask_kafka, read_settings
from workers.settings import Settings
from workers.stream.send import sending


@click.command(name="publish")
@click.argument(
    "files", nargs=-1, required=True, type=click.File("rb", lazy=True), metavar="FILE..."
)
@click.option("--check", is_flag=True, help="Only check; send nothing.")
def command(*, files: Sequence[BinaryIO], check: bool) -> None:
    r"""Send articles to Kafka.

    A FILE holds JSON Lines, one JSON object, an array of them, or an object with "articles"; - is
    standard input, read line by line as it comes. An article needs url, publisher, title, body
    and content_type ("text" or "html"); id, published_at and fetched_at make it better. Each is
    checked before it is sent; one that cannot be read is named and left out.

    \b
    Exit status: 0 all were sent; 1 some were left out, or Kafka does not answer.

    \b
    Examples:
      recordwire publish articles.jsonl
      tail -f feed.jsonl | recordwire publish -
    """
    read = read_settings()
    sent, refused = ask_kafka(read, _publish(read, files, check=check))
    click.echo(f"{sent} {'would be ' if check else ''}sent, {refused} left out")
    if refused:
        raise click.exceptions.Exit(1)


async def _publish(
    settings: Settings, files: Sequence[BinaryIO], *, check: bool
) -> tuple[int, int]:
    sent = refused = 0
    async with sending(settings, ARTICLES, idle=check) as way:
        for file in files:
            articles = articles_in(file.name, file)
            # A feed may be silent for hours; what was sent must go out meanwhile.
            while found := await asyncio.to_thread(next, articles, None):
                if isinstance(found, Refused):
                    refused += 1
                    click.echo(f"{found.where}: {found.why}", err=True)
                    continue
                sent += 1
                if not check:
                    await way.article(found)
    return sent, refused
