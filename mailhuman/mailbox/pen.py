"""The only commands of ours that change anything on a server: flags, and messages and folders of our own making.

Keywords, companion notes and writing back hold a pen; nobody else does (an import contract). It has no way to expunge
more than the messages named, and none to alter one: mail on a server is only ever added, marked, or removed by UID.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Line, Opened

_APPENDUID = re.compile(rb"APPENDUID (\d+) (\d+)")


@dataclass(frozen=True, slots=True)
class Whole:
    """A message byte for byte with all that belongs to it; `modseq` is 0 where the server keeps none."""

    uid: int
    raw: bytes
    flags: tuple[bytes, ...]
    date: datetime | None
    modseq: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a new message lies, as the server told it."""

    uidvalidity: int
    uid: int


class Pen:
    """Changes through an open line. CommandRefused where the server says no; ServerGone leaves the outcome unknown."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def select(self, folder: Listed) -> Opened:
        """Open a folder for changing. Unlike EXAMINE this takes the mark of the newly arrived from its messages."""
        with self.line.asking(f"open the folder {folder.name}") as client:
            return Opened.read(client.select_folder(folder.raw))

    def whole(self, uid: int) -> Whole | None:
        """A message of the open folder byte for byte; None if it is gone."""
        modseq = ("MODSEQ",) if "CONDSTORE" in self.line.capabilities() else ()
        with self.line.asking("give a message") as client:
            client.normalise_times = False  # the time zone is part of what must come back
            found = client.fetch([uid], ["FLAGS", "INTERNALDATE", "BODY.PEEK[]", *modseq]).get(uid)
        if not found or b"BODY[]" not in found:
            return None
        return Whole(
            uid, found[b"BODY[]"], tuple(found[b"FLAGS"]), found.get(b"INTERNALDATE"), _one(found.get(b"MODSEQ", 0))
        )

    def flag(
        self, uids: Sequence[int], *, add: Iterable[str] = (), remove: Iterable[str] = (), unchanged_since: int = 0
    ) -> frozenset[int]:
        """Set and take flags of messages in the open folder, without being told each; gives the UIDs left as they were.

        With `unchanged_since` (a MODSEQ; the server needs CONDSTORE) only messages not changed since are marked.
        """
        left: set[int] = set()
        for sign, flags in (("+", tuple(add)), ("-", tuple(remove))):
            if flags and uids:
                left |= self._stored(uids, f"{sign}FLAGS.SILENT", flags, unchanged_since)
        return frozenset(left)

    def _stored(self, uids: Sequence[int], item: str, flags: tuple[str, ...], unchanged_since: int) -> set[int]:
        when = (f"(UNCHANGEDSINCE {unchanged_since})",) if unchanged_since else ()
        numbers = ",".join(map(str, sorted(uids)))
        told = self._tell("mark messages", "UID", "STORE", numbers, *when, item, f"({' '.join(flags)})")
        left = re.search(rb"\[MODIFIED ([\d,:]+)\]", told)
        return _numbers(left[1]) if left else set()

    def append(
        self, folder: Listed, raw: bytes, flags: Iterable[str] = (), date: datetime | None = None
    ) -> Placed | None:
        """Add a message, its lines ended by CRLF; where it lies, if the server tells.

        ServerGone leaves open whether it was added: search for it before adding it again.
        """
        with self.line.asking(f"add a message to {folder.name}") as client:
            told = client.append(folder.raw, raw, tuple(flags), date)
        found = _APPENDUID.search(told if isinstance(told, bytes) else b"")
        return Placed(int(found[1]), int(found[2])) if found else None

    def replace(
        self, uid: int, folder: Listed, raw: bytes, flags: Iterable[str], date: datetime | None
    ) -> Placed | None:
        """Put a message in the place of another in one step (RFC 8508); CommandRefused if that one is gone."""
        quoted = b'"' + folder.raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        when = (imaplib.Time2Internaldate(date),) if date else ()
        words = (str(uid), quoted, f"({' '.join(flags)})", *when)
        found = _APPENDUID.search(self._tell("replace a message", "UID", "REPLACE", *words, literal=raw))
        return Placed(int(found[1]), int(found[2])) if found else None

    def expunge(self, uids: Sequence[int]) -> None:
        """Remove, of these messages alone, those marked as deleted. CommandRefused where the server lacks UIDPLUS."""
        if uids:
            self._tell("remove messages", "UID", "EXPUNGE", ",".join(map(str, sorted(uids))))

    def create(self, folder: Listed) -> None:
        """Make a folder, and show it in clients that show subscribed ones alone."""
        with self.line.asking(f"make the folder {folder.name}") as client:
            client.create_folder(folder.raw)
            client.subscribe_folder(folder.raw)

    def delete(self, folder: Listed) -> None:
        """Remove a folder of ours with what is in it."""
        with self.line.asking(f"remove the folder {folder.name}") as client:
            client.select_folder(b"INBOX", readonly=True)  # some servers hang up when the open folder goes
            client.unsubscribe_folder(folder.raw)
            client.delete_folder(folder.raw)

    def label(self, uids: Sequence[int], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Set and take Gmail's labels of messages in the open folder (X-GM-EXT-1)."""
        with self.line.asking("label messages") as client:
            if add := tuple(add):
                client.add_gmail_labels(list(uids), add, silent=True)
            if remove := tuple(remove):
                client.remove_gmail_labels(list(uids), remove, silent=True)

    def _tell(self, what: str, command: str, *words: str | bytes, literal: bytes | None = None) -> bytes:
        """Give a command that IMAPClient has no name for; what it was answered, the tagged line last."""
        with self.line.asking(what) as client:
            imap = client._imap  # noqa: SLF001 - the one way to the text of a tagged answer
            imap.untagged_responses.clear()
            imap.literal = literal
            kind, told = imap._simple_command(command, *words)  # noqa: SLF001 - as above
            if kind != "OK":
                raise imap.error(f"command error: {kind}")
            news = imap.untagged_responses.pop("APPENDUID", [])
        return b" ".join([*(b"APPENDUID " + each for each in news), *(each for each in told if each)])


def _one(value: object) -> int:
    """A MODSEQ, which comes alone or in brackets."""
    return int(value[0]) if isinstance(value, tuple) else int(str(value))


def _numbers(found: bytes) -> set[int]:
    """The UIDs of a set such as 4,7:9."""
    numbers: set[int] = set()
    for each in found.split(b","):
        first, _, last = each.partition(b":")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers
