"""Assemble: claims, record claims and number rows say where they stand and what they belong to."""

from tests.core.readers import FURNITURE, article, read
from workers.core.clean.article import clean
from workers.core.extract.assemble import CLAIMS_PER_REPORT_MAX, QUOTE_CHARS_MAX, Source, reports_of
from workers.core.extract.read import numbers_read
from workers.core.score import Scorer

NIGHT = "Russia launched 188 drones and 12 missiles at Ukraine overnight, the air force said."


def test_ids_differ_by_figure_and_place_and_hold_over_readings():
    claims = read(NIGHT).reports[0].claims
    assert len({claim.id for claim in claims}) == len(claims)
    assert [claim.id for claim in read(NIGHT).reports[0].claims] == [each.id for each in claims]


def test_a_derived_total_stands_at_its_first_part_and_prints_no_value_of_its_own():
    reading = read(NIGHT + " It was the largest attack of the war.")
    (report,) = reading.reports
    total = next(claim for claim in report.claims if claim.derived)
    assert NIGHT[total.start : total.end] == "188"
    (claim,) = report.record_claims
    assert (claim.claim_id, claim.value, claim.figure) == (total.id, None, "barrage_total")


def test_quotes_are_short_and_hold_the_number():
    long = NIGHT.replace("overnight", "overnight, " + "while sirens wailed, " * 60)
    for claim in read(long).reports[0].claims:
        assert len(claim.quote) <= QUOTE_CHARS_MAX


def test_a_report_keeps_the_first_claims_of_a_text():
    body = " ".join(
        f"Russia launched {n} drones at Ukraine on May {n % 9 + 1}." for n in range(20, 90)
    )
    reading = read(body)
    assert all(len(report.claims) <= CLAIMS_PER_REPORT_MAX for report in reading.reports)
    assert reports_of(reading, [], []) == ()


def test_numbers_that_feed_nothing_are_shown_with_the_reason():
    text = clean(article(body=NIGHT), FURNITURE)
    source = Source(article=article(body=NIGHT), article_id="a", clean=text, sentences=())
    assert numbers_read((), source, Scorer()) == ()
    rows = read(NIGHT + " The general is 61 and has 3 sons.").numbers
    assert {row.figure for row in rows} >= {"drones_launched", None}
    assert all(row.why for row in rows if row.figure is None)
