"""The part of `mailhuman contacts forget` on mail servers: the companion notes that name the person go too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailhuman.cli.saying import say
from mailhuman.errors import MailboxError, MailhumanError, SecretError
from mailhuman.model import Contact

if TYPE_CHECKING:
    from mailhuman.config import Account, Config
    from mailhuman.store import Watchbook

_SHORTEST = 3
"""Letters of a name that is searched for: shorter ones stand in every other word."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An account the daemon wrote notes on, and its drafts that concern the person, as (folder, lineage)."""

    account: Account
    drafts: frozenset[tuple[str, str]]
    folders: tuple[str, ...]

    @property
    def lineages(self) -> frozenset[str]:
        """The drafts by their lineages alone."""
        return frozenset(lineage for _, lineage in self.drafts)


def accounts_concerned(card: Contact, book: Watchbook, config: Config) -> tuple[Meant, ...]:
    """Where companion notes may name this person; to be asked before anything is erased.

    Only accounts the daemon has looked at can hold notes; no other is connected to.
    """
    return tuple(each for each in (_meant(account, card, book) for account in config.accounts) if each.folders)


def take_away(meant: Iterable[Meant], card: Contact, book: Watchbook, folder: str) -> bool:
    """Remove the notes, and say how many went; False where a server could not be reached, and it is said what to do."""
    reached = [_taken_away(each, card, book, folder) for each in meant]  # all of them, whatever became of the first
    return all(reached)


def _meant(account: Account, card: Contact, book: Watchbook) -> Meant:
    from mailhuman.contacts.policy import fact_key
    from mailhuman.store.likeness import hashed

    people = {hashed(email) for email in card.emails}
    facts = {fact_key(card, note) for note in card.notes}
    folders = tuple(book.looks(account.name))
    found: set[tuple[str, str]] = set()
    for name in folders:
        known = book.known(account.name, name)
        found |= {(name, each.lineage) for each in known.traces if people & set(each.recipients)}
        for each in known.watched:
            if any(offer.contact in people or offer.fact in facts for offer in each.offered):
                found.add((name, each.lineage))
    return Meant(account, frozenset(found), folders)


def _taken_away(meant: Meant, card: Contact, book: Watchbook, folder: str) -> bool:
    from mailhuman.cli.failures import say_failure

    try:
        count = _removed(meant, card, book, folder)
    except (MailboxError, SecretError) as failure:
        say(f"{meant.account.name}:", err=True)
        say_failure(failure)
        say_failure(_left(meant.account, folder))
        return False
    if count:
        say(f"{meant.account.name}: removed {count} companion {'note' if count == 1 else 'notes'}.")
    return True


def _removed(meant: Meant, card: Contact, book: Watchbook, folder: str) -> int:
    """Forget what is known of each note before it goes, else its absence would pass for an answer of the writer's."""
    from mailhuman.cli.progress import Progress
    from mailhuman.mailbox import enter
    from mailhuman.mailbox.notes import Notes

    host = meant.account.host
    with Progress(f"Removing companion notes at {host}"), enter(meant.account) as session:
        notes = Notes(session.line, folder)
        lineages = set(meant.lineages)
        for name in _names(card):
            lineages |= set(notes.naming(name))
        for place in meant.folders:
            book.drop(meant.account.name, place, lineages)
        return notes.remove(lineages)


def _names(card: Contact) -> Iterator[str]:
    for name in dict.fromkeys((card.name, card.preferred_name)):
        if len(name.strip()) >= _SHORTEST:
            yield name.strip()


def _left(account: Account, folder: str) -> MailhumanError:
    return MailhumanError(
        f"companion notes on {account.host} may still name this person",
        next_step=f"delete what is in the folder {folder} in your mail program; nothing else is kept there",
    )
