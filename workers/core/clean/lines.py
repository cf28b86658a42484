"""Lines: which lines of a text are the article, and by which rule the others are not."""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct, structs

from workers.core.catalogue.furniture import Furniture, Rule, folded, trimmed
from workers.core.clean.joins import Line, groups, lines, wrapped
from workers.core.clean.rules import Shape, is_credited, rule_by_shape, shape

LINES_MAX: Final = 20_000
RUN_MIN: Final = 3
RUN_WORDS_MAX: Final = 12
CELLS_MAX: Final = 5
GLUED_WORDS_MAX: Final = 70
PROSE_FOR_RUNS: Final = 3
HEAD_LINES: Final = 3
REPEAT_WORDS_MIN: Final = 4
CAPTION_EXTRA_MAX: Final = 12
TEASERS_MIN: Final = 3
KIN_SHARE: Final = 0.35
STAMP_LINES: Final = 6
ENDS_MAX: Final = 20

_NAME: Final = re.compile(r"\b[A-Z][a-z]{2,}\b|\b[A-Z]{2,}\b")
_GAP: Final = re.compile(r" {2,}")
_WORD: Final = re.compile(r"\w+")
# A headline run into the text below it; a short word may be a name of two capitals.
_GLUED: Final = re.compile(r"[a-z]{3}[?!]?[A-Z][a-z]+ [a-z]")
_BULLETIN: Final = re.compile(r"^(?:\(?\d|[^:\d]{2,50}: ?[$\u20ac\u00a3~(]?\d)")


# Whether the stretch of text from the first to the second offset is one link.
Linked: TypeAlias = Callable[[int, int], bool]


class Block(Struct):
    """One paragraph: its lines, what they say, their shape, and the rule that cuts them, if any."""

    lines: list[Line]
    text: str
    folded: str
    form: Shape
    rule: str | None = None
    wording: Rule | None = None


def blocks(
    text: str, title: str, *, furniture: Furniture, page: bool = False, linked: Linked | None = None
) -> list[Block]:
    """The paragraphs of `text` in order, each with the rule that cuts it or None.

    `page` says that the text was the main part of a page: without a sentence it is no article.
    `linked` tells of a stretch of the text whether all of it is one link.
    """
    found = list(_blocks(text, furniture))
    _drop_repeats(found, title)
    if linked is not None:
        _drop_links(found, linked)
    _drop_lists(found)
    _drop_frame(found, titled=bool(title))
    _drop_runs(found)
    _drop_teasers(found, page=page)
    return found


def _blocks(text: str, furniture: Furniture) -> Iterator[Block]:
    """Lines that wording or shape condemn stand alone; the others are joined to sentences."""
    every = lines(text)
    whole = wrapped(every[:LINES_MAX])
    if whole is not None:
        yield from (_judged(_open(group), furniture) for group in whole)
    else:
        yield from _by_line(every[:LINES_MAX], furniture)
    if len(every) > LINES_MAX:
        yield Block([every[LINES_MAX], every[-1]], "", "", shape(""), "line_limit")


def _by_line(found: list[Line], furniture: Furniture) -> Iterator[Block]:
    judged = [(line, _judged(_open([line]), furniture)) for line in found]
    joined = {group[0].start: group for part in _parts(judged) for group in groups(part)}
    for line, block in judged:
        if block.rule is not None:
            yield block
        elif group := joined.get(line.start):
            yield block if group == [line] else _open(group)


def _parts(judged: list[tuple[Line, Block]]) -> list[list[Line]]:
    """The lines that stay, apart where a heading of other articles or of comments stands."""
    parts: list[list[Line]] = [[]]
    for line, block in judged:
        if block.rule is None:
            parts[-1].append(line)
        elif block.wording is not None and (block.wording.list or block.wording.tail):
            parts.append([])
    return parts


def _open(group: list[Line]) -> Block:
    whole = " ".join(line.text for line in group)
    return Block(group, whole, folded(whole), shape(whole))


def _judged(block: Block, furniture: Furniture) -> Block:
    """The paragraph, with its rule if wording or shape condemn it."""
    wording = furniture.rule_of(block.folded) or _menu(block.text, furniture)
    rule = wording.name if wording else rule_by_shape(block.text, block.form)
    return structs.replace(block, rule=rule, wording=wording) if rule else block


def _menu(line: str, furniture: Furniture) -> Rule | None:
    """The rule of a line in which nothing but furniture stands, with wide gaps between."""
    parts = _GAP.split(line)
    rules = [furniture.rule_of(folded(part)) for part in parts] if len(parts) > 1 else []
    return rules[0] if rules and all(rules) else None


def _drop_repeats(found: list[Block], title: str) -> None:
    """The headline again, alone or inside a caption, and any line that stands there twice."""
    first = next((block for block in found if block.rule is None), None)
    headline = title if title.strip() or first is None or first.form.ended else first.text
    name = _bare(headline)
    seen: set[str] = set()
    for block in found:
        if block.rule is not None:
            continue
        small = _bare(block.text)
        own = not title.strip() and block is first
        if name and not own and _repeats(name, small, block.form):
            block.rule = "headline_repeat"
        elif small in seen and block.form.words >= REPEAT_WORDS_MIN:
            block.rule = "repeat"
        seen.add(small)


