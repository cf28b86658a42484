"""Record marks: a current claim is bound to its own event's value, however the text tells it."""

import pytest

from tests.core.readers import read


def current(body, title=""):
    reading = read(body, title=title)
    return [
        (each.claim.figure, each.claim.value)
        for each in reading.record_claims
        if each.claim.state == "current" and each.claim.value is not None
    ]


@pytest.mark.parametrize(
    ("body", "figure", "value"),
    [
        (
            (
                "A magnitude 6.4 earthquake struck the Philippines on Tuesday, killing 31 people. "
                "It was the strongest in the country since 2013, when one of magnitude 7.2 killed "
                "222."
            ),
            "magnitude",
            6.4,
        ),
        (
            (
                "A magnitude 7.4 quake hit northern Chile on Monday. There were no reports of "
                "deaths. It was Chile's strongest earthquake since the magnitude 8.3 shock of "
                "2015."
            ),
            "magnitude",
            7.4,
        ),
        (
            (
                "A tremor of magnitude 6.1 shook Greece on Monday, one institute said, another "
                "put it at 5.9. Roads were closed. It was the strongest in Greece this year."
            ),
            "magnitude",
            6.1,
        ),
        (
            (
                "Floods have killed 61 people in Kenya since Friday, the government said. Roads "
                "are cut. Schools are shut. Power is out. Shops are closed. Rain is forecast. It "
                "is the deadliest flood the country has known."
            ),
            "killed",
            61,
        ),
        (
            (
                "Hackers stole $410 million from a crypto exchange on Tuesday. It is the biggest "
                "crypto theft of the year, overtaking the $290 million hack of a bridge in March."
            ),
            "amount_stolen_usd",
            410_000_000,
        ),
        (
            (
                "The Ridge Fire in Oregon has burned 212,000 acres, officials said Friday. Two "
                "people died. The blaze is the largest in Oregon this year, surpassing the "
                "150,000-acre Pine Fire."
            ),
            "area_burned_ha",
            85793.4,
        ),
        (
            (
                "The city of Lyon said on Monday that hackers had stolen the data of 94,000 "
                "residents. They ask for bitcoin. It is the biggest data theft from a French "
                "council since 2022."
            ),
            "people_affected",
            94_000,
        ),
        (
            (
                "Russia launched 512 drones at Ukraine overnight, the air force said. That is the "
                "most since the invasion began."
            ),
            "drones_launched",
            512,
        ),
    ],
)
def test_a_current_claim_means_its_own_events_number(body, figure, value):
    assert current(body) == [(figure, value)]


def test_a_record_of_another_quantity_is_not_bound_to_the_domains_own():
    body = (
        "Spain recorded 46.2 degrees on Sunday, the weather agency said. Peak power demand "
        "touched 32,860 MW, an all-time high."
    )
    assert current(body) == [(None, 32_860)]
