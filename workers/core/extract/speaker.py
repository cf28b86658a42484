"""Speaker: who a sentence says its numbers come from."""

import re

SPEAKER_CHARS_MAX = 80
_NAME = r"(?:[Tt]he |[A-Z])[\w.'\u2019-]*(?: (?!said|says|that|and\b)[\w.'\u2019-]+){0,7}?"
_VERBS = (
    r"(?:said|says|reported|reports|announced|confirmed|told|added|declared|stated|counted|wrote|"
    r"listed|put|estimated|reckons|claimed|noted)\b"
)
_AFTER = re.compile(rf"(?:^|[,;:\"] ?|\bwhich )(?P<name>{_NAME}) (?:has |have |had )?{_VERBS}")
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Bb]y the count of|[Ff]igures from|data from) (?P<name>{_NAME})"
    r"(?=[,.;]|$| (?:on|in|by)\b)"
)
_PRONOUNS = frozenset(("We", "He", "She", "It", "They", "I", "This", "That", "You", "Who"))


def speaker_of(sentence: str) -> str | None:
    """The speaker as the sentence names him ("the air force"), without the leading article."""
    found = _ACCORDING.search(sentence) or _AFTER.search(sentence)
    if found is None:
        return None
    name = found["name"].strip(" .'")
    name = name.removeprefix("The ").removeprefix("the ")
    return None if not name or name in _PRONOUNS else name[:SPEAKER_CHARS_MAX]
