"""Opens the database: a private file, foreign keys, deleted bytes overwritten, short transactions.

SQLite keeps its rollback journal here rather than a write-ahead log: all transactions are short, the journal is gone
when one ends, and what was forgotten stays in no log that another process keeps open.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from mailhuman.errors import StoreError
from mailhuman.store.failures import told_plainly
from mailhuman.store.migrations import MIGRATIONS, check_not_newer, migrate, version_of

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_WRITES = "mailhuman_writes"


def read_url(url: str) -> URL:
    """The parts of `url`; StoreError (which does not quote it: it may hold a password) if it is none."""
    try:
        return make_url(url)
    except (SQLAlchemyError, ValueError):
        raise StoreError(
            "the URL of the database cannot be read", next_step="write it as sqlite:////folder/file.db"
        ) from None


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None for one in memory, named by a URI of SQLite's own, or on a server."""
    place = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or place.startswith((":memory:", "file:")):
        return None
    return Path(place)


def make_private(path: Path) -> None:
    """See that `path` is there and only its owner may read it, and make its folder likewise if it is missing."""
    try:
        _make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _FILE_MODE)
        try:
            if os.fstat(handle).st_mode & 0o777 != _FILE_MODE:
                os.fchmod(handle, _FILE_MODE)
        finally:
            os.close(handle)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be opened for writing: {(error.strerror or 'it fails').lower()}; nothing was changed",
            next_step="see that the folder is there and that you may write in it",
        ) from None


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        folder.chmod(_FOLDER_MODE)  # whatever the umask took away or left


def make_engine(url: URL, patience: float) -> Engine:
    """An engine whose transactions begin as we say; `patience` is how long (seconds) to wait for a lock."""
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, hide_parameters=True)
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": patience})
    except (SQLAlchemyError, ImportError):
        raise StoreError(
            "there is no driver for this kind of database", next_step="install the driver its URL names"
        ) from None
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin in _begin, not where the driver guesses
    for setting in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "synchronous=FULL"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    # a writer takes its lock at once: one that read first could not wait for another writer
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, name: str, *, writes: bool) -> Iterator[Connection]:
    """One transaction on the database called `name`: all of it or nothing; StoreError for what goes wrong."""
    with told_plainly(name), engine.connect() as connection:
        connection.execution_options(**{_WRITES: writes})
        with connection.begin():
            yield connection


def bring_up_to_date(engine: Engine, name: str) -> None:
    """Apply the migrations that are missing, all in one transaction; a database that is current is only read."""
    with transaction(engine, name, writes=False) as connection:
        version = version_of(connection)
        check_not_newer(version, len(MIGRATIONS))
    if version < len(MIGRATIONS):
        with transaction(engine, name, writes=True) as connection:
            migrate(connection)
