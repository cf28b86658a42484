"""Failing: how a command ends when it cannot do what was asked."""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click
from aiokafka.errors import KafkaError

from workers import settings
from workers.core.catalogue.file import CatalogueError
from workers.settings import Settings, SettingsError
from workers.stream.admin import AdminError
from workers.stream.connection import ssl_context
from workers.stream.consume import MissingTopicError

STATUS_USAGE = 2

T = TypeVar("T")


class UsageFailure(click.ClickException):
    """A wrong setting or catalogue: status 2, like a wrong option."""

    exit_code = STATUS_USAGE


def read_settings() -> Settings:
    """The settings of the environment; ends the command with status 2 if one is wrong."""
    try:
        read = settings.read(os.environ)
        # Else a certificate that is not there would look like a broker that is not there.
        ssl_context(read)
    except SettingsError as error:
        raise UsageFailure(str(error)) from None
    except OSError as error:
        fault = f"RECORDWIRE_SSL_..._FILE: the certificates cannot be used: {error}"
        raise UsageFailure(fault) from None
    return read


@contextmanager
def refusals() -> Iterator[None]:
    """End the command with status 2 for a wrong setting or catalogue in the body."""
    try:
        yield
    except (SettingsError, CatalogueError) as error:
        raise UsageFailure(str(error)) from None


def ask_kafka(read: Settings, work: Coroutine[None, None, T]) -> T:
    """What `work` returns; ends the command with status 1 if Kafka does not do it."""
    try:
        return asyncio.run(work)
    except BrokenPipeError:
        raise  # whoever reads our output has enough; click ends in silence
    except MissingTopicError as error:
        fault = f"{error} is missing: run `recordwire topics --create`"
        raise click.ClickException(fault) from None
    except AdminError as error:
        raise click.ClickException(str(error)) from None
    except (KafkaError, OSError) as error:
        fault = (
            f"Kafka at {read.kafka} did not do it ({error}). Is it running? Is RECORDWIRE_KAFKA "
            "right? `recordwire config` prints what is set."
        )
        raise click.ClickException(fault) from None
