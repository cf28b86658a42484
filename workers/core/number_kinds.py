"""Number kinds: ages, times, dates, money, measures, names and counts told apart by what is near."""

import re
from typing import Final

from workers.core.number_words import Draft
from workers.core.units import UnitTable

_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_BEFORE_CHARS: Final = 32
_AFTER_CHARS: Final = 28
_YEARS: Final = range(1900, 2100)

_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?[ \u00a0](?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:[-\u2013]| ?(?:and|to|or|,) ?))?$")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\.?,?[ \u00a0](?:\d{{1,2}}(?:st|nd|rd|th)?,?[ \u00a0])?$")
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:[-\u2013/]\d{{1,2}}|(?:,| and| to| or) \d{{1,2}})?[ \u00a0](?:of )?{_MONTH}\b(?!\s+\d{{1,2}}(?!\d))"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|during|before|after|early|late|mid|year|spring|summer|"
    r"autumn|winter|fall|end|through|back|around|between|and|to|for|season|than|the|this|that|last|"
    r"war|election|quarter|half|[Qq][1-4]|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)[ ,\u00a0]|[('/\u2013-]|mid-|\bFY|\bCY)\s?$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(r" (?:[a-z]+(?:ed|ian|ish|al)? )?(?:[a-z]{3,}s|people|men|women|children)\b")
_CLOCK_AFTER = re.compile(
    r" ?(?:[ap]\.? ?m\b\.?|o'?clock|hrs?\b(?= (?:local|GMT))|GMT|UTC|BST|EST|EDT|CET|EET|IST|PT|ET|h\d\d)(?![A-Za-z])",
    re.IGNORECASE,
)
_CLOCK_RANGE = re.compile(r" ?(?:-|\u2013|to|and|or|till|until) ?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b", re.IGNORECASE)
_CLOCK_WORD = re.compile(r"(?:\b(?:at|by|from|until|till|before|after|around|about|between|to|and|since|of)|[-\u2013(])\s?$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_AGE_AFTER = re.compile(
    r"(?:[- ](?:year|month|week|day)s?[- ](?:old|olds)\b|[- ](?:years|months|weeks) of age\b|"
    r" ?(?:yo|y/o)\b|[- ](?:year|month)s?[- ](?:and|or|to)[- ]\w+[- ](?:year|month)s?[- ]olds?)"
)
_AGE_LIST = re.compile(r"[-]?,? (?:and|or|to) (?:a )?(?:\d{1,2}|[a-z]+)-(?:year|month)s?-old")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged between|age of|aged from|aged? (?:\w+|\d+)(?: and| to|,))\s$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w'-]+ [A-Z][\w'-]+, | [A-Z][a-z'-]+, )$")
_AGE_STOP = re.compile(r"(?:,|\)| who\b| and | from\b)")
_TENS_OF_AGE = re.compile(r"\b(?:his|her|their|early|late|mid)[- ](?:early |late |mid-?)?$", re.IGNORECASE)
_IDENTIFIER_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|Nr|number|Number|Room|Flight|Route|Highway|Article|Chapter|Section|Channel|"
    r"Boeing|Airbus|Apollo|Falcon|Formula|Windows|Galaxy|Type|Phase|Level|Stage|Category|Tier|Act|"
    r"Episode|Season|Part|Page|Figure|Table|Line|Platform|Gate|Pier|Unit|Reactor|Block|Building|"
    r"Group|Class|Grade|Version|Day|Week|Round|Game|Lap|Psalm|Resolution|Protocol|Title|"
    r"Area|Bowl|House|Ward|District|Zone|Item|Track|Volume|Pages|Turn|Box|School|Hospital|"
    r"Division|Brigade|Regiment|Battalion|Interstate|Exit|Proposition|Appendix|Annex|Paragraph|"
    r"Step|Lot|Runway|Terminal|Tower|Pump|Furnace|World War|Views|Comments|Likes|Top|FTSE|"
    r"iPhone|iPad|Note|Pro|Planet|Xbox|PlayStation|Android|Model|Mark|Nasdaq|S&P|S P|Nikkei|DAX|CAC|ASX|Dow|Euro|Expo|Agenda|Catch|Studio|Fortune|Forbes|Big|"
    r"category|phase|page|article|chapter|section|highway|route|flight|level|stage|type|top|"
    r"day|size|version|line|room|grade|class|step|day|item|lot|gate)[ \u00a0.]\s?|"
    r"\bNo\. ?|#\s?)$"
)
_LEFT_GLUE = re.compile(r"(?:[A-Za-z][\w/.]*-|[A-Za-z]+|[-\u2013])$")
_PREFIXES: Final = frozenset(
    "mid pre post sub top non under over about nearly almost some around roughly only all up anti "
    "minus plus".split()
)
_RIGHT_GLUE = re.compile(r"[A-Za-z]\w*|-[A-Z]\w*|/\d+")
_SCORE_WORDS = re.compile(
    r"\b(?:win|wins|won|winning|lose|lost|loss|beat|beating|victory|defeat|draw|drew|lead|led|up|"
    r"down|scored?|tie|vote[ds]?|ruling|ahead|behind|thrash\w*|rout\w*)\b",
    re.IGNORECASE,
)


