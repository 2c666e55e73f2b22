"""What tests of accounts share: a home of their own, a mailbox that is let into by password, and a way to type."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from click.testing import CliRunner, Result

from mailhuman import mailbox
from mailhuman.cli import cli
from mailhuman.config import Account
from mailhuman.errors import FolderMissing, LoginRefused, MailboxError
from mailhuman.mailbox import Folders, FoundDraft
from mailhuman.mailbox.folders import Listed
from mailhuman.model import Address, Draft
from tests.keyrings import MemoryKeyring, using

SECRET = "marzipan-7Q"
PEOPLE = ((Address("ann@acme.example", "Ann Reed"), 41), (Address("bo@acme.example"), 7))


@dataclass(frozen=True)
class Home:
    """A user's folders and keyring."""

    config: Path
    data: Path
    keyring: MemoryKeyring

    @property
    def file(self) -> Path:
        return self.config / "config.toml"


@contextmanager
def at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Give a home below `folder`, empty at first."""
    home = Home(folder / "config", folder / "data", MemoryKeyring())
    monkeypatch.setenv("MAILHUMAN_CONFIG_DIR", str(home.config))
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(home.data))
    with using(home.keyring):
        yield home


@contextmanager
def at_home_on_linux(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The same with all else a user has below `folder` too, on a machine that counts as Linux."""
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with at_home(folder, monkeypatch) as home:
        yield home


@dataclass
class FakeLine:
    """A server's line, as far as its abilities go: all of them, and a folder that keeps any flag."""

    offers: frozenset[str] = frozenset({"IDLE", "NOTIFY", "UIDPLUS", "CONDSTORE"})
    flags: tuple[bytes, ...] = (b"\\*",)
    welcome: bytes = b"ready"

    def capabilities(self) -> frozenset[str]:
        return self.offers

    @contextmanager
    def asking(self, _what: str) -> Iterator[Self]:
        yield self

    def select_folder(self, _name: bytes) -> dict[bytes, object]:
        return {b"EXISTS": 1, b"PERMANENTFLAGS": self.flags}

    def examine(self, _folder: Listed) -> None:
        """Open it for reading."""


@dataclass
class FakeMailbox:
    """An account on a server: it lets in who knows the password, and fails first as often as it is told to."""

    password: str = SECRET
    drafts_in: str = "Drafts"
    sent: str = "Sent"
    count: int = 2
    read: int = 0
    failures: list[MailboxError] = field(default_factory=list)
    seen: list[Account] = field(default_factory=list)
    is_open: bool = False
    line: FakeLine = field(default_factory=FakeLine)

    def places(self) -> tuple[Listed, ...]:
        return (Listed(self.drafts_in.encode(), self.drafts_in),)

    def connect(self, account: Account, password: str) -> Self:
        self.seen.append(account)
        if self.failures:
            raise self.failures.pop(0)
        if password != self.password:
            raise LoginRefused(f"{account.host} does not accept the user or the password", next_step="look again")
        self._account = account
        self.is_open = True
        return self

    def folders(self) -> Folders:
        if (self._account.drafts or "Drafts") != self.drafts_in:
            raise FolderMissing("no folder of drafts was found", next_step="name it")
        return Folders(self.drafts_in, "INBOX", self.sent)

    def drafts(self) -> Iterator[FoundDraft]:
        for uid in range(1, self.count + 1):
            self.read += 1
            yield FoundDraft(self.drafts_in, 1, uid, Draft())

    def correspondents(self, limit: int) -> tuple[tuple[Address, int], ...]:
        return PEOPLE[:limit]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_open = False

    def put_up(self, monkeypatch: pytest.MonkeyPatch) -> Self:
        """Be what the command connects to."""
        monkeypatch.setattr(mailbox, "connect", self.connect)
        return self


def typed(*lines: str) -> str:
    """Lines as somebody types them."""
    return "".join(f"{line}\n" for line in lines)


def run(*arguments: str, answers: str | None = None) -> Result:
    """Run a command with `answers` on its standard input."""
    return CliRunner().invoke(cli, arguments, input=answers)
