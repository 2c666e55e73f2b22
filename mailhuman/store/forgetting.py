"""Erases a person: the card with its notes, what was remembered of them, traces of drafts to them alone, switches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from mailhuman.contacts.policy import fact_key
from mailhuman.model import Contact
from mailhuman.store.cards import concerned
from mailhuman.store.likeness import hashed
from mailhuman.store.merging import claims
from mailhuman.store.tables import contacts, history, notes, switches, traces


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were erased."""

    cards: int
    notes: int
    history: int
    traces: int
    switches: int


def forget(connection: Connection, who: Contact) -> Forgotten:
    """Erase what is kept of `who`, known by uid or, as in saving, by address; nothing found is nothing erased.

    Everything that names one of the addresses goes, of the card given and of the card stored, and what was remembered
    of the card's facts, whoever was written to.
    """
    named = replace(who, emails=tuple(email.strip().lower() for email in who.emails))
    stored = claims([named], concerned(connection, [named]))[0]
    emails = {*named.emails, *(stored.emails if stored else ())}
    uid = stored.uid if stored else ""
    facts = {fact_key(stored, note) for note in stored.notes} if stored else set()
    about_them = func.lower(history.c.contact).in_(emails) | history.c.fact.in_(facts)
    known = _erase(connection, notes, notes.c.contact == uid)
    return Forgotten(
        cards=_erase(connection, contacts, contacts.c.uid == uid),
        notes=known,
        history=_erase(connection, history, about_them),
        traces=_erase_traces(connection, {hashed(email) for email in emails}),
        switches=_erase(connection, switches, func.lower(switches.c.person).in_(emails)),
    )


def _erase(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(which)).rowcount


def _erase_traces(connection: Connection, people: Collection[str]) -> int:
    """Erase the traces of drafts to `people` (hashed addresses) and nobody else."""
    erased = 0
    for account, folder, lineage, recipients in connection.execute(
        select(traces.c.account, traces.c.folder, traces.c.lineage, traces.c.recipients)
    ).all():
        if recipients and set(recipients) <= set(people):
            which = (traces.c.account == account) & (traces.c.folder == folder) & (traces.c.lineage == lineage)
            erased += _erase(connection, traces, which)
    return erased
