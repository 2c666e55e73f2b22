"""Tells gushing from warmth: one strong word is warm, several stacked are more than a reader believes."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.model import Cue

_ENOUGH = 2  # strong words or stacked marks
_MANY = 8  # warm words of any kind ...
_DENSE = 9  # ... when there is one of them to so many words
_WARM = frozenset({"praise", "affection", "good-wish", "gladness", "thanks", "named-thanks", "congratulation"})


def is_excessive(cues: Sequence[Cue], words: int) -> bool:
    """Whether the cues of a text of so many words gush."""
    gushing = {cue.quote.lower() for cue in cues if cue.cue == "gushing" and any(map(str.isalpha, cue.quote))}
    marks = sum(cue.cue == "gushing" for cue in cues) - len(gushing)
    warm = sum(cue.cue in _WARM for cue in cues)
    if any(cue.effect == "colder" and cue.cue in {"insult", "sarcasm", "threat", "blame"} for cue in cues):
        return False
    if len(gushing) + min(marks, 2) >= _ENOUGH and len(gushing) + warm > 0:
        return True
    return warm + len(gushing) >= _MANY and words <= _DENSE * (warm + len(gushing))
