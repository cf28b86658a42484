"""Catalogue: what counts as a figure, by domain. Data from TOML, checked, never code."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.alert import Scope
from schemas.event import Ledger

Mode = Literal["fixed", "running"]
SourceKind = Literal["official", "unreliable"]


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of number that the ledger keeps.

    `mode`: a fixed figure has one true value, a running one grows (rules 12, 13). `ledger` says
    whether its values belong to an event, a stated day or a stated month. `bounds` are inclusive
    plausibility bounds, the upper one null where there is none. No `scopes`: read, never alerted.
    `tolerance` is a share (0.01) unless `exact` is set. `sum_of` names the figures whose exact
    values by one speaker add up to it. `sentence` is the alert's sentence with {value}, {series},
    {when}, {scope} and the domain's own names in braces.
    """

    name: str
    meaning: str
    unit: str
    mode: Mode
    ledger: Ledger = "event"
    bounds: tuple[float, float | None]
    scopes: tuple[Scope, ...] = ()
    record: Literal["max", "min"] = "max"
    late_days: int | None = None
    tolerance: float = 0.01
    exact: bool = False
    decimals: int = 0
    sum_of: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    sentence: str = ""


class EventRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes two reports of a series tell of one event (rule 5).

    `windows`: night and day attacks of one date can be two events. `join_days`: a report dated up
    to so many days after an event's first day belongs to it (0: the same date only); a report that
    gives no own date joins the newest such event. `by_subject`: events of one series are told
    apart by their subject (fire name, organisation).
    """

    windows: bool = False
    join_days: int = 0
    by_subject: bool = False


class Parameters(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parameters of the rules of records, for one domain."""

    min_history: int = 3
    late_days: int = 3
    jump: float = 5.0


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is official or unreliable, for which figures and series (None: for all)."""

    publisher: str
    kind: SourceKind
    figures: tuple[str, ...] | None = None
    series: tuple[str, ...] | None = None


class Baseline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known record with its source: history that `recordwire history` can send once."""

    figure: str
    series: str
    value: float
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    source: str


class Watched(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series whose current record is exported as a gauge."""

    figure: str
    series: str
    scope: Scope = "ever"


class MergeRules(Struct, frozen=True, kw_only=True):
    """What merging and judging need of a domain; reading has its own part (vocabulary)."""

    name: str
    figures: dict[str, Figure]
    event: EventRule
    parameters: Parameters
    sources: tuple[Source, ...] = ()

    def late_days(self, figure: str) -> int:
        """After how many days a report of `figure` is late (rule 26)."""
        own = self.figures[figure].late_days
        return self.parameters.late_days if own is None else own