def _repeats(headline: str, line: str, form: Shape) -> bool:
    """Whether `line` is the headline, or a caption that holds it; a sentence may hold it, too."""
    if line == headline:
        return True
    extra = line.count(" ") - headline.count(" ")
    long = headline.count(" ") + 1 >= REPEAT_WORDS_MIN
    return long and headline in line and not form.ended and extra <= CAPTION_EXTRA_MAX


def _drop_links(found: list[Block], linked: Linked) -> None:
    """Paragraphs that are nothing but a link and do not end as a sentence does."""
    for block in found:
        if block.rule is None and block.form.teaser and _is_linked(block, linked):
            block.rule = "link"


def _is_linked(block: Block, linked: Linked) -> bool:
    return linked(block.lines[0].start, block.lines[-1].end)


def _drop_lists(found: list[Block]) -> None:
    """What follows a heading of headlines, and what stands behind the end of the article."""
    inside: Rule | None = None
    ends = 0
    for index, block in enumerate(found):
        if block.wording is not None:
            inside = block.wording if block.wording.list else None
            ends += block.wording.tail
            if block.wording.tail and ends <= ENDS_MAX and _ends_article(found, index):
                for later in found[index + 1 :]:
                    later.rule = later.rule or "tail"
                return
        elif block.rule is None:
            if inside is not None and (block.form.teaser or _is_numbered(block)):
                block.rule = inside.name
            else:
                inside = None


def _ends_article(found: list[Block], index: int) -> bool:
    """Whether `found[index]` begins what comes after the article: its end stands behind it."""
    wording = found[index].wording
    before = [block for block in found[:index] if block.rule is None]
    if wording is None or not any(block.form.prose for block in before):
        return False
    after = [block for block in found[index + 1 :] if block.rule is None and block.form.prose]
    near = found[index + 1 : index + 1 + STAMP_LINES]
    if any(block.rule == "stamp" for block in near):
        return True
    if not wording.list and sum(map(_length, after)) <= sum(map(_length, before)):
        return True
    # A box in the middle of a long article: what follows speaks of the same people and places.
    known = {name for block in before for name in _NAME.findall(block.text)}
    names = [name for block in after for name in _NAME.findall(block.text)]
    return sum(1 for name in names if name in known) < KIN_SHARE * max(1, len(names))


def _drop_frame(found: list[Block], *, titled: bool) -> None:
    """Loose lines above the headline, below it (a caption), and behind the last sentence."""
    kept = [block for block in found if block.rule in {None, "headline_repeat"}]
    head = next((i for i, block in enumerate(kept) if block.rule == "headline_repeat"), 0)
    if titled and not any(block.form.prose for block in kept[:head]):
        for block in kept[:head]:
            block.rule = "navigation"
    open_blocks = [block for block in found if block.rule is None]
    prose = [i for i, block in enumerate(open_blocks) if block.form.prose]
    if not prose:
        return
    for block in open_blocks[: min(HEAD_LINES, prose[0] + 1)]:
        if is_credited(block.text, block.form) and len(prose) > 1:
            block.rule = "caption"
    for block in open_blocks[1 : prose[0]]:
        if _is_loose(block):
            block.rule = "caption"
    for block in open_blocks[prose[-1] + 1 :]:
        if len(prose) > 1 and _is_loose(block):
            block.rule = "navigation"


def _drop_runs(found: list[Block]) -> None:
    """Three and more lines in a row that end nowhere, or are headlines run into what they head."""
    if sum(1 for block in found if block.rule is None and block.form.prose) < PROSE_FOR_RUNS:
        return
    for fits in (_is_item, _is_glued):
        run: list[Block] = []
        for block in [*found, None]:
            if block is not None and block.rule is not None:
                continue
            if block is not None and fits(block):
                run.append(block)
                continue
            if len(run) >= RUN_MIN:
                for item in run:
                    item.rule = "run"
            run = []


def _drop_teasers(found: list[Block], *, page: bool) -> None:
    """All of a page that has headlines and no sentence."""
    kept = [block for block in found if block.rule is None]
    if any(block.form.prose or block.form.ended for block in kept):
        return
    if page or (len(kept) >= TEASERS_MIN and not any(map(_tells, kept))):
        for block in kept:
            block.rule = "teasers"


def _is_loose(block: Block) -> bool:
    """Whether it is a few words without an end and without a number."""
    form = block.form
    has_digit = any(char.isdigit() for char in block.text)
    return not (
        form.ended or form.bulleted or form.lower or has_digit or form.words > RUN_WORDS_MAX
    )


def _is_item(block: Block) -> bool:
    form = block.form
    listed = form.bulleted or form.lower or block.text.endswith(":")
    return not (form.ended or listed or _tells(block)) and form.words <= RUN_WORDS_MAX


def _is_glued(block: Block) -> bool:
    return block.form.words <= GLUED_WORDS_MAX and _GLUED.search(block.text) is not None


def _tells(block: Block) -> bool:
    """Whether it is a line of a bulletin or table: a few words and a number."""
    counts = any(char.isdigit() for char in block.text)
    return _BULLETIN.match(block.text) is not None or (counts and block.form.words <= CELLS_MAX)


def _is_numbered(block: Block) -> bool:
    return block.form.bulleted and not block.form.prose


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(trimmed(text.casefold())))


def _length(block: Block) -> int:
    return len(block.text)
