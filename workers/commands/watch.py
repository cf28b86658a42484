"""Watch: alerts and notes on the screen, as they come."""

import sys
from contextlib import aclosing
from functools import partial

import click

from schemas.alert import Alert
from schemas.note import Note
from schemas.topics import ALERTS, NOTES
from schemas.wire import UnreadableError, decode
from workers import screen
from workers.commands.failing import ask_kafka, read_settings
from workers.settings import Settings
from workers.stream.consume import Message, coming, stored


@click.command(name="watch")
@click.option("--from-start", is_flag=True, help="Begin with the oldest, not with the next.")
@click.option("--until-end", is_flag=True, help="Show what there is, from the oldest, and end.")
@click.option("--notes/--no-notes", default=True, help="With or without notes.")
@click.option("--json", "as_json", is_flag=True, help="The messages as they stand on Kafka.")
def command(*, from_start: bool, until_end: bool, notes: bool, as_json: bool) -> None:
    r"""Show alerts and notes as they come, until Ctrl-C.

    Every alert is a sentence, what it rests on, and the quotes that prove it.

    \b
    Exit status: 0 ended by Ctrl-C or --until-end; 1 Kafka does not answer.

    \b
    Examples:
      recordwire watch
      recordwire watch --until-end --no-notes --json | jq .sentence
    """
    read = read_settings()
    topics = [ALERTS, NOTES] if notes else [ALERTS]
    names = [topic.full_name(read.topic_prefix) for topic in topics]
    shown = _show_stored if until_end else partial(_show_coming, from_start=from_start)
    try:
        ask_kafka(read, shown(read, names, as_json=as_json))
    except KeyboardInterrupt:
        sys.exit(0)


async def _show_stored(settings: Settings, names: list[str], *, as_json: bool) -> None:
    messages = [message async for message in stored(settings, names)]
    for message in sorted(messages, key=_order):
        _show(message, as_json=as_json)


def _order(message: Message) -> tuple[float, str, int]:
    written = 0.0 if message.written_at is None else message.written_at.timestamp()
    return written, message.topic, message.offset


async def _show_coming(
    settings: Settings, names: list[str], *, from_start: bool, as_json: bool
) -> None:
    async with aclosing(coming(settings, names, from_start=from_start)) as messages:
        async for message in messages:
            _show(message, as_json=as_json)


def _show(message: Message, *, as_json: bool) -> None:
    click.echo(message.value.decode(errors="replace") if as_json else "\n".join(_lines(message)))


def _lines(message: Message) -> list[str]:
    try:
        if message.topic.endswith(f".{ALERTS.name}"):
            alert = decode(message.value, Alert)
            # The id is what `recordwire desk` asks for.
            return [
                *screen.alert_lines(alert),
                *screen.told_lines("", f"alert {alert.alert_id}"),
                "",
            ]
        return [screen.note_line(decode(message.value, Note)), ""]
    except UnreadableError as error:
        where = f"{message.topic}/{message.partition}/{message.offset}"
        return [f"{where} cannot be read: {error}; is it written by a newer version?"]
