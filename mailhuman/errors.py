"""Every way mailhuman can fail, each with its exit code and what to do next.

    MailhumanError                  1
    ├── BadInput                    3   one or many problems, each with its place
    │   ├── ConfigError             3
    │   ├── RulesError              4
    │   ├── ContactsError           5
    │   └── HistoryError            5
    ├── UnreadableMessage           6
    ├── StoreError                  7
    │   └── StoreResealed           7
    ├── SecretError                 8
    │   └── ConsentGone             9
    └── MailboxError               20
        ├── Unreachable            20
        ├── TlsFailure             21
        ├── LoginRefused           22
        ├── FolderMissing          23
        └── ServerGone             24

No message ever holds the text of a mail or a note, a password or an address book entry: errors end up in logs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a file the user wrote: where (`line` and `column` count from 1, 0 = unknown) and what."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Give `path:line: message`, the form editors understand."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class MailhumanError(Exception):
    """Something went wrong that the user can do something about; `next_step` says what."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class BadInput(MailhumanError):
    """A file the user wrote has problems; all of them are here, none was acted upon."""

    exit_code = 3

    def __init__(self, problems: tuple[Problem, ...], *, next_step: str = "") -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)), next_step=next_step)


class ConfigError(BadInput):
    """The configuration file cannot be used as it is."""


class RulesError(BadInput):
    """A rule or a template cannot be used as it is."""

    exit_code = 4


class ContactsError(BadInput):
    """A file of contacts cannot be used as it is; nothing of it was stored."""

    exit_code = 5


class HistoryError(BadInput):
    """A file of history cannot be used as it is."""

    exit_code = 5


class UnreadableMessage(MailhumanError):
    """The bytes given are not a message at all, or cannot be read from disk."""

    exit_code = 6


class StoreError(MailhumanError):
    """The database cannot be opened, read or written; what was there is still there."""

    exit_code = 7


class StoreResealed(StoreError):
    """The database was encrypted or decrypted by another process: it must be opened anew."""


class SecretError(MailhumanError):
    """The password is not to be had from the keyring or the command that should give it."""

    exit_code = 8


class ConsentGone(SecretError):
    """A provider no longer lets us in by token: somebody must sign in again, waiting does not help."""

    exit_code = 9


class MailboxError(MailhumanError):
    """Something between us and the IMAP server failed; the server may have asked to be left alone for a while."""

    exit_code = 20
    asks_to_wait: bool = False


class Unreachable(MailboxError):
    """No server answers at that host and port."""

    exit_code = 20


class TlsFailure(MailboxError):
    """The server's certificate could not be verified, or TLS could not be agreed."""

    exit_code = 21


class LoginRefused(MailboxError):
    """The server does not accept this user and password."""

    exit_code = 22


class FolderMissing(MailboxError):
    """A folder we need is not on the server."""

    exit_code = 23


class ServerGone(MailboxError):
    """The connection was lost, or nothing came within the time allowed."""

    exit_code = 24
