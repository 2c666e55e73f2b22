"""The gates G1 to G18: what keeps us silent, and why. They come before rules; any one that is shut withholds.

Each gate is a function of the candidate and the circumstances that gives the reason in plain words, or "". Reasons
never quote a note.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mailhuman.contacts.policy import is_stale, mention_of, sensitive, stopped_by_death
from mailhuman.contacts.staleness import first_day
from mailhuman.model import Note
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.conflict import at_odds, haggling, price_moves
from mailhuman.touches.finding import same_matter
from mailhuman.touches.hardship import grieving, in_trouble, parted, shadowed, sombre, sore, superseded, told_of_family
from mailhuman.touches.matching import Candidate
from mailhuman.touches.recall import repeats
from mailhuman.touches.signs import find_sign
from mailhuman.touches.vocabulary import CATEGORIES

Gate = Callable[[Candidate, Circumstances], str]
_PREPARING = timedelta(days=120)

_EVERYTHING = frozenset(CATEGORIES)
_TONE = frozenset(name for name, category in CATEGORIES.items() if category.kind == "tone")
_FACT_FREE = frozenset({"name", "greeting", "thanks", "their-load", "soften-ask", "own-delay", "warm-close"})
_IN_GRIEF = frozenset({"condolence", "thanks", "soften-ask", "name"})
_IN_TROUBLE = frozenset(CATEGORIES) - {
    "hobby", "family", "pet", "food", "event", "trip", "milestone", "last-conversation", "reconnect", "shared-history",
}  # fmt: skip
_FORMAL = frozenset({"name", "greeting", "thanks", "soften-ask", "warm-close"})
_WITH_BAD_NEWS = frozenset(
    {"condolence", "their-line", "my-promise", "own-delay", "thanks", "name", "recovery", "their-promise", "their-load"}
) | _TONE - {"warm-close"}


def _outside(candidate: Candidate, allowed: frozenset[str]) -> bool:
    return candidate.category.name not in allowed


def _g01_grief(candidate: Candidate, about: Circumstances) -> str:
    if candidate.note and about.contact and stopped_by_death(about.contact, candidate.note):
        return "somebody this is about has died"
    if _outside(candidate, _IN_GRIEF) and grieving(about):
        return "there has been a death; nothing cheerful now"
    return ""


def _g02_formal_process(candidate: Candidate, about: Circumstances) -> str:
    if candidate.category.kind == "touch" and about.shows("formal-process"):
        return "this is part of a formal process"
    return ""


def _g03_price_talk(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, frozenset({"name", "greeting"})) and (about.shows("price-talk") or haggling(about)):
        return "a price is being bargained over"
    return ""


def _g04_incident(candidate: Candidate, about: Circumstances) -> str:
    return "something urgent is going on" if _outside(candidate, frozenset({"name"})) and about.incident else ""


def _g05_audience(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, _FACT_FREE) and about.audience_is_wide:
        return "more people than one will read this"
    return ""


def _g06_sensitive(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, _IN_TROUBLE) and in_trouble(about):
        return "they are having a hard time; nothing light now"
    if candidate.note and _outside(candidate, _IN_TROUBLE - {"birthday"}) and sombre(about):
        return "grave words stand in the mail; nothing light beside them"
    note, card = candidate.note, about.contact
    if not note or not card:
        return ""
    if (sore(note) and parted(about)) or shadowed(card, note) or superseded(card, note):
        return "another note bids silence about this"
    if told_of_family(about) and candidate.category.name != "my-promise":
        return "they told you of somebody of theirs; take that up, or nothing"
    if mention_of(card, note) != "if-raised":
        return ""
    raised = any(same_matter(note.text, each.own_text) for each in about.theirs)
    return "" if raised and not sensitive(note) else "only if they raise it themselves"


def _g07_stale(candidate: Candidate, about: Circumstances) -> str:
    note = candidate.note
    today = about.situation.now.date()
    if note and (is_stale(note, today) or _is_over(note, today)):
        return "this note is old; ask yourself whether it is still true"
    return ""


def _is_over(note: Note, today: date) -> bool:
    """Whether a note of preparing for something, without a day, is so old that the something has been."""
    heard = first_day(note.learned)
    return bool(not note.date and heard and find_sign("preparing", note.text) and today - heard > _PREPARING)


def _g08_repeat(candidate: Candidate, about: Circumstances) -> str:
    reader = about.reader
    if reader and (why := repeats(candidate, about.situation, reader.email)):
        return why
    note = candidate.note
    if note and candidate.category.kind == "touch":
        topic = str(candidate.fill.get("topic") or candidate.fill.get("happening") or note.text)
        if same_matter(topic, about.own):
            return "the draft speaks of it already"
        lately = (each for each in about.mine if each.date and about.situation.now - each.date <= timedelta(days=60))
        if any(same_matter(topic, each.own_text) for each in lately):
            return "you wrote to them about it lately"
    return ""


def _g09_identity(candidate: Candidate, about: Circumstances) -> str:
    if about.ambiguous and (candidate.note or candidate.category.name == "name"):
        return "it is not certain whose card this is"
    return ""


def _g10_provenance(candidate: Candidate, _: Circumstances) -> str:
    note = candidate.note
    return "this was not told to you by them; it is unconfirmed" if note and note.source != "told" else ""


def _g11_register(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, _FORMAL) and (about.formal or about.strangers):
        return "you two are on formal terms" if about.formal else "this is a first contact"
    return ""


def _g12_enough(candidate: Candidate, about: Circumstances) -> str:
    if candidate.category.kind == "name":
        return ""
    if about.fast or about.terse_by_habit:
        return "in a quick exchange short is right"
    tone = about.situation.tone
    if candidate.category.kind == "touch" and (tone.relational == "personal" or tone.excess):
        return "the draft has a personal line already"
    return ""


def _g13_bad_news(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, _WITH_BAD_NEWS) and (about.brings_bad_news or price_moves(about)):
        return "the draft brings bad news"
    return ""


def _g14_anger(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, frozenset({"their-load", "own-delay", "name"})) and about.they_are_angry:
        return "they are angry; answer that first"
    return ""


def _g14_at_odds(candidate: Candidate, about: Circumstances) -> str:
    if _outside(candidate, _IN_TROUBLE - {"birthday"}) and at_odds(about):
        return "the two of you are at odds over something; nothing light beside it"
    return ""


def _g15_opt_out(candidate: Candidate, about: Circumstances) -> str:
    card = about.contact
    if card and candidate.note and mention_of(card, candidate.note) == "never":
        return "a note marked never"
    if card and card.mention == "never" and candidate.category.kind == "touch":
        return "nothing personal is to be said to this person"
    if candidate.category.kind == "touch" and candidate.category.name != "thanks" and about.wants_business_only:
        return "they asked for business only"
    return ""


def _g17_not_mine(candidate: Candidate, about: Circumstances) -> str:
    return "there is nobody at the other end" if about.robot and candidate.category.name in _EVERYTHING else ""


def _g18_unknown(_: Candidate, about: Circumstances) -> str:
    draft = about.situation.draft
    if draft.status != "reviewed" or not draft.own_text.strip():
        return "there is nothing of your own to judge yet"
    return "the language is not one we know" if about.situation.tone.label == "unclear" else ""


GATES: tuple[tuple[str, Gate], ...] = (
    ("G18", _g18_unknown),
    ("G17", _g17_not_mine),
    ("G15", _g15_opt_out),
    ("G9", _g09_identity),
    ("G1", _g01_grief),
    ("G6", _g06_sensitive),
    ("G10", _g10_provenance),
    ("G2", _g02_formal_process),
    ("G4", _g04_incident),
    ("G14", _g14_anger),
    ("G3", _g03_price_talk),
    ("G5", _g05_audience),
    ("G13", _g13_bad_news),
    ("G14", _g14_at_odds),
    ("G11", _g11_register),
    ("G7", _g07_stale),
    ("G8", _g08_repeat),
    ("G12", _g12_enough),
)


def shut(candidate: Candidate, about: Circumstances) -> tuple[str, str] | None:
    """The first gate that keeps `candidate` back and why; None where all are open. G16, the budget, comes after."""
    for name, gate in GATES:
        if why := gate(candidate, about):
            return name, why
    return None
