"""Text: cleaned text that still knows where each character stands in the text as delivered."""

import re
from array import array
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from msgspec import Struct

from schemas.report import Field
from workers.core.clean.entities import decoded

# One character for one character, so that offsets survive. Dashes stay apart: an en dash may
# stand in a range, an em dash ends a clause.
_LOOKALIKES: Final = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000\t\ufffc",
    "-": "\u2010\u2011\u2012\u2212\ufe63\uff0d",
    "\u2014": "\u2015",
    "\n": "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
}
_CONTROLS: Final = [*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)]
_TABLE: Final = {
    **dict.fromkeys(_CONTROLS, " "),
    **{ord(char): to for to, chars in _LOOKALIKES.items() for char in chars},
    **{0xFF10 + digit: str(digit) for digit in range(10)},
}
# Letters that stand between two others and are not seen: they would split a number or a word.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


class Passage(Struct, frozen=True):
    """Clean text of one field; character i of `text` is `field[starts[i]:ends[i]]` as delivered.

    A character that cleaning put in (a space or a break between two lines) has an empty slice.
    """

    field: Field
    text: str
    starts: "array[int]"
    ends: "array[int]"

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """The smallest delivered slice whose visible text is `text[start:end]`; None if unknown.

        It is unknown where the stretch is empty or begins or ends in what cleaning put in.
        """
        if not 0 <= start < end <= len(self.text):
            return None
        first, last = self.starts[start], self.ends[end - 1]
        seen = first < self.ends[start] and self.starts[end - 1] < last
        return (first, last) if seen and first < last else None


class Cut(Struct, frozen=True):
    """A stretch of the delivered field that cleaning left out, and the rule that said so."""

    field: Field
    start: int
    end: int
    rule: str


class Entry(Struct, frozen=True):
    """One entry of a live page: its stretch of the clean body and its clock time in minutes."""

    start: int
    end: int
    minutes: int


class CleanText(Struct, frozen=True, kw_only=True):
    """The article alone. Paragraphs of `body.text` are parted by an empty line.

    `credited_to` is the agency whose text it is, as the credit line or the dateline says.
    `entries` is empty unless the page is a live one. `published_at` is the page's own date.
    """

    title: Passage
    body: Passage
    cuts: tuple[Cut, ...] = ()
    credited_to: str | None = None
    entries: tuple[Entry, ...] = ()
    published_at: datetime | None = None


def normal(text: str) -> str:
    """`text` with look-alike quotes, spaces, dashes and breaks made one; of the same length."""
    return text.translate(_TABLE)


def passage(field: Field, text: str) -> Passage:
    """The whole of `text`, normalised, references decoded; unseen characters are left out."""
    found = decoded(text, lenient=False)
    if found is None:
        every = array("I", range(len(text) + 1))
        found = text, every[:-1], every[1:]
    seen, starts, ends = found
    whole = Passage(field, normal(seen), starts, ends)
    if not _UNSEEN.search(seen):
        return whole
    return excerpt(whole, [("", *span) for span in outside(_UNSEEN.finditer(seen), len(seen))])


def excerpt(whole: Passage, pieces: Iterable[tuple[str, int, int]]) -> Passage:
    """The stretches of `whole`, in their order; each brings what is put in before it."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    for glue, start, end in pieces:
        if starts and glue:
            parts.append(glue)
            empty = array("I", [ends[-1]]) * len(glue)
            starts.extend(empty)
            ends.extend(empty)
        parts.append(whole.text[start:end])
        starts.extend(whole.starts[start:end])
        ends.extend(whole.ends[start:end])
    return Passage(whole.field, "".join(parts), starts, ends)


def outside(gaps: Iterable[re.Match[str]], length: int) -> Iterable[tuple[int, int]]:
    """The stretches of a text of `length` characters that no gap covers, in order."""
    start = 0
    for gap in gaps:
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < length:
        yield start, length
