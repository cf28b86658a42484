"""Reject: a message that no step could use, its bytes as they came, and why."""

from typing import Literal

from msgspec import Struct

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
    """One refused message. `raw` holds its bytes, at most the first MiB; `sha256` and
    `raw_bytes` speak of the whole. `topic`, `partition`, `offset` say where it came from."""

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
