"""What a wording needs from the words of a note: its topic, its event, whom it names, how one asks after it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailhuman.contacts.staleness import first_day
from mailhuman.model import Contact, Note
from mailhuman.touches.aims import aim, encounter
from mailhuman.touches.doings import doing
from mailhuman.touches.happenings import happening, is_for_pleasure, occasion, place
from mailhuman.touches.names import family, first
from mailhuman.touches.owed import owed
from mailhuman.touches.passing import noted_in_passing
from mailhuman.touches.pastimes import form_of, is_only_wished, is_past
from mailhuman.touches.persons import doer, is_plural, person, possessive
from mailhuman.touches.rule import NoteNeed
from mailhuman.touches.signs import find_sign
from mailhuman.touches.successes import success
from mailhuman.touches.topics import topic

_SETTLED = timedelta(days=60)  # before that nobody asks whether they still do it
_AT_HOME = timedelta(days=60)  # after that nobody is settling in any more
_MEANS = {
    "training": "training", "preparing": "preparation", "practising": "practice", "practicing": "practice",
    "rehearsing": "rehearsing", "studying": "studying", "revising": "revision",
}  # fmt: skip
_FIND = {
    "topic": topic, "happening": happening, "occasion": occasion, "place": place, "success": success, "owed": owed,
    "aim": aim, "encounter": encounter,
}  # fmt: skip


def filled(need: NoteNeed, note: Note, contact: Contact, today: date) -> dict[str, object] | None:
    """What the wording needs from the note's words as of `today`; None where one of the things cannot be told."""
    text = _without_name(note.text, contact)
    if note.kind == "hobby" and (is_only_wished(text) or is_past(text)):
        return None
    found = {name: find(text) for name, find in _FIND.items()}
    written = note.learned or note.date
    if noted_in_passing(text, written.year if written else None, dated=note.date is not None):
        found["success"] = ""
    if note.kind == "last-talk" or not found["topic"]:
        found["topic"] = found["happening"] or found["topic"]
    named = (doer if "happening" in need.fill else person)(text, note.about)
    found["person"] = named.removesuffix(f" {family(contact.name)}") if family(contact.name) else named
    if not all(found[name] for name in need.fill) or (note.kind == "trip" and not is_for_pleasure(note.text)):
        return None
    are = "are" if is_plural(found["person"]) else "is"
    return {
        **found,
        "are": are,
        "whose": possessive(found["person"]),
        "form": _form(note, found["topic"]),
        "means": _means(text),
        "doing": doing(text),
        "settled": _age(note, today) >= _SETTLED,
        "fresh": _is_new(note, today),
    }


def _without_name(text: str, contact: Contact) -> str:
    """A note without the contact's own name at its start: "Priya restores bikes" → "restores bikes"."""
    names = "|".join(re.escape(name) for name in (contact.preferred_name, contact.name, first(contact.name)) if name)
    return re.sub(rf"^(?:{names})\b(?!['’]s)\s+", "", text) if names else text


def _form(note: Note, words: str) -> str:
    """How one asks after the topic: as a training, a thing in the making, a team, or by what kind of word it is."""
    told = (sign for sign in ("preparing", "team", "making") if find_sign(sign, note.text))
    form = next(told, form_of(words))
    watched = form == "activity" and not doing(note.text) and not re.search(r"ing\b", words)
    return "thing" if watched else form  # of the opera one does not ask how it is going


def _means(text: str) -> str:
    """What is done towards a day, as one asks how it is going: training, preparation, practice."""
    found = find_sign("preparing", text)
    verb = found.of(text).split()[0].casefold() if found else ""
    return _MEANS.get(verb, "preparation")


def _age(note: Note, today: date) -> timedelta:
    """How long the note has been known; nothing where that is not written down."""
    heard = first_day(note.learned or note.date)
    return today - heard if heard else timedelta(0)


def _is_new(note: Note, today: date) -> bool:
    """Whether something has just joined them, by the note and by its date: a puppy, a rescue dog."""
    known = any(first_day(day) for day in (note.learned, note.date))
    lately = known and _age(note, today) <= _AT_HOME and find_sign("long-there", note.text) is None
    return lately and find_sign("newcomer", note.text) is not None
