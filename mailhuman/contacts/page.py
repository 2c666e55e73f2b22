"""What is worth knowing of a person before a call, chosen from the card: what may be raised, what had better wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from mailhuman.contacts.deaths import stopped_by_death
from mailhuman.contacts.policy import mention_of
from mailhuman.contacts.staleness import first_day, is_stale
from mailhuman.model import Contact, Note

_SOON = timedelta(days=14)
_YEARLY = frozenset({"birthday", "anniversary"})


class _KeptBack(TypedDict):
    waiting: tuple[str, ...]
    mourned: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Page:
    """The notes of a card by what they are good for in a call; no note stands in two places.

    `coming` has the day each falls on, the nearest first; `free` has the fresh notes before the stale ones. `waiting`
    are the kinds of the notes that wait until the other side raises them, `mourned` counts notes about somebody who
    has died, `hidden` those marked never: of these three nothing else is told.
    """

    last_talk: Note | None
    promises: tuple[Note, ...]
    old_promises: int
    coming: tuple[tuple[date, Note], ...]
    free: tuple[Note, ...]
    waiting: tuple[str, ...]
    mourned: int
    hidden: int


def page_of(card: Contact, today: date) -> Page:
    """Choose what stands on the page of `card`; where they have died everything but the counts is empty."""
    open_notes = [note for note in card.notes if mention_of(card, note) == "free" and not stopped_by_death(card, note)]
    talks = sorted((note for note in open_notes if note.kind == "last-talk"), key=_told_on)
    promises = [note for note in open_notes if note.kind == "promise"]
    coming = sorted(_coming(open_notes, today), key=lambda pair: pair[0])
    placed = {id(note) for note in (*talks[-1:], *promises, *(note for _, note in coming))}
    rest = [note for note in open_notes if id(note) not in placed]
    return Page(
        last_talk=talks[-1] if talks else None,
        promises=tuple(sorted((note for note in promises if not is_stale(note, today)), key=_told_on)),
        old_promises=sum(is_stale(note, today) for note in promises),
        coming=tuple(coming),
        free=tuple(sorted(rest, key=lambda note: is_stale(note, today))),
        **_kept_back(card),
    )


def _kept_back(card: Contact) -> _KeptBack:
    waiting = [note for note in card.notes if mention_of(card, note) == "if-raised"]
    mourned = [note for note in card.notes if mention_of(card, note) == "free" and stopped_by_death(card, note)]
    hidden = sum(mention_of(card, note) == "never" for note in card.notes)
    return {"waiting": tuple(note.kind for note in waiting), "mourned": len(mourned), "hidden": hidden}


def _told_on(note: Note) -> date:
    return first_day(note.date) or first_day(note.learned) or date.min


def _coming(notes: Iterable[Note], today: date) -> Iterator[tuple[date, Note]]:
    """Those with a day of their own from today on, not further off than two weeks; yearly days come again."""
    for note in notes:
        if note.date is None or note.kind in {"last-talk", "promise"}:
            continue
        yearly = note.kind in _YEARLY or not note.date.year
        days = [note.date.in_year(year) for year in (today.year, today.year + 1)] if yearly else [note.date.exact]
        yield from ((day, note) for day in days if day and today <= day <= today + _SOON)
