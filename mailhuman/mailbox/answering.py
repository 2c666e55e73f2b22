"""What the writer says to a companion note without leaving the mail program, and what is remembered of it.

Three things any mail program can do are an answer: to take the note out of its folder (delete it, or move it away) is
"enough for this draft"; to give it a star is "not for this person"; to move it into the folder Pause is "pause". A note
may vanish for other reasons too (a rule that empties old folders, another program), so that answer does the least
harm there is: it silences one draft, and dismisses no warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailhuman.mailbox.noted import FoundNote, Look
from mailhuman.model import Kind, Remembered, Review, Suggestion

Said = Literal["enough", "not for this person", "pause"]


@dataclass(frozen=True, slots=True)
class Known:
    """A note we put or saw ourselves, and have not removed: forget it before removing it, not after."""

    lineage: str
    uidvalidity: int
    uid: int

    @classmethod
    def of(cls, note: FoundNote) -> Known:
        """As it lies on the server."""
        return cls(note.lineage, note.uidvalidity, note.uid)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the writer said to the note of the draft `lineage`."""

    said: Said
    lineage: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What a note offered, as far as an answer needs it: enough to dismiss a suggestion, and no word of its text."""

    suggestion: str
    rule: str
    category: str
    kind: Kind
    fact: str


def answers(known: Iterable[Known], seen: Look) -> tuple[Answer, ...]:
    """What was said to the known notes, by what a look at their folder shows; nothing for a note that still lies there.

    A missing note is an answer only where all was seen, in the very folder it was put into: not where the folder is
    gone or was made anew, nor where the note lies there under another UID.
    """
    return tuple(Answer(said, each.lineage) for each in known for said in _said(each, seen))


def _said(each: Known, seen: Look) -> Iterator[Said]:
    lying = [note for note in (*seen.notes, *seen.paused) if note.lineage == each.lineage]
    if any(note.is_starred for note in lying):
        yield "not for this person"
    if any(note.is_live for note in seen.paused if note.lineage == each.lineage):
        yield "pause"
    elif not seen.of(each.lineage) and seen.is_whole and seen.uidvalidity == each.uidvalidity:
        yield "enough"


def offered(review: Review) -> tuple[Offered, ...]:
    """What the note of this review offers, to be kept until it is answered."""
    return tuple(_offered(each) for each in review.suggestions)


def history(answer: Answer, was_offered: Sequence[Offered], *, contact: str, now: datetime) -> tuple[Remembered, ...]:
    """What is remembered of an answer: each suggestion dismissed, in this draft or of its kind for this person.

    `contact` is the reader's address; without one "not for this person" reaches the draft alone. A pause is no
    dismissal. Warnings stay: the note is not written again for them, but `mailhuman review` goes on to tell them.
    """
    if answer.said == "pause":
        return ()
    wide = answer.said == "not for this person" and bool(contact)
    return tuple(_dismissed(each, answer.lineage, contact, now, wide=wide) for each in was_offered)


def worth_a_note(review: Review, *, enough: bool, warned: Iterable[str] = ()) -> bool:
    """Whether a draft gets a note: there is something to say, and after "enough" a warning not told before.

    `warned` are the ids of the warnings its notes have told so far.
    """
    if enough:
        return bool({each.id for each in review.warnings} - set(warned))
    return review.has_something_to_say


def _offered(suggestion: Suggestion) -> Offered:
    return Offered(suggestion.id, suggestion.rule, suggestion.category, suggestion.kind, suggestion.fact)


def _dismissed(each: Offered, lineage: str, contact: str, now: datetime, *, wide: bool) -> Remembered:
    return Remembered(
        at=now,
        outcome="dismissed",
        contact=contact,
        rule=each.rule,
        category=each.category,
        kind=each.kind,
        fact=each.fact,
        suggestion=each.suggestion,
        lineage=lineage,
        scope="person" if wide else "this",
    )
