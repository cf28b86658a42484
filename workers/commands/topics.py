"""Topics: checks the topics that a worker needs, and makes them."""

import click

from workers.commands.failing import ask_kafka, read_settings
from workers.stream import admin


@click.command(name="topics")
@click.option("--create", is_flag=True, help="Make those that are missing; change no other.")
def command(*, create: bool) -> None:
    r"""Check that all topics are as a worker needs them.

    They are those of the contract (articles, claims, events, alerts, notes, rejects behind
    RECORDWIRE_TOPIC_PREFIX) and the changelogs of the worker's state. The number of partitions is
    RECORDWIRE_PARTITIONS and cannot be changed later.

    \b
    Exit status: 0 all is well; 1 a topic is missing or wrong, or Kafka does not answer.

    \b
    Examples:
      recordwire topics
      RECORDWIRE_PARTITIONS=12 RECORDWIRE_REPLICATION_FACTOR=3 recordwire topics --create
    """
    read = read_settings()
    if create:
        for name in ask_kafka(read, admin.create(read)):
            click.echo(f"made {name}")
    faults = ask_kafka(read, admin.check(read))
    if faults:
        raise click.ClickException("\n".join(faults))
    for plan in admin.plans(read):
        click.echo(f"{plan.name}: {plan.partitions} partitions, as it should be")
