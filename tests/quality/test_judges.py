"""Judges: what the measures of reading count as right, on texts made for it."""

from datetime import UTC, datetime

from schemas.article import Article
from tests.quality import calibration, failures, feed_items
from tests.quality.labelled import Gold, Text, judge
from tests.quality.peers.found import judged_peer
from tests.quality.peers.installed import peer
from tests.quality.table import Table, markdown
from tests.scenarios.judge import core

BODY = "Russia launched 70 drones at Ukraine overnight and 41 of them were shot down, Kyiv said."
PUBLISHED = datetime(2031, 5, 13, 8, tzinfo=UTC)


def article(body: str) -> Article:
    return Article(
        id="a",
        url="https://news.example.org/a",
        publisher="Example Post",
        title="",
        body=body,
        content_type="text",
        published_at=PUBLISHED,
    )


def gold(quote: str, family: str | None, value: float) -> Gold:
    start = BODY.index(quote)
    return Gold(
        field="body",
        start=start,
        end=start + len(quote),
        family=family,
        value=value,
        low=None,
        high=None,
        approx="exact",
        actor="RU",
        target="UA",
        series=None,
        quote=quote,
    )


def text(*figures: Gold) -> Text:
    return Text(
        id="a",
        domain="air_attacks",
        half=0,
        article=article(BODY),
        figures=figures,
        claims=(),
        phenomena=(),
    )


def item(*facts: feed_items.Fact) -> feed_items.Item:
    return feed_items.Item(id="a", half=0, article=article(BODY), facts=facts)


def fact(family: str, value: float, *, wanted: bool = True) -> feed_items.Fact:
    return feed_items.Fact(
        family=family, series="RU->UA", value=value, is_open=False, wanted=wanted
    )


def test_a_feed_item_is_right_by_figure_and_value_wherever_it_stands():
    done = feed_items.score(
        [item(fact("drones_launched", 70), fact("intercepted", 40))], core().reader
    )

    assert (done.wanted, done.found, done.directed) == (2, 1, 1)
    assert (done.read, done.right) == (2, 1)
    assert len(done.errors) == 2


def test_a_fact_of_one_place_may_be_read_and_need_not():
    facts = (fact("drones_launched", 70, wanted=False), fact("intercepted", 41, wanted=False))
    done = feed_items.score([item(*facts)], core().reader)

    assert (done.wanted, done.read, done.right) == (0, 2, 2)


def test_failures_are_told_in_classes_and_never_in_words_of_the_text():
    judged = judge(text(gold("70", "missiles_launched", 70)), core().reader)
    found = failures.classes([judged])

    assert found["missed missiles_launched: read as drones_launched"] == 1
    assert sum(name.startswith("false ") for name in found) == 2
    assert not any("Kyiv" in name for name in found)


def test_confidence_is_set_beside_what_was_right():
    figures = (gold("70", "drones_launched", 70), gold("41", "intercepted", 41))
    judged = judge(text(*figures), core().reader)
    shares = calibration.by_confidence([judged])

    assert sum(share.all for share in shares.values()) == 2
    assert all(share.precision == 1.0 for share in shares.values() if share.all)
    assert 0 < calibration.expected_error(shares) < 1


def test_a_peer_is_judged_by_place_and_figure():
    wanted = (gold("70", "drones_launched", 70), gold("41", "intercepted", 41))
    start = BODY.index("41")
    found, _ = judged_peer(
        [text(*wanted)],
        lambda _, given: [(start, start + 2, "drones_downed"), (0, 6, "killed")] if given else [],
    )

    assert (found.right, found.missed, found.false) == (1, 1, 1)


def test_a_peer_that_is_missing_says_so():
    missing = peer("no-such-package", "no_such_package")

    assert missing.module is None
    assert missing.told == "no-such-package (not installed)"


def test_a_table_is_markdown_that_can_be_read_as_it_is():
    table = Table(title="T", head=("name", "n"), rows=(("one", "1"), ("two", "22")))

    assert (
        markdown([table]) == "## T\n\n| name |  n |\n|------|----|\n| one  |  1 |\n| two  | 22 |\n"
    )
