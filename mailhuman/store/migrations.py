"""The steps that bring a database of any age to the shape in tables.py, in order; steps are added, never changed.

A list of steps and one number in the file do what is needed here; Alembic would bring its own configuration, a folder
of scripts and another library for a database nobody administers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect, select

from mailhuman.errors import StoreError
from mailhuman.store import tables

Migration = Callable[[Connection], None]

_FIRST = (
    """CREATE TABLE contacts (
        uid VARCHAR NOT NULL PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL, preferred_name TEXT NOT NULL,
        former_names JSON NOT NULL, title TEXT NOT NULL, pronunciation TEXT NOT NULL, pronouns TEXT NOT NULL,
        language TEXT NOT NULL, timezone TEXT NOT NULL, keep_in_touch INTEGER, deceased BOOLEAN NOT NULL,
        mention VARCHAR NOT NULL)""",
    """CREATE TABLE addresses (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, email VARCHAR NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE)""",
    "CREATE INDEX ix_addresses_email ON addresses (email)",
    """CREATE TABLE notes (
        contact VARCHAR NOT NULL, place INTEGER NOT NULL, kind VARCHAR NOT NULL, text TEXT NOT NULL, date VARCHAR,
        approximate BOOLEAN NOT NULL, learned VARCHAR, source VARCHAR NOT NULL, told_by TEXT NOT NULL, "by" VARCHAR,
        mention VARCHAR, about TEXT NOT NULL, deceased BOOLEAN NOT NULL, PRIMARY KEY (contact, place),
        FOREIGN KEY(contact) REFERENCES contacts (uid) ON DELETE CASCADE)""",
    """CREATE TABLE history (
        place INTEGER NOT NULL PRIMARY KEY, at VARCHAR NOT NULL, outcome VARCHAR NOT NULL, contact VARCHAR NOT NULL,
        rule VARCHAR NOT NULL, category VARCHAR NOT NULL, kind VARCHAR NOT NULL, fact VARCHAR NOT NULL,
        text TEXT NOT NULL, suggestion VARCHAR NOT NULL, lineage VARCHAR NOT NULL, scope VARCHAR NOT NULL,
        reason TEXT NOT NULL)""",
    "CREATE INDEX ix_history_contact ON history (contact)",
    """CREATE TABLE switches (
        target VARCHAR NOT NULL, person VARCHAR NOT NULL, folder VARCHAR NOT NULL, place INTEGER NOT NULL,
        enabled BOOLEAN NOT NULL, PRIMARY KEY (target, person, folder))""",
    """CREATE TABLE traces (
        account VARCHAR NOT NULL, folder VARCHAR NOT NULL, lineage VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL,
        uid BIGINT NOT NULL, refs JSON NOT NULL, recipients JSON NOT NULL, subject VARCHAR NOT NULL,
        marks JSON NOT NULL, seen VARCHAR NOT NULL, born VARCHAR NOT NULL, PRIMARY KEY (account, folder, lineage))""",
)


def _first(connection: Connection) -> None:
    for statement in _FIRST:
        connection.exec_driver_sql(statement)


def _rules_can_be_woken(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE woken (rule VARCHAR NOT NULL PRIMARY KEY, at VARCHAR NOT NULL)")


def _rows_can_be_sealed(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE locks (id VARCHAR NOT NULL PRIMARY KEY, way VARCHAR NOT NULL, salt VARCHAR NOT NULL, "
        "cost INTEGER NOT NULL, proof VARCHAR NOT NULL)"
    )


def _drafts_are_watched(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE watched (account VARCHAR NOT NULL, folder VARCHAR NOT NULL, lineage VARCHAR NOT NULL, "
        "uidvalidity BIGINT NOT NULL, uid BIGINT NOT NULL, digest VARCHAR NOT NULL, verdict VARCHAR NOT NULL, "
        "revision VARCHAR NOT NULL, reviewed VARCHAR NOT NULL, sent_from BIGINT NOT NULL, offered JSON NOT NULL, "
        "note_uidvalidity BIGINT NOT NULL, note_uid BIGINT NOT NULL, enough BOOLEAN NOT NULL, warned JSON NOT NULL, "
        "PRIMARY KEY (account, folder, lineage))"
    )
    connection.exec_driver_sql(
        "CREATE TABLE looks (account VARCHAR NOT NULL, folder VARCHAR NOT NULL, uidvalidity BIGINT NOT NULL, "
        "uidnext BIGINT NOT NULL, floor BIGINT NOT NULL, PRIMARY KEY (account, folder))"
    )


# steps see no key: what is under a seal they must leave alone, and a new field inside one starts out blank
MIGRATIONS: tuple[Migration, ...] = (_first, _rules_can_be_woken, _rows_can_be_sealed, _drafts_are_watched)


def version_of(connection: Connection) -> int:
    """How many steps the database has seen; 0 for an empty one.

    StoreError if it holds tables that are not ours: nobody's data is built upon by mistake.
    """
    found = inspect(connection).get_table_names()
    if tables.schema.name in found:
        return int(connection.execute(select(tables.schema.c.version)).scalar_one())
    if found:
        raise StoreError(
            "the database belongs to another program; it was left as it is",
            next_step="name a new file, or an empty database",
        )
    return 0


def check_not_newer(version: int, known: int) -> None:
    """StoreError if a newer mailhuman has written the database: we would not understand it."""
    if version > known:
        raise StoreError(
            f"the database was written by a newer mailhuman (its form is {version}, this one knows {known})",
            next_step="install the newer mailhuman again; nothing in the database was changed",
        )


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the steps the database has not seen, in the transaction of `connection`, which must be a writing one."""
    version = version_of(connection)
    check_not_newer(version, len(migrations))
    if version == 0:
        tables.schema.create(connection)
        connection.execute(tables.schema.insert().values(version=0))
    for step in migrations[version:]:
        step(connection)
    connection.execute(tables.schema.update().values(version=len(migrations)))
