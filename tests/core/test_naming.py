"""Naming: equal things have equal names, and addresses that differ in trifles are equal."""

import msgspec
import pytest

from schemas.article import Article
from workers.core.naming import article_id, canonical_url, short_hash, text_hash


def article(**of):
    fields = {
        "url": "https://example.org/a",
        "publisher": "Example Post",
        "title": "Title",
        "body": "Body.",
        "content_type": "text",
    }
    return msgspec.convert(fields | of, Article)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://Example.org/a", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=3", "https://example.org/a?id=3"),
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a ", "https://example.org/a"),
    ],
)
def test_addresses_that_lead_to_one_article_are_one(one, other):
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize("url", ["https://[bad", "no url at all", "?", "https://example.org/ä ö"])
def test_an_odd_address_still_names_its_article(url):
    assert article_id(article(url=url)).startswith("url:")


def test_an_own_id_comes_before_the_address():
    assert article_id(article(id="x-1")) == "x-1"


def test_texts_differ_by_title_body_and_type():
    texts = [article(), article(title="t"), article(body="b"), article(content_type="html")]
    assert len({text_hash(each) for each in texts}) == len(texts)
    assert text_hash(article(body="\ud800"))


def test_none_is_not_the_word_none():
    assert short_hash("a", None) != short_hash("a", "None")
