"""What `mailhuman contacts forget` asks and says: whom it means, whether that is wanted, and what was erased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mailhuman.cli.who import counted, person, the_one
from mailhuman.model import Contact

if TYPE_CHECKING:
    from mailhuman.store import Forgotten


def meant(cards: Sequence[Contact], who: str) -> Contact:
    """The card to forget; an address no card has is taken by itself, since something may be remembered of it."""
    from mailhuman.contacts.find import called

    address = who.strip().lower()
    if "@" in address and not called(cards, who):
        return Contact("", (address,))
    return the_one(cards, who)


def question(card: Contact) -> str:
    """What to ask first."""
    notes = f" and {counted(len(card.notes), 'note')}" if card.notes else ""
    what = f"{person(card)}{notes}" if card.name else f"what is remembered of {person(card)}; there is no such card"
    return f"Forget {what}?"


def erased(counts: Forgotten) -> str:
    """Say in numbers what is gone."""
    told = [
        counted(counts.cards, "card"),
        counted(counts.notes, "note"),
        counted(counts.history, "entry of the history", "entries of the history"),
        counted(counts.traces, "trace of a draft", "traces of drafts"),
        counted(counts.switches, "switch", "switches"),
    ]
    return f"Erased: {', '.join(told)}."
