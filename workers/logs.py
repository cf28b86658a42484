"""Logs: one JSON object a line, for our records and for those of the libraries alike."""

import logging
import logging.config
from collections import OrderedDict
from typing import Literal, TextIO

import orjson
import structlog
from structlog.stdlib import BoundLogger, ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from schemas.alert import Alert

Style = Literal["json", "console"]

# These repeat one complaint many times a second while a broker is away.
CLIENTS = ("aiokafka", "faust", "mode")
QUIET_SECONDS = 30.0
KINDS_MAX = 256
FIELD_CHARACTERS_MAX = 500


def set_up(level: str = "INFO", style: Style = "json", *, stream: TextIO | None = None) -> None:
    """Send every record from now on to `stream`, standard error if none is given."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            *_shared(),
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(configuration(level, style, stream=stream))


def configuration(
    level: str = "INFO", style: Style = "json", *, stream: TextIO | None = None
) -> dict[str, object]:
    """What `logging.config.dictConfig` wants; the engine takes it as `logging_config`."""
    handler: dict[str, object] = {
        "class": "logging.StreamHandler",
        "formatter": "recordwire",
        "filters": ["quiet"],
    }
    if stream is not None:
        handler["stream"] = stream
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"recordwire": {"()": _formatter, "style": style}},
        "filters": {"quiet": {"()": Quiet}},
        "handlers": {"stderr": handler},
        "root": {"level": level, "handlers": ["stderr"]},
    }


def logger() -> BoundLogger:
    """The logger of the worker; bind ids to it (article_id, topic, partition, offset)."""
    found: BoundLogger = structlog.stdlib.get_logger("recordwire")
    return found


def tell_alert(log: BoundLogger, alert: Alert) -> None:
    """The one line that an alert gets when it is raised or changed."""
    before = alert.previous_record
    log.info(
        "alert raised" if alert.revision == 0 else f"alert {alert.status}",
        alert_id=alert.alert_id,
        revision=alert.revision,
        status=alert.status,
        reason=alert.reason,
        domain=alert.domain,
        figure=alert.figure,
        series=alert.series,
        scope=alert.scope,
        value=alert.value,
        previous=None if before is None else before.value,
        event_id=alert.event_id,
        event_date=alert.event_date,
        sources=alert.sources,
        article_id=alert.raised_at_article,
        mode=alert.mode,
    )


class Quiet(logging.Filter):
    """Passes the first of like warnings of the Kafka clients, then one in `QUIET_SECONDS`.

    That one says in `like_it` how many were left out before it. Records are alike when logger and
    message are, before values are filled in. Everybody else's records pass.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        super().__init__()
        self._passed: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether `record` passes; counts it if not."""
        if record.levelno < logging.WARNING or record.name.partition(".")[0] not in CLIENTS:
            return True
        kind = (record.name, str(record.msg))
        since, left_out = self._passed.get(kind, (float("-inf"), 0))
        if 0 <= record.created - since < QUIET_SECONDS:
            self._passed[kind] = (since, left_out + 1)
            return False
        self._passed[kind] = (record.created, 0)
        self._passed.move_to_end(kind)
        while len(self._passed) > KINDS_MAX:
            self._passed.popitem(last=False)
        if left_out:
            record.like_it = left_out
        return True


def _shared() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter(style: Style) -> ProcessorFormatter:
    # Plain tracebacks: the richer ones show local variables, and so the article's text.
    last: list[Processor] = [structlog.processors.format_exc_info, _cut, _json]
    if style == "console":
        plain = structlog.dev.plain_traceback
        last = [_cut, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return ProcessorFormatter(
        foreign_pre_chain=[*_shared(), structlog.stdlib.ExtraAdder(("like_it",))],
        processors=[ProcessorFormatter.remove_processors_meta, *last],
    )


def _cut(_logger: WrappedLogger, _name: str, fields: EventDict) -> EventDict:
    """A library may put a whole message into its complaint; a line keeps the beginning."""
    for name, value in fields.items():
        if name != "exception" and isinstance(value, str) and len(value) > FIELD_CHARACTERS_MAX:
            fields[name] = value[:FIELD_CHARACTERS_MAX] + " ..."
    return fields


def _json(_logger: WrappedLogger, _name: str, fields: EventDict) -> str:
    return orjson.dumps(fields, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
