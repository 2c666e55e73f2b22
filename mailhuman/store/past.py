"""Reads and writes what is remembered, switched and woken, in a transaction that is open already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, select

from mailhuman.model import Remembered, Switch
from mailhuman.store import rows
from mailhuman.store.quiet import Woken
from mailhuman.store.sealing import Seal
from mailhuman.store.tables import history, switches, woken


def all_remembered(connection: Connection, seal: Seal) -> tuple[Remembered, ...]:
    """All that is remembered, oldest first; of one moment, in the order it was told."""
    found = connection.execute(select(history).order_by(history.c.place))
    entries = [rows.remembered(seal.open(history, row._asdict())) for row in found]
    return tuple(sorted(entries, key=lambda entry: entry.at))


def remember(connection: Connection, seal: Seal, told: Sequence[Remembered]) -> None:
    """Add these entries."""
    first = _next_place(connection, history)
    values = [seal.close(history, rows.history_row(entry, first + number)) for number, entry in enumerate(told)]
    if values:
        connection.execute(insert(history), values)


def all_switches(connection: Connection, seal: Seal) -> tuple[Switch, ...]:
    """Every switch, the latest last."""
    found = connection.execute(select(switches).order_by(switches.c.place))
    return tuple(rows.switch(seal.open(switches, row._asdict())) for row in found)


def put_switch(connection: Connection, seal: Seal, switch: Switch) -> None:
    """Write a switch in place of the one for the same target, person and folder."""
    connection.execute(
        delete(switches).where(
            switches.c.target == switch.target,
            switches.c.person == seal.filed(switch.person),
            switches.c.folder == switch.folder,
        )
    )
    row = rows.switch_row(switch, _next_place(connection, switches))
    connection.execute(insert(switches), [seal.close(switches, row)])


def all_woken(connection: Connection) -> tuple[Woken, ...]:
    """The rules told to speak again, each with the last time of it."""
    found = connection.execute(select(woken).order_by(woken.c.at, woken.c.rule))
    return tuple(Woken(row.rule, datetime.fromisoformat(row.at)) for row in found)


def wake(connection: Connection, rules: Iterable[Woken]) -> None:
    """Write when these rules were told to speak, in place of an earlier time."""
    values = {each.rule: {"rule": each.rule, "at": rows.moment(each.at)} for each in rules}
    connection.execute(delete(woken).where(woken.c.rule.in_(values)))
    if values:
        connection.execute(insert(woken), list(values.values()))


def _next_place(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.place), -1) + 1)).scalar_one())
