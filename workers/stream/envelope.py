"""Envelope: the Kafka headers of what is sent (CloudEvents 1.0, binary mode)."""

from msgspec import Struct

from schemas.alert import Alert
from schemas.event import Event
from schemas.note import Note
from schemas.reject import Reject

Headers = list[tuple[str, bytes]]

SOURCE = "/recordwire"
CONTENT_TYPE = ("content-type", b"application/json")
FORWARDED = "recordwire-forwarded-from"
REQUEUED = "recordwire-requeued-from"
ERROR_HEADER_BYTES_MAX = 500


def headers_of(message: Struct) -> Headers:
    """The headers of `message`: an event, alert or note as CloudEvents tells it, a reject's cause.

    A repeated message has the same headers, since all of them follow from its content.
    """
    match message:
        case Alert():
            return _cloud(f"{message.alert_id}:{message.revision}", message)
        case Event():
            return _cloud(f"{message.id}:{message.revision}", message)
        case Note():
            return _cloud(message.note_id, message)
        case Reject():
            return _cause(message)
        case _:
            return [CONTENT_TYPE]


def _cloud(identity: str, message: Alert | Event | Note) -> Headers:
    kind = type(message).__name__.lower()
    return [
        ("ce_specversion", b"1.0"),
        ("ce_id", identity.encode()),
        ("ce_source", SOURCE.encode()),
        ("ce_type", f"recordwire.{kind}.v{message.format}".encode()),
        ("ce_time", message.known_at.isoformat().encode()),
        CONTENT_TYPE,
    ]


def _cause(reject: Reject) -> Headers:
    return [
        ("reason", reject.reason.encode()),
        ("error", reject.error.encode()[:ERROR_HEADER_BYTES_MAX]),
        ("topic", reject.topic.encode()),
        ("partition", str(reject.partition).encode()),
        ("offset", str(reject.offset).encode()),
        ("sha256", reject.sha256.encode()),
        CONTENT_TYPE,
    ]
