"""What a wording needs from the words of a note: its topic, its event, whom it names, how one asks after it."""

from __future__ import annotations

import re

from mailhuman.model import Contact, Note
from mailhuman.touches.aims import aim, encounter
from mailhuman.touches.happenings import happening, is_for_pleasure, occasion, place
from mailhuman.touches.names import first
from mailhuman.touches.owed import owed
from mailhuman.touches.persons import doer, is_plural, person, possessive
from mailhuman.touches.rule import NoteNeed
from mailhuman.touches.signs import find_sign
from mailhuman.touches.successes import success
from mailhuman.touches.topics import form_of, topic

_FIND = {
    "topic": topic, "happening": happening, "occasion": occasion, "place": place, "success": success, "owed": owed,
    "aim": aim, "encounter": encounter,
}  # fmt: skip


def filled(need: NoteNeed, note: Note, contact: Contact) -> dict[str, object] | None:
    """What the wording needs from the note's words; None where one of the things cannot be told."""
    text = _without_name(note.text, contact)
    found = {name: find(text) for name, find in _FIND.items()}
    if note.kind == "last-talk" or not found["topic"]:
        found["topic"] = found["happening"] or found["topic"]
    found["person"] = (doer if "happening" in need.fill else person)(text, note.about)
    if not all(found[name] for name in need.fill) or (note.kind == "trip" and not is_for_pleasure(note.text)):
        return None
    are = "are" if is_plural(found["person"]) else "is"
    return {
        **found,
        "are": are,
        "whose": possessive(found["person"]),
        "form": _form(note, found["topic"]),
        "fresh": _is_new(note),
    }


def _without_name(text: str, contact: Contact) -> str:
    """A note without the contact's own name at its start: "Priya restores bikes" → "restores bikes"."""
    names = "|".join(re.escape(name) for name in (contact.preferred_name, contact.name, first(contact.name)) if name)
    return re.sub(rf"^(?:{names})\b(?!['’]s)\s+", "", text) if names else text


def _form(note: Note, words: str) -> str:
    """How one asks after the topic: as a training, a thing in the making, a team, or by what kind of word it is."""
    told = (sign for sign in ("preparing", "team", "making") if find_sign(sign, note.text))
    return next(told, form_of(words))


def _is_new(note: Note) -> bool:
    """Whether the note tells of something that has just joined them: a puppy, a rescue dog."""
    return find_sign("newcomer", note.text) is not None
