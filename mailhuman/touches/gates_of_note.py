"""The gates that look at the note behind a touch: how private, how old, how often used, whose, and from whom.

Each gives the reason in plain words, or ""; reasons never quote a note.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailhuman.contacts.policy import is_stale, mention_of, sensitive
from mailhuman.contacts.staleness import first_day
from mailhuman.model import Contact, Note
from mailhuman.touches.circumstances import Circumstances
from mailhuman.touches.finding import same_matter
from mailhuman.touches.gravity import is_uneasy
from mailhuman.touches.hardship import names_in, parted, shadowed, sore, superseded
from mailhuman.touches.matching import Candidate
from mailhuman.touches.names import folded
from mailhuman.touches.recall import repeats
from mailhuman.touches.sentences import body
from mailhuman.touches.signs import find_sign

_OF_LATE = timedelta(days=90)
_AGED = re.compile(
    r"\b(?:1[2-9]|2\d|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|old|elderly|ancient|senior)\b",
    re.IGNORECASE,
)
_PREPARING = timedelta(days=120)
_LIGHT = frozenset(
    {
        "hobby", "family", "pet", "food", "event", "trip", "milestone", "last-conversation", "shared-history",
        "reconnect",
    }
)  # fmt: skip
_OF_THE_DAY = re.compile(r"birthday|celebrat|witness", re.IGNORECASE)
# these rest on what the draft speaks of, or on no topic at all
_TAKES_UP = frozenset({"invite-view", "place-and-day", "their-promise"})


def g06_sensitive(candidate: Candidate, about: Circumstances) -> str:
    """G6: a note that waits until they raise it, or that another note shadows."""
    note, card = candidate.note, about.contact
    if not note or not card:
        return ""
    if _hushed(candidate, note, card, about):
        return "another note bids silence about this"
    if candidate.category.name in _LIGHT | {"birthday"} and is_uneasy(f"{note.text}\n{note.about}"):
        return "this note tells of what is no small talk"
    if mention_of(card, note) != "if-raised":
        return ""
    raised = any(same_matter(note.text, each.own_text) for each in about.theirs)
    return "" if raised and not sensitive(note) else "only if they raise it themselves"


def _hushed(candidate: Candidate, note: Note, card: Contact, about: Circumstances) -> bool:
    """Whether another note of the card bids silence about this one."""
    if (sore(note) and parted(about)) or shadowed(card, note) or superseded(card, note):
        return True
    others, name = [each for each in card.notes if each is not note], candidate.category.name
    if name == "birthday":
        return any(_lets_it_pass(each) for each in others)
    return name in _LIGHT and any(_bodes_ill(each, about) for each in others)


def _bodes_ill(note: Note, about: Circumstances) -> bool:
    """Whether a note of the last three months, of a kind that tells what has changed, is no small talk."""
    heard = first_day(note.learned or note.date)
    lately = heard is not None and about.situation.now.date() - heard <= _OF_LATE
    return note.kind == "other" and lately and is_uneasy(note.text)


def _lets_it_pass(note: Note) -> bool:
    """Whether a note of any kind says that they keep no birthdays."""
    return bool(_OF_THE_DAY.search(note.text) and find_sign("unwelcome", note.text))


def g07_stale(candidate: Candidate, about: Circumstances) -> str:
    """G7: a note that may no longer be true."""
    note = candidate.note
    today = about.situation.now.date()
    if note and (is_stale(note, today) or _is_over(note, today)):
        return "this note is old; ask yourself whether it is still true"
    return ""


def _is_over(note: Note, today: date) -> bool:
    """Whether a note without a day is too old: of preparing for something, or of an animal that was old by then."""
    heard = first_day(note.learned)
    if note.kind == "pet" and heard and _AGED.search(note.text) and today - heard > _OF_LATE:
        return True
    return bool(not note.date and heard and find_sign("preparing", note.text) and today - heard > _PREPARING)


def g08_repeat(candidate: Candidate, about: Circumstances) -> str:
    """G8: said before."""
    reader = about.reader
    if reader and (why := repeats(candidate, about.situation, reader.email)):
        return why
    note = candidate.note
    if note and candidate.category.kind == "touch" and candidate.category.name not in _TAKES_UP:
        topic = str(candidate.fill.get("topic") or candidate.fill.get("happening") or note.text)
        if same_matter(topic, about.own) or _named_already(candidate, about):
            return "the draft speaks of it already"
        lately = (each for each in about.mine if each.date and about.situation.now - each.date <= timedelta(days=60))
        if any(same_matter(topic, each.own_text) for each in lately):
            return "you wrote to them about it lately"
    return ""


def _named_already(candidate: Candidate, about: Circumstances) -> bool:
    """Whether the draft, or its subject, names whom one would ask after."""
    who = {folded(word) for word in str(candidate.fill.get("person") or "").split() if word[:1].isupper()}
    text = f"{about.situation.draft.subject}\n{body(about.own).of(about.own)}"
    return not who.isdisjoint(names_in(Note("other", text)))


def g09_identity(candidate: Candidate, about: Circumstances) -> str:
    """G9: not certain whose card it is."""
    if about.ambiguous and (candidate.note or candidate.category.name == "name"):
        return "it is not certain whose card this is"
    return ""


def g10_provenance(candidate: Candidate, _: Circumstances) -> str:
    """G10: not told by them."""
    note = candidate.note
    return "this was not told to you by them; it is unconfirmed" if note and note.source != "told" else ""


def g15_opt_out(candidate: Candidate, about: Circumstances) -> str:
    """G15: never to be spoken of."""
    card = about.contact
    if card and candidate.note and mention_of(card, candidate.note) == "never":
        return "a note marked never"
    if card and card.mention == "never" and candidate.category.kind == "touch":
        return "nothing personal is to be said to this person"
    if candidate.category.kind == "touch" and candidate.category.name != "thanks" and about.wants_business_only:
        return "they asked for business only"
    return ""
