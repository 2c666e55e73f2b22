"""Whom the owner means: one card for what was typed, or a list of those it may be."""

from __future__ import annotations

from collections.abc import Sequence

from mailhuman.errors import MailhumanError
from mailhuman.model import Contact
from mailhuman.show.safe import on_one_line


class NotFound(MailhumanError):
    """What was named on the command line is not there, or not the only one of that name."""

    exit_code = 2


def person(card: Contact) -> str:
    """A card on one line: the name and the first address."""
    return " ".join(part for part in (on_one_line(card.name), _address(card)) if part)


def the_one(cards: Sequence[Contact], who: str) -> Contact:
    """The card `who` means. NotFound where it means nobody, or several, who are then listed."""
    from mailhuman.contacts.find import called

    found = called(cards, who)
    if not found:
        raise NotFound("nobody in your contacts is called that", next_step="`mailhuman contacts list` names them all")
    if len(found) > 1:
        listed = "\n".join(f"  {person(card)}  {on_one_line(card.uid)}" for card in found)
        raise NotFound(
            f"{len(found)} people fit:\n{listed}",
            next_step="name one by its address, or by the id at the end of its line",
        )
    return found[0]


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 note, 2 notes."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _address(card: Contact) -> str:
    return f"<{on_one_line(card.emails[0])}>" if card.emails else ""
