"""Rule book: the domains of the scenarios as merging sees them, apart from any vocabulary."""

from tests.core.makers import EVER, domain, figure
from workers.core.catalogue.model import EventRule, Parameters
from workers.core.catalogue.vocabulary import Actor

ATTACKS = domain(
    "air_attacks",
    [
        figure("barrage_total", bounds=(1, 2500), sum_of=("drones_launched", "missiles_launched")),
        figure("drones_launched", bounds=(1, 2500)),
        figure("missiles_launched", bounds=(1, 500)),
        figure("drones_downed", bounds=(1, 2500)),
        figure("killed", "running", bounds=(0, 5000), scopes=EVER),
        figure("injured", "running", bounds=(0, 5000), scopes=EVER),
        figure("day_total", bounds=(1, 3000), ledger="day"),
        figure("day_drones", bounds=(1, 3000), ledger="day"),
        figure("monthly_drones", bounds=(50, 20000), ledger="month"),
        figure("monthly_missiles", bounds=(1, 2000), ledger="month"),
    ],
    event=EventRule(windows=True),
    series="pair",
    actors=(
        Actor(code="RU", names=("Russia",), adjectives=("Russian",)),
        Actor(code="UA", names=("Ukraine",), adjectives=("Ukrainian",)),
    ),
)
QUAKES = domain(
    "earthquakes",
    [
        figure("magnitude", bounds=(3, 9.7), exact=True, decimals=1, unit="Mw"),
        figure("killed", "running", bounds=(0, 400_000)),
        figure("injured", "running", bounds=(0, 1_500_000), scopes=EVER),
        figure("missing", "running", bounds=(0, 400_000), scopes=()),
    ],
    event=EventRule(join_days=30, opened_by=("magnitude",)),
    parameters=Parameters(late_days=30),
)
HEAT = domain(
    "heat",
    [figure("temp_max", bounds=(-20, 57), exact=True, decimals=1, unit="celsius")],
)
DOMAINS = (ATTACKS, HEAT, QUAKES)
