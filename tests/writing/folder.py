"""A folder of drafts in memory that keeps to IMAP's rules, with something that may happen before and after each command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.line import Opened
from mailhuman.mailbox.pen import Placed, Whole
from mailhuman.writing.journal import Journal
from mailhuman.writing.operation import Operation
from mailhuman.writing.server import Manner, State

SAFE = Manner(b"dovecot ready.", frozenset({"UIDPLUS", "CONDSTORE"}))
REPLACING = Manner(b"ready.", frozenset({"REPLACE"}))


def nothing(_number: int, _name: str) -> None:
    """What happens at a moment when nothing happens."""


def unsynced(_handle: int) -> None:
    """In place of waiting for the disk."""


class Killed(BaseException):
    """The process ends here and now."""


@dataclass
class Kept:
    """A message as the folder keeps it."""

    raw: bytes
    flags: set[str]
    date: datetime | None
    modseq: int

    @property
    def is_live(self) -> bool:
        return "\\Deleted" not in self.flags


@dataclass
class Moments:
    """Everything that happens, counted: before and after each command and each writing of the journal."""

    happened: list[str] = field(default_factory=list)
    watch: Callable[[int, str], None] = nothing

    def __call__(self, name: str) -> None:
        self.happened.append(name)
        self.watch(len(self.happened) - 1, name)


@dataclass
class Folder:
    """Messages by UID, as a server holds them."""

    moments: Moments = field(default_factory=Moments)
    manner: Manner = SAFE
    uidvalidity: int = 7
    messages: dict[int, Kept] = field(default_factory=dict)
    uidnext: int = 1
    modseq: int = 1
    tells: bool = True
    rewrites: bytes = b""
    loses_flags: bool = False

    def put(self, raw: bytes, flags: Iterable[str], date: datetime | None = None) -> int:
        """What any client's APPEND does."""
        uid, self.uidnext = self.uidnext, self.uidnext + 1
        self.messages[uid] = Kept(raw, set(flags), date, self._next())
        return uid

    def set(self, uid: int, flag: str) -> None:
        """What any client's STORE does."""
        if uid in self.messages and flag not in self.messages[uid].flags:
            self.messages[uid].flags.add(flag)
            self.messages[uid].modseq = self._next()

    def drop(self, uid: int) -> None:
        """What any client's UID EXPUNGE does."""
        if uid in self.messages and not self.messages[uid].is_live:
            del self.messages[uid]

    def live(self) -> list[bytes]:
        """Every message not marked as deleted."""
        return [each.raw for each in self.messages.values() if each.is_live]

    def open(self) -> Opened:
        self.moments("before SELECT")
        return Opened(len(self.messages), self.uidvalidity, self.uidnext, self.modseq, frozenset({"\\*"}))

    def whole(self, uid: int) -> Whole | None:
        self.moments("before FETCH")
        found = self.messages.get(uid)
        flags = tuple(each.encode() for each in sorted(found.flags)) if found else ()
        return Whole(uid, found.raw, flags, found.date, found.modseq) if found else None

    def state(self, uid: int) -> State | None:
        self.moments("before FETCH")
        found = self.messages.get(uid)
        return State(frozenset(each.lower() for each in found.flags), found.modseq) if found else None

    def since(self, uidnext: int) -> tuple[int, ...]:
        self.moments("before SEARCH")
        return tuple(uid for uid in sorted(self.messages) if uid >= uidnext)

    def add(self, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        self.moments("before APPEND")
        uid = self.put(self.rewrites + raw, () if self.loses_flags else flags, date)
        self.moments("after APPEND")
        return Placed(self.uidvalidity, uid) if self.tells else None

    def put_in_place(self, uid: int, raw: bytes, flags: Sequence[str], date: datetime | None) -> Placed | None:
        self.moments("before REPLACE")
        if uid not in self.messages:
            raise CommandRefused("there is no such message", unknown=False)
        new = self.put(self.rewrites + raw, flags, date)
        del self.messages[uid]
        self.moments("after REPLACE")
        return Placed(self.uidvalidity, new) if self.tells else None

    def mark(self, uid: int, unchanged_since: int = 0) -> bool:
        self.moments("before STORE")
        found = self.messages.get(uid)
        left = bool(found and unchanged_since and found.modseq > unchanged_since)
        if not left:
            self.set(uid, "\\Deleted")  # of a message that is gone the server says OK, too
        self.moments("after STORE")
        return not left

    def unmark(self, uid: int) -> None:
        self.moments("before STORE")
        if uid in self.messages:
            self.messages[uid].flags.discard("\\Deleted")
            self.messages[uid].modseq = self._next()
        self.moments("after STORE")

    def remove(self, uid: int) -> None:
        self.moments("before EXPUNGE")
        self.drop(uid)
        self.moments("after EXPUNGE")

    def _next(self) -> int:
        self.modseq += 1
        return self.modseq


class WatchedJournal(Journal):
    """A journal that lets something happen before and after each writing."""

    def __init__(self, moments: Moments, journal: Journal) -> None:
        super().__init__(journal.folder, sync=unsynced)
        self._moments = moments

    def begin(self, operation: Operation, old: bytes, new: bytes) -> None:
        self._moments("before journal")
        super().begin(operation, old, new)
        self._moments("after journal")

    def keep(self, operation: Operation) -> None:
        self._moments("before journal")
        super().keep(operation)
        self._moments("after journal")
