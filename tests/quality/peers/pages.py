"""Pages: the main text of news pages by other extractors, judged as the project's own is."""

import html
import re
from collections.abc import Callable

from tests.quality.peers.installed import Peer

Extract = Callable[[str], str]


def extractors(trafilatura: Peer, readability: Peer, resiliparse: Peer) -> dict[str, Extract]:
    """A function from page to text for each peer that is there, by its name and version."""
    found: dict[str, Extract] = {}
    if (one := trafilatura.module) is not None:
        found[trafilatura.told] = lambda page: one.extract(page, fast=True) or ""
        found[f"{trafilatura.told}, thorough"] = lambda page: one.extract(page) or ""
    if (two := readability.module) is not None:
        found[readability.told] = lambda page: _text(two.Document(page).summary())
    if (three := resiliparse.module) is not None:
        found[resiliparse.told] = lambda page: three.extract_plain_text(page, main_content=True)
    return found


def _text(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", html.unescape(re.sub(r"(?s)<!--.*?-->", " ", page)))
