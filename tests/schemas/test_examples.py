"""Examples: every reader takes the good ones and refuses the bad ones, saying why."""

import json
from datetime import date, datetime
from pathlib import Path

import jsonschema
import orjson
import pytest

from schemas import Report, wire
from schemas.export import FOLDER, schema
from schemas.topics import TOPICS, Topic

EXAMPLES = FOLDER / "examples"
BY_NAME = {topic.name: topic for topic in TOPICS}
GOOD = sorted(EXAMPLES.glob("*/*.json"))
# JSON Schema speaks of values: not of bytes, and of an encoding only in words.
BEYOND_SCHEMAS = ("invalid_json", "invalid_utf8")
UNCHECKED = "raw_not_base64.json"
BAD = sorted(path for path in EXAMPLES.glob("*/bad/*.json") if path.name != "reasons.json")


def name_of(path: Path) -> str:
    return str(path.relative_to(EXAMPLES))


def topic_of(path: Path) -> Topic:
    return BY_NAME[path.relative_to(EXAMPLES).parts[0]]


def expected(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((path.parent / "reasons.json").read_bytes())[path.name]
    return found


def in_schema_language(topic: Topic) -> jsonschema.Draft202012Validator:
    formats = jsonschema.FormatChecker(formats=())

    @formats.checks("date", raises=ValueError)
    def is_day(text: object) -> bool:
        return bool(date.fromisoformat(str(text)))

    @formats.checks("date-time", raises=ValueError)
    def is_moment(text: object) -> bool:
        return datetime.fromisoformat(str(text)).tzinfo is not None

    return jsonschema.Draft202012Validator(schema(topic), format_checker=formats)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_topic_has_good_and_bad_examples(topic):
    assert len([path for path in GOOD if topic_of(path) is topic]) >= 3
    assert len([path for path in BAD if topic_of(path) is topic]) >= 3


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_example_is_read_and_written_without_loss(path):
    topic = topic_of(path)
    message = wire.decode(path.read_bytes(), topic.carries)

    assert wire.decode(wire.encode(message), topic.carries) == message
    in_schema_language(topic).validate(orjson.loads(wire.encode(message)))


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_example_is_good_in_the_schema_language(path):
    in_schema_language(topic_of(path)).validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_a_bad_example_is_refused_with_its_reason(path):
    with pytest.raises(wire.UnreadableError) as refusal:
        wire.decode(path.read_bytes(), topic_of(path).carries)

    assert refusal.value.reason == expected(path)["reason"]
    assert expected(path)["error"] in refusal.value.error
    assert refusal.value.error


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in BAD
        if expected(path)["reason"] not in BEYOND_SCHEMAS and path.name != UNCHECKED
    ],
    ids=name_of,
)
def test_a_bad_example_is_bad_in_the_schema_language(path):
    assert not in_schema_language(topic_of(path)).is_valid(json.loads(path.read_bytes()))


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_each_bad_example_has_a_reason_and_each_reason_an_example(topic):
    folder = EXAMPLES / topic.name / "bad"
    reasons = json.loads((folder / "reasons.json").read_bytes())

    assert sorted(reasons) == sorted(path.name for path in BAD if path.parent == folder)


def claims_of_the_text() -> list[tuple[str | None, int | None, int | None, str]]:
    report = wire.decode((EXAMPLES / "claims" / "claims.json").read_bytes(), Report)
    return [
        *((claim.field, claim.start, claim.end, f"{claim.raw_value:g}") for claim in report.claims),
        *((claim.field, claim.start, claim.end, claim.quote) for claim in report.record_claims),
        *(
            (claim.value_field, claim.value_start, claim.value_end, f"{claim.value:g}")
            for claim in report.record_claims
        ),
    ]


@pytest.mark.parametrize("span", claims_of_the_text())
def test_the_claims_of_the_example_point_into_its_article(span):
    field, start, end, text = span
    article = json.loads((EXAMPLES / "articles" / "text.json").read_bytes())

    assert article[field][start:end] == text
