"""Entities: text with its character references decoded, each character with its place."""

import re
from array import array
from html import unescape
from typing import Final

# With its semicolon: bare text may hold an ampersand that is one.
_STRICT: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LENIENT: Final = re.compile(_STRICT.pattern.removesuffix(";") + ";?")


def decoded(text: str, *, lenient: bool) -> "tuple[str, array[int], array[int]] | None":
    """`text` decoded, and where each of its characters begins and ends in `text`.

    None where there is nothing to decode. All characters that one reference stands for have its
    place. In the source of a page (`lenient`) a reference may lack its semicolon.
    """
    pattern = _LENIENT if lenient else _STRICT
    if "&" not in text or pattern.search(text) is None:
        return None
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for found in pattern.finditer(text):
        meant = unescape(found.group())
        parts += [text[done : found.start()], meant]
        starts.extend(range(done, found.start()))
        ends.extend(range(done + 1, found.start() + 1))
        starts.extend([found.start()] * len(meant))
        ends.extend([found.end()] * len(meant))
        done = found.end()
    parts.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(parts), starts, ends
