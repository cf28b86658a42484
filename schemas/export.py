"""Export: the contract as files for readers in other languages (`python -m schemas.export`)."""

import argparse
import sys
from pathlib import Path

import msgspec
import orjson

from schemas.asyncapi import Document, asyncapi, tidy
from schemas.topics import TOPICS, Topic

VERSION = "0.1.0"
FOLDER = Path(__file__).parent
GENERATED = FOLDER / "generated"
RELEASED = FOLDER / "released.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(topic: Topic) -> Document:
    """The JSON Schema (2020-12) of one message on `topic`."""
    made: Document = {"$schema": DIALECT}
    for name, part in msgspec.json.schema(topic.carries).items():
        made[name] = tidy(part)
    return made


def files() -> dict[Path, bytes]:
    """Every generated file with its bytes; the same for the same structs."""
    made = {GENERATED / f"{topic.name}.schema.json": schema(topic) for topic in TOPICS}
    made[GENERATED / "asyncapi.json"] = asyncapi(VERSION)
    return {path: written(document) for path, document in made.items()}


def drifted() -> list[Path]:
    """The files on disk that are not what the structs say, strays included."""
    wanted = files()
    differing = [path for path, text in wanted.items() if _text(path) != text]
    return sorted(differing + [path for path in GENERATED.glob("*") if path not in wanted])


def written(document: Document) -> bytes:
    """`document` as it stands in a file: sorted, indented, one newline at the end."""
    return orjson.dumps(
        document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    )


def main(arguments: list[str] | None = None) -> int:
    """Write the files; with `--check` only compare them, and exit with 1 if they differ."""
    parser = argparse.ArgumentParser(prog="python -m schemas.export", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; report drift")
    parser.add_argument(
        "--release", action="store_true", help="also make this the contract that must be kept"
    )
    chosen = parser.parse_args(arguments)
    if chosen.check:
        for path in drifted():
            sys.stderr.write(f"{path} is not what the structs say; run: make schemas\n")
        return 1 if drifted() else 0
    GENERATED.mkdir(exist_ok=True)
    for path in drifted():
        path.unlink(missing_ok=True)
    for path, text in files().items():
        path.write_bytes(text)
    if chosen.release:
        schemas = {topic.name: schema(topic) for topic in TOPICS}
        RELEASED.write_bytes(written({"version": VERSION, "schemas": schemas}))
    return 0


def _text(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


if __name__ == "__main__":
    sys.exit(main())
