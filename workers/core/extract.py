"""Extract: every number of an article, what it counts, and which figure of which event it feeds."""

from typing import TYPE_CHECKING

from msgspec import Struct

from schemas.report import Field, Period, Value

if TYPE_CHECKING:
    from workers.core.dates import When
    from workers.core.numerals import Number
    from workers.core.places import Place


class Hit(Struct, frozen=True):
    """A word or phrase of a catalogue in a sentence; `name` is the class, role or actor it means."""

    start: int
    end: int
    domain: str
    kind: str
    name: str
    entry: int


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence and everything found in it.

    `start`, `end` are offsets in the clean text of `field`; all offsets inside are relative to
    `start`. `clauses` are spans that cover the sentence.
    """

    index: int
    field: Field
    start: int
    end: int
    paragraph: int
    text: str
    folded: str
    numbers: "tuple[Number, ...]" = ()
    dates: "tuple[When, ...]" = ()
    places: "tuple[Place, ...]" = ()
    hits: tuple[Hit, ...] = ()
    clauses: tuple[tuple[int, int], ...] = ()


class Found(Struct, frozen=True, kw_only=True):
    """One number of the text, what it was read as, and the figure it feeds, if any.

    `start`, `end` are offsets in the clean text of `field`, `sentence` an index into the sentences.
    `figure` is null where `why` says the reason. `value` is in the figure's unit; `raw_value`,
    `raw_unit` are as printed. `event` numbers the happenings the article tells of, 0 the main one.
    `derived` marks a sum that the text does not print, placed at its first part.
    """

    number: "Number"
    field: Field
    sentence: int
    start: int
    end: int
    domain: str
    counted: str | None
    role: str
    figure: str | None
    why: str
    rule: str
    value: Value
    raw_value: float | None
    raw_unit: str | None
    actor: str | None = None
    target: str | None = None
    series: str | None = None
    place: str | None = None
    subject: str | None = None
    period: Period
    event: int = 0
    past: bool = False
    derived: bool = False
    part: bool = False
    superseded: bool = False
    correction: bool = False
    main_place: bool = False
    speaker: str | None = None


class Extract(Struct, frozen=True, kw_only=True):
    """All numbers of one article for one domain, in the order of the text, and its sentences."""

    domain: str
    sentences: tuple[Sentence, ...]
    found: tuple[Found, ...]
