"""The first look at a mailbox of 100,000 messages, with drafts that answer some of them: time and memory."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.daemon.home import daemon_for, resident
from tests.servers.dovecot import Dovecot
from tests.servers.maildir import Maildir

_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_DRAFTS = 20


def measure(server: Dovecot, folder: Path, messages: int) -> None:
    """Print how long it takes until every draft is marked, and the most memory held meanwhile."""
    user = "crowded"
    mailbox = server.maildir(user)
    for number in range(messages):
        _put(mailbox, "INBOX" if number % 3 else "Sent", number)
    for number in range(_DRAFTS):
        mailbox.add("Drafts", _letter(user, number, f"Re: Matter {number}"), _BEGIN, ["\\Draft"])
    began, most = time.monotonic(), 0.0
    with daemon_for(server, [user], folder) as pid:
        while _unmarked(mailbox) and time.monotonic() - began < 600:
            most = max(most, resident(pid))
            time.sleep(0.1)
    print(
        f"first look at {messages:,} messages and {_DRAFTS} drafts: {time.monotonic() - began:.1f} s (the server's "
        f"indexing included), at most {most:.0f} MiB resident; {_unmarked(mailbox)} drafts left unmarked"
    )


def _put(mailbox: Maildir, folder: str, number: int) -> None:
    mailbox.add(
        folder, _letter(f"p{number % 500}", number, f"Matter {number}"), _BEGIN + timedelta(minutes=10 * number)
    )


def _letter(writer: str, number: int, subject: str) -> bytes:
    return (
        f"From: {writer}@acme.example\r\nTo: p{number % 500}@falk.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <{subject.replace(' ', '.').replace(':', '')}@acme.example>\r\n"
        f"Date: Mon, 01 Jan 2024 10:00:00 +0000\r\n\r\nThe matter {number} is as it was.\r\n"
    ).encode()


def _unmarked(mailbox: Maildir) -> int:
    names = [path.name for path in (mailbox.root / ".Drafts" / "cur").iterdir()]
    return sum(not any(letter.islower() for letter in name.rsplit(",", 1)[1]) for name in names)
