"""One connection to a server that has let us in: list, examine, search and fetch; what changes anything is in pen.py.

Every fault becomes an error of ours. A reply read to its end leaves the line usable, whatever it held; one that was
cut short leaves it out of step, and then it is closed and says so to every later call.
"""

from __future__ import annotations

import imaplib
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any  # IMAPClient has no types; this is where its answers get some

from mailhuman.config import Account
from mailhuman.mailbox.deadlines import DEADLINES
from mailhuman.mailbox.failures import CommandRefused, Garbled, garbled, gone, half_in, is_busy, refused
from mailhuman.mailbox.folders import Listed, decoded
from mailhuman.mailbox.search import Key, in_one_line, in_pieces, is_ascii

Fetched = Mapping[bytes, object]

_LEAVE_SECONDS = 2
_LONGEST_ANSWER = 5
"""Times the account's timeout: servers that search long say so now and then, and may go on for ever."""
_NOT_UNDERSTOOD = (ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError, OverflowError)
_NUMBERED = re.compile(rb"\d+ \(")
_LITERAL_REFUSED = "unexpected response while waiting"  # IMAPClient calls it an abort, though the line is sound


@dataclass(frozen=True, slots=True)
class Opened:
    r"""A folder as it was found when it was opened: how many messages, and what its UIDs are valid for.

    `uidnext` and `modseq` are 0 where the server does not say. `permanent` are the flags that can be kept, in lower
    case, with "\*" where new keywords can be; it is empty for a folder opened for reading only.
    """

    exists: int
    uidvalidity: int
    uidnext: int = 0
    modseq: int = 0
    permanent: frozenset[str] = frozenset()

    @classmethod
    def read(cls, answer: Mapping[bytes, Any]) -> Opened:
        """Make one of what SELECT or EXAMINE was answered."""
        keys = (b"EXISTS", b"UIDVALIDITY", b"UIDNEXT", b"HIGHESTMODSEQ")
        exists, uidvalidity, uidnext, modseq = (int(answer.get(key, 0)) for key in keys)
        flags = (each.decode("ascii", "replace").lower() for each in answer.get(b"PERMANENTFLAGS", ()))
        return cls(exists, uidvalidity, uidnext, modseq, frozenset(flags))


