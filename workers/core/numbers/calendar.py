"""Calendar: which numbers are days, years or times of day, by the words beside them."""

import re
from typing import Final

from workers.core.numbers.draft import Draft

_MONTH_NAMES: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_MONTH: Final = (
    rf"(?:{_MONTH_NAMES}|{_MONTH_NAMES.upper()}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_MONTH_STEMS: Final = frozenset(
    form for name in _MONTH_NAMES.split("|") for form in (name[:3], name[:3].upper())
)
_YEARS: Final = range(1900, 2100)
_OLD_YEARS: Final = range(1000, 1900)
_ROUND: Final = 100
_DAYS: Final = range(1, 32)
_YEAR_DIGITS: Final = 4
_TWO_DIGITS: Final = 2
_HOURS_MAX: Final = 24
_MINUTES: Final = 60

_MONTH_BEFORE = re.compile(
    rf"\b{_MONTH}\.?[ \u00a0](?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?"
    r"(?:[-\u2013]| ?(?:and|to|or|,) ?))?$"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\.?,?[ \u00a0](?:\d{{1,2}}(?:st|nd|rd|th)?,?[ \u00a0])?$")
_MONTH_AFTER = re.compile(
    r"(?:st|nd|rd|th)?(?:[-\u2013/]\d{1,2}|(?:,| and| to| or) \d{1,2})?[ \u00a0](?:of )?"
    rf"{_MONTH}\b(?!\s+\d{{1,2}}(?!\d))"
)
_COUNTED_AFTER = re.compile(r" [a-z]{4,}s\b")
_STRONG_WORDS: Final = (
    "in since until till during before after early late mid year spring summer autumn winter fall "
    "end season election quarter half q1 q2 q3 q4"
)
_STRONG_CUES: Final = frozenset(_STRONG_WORDS.split())
_WEAK_WORDS: Final = "by of from through back around between and to for than the this that last war"
_WEAK_CUES: Final = frozenset(_WEAK_WORDS.split())
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_CAPITAL_AFTER = re.compile(r"\s(?:with|but|as|to|at|on|by|for|that|which|it|he|they|in)\b")
_YEAR_MARKS: Final = ("(", "'", "/", "\u2013", "-")
_HEDGED = re.compile(r"\b(?:more than|less than|fewer than|at least|over|up to)\s$")
_MEASURED = re.compile(r"[ -]?(?:%|per\b|km|kg|mm|metres|meters|miles|feet|acres|hectares|square)")
_PLURAL_AFTER = re.compile(
    r" (?:[a-z]+(?:ed|ian|ish|al)? )?(?:[a-z]{3,}s|people|men|women|children)\b"
)
_BARE_YEAR = re.compile(
    r"(?:\s*$|[.,;:)!?'\u2019]|\s+[A-Z(]|\s(?:was|is|has|and|when|the)\b|"
    r"[-\u2013](?:1[89]|20)?\d\d(?!\d))"
)
_CAPITAL_COMMA = re.compile(r"\b[A-Z]\w+, $")
_CLOCK_AFTER = re.compile(
    r" ?(?:[ap]\.? ?m\b\.?|o'?clock|hrs?\b(?= (?:local|GMT))|h\d\d|"
    r"GMT|UTC|BST|EST|EDT|CET|EET|IST|PT|ET)(?![A-Za-z])",
    re.IGNORECASE,
)
_HOUR_WORD: Final = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK_RANGE = re.compile(
    rf" ?(?:-|\u2013|to|and|or|till|until) ?(?:\d{{1,2}}(?:[:.]\d\d)?|{_HOUR_WORD}) ?[ap]\.?m\b",
    re.IGNORECASE,
)
_CLOCK_PART = re.compile(
    r" (?:in the (?:early |late )?(?:morning|afternoon|evening)|at night\b|"
    r"on [A-Z][a-z]+day (?:morning|afternoon|evening|night))"
)
_CLOCK_DAY = re.compile(r" (?:on [A-Z][a-z]+day|that (?:day|evening|morning|night))\b")
_CLOCK_LEAD = re.compile(
    r"\b(?:half past|quarter past|quarter to|minutes? past|minutes? to|(?:shortly|just|soon|right) "
    r"(?:after|before)|midnight and|midnight to|noon and|noon to|(?:five|ten|twenty) to) $",
    re.IGNORECASE,
)
_CLOCK_ENDS: Final = ("past ", "to ", "after ", "before ", "and ")
_HOUR_LEAD = re.compile(
    r"\b(?:at|by|until|till|before|after|since|past|from|around|about|almost|nearly|to|and|"
    r"between) $",
    re.IGNORECASE,
)
_HOURS_ON_A_FACE: Final = range(1, 13)
_CLOCK_CUES: Final = ("at ", "by ", "from ", "until ", "till ", "before ", "since ")
_CLOCK_STOP = re.compile(r"(?: (?:local|on|in|last|this|yesterday|today)\b|[,.;)]|\s*$)")


def is_date(before: str, after: str, draft: Draft) -> bool:
    """Whether plain digits are a day of a month or a year."""
    value, atom = draft.value, draft.atom
    if atom.shape != "plain" or atom.sort != "digits" or value is None or draft.end != atom.end:
        return False
    digits = draft.end - draft.start
    if digits <= _TWO_DIGITS and int(value) in _DAYS:
        if _MONTH_AFTER.match(after):
            return True
        return is_after_month(before) and _COUNTED_AFTER.match(after) is None
    if digits == _YEAR_DIGITS and int(value) in _YEARS:
        return _is_year(before, after, value)
    return (
        digits == _YEAR_DIGITS and int(value) in _OLD_YEARS and _is_old_year(before, after, value)
    )


def _is_old_year(before: str, after: str, value: float) -> bool:
    word = _word_before(before)
    if word == "since":
        return _PLURAL_AFTER.match(after) is None
    dated = word in ("in", "until") or (word == "of" and value % _ROUND != 0)
    return dated and _BARE_YEAR.match(after) is not None


def is_after_month(before: str) -> bool:
    """Whether the text ends with a month, or with a month and a day that a list goes on from."""
    stems = {word[:3] for word in before.split()[-3:]}
    return not stems.isdisjoint(_MONTH_STEMS) and _MONTH_BEFORE.search(before) is not None


def is_month_named(before: str, after: str) -> bool:
    """Whether a month stands on either side."""
    return is_after_month(before) or _MONTH_AFTER.match(after) is not None


def is_year(value: float) -> bool:
    """Whether a number could be a year of news."""
    return value == int(value) and int(value) in _YEARS


def ends_with_month(before: str) -> bool:
    """Whether the words before are a month, perhaps with its day ("May 4, ")."""
    return _MONTH_YEAR.search(before) is not None


def _word_before(before: str) -> str:
    return before[:-1].rsplit(" ", 1)[-1].lower().lstrip("(").rstrip(",")


def _is_year(before: str, after: str, value: float) -> bool:
    if ends_with_month(before):
        return True
    word = _word_before(before)
    if _MEASURED.match(after) or _HEDGED.search(before):
        return False
    if word in _STRONG_CUES or before.endswith(_YEAR_MARKS) or word.endswith("mid"):
        return True
    if _PLURAL_AFTER.match(after):
        # "the 2015 attacks" are of a year, "the 2000 soldiers" are counted.
        return word in _WEAK_CUES and value % _ROUND != 0
    if word in _WEAK_CUES or (before.endswith(", ") and _CAPITAL_COMMA.search(before)):
        return True
    return _is_bare_year(before, after)


def _is_bare_year(before: str, after: str) -> bool:
    """Without a cue: before the end, a comma or a capital, not before what it could count."""
    opening = not before.strip() or before[-2:-1] in ".:;,)"
    if opening or _BARE_YEAR.match(after):
        return True
    capital = _CAPITAL_BEFORE.search(before) is not None
    return capital and _CAPITAL_AFTER.match(after) is not None


def is_time(before: str, after: str, draft: Draft) -> bool:
    """Whether a number is a time of day: "8 a.m.", "6.30 on Monday" after "at", "0600 GMT"."""
    value = draft.value
    if value is None or (value > _HOURS_MAX and draft.end - draft.start != _YEAR_DIGITS):
        return False
    if is_clock_marked(after):
        return True
    if value > _HOURS_MAX:
        return False
    if value in _HOURS_ON_A_FACE and _is_spoken_hour(before, after, draft):
        return True
    if _CLOCK_RANGE.match(after):
        return True
    return draft.atom.shape == "decimal" and _is_dotted_clock(before, after, draft)


def _is_spoken_hour(before: str, after: str, draft: Draft) -> bool:
    """Like "half past five", "six in the evening", "shortly after six", "until two that day"."""
    if draft.end != draft.atom.end:
        return False
    if before.endswith(_CLOCK_ENDS) and _CLOCK_LEAD.search(before):
        return _COUNTED_AFTER.match(after) is None
    if _CLOCK_PART.match(after):
        return _HOUR_LEAD.search(before) is not None
    hour = before.lower().endswith(("after ", "before ", "until ", "past "))
    return hour and _CLOCK_DAY.match(after) is not None


def is_clock_marked(after: str) -> bool:
    """Whether a.m., p.m., o'clock or a time zone follows."""
    return _CLOCK_AFTER.match(after) is not None


def clock_end(sentence: str, end: int) -> int:
    """Where a time of day that ends its digits at `end` ends with its mark."""
    mark = _CLOCK_AFTER.match(sentence, end)
    return mark.end() if mark else end


def _is_dotted_clock(before: str, after: str, draft: Draft) -> bool:
    """Like "at 6.30 on Monday": two digits behind the point, below sixty, and a cue before."""
    written = draft.atom.text.partition(".")[2]
    if len(written) != _TWO_DIGITS or int(written) >= _MINUTES:
        return False
    return before.lower().endswith(_CLOCK_CUES) and _CLOCK_STOP.match(after) is not None
