"""The ledger as a person asks for it: current records, chains, and what was known on a day."""

from datetime import date

import pytest
from msgspec.structs import replace

from tests.core.makers import attacks, catalogue, claim, report, value
from workers.core.judge.books import Books
from workers.records import Asked, held, known_on

MADE = catalogue(attacks())
FIGURES = {name: dict(domain.rules.figures) for name, domain in MADE.domains.items()}


def said(name, number, day, *, figure="drones", fetched=None):
    made = report(name, claim(figure, value(number), date(2031, 1, day), article=name), at=day)
    return made if fetched is None else replace(made, order=replace(made.order, fetched_at=fetched))


TOLD = [
    said("a1", 100, 2),
    said("a2", 90, 3),
    said("a3", 140, 5),
    said("a4", 7, 5, figure="missiles"),
]


def rows(told=TOLD, **asked):
    books = Books(MADE)
    books.load(told, ())
    return list(held(books, FIGURES, Asked(**asked)))


def test_the_standing_record_of_each_figure_is_shown_with_what_it_beat():
    drones = [row for row in rows(scope="ever") if row.figure == "drones"]

    assert [(row.value, row.date, row.previous, row.previous_date) for row in drones] == [
        (140.0, "2031-01-05", 100.0, "2031-01-02")
    ]


def test_a_chain_shows_every_record_of_its_day_and_no_other_value():
    chain = rows(figure="drones", scope="ever", chain=True)

    assert [(row.value, row.previous) for row in chain] == [(100.0, None), (140.0, 100.0)]


def test_the_chain_of_years_starts_anew_with_each_year():
    later = report("b1", claim("drones", value(60), date(2032, 1, 1), article="b1"), at=365.5)

    chain = rows([*TOLD, later], figure="drones", scope="year", chain=True)

    assert [(row.value, row.previous) for row in chain] == [
        (100.0, None),
        (140.0, 100.0),
        (60.0, None),
    ]


def test_a_record_shows_who_says_so_and_where():
    [row] = rows(figure="missiles", scope="ever")

    assert row.sources == 1
    assert [voice.article_id for voice in row.voices] == ["a4"]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2031, 1, 4), 100.0), (date(2031, 1, 6), 140.0), (None, 140.0)]
)
def test_as_known_on_a_day_only_what_had_come_counts(day, expected):
    [row] = rows(known_on(TOLD, day), figure="drones", scope="ever")

    assert row.value == expected


def test_what_nothing_fits_is_nothing():
    assert rows(series="XX->YY") == []
    assert rows(domain="none") == []
