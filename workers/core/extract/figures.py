"""Figures: which figure of the catalogue a number feeds, or why it feeds none."""

from collections.abc import Sequence

from workers.core.catalogue.model import Domain, Figure
from workers.core.extract.told import Told

_SUMS = frozenset(("week", "season", "year", "war", "span"))


def figure_of(entry: Told, domain: Domain) -> tuple[str | None, str]:
    """The figure's name, or null and the reason."""
    reason = _refused(entry)
    if reason:
        return None, reason
    ledger = _ledger(entry)
    candidates = [figure for figure in domain.rules.figures.values() if _fits(figure, entry)]
    if not candidates:
        return None, f"no figure counts {entry.counted or 'it'} as {entry.role.role}"
    one_sided = domain.vocabulary.series != "pair"
    if entry.sides.target is None or (entry.sides.actor is None and not one_sided):
        return None, "no sides"
    figure = _choose(candidates, ledger, kills=_kills(entry, domain))
    if figure is None:
        return None, f"no figure for a {ledger}"
    if entry.number.value in figure.stand_ins:
        return None, "a stand-in for a number not yet known"
    return figure.name, ""


def _refused(entry: Told) -> str:
    if entry.why:
        return entry.why
    if entry.role.role == "other" or entry.counted is None:
        return f"no role ({entry.role.rule})"
    if entry.superseded:
        return "replaced in the text"
    return _no_event(entry)


def _no_event(entry: Told) -> str:
    """Why a number is of no single event that was."""
    if entry.timing.rate and entry.weapon:
        return "a rate"
    if entry.timing.forecast:
        return "what may come"
    if entry.period is not None and entry.period.kind in _SUMS:
        return f"sum over a {entry.period.kind}"
    return ""


def _ledger(entry: Told) -> str:
    kind = entry.period.kind if entry.period is not None else "event"
    return kind if kind in {"day", "month"} else "event"


def _fits(figure: Figure, entry: Told) -> bool:
    return entry.role.role in figure.roles and entry.counted in figure.counted


def _kills(entry: Told, domain: Domain) -> bool:
    return any(
        actor.code == entry.sides.target and actor.reports_kills
        for actor in domain.vocabulary.actors
    )


def _choose(candidates: Sequence[Figure], ledger: str, *, kills: bool) -> Figure | None:
    """The figure of that ledger; a day's number of a figure without one stays with the event."""
    fitting = [figure for figure in candidates if kills or not figure.kill_reports]
    exact = [figure for figure in fitting if figure.ledger == ledger]
    if not exact and ledger == "day":
        exact = [figure for figure in fitting if figure.ledger == "event"]
    return exact[0] if exact else None
