"""A Maildir written straight to disk, so that a folder of thousands of messages is there in a second."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

_FLAGS = {"\\Seen": "S", "\\Draft": "D", "\\Deleted": "T", "\\Flagged": "F", "\\Answered": "R"}


@dataclass(frozen=True)
class Maildir:
    """The folders of one user; INBOX is the root, others lie beside each other as `.Name`, levels parted by dots."""

    root: Path
    uid: int
    gid: int
    _number: Iterable[int] = field(default_factory=itertools.count)

    def add(self, folder: str, raw: bytes, at: datetime, flags: Iterable[str] = ("\\Seen",)) -> None:
        """Put a message into a folder (its name on the wire); it counts as received `at`."""
        where = self._made(folder)
        name = f"{int(at.timestamp())}.{next(iter(self._number)):06}.test"
        path = where / "cur" / f"{name}:2,{''.join(sorted(_FLAGS[flag] for flag in flags))}"
        path.write_bytes(raw)
        os.utime(path, (at.timestamp(), at.timestamp()))
        self._given(path)

    def contents(self) -> dict[str, bytes]:
        """Every message on disk: its path with the flags in it, and its bytes."""
        files = (path for path in self.root.rglob("*") if path.parent.name in ("cur", "new") and path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}

    def make(self, folder: str) -> None:
        """Let the folder be there, empty if nothing is put into it."""
        self._made(folder)

    def _made(self, folder: str) -> Path:
        where = self.root if folder == "INBOX" else self.root / f".{folder}"
        for part in ("", "cur", "new", "tmp"):
            path = where / part
            if not path.is_dir():
                path.mkdir(parents=True)
                self._given(path)
        self._given(self.root.parent)
        self._given(self.root)
        return where

    def _given(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, self.uid, self.gid)
