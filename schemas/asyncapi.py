"""AsyncAPI: one document that tells readers in any language what travels on which topic."""

from inspect import cleandoc

import msgspec
from msgspec import Struct

from schemas.alert import Alert
from schemas.event import Event
from schemas.note import Note
from schemas.reject import Reject
from schemas.topics import DEFAULT_PREFIX, TOPICS, Topic

Document = dict[str, object]

CONTENT_TYPE = "application/json"
# The parts of the program; whoever else writes or reads a topic is outside.
STEPS = ("read", "merge")
MS_PER_DAY = 86_400_000

_IDENTITIES: dict[type[Struct], str] = {
    Alert: "alert_id:revision",
    Event: "id:revision",
    Note: "note_id",
}


def asyncapi(version: str) -> Document:
    """The document, for release `version` of the contract."""
    _, schemas = msgspec.json.schema_components(
        [topic.carries for topic in TOPICS], ref_template="#/components/schemas/{name}"
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Recordwire",
            "version": version,
            "description": (
                "News articles go in, record alerts come out. Every message is one JSON object;"
                " a message may gain optional fields, anything else is a new topic."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {
            name: operation for topic in TOPICS for name, operation in _operations(topic).items()
        },
        "components": {
            "messages": {topic.name: _message(topic) for topic in TOPICS},
            "schemas": {name: tidy(schema) for name, schema in schemas.items()},
        },
    }


def tidy(schema: object) -> object:
    """`schema` with the docstrings in it unindented, so that they read as sentences."""
    if isinstance(schema, dict):
        return {
            name: cleandoc(part) if name == "description" and isinstance(part, str) else tidy(part)
            for name, part in schema.items()
        }
    return [tidy(part) for part in schema] if isinstance(schema, list | tuple) else schema


def _channel(topic: Topic) -> Document:
    says = f"Written by {', '.join(topic.writers)}. Read by {', '.join(topic.readers)}."
    settings: Document = {
        "cleanup.policy": [topic.cleanup],
        "max.message.bytes": topic.message_bytes_max,
        "retention.ms": -1 if topic.retention_days is None else topic.retention_days * MS_PER_DAY,
    }
    return {
        "address": f"{{prefix}}.{topic.name}",
        "parameters": {
            "prefix": {
                "default": DEFAULT_PREFIX,
                "description": "The setting RECORDWIRE_TOPIC_PREFIX.",
            }
        },
        "description": f"{says} Partitioned by {topic.partitioned_by}.",
        "messages": {
            topic.carries.__name__: {"$ref": f"#/components/messages/{topic.name}"},
        },
        "bindings": {
            "kafka": {
                "partitions": topic.partitions,
                "topicConfiguration": settings,
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: Topic) -> dict[str, Document]:
    """What Recordwire itself does with the topic; `send` and `receive` are seen from inside."""
    made: dict[str, Document] = {}
    for action, parties in (("receive", topic.readers), ("send", topic.writers)):
        for step in (party for party in parties if party in STEPS):
            made[f"{step}_{action}s_{topic.name}"] = {
                "action": action,
                "channel": {"$ref": f"#/channels/{topic.name}"},
                "summary": f"`{step}` {action}s {topic.name}.",
                "messages": [
                    {"$ref": f"#/channels/{topic.name}/messages/{topic.carries.__name__}"}
                ],
            }
    return made


def _message(topic: Topic) -> Document:
    name = topic.carries.__name__
    message: Document = {
        "name": name,
        "title": name,
        "contentType": CONTENT_TYPE,
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"The {topic.key}."},
                "bindingVersion": "0.5.0",
            }
        },
    }
    headers = _headers(topic)
    return message if headers is None else {**message, "headers": headers}


def _headers(topic: Topic) -> Document | None:
    if topic.carries is Reject:
        return _strings(
            reason="Why; one of the reasons in the message.",
            error="The same in words, at most 500 bytes.",
            topic="Where the refused message was read.",
            partition="Its partition.",
            offset="Its offset.",
            sha256="Hash of its bytes.",
        )
    identity = _IDENTITIES.get(topic.carries)
    if identity is None:
        return None
    return _strings(
        ce_specversion="CloudEvents, binary mode: always 1.0.",
        ce_id=f"{identity}. Two messages with one id have one content.",
        ce_source="Always /recordwire.",
        ce_type=f"recordwire.{topic.carries.__name__.lower()}.v and the message's format.",
        ce_time="The message's known_at.",
    )


def _strings(**says: str) -> Document:
    return {
        "type": "object",
        "properties": {
            name: {"type": "string", "description": words} for name, words in says.items()
        },
        "required": list(says),
    }