def classify(sentence: str, draft: Draft, units: UnitTable) -> None:
    """Set kind, unit and reach of a draft from the words around it, and the sign of its value."""
    before = sentence[max(0, draft.start - _BEFORE_CHARS) : draft.start]
    after = sentence[draft.end : draft.end + _AFTER_CHARS]
    if draft.atom.sort == "digits" and _glued(before, after, draft=draft, units=units):
        return
    if draft.shape in ("ordinal", "fraction"):
        draft.kind = draft.shape
        _unit(sentence, draft, units)
        return
    if draft.shape == "fixed":
        draft.kind = {"iso": "date", "clock": "time"}.get(draft.atom.shape, "identifier")
        _clock_or_score(sentence, draft)
        return
    money = units.ahead(sentence, draft.start)
    if money is not None:
        draft.unit, draft.left = money[0].name, money[1]
        draft.kind = money[0].kind
        _second_unit(sentence, draft, units)
        return
    for test in (_is_age, _is_date, _is_time, _is_identifier):
        kind = test(before, after, draft)
        if kind is not None:
            draft.kind = kind
            return
    _unit(sentence, draft, units)
    _sign(before, draft)


def _glued(before: str, after: str, *, draft: Draft, units: UnitTable) -> bool:
    """Letters right beside the digits: models, ordinals, currencies, units."""
    glue = _LEFT_GLUE.search(before) if before and not before[-1].isspace() else None
    if glue is not None and glue.group() not in ("-", "\u2013"):
        word = glue.group().rstrip("-")
        if units.ahead(before, len(before)) is None and word.lower() not in _PREFIXES:
            numeral = word.lower() in ("to", "or", "and") or word.endswith(("-to", "-or"))
            if not numeral:
                draft.kind = "model"
                tail = re.match(r"\w*(?:/\d+\w*)?(?:-\d+\w*)?", after)
                draft.right = draft.end + (tail.end() if tail else 0)
                return True
    if _ORDINAL.match(after):
        month = _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after)
        draft.kind = "date" if month else "ordinal"
        draft.reach(draft.end + 2)
        return True
    if after[:1].isalpha() and draft.end == draft.atom.end:
        return _letters_behind(before + "0" * 0, after, draft=draft, units=units)
    return False


def _letters_behind(before: str, after: str, *, draft: Draft, units: UnitTable) -> bool:
    """"1990s", "5G", "4x4": a name or decade, unless the letters are a unit or a clock's."""
    if units.after("0" + after, 1) is not None or _CLOCK_AFTER.match(after):
        return False
    tail = _RIGHT_GLUE.match(after)
    letters = tail.group() if tail else ""
    if letters == "s" and draft.value is not None and draft.atom.shape == "plain":
        year = int(draft.value) in _YEARS and draft.value % 10 == 0
        draft.kind = "date" if year else ("age" if _TENS_OF_AGE.search(before) else "identifier")
    elif letters in ("yo",):
        draft.kind = "age"
    elif letters in ("x",):
        draft.kind = "count"
        return True
    elif letters.islower() and len(letters) > 1:
        draft.kind = "measure"  # A unit that no table knows ("640bhp").
    else:
        draft.kind = "model"
    if draft.kind == "age":
        draft.reach(draft.end + len(letters))
    draft.right = draft.end + len(letters)
    return True


def _is_age(before: str, after: str, draft: Draft) -> str | None:
    if draft.value is None or draft.value > 125:  # noqa: PLR2004 - no person is older
        return "measure" if _AGE_AFTER.match(after) else None
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or _AGE_LIST.match(after):
        return "age"
    if _NAME_BEFORE.search(before) and _AGE_STOP.match(after) and draft.value > 0:
        return None if _MONTH_YEAR.search(before) else "age"
    return None


def _is_date(before: str, after: str, draft: Draft) -> str | None:
    value = draft.value
    if draft.atom.sort != "digits" or value is None or value != int(value):
        return None
    if draft.atom.shape != "plain" or draft.end != draft.atom.end:
        return None
    digits = draft.end - draft.start
    if digits <= 2 and 1 <= value <= 31:  # noqa: PLR2004 - days of a month
        if _MONTH_AFTER.match(after):
            return "date"
        if _MONTH_BEFORE.search(before) and not re.match(r" [a-z]{4,}s\b", after):
            return "date"
    if digits == 4 and int(value) in _YEARS:  # noqa: PLR2004
        return _year(before, after)
    return None


