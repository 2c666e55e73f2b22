"""Companion notes on the server: found, put, replaced and removed; nothing but our own notes is ever touched.

A note is added before the one it replaces is removed, and everything may be done again after any cut: a note that is
there already is not added twice, and what a cut left behind goes the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress

from mailhuman.errors import MailboxError
from mailhuman.mailbox.failures import CommandRefused
from mailhuman.mailbox.keywords import GMAIL, Mark
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.note_folder import Home, has_more_below, home
from mailhuman.mailbox.note_reading import NoteReader
from mailhuman.mailbox.noted import FoundNote, Look, surplus, token
from mailhuman.mailbox.pen import Pen
from mailhuman.mailbox.search import Text

_EXACT = frozenset({"UIDPLUS", "IMAP4REV2"})
"""Either means that messages can be removed one by one. Where there is neither they stay, marked as deleted."""


class Notes:
    """The notes of one account; `folder` is the folder's name below the user's own root. Not for two threads at once.

    MailboxError from every call where the folder is one for mail, CommandRefused where the server says no, ServerGone
    where the line is lost: connect anew and call again.
    """

    def __init__(self, line: Line, folder: str = "MailHuman") -> None:
        self._line = line
        self._pen = Pen(line)
        self._name = folder
        self._home: Home | None = None
        self._reader = NoteReader(line)

    def prepare(self) -> bool:
        """Make the folder where there is none, and one within it for pausing; whether the latter is there."""
        place = self._place()
        if not place.has_notes:
            self._pen.create(place.notes)
            with suppress(CommandRefused):  # not every server has folders within folders
                self._pen.create(place.pause)
            place = self._place(anew=True)
        return place.has_pause

    def look(self) -> Look:
        """Look at the folder, changing nothing; an empty Look where there is none."""
        place = self._place(anew=True)
        if not place.has_notes:
            return Look()
        seen = self._reader.read(place.notes, self._line.examine)  # first: what moves between is in one
        paused = self._reader.read(place.pause, self._line.examine) if place.has_pause else Look()
        return Look(seen.uidvalidity, seen.notes, seen.others, seen.is_whole, paused.notes)

    def found(self) -> tuple[FoundNote, ...]:
        """Every note in the folder, those marked as deleted too."""
        return self.look().notes

    def put(self, lineage: str, revision: str, raw: bytes, *, unread: bool = False) -> FoundNote | None:
        """See that the draft `lineage` has this one note and no other; where it lies.

        `raw` has CRLF at the end of each line and `lineage/revision` in its token header; a live note with this token
        is left as it is. None, and nothing done, where another note of this draft bears a star: that is an answer, to
        be read first. MailboxError if the server took the note and does not show it.
        """
        token(lineage, revision)
        self.prepare()
        seen = self._reader.read(self._place().notes, self._pen.select, lineage)
        same = [each for each in seen.of(lineage) if each.revision == revision]
        if any(each.is_starred for each in seen.of(lineage) if each not in same):
            return None
        note = same[-1] if same else self._added(lineage, revision, raw, seen, unread=unread)
        self._drop([each for each in seen.notes if each.uid != note.uid])
        return note

    def remove(self, lineages: Collection[str]) -> int:
        """Remove the notes of these drafts, paused ones too; how many there were."""
        return self._remove(lambda each: each.lineage in lineages)

    def tidy(self) -> int:
        """Remove what cuts have left behind: of each draft's notes all but the newest; how many there were."""
        place = self._place(anew=True)
        if not place.has_notes:
            return 0
        left = surplus(self._reader.read(place.notes, self._pen.select).notes)
        self._drop(left)
        return len(left)

    def end_pause(self) -> tuple[str, ...]:
        """Remove the notes that ask for a pause; the drafts they belong to, which have no note now."""
        place = self._place(anew=True)
        if not place.has_pause:
            return ()
        asking = self._reader.read(place.pause, self._pen.select).notes
        self._drop(asking)
        return tuple(dict.fromkeys(each.lineage for each in asking))

    def naming(self, words: str) -> tuple[str, ...]:
        """The drafts whose notes hold `words`, as far as the server can search for them."""
        place = self._place(anew=True)
        found: dict[str, None] = {}
        for folder in place.there if Text(words).can_be_asked else ():
            notes = self._reader.read(folder, self._line.examine).notes
            with suppress(CommandRefused):
                hits = self._line.search(("TEXT", Text(words)))
                found |= {each.lineage: None for each in notes if each.uid in hits}
        return tuple(found)

    def remove_folder(self) -> bool:
        """Remove every note, and the folder where nothing else is in it; whether nothing of ours is left."""
        self._remove(lambda _: True)
        place = self._place(anew=True)
        if has_more_below(self._line, place, [each.label for each in Mark if GMAIL in self._line.capabilities()]):
            return not place.has_notes
        for folder in place.there:
            seen = self._reader.read(folder, self._line.examine)
            if not seen.is_whole or seen.others or any(each.is_live for each in seen.notes):
                return False
            self._pen.delete(folder)
        return True

    def _remove(self, meant: Callable[[FoundNote], bool]) -> int:
        count = 0
        for folder in self._place(anew=True).there:
            doomed = [each for each in self._reader.read(folder, self._pen.select).notes if meant(each)]
            self._drop(doomed)
            count += len(doomed)
        return count

    def _place(self, *, anew: bool = False) -> Home:
        if self._home is None or anew:
            self._home = home(self._line, self._name)
        return self._home

    def _added(self, lineage: str, revision: str, raw: bytes, seen: Look, *, unread: bool) -> FoundNote:
        """Add a note and see that it is there: at the place told, or wherever its token is."""
        folder = self._place().notes
        placed = self._pen.append(folder, raw, () if unread else ("\\Seen",))
        told = placed is not None and placed.uidvalidity == seen.uidvalidity
        shown = self._reader.shown([placed.uid], seen.uidvalidity) if placed and told else []
        for each in reversed(shown or self._reader.read(folder, self._pen.select, lineage).notes):
            if (each.lineage, each.revision) == (lineage, revision) and each.is_live:
                return each
        raise MailboxError(
            f"{self._line.account.host} took a note for the folder {folder.name} and does not show it",
            next_step="run `mailhuman doctor`; if it stays so, ask whoever runs the server",
        )

    def _drop(self, doomed: Sequence[FoundNote]) -> None:
        """Remove these notes from the open folder; where they cannot be removed one by one, mark them as deleted.

        Their tokens are read once more before: what bears another by now, or none, is not ours to remove.
        """
        tokens = {(each.uid, each.lineage, each.revision) for each in doomed}
        shown = self._reader.shown([each.uid for each in doomed], 0)
        known = self._line.capabilities()
        ours = [each for each in shown if (each.uid, each.lineage, each.revision) in tokens]
        uids = [each.uid for each in ours if each.is_live or known & _EXACT]
        if not uids:
            return
        if GMAIL in known:
            self._pen.label(uids, add=["\\Trash"])  # else it would only lose its folder, and stay in All Mail
        self._pen.flag(uids, add=["\\Deleted"])
        if known & _EXACT:
            self._pen.expunge(uids)
        if GMAIL in known:
            self._empty_from_trash(doomed)

    def _empty_from_trash(self, doomed: Iterable[FoundNote]) -> None:
        """Remove these notes from where Gmail puts what is deleted, for there they would stay for a month."""
        trash = next((each for each in self._line.list_folders() if "\\trash" in each.flags), None)
        if trash is None:
            return
        uidvalidity = self._pen.select(trash).uidvalidity
        for each in doomed:
            hits = self._line.search(("HEADER", "Message-ID", Text(each.message_id))) if each.message_id else ()
            found = self._reader.shown(hits, uidvalidity)
            ours = [one.uid for one in found if (one.lineage, one.revision) == (each.lineage, each.revision)]
            self._pen.flag(ours, add=["\\Deleted"])
            self._pen.expunge(ours)
