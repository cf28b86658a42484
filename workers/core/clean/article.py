"""Article: the article alone, out of the text or page that a feed delivered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from schemas.article import Article
from workers.core.catalogue.furniture import Furniture
from workers.core.clean.credit import credited_to
from workers.core.clean.html import is_link, is_whole_page, looks_like_html, main_text
from workers.core.clean.joins import glue
from workers.core.clean.lines import Block, blocks
from workers.core.clean.live import Clock, clocks
from workers.core.clean.marks import masked
from workers.core.clean.text import CleanText, Cut, Entry, Passage, excerpt, passage

CREDIT_RULES: Final = frozenset({"credit", "copyright", "byline"})
DATELINES_MAX: Final = 3
# About forty times a long article. What stands behind it is not read, and listed as cut.
READ_CHARS_MAX: Final = 200_000
PARAGRAPH: Final = "\n\n"
# The last day a page may be dated where the message does not say when it was fetched.
LAST_DAY: Final = datetime(2100, 1, 1, tzinfo=UTC)


def clean(article: Article, furniture: Furniture) -> CleanText:
    """The article's title and body without what is not the article; never raises.

    A page that is nothing but headlines of other articles has an empty body.
    """
    title, title_marks = masked(passage("title", article.title), furniture.words)
    is_page = is_html(article)
    whole, frame = main_text(article.body) if is_page else (passage("body", article.body), ())
    whole, rest = _capped(whole)
    whole, marks = masked(whole, furniture.words)
    found = _blocks(article, whole, " ".join(title.text.split()), furniture=furniture)
    times = clocks(found)
    pieces, entries = _assembled(found, times)
    cuts = (*title_marks, *frame, *rest, *marks, *_cuts(whole, found, clocks=times))
    return CleanText(
        title=title,
        body=excerpt(whole, pieces),
        cuts=tuple(sorted(cuts, key=lambda cut: (cut.field, cut.start, cut.end, cut.rule))),
        credited_to=credited_to(
            [block.text for block in found if block.rule is None][:DATELINES_MAX],
            [block.text for block in found if block.rule in CREDIT_RULES],
        ),
        entries=tuple(entries),
        published_at=_page_date(article) if is_page and article.published_at is None else None,
    )


def second_opinion(article: Article) -> str | None:
    """The main text of a page as another extractor sees it; None for a bare text or no answer."""
    if not is_html(article):
        return None
    import trafilatura  # noqa: PLC0415 - a third of a second and 50 MB, and few articles need it

    try:
        found = trafilatura.extract(
            article.body, fast=True, include_comments=False, include_tables=False
        )
    except Exception:  # noqa: BLE001 - a parser may fail on any page; then it has no opinion
        return None
    return None if found is None else str(found)


def is_html(article: Article) -> bool:
    """Whether the body is read as a page: tags decide, whatever the sender calls it."""
    return looks_like_html(article.body) or (
        article.content_type == "html" and "<" in article.body and ">" in article.body
    )


def _capped(whole: Passage) -> tuple[Passage, tuple[Cut, ...]]:
    """The first `READ_CHARS_MAX` characters, up to the end of a word, and the rest as a cut."""
    if len(whole.text) <= READ_CHARS_MAX:
        return whole, ()
    half = READ_CHARS_MAX // 2
    at = max(whole.text.rfind(mark, half, READ_CHARS_MAX) for mark in ("\n", " "))
    at = at if at > 0 else READ_CHARS_MAX
    rest = Cut(whole.field, whole.starts[at], whole.ends[-1], "too_long")
    return excerpt(whole, [("", 0, at)]), (rest,)


def _blocks(article: Article, whole: Passage, title: str, *, furniture: Furniture) -> list[Block]:
    """The paragraphs of `whole`; of a page also those that are nothing but a link are judged."""
    source = article.body

    def linked(start: int, end: int) -> bool:
        return is_link(source, whole.starts[start], whole.ends[end - 1])

    if not is_html(article):
        return blocks(whole.text, title, furniture=furniture)
    page = is_whole_page(source)
    return blocks(whole.text, title, furniture=furniture, page=page, linked=linked)


def _assembled(
    found: list[Block], times: dict[int, Clock]
) -> tuple[list[tuple[str, int, int]], list[Entry]]:
    """The kept lines, each with what is put in before it, and the stretch of every live entry."""
    pieces: list[tuple[str, int, int]] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for index, block in enumerate(found):
        if index in times:
            marks.append((length, times[index].minutes))
        for number, line in enumerate(block.lines if block.rule is None else ()):
            start = line.start + (times[index].length if number == 0 and index in times else 0)
            between = glue(line) if number else PARAGRAPH
            length += line.end - start + (len(between) if pieces else 0)
            pieces.append((between, start, line.end))
    ends = [*(start for start, _ in marks[1:]), length]
    spans = zip(marks, ends, strict=False)
    return pieces, [Entry(start, end, minutes) for (start, minutes), end in spans if end > start]


def _cuts(whole: Passage, found: list[Block], *, clocks: dict[int, Clock]) -> Iterator[Cut]:
    """What the lines that were left out, and the clocks of entries, take in the delivered text."""
    for index, block in enumerate(found):
        start, end = block.lines[0].start, block.lines[-1].end
        if block.rule is not None:
            yield Cut(whole.field, whole.starts[start], whole.ends[end - 1], block.rule)
        elif index in clocks:
            end = start + clocks[index].length
            yield Cut(whole.field, whole.starts[start], whole.ends[end - 1], "entry_time")


def _page_date(article: Article) -> datetime | None:
    from htmldate import find_date  # noqa: PLC0415 - slow to load, and few articles need it

    last = min(article.fetched_at or LAST_DAY, LAST_DAY) + timedelta(days=1)
    try:
        found = find_date(article.body, max_date=last.strftime("%Y-%m-%d"))
    except Exception:  # noqa: BLE001 - a parser may fail on any page; then it has no date
        return None
    return None if found is None else datetime.fromisoformat(found).replace(tzinfo=UTC)
