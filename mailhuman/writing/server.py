"""What writing back needs of a folder of drafts, and that folder on a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol  # IMAPClient has no types

from mailhuman.mailbox import Session
from mailhuman.mailbox.failures import garbled
from mailhuman.mailbox.line import Opened
from mailhuman.mailbox.pen import Pen, Placed, Whole


@dataclass(frozen=True, slots=True)
class State:
    """The flags of a message in lower case, and its MODSEQ (0 where the server keeps none)."""

    flags: frozenset[str]
    modseq: int = 0

    @property
    def is_deleted(self) -> bool:
        """Whether it is marked as deleted."""
        return "\\deleted" in self.flags


@dataclass(frozen=True, slots=True)
class Manner:
    """What a server says of itself: its greeting in lower case, and its capabilities."""

    greeting: bytes = b""
    abilities: frozenset[str] = frozenset()

    @property
    def replaces(self) -> bool:
        """Whether it puts one message in the place of another in one step (RFC 8508)."""
        return "REPLACE" in self.abilities


class Drafts(Protocol):
    """A folder of drafts that can be changed. CommandRefused, ServerGone as the server may have it."""

    @property
    def manner(self) -> Manner:
        """What the server says of itself."""

    def open(self) -> Opened:
        """Open the folder anew, so that all that has happened in it is known."""

    def whole(self, uid: int) -> Whole | None:
        """A message byte for byte; None if it is gone."""

    def state(self, uid: int) -> State | None:
        """The flags and MODSEQ of a message; None if it is gone."""

    def since(self, uidnext: int) -> tuple[int, ...]:
        """The messages whose UIDs are not below `uidnext`, ascending."""

    def add(self, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        """Add a message; where it lies, if the server tells."""

    def put_in_place(self, uid: int, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        """Put a message in the place of another; where it lies, if the server tells."""

    def mark(self, uid: int, unchanged_since: int = 0) -> bool:
        """Mark a message as deleted, given it was not changed since that MODSEQ (0: whatever); whether it was done."""

    def unmark(self, uid: int) -> None:
        """Take the mark of deletion away."""

    def remove(self, uid: int) -> None:
        """Remove this message alone, if it is marked as deleted."""


class OnServer:
    """The folder of drafts of an open mailbox."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._line = session.line
        self._pen = Pen(session.line)
        self.folder = session.places()[0]

    @property
    def manner(self) -> Manner:
        """What the server says of itself."""
        with self._line.asking("greet us") as client:
            return Manner(bytes(client.welcome or b"").lower(), self._line.capabilities())

    def open(self) -> Opened:
        """SELECT it, which tells all that NOOP would, and whether it was made anew."""
        return self._pen.select(self.folder)

    def whole(self, uid: int) -> Whole | None:
        """A message byte for byte; None if it is gone. Garbled where the server says it is there and not what it is."""
        found = self._pen.whole(uid)
        if found is None and self.state(uid) is not None:
            raise garbled(self._line.account, "give a message")
        return found

    def state(self, uid: int) -> State | None:
        """The flags and MODSEQ of a message; None if it is gone."""
        items = ["FLAGS", *(["MODSEQ"] if "CONDSTORE" in self._line.capabilities() else [])]
        with self._line.asking("give the flags of a message") as client:  # a refusal must not pass for "gone"
            found = client.fetch([uid], items).get(uid)
            return None if found is None else _state(found)

    def since(self, uidnext: int) -> tuple[int, ...]:
        """`n:*` always holds the last message, whatever its UID, so that is left out again."""
        return tuple(uid for uid in self._line.search(("UID", f"{uidnext}:*")) if uid >= uidnext)

    def add(self, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        """APPEND."""
        return self._pen.append(self.folder, raw, flags, date)

    def put_in_place(self, uid: int, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        """UID REPLACE."""
        return self._pen.replace(uid, self.folder, raw, flags, date)

    def mark(self, uid: int, unchanged_since: int = 0) -> bool:
        r"""UID STORE +FLAGS.SILENT (\Deleted), with UNCHANGEDSINCE."""
        return uid not in self._pen.flag([uid], add=["\\Deleted"], unchanged_since=unchanged_since)

    def unmark(self, uid: int) -> None:
        r"""UID STORE -FLAGS.SILENT (\Deleted)."""
        self._pen.flag([uid], remove=["\\Deleted"])

    def remove(self, uid: int) -> None:
        """UID EXPUNGE."""
        self._pen.expunge([uid])


def _state(found: Mapping[bytes, Any]) -> State:
    flags = frozenset(bytes(each).decode("ascii", "replace").lower() for each in found[b"FLAGS"])
    modseq = found.get(b"MODSEQ", 0)
    return State(flags, int(modseq[0] if isinstance(modseq, tuple) else modseq))
