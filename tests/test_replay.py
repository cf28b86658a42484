import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from workers.commands.replay import command
from workers.replay_input import InputError, read_input

KEYS = {
    "claims": "article_id field start end domain figure series role counted value low high approx"
    " raw_value raw_unit actor target place period date_start date_end window past derived"
    " confidence",
    "record_claims": "article_id field start end quote state scope direction domain figure series"
    " measure value value_field value_start value_end",
    "events": "event_id domain series event_date window period figures",
    "alerts": "alert_id domain figure scope series value event_date previous previous_record"
    " status reason evidence raised_at_article sentence",
    "alert_log": "alert_id figure value status revision references",
    "notes": "note_id type domain series figure event_date value place days article_id text",
    "rejects": "reason error line raw",
    "ledger": "domain figure series scope chain",
    "reports": "article_id domain series claims record_claims",
}
NIGHT = (
    "Russia launched 812 drones at Ukraine overnight, the largest number of the war, "
    "the air force said on Tuesday."
)


def article(name: str, body: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "url": f"https://news.example.org/{name}",
        "publisher": f"{name} Post",
        "title": "Night of drones",
        "body": body,
        "content_type": "text",
        "published_at": "2031-05-13T08:00:00Z",
        "fetched_at": "2031-05-13T09:00:00Z",
        **more,
    }


def lines(*rows: object) -> str:
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)


HISTORY = lines(
    {
        "domain": "air_attacks",
        "figure": "drones_launched",
        "series": "RU->UA",
        "value": 640,
        "date": "2031-02-03",
        "source": "bulletin",
    }
)
SOURCES = json.dumps({"a2 Post": {"kind": "official"}})
ARTICLES = lines(
    article("a1", NIGHT),
    article("a2", "Overnight into Tuesday Russia sent 812 drones against Ukraine, it announced."),
    "{no json\n",
    article("a3", "x", published_at="2031-06-13T08:00:00Z"),
    article("a4", "Der Damm oberhalb der Stadt brach am Montagmorgen, sagte die Ukraine, Drohnen."),
)


@pytest.fixture
def run(tmp_path: Path):
    def run(*options: str, **files: str) -> Result:
        for name, content in files.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        made = [option.replace("@", f"{tmp_path}/") for option in options]
        return CliRunner().invoke(command, made)

    return run


def rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in folder.iterdir()
    }


