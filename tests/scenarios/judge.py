"""Judge: what a replay concluded, against what a scenario expects of it."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from workers.assembly import Assembled, assemble
from workers.core.judge.books import Books
from workers.replay import Replay
from workers.replay_input import read_input

Row = dict[str, Any]

# Areas are converted from acres and miles; everything else is exact.
CONVERTED = ("area_burned_ha",)
CONVERTED_SHARE = 0.001


class Concluded(Struct, frozen=True):
    """The rows of a replay that are judged."""

    events: list[Row]
    alerts: list[Row]
    log: list[Row]
    notes: list[Row]
    rejects: list[Row]


@cache
def core() -> Assembled:
    """The core with the built-in domains; its reader keeps nothing of any article."""
    return assemble()


def replayed(path: Path) -> Concluded:
    """What a new replay concludes from the scenario at `path`."""
    given = read_input(path)
    made = core()
    books = Books(made.catalogue, given.sources)
    replay = Replay(structs.replace(made, books=books))
    replay.take(given)
    files = replay.files()
    names = ("events", "alerts", "alert_log", "notes", "rejects")
    rows = [[json.loads(x) for x in files[f"{name}.jsonl"].splitlines()] for name in names]
    return Concluded(*rows)


def faults(scenario: Row, found: Concluded) -> list[str]:
    """Everything that is wrong, a sentence each; empty if the scenario is right."""
    return [
        *(f"rejected: {row['reason']}: {row['error']}" for row in found.rejects),
        *_wrong_events(scenario, found.events),
        *_wrong_alerts(scenario["expect"]["final_alerts"], found.alerts, _allowed(scenario)),
        *_raised_again(found.log),
        *_forbidden(scenario, found),
    ]


def missing_notes(scenario: Row, found: Concluded) -> list[str]:
    """Expected notes that no note fits; they are reported, but are no fault."""
    return [
        f"note missing: {wanted}"
        for wanted in scenario["expect"].get("notes", ())
        if not any(all(note.get(key) == wanted[key] for key in wanted) for note in found.notes)
    ]


def _wrong_events(scenario: Row, events: list[Row]) -> Iterator[str]:
    for wanted in scenario["expect"]["events"]:
        same = [event for event in events if _is_event(wanted, event, scenario["domain"])]
        for name, value in wanted["figures"].items():
            seen = [event["figures"][name] for event in same if name in event["figures"]]
            if not any(_fits(name, value, figure) for figure in seen):
                have = [_current(figure) for figure in seen] or "nothing"
                where = " ".join(str(wanted[key]) for key in wanted if key != "figures")
                yield f"event {where}: {name} should be {value}, is {have}"


def _is_event(wanted: Row, event: Row, domain: str) -> bool:
    keys = [key for key in ("series", "event_date", "window", "period") if wanted.get(key)]
    return event["domain"] == domain and all(event[key] == wanted[key] for key in keys)


def _fits(name: str, wanted: Any, figure: Row) -> bool:
    current = _current(figure)
    if current is None:
        return False
    if isinstance(wanted, list):
        low, high = wanted
        return (low is None or low <= current) and (high is None or current <= high)
    return _same(name, wanted, current)


def _current(figure: Row) -> float | None:
    value: float | None = figure["low"] if figure["value"] is None else figure["value"]
    return value


def _same(name: str, one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    share = CONVERTED_SHARE if name in CONVERTED else 0.0
    return abs(one - other) <= max(1e-9, share * abs(one))


def _wrong_alerts(wanted: list[Row], alerts: list[Row], allowed: list[Row]) -> Iterator[str]:
    left = list(alerts)
    for each in wanted:
        fitting = [alert for alert in left if _is_alert(each, alert)]
        if not fitting:
            near = [_told(alert) for alert in alerts if alert["figure"] == each["figure"]]
            yield f"alert missing: {_told(each)}; there are {near or 'none'}"
            continue
        left.remove(fitting[0])
        retracted = each["status"] == "retracted"
        if not retracted and not _same(each["figure"], each["previous"], fitting[0]["previous"]):
            have = fitting[0]["previous"]
            yield f"alert {_told(each)}: previous should be {each['previous']}, is {have}"
    for alert in left:
        if not (alert["status"] == "retracted" and _any_fits(allowed, alert)):
            yield f"alert too many: {_told(alert)}"


def _is_alert(wanted: Row, alert: Row) -> bool:
    keys = ("figure", "scope", "series", "event_date", "status")
    same = all(wanted[key] == alert[key] for key in keys)
    return same and _same(wanted["figure"], wanted["value"], alert["value"])


def _raised_again(log: list[Row]) -> Iterator[str]:
    raised: set[tuple[str, ...]] = set()
    for alert in log:
        if alert["revision"] == 0:
            key = tuple(alert[name] for name in ("figure", "scope", "series", "event_id"))
            if key in raised:
                yield f"alert raised twice: {_told(alert)}"
            raised.add(key)


def _forbidden(scenario: Row, found: Concluded) -> Iterator[str]:
    wanted, allowed = scenario["expect"]["final_alerts"], _allowed(scenario)
    for rule in scenario["expect"].get("never", ()):
        for alert in found.alerts:
            if _never(rule, alert) and alert["status"] != "retracted":
                yield f"never: {_told(alert)}: {rule['reason']}"
        for alert in found.log:
            if _never(rule, alert) and not _any_fits([*wanted, *allowed], alert):
                yield f"never raised: {_told(alert)}: {rule['reason']}"


def _never(rule: Row, alert: Row) -> bool:
    keys = [key for key in ("figure", "series", "scope", "event_date") if key in rule]
    same = all(rule[key] == alert[key] for key in keys)
    return same and ("value" not in rule or _same(rule["figure"], rule["value"], alert["value"]))


def _any_fits(rows: Iterable[Row], alert: Row) -> bool:
    """Whether one of `rows` names the alert; what a row leaves out is not compared."""
    names = ("figure", "scope", "series", "event_date")
    return any(all(row[key] == alert[key] for key in names if key in row) for row in rows)


def _allowed(scenario: Row) -> list[Row]:
    return list(scenario["expect"].get("allowed_retracted", ()))


def _told(alert: Row) -> str:
    names = ("figure", "scope", "series", "value", "event_date", "status")
    return " ".join(str(alert.get(name, "")) for name in names)
