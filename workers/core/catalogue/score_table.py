"""Score table: the measured precision of rules and the weight of signs, from their data file."""

import msgspec
from msgspec import Struct


class ScoreTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`base` holds the precision of rules, "default" among them; `factor` the weight of a sign."""

    base: dict[str, float]
    factor: dict[str, float]


DEFAULT_SCORES = ScoreTable(base={"default": 0.9}, factor={})


def load_scores(text: str) -> ScoreTable:
    """The table that the TOML `text` holds; raises `msgspec.ValidationError` for a wrong one."""
    return msgspec.toml.decode(text, type=ScoreTable)
