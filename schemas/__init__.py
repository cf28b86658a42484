"""Schemas: the contract, every message that enters or leaves Recordwire."""

from schemas.alert import Alert, PreviousRecord
from schemas.article import Article
from schemas.event import Event, FigureValue, Voice
from schemas.note import Note
from schemas.reject import Reject
from schemas.report import Claim, Confidence, Order, Period, RecordClaim, Report, Value

__all__ = [
    "Alert",
    "Article",
    "Claim",
    "Confidence",
    "Event",
    "FigureValue",
    "Note",
    "Order",
    "Period",
    "PreviousRecord",
    "RecordClaim",
    "Reject",
    "Report",
    "Value",
    "Voice",
]
