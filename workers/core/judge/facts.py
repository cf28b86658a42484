"""Facts: what ledger and sources say of one figure of one event in one scope."""

from msgspec import Struct

from schemas.alert import AlertStatus, Scope, Verdict
from workers.core.catalogue.model import Figure
from workers.core.judge.ledger import Entry, FigureLedger
from workers.core.judge.series import Known, SeriesBook
from workers.core.merge.values import SUPPORT_MIN, Resolved, supporters
from workers.core.merge.voices import Vote


class Facts(Struct, frozen=True, kw_only=True):
    """One figure of one event in one scope, set against its ledger.

    `value` is null where nothing competes. `earlier` is the record of the events before it,
    `previous` the same where the series has history for the scope (rule 17), `beside` that of all
    other events. `support` are the sources that support the value, `claimed` those of them that
    call it the record now, `called` all that call the figure the record, at whatever value.
    """

    figure: Figure
    scope: Scope
    known: Known
    ledger: FigureLedger
    resolved: Resolved | None
    value: float | None
    history: bool
    earlier: Entry | None
    beside: Entry | None
    support: tuple[Vote, ...]
    claimed: tuple[Vote, ...]
    called: tuple[Vote, ...]

    @property
    def previous(self) -> Entry | None:
        """The previous record as a message names it (rules 17, 24)."""
        return self.earlier if self.history else None

    @property
    def verdict(self) -> Verdict:
        """How the texts' own claims stand against the ledger."""
        if not self.history:
            return "ledger_empty"
        return "agrees" if self.claimed else "no_claim"

    @property
    def stands(self) -> bool:
        """Whether the value is above all values of earlier events."""
        return self.value is not None and (
            self.earlier is None or self.ledger.beats(self.value, self.earlier.value)
        )

    @property
    def is_highest(self) -> bool:
        """Whether the value is above all other known values, earlier and later (rule 16)."""
        return self.value is not None and (
            self.beside is None or self.ledger.beats(self.value, self.beside.value)
        )

    @property
    def is_tie(self) -> bool:
        """Whether the value equals the record of all other events."""
        return self.beside is not None and self.value == self.beside.value

    @property
    def is_live(self) -> bool:
        """Whether a live account supports the value: what is only background pages nobody."""
        return any(
            text.grade == "live" and not text.unreliable
            for vote in self.support
            for text in vote.texts
        )

    @property
    def status(self) -> AlertStatus:
        """The status that the sources give it, whatever it was before (rule 21)."""
        if self.history or not self.called:
            return "confirmed" if _enough(self.support) else "provisional"
        return "confirmed" if _enough(self.claimed) else "claimed"


def facts(book: SeriesBook, known: Known, figure: str, *, scope: Scope) -> Facts:
    """What is known of `figure` of the event `known` in `scope`."""
    rule = book.rules.figures[figure]
    ledger = book.ledger(figure)
    resolved = known.values.get(figure)
    value = resolved.value if resolved is not None and resolved.competes else None
    history = ledger.has_history(known.at, scope, events=book.rules.parameters.min_history)
    earlier = ledger.best_before(known.at, scope)
    support: tuple[Vote, ...] = ()
    if value is not None and resolved is not None:
        above = earlier.value if earlier is not None and history else None
        support = tuple(supporters(rule, resolved.votes, value, above=above))
    return Facts(
        figure=rule,
        scope=scope,
        known=known,
        ledger=ledger,
        resolved=resolved,
        value=value,
        history=history,
        earlier=earlier,
        beside=ledger.best_beside(known.at, scope),
        support=support,
        claimed=tuple(vote for vote in support if scope in vote.scopes),
        called=tuple(
            vote
            for vote in (resolved.votes if resolved is not None else ())
            if scope in vote.scopes and not vote.unreliable and not vote.past
        ),
    )


def _enough(votes: tuple[Vote, ...]) -> bool:
    return len(votes) >= SUPPORT_MIN or any(vote.official for vote in votes)
