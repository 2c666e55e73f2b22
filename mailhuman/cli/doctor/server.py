"""Looks at one account, in the order in which a connection is made, and stops where going on is of no use."""

from __future__ import annotations

import socket
from collections.abc import Generator
from itertools import islice
from typing import TYPE_CHECKING

from mailhuman.cli.doctor.daemon import check_server
from mailhuman.cli.doctor.finding import Checks, Finding, ok
from mailhuman.cli.doctor.way_in import credential
from mailhuman.cli.progress import Progress
from mailhuman.errors import MailboxError

if TYPE_CHECKING:
    from mailhuman.config import Account
    from mailhuman.mailbox import Session
    from mailhuman.oauth import Credential

_PATIENCE = 10.0  # seconds to reach a host
_ENOUGH_DRAFTS = 20
_SECURED = {"tls": "TLS", "starttls": "STARTTLS", "plain": "no encryption, on this machine"}
_ONLINE = "check that this machine is online, and the host and port in the configuration"


def check(account: Account, *, offline: bool, poll: float = 300.0) -> Checks:
    """The password or sign-in, host, port, TLS and login, the folders, the drafts, and what the server offers."""
    about = f"account {account.name}"
    shown = yield from credential(account, about, offline=offline)
    if offline:
        yield Finding("note", f"{about}: the server was not asked (--offline)")
        return
    reachable = yield from _reachable(account, about)
    if reachable and shown:
        yield from _logged_in(account, shown, about, poll)


def _reachable(account: Account, about: str) -> Generator[Finding, None, bool]:
    """Whether the host's name is known, and something answers at its port."""
    place = f"{account.host} port {account.port}"
    try:
        with Progress(f"Reaching {place}"):
            socket.getaddrinfo(account.host, account.port, type=socket.SOCK_STREAM)
            socket.create_connection((account.host, account.port), _PATIENCE).close()
    except (socket.gaierror, UnicodeError):
        yield Finding("problem", f"{about}: the name {account.host} cannot be found", _ONLINE)
        return False
    except OSError as failure:
        why = "nothing answers" if isinstance(failure, TimeoutError) else failure.strerror or "it cannot be reached"
        yield Finding("problem", f"{about}: {place}: {why.lower()}", _ONLINE)
        return False
    yield ok(f"{about}: {place} answers")
    return True


def _logged_in(account: Account, shown: Credential, about: str, poll: float) -> Checks:
    from mailhuman.mailbox import connect

    try:
        with Progress(f"Connecting to {account.host}"):
            session = connect(account, shown)
    except MailboxError as failure:
        yield Finding("problem", f"{about}: {failure.message}", failure.next_step)
        return
    yield ok(f"{about}: logged in ({_SECURED[account.security]})")
    with session:
        try:
            yield from _folders(session, about)
            yield from check_server(session, about, poll=poll)
        except MailboxError as failure:
            yield Finding("problem", f"{about}: {failure.message}", failure.next_step)


def _folders(session: Session, about: str) -> Checks:
    folders = session.folders()
    yield ok(f"{about}: drafts are in {folders.drafts}, received mail in {folders.inbox}")
    if folders.sent:
        yield ok(f"{about}: sent mail is in {folders.sent}")
    else:
        yield Finding(
            "note", f"{about}: no folder of sent mail was found, so threads lack your own", 'name it: sent = "…"'
        )
    with Progress("Reading drafts"):
        count = sum(1 for _ in islice(session.drafts(), _ENOUGH_DRAFTS))
    if not count:
        yield ok(f"{about}: there are no drafts at present")
        return
    many = f"{count} or more drafts" if count == _ENOUGH_DRAFTS else f"{count} drafts" if count > 1 else "1 draft"
    yield ok(f"{about}: {many} can be read")
