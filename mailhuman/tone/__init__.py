"""The tone of a mail: cues with their place, a label by the labelling guide, what is missing, and a reason.

read_tone(text, subject="", recipients=1)   one text
read_tones(items)                           many, as they come
tone_json(reading)                          the object the commands print
CUES                                        every cue name, its effect and meaning
"""

from __future__ import annotations

from mailhuman.tone.cues import CUES, CueKind
from mailhuman.tone.json_form import tone_json
from mailhuman.tone.reading import TextToRead, read_tone, read_tones

__all__ = ["CUES", "CueKind", "TextToRead", "read_tone", "read_tones", "tone_json"]
