"""Rewrites every private row under another seal, in a transaction that is open already, and packs the file."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from mailhuman.errors import StoreError
from mailhuman.store.failures import told_plainly
from mailhuman.store.sealing import LAYOUTS, Seal


def reseal(connection: Connection, old: Seal, new: Seal) -> None:
    """Open every row with `old` and write it anew under `new`."""
    kept = {
        table: [new.close(table, old.open(table, row._asdict())) for row in connection.execute(select(table))]
        for table in LAYOUTS
    }
    for table in reversed(LAYOUTS):
        connection.execute(delete(table))
    for table, values in kept.items():
        if values:
            connection.execute(insert(table), values)


def pack(engine: Engine, name: str) -> None:
    """Write the file of a SQLite database anew, so that no page keeps what a row once held.

    StoreError where that fails; the rows are as they were. A server is left to clean up in its own time.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with told_plainly(name):
            connection = engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
            finally:
                connection.close()
    except StoreError as failure:
        raise StoreError(
            f"all is encrypted, but {name} could not be cleaned of what it held before",
            next_step=f"run the command again; if that fails: {failure.next_step}",
        ) from None
