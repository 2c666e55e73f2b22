"""Whose birthday a note tells of, and whether its day is known well enough to be wished on."""

from __future__ import annotations

import re

from mailhuman.contacts.kin import KIN
from mailhuman.model import Contact, Note
from mailhuman.touches.names import folded

_WHOSE = re.compile(r"\b(?P<whose>[^\W\d_][\w’'-]*?)['’]s?(?: \w+)? (?:birthday|bday|b-day)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’-]*")


def day_is_sure(note: Note) -> bool:
    """Whether the day is exact: not marked approximate, and not the first of January of a year.

    Forms and address books write 1 January where no more than a year or an age is known; --01-01, without a year, is
    somebody's own word.
    """
    day = note.date
    if note.approximate or day is None or not (day.month and day.day):
        return False
    return not (day.year and (day.month, day.day) == (1, 1))


def of_the_contact(note: Note, contact: Contact) -> bool:
    """Whether it is the contact's own birthday, not that of a child, a dog or somebody else."""
    own = {folded(part) for part in f"{contact.name} {contact.preferred_name}".split()} - {""}
    about = {folded(word) for word in _WORD.findall(note.about)}
    if about - own:
        return False
    whose = {folded(found["whose"]) for found in _WHOSE.finditer(note.text)} - own - {"today", "tomorrow", "it"}
    return not whose and not any(word.casefold() in KIN for word in _WORD.findall(note.text))
