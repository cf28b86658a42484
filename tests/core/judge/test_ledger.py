"""Ledger and holds: every answer equals that of a plain list."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.core.worlds import LAW
from workers.core.judge.ledger import Entry, FigureLedger, Position, span
from workers.core.merge.holds import Holds, Raw, Sorted

BASE = date(2030, 12, 28).toordinal()
VALUES = st.integers(1, 6).map(float)
PLACES = st.tuples(st.integers(0, 8), st.sampled_from((0, 2)))
STEPS = st.lists(st.tuples(PLACES, VALUES | st.none(), st.booleans()), max_size=25)


def filled(steps, *, lowest=False) -> tuple[FigureLedger, dict[str, Entry]]:
    ledger = FigureLedger(lowest=lowest)
    rows: dict[str, Entry] = {}
    for (day, turn), value, solid in steps:
        place = f"{day}/{turn}"
        if value is None:
            ledger.drop(place)
            rows.pop(place, None)
        else:
            rows[place] = Entry(at=Position(BASE + day, turn, place), value=value, solid=solid)
            ledger.put(rows[place])
    return ledger, rows


def best(rows, *, lowest) -> Entry | None:
    sign = -1 if lowest else 1
    return min(rows, key=lambda row: (-sign * row.value, row.at), default=None)


@LAW
@given(STEPS, PLACES, st.sampled_from(("ever", "year")), st.booleans())
def test_a_ledger_answers_like_a_list(steps, at, scope, lowest):
    ledger, rows = filled(steps, lowest=lowest)
    here = Position(BASE + at[0], at[1], f"{at[0]}/{at[1]}")
    first, last = span(here.day, scope)
    inside = [row for row in rows.values() if first <= row.at.day <= last]
    earlier = [row for row in inside if (row.at.day, row.at.turn) < (here.day, here.turn)]

    assert ledger.best_before(here, scope) == best(earlier, lowest=lowest)
    assert ledger.best_beside(here, scope) == best(
        [row for row in inside if row.at.place != here.place], lowest=lowest
    )
    wanted = any(row.solid for row in earlier) or len(earlier) > 2
    assert ledger.has_history(here, scope, events=3) == wanted
    assert ledger.last_day() == max((row.at.day for row in rows.values()), default=None)
    assert ledger.record("ever") == best(list(rows.values()), lowest=lowest)


@LAW
@given(STEPS)
def test_a_chain_rises_and_ends_with_the_record(steps):
    ledger, _ = filled(steps)
    values = [row.value for row in ledger.chain("ever")]

    assert values == sorted(set(values))
    record = ledger.record("ever")
    assert values[-1:] == ([] if record is None else [record.value])


NUMBERS = st.sampled_from((1.0, 4.0, 6.0, 20.0, 31.0, 110.0, 640.0))
EVENTS = st.tuples(st.integers(1, 5), st.integers(0, 1)).map(
    lambda row: f"event/2030-01-0{row[0]}/{row[1]}//"
)
STATED = st.dictionaries(EVENTS, st.tuples(NUMBERS, st.booleans()))


def held(stated, jump) -> set[str]:
    """Unsupported values that nothing bears out, from the ground up, the latest of equal ones."""
    rows = sorted((value, place) for place, (value, _) in stated.items())
    standing = max(((v, p) for v, p in rows if stated[p][1]), default=rows[0] if rows else None)
    while standing is not None:
        reach = jump * standing[0]
        following = max((row for row in rows if row[0] <= reach), default=standing)
        freed = {p for v, p in rows if reach < v <= jump * following[0] and not stated[p][1]}
        if following[0] <= standing[0] or any(p[:16] <= following[1][:16] for p in freed):
            return {p for v, p in rows if v > reach and not stated[p][1]}
        standing = following
    return set()


@LAW
@given(STATED, STATED)
def test_what_is_held_depends_on_the_values_alone(before, stated):
    holds = Holds(5)
    for place, (value, sure) in before.items():
        holds.put(place, value, borne_out=sure)
    for place in before:
        holds.put(place, None, borne_out=False)
    for place, (value, sure) in stated.items():
        holds.put(place, value, borne_out=sure)
    limit = holds.limit()

    assert {place for place, (value, sure) in stated.items() if value > limit and not sure} == held(
        stated, 5
    )


def test_nothing_is_held_without_a_jump():
    holds = Holds(0)
    holds.put("a", 1, borne_out=True)

    assert holds.limit() == float("inf")


@LAW
@given(st.lists(st.integers(0, 3000), unique=True, max_size=1500), st.integers(0, 3000))
def test_sorted_values_stay_in_order(numbers, probe):
    rows = Sorted()
    for number in numbers:
        rows.add(Raw(float(number), "x"))
    kept = sorted(numbers[::2])
    for number in numbers[1::2]:
        rows.remove(Raw(float(number), "x"))

    assert [raw.value for raw in rows.above(-1)] == kept
    assert [raw.value for raw in rows.between(500, probe)] == [n for n in kept if 500 < n <= probe]
    assert [raw.value for raw in rows.above(probe)] == [n for n in kept if n > probe]
    below = rows.last_up_to(probe)
    assert (below and below.value) == max((n for n in kept if n <= probe), default=None)
