"""Check figures: figures that nothing feeds, and values, months and sentences that cannot be."""

import math
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Final

from workers.core.catalogue.fault import Fault, unknown
from workers.core.catalogue.model import Baseline, Figure
from workers.core.catalogue.phrases import kinds
from workers.core.catalogue.stated import DomainFile

# What `judge.sentence` fills in.
PLACEHOLDERS: Final = (
    "value", "when", "scope", "series", "country", "attacker", "target", "subject", "meaning",
    "rank",
)  # fmt: skip
DECIMALS_MAX: Final = 6
MONTH_CHARS: Final = len("2025-06")


def figure_faults(stated: DomainFile) -> Iterator[Fault]:
    """What is wrong with the figures, and with the tables that speak of one."""
    if not stated.figure:
        yield Fault("$.figure", "there is none; write at least one [[figure]]")
    reach = _reach(stated)
    for index, figure in enumerate(stated.figure):
        at = f"$.figure[{index}]"
        yield from _number_faults(figure, at)
        yield from _sentence_faults(figure, at)
        yield from _feed_faults(figure, at, stated=stated, reach=reach)
    yield from _parameter_faults(stated)
    yield from _scalar_faults(stated)
    yield from _default_faults(stated)
    yield from _ledger_faults(stated)


def _number_faults(figure: Figure, at: str) -> Iterator[Fault]:
    low, high = figure.bounds
    if not math.isfinite(low) or (high is not None and not (math.isfinite(high) and low < high)):
        yield Fault(f"{at}.bounds", "no value lies between them; write [lowest, highest]")
    if not 0 <= figure.tolerance < 1:
        what = f"{figure.tolerance:g} is no share; write 0.01 for one percent"
        yield Fault(f"{at}.tolerance", what)
    if not 0 <= figure.decimals <= DECIMALS_MAX:
        yield Fault(f"{at}.decimals", f"write a count of digits, 0 to {DECIMALS_MAX}")
    if figure.late_days is not None and figure.late_days < 0:
        yield Fault(f"{at}.late_days", "write a count of days, 0 or more")
    if len(set(figure.scopes)) < len(figure.scopes):
        yield Fault(f"{at}.scopes", "a scope stands here twice; keep one")


def _sentence_faults(figure: Figure, at: str) -> Iterator[Fault]:
    path = f"{at}.sentence"
    try:
        names = [name for _, name, _, _ in Formatter().parse(figure.sentence) if name is not None]
    except ValueError as error:
        yield Fault(path, f"{error}; a brace that is no {{name}} is written twice")
        return
    for name in names:
        if name not in PLACEHOLDERS:
            yield unknown(path, name, "name that a sentence has", known=PLACEHOLDERS)
    if figure.sentence and "value" not in names:
        yield Fault(path, "the alert would not say the value; put {value} where it belongs")


def _reach(stated: DomainFile) -> dict[str, set[str]]:
    """The classes, kinds included, to whose numbers each role can be given."""
    below = kinds(stated.classes)
    reach: dict[str, set[str]] = {}
    for cue in stated.cue:
        reach.setdefault(cue.role, set()).update(*(below[name] for name in cue.of))
    telling = None if stated.subject is None else stated.subject.telling
    if telling is not None and telling.usual is not None:
        usual = reach.setdefault(telling.usual, set())
        usual.update(*(below[name] for name in telling.usual_of))
    for role in (stated.default_role, stated.ratio_role):
        if role is not None:
            reach.setdefault(role, set()).update(*(below[name] for name in stated.default_of))
    if stated.kill_role is not None:
        reach.setdefault(stated.kill_role, set()).update(below)
    for union in stated.union:
        joined = set[str]().union(*(reach.get(role, ()) for role in union.roles))
        reach.setdefault(union.role, set()).update(joined)
    return reach


def _feed_faults(
    figure: Figure, at: str, *, stated: DomainFile, reach: dict[str, set[str]]
) -> Iterator[Fault]:
    """A figure is fed by a scalar, by a sum, or by a role together with what is counted."""
    measured = any(scalar.figure == figure.name for scalar in stated.scalar)
    if figure.name in figure.sum_of:
        yield Fault(f"{at}.sum_of", "a figure is no part of itself; name its parts")
    if bool(figure.roles) != bool(figure.counted):
        given, lacks = ("roles", "counted") if figure.roles else ("counted", "roles")
        what = f"a number feeds a figure by its role and its class; add {lacks}"
        yield Fault(f"{at}.{given}", what)
    elif measured and figure.roles:
        yield Fault(f"{at}.roles", "a [[scalar]] feeds this figure; take roles and counted out")
    elif figure.roles:
        below = kinds(stated.classes)
        counted = set[str]().union(*(below[name] for name in figure.counted))
        if not any(reach.get(role, set()) & counted for role in figure.roles):
            what = "no [[cue]] gives one of these roles to what is counted; add the class to its of"
            yield Fault(f"{at}.roles", what)
    elif not (measured or figure.sum_of):
        what = "nothing feeds this figure; add roles and counted, or a [[scalar]] for it"
        yield Fault(f"{at}.name", what)
    if figure.kill_reports and not any(actor.reports_kills for actor in stated.actor):
        what = "no [[actor]] reports kills; set reports_kills for the side that does"
        yield Fault(f"{at}.kill_reports", what)


