"""Copies: which texts about one event are copies of each other, whatever the publisher (rule 3)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from schemas.report import Report
from workers.core.clean.sketch import Sketch, containment
from workers.core.merge.joined import Joined

COPY_SHARE: Final = 0.5
CREDITED_SHARE: Final = 0.25
SHINGLES_MIN: Final = 12
EVENTS_MAX: Final = 64

Credit = tuple[str, str]


class Copies:
    """The texts of one event in parts: those of a part are copies of each other, if by others.

    Texts with one sketch are one node. A new node is compared with those that share a hash with
    it, so that a text costs the number of its likes and not that of all texts.
    """

    def __init__(self) -> None:
        """No texts yet."""
        self._texts: dict[str, Report] = {}
        self._members: dict[Sketch, dict[str, Credit]] = {}
        self._by_hash: dict[int, list[Sketch]] = {}
        self._joined: Joined[Sketch] = Joined()

    def change(self, texts: Mapping[str, Report]) -> "Copies":
        """The copies among `texts`, by article: these changed, or new ones where a part may break.

        They are the same whatever was held before.
        """
        known = self._texts
        gone = [key for key, text in known.items() if texts.get(key) is not text]
        if not all(self._drop(article_id) for article_id in gone):
            return Copies().change(texts)
        for article_id, text in texts.items():
            if article_id not in self._texts:
                self._put(article_id, text)
        return self

    def part(self, article_id: str) -> Sketch | str:
        """What stands for all copies of a text; a text like no other stands for itself."""
        node = _node(self._texts[article_id])
        return article_id if node is None else self._joined.root(node)

    def _put(self, article_id: str, text: Report) -> None:
        self._texts[article_id] = text
        node = _node(text)
        if node is None:
            return
        credit = (plain(text.credited_to or ""), plain(text.publisher))
        members = self._members.setdefault(node, {})
        is_new, is_news = not members, credit not in members.values()
        members[article_id] = credit
        if is_new:
            for key in node[0]:
                self._by_hash.setdefault(key, []).append(node)
        if is_news and node[1] >= SHINGLES_MIN:
            self._compare(node)

    def _compare(self, node: Sketch) -> None:
        likes = dict.fromkeys(other for key in node[0] for other in self._by_hash[key])
        for other in likes:
            if other[1] < SHINGLES_MIN or self._joined.root(node) == self._joined.root(other):
                continue
            share = containment(node, other)
            credited = share >= CREDITED_SHARE and self._are_credited(node, other)
            if share >= COPY_SHARE or credited:
                self._joined.join(node, other)

    def _are_credited(self, one: Sketch, other: Sketch) -> bool:
        first, second = (dict.fromkeys(self._members[node].values()) for node in (one, other))
        return any(same_credit(mine, theirs) for mine in first for theirs in second)

    def _drop(self, article_id: str) -> bool:
        """Whether nothing but `article_id` goes with it: another text has its words and credit."""
        node = _node(self._texts.pop(article_id))
        if node is None:
            return True
        members = self._members[node]
        credit = members.pop(article_id)
        return credit in members.values()


class EventCopies:
    """The copies of each event, kept for the events that were last told of."""

    def __init__(self) -> None:
        """No events yet."""
        self._events: dict[str, Copies] = {}

    def of(self, place: str, texts: Mapping[str, Report]) -> Copies:
        """The copies among `texts`, which are all that tell of the event at `place`."""
        copies = (self._events.pop(place, None) or Copies()).change(texts)
        self._events[place] = copies
        if len(self._events) > EVENTS_MAX:
            del self._events[next(iter(self._events))]
        return copies


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A publisher's name for comparing: small letters, single spaces."""
    return " ".join(name.casefold().replace("-", " ").split())


def same_credit(one: Credit, other: Credit) -> bool:
    """Whether two (agency, publisher) credit one agency, or one credits the publisher of the other.

    All four are plain names, empty where no agency is named.
    """
    if one[0] and other[0]:
        return _alike(one[0], other[0])
    return _alike(one[0], other[1]) or _alike(other[0], one[1])


def _alike(credit: str, name: str) -> bool:
    # "Northern" credits "Northern Wire": the shorter name begins the longer.
    short, long = sorted((credit, name), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")


def _node(text: Report) -> Sketch | None:
    # Of a text too short for comparing its parts, only the whole can be the same.
    return (text.sketch, text.shingles) if text.sketch else None
