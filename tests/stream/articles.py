"""Articles: as many as a test wants, for the stand-ins to read."""

from datetime import timedelta

from msgspec import structs

from schemas import Article
from schemas.wire import encode
from tests.stream.broker import Sent
from tests.stream.messages import ARTICLE
from tests.stream.standin import LONG_AGO

SERIES = ("hills/north", "hills/south", "towers/north")


def article(number: int, *lines: str, title: str = "Heights") -> Article:
    moment = LONG_AGO + timedelta(minutes=number)
    return structs.replace(
        ARTICLE,
        id=f"a{number}",
        url=f"https://news.example.org/{number}",
        title=title,
        body="\n".join(lines),
        published_at=moment,
        fetched_at=moment,
    )


def sent(found: Article) -> Sent:
    return Sent((found.id or "").encode(), encode(found))


def rising(first: int, last: int) -> list[Sent]:
    """Articles on three series whose values rise and fall, so that many of them raise an alert."""
    return [
        sent(article(n, f"{SERIES[n % 3]} {n + n * 7919 % 50}", f"{SERIES[(n + 1) % 3]} {n % 17}"))
        for n in range(first, last)
    ]
