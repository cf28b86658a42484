"""Compatibility: a released message may gain optional fields and nothing else."""

import json
from typing import Any

import pytest

from schemas.compatibility import breaks
from schemas.export import RELEASED, schema
from schemas.topics import TOPICS

ALERTS = next(topic for topic in TOPICS if topic.name == "alerts")


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_no_released_message_has_broken(topic):
    released = json.loads(RELEASED.read_bytes())["schemas"]

    if topic.name not in released:
        pytest.skip("a new topic: not yet released")
    assert breaks(released[topic.name], schema(topic)) == []


def test_no_released_topic_has_gone():
    released = json.loads(RELEASED.read_bytes())["schemas"]

    assert set(released) <= {topic.name for topic in TOPICS}


def as_plain_data(topic) -> Any:
    return json.loads(json.dumps(schema(topic)))


def doctored(change) -> list[str]:
    """What breaks between the alert as it is and as `change` makes it."""
    current = as_plain_data(ALERTS)
    change(current["$defs"])
    return breaks(schema(ALERTS), current)


def fields(defs, name="Alert") -> Any:
    return defs[name]["properties"]


ALLOWED = {
    "the same": lambda defs: defs,
    "an optional field": lambda defs: fields(defs).update(tone={"type": "string"}),
    "an optional field of a new kind": lambda defs: (
        fields(defs).update(place={"$ref": "#/$defs/Place"}),
        defs.update(Place={"type": "object", "properties": {}, "required": ["name"]}),
    ),
    "an optional field deep inside": lambda defs: fields(defs, "Voice").update(
        city={"type": "string"}
    ),
    "other words": lambda defs: defs["Alert"].update(description="Something else."),
    "another order of required": lambda defs: defs["Alert"]["required"].reverse(),
}

FORBIDDEN = {
    "a field removed": (
        lambda defs: fields(defs).pop("mode"),
        "$.Alert.mode was removed",
    ),
    "a required field removed": (
        lambda defs: (fields(defs).pop("value"), defs["Alert"]["required"].remove("value")),
        "$.Alert.value was removed",
    ),
    "a field renamed": (
        lambda defs: fields(defs).update(amount=fields(defs).pop("margin")),
        "$.Alert.margin was removed",
    ),
    "another type": (
        lambda defs: fields(defs)["value"].update(type="string"),
        "$.Alert.value.type: number became string",
    ),
    "a type that may now be null": (
        lambda defs: fields(defs).update(value={"anyOf": [{"type": "number"}, {"type": "null"}]}),
        "$.Alert.value: type number is gone",
    ),
    "a type that may no longer be null": (
        lambda defs: fields(defs).update(reason={"type": "string"}),
        "$.Alert.reason: type string is new",
    ),
    "another type deep inside": (
        lambda defs: fields(defs, "Voice")["start"].update(type="number"),
        "$.Voice.start.type: integer became number",
    ),
    "a new required field": (
        lambda defs: (
            fields(defs).update(tone={"type": "string"}),
            defs["Alert"]["required"].append("tone"),
        ),
        "$.Alert.tone has become required",
    ),
    "an optional field now required": (
        lambda defs: defs["Alert"]["required"].append("subject"),
        "$.Alert.subject has become required",
    ),
    "a required field now optional": (
        lambda defs: defs["Alert"]["required"].remove("status"),
        "$.Alert.status is no longer certain to be there",
    ),
    "a word less in a closed list": (
        lambda defs: fields(defs)["status"]["enum"].remove("amended"),
        "$.Alert.status.enum: ",
    ),
    "a word more in a closed list": (
        lambda defs: fields(defs)["status"]["enum"].append("doubted"),
        "$.Alert.status.enum: ",
    ),
    "a tighter limit": (
        lambda defs: fields(defs, "Voice")["quote"].update(maxLength=80),
        "$.Voice.quote.maxLength: 400 became 80",
    ),
    "a new limit": (
        lambda defs: fields(defs)["sentence"].update(maxLength=80),
        "$.Alert.sentence: maxLength 80 is new",
    ),
    "another default": (
        lambda defs: fields(defs)["mode"].update(default="test"),
        "$.Alert.mode.default: live became test",
    ),
    "a kind removed": (
        lambda defs: defs.pop("PreviousRecord"),
        "$.PreviousRecord was removed",
    ),
}


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_a_message_may_gain_an_optional_field(change):
    assert doctored(change) == []


@pytest.mark.parametrize(("change", "fault"), FORBIDDEN.values(), ids=FORBIDDEN)
def test_anything_else_is_a_break_and_is_named(change, fault):
    found = doctored(change)

    assert [line for line in found if line.startswith(fault)], found


def test_what_readers_were_given_may_not_be_taken_back():
    wider = as_plain_data(ALERTS)
    fields(wider["$defs"]).update(tone={"type": "string"})

    assert breaks(schema(ALERTS), wider) == []
    assert breaks(wider, schema(ALERTS)) == ["$.Alert.tone was removed"]
