"""Two hundred thousand texts made of the catalogue's own words: none may stop the reader."""

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.core.readers import CORE, NOON, article
from workers.domains import load

TEXTS = 200_000
WORDS_MAX = 16
# What breaks readers: signs, numbers in odd forms, dates, controls, letters of other scripts.
HARD = """
, . ; : - \u2013 \u2014 ( ) [ ] " ' \u201c \u201d \u2019 % $ \u20ac & &amp; <p> </p> <a href=x>
\x00 \u00a0 \u200b \ufeff \u00e9 \u00df \u4e2d \U0001f600 \u2116 \u00bd \u00b2
0 1 1.0 1,000 1.000 1,0 2,5 3. .5 007 17:30 9.30 24/7 1/2 2/3 12-14 2031 1998 99% 5m 3bn 7.1 35C
101F 30\u00b0C -40 1e9 608,820 17 300 570(+1) No.5 Kh-101 MH17 G20 4 10:00 a.m. p.m. noon midnight
one two dozen hundreds thousand million billion half third second none no all both several few
about at least more than up to nearly between from to of and or but with without than as by in on
Monday Friday overnight yesterday today night morning March 3 July 2031-05-14 week month year since
record largest most ever highest since first time history unprecedented never all-time worst ago
Russia Ukraine Kyiv Peru California Tokyo Iran Israel Sydney Ontario they it its he which who that
said killed injured wounded dead people men women children were was been is are had has will could
""".split()
SEPARATORS = (" ", " ", " ", " ", "", "\n", "\n\n", ", ", ". ", " - ", ": ")


def vocabulary() -> list[str]:
    """The nouns, verbs and topics of every domain, as the catalogue files state them."""
    words: set[str] = set()
    for domain in load().domains.values():
        known = domain.vocabulary
        words |= {*known.topic, *known.event_nouns, *known.exclude}
        for kind in known.classes:
            words |= {*kind.nouns, *kind.adjectives, *kind.models}
        for cue in known.cues:
            words |= {*cue.verbs, *cue.subject_verbs, *cue.nominals, *cue.after}
    return sorted(form for word in words for form in word.split("|") if form)


def text(chance: random.Random, words: Sequence[str]) -> str:
    """Some words of the catalogue and some hard ones, with anything between them."""
    made = []
    for _ in range(chance.randint(1, WORDS_MAX)):
        word = chance.choice(HARD if chance.random() < 0.6 else words)
        made.append(word if chance.random() < 0.8 else chance.choice((word.upper(), word.title())))
        made.append(chance.choice(SEPARATORS))
    return "".join(made)


@pytest.mark.full
@pytest.mark.timeout(3000)
def test_no_text_stops_the_reader_and_every_offset_lies_in_it():
    chance = random.Random(4)  # noqa: S311 - texts, no secret
    words = vocabulary()
    for number in range(TEXTS):
        title, body = text(chance, words)[:200], text(chance, words)
        kind = "html" if number % 10 == 0 else "text"
        published = NOON - timedelta(hours=chance.randint(0, 20_000))
        given = article(title=title, body=body, content_type=kind, published_at=published)
        reading = CORE.reader.read(given, NOON)
        for read in reading.numbers:
            field = title if read.field == "title" else body
            assert 0 <= read.start < read.end <= len(field), (number, read)
