"""Delivery: what Kafka hands over, whatever a producer wrote."""

import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.stream.app import delivered
from workers.stream.delivery import written_at

LONGS = st.integers(-(2**63), 2**63 - 1)
YEAR_10000 = 253402300800000


@pytest.mark.parametrize("milliseconds", [-62135596800001, -1, 0, YEAR_10000, 2**63 - 1])
def test_what_is_no_time_counts_as_none(milliseconds):
    assert written_at(milliseconds) is None


def test_the_time_of_a_message_is_read_to_the_millisecond():
    assert written_at(1927843200123) == datetime(2031, 2, 3, 0, 0, 0, 123000, tzinfo=UTC)


@given(LONGS)
def test_no_timestamp_raises(milliseconds):
    written_at(milliseconds)


@pytest.mark.parametrize("milliseconds", [-62135596800001, -1, YEAR_10000])
def test_a_message_without_a_time_was_written_just_now(milliseconds):
    before = time.time()
    found = delivered(event(milliseconds))
    assert before - 1 <= found.received_at.timestamp() <= time.time() + 1


def event(milliseconds):
    message = SimpleNamespace(
        topic="t.articles",
        partition=0,
        offset=0,
        key=b"a1",
        value=None,
        timestamp=milliseconds / 1000.0,
        headers=None,
        generation_id=1,
    )
    return SimpleNamespace(message=message)