class Line:
    """Typed commands over an IMAPClient; not for two threads at once."""

    def __init__(self, client: Any, account: Account) -> None:  # noqa: ANN401 - IMAPClient has no types
        self.account = account
        self.knows_utf8 = True
        self._client = client
        _without_news(client)
        self._lost = False
        self._overdue = False

    def capabilities(self) -> frozenset[str]:
        """What the server says it can do, in upper case."""
        with self.asking("tell what it can do") as client:
            return frozenset(each.decode("ascii", "replace").upper() for each in client.capabilities())

    def list_folders(self) -> tuple[Listed, ...]:
        """Every folder the user may see."""
        with self.asking("list the folders") as client:
            answer = client.list_folders()
            return tuple(Listed.read(*each) for each in answer)

    def examine(self, folder: Listed) -> Opened:
        """Open a folder for reading only; not even a flag changes by it."""
        with self.asking(f"open the folder {folder.name}") as client:
            return Opened.read(client.select_folder(folder.raw, readonly=True))

    def namespace(self) -> tuple[str, str]:
        """What the name of the user's own folders begins with, and what stands between their levels ("" and "/")."""
        if "NAMESPACE" not in self.capabilities():
            return "", "/"
        with self.asking("tell where folders lie") as client:
            personal = client.namespace().personal
            return (_read(personal[0][0]), _read(personal[0][1] or "/")) if personal else ("", "/")

    def search(self, key: Key) -> tuple[int, ...]:
        """The UIDs of the messages that meet `key`, ascending. CommandRefused where the server cannot search so."""
        with self.asking("search the folder"):
            if is_ascii(key):
                return tuple(sorted(set(self._client.search(in_one_line(key)))))
            return tuple(sorted(set(self._client.search(in_pieces(key), "UTF-8"))))

    def fetch(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, Fetched | None]:
        """What the server gives of each message; one that is gone is left out, one that breaks the answer is None.

        A batch the server cannot answer is halved until the message that breaks it stands alone.
        """
        if not uids:
            return {}
        try:
            with self.asking("give messages"):
                return dict(self._client.fetch(list(uids), list(items)))
        except (CommandRefused, Garbled) as fault:
            if len(uids) == 1:
                return {} if isinstance(fault, CommandRefused) and not fault.unknown else {uids[0]: None}
        middle = len(uids) // 2
        return self.fetch(uids[:middle], items) | self.fetch(uids[middle:], items)

    def close(self) -> None:
        """Take leave, waiting for the answer only a moment; where the line is lost, just hang up."""
        if not self._lost:
            with suppress(Exception):
                self._client.socket().settimeout(_LEAVE_SECONDS)
                self._client.logout()
        self._hang_up()

    @contextmanager
    def asking(self, what: str, *, in_time: bool = True) -> Iterator[Any]:
        """Lend the client to the rest of this room, and turn whatever goes wrong while asking `what` into our errors.

        With `in_time` the line is cut when no end comes; without, the caller sees to it.
        """
        if self._lost:
            raise gone(self.account)
        try:
            with self._in_time() if in_time else nullcontext():
                yield self._client
        except OSError as fault:
            self._hang_up()
            raise gone(self.account, fault) from None
        except imaplib.IMAP4.error as fault:
            raise self._named(what, fault) from None
        except _NOT_UNDERSTOOD as fault:
            raise self._unread(what, fault) from None

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Cut the line when an answer is never finished: each of its lines may come in time, and yet no end."""
        with DEADLINES.within(self.account.timeout * _LONGEST_ANSWER, self._cut):
            yield

    def _cut(self) -> None:
        self._overdue = True
        with suppress(OSError):
            self._client.socket().shutdown(socket.SHUT_RDWR)

    def _named(self, what: str, fault: imaplib.IMAP4.error) -> Exception:
        """A refusal, an answer that is no IMAP, or the end of the line."""
        cut_off = isinstance(fault, imaplib.IMAP4.abort) and _LITERAL_REFUSED not in str(fault)
        if cut_off or self._is_waiting:
            self._hang_up()
            lost = gone(self.account, TimeoutError() if self._overdue else None)
            lost.asks_to_wait = is_busy(fault)
            return lost
        if type(fault).__name__ == "ProtocolError":
            return garbled(self.account, what)
        return half_in(self.account, fault) or refused(self.account, what, fault)

    def _unread(self, what: str, fault: Exception) -> Exception:
        if self._is_waiting:
            self._hang_up()
            return gone(self.account, fault)
        return garbled(self.account, what)

    @property
    def _is_waiting(self) -> bool:
        """Whether a command has not been answered to its end: what comes next would belong to it."""
        return any(reply is None for reply in self._client._imap.tagged_commands.values())  # noqa: SLF001 - told nowhere else

    def _hang_up(self) -> None:
        self._lost = True
        with suppress(Exception):
            self._client.shutdown()


def _without_news(client: Any) -> None:  # noqa: ANN401 - IMAPClient has no types
    """Keep what the server tells unasked of other messages out of answers to FETCH.

    It names them by number alone, and IMAPClient would take the number for a UID: the flags of one message would pass
    for those of another.
    """
    imap = client._imap  # noqa: SLF001 - the one place where an answer is still whole
    gathered = imap._untagged_response  # noqa: SLF001 - as above

    def answers(kind: str, told: object, name: str) -> tuple[str, list[Any]]:
        kind, found = gathered(kind, told, name)
        if name != "FETCH":
            return kind, found
        return kind, [each for each in found if not _is_news(each)] or [None]

    imap._untagged_response = answers  # noqa: SLF001 - as above


def _is_news(piece: object) -> bool:
    return isinstance(piece, bytes) and bool(_NUMBERED.match(piece)) and b"UID " not in piece.upper()


def _read(name: object) -> str:
    """A name as people read it, which may come as bytes."""
    return decoded(name) if isinstance(name, bytes) else str(name)
