"""Desk: lets a person hold, retract, set or release a value, by name and with a reason."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import click
from msgspec import structs

from schemas.alert import Alert
from schemas.event import Event
from schemas.report import Report
from schemas.topics import ALERTS, CLAIMS, EVENTS
from schemas.wire import UnreadableError, decode
from workers.commands.failing import ask_kafka, read_settings
from workers.core.judge.desk import DeskError, desk_report
from workers.core.merge.desk import Word
from workers.screen import number
from workers.settings import Settings
from workers.stream.consume import stored
from workers.stream.send import sending


@click.command(name="desk")
@click.argument("word", type=click.Choice(get_args(Word)))
@click.argument("identity", metavar="ALERT_OR_EVENT")
@click.option("--reason", required=True, help="Why; it is shown beside the value.")
@click.option("--author", required=True, help="Who says so; it is shown too.")
@click.option("--figure", help="Which figure, where an event is named.")
@click.option("--value", type=float, help="What pin sets it to.")
def command(
    *,
    word: Word,
    identity: str,
    reason: str,
    author: str,
    figure: str | None,
    value: float | None,
) -> None:
    r"""Say a person's word on one value: it goes to the ledger like a report, and is seen there.

    \b
    hold     the value takes part in nothing until it is released
    retract  the value is wrong: its alert is retracted in public
    pin      the value is VALUE, as an official source would say it
    release  no more word on it: what the sources say counts again

    ALERT_OR_EVENT is an id as `watch` shows it, or the id of an event with --figure. A later word
    on the same value, whoever says it, replaces the one before.

    \b
    Exit status: 0 said; 1 there is no such id or value, or Kafka does not answer; 2 wrong option
    or setting.

    \b
    Examples:
      recordwire desk hold 1f0c6a... --reason "a typing error?" --author "Ada Lind"
      recordwire desk pin 1f0c6a... --value 540 --reason "notice of 9 a.m." --author "Ada Lind"
      recordwire desk release 1f0c6a... --reason "confirmed by phone" --author "Ben Oro"
    """
    if (word == "pin") != (value is not None):
        fault = "pin needs --value, and no other word takes one"
        raise click.UsageError(fault)
    read = read_settings()
    event, meant = ask_kafka(read, _find(read, identity, figure=figure))
    now = datetime.now(UTC)  # noqa: TID251 - a person speaks when they speak
    # Sample articles may be dated ahead; a word is always later than what it speaks of.
    at = max(now, event.known_at + timedelta(seconds=1))
    try:
        report = desk_report(
            event, word, figure=meant, value=value, author=author, reason=reason, at=at
        )
    except DeskError as error:
        raise click.ClickException(str(error)) from None
    ask_kafka(read, _send(read, structs.replace(report, mode=read.mode)))
    stands = number(report.claims[0].value.stated or 0.0)
    click.echo(f"{word}: {meant} {stands} of {event.series}, {event.date} ({event.domain})")


async def _find(settings: Settings, identity: str, *, figure: str | None) -> tuple[Event, str]:
    """The event that is meant, as it stands now, and the figure."""
    events: dict[str, Event] = {}
    names = [topic.full_name(settings.topic_prefix) for topic in (ALERTS, EVENTS)]
    meant = identity
    async for message in stored(settings, names):
        try:
            if message.topic == names[0]:
                alert = decode(message.value, Alert)
                if alert.alert_id == identity:
                    meant, figure = alert.event_id, alert.figure
            else:
                event = decode(message.value, Event)
                known = events.get(event.id)
                if known is None or known.revision <= event.revision:
                    events[event.id] = event
        except UnreadableError:
            continue  # written by a newer version; it cannot be the one that was shown here
    while meant in events and (heir := events[meant].merged_into) is not None:
        meant = heir
    if meant not in events:
        fault = f"no alert or event {identity}; `recordwire watch --until-end` shows the ids"
        raise click.ClickException(fault)
    if figure is None:
        fault = f"an event has several figures: add --figure {'|'.join(events[meant].figures)}"
        raise click.ClickException(fault)
    return events[meant], figure


async def _send(settings: Settings, report: Report) -> None:
    async with sending(settings, CLAIMS) as way:
        await way.reports([report])
