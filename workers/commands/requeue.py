"""Requeue: sends rejected messages once more to where they came from."""

from typing import get_args

import click
from msgspec import Struct

from schemas.reject import Reject, RejectReason
from schemas.topics import ARTICLES, CLAIMS, REJECTS
from schemas.wire import UnreadableError, decode
from workers.commands.failing import ask_kafka, read_settings
from workers.settings import Settings
from workers.stream.consume import Message, stored
from workers.stream.send import sending


class Wanted(Struct, frozen=True, kw_only=True):
    """Which rejects are meant; offsets are those on the topic of rejects, ends included."""

    reasons: tuple[str, ...]
    first: int
    last: int | None


class Outcome(Struct, kw_only=True):
    """How many were sent again, and how many could not be."""

    sent: int = 0
    cut: int = 0
    foreign: int = 0
    unreadable: int = 0


@click.command(name="requeue")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    type=click.Choice(get_args(RejectReason)),
    help="Only these reasons; may be given several times. Else all.",
)
@click.option("--from", "first", type=click.IntRange(0), default=0, help="First offset on rejects.")
@click.option("--to", "last", type=click.IntRange(0), help="Last offset on rejects.")
@click.option("--check", is_flag=True, help="Only list; send nothing.")
def command(*, reasons: tuple[str, ...], first: int, last: int | None, check: bool) -> None:
    r"""Send rejected messages once more, after what was wrong has been mended.

    They go where they came from, as they came. Nothing is taken out of the topic of rejects, so
    name offsets if you do this twice; an article that was read meanwhile changes nothing. A
    message of which only the beginning was kept cannot be sent again.

    \b
    Exit status: 0 all that were meant were sent; 1 some could not be, or Kafka does not answer.

    \b
    Examples:
      recordwire requeue --check
      recordwire requeue --reason step_failed --from 1200 --to 1260
    """
    read = read_settings()
    wanted = Wanted(reasons=reasons, first=first, last=last)
    outcome = ask_kafka(read, _requeue(read, wanted, check=check))
    click.echo(f"{outcome.sent} {'would be ' if check else ''}sent again")
    if outcome.cut:
        click.echo(f"{outcome.cut} cannot be: only their beginning was kept", err=True)
    if outcome.foreign:
        click.echo(f"{outcome.foreign} came from topics with another prefix", err=True)
    if outcome.unreadable:
        click.echo(f"{outcome.unreadable} on the topic of rejects are none", err=True)
    if outcome.cut or outcome.foreign or outcome.unreadable:
        raise click.exceptions.Exit(1)


async def _requeue(settings: Settings, wanted: Wanted, *, check: bool) -> Outcome:
    ours = {topic.full_name(settings.topic_prefix) for topic in (ARTICLES, CLAIMS)}
    outcome = Outcome()
    met: set[tuple[str, int, int]] = set()
    async with sending(settings, ARTICLES, CLAIMS, idle=check) as way:
        async for message in stored(settings, [REJECTS.full_name(settings.topic_prefix)]):
            if not _in_range(wanted, message):
                continue
            try:
                reject = decode(message.value, Reject)
            except UnreadableError as error:
                outcome.unreadable += 1
                click.echo(f"{message.offset}: no reject: {error}")
                continue
            origin = (reject.topic, reject.partition, reject.offset)
            # A worker that crashed has rejected the same message once more.
            if origin in met or (wanted.reasons and reject.reason not in wanted.reasons):
                continue
            met.add(origin)
            place = "/".join(map(str, origin))
            click.echo(f"{message.offset}: {reject.reason} at {place}: {reject.error}")
            if len(reject.raw) < reject.raw_bytes:
                outcome.cut += 1
            elif reject.topic not in ours:
                outcome.foreign += 1
            else:
                outcome.sent += 1
                if not check:
                    await way.again(reject)
    return outcome


def _in_range(wanted: Wanted, message: Message) -> bool:
    return wanted.first <= message.offset and (wanted.last is None or message.offset <= wanted.last)
