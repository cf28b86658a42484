"""Single stages of reading a sentence, each asked directly."""

import pytest

from tests.core.telling import DOMAIN, PUBLISHED, anchor, extract, extractor, sentences
from workers import domains
from workers.core.catalogue.lexicon import lexicon_of
from workers.core.extract.coordination import bound_cues
from workers.core.extract.counted import read_counted
from workers.core.extract.cue_walks import is_passive, left_cues
from workers.core.extract.figures import figure_of
from workers.core.extract.grammar import BE, STATE_VERBS
from workers.core.extract.parts import settle_parts
from workers.core.extract.scene import read_scene, settle
from workers.core.extract.sides import SideReader
from workers.core.extract.timing import find_timing, is_event, period_of
from workers.core.extract.told import Teller
from workers.core.extract.totals import derived_totals
from workers.core.extract.whereabouts import find_whereabouts
from workers.core.extract.wholes import settle_wholes

RULES = domains.load().domains[DOMAIN]
LEXICON = lexicon_of(
    RULES.vocabulary, (name for figure in RULES.rules.figures.values() for name in figure.counted)
)
TELLER = Teller(DOMAIN, LEXICON)


def row(text):
    sentence = sentences(text)[0]
    items = TELLER.read([sentence]).told[0].items
    return sentence, items, read_counted(items, sentence.numbers, LEXICON, text=sentence.text)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Russia fired 40 strike and decoy drones.", ["drone"]),
        (
            "Russia fired 11 ballistic and four cruise missiles.",
            ["ballistic_missile", "cruise_missile"],
        ),
        ("So many drones came: 539.", ["drone"]),
        ("The drones came to 948.", ["drone"]),
        ("It sent 30 drones, 40 Russian tanks followed.", ["drone", "other"]),
        ("It stopped 9: seven drones and two missiles.", ["munition", "drone", "missile"]),
        ("Some 4,000 drones a month are built.", ["other"]),
    ],
)
def test_a_number_counts_what_its_noun_phrase_heads(text, counted):
    assert [entry.counted for entry in row(text)[2]] == counted


def test_numbers_that_stand_together_share_the_cue_behind_the_last():
    _, items, counted = row("63 drones and 8 missiles were launched.")
    heads, cues = bound_cues(items, counted, LEXICON, said=None)

    assert heads == [0, 0]
    assert [cue.role for cue in cues if cue] == ["launched", "launched"]


def test_a_passive_verb_does_not_govern_what_follows():
    _, items, counted = row("They were launched, 40 drones in all.")
    verb = next(at for at, item in enumerate(items) if item.text == "launched")

    assert is_passive(items, verb)
    assert not [cue for cue in left_cues(items, counted[0], 0) if cue.rule == "active"]


@pytest.mark.parametrize(
    ("text", "place", "how"),
    [
        ("12 drones fell over Bryansk.", "Bryansk", "behind"),
        ("12 drones fell over Bryansk, Kursk and Tula.", None, "list"),
        ("In Sumy, police said, 12 people were hurt.", "Sumy", "opening"),
        ("12 people, officials in Kyiv said, were hurt.", None, ""),
        ("12 missiles launched from Crimea were stopped.", None, ""),
    ],
)
def test_a_place_limits_the_number_it_belongs_to(text, place, how):
    sentence, items, counted = row(text)
    where = find_whereabouts(items, counted, sentence)[0]

    assert (where.place, where.how) == (place, how)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On Friday 12 drones came.", "event"),
        ("In 24 hours 12 drones came.", "day"),
        ("In April 900 drones came.", "month"),
        ("Since January 900 drones came.", "span"),
    ],
)
def test_a_number_has_the_period_of_the_nearest_time(text, kind):
    sentence, items, counted = row(text)
    when = find_timing(items, counted, sentence.dates, folded=sentence.folded)[0].when

    assert when is not None
    assert period_of(when).kind == kind
    assert is_event(when) is (kind in {"event", "day"})


def test_how_long_something_is_a_record_is_no_period_of_its_number():
    sentence, items, counted = row("It was the largest raid since January, with 40 drones.")

    assert find_timing(items, counted, sentence.dates, folded=sentence.folded)[0].when is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Russia attacked at night.", "attacker"),
        ("Ukrainian air defences were busy at night.", "defender"),
        ("The strike on Ukraine went on.", "target"),
        ("Nothing else happened.", ""),
    ],
)
def test_a_sentence_tells_who_acts(text, how):
    sentence = sentences(text + " 3")[0]
    found = [told.items for told in TELLER.read([sentence]).told]
    items = found[0] if found else ()

    assert SideReader(LEXICON).sentence(items, sentence.places).how == (how if items else "")


def test_wholes_leave_numbers_without_a_whole_alone():
    _, items, counted = row("Russia launched 40 drones.")
    roles = [told.role for told in TELLER.read(sentences("Russia launched 40 drones.")).told]

    assert settle_wholes(items, counted, roles, lexicon=LEXICON, said=None) == roles


def test_the_stages_of_an_article_can_be_run_one_by_one():
    table = sentences(
        "Russia launched 88 drones and 12 missiles at Ukraine, nine of them over Sumy."
    )
    telling = TELLER.read(table)
    scene = read_scene(telling, table, anchor(), words=RULES.vocabulary)
    told = settle_parts(settle(telling, scene, RULES.vocabulary), LEXICON)

    assert [figure_of(one, RULES)[0] for one in told] == [
        "drones_launched",
        "missiles_launched",
        None,
    ]
    assert [(figure, total) for _, figure, total in derived_totals(told, RULES)] == [
        ("barrage_total", 100.0)
    ]
    assert scene.published == PUBLISHED.date()


def test_reading_twice_gives_the_same():
    text = "Russia launched 88 drones at Ukraine; 70 were shot down and two people killed."

    assert extract(text) == extract(text)
    assert extractor() is extractor()


def test_closed_classes_are_lower_case():
    assert all(word == word.lower() for word in BE | STATE_VERBS)