@pytest.fixture
def replayed(run, tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    options = ("@in", "--history", "@past", "--sources", "@who", "--out", "@out")
    result = run(*options, **{"in": ARTICLES, "past": HISTORY, "who": SOURCES})

    assert result.exit_code == 0, result.output
    return rows(tmp_path / "out")


def test_every_file_is_written_with_at_least_its_fields(replayed):
    assert replayed.keys() == KEYS.keys()
    for name in KEYS.keys() - {"notes"}:
        assert replayed[name], f"{name} is empty"
    for name, fields in KEYS.items():
        for row in replayed[name]:
            assert row.keys() >= set(fields.split()), name


def test_history_sources_and_articles_give_one_confirmed_record(replayed):
    (alert,) = [each for each in replayed["alerts"] if each["scope"] == "ever"]

    assert (alert["figure"], alert["value"], alert["status"]) == (
        "drones_launched",
        812,
        "confirmed",
    )
    assert (alert["previous"], alert["event_date"]) == (640, "2031-05-13")
    assert alert["raised_at_article"] == "a1"
    assert {proof["publisher"] for proof in alert["evidence"]} == {"a1 Post", "a2 Post"}


def test_the_known_values_of_the_catalogues_come_first_where_asked_for(run, tmp_path: Path):
    found = {}
    for asked in ((), ("--baselines",)):
        run("@in", *asked, "--out", "@out", **{"in": ARTICLES})
        found[asked] = [row for row in rows(tmp_path / "out")["ledger"] if row["scope"] == "ever"]

    before, after = ({(row["domain"], row["series"]) for row in each} for each in found.values())
    assert before < after
    assert ("earthquakes", "CL") in after


def test_the_log_holds_every_message_and_what_it_changed(replayed):
    told = [
        (each["revision"], each["references"], each["status"]) for each in replayed["alert_log"]
    ]

    assert told[0] == (0, None, "provisional")
    assert told[1][0] == 1
    assert told[1][1] == replayed["alert_log"][0]["alert_id"] + ":0"


def test_offsets_point_into_the_text_as_delivered(replayed):
    (read,) = [
        each
        for each in replayed["claims"]
        if each["article_id"] == "a1" and each["figure"] == "drones_launched"
    ]

    assert NIGHT[read["start"] : read["end"]] == "812"


def test_what_cannot_be_used_is_rejected_and_stops_nothing(replayed):
    assert [(row["line"], row["reason"]) for row in replayed["rejects"]] == [
        (3, "invalid_json"),
        (4, "published_in_future"),
    ]


def test_claims_below_the_least_confidence_feed_no_event(run, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("RECORDWIRE_CONFIDENCE_MIN", "1")

    result = run("@in", "--out", "@out", **{"in": lines(article("a1", NIGHT))})

    found = rows(tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert (found["alerts"], found["events"], found["ledger"]) == ([], [], [])
    assert [row["value"] for row in found["claims"] if row["figure"]] == [812]


def test_two_runs_give_the_same_bytes(run, tmp_path: Path):
    for out in ("@one", "@two"):
        run("@in", "--history", "@past", "--out", out, **{"in": ARTICLES, "past": HISTORY})

    one, two = tmp_path / "one", tmp_path / "two"
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {
        p.name: p.read_bytes() for p in two.iterdir()
    }


def test_a_scenario_brings_its_own_history_and_sources(run, tmp_path: Path):
    scenario = {
        "domain": "air_attacks",
        "sources": json.loads(SOURCES),
        "history": [
            {"figure": "drones_launched", "series": "RU->UA", "value": 900, "date": "2031-01-01"},
            {"figure": "unknown", "series": "RU->UA", "value": 900, "date": "2031-01-01"},
        ],
        "articles": [article("a1", NIGHT)],
    }

    result = run("@s.json", "--out", "@out", **{"s.json": json.dumps(scenario, indent=1)})

    found = rows(tmp_path / "out")
    assert result.exit_code == 0
    assert found["alerts"] == []
    assert [row["reason"] for row in found["rejects"]] == ["invalid_history"]
    assert any(row["chain"][-1]["value"] == 900 for row in found["ledger"])


def test_a_bare_text_needs_only_its_time_and_publisher(run, tmp_path: Path):
    when = ("--published-at", "2031-05-13T08:00:00Z", "--publisher", "Example Post")

    result = run("--text", "@t.txt", *when, "--out", "@out", **{"t.txt": NIGHT})

    assert result.exit_code == 0, result.output
    (claim,) = [row for row in rows(tmp_path / "out")["claims"] if row["figure"]]
    assert (claim["field"], NIGHT[claim["start"] : claim["end"]]) == ("body", "812")


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--out", "@out"), 2, "give an INPUT or --text"),
        (("@absent", "--out", "@out"), 1, "cannot be read"),
        (("--text", "@t", "--out", "@out"), 2, "--text needs"),
        (("--text", "@t", "--published-at", "x", "--publisher", "p", "--out", "@o"), 2, "no time"),
        (("@t", "--history", "@t", "--out", "@out"), 1, "is no JSON"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(run, options, status, says):
    result = run(*options, t=NIGHT)

    assert result.exit_code == status
    assert says in result.output


def test_an_article_changed_by_a_later_version_is_read_anew(run, tmp_path: Path):
    changed = article("a1", NIGHT.replace("812", "820"), version=2)
    first = article("a1", NIGHT, version=1)

    run(
        "@in",
        "--history",
        "@past",
        "--out",
        "@out",
        **{"in": lines(first, changed, first), "past": HISTORY},
    )

    found = rows(tmp_path / "out")
    assert {row["value"] for row in found["claims"] if row["figure"]} == {820}
    assert [row["status"] for row in found["alerts"] if row["scope"] == "ever"] == ["amended"]


def test_one_article_may_take_many_lines(tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps(article("a1", NIGHT), indent=2))

    (line,) = read_input(tmp_path / "a.json").lines

    assert json.loads(line.value) == article("a1", NIGHT)


def test_an_array_is_as_good_as_lines(tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps([article("a1", NIGHT), article("a2", NIGHT)]))
    (tmp_path / "a.jsonl").write_text(lines(article("a1", NIGHT), article("a2", NIGHT)))

    one, two = read_input(tmp_path / "a.json"), read_input(tmp_path / "a.jsonl")

    assert [json.loads(line.value) for line in one.lines] == [
        json.loads(line.value) for line in two.lines
    ]
    with pytest.raises(InputError):
        read_input(tmp_path / "absent")
