"""Scalar words: how a text names a measured quantity (a magnitude, a temperature) of a domain."""

from msgspec import Struct


class Scalar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity that is measured and not counted, and the words that tell what a number of it is.

    A number is one if its unit is in `units`, if a word of `labels` stands beside it, or if it
    is a decimal beside a noun of `nouns`, if `sign` stands right before it ("M 6.1"); `range`
    are the values the scale has at all. `to` is the unit values are kept in. `called_part`
    phrases name the number's own thing a part wherever they stand in its clause, `increments` right
    before it ("grew by"). Words of
    `parts`, `others`, `lows`, `thresholds`, `ahead` (forecasts) in its clause take it out;
    `replaced` ones, right before it, mark an earlier value. A decimal behind a phrase of `again`
    is one where the quantity was told of before. Values that lie `part_drop` or more below the
    text's first are parts, unless a word of `measurers` in their clause, and no noun, makes them
    another measuring of the same. Where `whole` is set, a value
    counts only where one of its words, or a record of a country, gives it as the country's own;
    a bare unit of `bare` then has the meaning of the country.
    """

    figure: str
    role: str
    counted: str
    range: tuple[float, float]
    labels: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sign: str | None = None
    to: str | None = None
    bare: str | None = None
    bare_in: dict[str, str] = {}
    parts: tuple[str, ...] = ()
    called_part: tuple[str, ...] = ()
    increments: tuple[str, ...] = ()
    lows: tuple[str, ...] = ()
    low_role: str | None = None
    others: tuple[str, ...] = ()
    thresholds_before: tuple[str, ...] = ()
    thresholds_after: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    measurers: tuple[str, ...] = ()
    part_drop: float | None = None
    peaks: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    period: str = "event"
