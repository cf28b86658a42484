"""Screen: what the demo says between its alerts."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from schemas.alert import Alert
from schemas.note import Note
from workers.demo.story import ARTICLES, Outcome, Page
from workers.screen import alert_lines, note_line, number, told_lines
from workers.settings import Settings

INTRODUCTION = """\
Recordwire reads articles from Kafka and raises an alert when a record falls. This demo starts a
Kafka and a worker on this machine and tells a story in invented articles; * marks what is a test.
"""


class Progress:
    """Lines about what is under way; a count replaces the one before it where a terminal can."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._counting = False

    def tell(self, line: str) -> None:
        """Show `line`; of "... 3 of 45" only the newest stays."""
        words = line.split()
        counts = words[-3:-2] + words[-1:] if words[-2:-1] == ["of"] else []
        done = len(set(counts)) == 1
        if counts and not sys.stdout.isatty() and not done:
            return
        click.echo(("\r" if self._counting else "") + line, nl=not counts or done)
        self._counting = bool(counts) and not done


def show_page(page: Page, *, place: int, places: int) -> None:
    """Show that an article goes in, and why it is told."""
    article = page.article
    kind = " (web page)" if article.content_type == "html" else ""
    click.echo()
    for line in told_lines(f"{place:>2}/{places}", f"{article.publisher}{kind}: {article.title}"):
        click.echo(line)
    for line in told_lines("", f"({page.about})"):
        click.secho(line, dim=True)


def show(message: Alert | Note) -> None:
    """Show an alert with its proof, or a note."""
    lines = alert_lines(message) if isinstance(message, Alert) else [note_line(message)]
    click.secho(lines[0], bold=isinstance(message, Alert))
    for line in lines[1:]:
        click.echo(line)


def ending_lines(settings: Settings, *, logs: Path, first_alert_seconds: float) -> list[str]:
    """Where to look next, once the story is told and everything goes on running."""
    program = _program()
    # Under the default address a setting would only be in the way.
    here = "" if settings.kafka == Settings().kafka else f"RECORDWIRE_KAFKA={settings.kafka} "
    sample = shlex.quote(str(_near(min(ARTICLES.glob("*.json")))))
    return [
        f"The story is told; its first alert came {first_alert_seconds:.0f} s after the start.",
        "All goes on running until Ctrl-C:",
        f"  Kafka    {settings.kafka}, topics {settings.topic_prefix}.*",
        f"  Metrics  http://{settings.metrics_bind}:{settings.metrics_port}/metrics",
        f"  Logs     {logs}",
        "Publish an article of your own, and see here what comes of it:",
        f"  cp {sample} mine.json   # then change its id and its numbers",
        f"  {here}{program} publish mine.json",
        "Use your own Kafka instead of this one:",
        f"  export RECORDWIRE_KAFKA=host:9092; {program} topics --create && {program} run",
    ]


def difference_lines(expected: Sequence[Outcome], found: Sequence[Outcome]) -> list[str]:
    """Where the outcome is not as the story wants it; empty if all is well."""
    missing = [f"expected, not raised: {_words(each)}" for each in expected if each not in found]
    return missing + [f"raised, not expected: {_words(e)}" for e in found if e not in expected]


def _words(outcome: Outcome) -> str:
    before = "nothing" if outcome.previous is None else number(outcome.previous)
    return (
        f"{outcome.domain} {outcome.series} {outcome.event_date} {outcome.figure} "
        f"{number(outcome.value)} over {before}, {outcome.scope}, {outcome.status}"
    )


def _program() -> str:
    called = Path(sys.argv[0])
    if called.name == "recordwire":
        return shlex.quote(str(_near(called)))
    return f"{shlex.quote(sys.executable)} -m workers"


def _near(path: Path) -> Path:
    """The path as it is typed here."""
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute
