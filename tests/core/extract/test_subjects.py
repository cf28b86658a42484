"""Subjects: whom a text and each of its numbers is about."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from tests.scenarios.judge import core
from workers.core.catalogue.subject_words import SubjectWords
from workers.core.clean.article import clean
from workers.core.dates.expressions import Anchor
from workers.core.extract.subjects import SubjectReader, Subjects
from workers.core.extract.table import Sentence, sentence_table
from workers.core.reading import Reader

PUBLISHED = datetime(2031, 5, 14, 12, tzinfo=UTC)
FIRES = SubjectReader(
    SubjectWords(
        nouns=("fire", "wildfire", "blaze", "complex|complexes"),
        behind=("fire of", "fire near"),
        no_names=("Cal Fire", "Crews"),
    )
)
FIRMS = SubjectReader(
    SubjectWords(
        behind=("breach at", "breach of", "attack on", "stolen from", "stole from", "# people at"),
        verbs=("lose|lost|lost", "disclose", "notify"),
        hit=("hack", "rob", "breach"),
        says=("say|said|said", "confirm", "announce"),
        kinds=("exchange", "hospital group", "carrier"),
        legal=("Inc", "Ltd"),
        others=("gang", "group", "regulator", "security firm", "analyst"),
    )
)


def read(reader: SubjectReader, body: str, title: str = "") -> tuple[Subjects, list[Sentence]]:
    made = core().reader
    assert isinstance(made, Reader)
    article = Article(
        id="a",
        url="https://news.example.org/a",
        publisher="Example Post",
        title=title,
        body=body,
        content_type="text",
    )
    table = sentence_table(
        clean(article, made._parts.furniture),
        Anchor(published=PUBLISHED, zone=""),
        made._parts.extractor.tools,
    )
    return reader.read(table), list(table)


@pytest.mark.parametrize(
    ("body", "main"),
    [
        ("The Ridge Gulch fire has burned 4,100 acres in Idaho.", "Ridge Gulch"),
        ("Ridge Gulch Fire: 4,100 acres. Crews held the line.", "Ridge Gulch"),
        ("Crews fought the Lost Horse Complex on Monday, Idaho officials said.", "Lost Horse"),
        ("The fire near Redwater grew to 900 acres, the county said.", "Redwater"),
        ("A wildfire in Idaho has burned 4,100 acres.", None),
    ],
)
def test_a_fire_is_named_before_its_noun(body: str, main: str | None):
    assert read(FIRES, body)[0].main == main


@pytest.mark.parametrize(
    ("body", "main"),
    [
        ("Acme Health said 5 million patients were affected.", "Acme Health"),
        ("A breach at Acme exposed 5 million people. Acme Health Inc. said so.", "Acme Health"),
        ("Hackers stole $5 million from users. Orbit was hacked on Monday.", "Orbit"),
        ("Kestrel, an Indian exchange, lost $5 million, the gang Nightowl claimed.", "Kestrel"),
        ("The carrier NovaTel confirmed on Friday that 3 million lines were hit.", "NovaTel"),
        ("Attack on eTrade24 exposed 2 million accounts, the security firm Byte Watch said.",
         "eTrade24"),
        ("Community Health Trust (CHT) disclosed it. CHT said 3,000 people were hit.",
         "Community Health Trust"),
        ("Police in Ohio arrested four people on Monday.", None),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_what_it_does_and_suffers(body: str, main: str | None):
    assert read(FIRMS, body)[0].main == main


def test_a_number_is_about_whom_its_clause_names():
    subjects, table = read(
        FIRMS,
        "Acme said 2 million people were hit by a breach of Acme. It is more than Zenith Care, "
        "which notified 1.6 million in April, but far from the 190 million people at Corvant. "
        "Some 31,000 people work there.",
    )

    told = {
        number.text: subjects.of(sentence, number.start)
        for sentence in table
        for number in sentence.numbers
    }
    assert told == {
        "2 million": "Acme",
        "1.6 million": "Zenith Care",
        "190 million": "Corvant",
        "31,000": "Zenith Care",
    }


def test_each_paragraph_of_a_digest_has_its_own_subject():
    subjects, table = read(
        FIRMS,
        "Orbit lost $2 million on Monday. The thief kept $1 million.\n\n"
        "Kestrel was robbed on Sunday. The sum is $7 million.\n\nThe week's total: $9 million.",
    )

    sums = [subjects.of(each, each.numbers[0].start) for each in table if each.numbers]
    assert sums == ["Orbit", "Orbit", "Kestrel", subjects.main]


@pytest.mark.parametrize(
    ("body", "title", "main"),
    [
        ("A week before Acme, the Korean carrier Orbit Tel had told of a leak.", "", "Orbit Tel"),
        ("The carrier Orbit Tel said so on Monday.", "Second carrier tells of a leak", "Orbit Tel"),
        ("Thieves took $5 million in coins from Orbit Pay on Friday.", "", "Orbit Pay"),
    ],
)
def test_whom_a_text_is_about_is_not_who_is_named_only_to_place_it(body, title, main):
    assert read(FIRMS, body, title)[0].main == main