def _year(before: str, after: str) -> str | None:
    if _MONTH_YEAR.search(before):
        return "date"
    if re.match(r"[ -]?(?:%|per\b|km|kg|mm|metres|meters|miles|feet|acres|hectares)", after):
        return None
    if _YEAR_BEFORE.search(before):
        hedged = re.search(r"\b(?:more than|less than|fewer than|at least|over|up to)\s$", before)
        return None if hedged else "date"
    if before.endswith((", ", "\u201c", '"')) and re.search(r"\b[A-Z]\w+, $", before):
        return "date"
    return None if _PLURAL_AFTER.match(after) else ("date" if not before.strip() or before[-2:-1] in ".:;,)" else _bare_year(after))


def _bare_year(after: str) -> str | None:
    """A year without a cue: before the end, a comma or a capital, not before what it could count."""
    return "date" if re.match(r"(?:\s*$|[.,;:)!?'\u2019]|\s+[A-Z(]|\s(?:was|is|has|and|when|the)\b)", after) else None


def _is_time(before: str, after: str, draft: Draft) -> str | None:
    value = draft.value
    if value is None or value >= 25 and draft.end - draft.start != 4:  # noqa: PLR2004
        return None
    if _CLOCK_AFTER.match(after):
        return "time"
    if draft.atom.sort == "digits" and value < 25 and _CLOCK_RANGE.match(after):  # noqa: PLR2004
        return "time"
    if draft.atom.shape == "decimal" and _CLOCK_WORD.search(before):
        hours, _, minutes = str(value).partition(".")
        written = draft.end - draft.start - len(hours) - 1 == 2  # noqa: PLR2004 - "9.30"
        if written and int(minutes.ljust(2, "0")) < 60 and re.match(r"(?: (?:local|on|in|last|this|yesterday|today)\b|[,.;)]|\s*$)", after):  # noqa: PLR2004
            return "time" if re.search(r"\b(?:at|by|from|until|till|before|since)\s$", before) else None
    return None


def _is_identifier(before: str, after: str, draft: Draft) -> str | None:
    if _IDENTIFIER_BEFORE.search(before) is None:
        return None
    if re.search(r"\b(?:number|Number|number of)\s$", before) and draft.atom.sort == "digits":
        return None
    if re.search(r"\b[tT]op\s$", before):
        return "rank"
    if re.search(r"\b(?:day|line|class|type|size|level|stage|step|item|lot|gate|part|Day|Act|Part|Line|Class|Group|Big|Hospital|School|House|Game|Turn)\s$", before):
        # A noun that stands before a count now and then ("that day 12 people died").
        return None if re.match(r" [a-z]{3,}", after) else "identifier"
    return "identifier"


def _unit(sentence: str, draft: Draft, units: UnitTable) -> None:
    found = units.after(sentence, draft.end)
    if found is None:
        return
    unit, end = found
    if draft.shape == "ordinal" and unit.kind != "percent":
        return
    if draft.kind != "fraction" or unit.kind in ("duration", "distance"):
        draft.kind = unit.kind
    draft.unit, draft.right = unit.name, end
    if unit.name == "pound" and draft.scale > 1.0:
        draft.kind, draft.unit = "money", "gbp"


def _second_unit(sentence: str, draft: Draft, units: UnitTable) -> None:
    """"US$5 dollars", "$3 million Canadian": the sign has decided, the word is passed over."""
    found = units.after(sentence, draft.end)
    if found is not None and found[0].kind == "money":
        draft.right = found[1]


def _sign(before: str, draft: Draft) -> None:
    """"minus 6", "-5C", and "+2.4": the sign belongs to temperatures and percentages."""
    minus = re.search(r"(?:\b[Mm]inus[ -]|(?:(?<=\s)|(?<=\()|^)[-\u2212\u2013])$", before)
    if minus is None or draft.value is None:
        return
    worded = "inus" in minus.group()
    if worded or draft.unit in ("celsius", "fahrenheit", "degree", "percent"):
        draft.value = -draft.value
        draft.start = draft.left = draft.start - len(minus.group())


def _clock_or_score(sentence: str, draft: Draft) -> None:
    after = sentence[draft.end : draft.end + _AFTER_CHARS]
    clock = _CLOCK_AFTER.match(after)
    if draft.kind == "time" and clock:
        draft.right = draft.end + clock.end()
    if draft.atom.shape == "phone":
        draft.kind = "identifier"
