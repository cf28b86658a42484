"""Marks: residue inside a line - addresses, citation marks, references - blanked out."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from workers.core.clean.text import Cut, Passage

# Chat assistants end a sentence with the names of sites and a count of further ones, and leave
# no space: "... in totalsite.example+2other.example+1." The name may begin inside a word.
_HOST: Final = r"(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}[a-z]{2,12}"
_CHAIN: Final = re.compile(rf"(?:{_HOST} ?\+\d{{1,2}})+(?:{_HOST}(?![\w+]))?", re.IGNORECASE)
_NEXT_IN_CHAIN: Final = re.compile(rf"(?<=\+)\d{{1,2}}({_HOST})", re.IGNORECASE)
_BARE: Final = re.compile(rf"(?<![\w@./:-]){_HOST}(?=[.,;:!?)\"']{{0,3}}(?:\s|$))", re.IGNORECASE)
_FIRST_HOST: Final = re.compile(_HOST, re.IGNORECASE)
_SUBDOMAIN: Final = re.compile(r"(?<=[a-z])(?:en|www|m|edition|news)\.(?=[a-z0-9-]+\.)")
_LETTERS: Final = re.compile(r"(?<![\w.+])[A-Za-z']{3,}(?![\w+]|\.\w)")
_LABEL_MIN: Final = 3

_MARKS: Final = re.compile(
    r"\bhttps?://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+|\bpic\.(?:twitter|x)\.com/\w+"
    r"|\[(?:\d{1,3}|[a-z]|note \d+|citation needed|update|edit)\]"
    r"|\u3010[^\u3011\n]{1,40}\u3011"
    r"|\ue200?cite(?:\ue202?turn\d+\w+)+\ue201?"
    r"|:contentReference\[[^\]\n]{0,40}\](?:\{[^}\n]{0,40}\})?"
)


_TAG: Final = re.compile(
    r"</?(?:[abip]|br|em|strong|span|div|img|h[1-6]|[uo]l|li|blockquote)\b[^<>\n]{0,600}>",
    re.IGNORECASE,
)


def masked(whole: Passage, words: Iterable[str]) -> tuple[Passage, tuple[Cut, ...]]:
    """`whole` with residue replaced by spaces, character for character, and what was replaced.

    `words` are common last words of a sentence: they tell where a glued name begins.
    """
    spans = sorted(_residue(whole.text, words))
    parts: list[str] = []
    cuts: list[Cut] = []
    done = 0
    for start, end, rule in spans:
        if start < done:
            continue
        parts += [whole.text[done:start], " " * (end - start)]
        cuts.append(Cut(whole.field, whole.starts[start], whole.ends[end - 1], rule))
        done = end
    if not cuts:
        return whole, ()
    parts.append(whole.text[done:])
    return Passage(whole.field, "".join(parts), whole.starts, whole.ends), tuple(cuts)


def _residue(text: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    for tag in _TAG.finditer(text):
        yield tag.start(), tag.end(), "markup"
    for mark in _MARKS.finditer(text):
        yield mark.start(), mark.end(), "address" if "." in mark.group() else "reference"
    if "+" not in text:
        return
    chains = list(_CHAIN.finditer(text))
    # One site named in passing is part of the article; in a text with chains all are residue.
    if not chains:
        return
    seams = _Seams(text, words)
    for chain in chains:
        yield chain.start() + seams.at(chain.group()), chain.end(), "citation"
    for bare in _BARE.finditer(text):
        yield bare.start() + seams.at(bare.group()), bare.end(), "citation"


class _Seams:
    """Where a site's name begins in a word that the sentence before may have run into."""

    def __init__(self, text: str, words: Iterable[str]) -> None:
        self._hosts = {host.lower() for host in _NEXT_IN_CHAIN.findall(text)}
        self._words = {*words, *(word.lower() for word in _LETTERS.findall(text))}
        tokens = {m.group().lower() for m in _FIRST_HOST.finditer(text)}
        self._shared = _shared_ends(tokens)

    def at(self, token: str) -> int:
        """The offset in `token` of the first character of the site's name."""
        first = _FIRST_HOST.match(token)
        host = first.group().lower() if first else token.lower()
        for known in (self._hosts, self._shared):
            seam = next((at for at in range(len(host)) if host[at:] in known), None)
            if seam is not None:
                return seam
        subdomain = _SUBDOMAIN.search(token)
        if subdomain is not None:
            return subdomain.start()
        label, _, rest = host.partition(".")
        if "." in rest and label in self._words:
            return len(label) + 1
        for seam in range(len(label) - _LABEL_MIN, 1, -1):
            if label[:seam] in self._words:
                return seam
        return 0


def _shared_ends(tokens: set[str]) -> set[str]:
    """What two different tokens end in, as far as both have a word's length in common."""
    turned = sorted(token[::-1] for token in tokens)
    ends: set[str] = set()
    for one, other in pairwise(turned):
        length = next(
            (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
            min(len(one), len(other)),
        )
        shared = one[:length][::-1]
        if len(shared.partition(".")[0]) > _LABEL_MIN and "." in shared:
            ends.add(shared)
    return ends
