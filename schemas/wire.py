"""Wire: bytes to structs and back. orjson owns the bytes, msgspec owns the types."""

from typing import TypeVar

import msgspec
import orjson

T = TypeVar("T", bound=msgspec.Struct)

FORMAT = 1


class UnreadableError(ValueError):
    """Bytes that are no message of the contract; `reason` is from the closed list of rejects."""

    def __init__(self, reason: str, error: str) -> None:
        """Keep the reason apart from the words that explain it."""
        super().__init__(error)
        self.reason = reason
        self.error = error


def decode(raw: bytes, kind: type[T]) -> T:
    """The message that `raw` holds. Raises `UnreadableError`; never anything else."""
    try:
        fields = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        reason = "invalid_utf8" if "not valid UTF-8" in str(error) else "invalid_json"
        raise UnreadableError(reason, str(error)) from None
    if "format" in kind.__struct_fields__:
        _require_known_format(fields)
    try:
        return msgspec.convert(fields, kind, builtin_types=())
    except (msgspec.ValidationError, RecursionError) as error:
        reason = f"invalid_{kind.__name__.lower()}"
        raise UnreadableError(reason, str(error)) from None


def encode(message: msgspec.Struct) -> bytes:
    """The bytes of `message`, keys sorted, so that equal messages are equal bytes."""
    return orjson.dumps(msgspec.to_builtins(message, str_keys=True), option=orjson.OPT_SORT_KEYS)


def _require_known_format(fields: object) -> None:
    # Before anything else: a later format may differ in every field.
    if isinstance(fields, dict) and fields.get("format", FORMAT) != FORMAT:
        reason, error = "unknown_format", f"this release reads format {FORMAT}, and no other"
        raise UnreadableError(reason, error)
