"""Owners: of whom, of which series and of which day the numbers of breaches and thefts are."""

from datetime import date

import pytest

from tests.core.readers import read


def told(text: str, **of: str) -> set[tuple[str, str, str | None, float | None, bool]]:
    return {
        (claim.figure, report.series, claim.subject, claim.value.stated, claim.past)
        for report in read(text, **of).reports
        for claim in report.claims
    }


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("A data breach at Acme Health in Ohio affected 2 million patients.", "US-health"),
        ("Hackers stole data of 2 million subscribers of the Spanish carrier Voz.", "ES-telecom"),
        (
            "The bank Sereno of Chile lost data of 2 million account holders to hackers.",
            "CL-finance",
        ),
        ("A data breach at Acme affected 2 million people.", "world-other"),
    ],
)
def test_a_breach_belongs_to_country_and_sector_of_the_organisation(text: str, series: str):
    assert {(row[0], row[1]) for row in told(text)} == {("people_affected", series)}


def test_every_theft_is_of_one_series_and_names_its_victim():
    assert told("Hackers stole $84 million from the crypto exchange Orbit Seven on Monday.") == {
        ("amount_stolen_usd", "crypto", "Orbit Seven", 84_000_000.0, False)
    }


def test_a_theft_told_in_court_is_past_and_dated_by_its_own_time():
    text = (
        "NEW YORK - A judge sentenced a man on Tuesday to four years for stealing $110 million "
        "in crypto from the exchange Copperline in October 2028."
    )

    (claim,) = [claim for report in read(text).reports for claim in report.claims]
    assert claim.past
    assert claim.period.start == date(2028, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Health told regulators that 501 people were affected by its data breach.",
        "Crypto hackers stole $840 million in the first half of the year.",
        "Hackers tried to steal $84 million from the crypto exchange Orbit but failed.",
    ],
)
def test_stand_ins_sums_and_attempts_are_no_losses(text: str):
    assert told(text) == set()


def test_shares_by_coin_are_no_numbers_of_the_whole():
    text = (
        "The crypto exchange Orbit lost $90 million on Monday: $60 million in bitcoin and "
        "$30 million in ether."
    )

    assert {row[3] for row in told(text)} == {90_000_000.0}
