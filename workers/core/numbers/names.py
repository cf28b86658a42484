"""Names: numbers that number a thing ("Flight 212", "No. 4", "the top 10")."""

import re
from typing import Final, Literal

from workers.core.numbers.draft import Draft

_ALWAYS: Final = (
    "No No. Nos Nos. Nr Nr. Room Flight Route Highway Article Chapter Section "
    "Channel Boeing Airbus "
    "Apollo Falcon Formula Windows Galaxy Type Phase Level Stage Category Tier Episode Season Page "
    "Figure Table Platform Gate Pier Unit Reactor Block Building Grade Version "
    "Week Round Lap Psalm "
    "Resolution Protocol Title Area Bowl Ward District Zone Item Track Volume Pages Box Division "
    "Brigade Regiment Battalion Interstate Exit Proposition Appendix Annex Paragraph Step Lot "
    "Runway Terminal Tower Pump Furnace Views Comments Likes FTSE iPhone iPad Note Pro Planet Xbox "
    "PlayStation Android Model Mark Nasdaq S&P Nikkei DAX CAC ASX Dow Euro Expo "
    "Agenda Catch Studio "
    "Fortune Forbes category phase page article chapter section highway route flight version room "
    "grade no."
)
# Nouns that stand before a count now and then: "that day 12 people died".
_SOMETIMES: Final = (
    "day line class type size level stage step item lot gate part Day Act Part Line Class Group "
    "Big Hospital School House Game Turn War"
)
_NAMES: Final = frozenset(_ALWAYS.split())
_NOUNS: Final = frozenset(_SOMETIMES.split())
_LIST_STOP = re.compile(r"[.)] ")
_COUNTED_AFTER = re.compile(r" [a-z]{3,}")
_RANKING = re.compile(
    r"(?:^|\b(?:the|a|in|its|his|her|their|world|among|of) |['\u2019]s )[tT]op\s$"
)


def name_kind(before: str, after: str, draft: Draft) -> Literal["identifier", "rank"] | None:
    """Whether the word before makes the number a name or a rank; None where it does not."""
    listed = (not before.strip() or before.endswith("\n")) and _LIST_STOP.match(after)
    if listed or before[-1:] == "#" or before.endswith("# "):
        return "identifier"
    word = before[:-1].rsplit(" ", 1)[-1].lstrip("(\"'") if before[-1:] in " \u00a0" else ""
    if word in _NAMES or (word in _NOUNS and not _COUNTED_AFTER.match(after)):
        return "identifier"
    if word in ("top", "Top"):
        # "the top 10", but "losses top 90".
        return "rank" if _RANKING.search(before) else None
    ranked = word in ("number", "Number") and draft.atom.sort != "digits"
    return "rank" if ranked else None
