"""Erases a person: the card with its notes, what was remembered of them, traces of drafts to them alone, switches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select

from mailhuman.contacts.policy import fact_key
from mailhuman.model import Contact
from mailhuman.store.cards import concerned
from mailhuman.store.likeness import hashed
from mailhuman.store.merging import claims
from mailhuman.store.rows import Row
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import contacts, history, notes, switches, traces, watched


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were erased."""

    cards: int
    notes: int
    history: int
    traces: int
    switches: int


def forget(connection: Connection, seal: Seal, who: Contact) -> Forgotten:
    """Erase what is kept of `who`, known by uid or, as in saving, by address; nothing found is nothing erased.

    Everything that names one of the addresses goes, of the card given and of the card stored, and what was remembered
    of the card's facts, whoever was written to.
    """
    named = replace(who, emails=tuple(email.strip().lower() for email in who.emails))
    stored = claims([named], concerned(connection, seal, [named]))[0]
    emails = {*named.emails, *(stored.emails if stored else ())}
    uid = stored.uid if stored else ""
    facts = {fact_key(stored, note) for note in stored.notes} if stored else set()
    people = {hashed(email) for email in emails}

    def of_them(entry: Row) -> bool:
        return entry["contact"].lower() in emails or entry["fact"] in facts

    def for_them(switch: Row) -> bool:
        return switch["person"].lower() in emails

    def offered_for_them(draft: Row) -> bool:
        return any(each["contact"] in people or each["fact"] in facts for each in draft["offered"])

    def to_them_alone(trace: Row) -> bool:
        return bool(trace["recipients"]) and set(trace["recipients"]) <= people

    known = _erase(connection, notes, notes.c.contact == uid)
    _erase_those(connection, seal, watched, offered_for_them)  # the daemon reviews them anew
    return Forgotten(
        cards=_erase(connection, contacts, contacts.c.uid == uid),
        notes=known,
        history=_erase_those(connection, seal, history, of_them),
        traces=_erase_those(connection, seal, traces, to_them_alone),
        switches=_erase_those(connection, seal, switches, for_them),
    )


def _erase(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(which)).rowcount


def _erase_those(connection: Connection, seal: Seal, table: Table, meant: Callable[[Row], bool]) -> int:
    """Erase the rows that are `meant`; what they say may be under seal, so they are read one by one."""
    keys = list(table.primary_key)
    found = [row._asdict() for row in connection.execute(select(table))]
    doomed = [row for row in found if meant(seal.open(table, row))]
    for row in doomed:
        _erase(connection, table, and_(*(key == row[key.name] for key in keys)))
    return len(doomed)
