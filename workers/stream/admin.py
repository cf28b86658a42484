"""Admin: topics as they should be; made by command, checked before every start."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code
from msgspec import Struct

from schemas.topics import SMALL_MESSAGE_BYTES_MAX, TOPICS, Topic
from workers.settings import Settings
from workers.stream.connection import connection, greet
from workers.stream.publisher import partitions_of

MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000
MEMORY = "memory"
REPORTS = "reports"
TABLES = (MEMORY, REPORTS)
_EXISTS = 36


class AdminError(RuntimeError):
    """The broker would not do what was asked; the text says for which topic and why."""


class Plan(Struct, frozen=True, kw_only=True):
    """One topic as it should be. `configs` are Kafka's own names and texts."""

    name: str
    partitions: int
    configs: dict[str, str]


class Found(Struct, frozen=True, kw_only=True):
    """One topic as it is."""

    partitions: int
    configs: dict[str, str]


def changelog(settings: Settings, table: str) -> str:
    """The name of the topic from which `table` is restored."""
    return f"{settings.app_id}-{table}-changelog"


def plans(settings: Settings) -> list[Plan]:
    """All topics that the worker needs: those of the contract, and its own changelogs."""
    contract = [plan_of(topic, settings) for topic in TOPICS]
    own = [
        Plan(
            name=changelog(settings, table),
            partitions=settings.partitions,
            configs={
                # Not "compact,delete": an emptied partition makes recovery wait for ever.
                "cleanup.policy": "compact",
                "max.message.bytes": str(SMALL_MESSAGE_BYTES_MAX),
            },
        )
        for table in TABLES
    ]
    return contract + own


def plan_of(topic: Topic, settings: Settings) -> Plan:
    """One topic of the contract as it should be."""
    return Plan(
        name=topic.full_name(settings.topic_prefix),
        partitions=partitions_of(topic, settings),
        configs=_configs(topic),
    )


def faults(plan: Plan, found: Found | None) -> list[str]:
    """What is wrong with a topic, and what to do, a line each."""
    if found is None:
        return [f"{plan.name} is missing: run `recordwire topics --create`"]
    lines = []
    if found.partitions != plan.partitions:
        lines.append(
            f"{plan.name} has {found.partitions} partitions, not {plan.partitions}: set "
            f"RECORDWIRE_PARTITIONS to what all topics have, or name other topics by "
            f"RECORDWIRE_TOPIC_PREFIX and RECORDWIRE_APP_ID"
        )
    for name, value in sorted(plan.configs.items()):
        actual = found.configs.get(name, value)
        enough = name == "max.message.bytes" and int(actual) >= int(value)
        if actual != value and name in ("cleanup.policy", "max.message.bytes") and not enough:
            lines.append(
                f"{plan.name} has {name}={actual}, not {value}: set it by your Kafka's tools"
            )
    return lines


async def create(settings: Settings) -> list[str]:
    """Make the topics that are missing; their names. Raises `AdminError`."""
    async with _client(settings) as client:
        there = set(await client.list_topics())
        missing = [plan for plan in plans(settings) if plan.name not in there]
        if missing:
            answer = await client.create_topics(
                [
                    NewTopic(
                        name=plan.name,
                        num_partitions=plan.partitions,
                        replication_factor=settings.replication_factor,
                        topic_configs=plan.configs,
                    )
                    for plan in missing
                ]
            )
            for name, code, *words in answer.topic_errors:
                if code not in (0, _EXISTS):
                    fault = (
                        f"{name} could not be made: {' '.join(map(str, words)) or for_code(code)}"
                    )
                    raise AdminError(fault)
        return [plan.name for plan in missing]


async def check(settings: Settings, wanted: Sequence[Plan] | None = None) -> list[str]:
    """What is wrong with the topics `wanted`, a line each; without any, with all of a worker's."""
    wanted = plans(settings) if wanted is None else wanted
    async with _client(settings) as client:
        there = {
            topic["topic"]: len(topic["partitions"])
            for topic in await client.describe_topics()
            if topic["error_code"] == 0
        }
        configs = await _described(client, [plan.name for plan in wanted if plan.name in there])
    lines = []
    for plan in wanted:
        partitions = there.get(plan.name)
        found = None
        if partitions is not None:
            found = Found(partitions=partitions, configs=configs.get(plan.name, {}))
        lines += faults(plan, found)
    return lines


@asynccontextmanager
async def _client(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    await greet(settings)
    client = AIOKafkaAdminClient(**connection(settings))
    try:
        await client.start()
        yield client
    finally:
        await client.close()


async def _described(client: AIOKafkaAdminClient, names: list[str]) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    wanted = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    return {
        resource[3]: {entry[0]: entry[1] for entry in resource[4]}
        for answer in await client.describe_configs(wanted)
        for resource in answer.resources
    }


def _configs(topic: Topic) -> dict[str, str]:
    configs = {
        "cleanup.policy": topic.cleanup,
        "max.message.bytes": str(topic.message_bytes_max),
    }
    if topic.cleanup == "delete":
        days = topic.retention_days
        configs["retention.ms"] = "-1" if days is None else str(days * MILLISECONDS_A_DAY)
    return configs
