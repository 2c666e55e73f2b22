"""The nouns: what a draft, a thread, a contact, a note, a reading and a review are.

All are frozen and hold tuples, so they can be passed about, hashed and compared without fear. Offsets are code
points of the text they speak of, half-open: `start` is inside, `end` is not. Times are aware datetimes.
"""

from __future__ import annotations

from mailhuman.model.dates import PartialDate
from mailhuman.model.mail import Address, Draft, Status, ThreadMessage
from mailhuman.model.past import Kind, Outcome, Remembered, Switch
from mailhuman.model.people import NOTE_KINDS, Contact, Mention, Note, Source
from mailhuman.model.review import Evidence, Review, Situation, Suggestion, UsedNote, Warned, Withheld
from mailhuman.model.spans import Span, words
from mailhuman.model.tone import Cue, Effect, Label, Relational, ToneReading

__all__ = [
    "NOTE_KINDS",
    "Address",
    "Contact",
    "Cue",
    "Draft",
    "Effect",
    "Evidence",
    "Kind",
    "Label",
    "Mention",
    "Note",
    "Outcome",
    "PartialDate",
    "Relational",
    "Remembered",
    "Review",
    "Situation",
    "Source",
    "Span",
    "Status",
    "Suggestion",
    "Switch",
    "ThreadMessage",
    "ToneReading",
    "UsedNote",
    "Warned",
    "Withheld",
    "words",
]
