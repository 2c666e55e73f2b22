"""`mailhuman contacts learn`: offers what people told you in their mail as notes; keeps what you say yes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.given import addresses, moment
from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from mailhuman.cli.card_proposals import Proposal
    from mailhuman.config import Account
    from mailhuman.model import Contact, ThreadMessage
    from mailhuman.store import Store

_FILES = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=_FILES)
@click.option("--owner", multiple=True, callback=addresses, metavar="ADDRESS", help="Your address, with FILE.")
@click.option("--account", default="", metavar="NAME", help="The account to read from; by default all.")
@click.option("--now", default="", callback=moment, metavar="ISO8601", help="The time to judge by; by default now.")
def learn(files: tuple[Path, ...], owner: frozenset[str], account: str, now: datetime) -> None:
    """Offer what people told you in their mail as notes.

    FILE is a message or an mbox; without one, the threads of your drafts are read. Each thing found, such as good
    news, a loss or a promise of theirs, is shown with their words, and kept only if you say yes. Where nobody can be
    asked, it is only shown.
    """
    from mailhuman.cli.card_proposals import proposals
    from mailhuman.store import open_store

    if files and account:
        raise click.UsageError("--account goes without a FILE")
    if owner and not files:
        raise click.UsageError("--owner goes with a FILE")
    thread, owner = _of_files(files, owner) if files else _of_accounts(account, now)
    with open_store() as store:
        contacts = store.contacts()
        found = proposals(thread, owner, now.date(), contacts, store.history())
        _offer(found, contacts, store, now)


def _offer(found: Sequence[Proposal], contacts: Sequence[Contact], store: Store, now: datetime) -> None:
    from mailhuman.cli.card_learning import Learning, print_proposal
    from mailhuman.cli.card_proposals import dismissal_of
    from mailhuman.cli.hands import Hands
    from mailhuman.cli.telling import on_a_terminal
    from mailhuman.cli.who import counted
    from mailhuman.show.terminal import new_console

    console = new_console()
    if not found:
        say("Nothing new was found that could be noted.")
        return
    if not on_a_terminal():
        for number, proposal in enumerate(found, start=1):
            print_proposal(proposal, console, contacts, place=(number, len(found)))
        say("\nNothing was kept: run this on a terminal to be asked about each.")
        return
    walk = Learning(
        console,
        Hands(),
        lambda card: store.save_contacts([card]),
        lambda proposal: store.remember([dismissal_of(proposal, now)]),
        contacts,
    )
    walk.through(found)
    say(f"{counted(walk.kept, 'note')} kept.")


def _of_files(files: Sequence[Path], owner: frozenset[str]) -> tuple[tuple[ThreadMessage, ...], frozenset[str]]:
    from mailhuman.cli.given import read_threads
    from mailhuman.config import load_config

    mine = owner or frozenset(address for account in load_config().accounts for address in account.owner)
    if not mine:
        raise click.UsageError("say --owner, your own address: what you wrote yourself tells nothing of others")
    return read_threads(files), mine


def _of_accounts(name: str, now: datetime) -> tuple[tuple[ThreadMessage, ...], frozenset[str]]:
    """The threads of the drafts, with the owner's addresses; MailhumanError at the first account that fails."""
    from mailhuman.cli.drafts import chosen

    accounts = chosen(name)
    found = [message for account in accounts for message in _threads(account, now)]
    return tuple(found), frozenset(address for account in accounts for address in account.owner)


def _threads(account: Account, now: datetime) -> Iterator[ThreadMessage]:
    from mailhuman.cli.progress import Progress
    from mailhuman.mailbox import connect
    from mailhuman.oauth import credential_for

    with connect(account, credential_for(account)) as session, Progress(f"Reading the mail of {account.name}"):
        for found in session.drafts():
            yield from session.thread_for(found.draft, now=now)