def _parameter_faults(stated: DomainFile) -> Iterator[Fault]:
    rules = stated.parameters
    for key, value, least in (
        ("parameters.min_history", rules.min_history, 0),
        ("parameters.late_days", rules.late_days, 0),
        ("parameters.jump", rules.jump, 1),
        ("event.join_days", stated.event.join_days, 0),
    ):
        if value < least:
            yield Fault(f"$.{key}", f"{value:g} is too low; write {least} or more")


def _scalar_faults(stated: DomainFile) -> Iterator[Fault]:
    for index, scalar in enumerate(stated.scalar):
        at = f"$.scalar[{index}]"
        if scalar.range[0] >= scalar.range[1]:
            yield Fault(f"{at}.range", "no value lies between them; write [lowest, highest]")
        if scalar.units and scalar.to is None:
            yield Fault(f"{at}.units", "in which unit are values kept? add to")
        if not (scalar.units or scalar.labels or scalar.nouns or scalar.sign):
            what = "nothing tells a number of it; give units, labels, nouns or a sign"
            yield Fault(f"{at}.figure", what)
        if bool(scalar.bare) != bool(scalar.bare_in):
            given, lacks = ("bare", "bare_in") if scalar.bare else ("bare_in", "bare")
            yield Fault(f"{at}.{given}", f"says nothing without {lacks}; add it")
        if bool(scalar.lows) != (scalar.low_role is not None):
            given, lacks = ("lows", "low_role") if scalar.lows else ("low_role", "lows")
            yield Fault(f"{at}.{given}", f"says nothing without {lacks}; add it")


def _default_faults(stated: DomainFile) -> Iterator[Fault]:
    if bool(stated.default_of) != (stated.default_role is not None):
        given, lacks = (
            ("default_of", "default_role") if stated.default_of else ("default_role", "default_of")
        )
        yield Fault(f"$.{given}", f"says nothing without {lacks}; add it")
    for index, union in enumerate(stated.union):
        if len(union.roles) <= 1:
            yield Fault(f"$.union[{index}].roles", "joins nothing; name two roles or more")


def _ledger_faults(stated: DomainFile) -> Iterator[Fault]:
    """Months and days of measures, known values and watched records, by the figure's ledger."""
    figures = {figure.name: figure for figure in stated.figure}
    for index, measure in enumerate(stated.measure):
        for key, name in (("month", measure.month), ("day", measure.day)):
            if name is not None and figures[name].ledger != key:
                right = [each.name for each in stated.figure if each.ledger == key]
                what = f"{name!r} is kept by the {figures[name].ledger}, not by the {key}"
                yield Fault(f"$.measure[{index}].{key}", f"{what}; {_instead(right, key)}")
    for index, baseline in enumerate(stated.baseline):
        at = f"$.baseline[{index}]"
        yield from _baseline_faults(baseline, figures[baseline.figure], at=at)
        if stated.event.by_subject != (baseline.subject is not None):
            what = (
                "by_subject tells events apart; add subject"
                if stated.event.by_subject
                else "events have no subject here; take it out"
            )
            yield Fault(f"{at}.subject", what)
    for index, watch in enumerate(stated.watch):
        scopes = figures[watch.figure].scopes
        if watch.scope not in scopes:
            there = ", ".join(scopes) or "none: add scopes to the figure"
            what = f"{watch.figure} has no records of {watch.scope!r}; its scopes are {there}"
            yield Fault(f"$.watch[{index}].scope", what)


def _instead(right: list[str], ledger: str) -> str:
    return f"write one of {', '.join(right)}" if right else f'no figure has ledger = "{ledger}"'


def _baseline_faults(baseline: Baseline, figure: Figure, *, at: str) -> Iterator[Fault]:
    low, high = figure.bounds
    if not low <= baseline.value <= (math.inf if high is None else high):
        what = f"{baseline.value:g} lies outside of the bounds of {figure.name}"
        yield Fault(f"{at}.value", f"{what}; write {low:g} to {'any' if high is None else high}")
    if not baseline.source.strip():
        yield Fault(f"{at}.source", "who says so? a known record brings its source")
    monthly = figure.ledger == "month"
    form = "YYYY-MM, for it is kept by the month" if monthly else "YYYY-MM-DD"
    try:
        date.fromisoformat(f"{baseline.date}-01" if monthly else baseline.date)
        right = len(baseline.date) == (MONTH_CHARS if monthly else len("2025-06-01"))
    except ValueError:
        right = False
    if not right:
        yield Fault(f"{at}.date", f"{baseline.date!r} is no date of {figure.name}; write {form}")
