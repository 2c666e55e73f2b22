"""Nouns to rows of the database and back, losing nothing but the line numbers of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from functools import lru_cache
from typing import Any  # a row holds values of any type

from mailhuman.model import Contact, Note, PartialDate, Remembered, Switch
from mailhuman.store.lineage import Trace

Row = dict[str, Any]

_CARD = tuple(field.name for field in fields(Contact) if field.name not in {"emails", "notes", "line"})
_NOTE = tuple(field.name for field in fields(Note) if field.name != "line")
_SWITCH = tuple(field.name for field in fields(Switch))


def contact_row(contact: Contact, place: int) -> Row:
    """The row of a card without its addresses and notes."""
    row = {name: getattr(contact, name) for name in _CARD}
    return {**row, "former_names": list(contact.former_names), "place": place}


def address_rows(contact: Contact) -> list[Row]:
    """The rows of a card's addresses, in their order."""
    return [{"contact": contact.uid, "place": place, "email": email} for place, email in enumerate(contact.emails)]


def note_rows(contact: Contact) -> list[Row]:
    """The rows of a card's notes, in their order."""
    return [{"contact": contact.uid, "place": place, **_note_row(note)} for place, note in enumerate(contact.notes)]


def _note_row(note: Note) -> Row:
    row = {name: getattr(note, name) for name in _NOTE}
    for name in ("date", "learned"):
        row[name] = None if row[name] is None else str(row[name])
    return row


def contacts_from(
    cards: Iterable[Mapping[str, Any]], addresses: Iterable[Sequence[str]], notes: Iterable[Sequence[Any]]
) -> tuple[Contact, ...]:
    """The cards with their addresses (contact, email) and notes (contact, then the fields of Note), in order."""
    emails: dict[str, list[str]] = {}
    for contact, email in addresses:
        emails.setdefault(contact, []).append(email)
    known: dict[str, list[Note]] = {}
    for contact, *values in notes:
        known.setdefault(contact, []).append(_note(values))
    return tuple(
        Contact(
            **{**{name: card[name] for name in _CARD}, "former_names": tuple(card["former_names"])},
            emails=tuple(emails.get(card["uid"], ())),
            notes=tuple(known.get(card["uid"], ())),
        )
        for card in cards
    )


def _note(values: Sequence[Any]) -> Note:
    kind, text, date, approximate, learned, *rest = values
    return Note(kind, text, _day(date), approximate, _day(learned), *rest)


@lru_cache(maxsize=4096)
def _day(written: str | None) -> PartialDate | None:
    return None if written is None else PartialDate.parse(written)


def history_row(entry: Remembered, place: int) -> Row:
    """The row of something remembered. ValueError if its time has no zone."""
    return {**asdict(entry), "at": moment(entry.at), "place": place}


def remembered(row: Mapping[str, Any]) -> Remembered:
    """What was remembered, from its row."""
    values = {name: value for name, value in row.items() if name != "place"}
    return Remembered(**{**values, "at": datetime.fromisoformat(row["at"])})


def switch(row: Mapping[str, Any]) -> Switch:
    """A switch, from its row."""
    return Switch(**{name: row[name] for name in _SWITCH})


def switch_row(switch: Switch, place: int) -> Row:
    """The row of a switch."""
    return {**asdict(switch), "place": place}


def trace(row: Mapping[str, Any]) -> Trace:
    """The trace of a draft, from its row."""
    lists = {name: tuple(row[name]) for name in ("refs", "recipients", "marks")}
    times = {name: datetime.fromisoformat(row[name]) for name in ("seen", "born")}
    return Trace(**{**row, **lists, **times})


def trace_row(trace: Trace, born: datetime) -> Row:
    """The row of a draft's trace; `born` is when its lineage was first seen."""
    lists = {name: list(getattr(trace, name)) for name in ("refs", "recipients", "marks")}
    return {**asdict(trace), **lists, "seen": moment(trace.seen), "born": moment(born)}


def moment(at: datetime) -> str:
    """A time in its written form with its zone. ValueError if it has none."""
    if at.tzinfo is None:
        raise ValueError("a time must say its zone")
    return at.isoformat()
