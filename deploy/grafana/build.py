"""Build: the dashboards as files that Grafana loads (`python -m deploy.grafana.build`)."""

import json
import sys
from pathlib import Path

from grafana_foundation_sdk.cog.encoder import JSONEncoder

from deploy.grafana.overview import overview

FOLDER = Path(__file__).parent / "dashboards"


def files() -> dict[Path, str]:
    """Every dashboard's file with its text; the same for the same code."""
    text = json.dumps(overview().build(), cls=JSONEncoder, indent=2, sort_keys=True)
    return {FOLDER / "overview.json": text + "\n"}


def drifted() -> list[Path]:
    """The files on disk that are not what the code says, strays included."""
    wanted = files()
    differing = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return sorted(differing + [path for path in FOLDER.glob("*") if path not in wanted])


def main(arguments: list[str]) -> int:
    """Write the files; with `--check` only compare them, and give 1 if they differ."""
    if "--check" in arguments:
        for path in drifted():
            sys.stderr.write(f"{path} is not what the code says; run: make dashboards\n")
        return 1 if drifted() else 0
    FOLDER.mkdir(exist_ok=True)
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
