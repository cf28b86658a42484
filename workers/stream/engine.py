"""Engine: a Faust app as our settings want it."""

from pathlib import Path

import faust
from faust.auth import SASLCredentials, SSLCredentials
from faust.types.auth import CredentialsT

from workers.settings import Settings
from workers.stream import patches
from workers.stream.connection import ssl_context
from workers.stream.guard import Halt, halt
from workers.stream.monitor import WorkerMonitor


class Engine(faust.App):
    """An app that ends the process where the engine would go on with a hole in the stream."""

    on_crash: Halt = staticmethod(halt)

    async def crash(self, reason: BaseException) -> None:
        """End the process: what was open is delivered again after a restart."""
        self.on_crash(f"the engine failed ({type(reason).__name__}: {reason})")


def engine(settings: Settings, monitor: WorkerMonitor) -> Engine:
    """An app without agents yet, mended by `patches`."""
    patches.apply()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = Engine(
        settings.app_id,
        env={},  # else variables like BROKER_URL or DATADIR would win over our settings
        broker=[f"kafka://{server}" for server in settings.kafka.split(",")],
        broker_credentials=_credentials(settings),
        # Exactly-once of the engine leaves out every topic that it does not itself consume.
        processing_guarantee="at_least_once",
        consumer_group_instance_id=settings.instance_id,
        broker_session_timeout=settings.session_timeout_seconds,
        broker_heartbeat_interval=settings.heartbeat_seconds,
        broker_rebalance_timeout=settings.rebalance_timeout_seconds,
        broker_request_timeout=settings.request_timeout_seconds,
        broker_max_poll_interval=settings.poll_interval_seconds,
        broker_max_poll_records=settings.poll_messages_max,
        consumer_max_fetch_size=settings.fetch_bytes_max,
        consumer_auto_offset_reset="earliest",
        stream_buffer_maxsize=settings.buffer_messages_max,
        stream_wait_empty=True,
        stream_publish_on_commit=False,
        broker_commit_interval=settings.commit_interval_seconds,
        producer_acks=-1,
        producer_request_timeout=settings.request_timeout_seconds,
        # Topics are made by command, so that a wrong one is seen and not silently left out.
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication_factor,
        table_standby_replicas=0,
        store="memory://",
        datadir=Path(settings.data_dir),
        web_enabled=False,
        autodiscover=False,
    )
    app.monitor = monitor
    return app


def _credentials(settings: Settings) -> CredentialsT | None:
    context = ssl_context(settings)
    if settings.security_protocol.startswith("SASL"):
        return SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password,
            ssl_context=context,
            mechanism=settings.sasl_mechanism,
        )
    return None if context is None else SSLCredentials(context=context)
