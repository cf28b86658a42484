"""Feeding: what `publish` does with a feed, seen from the broker."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.topics import ARTICLES
from schemas.wire import encode
from tests.stream.broker import Stream
from tests.stream.messages import ARTICLE


@pytest.fixture
def stream(kafka: str, prefix: str, tmp_path: Path) -> Stream:
    return Stream(kafka, prefix, tmp_path)


def test_a_line_of_an_open_feed_is_sent_before_the_next_one_comes(stream):
    stream.create()
    with subprocess.Popen(
        [sys.executable, "-m", "workers", "publish", "-"],
        env={**os.environ, **stream.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as feeding:
        assert feeding.stdin is not None
        feeding.stdin.write(encode(ARTICLE) + b"\n")
        feeding.stdin.flush()

        stream.wait_for(ARTICLES, 1)

        told, _ = feeding.communicate()
    assert told == b"1 sent, 0 left out\n"
