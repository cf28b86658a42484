"""Screen: alerts and notes as plain lines for a person at a terminal."""

import textwrap

from schemas.alert import Alert
from schemas.event import Voice
from schemas.note import Note

COLUMNS = 100
EVIDENCE_MAX = 3
HEAD_COLUMNS = 11

_STATUS_WORDS = {
    "claimed": "claimed: one text calls it a record, and no history says otherwise",
    "provisional": "provisional: one source so far",
    "confirmed": "confirmed by an official or a second independent source",
    "amended": "amended: the value has changed and is still the record",
    "retracted": "retracted: no longer a record",
}


def alert_lines(alert: Alert) -> list[str]:
    """The lines that tell `alert`: its sentence, how sure it is, and the quotes that prove it.

    At most `COLUMNS` wide, except for an address, which is never broken; without control
    characters, since quotes come from strangers.
    """
    lines = told_lines(_head(alert), printable(alert.sentence))
    lines += told_lines("", _standing(alert))
    for voice in alert.evidence[:EVIDENCE_MAX]:
        lines += told_lines("", _proof(voice))
    left_out = alert.sources - EVIDENCE_MAX
    if left_out > 0 and len(alert.evidence) > EVIDENCE_MAX:
        lines += told_lines("", f"and {left_out} more")
    return lines


def note_line(note: Note) -> str:
    """The one line that tells `note`, without control characters; it may be long."""
    kind = note.type.replace("_", " ")
    return f"{_test('Note', note.mode):<{HEAD_COLUMNS}} {kind}: {printable(note.text)}"


def told_lines(head: str, words: str) -> list[str]:
    """`words` wrapped to the screen, behind a margin that holds `head` in the first line."""
    margin = " " * (HEAD_COLUMNS + 1)
    return textwrap.wrap(
        words,
        COLUMNS,
        initial_indent=f"{head:<{HEAD_COLUMNS}} ",
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


def number(value: float) -> str:
    """A value as people write it: `5,438`, `7.8`, without a trailing `.0`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def printable(text: str) -> str:
    """`text` in one line without control characters, which could repaint the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _head(alert: Alert) -> str:
    if alert.revision == 0 and alert.status != "retracted":
        return _test("Record", alert.mode)
    if alert.status in ("claimed", "provisional"):
        return _test("Update", alert.mode)
    return _test(alert.status.capitalize(), alert.mode)


def _test(head: str, mode: str) -> str:
    # A test alert must never be taken for a live one, also when one line is copied out.
    return f"{head}*" if mode == "test" else head


def _standing(alert: Alert) -> str:
    words = _STATUS_WORDS[alert.status]
    if alert.reason:
        words = f"{words} ({printable(alert.reason.replace('_', ' '))})"
    if alert.previous_record is None:
        return f"{words}. No earlier value is known."
    before = alert.previous_record
    return f"{words}. Before: {number(before.value)} on {before.date}."


def _proof(voice: Voice) -> str:
    official = " (official)" if voice.official else ""
    copies = f" and {voice.copies} more with the same text" if voice.copies else ""
    said = f"{printable(voice.publisher)}{official}{copies}"
    return f"{said}: “{printable(voice.quote)}” {printable(voice.url)}"
