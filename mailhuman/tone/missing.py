"""What a reader would miss in this mail: not all that is absent, only what its tone makes felt."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.model import Cue, Label
from mailhuman.tone.shape import Shape

_ORDERS = frozenset({"bare-command", "you-at-start"})
_COURTESY = frozenset({"thanks", "named-thanks", "hedged-request", "please-at-start"})
_BEYOND = frozenset({"insult", "threat", "sarcasm", "blame"})  # what no courtesy would mend
_FEW = 3  # readers; more are an audience, greeted or not
_LONG = 40  # words after which a mail without an end breaks off
_WARM_ENOUGH = 2.4  # coldness below which nothing is missed


def what_is_missing(  # noqa: PLR0913 - each is a value of its own, named at the call
    cues: Sequence[Cue], shape: Shape, *, label: Label, coldness: float, words: int, reply: bool, recipients: int
) -> tuple[str, ...]:
    """Give "greeting", "thanks" and "closing" as far as each is missed, in that order."""
    names = {cue.cue for cue in cues}
    ordered = bool(names & _ORDERS)
    felt = label == "cold" or (ordered and coldness >= _WARM_ENOUGH)
    if not felt or label == "warm" or recipients > _FEW or names & _BEYOND:
        return ()
    found = {
        "greeting": shape.greeting is None and not shape.called and (ordered or not reply),
        "thanks": ordered and not names & _COURTESY,
        "closing": words >= _LONG and shape.closing is None and not shape.signed,
    }
    return tuple(name for name, missed in found.items() if missed)
