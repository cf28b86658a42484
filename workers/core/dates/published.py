"""Published: when an article's figures began to count."""

from datetime import datetime, timedelta

from schemas.article import Article
from schemas.wire import UnreadableError
from workers.core.clean.text import CleanText

FUTURE_HOURS_MAX = 24
CLOCK_AHEAD_MAX = timedelta(days=3653)


def fetched_at(article: Article, received_at: datetime) -> datetime:
    """The stated time of the fetch; `received_at` if none is stated, or one years after it.

    A feed may run on a clock of its own, as a drill does, but one that is wrong by so much would
    make its delivery the newest of the article, and its event the newest of the series, for ever.
    """
    stated = article.fetched_at
    if stated is None or stated - received_at > CLOCK_AHEAD_MAX:
        return received_at
    return stated


def published_at(article: Article, received_at: datetime, text: CleanText | None) -> datetime:
    """The stated time, else the page's own date if it is not in the future, else `received_at`.

    Raises `UnreadableError` for a stated time more than `FUTURE_HOURS_MAX` after the fetch.
    """
    fetched = fetched_at(article, received_at)
    if article.published_at is not None:
        if _is_ahead(article.published_at, fetched):
            stated = article.published_at.isoformat()
            message = f"published_at {stated} is more than {FUTURE_HOURS_MAX} hours after the fetch"
            reason = "published_in_future"
            raise UnreadableError(reason, message)
        return article.published_at
    page = None if text is None else text.published_at
    return received_at if page is None or _is_ahead(page, fetched) else page


def _is_ahead(moment: datetime, known: datetime) -> bool:
    # By their difference: a sum may lie beyond the last year that there is.
    return moment - known > timedelta(hours=FUTURE_HOURS_MAX)
