"""Published: when an article's figures began to count."""

from datetime import datetime, timedelta

from schemas.article import Article
from schemas.wire import UnreadableError
from workers.core.clean.text import CleanText

FUTURE_HOURS_MAX = 24


def published_at(article: Article, received_at: datetime, text: CleanText | None) -> datetime:
    """The stated time, else the page's own date if it is not in the future, else `received_at`.

    Raises `UnreadableError` for a stated time more than `FUTURE_HOURS_MAX` after the fetch.
    """
    latest = (article.fetched_at or received_at) + timedelta(hours=FUTURE_HOURS_MAX)
    if article.published_at is not None:
        if article.published_at > latest:
            stated = article.published_at.isoformat()
            message = f"published_at {stated} is more than {FUTURE_HOURS_MAX} hours after the fetch"
            reason = "published_in_future"
            raise UnreadableError(reason, message)
        return article.published_at
    if text is not None and text.published_at is not None and text.published_at <= latest:
        return text.published_at
    return received_at
