"""Config: every setting with its value, its default and its meaning."""

import click

from workers import settings
from workers.commands.failing import read_settings


@click.command(name="config")
@click.option("--set", "only_set", is_flag=True, help="Only what differs from its default.")
def command(*, only_set: bool) -> None:
    r"""Print every setting; secrets are masked.

    Settings are environment variables. A name that does not exist, or a value that does not fit,
    stops every command and says what would be right. A secret may stand in a file: set the
    variable with _FILE behind its name to the path.

    \b
    Exit status: 0 printed; 2 a setting is wrong.

    \b
    Examples:
      recordwire config
      RECORDWIRE_KAFKA=broker-1:9092 recordwire config --set
    """
    rows = settings.described(read_settings())
    width = max(len(row.variable) for row in rows)
    for row in rows:
        if only_set and row.value == row.default:
            continue
        click.echo(f"{row.variable:<{width}}  {row.value or '-'}")
        default = f"default {row.default}" if row.default else "not set by default"
        click.echo(f"{'':<{width}}    {row.meaning} ({row.allowed}; {default})")
