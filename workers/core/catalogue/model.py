"""Model: what counts as a figure, by domain. Data from TOML, checked, never code."""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.alert import Scope
from schemas.event import Ledger
from workers.core.catalogue.furniture import Furniture
from workers.core.catalogue.record_words import RecordWords
from workers.core.catalogue.scalar_words import Scalar
from workers.core.catalogue.score_table import DEFAULT_SCORES, ScoreTable
from workers.core.catalogue.vocabulary import Measure, Vocabulary
from workers.core.numbers.units import Unit

Mode = Literal["fixed", "running"]
SourceKind = Literal["official", "unreliable"]


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of number that the ledger keeps.

    `mode`: a fixed figure has one true value, a running one grows (rules 12, 13). `ledger` says
    whether its values belong to an event, a stated day or a stated month. `bounds` are inclusive
    plausibility bounds, the upper one null where there is none. No `scopes`: read, never alerted.
    `tolerance` is a share (0.01) unless `exact` is set. `sum_of` names the figures whose exact
    values by one speaker add up to it. A number feeds it by its role and what it counts;
    `kill_reports` limits it to series whose side tells only what it stopped. `stand_ins` are
    values that forms take while the true one is not known. `sentence` is the
    alert's sentence with {value}, {series}, {when}, {scope} and the domain's own names in braces.
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
    kill_reports: bool = False
    stand_ins: tuple[float, ...] = ()
    sentence: str = ""


class EventRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes two reports of a series tell of one event (rule 5).

    `windows`: night and day attacks of one date can be two events. `join_days`: a report dated up
    to so many days after an event's first day belongs to it (0: the same date only); a report that
    gives no own date joins the newest such event. `by_subject`: events of one series are told
    apart by their subject (fire name, organisation). `opened_by` names the figures whose clearly
    different value on a later day means another event within `join_days` (a second main shock).
    """

    windows: bool = False
    join_days: int = 0
    by_subject: bool = False
    opened_by: tuple[str, ...] = ()


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
    """A known record with its source: history that `recordwire history --baselines` sends."""

    figure: str
    series: str
    value: float
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    source: str
    subject: str | None = None


class Watched(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series whose current record is exported as a gauge."""

    figure: str
    series: str
    scope: Scope = "ever"


class MergeRules(Struct, frozen=True, kw_only=True):
    """What merging and judging need of a domain; reading has its own part (vocabulary).

    `names` is what a sentence calls a code of a series.
    """

    name: str
    figures: dict[str, Figure]
    event: EventRule
    parameters: Parameters
    sources: tuple[Source, ...] = ()
    names: dict[str, str] = {}

    def late_days(self, figure: str) -> int:
        """After how many days a report of `figure` is late (rule 26)."""
        own = self.figures[figure].late_days
        return self.parameters.late_days if own is None else own


class Domain(Struct, frozen=True, kw_only=True):
    """One domain: what merging needs (`rules`), what reading needs (the rest), and its hash."""

    name: str
    title: str
    rules: MergeRules
    vocabulary: Vocabulary
    units: tuple[Unit, ...] = ()
    measures: tuple[Measure, ...] = ()
    scalars: tuple[Scalar, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    watch: tuple[Watched, ...] = ()
    hash: str


class Catalogue(Struct, frozen=True, kw_only=True):
    """Every domain, by name. `hash` changes whenever a word of any of them does.

    `record_words` is the vocabulary of record claims that all domains share; without it none is
    read. `furniture` is the wording by which lines of page furniture are known.
    """

    domains: dict[str, Domain]
    hash: str
    record_words: RecordWords | None = None
    scores: ScoreTable = DEFAULT_SCORES
    furniture: Furniture | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who is official or unreliable, over all domains."""
        return tuple(row for domain in self.domains.values() for row in domain.rules.sources)

    @property
    def watch(self) -> tuple[tuple[str, Watched], ...]:
        """Domain and series whose current record is exported."""
        return tuple((name, row) for name, domain in self.domains.items() for row in domain.watch)

    def rules(self, domain: str) -> MergeRules:
        """What merging needs of `domain`."""
        return self.domains[domain].rules


def build(
    domains: Iterable[Domain],
    record_words: RecordWords | None = None,
    scores: ScoreTable = DEFAULT_SCORES,
    *,
    furniture: Furniture | None = None,
) -> Catalogue:
    """The catalogue of `domains`, in the order of their names."""
    ordered = sorted(domains, key=lambda domain: domain.name)
    general = "" if record_words is None else record_words.text
    lines = "" if furniture is None else furniture.text
    hashes = "\n".join([*(domain.hash for domain in ordered), general, repr(scores), lines])
    return Catalogue(
        domains={domain.name: domain for domain in ordered},
        hash=hashlib.sha256(hashes.encode()).hexdigest()[:16],
        record_words=record_words,
        scores=scores,
        furniture=furniture,
    )
