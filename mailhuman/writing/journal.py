"""The journal of writing back: both drafts whole and the step reached, on disk before anything is done on a server.

An operation is a folder of its own, 0700, its files 0600: `old.eml`, `new.eml` and `state.json`, each written aside,
synced and put in its place, `state.json` last. A folder without it was begun and never used. All of it goes after 30
days.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from mailhuman.config import data_folder
from mailhuman.errors import MailhumanError
from mailhuman.writing.operation import Operation

KEPT = timedelta(days=30)
_STATE, _OLD, _NEW = "state.json", "old.eml", "new.eml"


class JournalError(MailhumanError):
    """The journal cannot be read or written; without it nothing is written into a draft."""

    exit_code = 7


class Journal:
    """The operations of this user; the folder is made when the first is begun. `sync` sees a file onto the disk."""

    def __init__(self, folder: Path | None = None, *, sync: Callable[[int], None] = os.fsync) -> None:
        self.folder = folder or data_folder() / "journal"
        self._sync = sync

    def begin(self, operation: Operation, old: bytes, new: bytes) -> None:
        """Write down an operation before anything is done. JournalError where the disk does not take it."""
        with self._writing():
            place = self._place(operation.id)
            place.mkdir(mode=0o700, parents=True)
            self.folder.chmod(0o700)
            self._put(place / _OLD, old)
            self._put(place / _NEW, new)
            self._put_state(operation)
            self._sync_folder(self.folder)

    def keep(self, operation: Operation) -> None:
        """Write down the step an operation has come to."""
        with self._writing():
            self._put_state(operation)

    def operations(self) -> tuple[Operation, ...]:
        """Every operation, the oldest first; what is none is left out. JournalError where the folder is closed."""
        found = []
        for place in self._places():
            with suppress(OSError, ValueError, KeyError, TypeError):
                found.append(Operation.from_json(json.loads((place / _STATE).read_bytes())))
        return tuple(found)

    def unfinished(self, account: str = "") -> tuple[Operation, ...]:
        """Those that were cut short, of one account or of all."""
        return tuple(each for each in self.operations() if not each.has_ended and account in ("", each.account))

    def old(self, operation: Operation) -> bytes:
        """The draft as it was."""
        return self._read(operation, _OLD)

    def new(self, operation: Operation) -> bytes:
        """The draft as it was to become."""
        return self._read(operation, _NEW)

    def path_of_old(self, operation: Operation) -> Path:
        """The file that holds the draft as it was."""
        return self._place(operation.id) / _OLD

    def prune(self, now: datetime) -> None:
        """Remove what is older than 30 days, and what was begun and never used."""
        known = {each.id: each for each in self.operations()}
        for place in self._places():
            made = known[place.name].made if place.name in known else _last_changed(place, now)
            if place.is_dir() and made < now - KEPT:
                shutil.rmtree(place, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the journal against other processes; whether it could be had."""
        if not self.folder.is_dir():
            with self._writing():
                self.folder.mkdir(mode=0o700, parents=True)
        with self._writing():
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield _taken(handle)
        finally:
            os.close(handle)

    def _places(self) -> list[Path]:
        """What is in the folder, in order; nothing where there is none."""
        try:
            return sorted(self.folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as failure:
            raise JournalError(
                f"the journal in {self.folder} cannot be read: {failure.strerror}", next_step="see that you may read it"
            ) from None

    def _place(self, name: str) -> Path:
        return self.folder / name

    def _put_state(self, operation: Operation) -> None:
        self._put(self._place(operation.id) / _STATE, json.dumps(operation.as_json(), indent=1).encode())

    def _put(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all, and see that it is on the disk."""
        beside = path.with_name(f".{path.name}.new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            self._sync(file.fileno())
        beside.replace(path)
        self._sync_folder(path.parent)

    def _sync_folder(self, folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self._sync(handle)
        finally:
            os.close(handle)

    def _read(self, operation: Operation, name: str) -> bytes:
        try:
            return (self._place(operation.id) / name).read_bytes()
        except OSError as failure:
            raise JournalError(
                f"{self._place(operation.id) / name} cannot be read: {failure.strerror}",
                next_step="see that you may read it",
            ) from None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as failure:
            raise JournalError(
                f"the journal in {self.folder} cannot be written: {failure.strerror}",
                next_step="see who may write there, and the room on its disk",
            ) from None


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _last_changed(place: Path, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, now.tzinfo)
    except OSError:
        return now
