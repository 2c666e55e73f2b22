r"""The sequence that replaces a draft and never loses it: each step written down before, and safe to take again.

Add the new draft, read it back, see that nothing else has happened, mark the old one given it was not changed since,
remove it and it alone. Where anything is not as it should be, ours is taken away again, but never the last copy.
Whoever finds an operation cut short calls `carry_on`: it looks at what is there and goes on from the step written down.

Our copy is known again by its bytes among the messages added since (its Message-ID makes them unlike any other's), not
by a header line of our own: clients that keep such lines send them to the readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailhuman.errors import MailboxError
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.pen import Placed
from mailhuman.message import read_draft
from mailhuman.writing.journal import Journal
from mailhuman.writing.kin import is_newer, may_be_newer
from mailhuman.writing.operation import Operation
from mailhuman.writing.server import Drafts

FRESH = timedelta(hours=1)
"""As long as somebody who said yes may still be thought to mean it; after that what was begun is taken back."""
_CHANGED = "the draft was changed in another program meanwhile"
_GONE = "the draft was sent, deleted or saved anew by another program meanwhile"
_CUT_SHORT = "it was cut short before the new draft was there"
_TOO_LATE = "it was cut short too long ago to be finished without asking again"
_NOT_TAKEN = "the server did not take the new draft"


def carry_out(operation: Operation, drafts: Drafts, journal: Journal) -> Operation:
    """Take every step of an operation that was just begun; how it ended.

    MailboxError or JournalError where it was cut short: call `carry_on` as soon as may be.
    """
    return _Run(drafts, journal, resumed=False, stale=False).through(operation)


def carry_on(operation: Operation, drafts: Drafts, journal: Journal, now: datetime) -> Operation:
    """Bring an operation that was cut short to its end; errors as for `carry_out`."""
    return _Run(drafts, journal, resumed=True, stale=now - operation.made > FRESH).through(operation)


@dataclass(slots=True)
class _Run:
    """One go at an operation; `resumed`: each step may have been taken before; `stale`: what can be is taken back."""

    drafts: Drafts
    journal: Journal
    resumed: bool
    stale: bool

    def through(self, operation: Operation) -> Operation:
        """One step after the other, each result written down."""
        while not operation.has_ended:
            operation = self._step(operation)
            self.journal.keep(operation)
        return operation

    def _step(self, now: Operation) -> Operation:
        if self.drafts.open().uidvalidity != now.uidvalidity:
            return now.ended("unknown", "the folder of drafts was made anew meanwhile")
        steps = {
            "prepared": self._prepared,
            "adding": self._adding,
            "added": self._added,
            "marking": self._marking,
            "removing": self._removing,
            "replacing": self._replacing,
            "withdrawing": self._withdrawing,
        }
        return steps[now.step](now)

    def _prepared(self, now: Operation) -> Operation:
        """Nothing has been done yet; whoever comes later leaves it at that, for a draft may be open by then."""
        if self.resumed:
            return now.ended("unchanged", "it was cut short before anything was done")
        if why := self._has_moved(now):
            return now.ended("unchanged", why)
        return now.at("replacing" if self.drafts.manner.replaces else "adding")

    def _adding(self, now: Operation) -> Operation:
        if found := self._ours(now):
            return now.at("added", new_uid=found)
        if self.resumed:
            return now.ended("unchanged", _CUT_SHORT)
        try:
            told = self.drafts.add(self.journal.new(now), now.flags, now.date)
        except CommandRefused:
            return now.ended("unchanged", _NOT_TAKEN)
        return now.at("added", new_uid=self._told(told, now))

    def _added(self, now: Operation) -> Operation:
        """Both are there. See that ours is what it should be."""
        if why := self._is_wrong(now):
            return now.at("withdrawing", why=why)
        if self.stale:
            return now.at("withdrawing", why=_TOO_LATE)
        return now.at("marking")

    def _marking(self, now: Operation) -> Operation:
        """See that nothing else has happened, and mark the old one.

        Where this was begun before, the mark may be ours: then having ours, whole, is enough.
        """
        old = self.drafts.state(now.uid)
        if old is None or old.is_deleted:
            return self._going_already(now, is_gone=old is None)
        why = self._has_moved(now) or (_TOO_LATE if self.stale else "")
        if not why and not self._mark(now.uid, now.modseq):
            why = _CHANGED
        marked = None if why else self.drafts.state(now.uid)
        return now.at("removing") if marked and marked.is_deleted else now.at("withdrawing", why=why or _CHANGED)

    def _going_already(self, now: Operation, *, is_gone: bool) -> Operation:
        """The old one is gone or marked: by another program, or by us before we were cut short."""
        if not self.resumed:
            return now.at("withdrawing", why=_CHANGED)
        if is_gone:
            return now.ended("kept", _GONE)
        return now.at("removing")

    def _removing(self, now: Operation) -> Operation:
        """Remove the old one, but only while ours is there."""
        old = self.drafts.state(now.uid)
        if old and self.drafts.state(now.new_uid) is None:
            self.drafts.unmark(now.uid)
            return now.ended("unchanged", "the new draft was removed by another program")
        if old and not old.is_deleted:
            return now.ended("both", "another program has taken back that the old draft is to go")
        if old:
            self._expunge(now.uid)
        return (
            now.ended("both", "the server did not remove the old one") if self._lies(now.uid) else now.ended("written")
        )

    def _replacing(self, now: Operation) -> Operation:
        old = self.drafts.state(now.uid)
        if found := self._ours(now):
            here = now.at("added", new_uid=found)
            return here if old else here.ended("written")
        if old is None:
            return now.ended("unknown", _GONE)
        return now.ended("unchanged", _CUT_SHORT) if self.resumed else self._replaced(now)

    def _replaced(self, now: Operation) -> Operation:
        try:
            told = self.drafts.put_in_place(now.uid, self.journal.new(now), now.flags, now.date)
        except CommandRefused:
            return now.ended("unchanged", _NOT_TAKEN)
        here = now.at("added", new_uid=self._told(told, now))
        if self._lies(now.uid):
            return here
        why = self._is_wrong(here)
        return here.ended("altered", why) if why else here.ended("written")

    def _withdrawing(self, now: Operation) -> Operation:
        """Take ours away again, unless that would take the last copy."""
        if not self._is_ours(now):
            return now.ended("both" if self._lies(now.new_uid) else "unchanged", now.why)
        if not self._may_go(now):
            return now.ended("kept", now.why)
        self._mark(now.new_uid)
        self._expunge(now.new_uid)
        return now.ended("both" if self._lies(now.new_uid) else "unchanged", now.why)

    def _may_go(self, now: Operation) -> bool:
        """Whether what the writer wrote is there without ours: in the old draft, to stay, or in a newer one."""
        old = self.drafts.state(now.uid)
        return (old is not None and not old.is_deleted) or self._has_newer(now, is_newer)

    def _mark(self, uid: int, unchanged_since: int = 0) -> bool:
        try:
            return self.drafts.mark(uid, unchanged_since)
        except CommandRefused:
            return False

    def _expunge(self, uid: int) -> None:
        try:
            self.drafts.remove(uid)
        except CommandRefused:
            return  # whether it is there still is looked at by whoever asked

    def _lies(self, uid: int) -> bool:
        return self.drafts.state(uid) is not None

    def _has_moved(self, now: Operation) -> str:
        """What has happened to the old draft since it was read; "" for nothing at all."""
        old = self.drafts.state(now.uid)
        if old is None or old.is_deleted:
            return _GONE
        return _CHANGED if old.modseq != now.modseq or self._has_newer(now, may_be_newer) else ""

    def _has_newer(self, now: Operation, judge: Callable[[bytes, bytes], bool]) -> bool:
        """Whether a message added since that is not ours is, by `judge`, a newer version of the draft."""
        old, new = self.journal.old(now), self.journal.new(now)
        for uid in self.drafts.since(now.uidnext):
            whole = self.drafts.whole(uid) if uid != now.new_uid else None
            if whole and whole.raw != new and judge(whole.raw, old):
                return True
        return False

    def _ours(self, now: Operation) -> int:
        """Our copy among the messages added since; 0 where it is not there."""
        new = self.journal.new(now)
        for uid in self.drafts.since(now.uidnext):
            whole = self.drafts.whole(uid)
            if whole and whole.raw == new:
                return uid
        return 0

    def _told(self, told: Placed | None, now: Operation) -> int:
        """Where ours lies: as the server told, or found by its bytes."""
        if told and told.uidvalidity == now.uidvalidity:
            return told.uid
        self.drafts.open()
        if found := self._ours(now):
            return found
        raise MailboxError(
            "the server took the new draft and does not show it",
            next_step="look into your drafts: if there are two versions of one, delete that without the new words",
        )

    def _is_wrong(self, now: Operation) -> str:
        """What is wrong with our copy as the server keeps it; "" for nothing."""
        whole = self.drafts.whole(now.new_uid)
        if whole is None:
            return "the new draft was removed by another program"
        if whole.raw != self.journal.new(now):
            return "the server did not keep the new draft as it was given"
        kept = {flag.decode("ascii", "replace").lower() for flag in whole.flags}
        if not {flag.lower() for flag in now.flags} <= kept:
            return "the server did not keep the marks of the draft"
        return ""

    def _is_ours(self, now: Operation) -> bool:
        """Whether what lies there is what we put there, even if the server has rewritten some of it."""
        whole = self.drafts.whole(now.new_uid)
        new = self.journal.new(now)
        return whole is not None and (
            whole.raw == new or read_draft(whole.raw).message_id == read_draft(new).message_id
        )
