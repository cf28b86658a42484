"""Found: one number of an article, what it was read as, and the figure it feeds."""

from msgspec import Struct

from schemas.report import Field, Period, Value
from workers.core.numbers.numerals import Number


class Found(Struct, frozen=True, kw_only=True):
    """One number of the text, what it was read as, and the figure it feeds, if any.

    `start`, `end` are offsets in the clean text of `field`, `sentence` an index into the sentences.
    `figure` is null where `why` says the reason. `value` is in the figure's unit; `raw_value`,
    `raw_unit` are as printed. `derived` marks a sum that the text does not print, placed at its
    first part.
    """

    number: Number
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
    past: bool = False
    derived: bool = False
    part: bool = False
    superseded: bool = False
    correction: bool = False
    main_place: bool = False
    dated: bool = False
    speaker: str | None = None


class Extract(Struct, frozen=True, kw_only=True):
    """All numbers of one article for one domain, in the order of the text."""

    domain: str
    found: tuple[Found, ...]
