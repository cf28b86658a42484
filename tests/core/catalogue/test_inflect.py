import pytest

from workers.core.catalogue.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("boat", ("boat", "boats")),
        ("city", ("city", "cities")),
        ("convoy", ("convoy", "convoys")),
        ("torch", ("torch", "torches")),
        ("person|people", ("person", "people")),
        ("aircraft|", ("aircraft",)),
    ],
)
def test_a_noun_has_its_plural(noun, forms):
    assert noun_forms(noun) == forms


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("fire", {"fire", "fires", "fired", "firing"}),
        ("jam", {"jam", "jams", "jammed", "jamming"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("down", {"down", "downs", "downed", "downing"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        (
            "bring|brought|brought down",
            {"bring down", "brings down", "brought down", "bringing down"},
        ),
        ("die", {"die", "dies", "died", "dying"}),
    ],
)
def test_a_verb_has_all_its_forms(verb, words):
    assert {form.words for form in verb_forms(verb)} == words


def test_british_and_american_spelling_are_one_verb():
    words = {form.words for form in verb_forms("neutralise")}

    assert {"neutralised", "neutralized", "neutralises", "neutralizing"} <= words
