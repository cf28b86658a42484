"""Kinds: ages, times, dates, money, measures, names and counts told apart by neighbours."""

import re
from typing import Final

from workers.core.numbers import calendar
from workers.core.numbers.draft import Draft, NumberKind
from workers.core.numbers.names import name_kind
from workers.core.numbers.units import UnitTable

_BEFORE_CHARS: Final = 40
_AFTER_CHARS: Final = 32
_VALUE_MAX: Final = 1e18
_AGE_MAX: Final = 125

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_AGE_AFTER = re.compile(
    r"(?:[- ](?:year|month|week|day)s?[- ](?:old|olds)\b|[- ](?:years|months|weeks) of age\b|"
    r" ?(?:yo|y/o)\b|[- ](?:year|month)s?[- ](?:and|or|to)[- ]\w+[- ](?:year|month)s?[- ]olds?|"
    r"-?,? (?:and|or|to) (?:a )?(?:\d{1,2}|[a-z]+)-(?:year|month)s?-old)"
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged between|age of|aged from|ages? (?:\w+|\d+)(?: and| to|,)|"
    r"aged (?:\w+|\d+)(?: and| to|,)|older than|younger than)\s$",
    re.IGNORECASE,
)
_OLDER = re.compile(r"\b(?:older|younger) than $", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w'-]+ [A-Z][\w'-]+, | [A-Z][a-z'-]+, )$")
_PERSON: Final = (
    r"(?:man|woman|men|women|girls?|boys?|child|children|baby|babies|toddler|teenager|youth|"
    r"pensioner|son|daughter|mother|father|student|pupil|husband|wife|brother|sister|victim)"
)
_PERSON_BEFORE = re.compile(rf"\b{_PERSON}(?: of|,) $", re.IGNORECASE)
_AGE_STOP = re.compile(r"(?:,|\)| who\b| and | from\b)")
_COUNTED = re.compile(r" [a-z]{3,}s\b")
_TENS_OF_AGE = re.compile(
    r"\b(?:his|her|their|early|late|mid)[- ](?:early |late |mid-?)?$", re.IGNORECASE
)
_LEFT_GLUE = re.compile(r"(?:[A-Za-z][\w/.]*-|[A-Za-z]+|\w_|[a-z]\+)$")
_MODEL_TAIL = re.compile(r"\w*(?:/\d+\w*)?(?:-\d+\w*)?")
_NO_MODEL: Final = frozenset(
    ("mid", "pre", "post", "sub", "top", "non", "under", "over", "about", "nearly", "almost",
     "some", "around", "roughly", "only", "all", "up", "anti", "minus", "plus", "to", "or", "and")
)  # fmt: skip
_RIGHT_GLUE = re.compile(r"[A-Za-z]\w*|-[A-Z]\w*|/\d+")
_MINUS = re.compile(r"(?:\b[Mm]inus[ -]|(?:(?<=\s)|(?<=\()|^)[-\u2212\u2013])$")
_SUBTRACTED = re.compile(r"(?:\d|hundred|thousand|million|teen|ty) [Mm]inus $")
_HALF_UNIT = re.compile(r" (?:of )?an? (\w+)")


def classify(sentence: str, draft: Draft, units: UnitTable) -> None:
    """Set kind, unit and reach of a draft from the words around it, and the sign of its value."""
    before = sentence[max(0, draft.start - _BEFORE_CHARS) : draft.start]
    after = sentence[draft.end : draft.end + _AFTER_CHARS]
    if draft.value is not None and not abs(draft.value) <= _VALUE_MAX:
        draft.kind, draft.value = "identifier", 0.0
    elif draft.atom.sort == "digits" and _is_glued(before, after, draft=draft, units=units):
        return
    elif draft.shape in ("ordinal", "fraction"):
        draft.kind = draft.shape
        _read_part_unit(sentence, draft, units)
    elif draft.shape == "fixed":
        _read_fixed(sentence, draft)
    elif not _is_money(sentence, draft, units):
        kind = _kind(before, after, draft)
        if kind is not None:
            draft.kind = kind
            return
        _read_unit(sentence, draft, units)
        _read_sign(before, draft)


def _kind(before: str, after: str, draft: Draft) -> NumberKind | None:
    """The kind that neighbouring words give; None leaves a count or a measure."""
    if draft.value is None:
        return None
    if _is_age(before, after, draft.value):
        return "age"
    if calendar.is_date(before, after, draft):
        return "date"
    if calendar.is_time(before, after, draft):
        return "time"
    return name_kind(before, after, draft)


def _is_glued(before: str, after: str, *, draft: Draft, units: UnitTable) -> bool:
    """Letters right beside the digits: models and ordinals, unless they are units."""
    if before and before[-1] not in " \u00a0\n" and _is_model(before, units):
        tail = _MODEL_TAIL.match(after)
        draft.kind, draft.right = "model", draft.end + (tail.end() if tail else 0)
        return True
    if not after[:1].isalpha() or draft.end != draft.atom.end:
        return False
    if _ORDINAL.match(after):
        draft.kind = "date" if calendar.is_month_named(before, after) else "ordinal"
        draft.reach(draft.end + 2)
        return True
    if units.after("0" + after, 1) is not None or calendar.is_clock_marked(after):
        return False
    return _read_letters(before, after, draft)


def _is_model(before: str, units: UnitTable) -> bool:
    glue = _LEFT_GLUE.search(before)
    if glue is None or units.ahead(before, len(before)) is not None:
        return False
    return glue.group().rstrip("-").rsplit("-", 1)[-1].lower() not in _NO_MODEL


def _read_letters(before: str, after: str, draft: Draft) -> bool:
    """Digits with letters behind ("1990s", "5G", "640bhp"): a decade, a name or a measure."""
    tail = _RIGHT_GLUE.match(after)
    letters = tail.group() if tail else ""
    if letters == "x":
        return False
    if letters == "s" and draft.atom.shape == "plain" and draft.value is not None:
        draft.kind = "age" if _TENS_OF_AGE.search(before) else "identifier"
        if calendar.is_year(draft.value) and draft.value % 10 == 0:
            draft.kind = "date"
    elif letters == "yo":
        draft.kind = "age"
    else:
        draft.kind = "measure" if letters.islower() and len(letters) > 1 else "model"
    if draft.kind == "age":
        draft.reach(draft.end + len(letters))
    draft.right = draft.end + len(letters)
    return True


def _is_age(before: str, after: str, value: float) -> bool:
    if ("old" in after or " age" in after or "y" in after[:2]) and _AGE_AFTER.match(after):
        return True
    if value > _AGE_MAX or value < 0:
        return False
    if _AGE_BEFORE.search(before):
        return _OLDER.search(before) is None or _COUNTED.match(after) is None
    if before.endswith((" of ", ", ")) and _PERSON_BEFORE.search(before):
        alone = before.endswith(" of ") or _AGE_STOP.match(after) is not None
        return alone and _COUNTED.match(after) is None
    if not before.endswith(", ") or not _AGE_STOP.match(after):
        return False
    return _NAME_BEFORE.search(before) is not None and not calendar.ends_with_month(before)


def _is_money(sentence: str, draft: Draft, units: UnitTable) -> bool:
    """A currency sign, a code or another unit that stands before its number."""
    found = units.ahead(sentence, draft.start)
    if found is None:
        return False
    unit, draft.left = found
    draft.unit, draft.kind = unit.name, unit.kind
    behind = units.after(sentence, draft.end)
    if behind is not None and behind[0].kind == unit.kind:
        draft.right = behind[1]  # "$5 dollars": the sign has decided, the word is passed over.
    return True


def _read_unit(sentence: str, draft: Draft, units: UnitTable) -> None:
    found = units.after(sentence, draft.end)
    if found is None:
        return
    unit, draft.right = found
    draft.kind, draft.unit = unit.kind, unit.name
    if unit.name == "pound" and draft.scale > 1.0:
        draft.kind, draft.unit = "money", "gbp"


def _read_part_unit(sentence: str, draft: Draft, units: UnitTable) -> None:
    """The unit of "half an hour" and "half a century"; other parts are parts of a count."""
    if draft.shape == "ordinal":
        return
    gap = _HALF_UNIT.match(sentence, draft.end)
    found = units.after(sentence, gap.start(1) - 1 if gap else draft.end)
    if found is not None and found[0].kind in ("duration", "distance", "measure"):
        draft.kind, draft.unit, draft.right = found[0].kind, found[0].name, found[1]


def _read_fixed(sentence: str, draft: Draft) -> None:
    """Digit groups that are dates, clock times, telephone numbers or nothing known."""
    draft.kind = "date" if draft.atom.shape == "iso" else "identifier"
    if draft.atom.shape == "clock":
        draft.kind = "time"
    if draft.kind == "time":
        draft.right = calendar.clock_end(sentence, draft.end)


def _read_sign(before: str, draft: Draft) -> None:
    """A minus before a number; without the word it belongs to temperatures and percentages."""
    if draft.value is None or not before.endswith(("-", "\u2212", "\u2013", "nus ")):
        return
    minus = _MINUS.search(before)
    if minus is None:
        return
    worded = "inus" in minus.group()
    if worded and _SUBTRACTED.search(before):
        return
    if worded or draft.unit in ("celsius", "fahrenheit", "degree", "percent"):
        draft.value = -draft.value
        draft.start = draft.left = draft.start - len(minus.group())
