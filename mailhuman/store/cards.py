"""Reads and writes the cards of people: their rows, addresses and notes, in a transaction that is open already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, or_, select, update

from mailhuman.model import Contact
from mailhuman.store import rows
from mailhuman.store.merging import Step
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import addresses, contacts, notes

_FEW = 500  # databases take a limited number of values in one statement; for more, all cards are read
_NOTE = [column for column in notes.c if column.name != "place"]


def all_cards(
    connection: Connection, seal: Seal, noted: Callable[[Contact], bool] | None = None
) -> tuple[Contact, ...]:
    """Every card, in the order they came; where `noted` is given, only the cards it is true of have their notes."""
    if noted is None:
        return _read(connection, seal, None)
    bare = _read(connection, seal, None, notes_too=False)
    wanted = [card.uid for card in bare if noted(card)]
    if len(wanted) > _FEW:
        return _read(connection, seal, None)
    full = {card.uid: card for card in _read(connection, seal, wanted)}
    return tuple(full.get(card.uid, card) for card in bare)


def cards_with(
    connection: Connection, seal: Seal, emails: Collection[str], uids: Collection[str] = ()
) -> tuple[Contact, ...]:
    """The cards with one of these addresses (in lower case) or uids, in the order they came."""
    if len(emails) + len(uids) > _FEW:
        wanted, names = set(emails), set(uids)
        return tuple(card for card in all_cards(connection, seal) if card.uid in names or wanted & set(card.emails))
    sharing = select(addresses.c.contact).where(addresses.c.email.in_([seal.filed(email) for email in emails]))
    found = select(contacts.c.uid).where(or_(contacts.c.uid.in_(uids), contacts.c.uid.in_(sharing)))
    return _read(connection, seal, connection.execute(found).scalars().all())


def concerned(connection: Connection, seal: Seal, given: Sequence[Contact]) -> tuple[Contact, ...]:
    """The stored cards that any of `given` could be the same as."""
    if any(not card.uid and not card.emails for card in given):
        return all_cards(connection, seal)
    emails = {email.strip().lower() for card in given for email in card.emails}
    return cards_with(connection, seal, emails, {card.uid for card in given if card.uid})


def _read(
    connection: Connection, seal: Seal, uids: Sequence[str] | None, *, notes_too: bool = True
) -> tuple[Contact, ...]:
    """The cards of `uids`, or all; three statements however many there are."""

    def only(column: ColumnElement[str]) -> ColumnElement[bool]:
        return column.in_(uids) if uids is not None else column.is_not(None)

    cards = select(contacts).where(only(contacts.c.uid)).order_by(contacts.c.place)
    emails = select(addresses.c.contact, addresses.c.email).where(only(addresses.c.contact))
    known = select(*_NOTE).where(only(notes.c.contact))
    emails = emails.order_by(addresses.c.contact, addresses.c.place)
    known = known.order_by(notes.c.contact, notes.c.place)
    names = [column.name for column in _NOTE]
    return rows.contacts_from(
        (seal.open(contacts, row._asdict()) for row in connection.execute(cards)),
        ((row.contact, seal.read(row.email)) for row in connection.execute(emails)),
        seal.open_all(notes, names, connection.execute(known)) if notes_too else (),
    )


def write(connection: Connection, seal: Seal, steps: Iterable[Step]) -> None:
    """Carry out `steps`: new cards come last, the others keep their place."""
    changing = [step for step in steps if step.changes]
    new = [step.new for step in changing if not step.old]
    first = connection.execute(select(func.coalesce(func.max(contacts.c.place), -1))).scalar_one() + 1
    _update(connection, seal, [step.new for step in changing if step.old])
    _insert(connection, seal, contacts, [rows.contact_row(card, first + number) for number, card in enumerate(new)])
    moved = [step for step in changing if not step.old or step.old.emails != step.new.emails]
    retold = [step for step in changing if not step.old or step.old.notes != step.new.notes]
    _replace(connection, seal, addresses, moved, rows.address_rows)
    _replace(connection, seal, notes, retold, rows.note_rows)


def _update(connection: Connection, seal: Seal, cards: Sequence[Contact]) -> None:
    """Write the fields of stored cards, but not their addresses and notes."""
    if cards:
        values = [{**seal.close(contacts, rows.contact_row(card, 0)), "which": card.uid} for card in cards]
        names = [column.name for column in contacts.c if column.name not in {"uid", "place"}]
        statement = update(contacts).where(contacts.c.uid == bindparam("which"))
        connection.execute(statement.values({name: bindparam(name) for name in names}), values)


def _replace(
    connection: Connection,
    seal: Seal,
    table: Table,
    steps: Sequence[Step],
    rows_of: Callable[[Contact], list[rows.Row]],
) -> None:
    """Put a card's rows of `table` in place of those it had."""
    old = [{"which": step.old.uid} for step in steps if step.old]
    if old:
        connection.execute(delete(table).where(table.c.contact == bindparam("which")), old)
    _insert(connection, seal, table, [row for step in steps for row in rows_of(step.new)])


def _insert(connection: Connection, seal: Seal, table: Table, values: Sequence[rows.Row]) -> None:
    if values:
        connection.execute(insert(table), [seal.close(table, row) for row in values])
