"""Story: sixteen articles that are marked as a test and show what the product is for."""

from collections import Counter

import msgspec
import pytest

from workers.assembly import assemble, read_sources
from workers.demo import story
from workers.replay import Replay
from workers.replay_input import Given, Line


def test_every_article_is_a_valid_message_and_marked_as_a_test():
    pages = story.pages()

    assert len(pages) >= 14
    assert {page.article.mode for page in pages} == {"test"}
    assert all(page.about.endswith(".") for page in pages)


def test_the_articles_arrive_in_the_order_of_their_file_names():
    articles = [page.article for page in story.pages()]
    arrivals = [article.fetched_at for article in articles if article.fetched_at]

    assert len(arrivals) == len(articles)
    assert arrivals == sorted(arrivals)


def test_only_the_withdrawn_article_comes_twice():
    counted = Counter(page.article.id for page in story.pages())

    assert [name for name, times in counted.items() if times > 1] == ["demo-rumour"]


def test_the_story_has_one_of_everything_it_promises():
    articles = [page.article for page in story.pages()]

    assert any(article.content_type == "html" for article in articles)
    assert any("example+2" in article.body for article in articles)
    assert any(article.pub_status == "canceled" for article in articles)
    assert any(article.backfill for article in articles)
    first_night = {a.publisher for a in articles if a.published_at and a.published_at.day == 6}
    assert len(first_night) >= 4


def test_the_expected_alerts_show_every_later_status_but_one_source_claims():
    expected = story.expected()

    assert {each.status for each in expected} >= {"provisional", "amended", "retracted"}
    assert len({(e.domain, e.series, e.figure, e.scope, e.event_date) for e in expected}) == len(
        expected
    )


@pytest.fixture(scope="module")
def replayed() -> dict[str, bytes]:
    """The files of a replay of the whole story."""
    replay = Replay(assemble(sources=read_sources(story.SOURCES)))
    history = tuple(msgspec.to_builtins(entry) for entry in story.history())
    lines = tuple(Line(number, page.raw) for number, page in enumerate(story.pages(), 1))
    replay.take(Given(history=history, lines=lines))
    return replay.files()


def test_the_story_leads_to_the_expected_alerts(replayed):
    rows = msgspec.json.Decoder(story.Outcome).decode_lines(replayed["alerts.jsonl"])

    assert sorted(rows) == story.expected()


def test_every_alert_of_the_story_is_raised_once(replayed):
    rows = msgspec.json.Decoder().decode_lines(replayed["alert_log.jsonl"])
    raised = Counter(row["alert_id"] for row in rows if row["references"] is None)

    assert set(raised.values()) == {1}


def test_every_article_of_the_story_can_be_read(replayed):
    assert replayed["rejects.jsonl"] == b""
