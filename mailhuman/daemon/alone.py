"""One daemon a user: a lock on a file in the data folder, which the system lets go of with the process that held it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mailhuman.errors import MailhumanError

_FILE = "daemon.lock"


class AlreadyRunning(MailhumanError):
    """Another daemon of this user is at work."""

    exit_code = 30


class NotRunning(MailhumanError):
    """There is no daemon of this user at work."""

    exit_code = 31


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock. AlreadyRunning where another process does, MailhumanError where the file cannot be had."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as failure:
        raise MailhumanError(
            f"{folder / _FILE} cannot be opened: {(failure.strerror or 'it fails').lower()}",
            next_step="see that you may write in that folder",
        ) from None
    try:
        if not _taken(handle):
            raise AlreadyRunning("the daemon is running already", next_step="see it with `mailhuman daemon status`")
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def running(folder: Path) -> int:
    """The process number of the daemon that holds the lock. NotRunning where none does."""
    with suppress(OSError, ValueError):
        handle = os.open(folder / _FILE, os.O_RDWR | os.O_CLOEXEC)
        try:
            if not _taken(handle):
                return int(os.read(handle, 20))
        finally:
            os.close(handle)
    raise NotRunning("the daemon is not running", next_step="start it with `mailhuman daemon install`, or `… run`")


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
