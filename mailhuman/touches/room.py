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

_LATELY = timedelta(days=14)


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
