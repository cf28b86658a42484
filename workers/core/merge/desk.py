"""Desk: what a person says of one figure of one event, beside what the sources say."""

from collections.abc import Iterable
from typing import Final, Literal

from schemas.report import Claim, Report
from workers.core.merge.voices import Statement, Vote

Word = Literal["pin", "hold", "retract", "release"]
# Of the article ids of such reports; one id stands for one figure of one event.
DESK: Final = "desk:"
_ROLE: Final = "desk_"
_SILENT: Final = frozenset(f"{_ROLE}{word}" for word in ("hold", "retract", "release"))


def role_of(word: Word) -> str:
    """The role that a claim of the desk has."""
    return f"{_ROLE}{word}"


def is_pin(report: Report, claim: Claim) -> bool:
    """Whether a person states the value, which then counts as official."""
    return report.article_id.startswith(DESK) and claim.role == role_of("pin")


def is_silent(vote: Vote) -> bool:
    """Whether a vote states no value of its own: it holds, retracts or releases one."""
    return is_word(vote.statement)


def is_word(text: Statement) -> bool:
    """Whether a statement is a person's word about a value, not a value."""
    return text.report.article_id.startswith(DESK) and text.claim.role in _SILENT


def standing_block(votes: Iterable[Vote]) -> Statement | None:
    """The hold or retraction that stands: the newest word of the desk, unless it is another."""
    words = [
        text
        for vote in votes
        for text in vote.texts
        if text.report.article_id.startswith(DESK) and text.claim.role.startswith(_ROLE)
    ]
    newest = max(words, key=lambda text: (text.counts_from, text.report.article_id), default=None)
    blocked = newest is not None and newest.claim.role in {role_of("hold"), role_of("retract")}
    return newest if blocked else None
