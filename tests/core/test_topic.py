"""Topic: whether a text speaks of what a domain is about, before anything else is read."""

import pytest

from workers.core.topic import Topic
from workers.domains import load


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("A ransomware gang is at work.", True),
        ("The museum has a database.", False),
        ("The database, one database of many.", False),
        ("The database stood exposed.", True),
        ("Nothing of the kind.", False),
    ],
)
def test_a_word_that_other_news_has_too_opens_a_text_only_with_another(
    text: str, *, speaks: bool
) -> None:
    domain = load().domains["data_breaches"]
    assert Topic(domain.vocabulary).is_of(text) is speaks


def test_a_domain_without_faint_words_takes_its_own_alone() -> None:
    domain = load().domains["earthquakes"]
    assert Topic(domain.vocabulary).is_of("An earthquake struck.")
    assert not Topic(domain.vocabulary).is_of("A database stood exposed.")
