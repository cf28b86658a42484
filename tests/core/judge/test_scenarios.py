"""The scenarios as a perfect reader would hand them over: merging and judging by themselves."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from schemas.alert import Alert
from schemas.note import Note
from schemas.report import Period, Report, Value
from tests import evaluation
from tests.core.makers import catalogue, claim, record, report, value
from tests.core.rule_book import DOMAINS
from workers.core.catalogue.model import Source
from workers.core.judge.books import Books
from workers.core.judge.history import HistoryEntry, history_report

CATALOGUE = catalogue(*DOMAINS)


def scenario_files() -> list[Path]:
    folder = evaluation.folder()
    return [] if folder is None else sorted((folder / "scenarios").glob("*.json"))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def period(read) -> Period:
    day = read["event_date"]
    if len(day) == len("2025-06"):
        first = date.fromisoformat(f"{day}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return Period(kind="month", start=first, end=last)
    end = date.fromisoformat(day)
    window = read.get("window")
    if window == "calendar_day":
        return Period(kind="day", start=end, end=end)
    return Period(kind="event", start=end, end=end, window=window)


def said(read) -> Value:
    if "at_least" in read:
        return value(least=read["at_least"])
    return value(between=tuple(read["range"])) if "range" in read else value(read["value"])


def reports_of(scenario) -> Iterator[tuple[dict[str, str], str | None, list[dict[str, str]]]]:
    for article in scenario["articles"]:
        reads = scenario["expect"]["reads"]
        key = article["id"]
        rows = reads.get(key, reads.get(f"{key}@{article.get('version')}", []))
        series = sorted({row["series"] for row in rows}) or [None]
        for name in series:
            yield article, name, [row for row in rows if row["series"] in (name, None)]


def as_report(article, series, rows, *, domain) -> Report:
    claims, records = [], []
    for index, read in enumerate(rows):
        made = claim(
            read["figure"],
            said(read),
            period(read),
            start=index,
            id=f"{article['id']}-{article.get('version')}-{index}",
            correction=read.get("correction", False),
        )
        claims.append(made)
        if "claim" in read:
            records.append(record(made, read["claim"]))
    return report(
        article["id"],
        *claims,
        at=moment(article["published_at"]),
        fetched=moment(article["fetched_at"]),
        version=article.get("version"),
        publisher=article["publisher"],
        domain=domain,
        series=series,
        records=records,
        text=article["body"] or article["title"],
        backfill=bool(article.get("backfill")),
        withdrawn=article.get("pub_status") == "canceled",
    )


def play(scenario) -> tuple[Books, list[Alert], list[Note]]:
    sources = [
        Source(publisher=name, kind=row["kind"]) for name, row in scenario["sources"].items()
    ]
    books = Books(CATALOGUE, sources)
    sent: list[Alert] = []
    notes: list[Note] = []
    spoken: dict[str, set[str]] = {}

    def read(one) -> None:
        verdict = books.judge(one)
        books.commit(verdict)
        sent.extend(verdict.alerts)
        notes.extend(verdict.notes)

    for entry in scenario.get("history") or []:
        read(history_report(HistoryEntry(domain=scenario["domain"], **entry), CATALOGUE))
    for article, series, rows in reports_of(scenario):
        names = {series} if series else set()
        for gone in sorted(spoken.get(article["id"], set()) - names) if series is None else ():
            read(as_report(article, gone, [], domain=scenario["domain"]))
        for name in names:
            read(as_report(article, name, rows, domain=scenario["domain"]))
        spoken.setdefault(article["id"], set()).update(names)
    return books, sent, notes


def fits(found, wanted) -> bool:
    if isinstance(wanted, list):
        return bool(wanted[0] <= found <= wanted[1])
    return bool(found == pytest.approx(wanted, rel=0.001 if wanted > 100_000 else 1e-9))


@pytest.mark.parametrize("path", scenario_files(), ids=lambda path: path.stem)
def test_a_scenario_read_well_is_judged_well(path):
    scenario = json.loads(path.read_text(encoding="utf-8"))
    books, sent, notes = play(scenario)
    expect = scenario["expect"]

    final = {
        (
            a.figure,
            a.scope,
            a.series,
            a.value,
            a.event_date,
            a.status,
            "" if a.status == "retracted" else a.previous_record and a.previous_record.value,
        )
        for a in books.alerts()
    }
    assert final == {
        (
            a["figure"],
            a["scope"],
            a["series"],
            a["value"],
            a["event_date"],
            a["status"],
            "" if a["status"] == "retracted" else a["previous"],
        )
        for a in expect["final_alerts"]
    }
    for wanted in expect["events"]:
        rows = [
            row
            for row in books.events(scenario["domain"], wanted["series"])
            if row.date == wanted["event_date"]
            and wanted.get("window") in (None, row.window)
            and wanted.get("period", "event") == row.ledger
        ]
        for name, number in wanted["figures"].items():
            values = [row.figures[name].value for row in rows if name in row.figures]
            assert any(fits(found, number) for found in values), (wanted, name, values)
    assert len({(a.alert_id, a.revision) for a in sent}) == len(sent)
    for wanted in expect["notes"]:
        if wanted["type"] in ("history_changed", "tie", "disputed"):
            assert any(
                note.type == wanted["type"] and note.event_date == wanted["event_date"]
                for note in notes
            ), wanted


def test_the_scenarios_are_there():
    evaluation.folder_or_skip()

    assert scenario_files()
