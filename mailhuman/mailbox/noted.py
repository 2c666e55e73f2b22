"""Companion notes as they are found on a server: each is known by the token in its header, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mailhuman.message.header import parse_header

HEADER = "X-MailHuman-Note"
_TOKEN = re.compile(r"(?P<lineage>[\w.-]{1,80})/(?P<revision>[\w.-]{1,80})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note of ours: of which draft (`lineage`), what it says (`revision`), and where it lies; flags in lower case."""

    lineage: str
    revision: str
    uid: int
    uidvalidity: int
    flags: frozenset[str] = frozenset()
    message_id: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it is not marked as deleted."""
        return "\\deleted" not in self.flags

    @property
    def is_starred(self) -> bool:
        """Whether it is flagged, as mail programs call a star."""
        return "\\flagged" in self.flags


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the folder of notes has shown.

    `uidvalidity` is 0 where there is no such folder. `others` counts the messages in it that are not ours. `is_whole`
    says that every message was listed and read, so that a note not among `notes` is not there. `paused` are the notes
    that lie in the folder within it by which one asks for a pause.
    """

    uidvalidity: int = 0
    notes: tuple[FoundNote, ...] = ()
    others: int = 0
    is_whole: bool = False
    paused: tuple[FoundNote, ...] = ()

    def of(self, lineage: str) -> tuple[FoundNote, ...]:
        """The live notes of one draft, the oldest first."""
        return tuple(each for each in self.notes if each.lineage == lineage and each.is_live)


def token(lineage: str, revision: str) -> str:
    """The value of a note's token header. ValueError for a lineage or revision that cannot stand in it."""
    written = f"{lineage}/{revision}"
    if not _TOKEN.fullmatch(written):
        raise ValueError("a lineage and a revision are of 1 to 80 letters, digits, dots, dashes and underscores")
    return written


def read_note(header: bytes, uid: int, uidvalidity: int) -> FoundNote | None:
    """The note that a message with this header is, its flags not known yet; None for a message that is not ours."""
    fields = parse_header(header)
    found = _TOKEN.fullmatch(fields.text(HEADER.lower()).strip())
    if not found:
        return None
    message_id = next(iter(fields.ids("message-id")), "")
    return FoundNote(found["lineage"], found["revision"], uid, uidvalidity, frozenset(), message_id)


def flagged(note: FoundNote, flags: Iterable[bytes]) -> FoundNote:
    """The note with its flags; that it is new to this connection says nothing."""
    marks = frozenset(each.decode("ascii", "replace").lower() for each in flags)
    return replace(note, flags=marks - {"\\recent"})


def surplus(notes: Iterable[FoundNote]) -> tuple[FoundNote, ...]:
    """Of each draft's notes all but the newest live one: what a cut between adding and removing has left behind."""
    known = tuple(notes)
    newest: dict[str, int] = {}
    for each in known:
        if each.is_live:
            newest[each.lineage] = max(each.uid, newest.get(each.lineage, 0))
    return tuple(each for each in known if each.lineage in newest and each.uid != newest[each.lineage])
