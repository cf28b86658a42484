"""The reader of record claims as the measure of it calls it: no domain, title and text as given."""

from datetime import datetime
from pathlib import Path

from tests.quality.record_claims import Claim, Item
from workers.core.catalogue.record_words import RecordWords
from workers.core.extract.sentences import sentences
from workers.core.numbers.numerals import find_numbers
from workers.core.numbers.unit_words import general_table
from workers.core.records.claims import Line, record_claims
from workers.core.records.scope import Setting

WORDS = RecordWords(
    (Path(__file__).parents[2] / "workers/domains/general/record_words.toml").read_text(
        encoding="utf-8"
    )
)
UNITS = general_table()
TABLE = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\xa0": " ",
        "\u2013": "-",
        "\u2014": "-",
    }
)


def predict(item: Item) -> list[Claim]:
    published = datetime.fromisoformat(item.date)
    lines = []
    for field, raw in (("title", item.title), ("text", item.text)):
        text = raw.translate(TABLE)
        for start, end in sentences(text):
            sentence = text[start:end]
            setting = Setting(
                sentence,
                numbers=tuple(find_numbers(sentence, units=UNITS)),
                places=(),
                published=published,
            )
            lines.append(
                Line(
                    field="title" if field == "title" else "body",
                    start=start,
                    text=sentence,
                    setting=setting,
                )
            )
    found = []
    for read in record_claims(lines, WORDS):
        if read.weak:
            continue
        where = "title" if read.field == "title" else "text"
        source = item.title if where == "title" else item.text
        number = read.bound.number if read.bound else None
        line = lines[read.bound.sentence] if read.bound else None
        value = None
        if number is not None:
            value = number.value if number.value is not None else number.low
        found.append(
            Claim(
                where=where,
                start=read.start,
                end=read.end,
                state=read.state,
                scope=read.scope.name,
                direction=read.direction,
                value=value,
                value_where=None
                if line is None
                else ("title" if line.field == "title" else "text"),
                value_start=None if line is None or number is None else line.start + number.start,
                value_end=None if line is None or number is None else line.start + number.end,
                quote=source[read.start : read.end],
            )
        )
    return found
