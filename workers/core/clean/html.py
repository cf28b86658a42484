"""HTML: the main text of a page, each character with its place in the page's source."""

import re
from array import array
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from resiliparse.extract.html2text import extract_plain_text

from workers.core.clean.entities import decoded
from workers.core.clean.text import Cut, Passage, normal

# The parser reports no source positions. So every stretch of text gets a mark that it carries
# through the extraction: one character of a private plane, numbered by its order in the page.
_FIRST_MARK: Final = 0x100000
_MARKS: Final = 0xFFFD
_FOREIGN_MARK: Final = re.compile("[\U00100000-\U0010ffff]")
_MARK: Final = re.compile("([\U00100000-\U0010fffc])")

_TIME: Final = re.compile(r"(</?)time\b")

# Every alternative ends at the latest where the page does, so that one pass is always enough.
_MARKUP: Final = re.compile(
    r"<!--(?>[^-]++|-(?!->))*+(?:-->)?"
    r"|<(script|style|textarea|title|iframe|noscript|noembed|noframes|xmp|svg|template)\b"
    r"[^<]*+(?:<(?!/\1\b)[^<]*+)*+(?:</\1\b[^>]*+>?)?"
    r"|<[a-zA-Z/!?](?>[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=|[\"'])*+>?",
    re.IGNORECASE,
)
# The extractor takes time by the square of the depth; no page that people read is so deep.
DEPTH_MAX: Final = 300
# So few tags can be nested in any way without harm.
OPENED_MIN: Final = 3000
_NESTING: Final = re.compile(
    r"<(/?)(?:div|span|[abiu]|em|strong|font|section|article|main|aside|header|footer|nav|ul|ol|"
    r"table|tbody|blockquote|figure|form|center|small|big|su[bp]|label|button|dl|pre|code|details)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\S+")
_TAG: Final = re.compile(
    r"<(?:/?(?:p|div|br|span|a|h[1-6]|ul|li|article|body|html)\b|!doctype)", re.IGNORECASE
)
_DOCUMENT: Final = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
LINK_TAG_CHARS: Final = 600
_OPENS_LINK: Final = re.compile(
    r"<a\b[^<>]*>\s*(?:<(?:span|strong|b|em|i|h[1-6]|div|p)\b[^<>]*>\s*){0,3}$", re.IGNORECASE
)
_CLOSES_LINK: Final = re.compile(
    r"\s*(?:</(?:span|strong|b|em|i|h[1-6]|div|p)>\s*){0,3}</a\b", re.IGNORECASE
)
_TAGS_MIN: Final = 3

# Boxes that are no article on any page, by the names that page makers give them.
_SKIPPED: Final = [
    "figure", "figcaption", "aside", "nav", "footer", "button", "select", "noscript",
    *(
        f"[{attribute}{name}' i]"
        for attribute in ("class~='", "id='")
        for name in (
            "ad", "ads", "advert", "advertisement", "related", "newsletter", "comments", "caption",
            "cookie", "cookies", "most-read", "teaser", "teasers", "tease", "promo", "share",
            "recommended", "trending", "subscribe", "breadcrumb", "breadcrumbs", "toolbar", "tags",
        )
    ),
]  # fmt: skip


class _Segment:
    """A stretch of source between two tags, and how its characters read once decoded."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.start = start
        self.text = source[start:end]
        self.plain = True
        found = decoded(self.text, lenient=True)
        if found is not None:
            self.plain = False
            self.text, self.starts, self.ends = found

    def raw(self, start: int, end: int) -> "tuple[array[int], array[int]]":
        """Where the decoded characters `start` to `end` begin and end in the source."""
        if self.plain:
            every = array("I", range(self.start + start, self.start + end + 1))
            return every[:-1], every[1:]
        begins = array("I", [self.start + at for at in self.starts[start:end]])
        return begins, array("I", [self.start + at for at in self.ends[start:end]])


class _Source(Struct, frozen=True):
    """A page's source and the stretches of text in it."""

    text: str
    texts: list[tuple[int, int]]


def looks_like_html(text: str) -> bool:
    """Whether `text` has the tags of a page, whatever its sender calls it."""
    found = _TAG.finditer(text)
    return sum(1 for _ in zip(range(_TAGS_MIN), found, strict=False)) == _TAGS_MIN


def is_whole_page(text: str) -> bool:
    """Whether `text` is a document and no fragment that a feed has put tags into."""
    return _DOCUMENT.search(text) is not None


