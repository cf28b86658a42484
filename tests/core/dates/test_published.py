"""Published: the stated time, else the page's, else the arrival; never a day ahead."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.wire import UnreadableError
from tests.core.readers import NOON, article
from workers.core.clean.text import CleanText, passage
from workers.core.dates.published import fetched_at, published_at


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


@pytest.mark.parametrize("year", [3000, 9999])
def test_a_fetch_in_the_future_vouches_for_nothing(year):
    far = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    late = article(published_at=far, fetched_at=far)
    with pytest.raises(UnreadableError):
        published_at(late, NOON, None)


@pytest.mark.parametrize(
    ("hours", "believed"),
    [(None, 0), (-5000, -5000), (0, 0), (24, 24), (50_000, 50_000), (100_000, 0)],
)
def test_the_fetch_that_is_believed(hours, believed):
    stated = None if hours is None else NOON + timedelta(hours=hours)
    found = fetched_at(article(fetched_at=stated), NOON)
    assert found == NOON + timedelta(hours=believed)


def test_a_good_date_is_kept_where_the_fetch_is_not_believed():
    odd = article(published_at=NOON, fetched_at=NOON + timedelta(days=9000))
    assert published_at(odd, NOON, None) == NOON


def test_a_feed_may_run_on_a_clock_of_its_own():
    ahead = NOON + timedelta(days=900)
    drill = article(published_at=ahead, fetched_at=ahead)
    assert published_at(drill, NOON, None) == ahead
