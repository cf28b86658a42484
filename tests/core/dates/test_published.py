"""Published: the stated time, else the page's, else the arrival; never a day ahead."""

from datetime import timedelta

import pytest

from schemas.wire import UnreadableError
from tests.core.readers import NOON, article
from workers.core.clean.text import CleanText, passage
from workers.core.dates.published import published_at


def page(hours):
    return CleanText(
        title=passage("title", ""),
        body=passage("body", ""),
        published_at=NOON + timedelta(hours=hours),
    )


@pytest.mark.parametrize(
    ("stated", "hours", "expected"),
    [
        pytest.param(NOON - timedelta(days=9), 0, NOON - timedelta(days=9), id="stated"),
        pytest.param(None, -5, NOON - timedelta(hours=5), id="the page's own"),
        pytest.param(None, 50, NOON, id="a page from the future"),
    ],
)
def test_the_time_that_counts(stated, hours, expected):
    assert published_at(article(published_at=stated), NOON, page(hours)) == expected


def test_a_time_a_day_after_the_fetch_is_refused():
    late = article(published_at=NOON + timedelta(hours=30), fetched_at=NOON)
    with pytest.raises(UnreadableError):
        published_at(late, NOON + timedelta(days=9), None)
