"""Settings: what an operator can set, read once from RECORDWIRE_* environment variables."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, TypeGuard

import msgspec
from msgspec import Meta, Struct, inspect

PREFIX = "RECORDWIRE_"
MASK = "********"
# Read by the demo and the tests; a worker that finds them set is not misconfigured.
FOREIGN = frozenset({"RECORDWIRE_DATA", "RECORDWIRE_TEST_KAFKA", "RECORDWIRE_CACHE"})
SECRETS = ("sasl_password", "ssl_key_password")

PORT_MAX = 65_535
# A day: no wait of ours is longer, and what waits for ever cannot be told from a hang.
SECONDS_MAX = 86_400

Count = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0, le=SECONDS_MAX)]
Port = Annotated[int, Meta(ge=0, le=PORT_MAX)]
Share = Annotated[float, Meta(ge=0, le=1)]
Protocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


class SettingsError(ValueError):
    """Wrong or unknown variables, one line each, saying what would be right."""


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that can be set. A field `x_y` is the variable `RECORDWIRE_X_Y`.

    The descriptions are the manual: `recordwire config` prints them beside the values.
    """

    kafka: Annotated[
        str, Meta(pattern=r"^[^\s,]+:\d+(,[^\s,]+:\d+)*$", description="Brokers: host:port, ...")
    ] = "127.0.0.1:9092"
    security_protocol: Annotated[Protocol, Meta(description="How brokers are spoken to.")] = (
        "PLAINTEXT"
    )
    sasl_mechanism: Annotated[Mechanism, Meta(description="How the worker proves itself.")] = (
        "SCRAM-SHA-512"
    )
    sasl_username: Annotated[str | None, Meta(description="User name for SASL.")] = None
    sasl_password: Annotated[str | None, Meta(description="Password for SASL (or ..._FILE).")] = (
        None
    )
    ssl_ca_file: Annotated[
        Path | None, Meta(description="Authorities to trust (PEM); else the system's.")
    ] = None
    ssl_certificate_file: Annotated[Path | None, Meta(description="Own certificate (PEM).")] = None
    ssl_key_file: Annotated[Path | None, Meta(description="Key of the certificate (PEM).")] = None
    ssl_key_password: Annotated[
        str | None, Meta(description="Password of the key (or ..._FILE).")
    ] = None

    topic_prefix: Annotated[
        str, Meta(pattern=r"^[a-zA-Z0-9._-]{1,200}$", description="First part of topic names.")
    ] = "recordwire"
    partitions: Annotated[
        Count, Meta(description="Partitions of each topic but rejects; fixed at creation.")
    ] = 4
    replication_factor: Annotated[Count, Meta(description="Copies of each new topic.")] = 1

    app_id: Annotated[
        str,
        Meta(
            pattern=r"^[a-zA-Z0-9._-]{1,200}$",
            description="Consumer group, and first part of the names of its state topics.",
        ),
    ] = "recordwire"
    instance_id: Annotated[
        str | None,
        Meta(description="Static member name, own to each worker: a restart moves no partitions."),
    ] = None
    session_timeout_seconds: Annotated[
        Seconds, Meta(description="After this silence a worker's partitions go to others.")
    ] = 10.0
    heartbeat_seconds: Annotated[
        Seconds, Meta(description="Sign of life; at most a third of the session timeout.")
    ] = 3.0
    rebalance_timeout_seconds: Annotated[
        Seconds, Meta(description="Time that workers have to join a rebalance.")
    ] = 30.0
    request_timeout_seconds: Annotated[
        Seconds, Meta(description="Time for one broker request; at least the session timeout.")
    ] = 30.0
    poll_interval_seconds: Annotated[
        Seconds, Meta(description="Longest pause between two reads from Kafka.")
    ] = 300.0
    poll_messages_max: Annotated[Count, Meta(description="Messages taken in one read.")] = 500
    fetch_bytes_max: Annotated[Count, Meta(description="Bytes fetched of one partition.")] = 1 << 20
    buffer_messages_max: Annotated[
        Count, Meta(description="Messages waiting in the worker before it stops fetching.")
    ] = 2048
    batch_messages_max: Annotated[
        Count, Meta(description="Messages worked on before their offsets may be committed.")
    ] = 200
    commit_interval_seconds: Annotated[
        Seconds, Meta(description="Time between commits: what a crash repeats.")
    ] = 1.0

    linger_ms: Annotated[
        int, Meta(ge=0, le=1000, description="Wait for more to send; alerts and notes never wait.")
    ] = 5
    producer_batch_bytes: Annotated[Count, Meta(description="Bytes sent together.")] = 131_072
    compression: Annotated[
        Literal["none", "gzip"], Meta(description="Compression of what is sent.")
    ] = "none"

    retries: Annotated[
        int, Meta(ge=0, le=20, description="Further attempts at a message before it is rejected.")
    ] = 2
    retry_seconds: Annotated[
        Seconds, Meta(description="Pause before the second attempt; doubles each time.")
    ] = 0.2
    step_timeout_seconds: Annotated[
        Seconds, Meta(description="Longest time that one attempt may wait.")
    ] = 60.0
    rejects_window: Annotated[
        Count, Meta(description="Newest messages over which the share of rejects is taken.")
    ] = 200
    rejects_share_max: Annotated[
        Share, Meta(description="With this share rejected the worker stops itself (status 70).")
    ] = 0.9

    sources_file: Annotated[
        Path | None, Meta(description="JSON of official and unreliable publishers.")
    ] = None
    domains_dir: Annotated[
        Path | None, Meta(description="Folder of own catalogues (TOML), beside the built-in ones.")
    ] = None
    confidence_min: Annotated[
        Share, Meta(description="Claims below this confidence feed no event; 0: all do.")
    ] = 0.0
    mode: Annotated[
        Literal["live", "test"], Meta(description="What an article without a mode counts as.")
    ] = "live"

    data_dir: Annotated[Path, Meta(description="Folder for files of the worker.")] = Path(
        ".recordwire"
    )
    metrics_bind: Annotated[str, Meta(description="Address of /metrics, /livez, /readyz.")] = (
        "127.0.0.1"
    )
    metrics_port: Annotated[Port, Meta(description="Port of the same; 0 takes a free one.")] = 9108
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], Meta(description="Least level logged.")
    ] = "INFO"
    log_format: Annotated[
        Literal["json", "console"], Meta(description="JSON lines, or lines for people.")
    ] = "json"


