"""Tries an account before it is kept: connect, log in, find the folders, and see whom mail went to."""

from __future__ import annotations

from dataclasses import dataclass

from mailhuman.cli.progress import Progress
from mailhuman.cli.saying import say
from mailhuman.config import Account
from mailhuman.model import Address
from mailhuman.oauth import Credential
from mailhuman.show.safe import on_one_line

MOST_SHOWN = 10
_IN_WORDS = {"tls": "over TLS", "starttls": "over TLS (STARTTLS)", "plain": "on this machine, without TLS"}


@dataclass(frozen=True, slots=True)
class Tried:
    """What a working account showed: its folders, and the people written to most with their counts."""

    drafts: str
    inbox: str
    sent: str
    people: tuple[tuple[Address, int], ...] = ()


def try_account(account: Account, credential: Credential, *, with_people: bool) -> Tried:
    """Connect, look and leave; MailboxError, with what to do, at whatever fails. Nothing is changed there."""
    from mailhuman.mailbox import connect

    with Progress(f"Connecting to {on_one_line(account.host)}"), connect(account, credential) as session:
        folders = session.folders()
        people = session.correspondents(MOST_SHOWN) if with_people else ()
    return Tried(folders.drafts, folders.inbox, folders.sent, tuple(people))


def tell_tried(account: Account, tried: Tried) -> None:
    """Say what was found."""
    say(f"Connected to {on_one_line(account.host)} {_IN_WORDS[account.security]}, and logged in.")
    say(f"  drafts    {on_one_line(tried.drafts)}")
    say(f"  received  {on_one_line(tried.inbox)}")
    sent = on_one_line(tried.sent) or "not found; threads will lack your own mail (name the folder with --sent)"
    say(f"  sent      {sent}")
