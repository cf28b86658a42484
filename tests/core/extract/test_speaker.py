"""Speaker: the one a sentence names as the source of its numbers."""

import pytest

from workers.core.extract.speaker import speaker_of


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ruritania sent 30 drones, the air force said.", "air force"),
        ("According to Ruritanian officials, 30 drones came.", "Ruritanian officials"),
        ("Three were hurt, according to the fire service.", "fire service"),
        ("Two died, Governor Anna Alder said on Friday.", "Governor Anna Alder"),
        ("The ministry reported 12 flights.", "ministry"),
        ("They said 12 had come.", None),
        ("Twelve had come.", None),
    ],
)
def test_the_speaker_is_whom_the_sentence_names(sentence, speaker):
    assert speaker_of(sentence) == speaker
