"""Mailboxes for tests: the same contract is held to a real Dovecot and to the embedded server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

import pytest

from mailhuman.config import Account
from mailhuman.mailbox import Session, connect
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import Dovecot

_USERS = (f"user{number}" for number in itertools.count())


@dataclass(frozen=True)
class Mail:
    """One message put into a mailbox before a test."""

    raw: bytes
    at: datetime
    flags: tuple[str, ...] = ("\\Seen",)


@dataclass(frozen=True)
class Box:
    """A mailbox that is there: how to reach it."""

    account: Account
    password: str

    def open(self) -> Session:
        """Log in."""
        return connect(self.account, self.password)


Serve = Callable[[Mapping[str, Sequence[Mail]]], Box]


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for all tests; each takes a user of its own."""
    if dovecots.BINARY is None:
        pytest.skip("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with dovecots.running() as server:
        yield server


@pytest.fixture
def user() -> str:
    """A user nobody had before."""
    return next(_USERS)


@pytest.fixture(params=[pytest.param("dovecot", marks=pytest.mark.dovecot), "embedded"])
def serve(request: pytest.FixtureRequest) -> Iterator[Serve]:
    """Give a mailbox with the folders and messages wanted, on each kind of server."""
    if request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        yield lambda folders: _on_dovecot(server, next(_USERS), folders)
    else:
        with ExitStack() as stack:
            yield lambda folders: _embedded(stack, folders)


@pytest.fixture
def serve_dovecot(dovecot: Dovecot) -> Serve:
    """As `serve`, for what the embedded server cannot do."""
    return lambda folders: _on_dovecot(dovecot, next(_USERS), folders)


def _on_dovecot(server: Dovecot, user: str, folders: Mapping[str, Sequence[Mail]]) -> Box:
    maildir = server.maildir(user)
    for name, messages in folders.items():
        maildir.make(name)
        for each in messages:
            maildir.add(name, each.raw, each.at, each.flags)
    return Box(server.account(user, address="ann@acme.example"), dovecots.PASSWORD)


def _embedded(stack: ExitStack, folders: Mapping[str, Sequence[Mail]]) -> Box:
    pytest.importorskip("pymap", reason="the embedded server is an extra: pip install 'mailhuman[demo]'")
    from mailhuman.demo.imap import Stored  # noqa: PLC0415 - as above
    from mailhuman.demo.server import serving  # noqa: PLC0415 - needs the extra

    stored = {name: [Stored(each.raw, each.at, each.flags) for each in messages] for name, messages in folders.items()}
    server = stack.enter_context(serving({"INBOX": (), "Drafts": (), "Sent": (), **stored}, "ann@acme.example"))
    account = Account("demo", server.user, server.host, port=server.port, security="plain", timeout=10)
    return Box(account, server.password)
