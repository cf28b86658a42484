"""Credit: the agency that a text says it comes from."""

import re
from collections.abc import Iterable
from typing import Final

_NAME: Final = r"([A-Z][\w&.'-]*(?:[ ](?:of|the|and|[A-Z][\w&.'-]*)){0,5}?)"
_CITY_DATELINE: Final = re.compile(
    r"^[A-Z][\w .,'/-]{1,40} \(([A-Z]{2,6}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})\) ?[-\u2013\u2014]"
)
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Z .'/-]{1,40}[A-Z](?:, [A-Z][\w .,]{1,40}?)? "
    r"\(([A-Z][\w .&'-]{1,40})\) ?[-\u2013\u2014]"
)
_LINES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|\()[Rr]eporting by {_NAME}(?=[.,;)]|$)",
        rf"^{_NAME} contributed (?:all of |to )?this (?:report|story|article)",
        rf"[Ff]irst published (?:by|in|on) {_NAME}(?=[.,;)]|$)",
        rf"^(?:[Ss]ource|[Aa]gency): ?{_NAME}(?=[.,;)]|$)",
        rf"(?:[Cc]opyright|\u00a9|\([Cc]\))(?: ?\u00a9)?(?: \d{{4}},?)?(?: by)? {_NAME}(?=[.,;]|$)",
        rf"^{_NAME} (?:News Service|Newswires?)$",
        rf"^[-\u2013\u2014] ?{_NAME}$",
    )
)


def credited_to(paragraphs: Iterable[str], lines: Iterable[str]) -> str | None:
    """Who is credited: by the dateline of `paragraphs`, else by a credit line."""
    for paragraph in paragraphs:
        dateline = _DATELINE.match(paragraph) or _CITY_DATELINE.match(paragraph)
        if dateline:
            return dateline.group(1)
    for line in lines:
        for pattern in _LINES:
            found = pattern.search(line.strip())
            if found:
                return found.group(1).removeprefix("The ").rstrip(".")
    return None
