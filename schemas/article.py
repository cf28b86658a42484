"""Article: one text as a feed delivered it."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

ContentType = Literal["text", "html"]
Mode = Literal["live", "test"]
PublicationStatus = Literal["usable", "canceled"]

Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with its offset.")]


class Article(Struct, frozen=True, kw_only=True):
    """One delivery of one news article. Unknown fields are tolerated and left behind.

    `id` names the article over all its versions; where a feed has none, the hash of the
    canonical `url` takes its place. `published_at` may be missing: then the page's own date,
    else the Kafka timestamp, is taken. `canceled` withdraws the article and all it supported.
    """

    id: Annotated[str, Meta(min_length=1, max_length=512)] | None = None
    url: Annotated[str, Meta(min_length=1, max_length=4096)]
    publisher: Annotated[str, Meta(min_length=1, max_length=512)]
    title: Annotated[str, Meta(max_length=8192)]
    body: str
    content_type: ContentType
    published_at: Moment | None = None
    fetched_at: Moment | None = None
    language: str | None = None
    version: int | None = None
    pub_status: PublicationStatus | None = None
    backfill: bool | None = None
    mode: Mode | None = None
