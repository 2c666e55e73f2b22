"""What the database complains of, as one StoreError that says what to do and holds nothing of what was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from mailhuman.errors import StoreError

# by the start of SQLite's own name for it; the first that fits
_SAYINGS = (
    ("SQLITE_BUSY", "is in use by another program", "wait until the other mailhuman is done, then try again"),
    ("SQLITE_LOCKED", "is in use by another program", "wait until the other mailhuman is done, then try again"),
    ("SQLITE_FULL", "cannot be written: the disk is full", "free some space, then try again"),
    (
        "SQLITE_NOTADB",
        "is no database",
        "move the file away to start anew, or put a copy back",
    ),
    ("SQLITE_CORRUPT", "is damaged", "put a copy back, or move the file away to start anew"),
    ("SQLITE_READONLY", "may only be read", "give yourself the right to write the file and its folder"),
    ("SQLITE_PERM", "may only be read", "give yourself the right to write the file and its folder"),
    ("SQLITE_CANTOPEN", "cannot be opened", "see that its folder is there and that you may write in it"),
    ("SQLITE_IOERR", "cannot be read or written", "see that the disk is there, sound and not full, then try again"),
)


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn every complaint of the database called `name` into a StoreError; the statement is not quoted."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise plain_error(error, name) from None  # its text holds the values written: notes and addresses
    except UnicodeEncodeError:
        raise StoreError(
            "a text holds half of a character, which cannot be stored; nothing was changed",
            next_step="write the text anew, in UTF-8",
        ) from None


def plain_error(error: SQLAlchemyError | sqlite3.Error, name: str) -> StoreError:
    """The StoreError for what SQLAlchemy, or SQLite itself, raised."""
    kind = str(getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorname", ""))
    for start, what, next_step in _SAYINGS:
        if kind.startswith(start):
            return StoreError(f"{name} {what}; nothing was changed", next_step=next_step)
    reason = kind or type(error).__name__
    return StoreError(
        f"{name} does not answer as it should ({reason}); nothing was changed",
        next_step="see that the database is there and that you may use it, then try again",
    )
