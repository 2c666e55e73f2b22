"""How mail clients save a draft again and again, each in its own order of commands, over a connection of its own.

The orders are those their sources show: which is written first and which removed, whether the Message-ID stays, which
flags are set.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mailhuman.config import Account
from tests.servers.dovecot import PASSWORD

_UID = re.compile(rb"APPENDUID \d+ (\d+)")


@dataclass
class Composer:
    """A draft open in some client: what it looks like, where its last copy lies, how often it was saved."""

    account: Account
    subject: str = "The plan for May"
    to: str = "bob@falk.example"
    drafts: str = "Drafts"
    saves: int = 0
    uid: int = 0
    raw: bytes = b""
    line: imaplib.IMAP4 = field(init=False)

    def __post_init__(self) -> None:
        self.line = imaplib.IMAP4(self.account.host, self.account.port)
        self.line.login(self.account.user, PASSWORD)
        self.line.select(self.drafts)

    def message(self, text: str, *, same_id: bool) -> bytes:
        """The message as the client builds it now."""
        number = 0 if same_id else self.saves
        return (
            f"From: {self.account.address}\r\nTo: {self.to}\r\nSubject: {self.subject}\r\n"
            f"Message-ID: <{self.subject.lower().replace(' ', '-')}.{number}@acme.example>\r\n"
            f"Date: Mon, 02 Mar 2026 09:{self.saves % 60:02}:00 +0000\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        ).encode()

    def append(self, flags: str) -> int:
        """Add the message to the folder of drafts; its UID."""
        _, told = self.line.append(self.drafts, flags, "", self.raw)
        found = _UID.search(told[0] or b"")
        assert found
        return int(found[1])

    def drop(self, uid: int, *, expunge: bool = True) -> None:
        """Mark a copy as deleted, and remove it."""
        if uid:
            self.line.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)")
            if expunge:
                self.line.uid("EXPUNGE", str(uid))

    def close(self) -> None:
        """Log out."""
        self.line.logout()

    def send(self, sent: str = "Sent") -> None:
        """Put what was written into the folder of sent mail, and take the draft away."""
        self.line.append(sent, "(\\Seen)", "", self.raw)
        self.drop(self.uid)

    def delete(self) -> None:
        """Throw the draft away."""
        self.drop(self.uid)


Save = Callable[[Composer, str], None]


def thunderbird(composer: Composer, text: str) -> None:
    """A new Message-ID each time; the new copy first, then the old one deleted and expunged."""
    _replaced(composer, text, "(\\Draft)", same_id=False)


def k9(composer: Composer, text: str) -> None:
    """As Thunderbird does, its copies marked as read too."""
    _replaced(composer, text, "(\\Seen \\Draft)", same_id=False)


def roundcube(composer: Composer, text: str) -> None:
    """The Message-ID stays; the copy is marked as read, not as a draft."""
    _replaced(composer, text, "(\\Seen)", same_id=True)


def gmail(composer: Composer, text: str) -> None:
    """The server itself takes the old one away before the new one is there, under another Message-ID."""
    composer.saves += 1
    composer.drop(composer.uid)
    composer.raw = composer.message(text, same_id=False)
    composer.uid = composer.append("(\\Draft)")


def fairemail(composer: Composer, text: str) -> None:
    """The Message-ID stays; every copy with it below the highest UID is deleted."""
    composer.saves += 1
    composer.raw = composer.message(text, same_id=True)
    composer.append("(\\Draft)")
    identity = re.search(rb"^Message-ID: (\S+)", composer.raw, re.MULTILINE)
    assert identity
    _, found = composer.line.uid("SEARCH", "HEADER", "Message-ID", identity[1].decode())
    copies = sorted(map(int, found[0].split()))
    composer.uid = copies[-1]
    for uid in copies[:-1]:
        composer.drop(uid)


def evolution(composer: Composer, text: str) -> None:
    """The old copy is marked as deleted and stays until somebody expunges."""
    composer.saves += 1
    old = composer.uid
    composer.raw = composer.message(text, same_id=False)
    composer.uid = composer.append("(\\Draft)")
    composer.drop(old, expunge=False)


def _replaced(composer: Composer, text: str, flags: str, *, same_id: bool) -> None:
    composer.saves += 1
    old = composer.uid
    composer.raw = composer.message(text, same_id=same_id)
    composer.uid = composer.append(flags)
    composer.drop(old)


SAVERS: dict[str, Save] = {
    "Thunderbird": thunderbird,
    "K-9": k9,
    "Gmail": gmail,
    "FairEmail": fairemail,
    "Roundcube": roundcube,
    "Evolution": evolution,
}
