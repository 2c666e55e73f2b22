"""One draft that a hobby may be mentioned in, and the ways its situation can change: what the tests of gates start from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailhuman.contacts import parse_contacts
from mailhuman.model import (
    Address,
    Contact,
    Draft,
    Remembered,
    Situation,
    Span,
    ThreadMessage,
    ToneReading,
)

NOW = datetime(2025, 6, 12, 10, tzinfo=UTC)
JO = Address("jo@falk.example", "Jo Falk")
PRIYA = Address("priya@acme.example", "Priya Raman")
ASK = "Priya,\n\nStaging is up. Review it and confirm.\n\nJo"
COLD = ToneReading("cold", "none", 3.4, confidence=0.9, reason="Two orders in a row.")
WARM = ToneReading("warm", "personal", 0.6, confidence=0.9, reason="Warm.")
UNCLEAR = ToneReading("unclear", "none", 2.0, reason="Not a language we know.")
HOBBY = "{kind: hobby, text: Restoring a 1974 road bike in the winter evenings., learned: 2025-03-04"


def cards(*notes: str, **fields: str) -> tuple[Contact, ...]:
    """Priya's card with these notes, each written in YAML's short form without its closing brace."""
    more = "".join(f"\n  {name}: {value}" for name, value in fields.items())
    listed = "".join(f"\n    - {note}}}" for note in notes)
    written = f"- name: Priya Raman\n  emails: [priya@acme.example]{more}\n" + (f"  notes:{listed}\n" if notes else "")
    return parse_contacts(written, "cards.yaml")


def draft(text: str = ASK, **fields: object) -> Draft:
    """Jo's draft to Priya."""
    given: dict[str, object] = {
        "status": "reviewed" if text.strip() else "empty",
        "sender": JO,
        "to": (PRIYA,),
        "subject": "Staging",
        "text": text,
        "own": (Span(0, len(text)),) if text else (),
        "language": "en",
    }
    return Draft(**{**given, **fields})  # type: ignore[arg-type]  # each test names the fields it changes


def message(text: str, ago: timedelta, sender: Address = PRIYA, **fields: object) -> ThreadMessage:
    """A mail of the thread, so long before now."""
    given: dict[str, object] = {
        "message_id": f"<{ago.total_seconds():.0f}@acme.example>",
        "sender": sender,
        "to": (JO if sender is PRIYA else PRIYA,),
        "subject": "Staging",
        "date": NOW - ago,
        "text": text,
        "own": (Span(0, len(text)),),
        "language": "en",
    }
    return ThreadMessage(**{**given, **fields})  # type: ignore[arg-type]  # as above


def taken(category: str, days: int, **fields: str) -> Remembered:
    """Something said to Priya so many days ago."""
    return Remembered(NOW - timedelta(days=days), "taken", PRIYA.email, category, category, **fields)  # type: ignore[arg-type]  # as above


def situation(  # noqa: PLR0913 - a situation is made of this much
    written: Draft | None = None,
    *,
    contacts: tuple[Contact, ...] | None = None,
    thread: tuple[ThreadMessage, ...] = (),
    history: tuple[Remembered, ...] = (),
    tone: ToneReading = COLD,
    lineage: str = "",
) -> Situation:
    """Jo writes to Priya, who restores a road bike, unless told otherwise."""
    known = cards(HOBBY) if contacts is None else contacts
    return Situation(
        written or draft(), tone, frozenset({JO.email}), NOW, thread, known, history, lineage=lineage, folder="Drafts"
    )
