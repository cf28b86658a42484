"""Note: what a careful desk would want to know and no alert says."""

from typing import Literal

from msgspec import Struct

from schemas.article import Mode, Moment

NoteType = Literal[
    "first_since",
    "place_record_claim",
    "tie",
    "disputed",
    "history_changed",
    "held",
    "implausible",
    "late_record",
    "open_record_claim",
]


class Note(Struct, frozen=True, kw_only=True):
    """One remark. Key: `note_id`, a hash of type, article, figure, event, field and start."""

    format: Literal[1] = 1
    note_id: str
    type: NoteType
    domain: str | None
    series: str | None
    figure: str | None
    event_id: str | None
    event_date: str | None
    value: float | None
    place: str | None
    days: int | None
    article_id: str | None
    text: str
    known_at: Moment
    mode: Mode = "live"
