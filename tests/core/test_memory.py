"""Memory: rule 2, repeats, withdrawals and what is taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.report import Order
from workers.core.memory import RECENT_TEXTS_MAX, Memory, remember
from workers.core.outcome import Reading, Sender, report_of

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)


def reading(
    text="one", *, series=("d/A",), version=None, published=0, fetched=0, outcome="reported",
    catalogue="c1",
):  # fmt: skip
    sender = Sender(
        publisher="Example Post",
        url="https://example.org/a",
        credited_to=None,
        published_at=NOON + timedelta(minutes=published),
        catalogue_hash=catalogue,
        backfill=False,
        mode="live",
    )
    empty = Reading(
        article_id="a",
        order=Order(
            version=version,
            published_at=NOON + timedelta(minutes=published),
            fetched_at=NOON + timedelta(minutes=fetched),
        ),
        text_hash=text,
        outcome=outcome,
        sender=sender,
    )
    return Reading(
        **{name: getattr(empty, name) for name in ("article_id", "order", "text_hash", "outcome")},
        sender=sender,
        reports=tuple(report_of(empty, key) for key in series),
    )


def known(**of) -> Memory:
    memory = remember(None, reading(**of), received_at=NOON).memory
    assert memory is not None
    return memory


def kept(memory: Memory, newer) -> Memory:
    following = remember(memory, newer, received_at=NOON).memory
    assert following is not None
    return following


def keys(remembered) -> list[str]:
    return [f"{report.domain}/{report.series}" for report in remembered.reports]


@pytest.mark.parametrize(
    ("first", "second", "newer"),
    [
        pytest.param({"version": 1}, {"version": 2}, True, id="higher version"),
        pytest.param(
            {"version": 2, "published": 0}, {"version": 1, "published": 9}, False,
            id="lower version, though published later",
        ),
        pytest.param({"version": 1}, {"published": 1}, True, id="one has no version: published"),
        pytest.param({"published": 5}, {"published": 4, "fetched": 9}, False, id="published first"),
        pytest.param({"fetched": 1}, {"fetched": 2}, True, id="fetched later"),
        pytest.param({"fetched": 2}, {"fetched": 1}, False, id="fetched earlier"),
        pytest.param({}, {}, True, id="all equal, a text not seen"),
        pytest.param({"version": 3}, {"version": 3, "published": 1}, True, id="equal versions"),
    ],
)  # fmt: skip
def test_which_delivery_is_newer(first, second, newer):
    result = remember(known(**first), reading("two", **second), received_at=NOON)
    assert result.outcome == ("changed" if newer else "older")
    assert bool(result.reports) is newer


def test_a_text_seen_twice_changes_nothing():
    result = remember(known(), reading(fetched=30), received_at=NOON)
    assert (result.outcome, result.reports) == ("unchanged", ())


def test_an_older_text_stays_older_after_the_newest_was_repeated():
    again = remember(known(), reading(fetched=30), received_at=NOON).memory
    assert remember(again, reading("two", fetched=20), received_at=NOON).outcome == "older"


def test_a_known_text_with_a_new_catalogue_is_read_again():
    result = remember(known(), reading(catalogue="c2", series=("d/B",)), received_at=NOON)
    assert result.outcome == "changed"
    assert keys(result) == ["d/B", "d/A"]


def test_a_new_text_takes_back_the_series_it_no_longer_speaks_of():
    before = known(series=("d/A", "d/B", "e/A"))
    result = remember(before, reading("two", series=("d/B",), fetched=1), received_at=NOON)
    assert keys(result) == ["d/B", "d/A", "e/A"]
    assert [report.claims for report in result.reports[1:]] == [(), ()]


def test_a_withdrawal_takes_back_everything_and_an_old_text_does_not_return():
    canceled = reading("gone", outcome="canceled", series=(), fetched=1)
    result = remember(known(), canceled, received_at=NOON)
    assert (result.outcome, keys(result)) == ("withdrawn", ["d/A"])
    assert result.reports[0].withdrawn
    again = remember(result.memory, reading(), received_at=NOON)
    assert (again.outcome, again.reports) == ("older", ())


def test_a_withdrawal_that_comes_first_keeps_the_text_out():
    canceled = reading("gone", outcome="canceled", series=(), fetched=1)
    memory = remember(None, canceled, received_at=NOON).memory
    assert remember(memory, reading(), received_at=NOON).reports == ()


def test_a_newer_text_after_a_withdrawal_counts():
    canceled = reading("gone", outcome="canceled", series=(), fetched=1)
    memory = remember(known(), canceled, received_at=NOON).memory
    result = remember(memory, reading(fetched=2), received_at=NOON)
    assert (result.outcome, keys(result)) == ("changed", ["d/A"])


def test_of_deliveries_that_are_equal_a_text_of_the_last_eight_is_no_news():
    memory = known()
    for number in range(RECENT_TEXTS_MAX - 1):
        memory = kept(memory, reading(f"t{number}"))
    assert remember(memory, reading("one"), received_at=NOON).outcome == "older"
    memory = kept(memory, reading("the ninth"))
    assert remember(memory, reading("one"), received_at=NOON).outcome == "changed"


def test_a_memory_expires_ninety_days_after_the_last_delivery():
    later = NOON + timedelta(days=91)
    result = remember(known(), reading("two", series=("d/B",)), received_at=later)
    assert (result.outcome, keys(result)) == ("new", ["d/B"])


def test_a_text_without_any_domain_is_kept_only_if_its_article_is_known():
    other = reading("two", outcome="filtered", series=(), fetched=1)
    assert remember(None, other, received_at=NOON).memory is None
    result = remember(known(), other, received_at=NOON)
    assert keys(result) == ["d/A"]
    assert result.memory is not None
    assert result.memory.series == ()


def test_repeats_within_a_day_leave_the_memory_as_it_is():
    memory = known()
    soon = remember(memory, reading(), received_at=NOON + timedelta(hours=2))
    late = remember(memory, reading(), received_at=NOON + timedelta(hours=30))
    assert soon.memory == memory
    assert late.memory is not None
    assert late.memory.seen_at == NOON + timedelta(hours=30)
