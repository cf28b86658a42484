from datetime import UTC, date, datetime

import pytest

from schemas.article import Article
from workers.core.catalogue.furniture import Furniture
from workers.core.clean.article import clean
from workers.core.dates.scan import Anchor, Scan
from workers.core.dates.written import written

# A Wednesday.
PUBLISHED = datetime(2031, 5, 14, 9, tzinfo=UTC)


def day_of(body: str, *, published: datetime = PUBLISHED, zone: str = "") -> date:
    article = Article(
        url="https://news.example.org/a",
        publisher="Example Post",
        title="Dam breaks",
        body=body,
        content_type="text",
    )
    anchor = written(Anchor(published=published, zone=zone), clean(article, Furniture("")))
    return Scan("", anchor).today


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("The dam broke overnight, officials said Tuesday.", 13),
        ("The dam above Norrby broke on Tuesday with forty families below it.", 13),
        ("The dam broke overnight, officials said on Wednesday, a day after rain on Tuesday.", 14),
        ("The dam broke overnight, hours after a call on Tuesday, officials said.", 14),
        ("The dam broke overnight, officials said.", 14),
        ("The dam will be rebuilt on Tuesday, officials said.", 14),
        ("The dam broke on Monday, officials said.", 14),
        ("The dam broke overnight. " + "It had been old. " * 60 + "It rained on Tuesday.", 14),
    ],
)
def test_a_text_was_written_on_the_day_it_names(body: str, day: int):
    assert day_of(body) == date(2031, 5, day)


def test_a_day_that_is_over_in_another_zone_is_still_the_text_s_own():
    late = datetime(2031, 5, 13, 23, tzinfo=UTC)

    assert day_of("It broke overnight, they said.", published=late, zone="+03:00").day == 14
    assert day_of("It broke on Tuesday.", published=late, zone="+03:00").day == 13
