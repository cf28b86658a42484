"""Partitions: which one a message belongs to."""

from aiokafka.partitioner import murmur2
from msgspec import Struct

from schemas.report import Report


def partition_of(key: str, partitions: int) -> int:
    """The partition of `key` among `partitions`, as Kafka's own clients for Java choose it."""
    return int(murmur2(key.encode()) & 0x7FFFFFFF) % partitions


def partition_key(key: str, message: Struct) -> str:
    """What decides the partition of `message`: a report's series, else its key.

    All reports of a series stand in one partition, whatever article they come from.
    """
    return f"{message.domain}/{message.series}" if isinstance(message, Report) else key
