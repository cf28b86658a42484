"""Batches: messages taken together, acknowledged only when all of them are done."""

import time
from collections.abc import AsyncIterator
from typing import cast

from faust.types import ChannelT, EventT, StreamT


async def safe_batches(stream: StreamT[bytes], size: int) -> AsyncIterator[list[EventT[bytes]]]:
    """The stream's messages in lists of at most `size`, as many as are waiting.

    A list is acknowledged when the next one is asked for, so a body that raises leaves its list
    open; the process must then end, since an agent that is started again would commit past it. (The
    engine's own `take` acknowledges the list, and all that waits behind it, unseen.)
    """
    app = stream.app
    queue = cast("ChannelT[bytes]", stream.channel).queue
    while not stream.should_stop:
        try:
            batch = [await queue.get()]
            while len(batch) < size and not queue.empty():
                batch.append(queue.get_nowait())
        except StopAsyncIteration:
            return
        live = [event for event in batch if _is_live(stream, event)]
        if not live:
            continue
        # The engine's own check for a stuck stream looks here.
        app.monitor.stream_inbound_time[live[-1].message.tp] = time.monotonic()
        yield live
        for event in live:
            if event.message.generation_id == app.consumer_generation_id:
                event.ack()


def _is_live(stream: StreamT[bytes], event: EventT[bytes]) -> bool:
    """Whether `event` is still ours; then a stop or a rebalance waits for it."""
    app, message = stream.app, event.message
    if message.generation_id != app.consumer_generation_id or not app.flow_control.is_active():
        return False
    if not message.tracked:
        message.tracked = True
        app.consumer.track_message(message)
    return True
