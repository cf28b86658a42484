"""Record match: a claim finds the figure that its own words name, and that figure's number."""

import pytest

from tests.core.readers import CORE, FURNITURE, NOON, WORDS, article, found, read
from workers.core.clean.article import clean
from workers.core.dates.expressions import Anchor
from workers.core.extract.article import Extractor
from workers.core.extract.places import Gazetteer
from workers.core.records.lines import lines_of, open_sentences
from workers.core.records.match import main_day
from workers.domains import FOLDER

NIGHT = "Russia launched 188 drones and 12 missiles at Ukraine overnight, 200 weapons in all. "


@pytest.mark.parametrize(
    ("claim", "figure", "value"),
    [
        ("It was the largest attack of the war.", "barrage_total", 200),
        ("It was the largest drone attack of the war.", "drones_launched", 188),
        ("Never had so many missiles been fired in one night.", "missiles_launched", 12),
    ],
)
def test_a_claim_speaks_of_the_figure_its_words_name(claim, figure, value):
    (report,) = read(NIGHT + claim).reports
    current = [each for each in report.record_claims if each.state == "current"]
    assert [(each.figure, each.value, each.scope) for each in current] == [(figure, value, "ever")]


@pytest.mark.parametrize(
    "claim",
    [
        "It was the longest alarm of the war.",
        "Never had so many ballistic missiles come in one night.",
    ],
)
def test_a_claim_about_something_else_names_no_figure(claim):
    (report,) = read(NIGHT + claim).reports
    assert {each.figure for each in report.record_claims} <= {None}


def test_a_claim_of_the_whole_is_not_bound_to_one_member_of_a_list():
    title = "188 drones and 12 missiles sent at Ukraine in Russia's heaviest attack of the war"
    (report,) = read("Drones fell.", title=title).reports
    figures = {each.figure for each in report.record_claims}
    assert figures == {"barrage_total"}


def test_what_a_side_reports_it_stopped_can_be_the_most_it_ever_reported():
    (report,) = read(
        "Russian air defences shot down 214 Ukrainian drones overnight, the ministry in Moscow "
        "said, the most it has ever reported for one night."
    ).reports
    assert [(each.figure, each.value) for each in report.record_claims] == [("drones_downed", 214)]


def test_a_claim_of_one_place_keeps_its_place_and_a_first_since_its_days():
    (report,) = read(
        NIGHT + "It was the largest attack on Kyiv since the war began. It was the first missile "
        "attack on the city in 40 days."
    ).reports
    scopes = {(each.scope, each.place, each.direction) for each in report.record_claims}
    assert ("place:Kyiv", "Kyiv", "max") in scopes
    assert 40 in {each.days for each in report.record_claims if each.direction == "first"}


def test_the_day_of_a_text_is_that_of_most_of_its_numbers():
    assert main_day([found(), found(past=True)], "RU->UA") == NOON.date()
    assert main_day([], "RU->UA") is None


def test_a_text_of_no_domain_is_taken_apart_only_near_record_words():
    text = clean(
        article(body="One plain line of 3.\n\nIt was a record 40 boats.\n\n" + "More 5.\n\n" * 9),
        FURNITURE,
    )
    places = Gazetteer.from_text((FOLDER / "gazetteer.tsv").read_text(encoding="utf-8"))
    extractor = Extractor(CORE.catalogue, places)
    table = open_sentences(text, extractor.tools, WORDS)
    assert [bool(sentence.numbers) for sentence in table][:3] == [True, True, True]
    assert not table[-1].numbers
    whole = extractor.table(text, Anchor(published=NOON))
    assert [line.text for line in lines_of(whole, NOON)] == [each.text for each in whole]
