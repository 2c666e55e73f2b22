"""Writes what was taken into the draft on the server: shows it first, asks, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from rich.console import Console

from mailhuman.cli.hands import Hands
from mailhuman.cli.preview import print_preview
from mailhuman.cli.written import in_words
from mailhuman.errors import MailboxError, MailhumanError
from mailhuman.message import read_draft
from mailhuman.message.scan import header_end
from mailhuman.show.safe import on_one_line
from mailhuman.show.terminal import ask, put
from mailhuman.writing import (
    Found,
    Journal,
    JournalError,
    Operation,
    Place,
    Refused,
    Spliced,
    look,
    resume_all,
    splice,
    write,
)
from mailhuman.writing.gate import has_rested
from mailhuman.writing.heading import new_message_id
from mailhuman.writing.placing import Spot, spots
from mailhuman.writing.server import Drafts

if TYPE_CHECKING:
    from mailhuman.cli.telling import Told
    from mailhuman.cli.walk import Taken

_MOST_HEADER_LINES = 20_000
_OTHERWISE = Refused("it is no longer the draft that was reviewed", "run the review again")
_CUT_SHORT = "It was cut short. Your draft is on the server; the next `mailhuman review` brings this to its end."
Reach = Callable[[str], AbstractContextManager[Drafts]]
"""Opens the folder of drafts of the account called so; MailhumanError where it cannot."""


@dataclass(slots=True)
class Laid:
    """One thing taken: the places it could stand in, and which is chosen."""

    spots: tuple[Spot, ...]
    chosen: int = 0

    @property
    def spot(self) -> Spot:
        """The place chosen."""
        return self.spots[self.chosen]

    def move(self) -> None:
        """Choose the next place."""
        self.chosen = (self.chosen + 1) % len(self.spots)


@dataclass(frozen=True, slots=True)
class WritingIn:
    """Offers to write into drafts; `reach` opens a folder of drafts, `journal` is where all of it is written down."""

    console: Console
    hands: Hands
    reach: Reach
    journal: Journal
    clock: Callable[[], datetime]

    def offer(self, told: Told, taken: Sequence[Taken]) -> bool:
        """Ask whether to write what was taken into the draft, and where; False where the writer wants to leave."""
        try:
            self._offer(told, taken)
        except (EOFError, KeyboardInterrupt):
            self.console.print()
            self._tell("Left; the draft was not touched.")
            return False
        return True

    def _offer(self, told: Told, taken: Sequence[Taken]) -> None:
        laid = [Laid(found) for each in taken if (found := spots(each.suggestion, each.words, told.review.draft))]
        if not laid:
            return
        them = "it" if len(laid) == 1 else "them"
        self.console.print()
        if self._pressed(f"[w]rite {them} into the draft on the server, any other key goes on") != "w":
            return
        try:
            self._lay_and_write(told, laid)
        except MailhumanError as failure:
            self._tell(f"{failure.message}; nothing was written.")
            self._tell(f"Next: {failure.next_step}")

    def _lay_and_write(self, told: Told, laid: Sequence[Laid]) -> None:
        found = self._looked(told)
        spliced = _first_that_fits(found, laid) if isinstance(found, Found) else found
        while isinstance(found, Found):
            if isinstance(spliced, Spliced):
                self._show(found, spliced, laid)
            else:
                self._refuse(spliced)
            key = self._pressed(self._question(laid, fits=isinstance(spliced, Spliced)))
            if key == "y" and isinstance(spliced, Spliced):
                self._written(told, found, spliced)
                return
            if not _moved(key, laid):
                self._tell("The draft is left as it is.")
                return
            spliced = _laid_out(found, laid)
        self._refuse(found)

    def _looked(self, told: Told) -> Found | Refused:
        """The draft as it is now, if it says what it said when it was reviewed."""
        with self.reach(str(told.source["account"])) as drafts:
            found = look(drafts, int(told.source["uid"]), int(told.source["uidvalidity"]))
        if isinstance(found, Found) and read_draft(found.whole.raw).text != told.review.draft.text:
            return _OTHERWISE
        return found

    def _show(self, found: Found, spliced: Spliced, laid: Sequence[Laid]) -> None:
        self.console.print()
        print_preview(read_draft(found.whole.raw).text, read_draft(spliced.raw).text, self.console)
        for number, each in enumerate(laid, start=1):
            of = f"{number}: " if len(laid) > 1 else ""
            self._tell(f"{of}{each.spot.said[:1].upper()}{each.spot.said[1:]}.")
        if not has_rested(found.whole, self.clock()):
            self._tell("This draft was saved a few minutes ago; it may be open.")
        self._tell("Close it first wherever it is open: a program that has it open would save its own copy beside it.")
        self.console.print()

    @staticmethod
    def _question(laid: Sequence[Laid], *, fits: bool) -> str:
        movable = [number for number, each in enumerate(laid, start=1) if len(each.spots) > 1]
        keys = ["[y]es, it is closed: write it"] if fits else []
        if movable:
            keys.append("[m]ove it" if len(laid) == 1 else f"[{'/'.join(map(str, movable))}] move that one")
        return ", ".join([*keys, "any other key leaves it"])

    def _written(self, told: Told, seen: Found, spliced: Spliced) -> None:
        """Write, and say what came of it."""
        place = Place(str(told.source["account"]), str(told.source["folder"]))
        outcome: Operation | Refused | None
        try:
            outcome = self._write(place, seen, spliced)
        except (MailboxError, JournalError) as cut:
            outcome = self._brought_to_its_end(place, cut)
        if isinstance(outcome, Refused):
            self._refuse(outcome)
        else:
            self._tell(in_words(outcome) if outcome else _CUT_SHORT)

    def _write(self, place: Place, seen: Found, spliced: Spliced) -> Operation | Refused:
        """Over a new connection, for the old one may have grown cold while the writer thought."""
        with self.reach(place.account) as drafts:
            found = look(drafts, seen.whole.uid, seen.opened.uidvalidity)
            if isinstance(found, Refused):
                return found
            if found.whole.raw != seen.whole.raw:
                return _OTHERWISE
            return write(drafts, self.journal, place, found, spliced.raw, now=self.clock())

    def _brought_to_its_end(self, place: Place, cut: MailhumanError) -> Operation | None:
        """After a line was lost: go on over another; None where it is done the next time.

        The failure itself where nothing was begun.
        """
        if not self.journal.unfinished(place.account):
            raise cut
        try:
            with self.reach(place.account) as drafts:
                return next(iter(resume_all(drafts, self.journal, place, self.clock())), None)
        except MailhumanError:
            return None

    def _refuse(self, refusal: Refused) -> None:
        self._tell(f"Nothing is written: {refusal.reason}.")
        self._tell(f"Next: {refusal.next_step}")

    def _pressed(self, question: str) -> str:
        ask(self.console, question)
        key = self.hands.key()
        self.console.print(key if key.isprintable() and len(key) == 1 else "")
        return key.lower()

    def _tell(self, words: str) -> None:
        put(self.console, on_one_line(words))


def _laid_out(found: Found, laid: Sequence[Laid]) -> Spliced | Refused:
    """The draft with the words where they were laid."""
    raw = found.whole.raw
    header = raw[: header_end(raw, 0, _MOST_HEADER_LINES)]
    return splice(raw, [each.spot.change for each in laid], new_message_id(header, uuid4().hex))


def _first_that_fits(found: Found, laid: Sequence[Laid]) -> Spliced | Refused:
    """The same; where a place does not do the next is tried."""
    first = outcome = _laid_out(found, laid)
    for each in laid:
        for _ in each.spots:
            if isinstance(outcome, Spliced):
                return outcome
            each.move()
            outcome = _laid_out(found, laid)
    return outcome if isinstance(outcome, Spliced) else first


def _moved(key: str, laid: Sequence[Laid]) -> bool:
    """Move the one that was meant to its next place; whether one was meant."""
    number = 1 if key == "m" and len(laid) == 1 else int(key) if key.isdecimal() and key.isascii() else 0
    if not 0 < number <= len(laid) or len(laid[number - 1].spots) < 2:  # noqa: PLR2004 - one place is no choice
        return False
    laid[number - 1].move()
    return True