class Described(Struct, frozen=True, kw_only=True):
    """One row of the manual, as an operator would write it; secrets are masked."""

    variable: str
    value: str
    default: str
    allowed: str
    meaning: str


def read(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` makes; an empty variable counts as not set.

    Raises `SettingsError` with every fault, a line each.
    """
    faults: list[str] = []
    values: dict[str, object] = {}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable in FOREIGN or not environment[variable]:
            continue
        try:
            name, value = _read_one(variable, environment[variable])
        except SettingsError as error:
            faults.append(str(error))
            continue
        if name in values:
            faults.append(f"{variable}: give the value or its file, not both")
        values[name] = value
    if not faults:
        settings = msgspec.convert(values, Settings)
        faults = list(_contradictions(settings))
        if not faults:
            return settings
    raise SettingsError("\n".join(faults))


def described(settings: Settings) -> list[Described]:
    """The manual with the values of `settings`, secrets masked, in the order of the struct."""
    return [
        Described(
            variable=PREFIX + name.upper(),
            value=_written(getattr(settings, name), secret=name in SECRETS),
            default=_written(field.default, secret=False),
            allowed=_allowed(field.type),
            meaning=_meaning(field.type),
        )
        for name, field in _fields().items()
    ]


def _read_one(variable: str, text: str) -> tuple[str, object]:
    name = variable.removeprefix(PREFIX).lower()
    if name.endswith("_file") and name.removesuffix("_file") in SECRETS:
        return name.removesuffix("_file"), _secret(variable, Path(text))
    fields = _fields()
    if name not in fields:
        near = get_close_matches(variable, [PREFIX + each.upper() for each in fields], n=1)
        hint = f"did you mean {near[0]}?" if near else "`recordwire config` lists all there are"
        fault = f"{variable}: there is no such setting; {hint}"
        raise SettingsError(fault)
    try:
        value = msgspec.convert(
            text, Settings.__annotations__[name], strict=False, dec_hook=_to_path
        )
    except msgspec.ValidationError:
        shown = MASK if name in SECRETS else repr(text)
        allowed = _allowed(fields[name].type)
        if fields[name].default is not None:
            allowed += f", such as {fields[name].default}"
        fault = f"{variable}: {shown} does not fit; write {allowed}"
        raise SettingsError(fault) from None
    return name, value


def _to_path(kind: type, value: object) -> object:
    return Path(str(value)) if kind is Path else value


def _secret(variable: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        fault = f"{variable}: {path} cannot be read: {error}"
        raise SettingsError(fault) from None


def _contradictions(settings: Settings) -> Iterator[str]:
    for broker in settings.kafka.split(","):
        if not 1 <= int(broker.rpartition(":")[2]) <= PORT_MAX:
            yield f"RECORDWIRE_KAFKA: {broker} has no port from 1 to {PORT_MAX}"
    session = f"RECORDWIRE_SESSION_TIMEOUT_SECONDS ({settings.session_timeout_seconds:g})"
    if settings.heartbeat_seconds > settings.session_timeout_seconds / 3:
        yield f"RECORDWIRE_HEARTBEAT_SECONDS: write at most a third of {session}"
    if settings.request_timeout_seconds < settings.session_timeout_seconds:
        yield f"RECORDWIRE_REQUEST_TIMEOUT_SECONDS: write at least {session}"
    if settings.security_protocol.startswith("SASL"):
        if settings.sasl_username is None:
            yield f"RECORDWIRE_SASL_USERNAME: {settings.security_protocol} needs it"
        if settings.sasl_password is None:
            yield f"RECORDWIRE_SASL_PASSWORD or ..._FILE: {settings.security_protocol} needs it"
    if (settings.ssl_key_file is None) != (settings.ssl_certificate_file is None):
        yield "RECORDWIRE_SSL_CERTIFICATE_FILE and RECORDWIRE_SSL_KEY_FILE: give both or neither"


def _fields() -> dict[str, inspect.Field]:
    struct = inspect.type_info(Settings)
    return {field.name: field for field in struct.fields} if _is_struct(struct) else {}


def _is_struct(kind: inspect.Type) -> TypeGuard[inspect.StructType]:
    return isinstance(kind, inspect.StructType)


def _meaning(kind: inspect.Type) -> str:
    schema = kind.extra_json_schema if isinstance(kind, inspect.Metadata) else None
    return str((schema or {}).get("description", ""))


def _allowed(kind: inspect.Type) -> str:
    """In words, what a variable of this type may hold."""
    if isinstance(kind, inspect.Metadata):
        return _allowed(kind.type)
    if isinstance(kind, inspect.UnionType):
        return _allowed(kind.types[0])
    words = "text"
    if isinstance(kind, inspect.LiteralType):
        words = "one of " + ", ".join(str(value) for value in kind.values)
    elif isinstance(kind, inspect.IntType):
        words = "a whole number" + _range(kind)
    elif isinstance(kind, inspect.FloatType):
        words = "a number" + _range(kind)
    elif isinstance(kind, inspect.CustomType):
        words = "a path"
    elif isinstance(kind, inspect.StrType) and kind.pattern:
        words = f"text that matches {kind.pattern}"
    return words


def _range(kind: inspect.IntType | inspect.FloatType) -> str:
    words = [
        f"above {kind.gt:g}" if kind.gt is not None else "",
        f"from {kind.ge:g}" if kind.ge is not None else "",
        f"to {kind.le:g}" if kind.le is not None else "",
    ]
    return "".join(f" {word}" for word in words if word)


def _written(value: object, *, secret: bool) -> str:
    if value is None:
        return ""
    return MASK if secret else str(value)
