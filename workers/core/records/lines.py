"""Lines: the sentences of an article as the search for record claims takes them."""

from collections.abc import Sequence
from datetime import datetime

from workers.core.catalogue.record_words import RecordWords
from workers.core.clean.text import CleanText
from workers.core.extract.places import find_places
from workers.core.extract.sentences import sentences
from workers.core.extract.table import Sentence, Tools
from workers.core.numbers.numerals import find_numbers
from workers.core.records.claims import Line
from workers.core.records.scope import Setting

_BESIDE = 3


def lines_of(table: Sequence[Sentence], published: datetime) -> tuple[Line, ...]:
    """One line for each sentence; indices are those of `table`."""
    return tuple(
        Line(
            field=sentence.field,
            start=sentence.start,
            text=sentence.text,
            setting=Setting(
                sentence.text,
                numbers=sentence.numbers,
                places=sentence.places,
                published=published,
            ),
        )
        for sentence in table
    )


def open_sentences(text: CleanText, tools: Tools, vocabulary: RecordWords) -> tuple[Sentence, ...]:
    """The sentences of a text that no domain knows; only those near a word of records are read."""
    spans = [
        (passage, start, end)
        for passage in (text.title, text.body)
        for start, end in sentences(passage.text)
    ]
    texts = [passage.text[start:end] for passage, start, end in spans]
    wanted = _wanted(texts, vocabulary)
    return tuple(
        Sentence(
            index=index,
            field=passage.field,
            start=start,
            end=end,
            paragraph=0,
            text=texts[index],
            folded="",
            numbers=tuple(find_numbers(texts[index], units=tools.units)) if index in wanted else (),
            places=tuple(find_places(texts[index], tools.gazetteer)) if index in wanted else (),
        )
        for index, (passage, start, end) in enumerate(spans)
    )


def _wanted(texts: Sequence[str], vocabulary: RecordWords) -> frozenset[int]:
    """The sentences with a word of records and those beside them, where their number may stand."""
    hits = [index for index, text in enumerate(texts) if vocabulary.gate.search(text) is not None]
    return frozenset(beside for index in hits for beside in range(index - 1, index + _BESIDE + 1))
