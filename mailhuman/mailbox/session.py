"""The door to IMAPClient: connect and log in, and read drafts, their threads and correspondents; nothing is changed."""

from __future__ import annotations

import imaplib
import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self  # IMAPClient has no types

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError

from mailhuman.config import Account
from mailhuman.mailbox.correspondents import count_correspondents
from mailhuman.mailbox.drafts import FoundDraft, read_batch, read_drafts
from mailhuman.mailbox.failures import gone, no_login_by_password, no_tls, not_let_in, not_reached
from mailhuman.mailbox.folders import Folders, Listed, choose
from mailhuman.mailbox.line import Line
from mailhuman.mailbox.reading import outlines
from mailhuman.mailbox.related import read_thread_for
from mailhuman.mailbox.tls import context_for, refuse_plain_abroad
from mailhuman.mailbox.token_login import by_token
from mailhuman.message import message_from_parts
from mailhuman.model import Address, Draft, ThreadMessage
from mailhuman.oauth import AccessToken, Credential

_CONNECT_SECONDS = 20
"""To reach a host; a machine with several addresses is tried at each, one after the other."""

imaplib._MAXLINE = 20_000_000  # type: ignore[attr-defined]  # noqa: SLF001 - a search in a huge folder answers with one line
logging.getLogger("imapclient").setLevel(logging.CRITICAL + 1)  # it logs every line, with the mail in it


def connect(account: Account, credential: Credential) -> Session:
    """Connect and log in with a password or an access token.

    Unreachable, TlsFailure, LoginRefused, or ServerGone if the server leaves meanwhile.

    Use it as a context manager. Not for two threads at once.
    """
    refuse_plain_abroad(account)
    client = _reached(account)
    try:
        _log_in(client, account, credential)
        _introduce(client, account)
    except BaseException:
        _hang_up(client)
        raise
    client.folder_encode = False  # one name that is no modified UTF-7 would spoil the whole list
    return Session(Line(client, account))


class Session:
    """A mailbox that is open for reading. Folders are found once; drafts are read as they are asked for."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._found: tuple[Listed, Listed, Listed | None] | None = None

    def folders(self) -> Folders:
        """The folders that are read. FolderMissing if there is none for drafts, or a configured one is not there."""
        drafts, inbox, sent = self.places()
        return Folders(drafts.name, inbox.name, sent.name if sent else "")

    def drafts(self) -> Iterator[FoundDraft]:
        """Every draft that is not marked as deleted, the newest first; attachments are not fetched.

        Other calls may come between two drafts. MailboxError if the folder was made anew meanwhile.
        """
        return read_drafts(self.line, self.places()[0])

    def read(self, folder: Listed, uidvalidity: int, uids: Sequence[int]) -> list[FoundDraft]:
        """Read chosen messages of a folder as drafts, at most 20 at a time; none if the folder was made anew."""
        if not uids or self.line.examine(folder).uidvalidity != uidvalidity:
            return []
        return read_batch(self.line, folder, uidvalidity, uids)

    def heads(self, folder: Listed, first: int, most: int = 200) -> tuple[ThreadMessage, ...]:
        """The headers of the messages from the UID `first` on, the newest `most` of them."""
        self.line.examine(folder)
        uids = [uid for uid in self.line.search((f"UID {first}:*",)) if uid >= first]  # "*" is the last, however low
        return tuple(message_from_parts(each.header, ()) for each in outlines(self.line, uids[-most:]))

    def thread_for(self, draft: Draft, *, now: datetime | None = None) -> tuple[ThreadMessage, ...]:
        """What was said before `draft`, from Inbox and Sent, oldest first, each message once, at most 60.

        That is what it refers to, what has its subject, and the last 20 messages exchanged with its recipients
        within 90 days of `now` (None: the present).
        """
        _, inbox, sent = self.places()
        return read_thread_for(self.line, (inbox, sent), draft, self.line.account.owner, now or datetime.now(UTC))

    def correspondents(self, limit: int = 20) -> tuple[tuple[Address, int], ...]:
        """Whom the last 1,000 sent messages went to, the most often written to first, with their counts."""
        sent = self.places()[2]
        return count_correspondents(self.line, sent, self.line.account.owner, limit) if sent else ()

    def close(self) -> None:
        """Log out and close the connection; never fails."""
        self.line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def places(self) -> tuple[Listed, Listed, Listed | None]:
        """The folders of drafts, of received and of sent mail, as the server lists them; FolderMissing as above."""
        if self._found is None:
            self._found = choose(self.line.list_folders(), self.line.account)
        return self._found


def _reached(account: Account) -> Any:  # noqa: ANN401 - IMAPClient has no types
    """A connection as private as configured, before the login."""
    context = context_for(account)
    timeout = SocketTimeout(min(account.timeout, _CONNECT_SECONDS), account.timeout)
    try:
        client = IMAPClient(
            account.host, account.port, ssl=account.security == "tls", ssl_context=context, timeout=timeout
        )
    except (OSError, ValueError, imaplib.IMAP4.error) as cause:
        raise not_reached(account, cause) from None
    # it sends a search and the end of its line one by one; held together they would wait 40 ms for each other
    with suppress(OSError):
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client._imap.debug = 0  # noqa: SLF001 - it would write out every reply a second time, only to drop it
    if account.security == "starttls":
        _made_private(client, account, context)
    return client


def _made_private(client: Any, account: Account, context: Any) -> None:  # noqa: ANN401 - as above
    try:
        client.starttls(context)
    except (OSError, imaplib.IMAP4.error) as cause:
        _hang_up(client)
        raise no_tls(account, cause) from None


def _log_in(client: Any, account: Account, credential: Credential) -> None:  # noqa: ANN401 - as above
    said: list[bytes] = []
    try:
        if isinstance(credential, AccessToken):
            by_token(client, account, credential, said)
        else:
            _by_password(client, account, credential)
    except LoginError as cause:
        if isinstance(cause.__context__, imaplib.IMAP4.abort):  # IMAPClient takes a lost line for a wrong password
            raise gone(account) from None
        raise not_let_in(account, cause, said) from None
    except (OSError, imaplib.IMAP4.error) as cause:
        raise gone(account, cause) from None


def _by_password(client: Any, account: Account, password: str) -> None:  # noqa: ANN401 - as above
    """By AUTHENTICATE PLAIN, which carries any letters; by LOGIN where the server knows no better."""
    user = account.user
    simple = all(each.isascii() and each.isprintable() for each in (user, password))
    if client.has_capability("AUTH=PLAIN") or not simple:
        client.plain_login(user, password)
    elif client.has_capability("LOGINDISABLED"):
        raise no_login_by_password(account)
    else:
        client.login('"' + user.replace("\\", "\\\\").replace('"', '\\"') + '"', password)


def _introduce(client: Any, account: Account) -> None:  # noqa: ANN401 - as above
    """Name the program to servers by Coremail (163.com, 126.com …): they open no folder for the nameless.

    Others are spared, for there are some that hang up on it.
    """
    if b"coremail" in bytes(client.welcome or b"").lower() and client.has_capability("ID"):
        try:
            client.id_({"name": "mailhuman"})
        except (OSError, imaplib.IMAP4.abort) as cause:
            raise gone(account, cause) from None
        except (imaplib.IMAP4.error, ValueError):
            return  # the folders will tell whether it was enough


def _hang_up(client: Any) -> None:  # noqa: ANN401 - as above
    with suppress(OSError, imaplib.IMAP4.error):
        client.shutdown()
