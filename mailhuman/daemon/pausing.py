"""The pause a writer asks for by moving a note into the folder for pausing: a day, or until it is moved back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from mailhuman.daemon.desk import Desk
from mailhuman.mailbox.noted import Look

_A_DAY = timedelta(days=1)


class Pausing:
    """Whether the notes of one account ask for a pause."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._until: datetime | None = None

    @property
    def is_on(self) -> bool:
        """Whether it is on; it ends by itself when its day is over."""
        return self._until is not None and self._desk.tools.clock.now() < self._until

    @property
    def is_over(self) -> bool:
        """Whether its day is over, and the notes that asked for it are to be taken away."""
        return self._until is not None and not self.is_on

    def see(self, seen: Look) -> None:
        """Begin, go on or end as the folder of notes shows."""
        if not seen.paused:
            self._until = None
        elif self._until is None:
            self._until = self._desk.tools.clock.now() + _A_DAY
            self._desk.tell("paused by a note")
        elif self.is_over:
            self._end()

    def _end(self) -> None:
        """Take away the notes that asked for it, and have their drafts reviewed again."""
        names = set(self._desk.notes.end_pause())
        book, name = self._desk.tools.book, self._desk.account.name
        rows = [each for each in book.known(name, self._desk.drafts.name).watched if each.lineage in names]
        book.keep(watched=[replace(each, digest="", revision="", note_uidvalidity=0, note_uid=0) for each in rows])
        self._until = None
