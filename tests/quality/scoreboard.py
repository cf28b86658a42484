"""Scoreboard: everything that is measured of reading, beside its peers (`make quality`)."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import evaluation
from tests.quality.board_peers import peers_table
from tests.quality.board_reading import reading_tables
from tests.quality.board_rest import rest_tables
from tests.quality.labelled import judge, own, seeds, texts
from tests.quality.table import Table, markdown
from workers.assembly import assemble

BOARD = Path(__file__).parent / "scoreboard.md"
HEAD = """# Scoreboard

How well articles are read, as `make quality` found it last. Halves are made by a hash of each
text's id: rules are tuned on half 0 alone, so the gap to half 1 is what texts never seen cost. Own
texts were written for this measure by somebody who had not seen the rules. P, R: precision and
recall. Speeds are of one core and of one run; compare them with each other and not with those of
another machine. Floors stand in [floors.toml](floors.toml).

"""


def main(arguments: list[str] | None = None) -> int:
    """Print the board and write it beside this file."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.scoreboard", description=__doc__)
    parser.add_argument("--out", type=Path, default=BOARD, help="where to write it")
    chosen = parser.parse_args(arguments)
    board = HEAD + markdown(tables())
    sys.stdout.write(board)
    chosen.out.write_text(board, encoding="utf-8")
    return 0


def tables() -> Iterator[Table]:
    """Every table that can be made here; without evaluation data those of the own texts."""
    made = assemble()
    data = evaluation.folder()
    written = list(own())
    if data is None:
        yield Table(
            title="No evaluation data",
            head=("missing", ""),
            rows=(("RECORDWIRE_DATA", "names no folder: only own texts are read"),),
        )
        yield from reading_tables([judge(text, made.reader) for text in written])
        return
    known = {"seeds", *made.catalogue.domains}
    labelled = [text for text in (*seeds(data), *texts(data)) if text.domain in known]
    judged = [judge(text, made.reader) for text in (*labelled, *written)]
    yield from reading_tables(judged)
    yield peers_table(labelled, made.reader, made.catalogue)
    yield from rest_tables(data, made.reader)


if __name__ == "__main__":
    sys.exit(main())
