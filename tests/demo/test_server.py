"""The demo's IMAP server: a real one, on loopback only, gone when its block ends."""

from __future__ import annotations

import builtins
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from imaplib import IMAP4
from typing import Any

import pytest

from mailhuman.demo.imap import Stored
from mailhuman.demo.server import DemoServer, needs_pymap, serving
from mailhuman.errors import MailhumanError

RAW = b"From: a@acme.example\r\nSubject: one\r\nMessage-ID: <a@acme.example>\r\n\r\nHello.\r\n"
MAIL = Stored(RAW, datetime(2026, 11, 24, 10, 0, tzinfo=UTC), ("\\Seen",))
FOLDERS = {"INBOX": (MAIL,), "Sent": (), "Drafts": (MAIL, MAIL)}


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with serving(FOLDERS, "jo@falk.example") as running:
        yield running


@pytest.mark.imap
def test_the_mail_is_there_as_it_was_given(server: DemoServer) -> None:
    with IMAP4(server.host, server.port, timeout=10) as line:
        line.login(server.user, server.password)
        assert line.select("Drafts", readonly=True) == ("OK", [b"2"])
        found = line.fetch("1", "(BODY.PEEK[])")[1][0]
    assert isinstance(found, tuple)
    assert found[1] == RAW


@pytest.mark.imap
def test_another_password_is_refused(server: DemoServer) -> None:
    with IMAP4(server.host, server.port, timeout=10) as line, pytest.raises(IMAP4.error):
        line.login(server.user, "wrong")


@pytest.mark.imap
def test_it_listens_on_loopback_only(server: DemoServer) -> None:
    assert server.host == "127.0.0.1"
    with pytest.raises(OSError, match=r"."):
        socket.create_connection(("127.0.0.2", server.port), timeout=1).close()


@pytest.mark.imap
def test_nothing_of_it_is_left() -> None:
    before = threading.active_count()
    with serving(FOLDERS, "jo@falk.example") as running, socket.create_connection((running.host, running.port)):
        pass  # a visitor who is still there when it ends
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((running.host, running.port), timeout=1)


@pytest.mark.imap
def test_it_ends_whatever_ends_the_block() -> None:
    with pytest.raises(KeyboardInterrupt), serving(FOLDERS, "jo@falk.example") as running:
        raise KeyboardInterrupt
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((running.host, running.port), timeout=1)


@pytest.mark.imap
def test_no_password_shows_in_its_repr(server: DemoServer) -> None:
    assert server.password not in repr(server)


def test_without_pymap_the_next_step_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pymap"):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MailhumanError) as told:
        needs_pymap()
    assert "pip install 'mailhuman[demo]'" in told.value.next_step


@pytest.mark.imap
def test_a_server_that_cannot_start_is_told_plainly() -> None:
    with pytest.raises(MailhumanError, match="did not start"), serving({"INBOX": (), "A": (), "a/../": (None,)}, "jo"):  # type: ignore[dict-item]
        pass
