"""Reject: a message that no step could use, its bytes as they came, and why."""

from typing import Literal

from msgspec import Struct

from schemas.article import Moment

RejectReason = Literal[
    "invalid_json",
    "invalid_utf8",
    "invalid_article",
    "invalid_report",
    "too_large",
    "published_in_future",
    "unknown_format",
    "step_failed",
]


class Reject(Struct, frozen=True, kw_only=True):
    """One refused message, and where it came from.

    `raw` holds its bytes, of one that is `too_large` only the beginning; `sha256` and `raw_bytes`
    speak of the whole. `written_at` is the Kafka time of the message, with which it is sent again.
    """

    format: Literal[1] = 1
    reason: RejectReason
    error: str
    topic: str
    partition: int
    offset: int
    key: str | None
    raw: bytes
    raw_bytes: int
    sha256: str
    attempts: int = 1
    written_at: Moment | None = None
