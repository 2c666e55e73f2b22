"""Whether a draft leaves room for a line that could be said any day: silence is the commonest right answer.

Such a line belongs into a letter, however short, that wants something of somebody one does not write to all the time.
Into a notice, a quick reply or every second mail it falls as a tic.
"""

from __future__ import annotations

from datetime import timedelta

from mailhuman.touches.circumstances import Circumstances, asked_once
from mailhuman.touches.names import folded
from mailhuman.touches.naming import known_forms
from mailhuman.touches.sentences import signed_name
from mailhuman.touches.signs import find_sign

_LATELY = timedelta(days=14)
_OF_A_PERSON = frozenset(
    {
        "named-thanks", "praise", "congratulation", "interest", "good-wish", "sympathy", "apology", "invitation",
        "gladness", "affection", "humour", "personal-topic", "gushing", "offer-of-help",
    }
)  # fmt: skip  # cues that are words to a person; "boards came, all good" is read so now and then, and holds none


@asked_once
def speaks_to_them(about: Circumstances) -> bool:
    """Whether the draft is a letter: it greets its reader by name, or answers them and is signed."""
    opening = about.greeting
    if opening and opening.name:
        known = {folded(word) for form in known_forms(about) for word in form.split()}
        named = bool(opening.word) or not known.isdisjoint(folded(opening.name).split())
        return named and not opening.to_everybody
    return bool(about.theirs and signed_name(about.own))


@asked_once
def wrote_lately(about: Circumstances) -> bool:
    """Whether the writer wrote to them within the last fortnight."""
    return any(each.date and about.situation.now - each.date <= _LATELY for each in about.mine)


@asked_once
def has_personal_line(about: Circumstances) -> bool:
    """Whether the draft says something to its reader as a person: it is read so, and there are words that say it."""
    tone = about.situation.tone
    if tone.relational != "personal":
        return False
    told = ("personal", "small-talk", "wish", "thanks", "sympathy", "welcome-back", "apology")
    return any(cue.cue in _OF_A_PERSON for cue in tone.cues) or any(find_sign(sign, about.own) for sign in told)
