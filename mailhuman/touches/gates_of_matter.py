"""The gates that hear what is going on: death, trouble, a formal process, a bargain, an outage, bad news, anger.

Each gives the reason in plain words, or ""; reasons never quote a note.
"""

from __future__ import annotations

from mailhuman.contacts.policy import stopped_by_death
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.conflict import at_odds, haggling, price_moves
from mailhuman.touches.hardship import (
    closing,
    grieving,
    in_trouble,
    of_people,
    of_the_reader,
    of_themselves,
    sombre,
    told_of_family,
)
from mailhuman.touches.matching import Candidate
from mailhuman.touches.vocabulary import CATEGORIES

_TONE = frozenset(name for name, category in CATEGORIES.items() if category.kind == "tone")
_IN_GRIEF = frozenset({"condolence", "thanks", "soften-ask", "name"})
_IN_TROUBLE = frozenset(CATEGORIES) - {
    "hobby", "family", "pet", "food", "event", "trip", "milestone", "last-conversation", "reconnect", "shared-history",
    "invite-view", "shared-goal",
}  # fmt: skip
_WITH_BAD_NEWS = frozenset(
    {"condolence", "their-line", "my-promise", "own-delay", "thanks", "name", "recovery", "their-promise", "their-load"}
) | _TONE - {"warm-close"}


UNDATED = frozenset({"hobby", "family", "pet", "food", "last-conversation"})
"""Categories of what could be said any day."""
_LIGHT = frozenset({"hobby", "family", "pet", "food", "event", "trip", "milestone", "last-conversation"})


def outside(candidate: Candidate, allowed: frozenset[str]) -> bool:
    """Whether the category of `candidate` is not among those `allowed`."""
    return candidate.category.name not in allowed


def g01_grief(candidate: Candidate, about: Circumstances) -> str:
    """G1: somebody has died."""
    if candidate.note and about.contact and stopped_by_death(about.contact, candidate.note):
        return "somebody this is about has died"
    if outside(candidate, _IN_GRIEF) and grieving(about):
        return "there has been a death; nothing cheerful now"
    return ""


def g02_formal_process(candidate: Candidate, about: Circumstances) -> str:
    """G2: a formal process."""
    if candidate.category.kind == "touch" and about.shows("formal-process"):
        return "this is part of a formal process"
    return ""


def g03_price_talk(candidate: Candidate, about: Circumstances) -> str:
    """G3: a bargain."""
    if outside(candidate, frozenset({"name", "greeting"})) and (about.shows("price-talk") or haggling(about)):
        return "a price is being bargained over"
    return ""


def g04_incident(candidate: Candidate, about: Circumstances) -> str:
    """G4: something is on fire."""
    return "something urgent is going on" if outside(candidate, frozenset({"name"})) and about.incident else ""


def g06_hard_times(candidate: Candidate, about: Circumstances) -> str:
    """G6: trouble of theirs, or grave words in the mail."""
    if outside(candidate, _IN_TROUBLE) and in_trouble(about):
        return "they are having a hard time; nothing light now"
    if candidate.note and outside(candidate, _IN_TROUBLE - {"birthday"}) and sombre(about):
        return "grave words stand in the mail; nothing light beside them"
    light = candidate.category.name in _LIGHT
    if (light and of_people(about)) or ((light or candidate.category.name == "birthday") and of_the_reader(about)):
        return "this mail is about people, not about things alone; nothing light beside that"
    if candidate.category.name in UNDATED and of_themselves(about):
        return "they wrote of themselves; take that up, or nothing"
    if candidate.note and told_of_family(about) and candidate.category.name != "my-promise":
        return "they told you of somebody of theirs; take that up, or nothing"
    return ""


def g13_bad_news(candidate: Candidate, about: Circumstances) -> str:
    """G13: the draft brings bad news."""
    if outside(candidate, _WITH_BAD_NEWS) and (about.brings_bad_news or price_moves(about)):
        return "the draft brings bad news"
    if candidate.note and outside(candidate, _WITH_BAD_NEWS) and closing(about):
        return "something ends with this draft, or is forbidden in it; nothing light beside that"
    return ""


def g14_anger(candidate: Candidate, about: Circumstances) -> str:
    """G14: they are angry."""
    if outside(candidate, frozenset({"their-load", "own-delay", "name"})) and about.they_are_angry:
        return "they are angry; answer that first"
    return ""


def g14_at_odds(candidate: Candidate, about: Circumstances) -> str:
    """G14: the two are at odds."""
    if outside(candidate, _IN_TROUBLE - {"birthday"}) and at_odds(about):
        return "the two of you are at odds over something; nothing light beside it"
    return ""
