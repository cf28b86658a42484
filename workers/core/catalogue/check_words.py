"""Check words: words of a domain file that can match nothing or everything, and its examples."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct, structs

from workers.core.catalogue.example_lines import LineError, wanted
from workers.core.catalogue.fault import Fault, unknown
from workers.core.catalogue.series_form import form_of_file
from workers.core.catalogue.stated import DomainFile
from workers.core.catalogue.vocabulary import Example

VERBS: Final = frozenset(("verbs", "subject_verbs", "tools", "asides", "hit", "says"))
NOUNS: Final = frozenset(("nouns", "nominals", "tolls", "event_nouns", "defenders", "kinds"))
VERB_PARTS: Final = (1, 3)
NOUN_PARTS: Final = (1, 2)
_CUE_WORDS: Final = (
    "verbs", "subject_verbs", "tools", "nominals", "nouns", "tolls", "after", "before",
    "with_objects",
)  # fmt: skip


def word_faults(stated: DomainFile) -> Iterator[Fault]:
    """Blank words, wrong parts, tables without a word, and examples that cannot be read."""
    yield from _odd_words(stated, "$")
    yield from _wordless(stated)
    yield from _example_faults(stated)


def _odd_words(table: Struct, path: str) -> Iterator[Fault]:
    """Every word of `table` and of the tables within it."""
    for field in structs.fields(table):
        value, at = getattr(table, field.name), f"{path}.{field.encode_name}"
        if isinstance(value, Struct):
            yield from _odd_words(value, at)
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if isinstance(each, Struct):
                    yield from _odd_words(each, f"{at}[{index}]")
                elif isinstance(each, str):
                    yield from _odd_word(each, field.encode_name, at)


def _odd_word(word: str, key: str, path: str) -> Iterator[Fault]:
    if not word.strip():
        yield Fault(path, "an empty word would stand in every text; take it out")
        return
    parts = word.partition(" ")[0].count("|") + 1 if key in VERBS else word.count("|") + 1
    if key in VERBS and parts not in VERB_PARTS:
        what = f"{word!r} states {parts} parts; an irregular verb has three: 'shoot|shot|shot down'"
        yield Fault(path, what)
    elif key in NOUNS and parts not in NOUN_PARTS:
        yield Fault(path, f"{word!r} states {parts} parts; a noun has two: 'person|people'")


def _wordless(stated: DomainFile) -> Iterator[Fault]:
    if not stated.topic:
        yield Fault(
            "$.topic", "no word: no article would be read; name what such articles speak of"
        )
    wider = {kind.kind_of for kind in stated.classes}
    for index, kind in enumerate(stated.classes):
        words = (*kind.nouns, *kind.adjectives, *kind.models, *kind.units)
        if not (words or kind.anyone) and kind.name not in wider:
            what = "no word names this class and no class is a kind of it; give nouns"
            yield Fault(f"$.class[{index}].name", what)
        if kind.subtype and kind.kind_of is None:
            yield Fault(f"$.class[{index}].subtype", "of which class? add kind_of")
    for index, cue in enumerate(stated.cue):
        if not cue.of:
            yield Fault(f"$.cue[{index}].of", "gives its role to nothing; name a class")
        if not any(getattr(cue, key) for key in _CUE_WORDS):
            what = "no word gives this role; give verbs, nouns, after or another list of words"
            yield Fault(f"$.cue[{index}].role", what)
    for index, measure in enumerate(stated.measure):
        if not (measure.words or measure.superlatives):
            yield Fault(f"$.measure[{index}].words", "no word names this measure; give one")


def _example_faults(stated: DomainFile) -> Iterator[Fault]:
    for table, cases in (("example", stated.example), ("counter_example", stated.counter_example)):
        if not cases:
            yield Fault(f"$.{table}", f"there is none; write at least one [[{table}]]")
        for index, case in enumerate(cases):
            at = f"$.{table}[{index}]"
            yield from _published_faults(case, at)
            if table == "example" and not case.figures:
                what = (
                    "an [[example]] gives a figure; a text that gives none is a [[counter_example]]"
                )
                yield Fault(f"{at}.figures", what)
            elif table == "counter_example" and case.figures:
                what = "a [[counter_example]] gives none; make it an [[example]]"
                yield Fault(f"{at}.figures", what)
            yield from _line_faults(case, f"{at}.figures", stated)
    told = {line.split(" ", 1)[0] for case in stated.example for line in case.figures}
    for index, figure in enumerate(stated.figure):
        if figure.name not in told:
            yield Fault(f"$.figure[{index}].name", "no [[example]] gives this figure; write one")


def _published_faults(case: Example, at: str) -> Iterator[Fault]:
    try:
        zoned = datetime.fromisoformat(case.published).tzinfo is not None
    except ValueError:
        zoned = False
    if not zoned:
        what = f"{case.published!r} is no time with a zone; write 2031-05-14T12:00:00+00:00"
        yield Fault(f"{at}.published", what)


def _line_faults(case: Example, at: str, stated: DomainFile) -> Iterator[Fault]:
    figures = {figure.name for figure in stated.figure}
    form = form_of_file(stated)
    for line in case.figures:
        try:
            read = wanted(line)
        except LineError as error:
            yield Fault(at, str(error))
            continue
        if read.figure not in figures:
            yield unknown(at, read.figure, "figure", known=figures)
        elif not form.fits(read.series):
            yield Fault(at, f"{read.series!r} in {line!r} is no series here; {form.right}")