def is_link(source: str, start: int, end: int) -> bool:
    """Whether all that stands in `source[start:end]` is one link, as headlines of others are."""
    opened = _OPENS_LINK.search(source[max(0, start - LINK_TAG_CHARS) : start])
    closed = _CLOSES_LINK.match(source[end : end + LINK_TAG_CHARS])
    return opened is not None and closed is not None and "</a" not in source[start:end].lower()


def main_text(source: str) -> tuple[Passage, tuple[Cut, ...]]:
    """The main text of the page, one block a line, and the stretches that belong to its frame."""
    bare = source if source.isascii() else _FOREIGN_MARK.sub("\ufffd", source)
    texts = list(_texts(bare))
    found = _extract(_marked(bare, texts), main=_depth(bare) <= DEPTH_MAX)
    kept: dict[int, _Segment] = {}
    passage = _aligned(found, _Source(bare, texts), kept=kept)
    return passage, tuple(_frame(texts, kept))


def _texts(source: str) -> Iterator[tuple[int, int]]:
    """The stretches of text between tags that hold more than space."""
    done = 0
    for markup in _MARKUP.finditer(source):
        if markup.start() > done and not source[done : markup.start()].isspace():
            yield done, markup.start()
        done = markup.end()
    if done < len(source) and not source[done:].isspace():
        yield done, len(source)


def _marked(source: str, texts: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for index, (start, end) in enumerate(texts):
        first = end - len(source[start:end].lstrip())
        parts += [source[done:first], chr(_FIRST_MARK + index % _MARKS)]
        done = first
    parts.append(source[done:])
    return "".join(parts)


def _depth(source: str) -> int:
    """How deep tags nest at most, counting those that must be closed."""
    depth = deepest = 0
    if source.count("<") - source.count("</") < OPENED_MIN:
        return depth
    for tag in _NESTING.finditer(source):
        depth = max(0, depth + (-1 if tag.group(1) else 1))
        deepest = max(deepest, depth)
    return deepest


def _extract(marked: str, *, main: bool) -> str:
    # The extractor drops what is tagged as a time, and with it the clock of a live page's entry.
    text = extract_plain_text(
        _TIME.sub(r"\1span", marked) if "<time" in marked else marked,
        preserve_formatting=True,
        main_content=main,
        list_bullets=False,
        alt_texts=False,
        comments=False,
        post_meta=False,
        skip_elements=_SKIPPED,
    )
    return str(text)


def _aligned(text: str, source: "_Source", *, kept: "dict[int, _Segment]") -> Passage:
    """The extracted text without its marks, its words set against the source one by one."""
    pieces = _MARK.split(text)
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    index = 0
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        # Marks repeat after 65,533 stretches; what is extracted stays in the order of the page.
        index += (ord(mark) - _FIRST_MARK - index) % _MARKS
        if index >= len(source.texts):
            break
        if index not in kept:
            kept[index] = _Segment(source.text, *source.texts[index])
        _place(piece, kept[index], starts, ends=ends)
        parts.append(piece)
    return Passage("body", normal("".join(parts)), starts, ends)


def _place(piece: str, segment: _Segment, starts: "array[int]", *, ends: "array[int]") -> None:
    """Append the source places of every character of `piece`."""
    whole = piece.strip()
    found = segment.text.find(whole) if segment.plain else -1
    if found >= 0:
        begin = piece.find(whole)
        first = segment.start + found
        _gap(begin, starts, ends=ends)
        starts.extend(range(first, first + len(whole)))
        ends.extend(range(first + 1, first + 1 + len(whole)))
        _gap(len(piece) - begin - len(whole), starts, ends=ends)
        return
    done = at = 0
    for word in _WORD.finditer(piece):
        found = segment.text.find(word.group(), at)
        _gap(word.start() - done, starts, ends=ends)
        done = word.end()
        if found < 0:
            _gap(done - word.start(), starts, ends=ends)
            continue
        at = found + len(word.group())
        begins, following = segment.raw(found, at)
        starts.extend(begins)
        ends.extend(following)
    _gap(len(piece) - done, starts, ends=ends)


def _gap(length: int, starts: "array[int]", *, ends: "array[int]") -> None:
    """Append `length` characters that stand nowhere: an empty slice behind what came last."""
    last = ends[-1] if ends else 0
    starts.extend([last] * length)
    ends.extend([last] * length)


def _frame(texts: list[tuple[int, int]], kept: "dict[int, _Segment]") -> Iterator[Cut]:
    """What the extraction left out, neighbours in one stretch."""
    first: int | None = None
    last = 0
    for index, (start, end) in enumerate(texts):
        if index not in kept:
            first = start if first is None else first
        elif first is not None:
            yield Cut("body", first, last, "page_frame")
            first = None
        last = end
    if first is not None:
        yield Cut("body", first, last, "page_frame")
