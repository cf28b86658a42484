"""Main: the command `recordwire` and its subcommands, each loaded when it is called."""

import importlib

import click

from workers import __version__

# In the order of a first day: try, look inside, run, feed, look after.
COMMANDS = {
    "demo": "Start Kafka, a worker and sample articles; see the alerts.",
    "replay": "Run articles from files to files, without Kafka.",
    "explain": "Show how one article was read, and why.",
    "domains": "List the domains, and check their catalogues.",
    "config": "Print every setting.",
    "topics": "Check the topics, or make them.",
    "run": "Run a worker.",
    "history": "Send past values, once.",
    "publish": "Send articles.",
    "records": "Show the records that stand, and how they came.",
    "watch": "Show alerts and notes as they come.",
    "desk": "Hold, retract, set or release a value, by name.",
    "requeue": "Send rejected articles once more.",
}


class Commands(click.Group):
    """A group whose commands are modules; one that is not called is not imported."""

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands above the commands."""
        self.help = _laid_out(self.help)
        super().format_help_text(context, formatter)

    def list_commands(self, _context: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"workers.commands.{name}").command
        found.help = _laid_out(found.help)
        return found

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _laid_out(text: str | None) -> str:
    # A raw docstring cannot hold the character by which click keeps the lines of a paragraph.
    return (text or "").replace("\\b\n", "\b\n")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings are variables RECORDWIRE_...; `recordwire config` prints them.",
)
@click.version_option(__version__, prog_name="recordwire")
def main() -> None:
    r"""Recordwire reads news from Kafka and raises an alert when a record figure falls.

    \b
    Exit status of all commands: 0 done; 1 it could not be done, the message says why and what
    helps; 2 wrong command, option or setting; 70 the worker stopped itself and committed nothing.

    \b
    Examples:
      recordwire demo
      recordwire topics --create && recordwire run
      recordwire publish articles.jsonl && recordwire watch
    """


if __name__ == "__main__":
    main(prog_name="recordwire")
