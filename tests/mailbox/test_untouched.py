"""Reading a mailbox changes nothing in it: not a flag, not a UID, not a byte on the server's disk."""

from __future__ import annotations

import imaplib
from typing import Any

import pytest

from mailhuman.config import Account
from tests.mailbox.conftest import Box, Mail, Serve
from tests.mailbox.letters import NOW, days_ago, letter, sent
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.scripted import scripted

pytestmark = pytest.mark.imap

_FOLDERS = {
    "INBOX": [Mail(letter(message_id=f"<{n}@falk.example>", at=days_ago(n)), days_ago(n), ()) for n in range(5)],
    "Drafts": [Mail(sent(message_id=f"<d{n}@acme.example>"), NOW, flags) for n, flags in enumerate(
        [("\\Draft",), ("\\Draft", "\\Seen"), ("\\Deleted",), ("\\Flagged", "\\Draft")])],
    "Sent": [Mail(sent(message_id=f"<s{n}@acme.example>"), NOW, ()) for n in range(3)],
}  # fmt: skip


def _read_everything(box: Box) -> int:
    with box.open() as mailbox:
        drafts = list(mailbox.drafts())
        threads = [mailbox.thread_for(found.draft, now=NOW) for found in drafts]
        return len(drafts) + sum(map(len, threads)) + len(mailbox.correspondents())


def _seen_by_another(account: Account, password: str) -> dict[str, Any]:
    """Every folder with each message's UID, flags, size and time, as another program sees them."""
    program = imaplib.IMAP4(account.host, account.port, timeout=10)
    try:
        program.login(account.user, password)
        found: dict[str, Any] = {}
        for folder in ("INBOX", "Drafts", "Sent"):
            program.select(folder, readonly=True)
            _, messages = program.fetch("1:*", "(UID FLAGS RFC822.SIZE INTERNALDATE)")
            validity = program.response("UIDVALIDITY")[1]
            found[folder] = (validity, sorted(str(each).replace("\\\\Recent", "").split() for each in messages))
        return found
    finally:
        program.logout()


def test_another_program_sees_the_same_mailbox_before_and_after(serve: Serve, request: pytest.FixtureRequest) -> None:
    box = serve(_FOLDERS)
    account = box.account
    if account.security == "tls":
        server: Dovecot = request.getfixturevalue("dovecot")
        account = server.account(account.user, port=server.port, security="plain")
    before = _seen_by_another(account, box.password)
    assert _read_everything(box) > 20
    assert _seen_by_another(account, box.password) == before


@pytest.mark.dovecot
def test_the_servers_files_are_the_same_before_and_after(serve_dovecot: Serve, dovecot: Dovecot) -> None:
    box = serve_dovecot(_FOLDERS)
    maildir = dovecot.maildir(box.account.user)
    keep_keyword(dovecot, box.account.user)
    before = maildir.contents()
    assert len(before) == 12
    assert _read_everything(box) > 20
    assert maildir.contents() == before


def keep_keyword(dovecot: Dovecot, user: str) -> None:
    """Set a keyword, as mail programs do, so that it can be seen to stay; this also moves what is new to `cur`."""
    program = imaplib.IMAP4("127.0.0.1", dovecot.port, timeout=10)
    program.login(user, PASSWORD)
    program.select("Drafts")
    program.store("1", "+FLAGS", "($Label1)")
    program.logout()


def test_only_commands_that_read_are_ever_sent() -> None:
    with scripted() as server, Box(server.account(), "word").open() as mailbox:
        mailbox.folders()
        list(mailbox.drafts())
        mailbox.correspondents()
    reading = {"CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "FETCH", "LOGOUT"}
    assert set(server.verbs()) <= reading
    assert {"LIST", "EXAMINE", "SEARCH"} <= set(server.verbs())
