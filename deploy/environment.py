"""Environment: worker.env, every setting with its default (`python -m deploy.environment`)."""

import sys
from pathlib import Path

from workers.settings import Settings, described

FILE = Path(__file__).parent / "worker.env"
HEAD = (
    "# Every setting of a worker with its default; empty means not set.",
    "# A password belongs into a file: RECORDWIRE_SASL_PASSWORD_FILE=/run/secrets/...",
    "# Written by `make dashboards` from workers/settings.py.",
)


def text() -> str:
    """The file as it should be."""
    lines = list(HEAD)
    for setting in described(Settings()):
        lines += ["", f"# {setting.meaning} ({setting.allowed})"]
        lines.append(f"{setting.variable}={setting.default}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file; with `--check` only compare it, and give 1 if it differs."""
    if "--check" not in arguments:
        FILE.write_text(text(), encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text():
        return 0
    sys.stderr.write(f"{FILE} is not what the settings say; run: make dashboards\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
