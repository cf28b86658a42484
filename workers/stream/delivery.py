"""Delivery: one message as Kafka handed it over, and what is asked of it before a step."""

from datetime import UTC, datetime
from hashlib import sha256

import msgspec
from msgspec import Struct, structs

from schemas.article import Article, Mode
from schemas.reject import Reject, RejectReason
from schemas.wire import UnreadableError, decode

BODY_BYTES_MAX = 2 * 1024 * 1024
# What is told of a message that nobody will read, and of one that may be sent again. Three bytes
# become four on the topic of rejects, whose messages hold `MESSAGE_BYTES_MAX`.
CUT_BYTES_MAX = 1024 * 1024
KEPT_BYTES_MAX = 8 * 1024 * 1024
# Far beyond any id. Kafka takes keys of any size, and a reject must always fit its topic.
KEY_BYTES_MAX = 64 * 1024
ERROR_CHARS_MAX = 1000
# A year less than a date can hold, so that there is room to count from it.
_WRITTEN_BEFORE = datetime(9999, 1, 1, tzinfo=UTC).timestamp() * 1000


class Delivery(Struct, frozen=True, kw_only=True):
    """One message of `topic`; `received_at` is the broker's time of it, else ours.

    `generation` is that of the group when it was fetched; null outside of one.
    """

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    received_at: datetime
    headers: tuple[tuple[str, bytes], ...] = ()
    generation: int | None = None


def written_at(milliseconds: float) -> datetime | None:
    """The time that Kafka has of a message; None for what is no time, as -1 of an old producer.

    Producers may write any number there, so no number may raise.
    """
    if 0 < milliseconds < _WRITTEN_BEFORE:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return None


def admitted(value: bytes, mode: Mode = "live") -> Article:
    """The article in `value`; one without a mode of its own takes `mode`.

    Raises `UnreadableError` for what no reading could use.
    """
    article = decode(value, Article)
    if len(article.body) > BODY_BYTES_MAX or len(article.body.encode()) > BODY_BYTES_MAX:
        reason, fault = "too_large", f"the body is larger than {BODY_BYTES_MAX} bytes"
        raise UnreadableError(reason, fault)
    texts = (article.id or "", article.url, article.publisher, article.title, article.body)
    if any("\0" in text for text in texts):
        # A NUL tells of a broken decoder before us, and ends the text for many a reader after us.
        reason, fault = "invalid_article", "the text holds a NUL character"
        raise UnreadableError(reason, fault)
    return article if article.mode is not None else structs.replace(article, mode=mode)


def rejected(delivery: Delivery, error: UnreadableError, *, attempts: int) -> Reject:
    """What is told of a message that no step could use.

    Its bytes are kept up to `KEPT_BYTES_MAX`, or `CUT_BYTES_MAX` if it is too large to be read.
    """
    kept = CUT_BYTES_MAX if error.reason == "too_large" else KEPT_BYTES_MAX
    return Reject(
        reason=msgspec.convert(error.reason, RejectReason),
        error=error.error[:ERROR_CHARS_MAX],
        topic=delivery.topic,
        partition=delivery.partition,
        offset=delivery.offset,
        key=None if delivery.key is None else delivery.key[:KEY_BYTES_MAX].decode(errors="replace"),
        raw=delivery.value[:kept],
        raw_bytes=len(delivery.value),
        sha256=sha256(delivery.value).hexdigest(),
        attempts=attempts,
        written_at=delivery.received_at,
    )


def reject_key(reject: Reject) -> str:
    """The key of `reject` on its topic: where its message stood."""
    return f"{reject.topic}/{reject.partition}/{reject.offset}"
