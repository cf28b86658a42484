"""Copies: which texts of a series are copies of each other, found once, when a text comes."""

from collections.abc import Iterator, Sequence

from schemas.report import Report
from workers.core.clean.sketch import containment

COPY_SHARE = 0.5
CREDITED_SHARE = 0.25
SHINGLES_MIN = 12


Node = tuple[tuple[int, ...], int]


class Copies:
    """Which texts are alike, by their sketches; texts with one sketch are one node.

    A sketch is compared once, when it first comes, with those that share a hash with it.
    """

    def __init__(self) -> None:
        """No texts yet."""
        self._nodes: dict[str, Node] = {}
        self._members: dict[Node, int] = {}
        self._by_hash: dict[int, dict[Node, None]] = {}
        self._near: dict[Node, dict[Node, float]] = {}

    def put(self, report: Report) -> None:
        """Take a text in, in place of an older one of its article."""
        self.drop(report.article_id)
        node = (report.sketch, report.shingles)
        if report.shingles < SHINGLES_MIN or not report.sketch:
            return
        self._nodes[report.article_id] = node
        self._members[node] = self._members.get(node, 0) + 1
        if self._members[node] > 1:
            return
        found = {other for key in node[0] for other in self._by_hash.get(key, ())}
        self._near[node] = {}
        for other in found:
            share = containment(node, other)
            if share >= CREDITED_SHARE:
                self._near[node][other] = share
                self._near[other][node] = share
        for key in node[0]:
            self._by_hash.setdefault(key, {})[node] = None

    def drop(self, article_id: str) -> None:
        """Take a text out, if it is in."""
        node = self._nodes.pop(article_id, None)
        if node is None:
            return
        self._members[node] -= 1
        if self._members[node]:
            return
        del self._members[node]
        for other in self._near.pop(node):
            del self._near[other][node]
        for key in node[0]:
            nodes = self._by_hash[key]
            del nodes[node]
            if not nodes:
                del self._by_hash[key]

    def pairs(self, texts: Sequence[Report]) -> Iterator[tuple[int, int]]:
        """Enough pairs of copies among `texts`, by index, to join each to all of its copies."""
        seen: dict[Node, list[int]] = {}
        for index, report in enumerate(texts):
            node = self._nodes.get(report.article_id)
            if node is None:
                continue
            if node in seen:
                yield seen[node][0], index
            for other, share in self._near[node].items():
                rows = seen.get(other, ())
                if share >= COPY_SHARE and node not in seen and rows:
                    yield rows[0], index
                elif share < COPY_SHARE:
                    yield from ((i, index) for i in rows if same_credit(texts[i], report))
            seen.setdefault(node, []).append(index)


def plain(name: str) -> str:
    """A publisher's name for comparing: small letters, single spaces."""
    return " ".join(name.casefold().replace("-", " ").split())


def same_credit(one: Report, other: Report) -> bool:
    """Whether both texts credit one agency, or one credits the publisher of the other."""
    first, second = (plain(row.credited_to or "") for row in (one, other))
    if first and second:
        return _alike(first, second)
    return _alike(first, plain(other.publisher)) or _alike(second, plain(one.publisher))


def _alike(credit: str, name: str) -> bool:
    # "Northern" credits "Northern Wire": the shorter name begins the longer.
    short, long = sorted((credit, name), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")
