"""Rules: what a line of a page is by its shape alone, whatever its words."""

import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct

CAPTION_WORDS_MAX: Final = 40
TEASER_WORDS_MAX: Final = 18
PROSE_WORDS_MIN: Final = 6
LONG_WORDS_MIN: Final = 25
SEPARATORS_MIN: Final = 2
RATES_MIN: Final = 3

_CASELESS: Final = re.IGNORECASE
_END: Final = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"')\]]*$")
_BULLET: Final = re.compile(r"^(?:[-*\u2022\u00b7\u25cf\u25aa\u2013#]|\d{1,3}[.)])\s*(?=\S)")
_BYLINE: Final = re.compile(
    r"^[Bb][Yy]:?\s+(?=.*(?:\b[A-Z]|\b(?:desk|staff|team|correspondents?|reporters?|agenc(?:y|ies))\b))"
    r"[^\d!?:;(/]{2,70}$"
)
_AGO: Final = re.compile(
    r"^(?:about |over )?\d{1,3} ?"
    r"(?:m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?) ago\b",
    _CASELESS,
)
_DEBRIS: Final = re.compile(r"^[&?][\w%.-]+=|^(?=..)[\W\d_]+$|^https?://\S+$|^www\.\S+$")
_PAGER: Final = re.compile(
    r"^(?:(?:page|prev|previous|next|of|last|first|\d{1,4})\b\W*)+$", _CASELESS
)
_CREDITED: Final = re.compile(
    r"[.!?]?[\"']?\s*\((?:[A-Z][\w&.'-]*)(?:[ /][A-Z][\w&.'-]*){0,3}\)\.?$"
)
_AGENCY: Final = re.compile(
    r"\[[^\]\d]{2,60}/[^\]\d]{2,40}\]$|[.,] ?[A-Z]{2,8}/[A-Z][\w.' -]{2,40}$"
)
_TWEET: Final = re.compile(r"^[-\u2013\u2014] .{1,80}\(@\w{1,20}\)")
_SEPARATED: Final = re.compile(r" [|>\u00bb\u203a/\u00b7\u2022] ")
_NUMBER: Final = re.compile(r"^[\d.,:%+$\u20ac\u00a3-]*\d[\d.,:%]*$")
_TIME_WORDS: Final = (
    "updated|published|posted|modified|last|first|on|at|the|of|just|now|today|yesterday|ago|read|by"
    "|am|pm|a\\.m|p\\.m|gmt|utc|est|edt|cet|cest|eet|eest|msk|bst|ist|pst|pdt|mst|jst"
    "|min|mins|minutes?|hr|hrs|hours?|days?|weeks?|months?|years?|time|views?|comments?|shares?|likes?|reads|replies|followers|retweets"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_STAMP: Final = re.compile(
    rf"^(?:(?:{_TIME_WORDS}|\d[\d.:,]*(?:st|nd|rd|th|am|pm|h|m)?)(?![\w'])[\s|\u00b7\u2022,()/.:-]*)+$",
    _CASELESS,
)
_TIMED: Final = re.compile(r"\d|today|yesterday|updated", _CASELESS)


class Shape(Struct, frozen=True):
    """What a line looks like: its words, and whether it ends, begins or lists as one would."""

    words: int
    ended: bool
    bulleted: bool
    lower: bool

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence of an article."""
        return (self.ended and self.words >= PROSE_WORDS_MIN) or self.words >= LONG_WORDS_MIN

    @property
    def teaser(self) -> bool:
        """Whether it could be the headline of something else."""
        return not self.prose and self.words <= TEASER_WORDS_MAX and not self.lower


def shape(line: str) -> Shape:
    """The shape of `line`; a question ends a headline as well as a sentence, so it ends neither."""
    bullet = _BULLET.match(line)
    bare = line[bullet.end() :] if bullet else line
    end = _END.search(bare[-8:])
    return Shape(
        words=len(bare.split()),
        ended=end is not None and not end.group().startswith("?"),
        bulleted=bullet is not None or line[:1].isdigit(),
        lower=bare[:1].islower(),
    )


def rule_by_shape(line: str, form: Shape) -> str | None:
    """The kind of furniture that `line` is by its shape, or None."""
    for rule, words_max, fits in _RULES:
        if form.words <= words_max and fits(line, form):
            return rule
    return None


def is_credited(line: str, form: Shape) -> bool:
    """Whether `line` ends with the name of a picture's maker in brackets."""
    return form.words <= CAPTION_WORDS_MAX and _CREDITED.search(line) is not None


def _is_pictured(line: str, _form: Shape) -> bool:
    """Whether it ends as the caption of an agency's picture does: "[Rita Low/River Wire]"."""
    return _AGENCY.search(line) is not None


def _is_tweet(line: str, _form: Shape) -> bool:
    return _TWEET.match(line) is not None


def _is_debris(line: str, _form: Shape) -> bool:
    return _DEBRIS.match(line) is not None


def _is_pager(line: str, _form: Shape) -> bool:
    return _PAGER.match(line) is not None


def _is_stamp(line: str, _form: Shape) -> bool:
    """Whether nothing but words of time stands there: "Updated 4 July, 10:05 | 3 min read"."""
    return _AGO.match(line) is not None or (
        _STAMP.match(line) is not None and _TIMED.search(line) is not None
    )


def _is_byline(line: str, form: Shape) -> bool:
    return not form.ended and _BYLINE.match(line) is not None


def _is_path(line: str, form: Shape) -> bool:
    return not form.ended and len(_SEPARATED.findall(line)) >= SEPARATORS_MIN


def _is_ticker(line: str, form: Shape) -> bool:
    """Whether it is a band of rates: numbers and names in capitals, nothing else."""
    words = line.split()
    numbers = sum(1 for word in words if _NUMBER.match(word))
    rates = all(_NUMBER.match(word) or word.isupper() for word in words)
    return not form.ended and numbers >= RATES_MIN and rates


# Name, the most words a line of this kind has, and the test.
_RULES: Final[tuple[tuple[str, int, Callable[[str, Shape], bool]], ...]] = (
    ("stamp", 14, _is_stamp),
    ("navigation", 16, _is_pager),
    ("debris", 40, _is_debris),
    ("byline", 10, _is_byline),
    ("caption", 50, _is_pictured),
    ("stamp", 30, _is_tweet),
    ("navigation", 30, _is_path),
    ("ticker", 16, _is_ticker),
)
