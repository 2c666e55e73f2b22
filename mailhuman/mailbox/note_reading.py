"""Reads which messages of a folder are companion notes, and how they are flagged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.line import Fetched, Line, Opened
from mailhuman.mailbox.noted import HEADER, FoundNote, Look, flagged, read_note

_FIELDS = f"BODY.PEEK[HEADER.FIELDS ({HEADER.upper()} MESSAGE-ID)]"
_BATCH = 200


class _Tokens:
    """The tokens read so far, by folder and UID, for they never change; None for a message that is not ours."""

    def __init__(self) -> None:
        self._known: dict[bytes, tuple[int, dict[int, FoundNote | None]]] = {}

    def of(self, folder: Listed, uidvalidity: int) -> dict[int, FoundNote | None]:
        """What was read of this folder; nothing any more once it is made anew."""
        valid, known = self._known.get(folder.raw, (0, {}))
        if valid != uidvalidity:
            known = {}
            self._known[folder.raw] = (uidvalidity, known)
        return known


class NoteReader:
    """Reads notes over one connection; what was read once is not fetched again. Not for two threads at once."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._tokens = _Tokens()

    def read(self, folder: Listed, opening: Callable[[Listed], Opened], lineage: str = "") -> Look:
        """Open the folder and read the token of every message in it that was not read before.

        With a `lineage` only the notes of that draft are given.
        """
        opened = opening(folder)
        uids = self._line.search(("ALL",))
        known = self._tokens.of(folder, opened.uidvalidity)
        unread = [uid for uid in uids if uid not in known]
        known |= {uid: _note(uid, told, opened.uidvalidity) for uid, told in self._fetched(unread, _FIELDS).items()}
        for gone in set(known).difference(uids):
            del known[gone]
        ours = [each for uid in uids if (each := known.get(uid)) and lineage in ("", each.lineage)]
        flags = self._fetched([each.uid for each in ours], "FLAGS")
        notes = tuple(flagged(each, _flags(flags[each.uid])) for each in ours if each.uid in flags)
        is_whole = opened.exists == len(uids) == sum(uid in known for uid in uids) and len(notes) == len(ours)
        others = sum(known.get(uid) is None for uid in uids)
        return Look(opened.uidvalidity, notes, others, is_whole)

    def _fetched(self, uids: Sequence[int], *items: str) -> dict[int, Fetched]:
        """What the server gives of these messages, without those that are gone or break its answer."""
        told: dict[int, Fetched | None] = {}
        for start in range(0, len(uids), _BATCH):
            told |= self._line.fetch(uids[start : start + _BATCH], items)
        return {uid: each for uid, each in sorted(told.items()) if each}

    def shown(self, uids: Sequence[int], uidvalidity: int) -> list[FoundNote]:
        """The notes among these messages of the open folder, as they are at this moment."""
        told = self._fetched(uids, _FIELDS, "FLAGS")
        found = ((_note(uid, each, uidvalidity), _flags(each)) for uid, each in told.items())
        return [flagged(note, flags) for note, flags in found if note]


def _note(uid: int, told: Fetched, uidvalidity: int) -> FoundNote | None:
    header = next((value for key, value in told.items() if key.startswith(b"BODY[HEADER")), b"")
    return read_note(header, uid, uidvalidity) if isinstance(header, bytes) else None


def _flags(told: Fetched) -> tuple[bytes, ...]:
    flags = told.get(b"FLAGS", ())
    return tuple(flags) if isinstance(flags, (tuple, list)) else ()
