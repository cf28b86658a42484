"""Domains: lists the domains, and checks their catalogues."""

from collections.abc import Iterator, Sequence

import click
import orjson

from workers.assembly import Assembled, assemble
from workers.commands.failing import read_settings, refusals
from workers.core.catalogue.examples import check
from workers.core.catalogue.model import Domain

COLUMN = 20


@click.command(name="domains")
@click.argument("names", nargs=-1)
@click.option("--check", "checks", is_flag=True, help="Read their own examples, and tell faults.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a domain.")
def command(*, names: Sequence[str], checks: bool, as_json: bool) -> None:
    r"""List the domains with their figures; with --check read their examples as well.

    Every catalogue is checked when it is loaded: a wrong one is named with file, line and key.

    \b
    Exit status: 0 done; 1 an example is read otherwise than it says, or no domain has that name;
    2 a catalogue is wrong.

    \b
    Examples:
      recordwire domains
      recordwire domains air_attacks --check
      RECORDWIRE_DOMAINS_DIR=mine recordwire domains --check
    """
    read = read_settings()
    with refusals():
        made = assemble(domains_dir=read.domains_dir)
    known = made.catalogue.domains
    unknown = [name for name in names if name not in known]
    if unknown:
        fault = f"no domain {', '.join(unknown)}; there are {', '.join(known)}"
        raise click.ClickException(fault)
    faults = 0
    for name in names or known:
        domain = known[name]
        found = list(_check(domain, made)) if checks else []
        faults += len(found)
        if as_json:
            click.echo(orjson.dumps(_row(domain, found if checks else None)))
        else:
            right = ["  every example is read as it says"] if checks and not found else []
            click.echo("\n".join([*_told(domain), *found, *right, ""]))
    if faults:
        raise click.exceptions.Exit(1)


def _told(domain: Domain) -> Iterator[str]:
    vocabulary = domain.vocabulary
    examples, counters = len(vocabulary.examples), len(vocabulary.counter_examples)
    yield f"{domain.name}: {domain.title} (catalogue {domain.hash})"
    yield f"  {examples} examples, {counters} counter-examples, series by {vocabulary.series}"
    for name, figure in domain.rules.figures.items():
        scopes = ", ".join(figure.scopes) or "never alerted"
        period = "" if figure.ledger == "event" else f" of a {figure.ledger}"
        told = f"{figure.meaning} ({figure.unit}, {figure.mode}{period}; {scopes})"
        yield f"  {name:<{COLUMN}} {told}"


def _check(domain: Domain, made: Assembled) -> Iterator[str]:
    for checked in check(domain, made.reader):
        kind = "counter-example" if checked.counter else "example"
        for fault in checked.faults:
            yield f"  WRONG {kind}: {fault}\n    {checked.example.text}"


def _row(domain: Domain, faults: list[str] | None) -> dict[str, object]:
    return {
        "name": domain.name,
        "title": domain.title,
        "hash": domain.hash,
        "figures": {
            name: {
                "meaning": figure.meaning,
                "unit": figure.unit,
                "mode": figure.mode,
                "ledger": figure.ledger,
                "scopes": list(figure.scopes),
            }
            for name, figure in domain.rules.figures.items()
        },
        "examples": len(domain.vocabulary.examples),
        "counter_examples": len(domain.vocabulary.counter_examples),
        "faults": faults,
    }
