from hypothesis import given
from hypothesis import strategies as st

from tests.core.telling import extractor, sentences
from workers import domains
from workers.core.catalogue.lexicon import lexicon_of
from workers.core.catalogue.phrases import Phrases, fold, kinds


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300))
def test_hits_lie_inside_any_text_and_in_order(text):
    folded = fold(text)
    hits = extractor().tools.phrases.find(folded)

    assert all(0 <= hit.start < hit.end <= len(folded) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


def test_the_longest_phrase_wins_and_a_part_of_a_word_is_none():
    hits = extractor().tools.phrases.find("two cruise missiles, dronesque")
    found = {("two cruise missiles, dronesque"[hit.start : hit.end]) for hit in hits}

    assert "cruise missiles" in found
    assert not found & {"missiles", "drones"}


def test_a_catalogue_without_words_finds_nothing():
    assert Phrases([]).find("30 drones") == ()


def test_a_class_holds_its_kinds():
    words = domains.load().domains["air_attacks"].vocabulary
    lexicon = lexicon_of(words, ["drone", "missile"])

    assert "cruise_missile" in kinds(words.classes)["missile"]
    assert lexicon.family("cruise_missile") == "missile"
    assert lexicon.join(["drone", "missile"]) == "munition"
    assert lexicon.join([]) is None


def test_a_sentence_knows_its_hits_numbers_and_clauses():
    sentence = sentences("Russia fired 30 drones, but 20 were shot down.")[0]

    assert {hit.phrase.kind for hit in sentence.hits} >= {"actor", "class", "object"}
    assert [number.text for number in sentence.numbers] == ["30", "20"]
    assert sentence.clauses[0][0] == 0
    assert sentence.clauses[-1][1] == len(sentence.text)
