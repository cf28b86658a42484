"""Every topic: what it carries, its key, its size and cleanup, who writes and who reads it."""

from typing import Literal

from msgspec import Struct

from schemas.alert import Alert
from schemas.article import Article
from schemas.event import Event
from schemas.note import Note
from schemas.reject import Reject
from schemas.report import Report

DEFAULT_PREFIX = "recordwire"
MESSAGE_BYTES_MAX = 12 * 1024 * 1024
SMALL_MESSAGE_BYTES_MAX = 1024 * 1024


class Topic(Struct, frozen=True, kw_only=True):
    """One topic of the contract; `name` is its last part, behind the prefix."""

    name: str
    carries: type[Struct]
    key: str
    partitioned_by: str
    partitions: int
    cleanup: Literal["compact", "delete"]
    retention_days: int | None
    message_bytes_max: int
    writers: tuple[str, ...]
    readers: tuple[str, ...]

    def full_name(self, prefix: str = DEFAULT_PREFIX) -> str:
        """The name on the broker."""
        return f"{prefix}.{self.name}"


ARTICLES = Topic(
    name="articles",
    carries=Article,
    key="article id",
    partitioned_by="key",
    partitions=4,
    cleanup="delete",
    retention_days=7,
    message_bytes_max=MESSAGE_BYTES_MAX,
    writers=("feeds", "recordwire publish", "recordwire requeue"),
    readers=("read",),
)
CLAIMS = Topic(
    name="claims",
    carries=Report,
    key="domain/series/article id",
    partitioned_by="domain/series",
    partitions=4,
    cleanup="compact",
    retention_days=None,
    message_bytes_max=SMALL_MESSAGE_BYTES_MAX,
    writers=("read", "recordwire history"),
    readers=("merge",),
)
EVENTS = Topic(
    name="events",
    carries=Event,
    key="event id",
    partitioned_by="key",
    partitions=4,
    cleanup="compact",
    retention_days=None,
    message_bytes_max=SMALL_MESSAGE_BYTES_MAX,
    writers=("merge",),
    readers=("consumers",),
)
ALERTS = Topic(
    name="alerts",
    carries=Alert,
    key="alert id",
    partitioned_by="key",
    partitions=4,
    cleanup="delete",
    retention_days=None,
    message_bytes_max=SMALL_MESSAGE_BYTES_MAX,
    writers=("merge",),
    readers=("consumers", "recordwire watch"),
)
NOTES = Topic(
    name="notes",
    carries=Note,
    key="note id",
    partitioned_by="key",
    partitions=4,
    cleanup="delete",
    retention_days=None,
    message_bytes_max=SMALL_MESSAGE_BYTES_MAX,
    writers=("read", "merge"),
    readers=("consumers", "recordwire watch"),
)
REJECTS = Topic(
    name="rejects",
    carries=Reject,
    key="source topic/partition/offset",
    partitioned_by="key",
    partitions=1,
    cleanup="delete",
    retention_days=30,
    message_bytes_max=MESSAGE_BYTES_MAX,
    writers=("read", "merge"),
    readers=("recordwire requeue",),
)
TOPICS = (ARTICLES, CLAIMS, EVENTS, ALERTS, NOTES, REJECTS)
