"""How a review is told beside the draft: by a mark on it and a note in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from mailhuman.config import Account, DaemonSettings
from mailhuman.mailbox import Session
from mailhuman.mailbox.answering import worth_a_note
from mailhuman.mailbox.failures import CommandRefused, Garbled
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.keywords import Mark, mark
from mailhuman.mailbox.note_folder import home
from mailhuman.mailbox.noted import FoundNote, Look
from mailhuman.mailbox.notes import Notes
from mailhuman.review import Reviewed
from mailhuman.store import Verdict

_MARKS: dict[Verdict, Mark] = {"seen": Mark.SEEN, "hint": Mark.HINT, "warn": Mark.WARN}


class Annotations(Protocol):
    """What the daemon tells beside the drafts of one account, over one connection."""

    def mark(self, uidvalidity: int, uid: int, verdict: Verdict) -> None:
        """Mark a draft, where the server keeps marks; nothing for one of which nothing is told."""

    def revision(self, reviewed: Reviewed, *, enough: bool, warned: Collection[str]) -> str:
        """Names what a note on this review would say; "" where it is worth none."""

    def put(self, reviewed: Reviewed, revision: str, now: datetime) -> FoundNote | None:
        """See that the draft has this one note; None where the note it has holds an answer that was not read yet."""

    def remove(self, lineages: Collection[str]) -> None:
        """Remove the notes of these drafts; those that have none are no fault."""

    def look(self) -> Look:
        """What lies in the folder of notes."""

    def folder(self) -> Listed | None:
        """The folder of notes, as far as it was made or found."""

    def end_pause(self) -> Collection[str]:
        """Remove the notes that ask for a pause; the drafts they belong to."""

    def tidy(self) -> None:
        """Remove what cut lines have left behind."""


Annotate = Callable[[Session, Account, DaemonSettings], Annotations]
"""Makes the annotations of an account for a new connection."""


class OnServer:
    """Marks and notes on the mail server itself, as far as the settings want them."""

    def __init__(self, session: Session, account: Account, settings: DaemonSettings) -> None:
        self._session = session
        self._account = account
        self._settings = settings
        self._notes = Notes(session.line, settings.note_folder)
        self._can_pause: bool | None = None

    def mark(self, uidvalidity: int, uid: int, verdict: Verdict) -> None:
        """Mark a draft, where the server keeps marks; nothing for one of which nothing is told."""
        if verdict == "nothing" or not self._settings.keywords:
            return
        with suppress(CommandRefused):  # then the note alone tells
            mark(self._session.line, self._session.places()[0], uid, _MARKS[verdict], uidvalidity=uidvalidity)

    def revision(self, reviewed: Reviewed, *, enough: bool, warned: Collection[str]) -> str:
        """Names what a note on this review would say; "" where it is worth none."""
        from mailhuman.show.note import revision_of  # noqa: PLC0415 - heavy, and not needed to wait

        if not self._settings.notes or not worth_a_note(reviewed.review, enough=enough, warned=warned):
            return ""
        return revision_of(reviewed, folder=self._settings.note_folder, can_pause=self._pausing())

    def put(self, reviewed: Reviewed, revision: str, now: datetime) -> FoundNote | None:
        """See that the draft has this one note; None where the note it has holds an answer that was not read yet."""
        from mailhuman.show.note import companion_note  # noqa: PLC0415 - heavy, and not needed to wait

        raw = companion_note(
            reviewed,
            account=self._account,
            revision=revision,
            now=now,
            folder=self._settings.note_folder,
            can_pause=self._pausing(),
        )
        return self._notes.put(reviewed.lineage, revision, raw, unread=bool(reviewed.review.warnings))

    def remove(self, lineages: Collection[str]) -> None:
        """Remove the notes of these drafts; those that have none are no fault."""
        if lineages:
            self._notes.remove(lineages)

    def look(self) -> Look:
        """What lies in the folder of notes."""
        return self._notes.look()

    def folder(self) -> Listed | None:
        """The folder of notes, where there is one."""
        with suppress(CommandRefused, Garbled):
            found = home(self._session.line, self._settings.note_folder)
            return found.notes if found.has_notes else None
        return None

    def end_pause(self) -> Collection[str]:
        """Remove the notes that ask for a pause; the drafts they belong to."""
        return self._notes.end_pause()

    def tidy(self) -> None:
        """Remove what cut lines have left behind; where the server refuses, it is tried at the next connection."""
        if self._settings.notes:
            with suppress(CommandRefused, Garbled):
                self._notes.tidy()

    def _pausing(self) -> bool:
        """Whether there is a folder for pausing; the folders are made where they are missing."""
        if self._can_pause is None:
            self._can_pause = self._notes.prepare()
        return self._can_pause
