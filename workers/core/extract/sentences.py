"""Sentences: where one ends and the next begins, in cleaned news text."""

import re
from typing import Final

SENTENCE_CHARS_MAX: Final = 1200

_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_BOUNDARY = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(\s+)(?=[\"'\u201c\u2018(\[\u00ab]?[A-Z\d$\u20ac\u00a3-])"
)
_LAST_WORD = re.compile(r"[A-Za-z][A-Za-z.]*$")
_NEXT_WORD = re.compile(r"[A-Za-z]+")
# "Madrid had 40.1C.": a unit, and nobody's initial.
_UNIT = re.compile(r"\d ?[\u00b0\u00ba]? ?[CFKM]$")

# Never the end of a sentence: something follows that they announce.
_TITLE_WORDS: Final = (
    "mr mrs ms dr prof gen lt col sgt gov sen rep capt cpt maj brig adm cmdr rev hon st mt ft pres "
    "no nos nr fig art sec vol ch pp vs v approx est ca cf eg ie e.g i.e al "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
# May end a sentence: the next word decides.
_MAYBE_WORDS: Final = "a.m p.m u.s u.k u.n e.u u.a.e u.s.a d.c inc corp ltd co jr sr etc bros"
_MAYBE: Final = frozenset(_MAYBE_WORDS.split())
_STARTER_WORDS: Final = (
    "The A An In On At It He She They We You I But And This That These Those There As After Before "
    "During For From With By If When While No Not One Two Some Many Most Several Its His Her Their "
    "Our My According Earlier Later Meanwhile However Since Until So Such Both All Officials "
    "Police Authorities Rescuers Local More Another Also Then Now Here What Who Why How"
)
_STARTERS: Final = frozenset(_STARTER_WORDS.split())
_LIST_NUMBER_CHARS: Final = 3


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of all sentences of `text`, in order, without the space around them.

    Spans never overlap, none is empty, and none is longer than SENTENCE_CHARS_MAX: a longer
    stretch is cut where a clause or a word ends. Every character that is not space is covered.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        for first, last in _split(text, start, end):
            _append_capped(text, first, last, spans=spans)
    return spans


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Blocks between line breaks; a single break inside a running sentence is no boundary."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.end() - gap.start() == 1 and _runs_on(text, gap.start()):
            continue
        blocks.append((start, gap.start()))
        start = gap.end()
    blocks.append((start, len(text)))
    return blocks


def _runs_on(text: str, position: int) -> bool:
    """Whether the line that ends at `position` goes on in small letters on the next one."""
    following = text[position + 1 : position + 2]
    return following.islower() and text[position - 1 : position] not in ".!?:"


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = start
    for stop in _BOUNDARY.finditer(text, start, end):
        if _is_boundary(text, first, stop):
            spans.append((first, stop.start(1)))
            first = stop.end(1)
    spans.append((first, end))
    return spans


def _is_boundary(text: str, first: int, stop: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence that began at `first`."""
    if text[stop.start()] != "." or stop.end() - stop.start() > len(stop.group(1)) + 1:
        return True  # Other marks, and a stop before a quotation mark, always end it.
    before = text[max(first, stop.start() - 12) : stop.start()]
    word = _LAST_WORD.search(before)
    if word is None:
        # A list number ("2. ...") stands alone at the start.
        return not (stop.start() - first <= _LIST_NUMBER_CHARS and before.strip().isdigit())
    lower = word.group().lower()
    if lower in _TITLES:
        # "May" and "Mar." aside, a short form that is also a word ends nothing before a number.
        return (
            lower in ("no", "sat", "art", "mar")
            and text[stop.end()].isalpha()
            and (word.group()[0].islower())
        )
    if lower in _MAYBE:
        following = _NEXT_WORD.match(text, stop.end())
        return following is None or following.group() in _STARTERS
    initial = len(lower) == 1 and word.group().isupper() and lower != "i"
    return not initial or _UNIT.search(before) is not None


def _append_capped(text: str, start: int, end: int, *, spans: list[tuple[int, int]]) -> None:
    """Append the span without the space around it, in pieces of bounded length."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= SENTENCE_CHARS_MAX:
            break
        cut = _cut(text, start, start + SENTENCE_CHARS_MAX)
        last = cut
        while text[last - 1].isspace():
            last -= 1
        spans.append((start, last))
        start = cut
    if end > start:
        spans.append((start, end))


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut a stretch that is too long: after a clause, else after a word, else hard."""
    half = start + SENTENCE_CHARS_MAX // 2
    for mark in ("; ", ", ", " "):
        position = text.rfind(mark, half, limit)
        if position > half:
            return position + len(mark)
    return limit
