"""Writing back from beginning to end: look at the draft, replace it, finish what was cut short, take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timezone
from uuid import uuid4

from mailhuman.mailbox.line import Opened
from mailhuman.mailbox.pen import Whole
from mailhuman.writing.change import Refused
from mailhuman.writing.gate import GONE, gate, is_marked, is_unguarded
from mailhuman.writing.journal import KEPT, Journal
from mailhuman.writing.operation import Operation
from mailhuman.writing.sequence import carry_on, carry_out
from mailhuman.writing.server import Drafts

_BUSY = Refused("another mailhuman is writing into a draft just now", "try again in a moment")


@dataclass(frozen=True, slots=True)
class Found:
    """A draft that can be written into, as it lies on the server now."""

    whole: Whole
    opened: Opened


@dataclass(frozen=True, slots=True)
class Place:
    """Whose drafts these are: the account and the folder, by the names the user gave them."""

    account: str
    folder: str


def look(drafts: Drafts, uid: int, uidvalidity: int) -> Found | Refused:
    """Fetch a draft whole, changing nothing; Refused where it is gone or this server's drafts are not written into."""
    manner, opened = drafts.manner, drafts.open()
    if refusal := gate(manner):
        return refusal
    whole = drafts.whole(uid) if opened.uidvalidity == uidvalidity else None
    if whole is None or is_marked(whole):
        return GONE
    return is_unguarded(manner, whole) or Found(whole, opened)


def write(  # noqa: PLR0913 - what it takes to do it once and remember it
    drafts: Drafts, journal: Journal, place: Place, found: Found, new: bytes, *, now: datetime, undoes: str = ""
) -> Operation | Refused:
    """Replace a draft by `new`; how it ended.

    MailboxError or JournalError where it was cut short: then `resume_all` over a new connection brings it to its end.
    """
    with journal.alone() as mine:
        if not mine:
            return _BUSY
        journal.prune(now)
        begun = _begun(place, found, now, undoes)
        journal.begin(begun, found.whole.raw, new)
        return carry_out(begun, drafts, journal)


def resume_all(drafts: Drafts, journal: Journal, place: Place, now: datetime) -> tuple[Operation, ...]:
    """Bring every operation on this folder that was cut short to its end; how they ended.

    For the beginning of each command or daemon that opens a mailbox. Where another process is writing just now nothing
    is done. MailboxError or JournalError as for `write`.
    """
    if not journal.unfinished(place.account):
        return ()
    with journal.alone() as mine:
        cut_short = journal.unfinished(place.account) if mine else ()
        ended = [carry_on(each, drafts, journal, now) for each in cut_short if each.folder == place.folder]
        for each in ended:
            _note_undone(each, journal)
    return tuple(ended)


def undoable(journal: Journal, now: datetime) -> tuple[Operation, ...]:
    """What can be taken back, the newest first."""
    return tuple(each for each in reversed(journal.operations()) if each.can_be_undone and now - each.made < KEPT)


def undo(operation: Operation, drafts: Drafts, journal: Journal, now: datetime) -> Operation | Refused:
    """Put the old draft back, byte for byte, in the place of the one written, by the same sequence.

    Refused where that one was changed since. Errors as for `write`.
    """
    found = look(drafts, operation.new_uid, operation.uidvalidity)
    if isinstance(found, Refused):
        return found
    if found.whole.raw != journal.new(operation):
        return Refused("the draft was changed since", "take what you need from the file")
    place = Place(operation.account, operation.folder)
    ended = write(drafts, journal, place, found, journal.old(operation), now=now, undoes=operation.id)
    if isinstance(ended, Operation):
        _note_undone(ended, journal)
    return ended


def _begun(place: Place, found: Found, now: datetime, undoes: str) -> Operation:
    whole, opened = found.whole, found.opened
    flags = (flag.decode("ascii", "replace") for flag in whole.flags)
    return Operation(
        id=f"{now.astimezone(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:12]}",
        account=place.account,
        folder=place.folder,
        uidvalidity=opened.uidvalidity,
        uid=whole.uid,
        uidnext=max(opened.uidnext, whole.uid + 1),
        modseq=whole.modseq,
        flags=tuple(flag for flag in flags if flag.lower() != "\\recent"),
        date=_plain(whole.date),
        made=now.astimezone(UTC),
        undoes=undoes,
    )


def _plain(date: datetime | None) -> datetime | None:
    """The same moment in the same time zone, which may be of a kind that cannot be copied."""
    offset = date.utcoffset() if date else None
    return date.astimezone(timezone(offset)) if date and offset is not None else None


def _note_undone(ended: Operation, journal: Journal) -> None:
    """Where this took another operation back, write that down."""
    if ended.undoes and ended.outcome in ("written", "kept", "both"):
        for each in journal.operations():
            if each.id == ended.undoes:
                journal.keep(replace(each, undone=True))
