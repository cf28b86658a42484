"""Values: quantities of news sentences by quantulum3, judged as the project's own are."""

from collections.abc import Iterable
from time import process_time
from typing import Any

from tests.quality.number_values import gold_ends, same_ends
from tests.quality.peers.installed import Peer


def quantities(peer: Peer, rows: Iterable[dict[str, Any]]) -> tuple[int, int, int, float]:
    """Right, found and gold quantities by value, and the seconds that finding took."""
    assert peer.module is not None
    right = found_all = gold_all = 0
    seconds = 0.0
    for row in rows:
        began = process_time()
        found = [_ends(each) for each in peer.module.parse(row["text"])]
        seconds += process_time() - began
        left = [gold_ends(each["value"]) for each in row["quantities"]]
        gold_all += len(left)
        found_all += len(found)
        for ends in found:
            hit = next((value for value in left if same_ends(ends, value)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
    return right, found_all, gold_all, seconds


def _ends(quantity: Any) -> tuple[float, float]:
    spread = quantity.uncertainty or 0.0
    return quantity.value - spread, quantity.value + spread
