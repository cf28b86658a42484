"""Connection: how every Kafka client of the program reaches the brokers."""

import ssl
from typing import TypedDict

from aiokafka.admin import AIOKafkaAdminClient

from workers.settings import Settings

# Whether anybody is there is soon known, while a request may take its time.
FIRST_CONTACT_SECONDS = 10.0


class Connection(TypedDict):
    """The parameters that all clients of aiokafka share."""

    bootstrap_servers: str
    security_protocol: str
    ssl_context: ssl.SSLContext | None
    sasl_mechanism: str
    sasl_plain_username: str | None
    sasl_plain_password: str | None
    request_timeout_ms: int


def connection(settings: Settings) -> Connection:
    """The parameters that `settings` make. Raises `OSError` for certificates it cannot read."""
    return Connection(
        bootstrap_servers=settings.kafka,
        security_protocol=settings.security_protocol,
        ssl_context=ssl_context(settings),
        sasl_mechanism=settings.sasl_mechanism,
        sasl_plain_username=settings.sasl_username,
        sasl_plain_password=settings.sasl_password,
        request_timeout_ms=int(settings.request_timeout_seconds * 1000),
    )


async def greet(settings: Settings) -> None:
    """Ask the brokers once, briefly. Raises `KafkaConnectionError` if none answers."""
    parameters = connection(settings)
    brief = min(parameters["request_timeout_ms"], int(FIRST_CONTACT_SECONDS * 1000))
    parameters["request_timeout_ms"] = brief
    client = AIOKafkaAdminClient(**parameters)
    try:
        await client.start()
    finally:
        await client.close()


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The context for TLS; None where brokers are spoken to in the clear."""
    if not settings.security_protocol.endswith("SSL"):
        return None
    context = ssl.create_default_context(cafile=settings.ssl_ca_file)
    if settings.ssl_certificate_file is not None:
        context.load_cert_chain(
            settings.ssl_certificate_file, settings.ssl_key_file, settings.ssl_key_password
        )
    return context
