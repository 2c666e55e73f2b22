"""An account from setup to doctor on a real server: certificate, login, folders, people; then away with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.config import load_config
from tests.cli.accounts import Home, at_home, run, typed
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import PASSWORD, Dovecot

pytestmark = [pytest.mark.dovecot, pytest.mark.model]
ENTER = ""
SENT = b"From: jo@acme.example\r\nTo: Ann Reed <ann@falk.example>\r\nSubject: Plans\r\nMessage-ID: <1@acme.example>\r\n\r\nHi.\r\n"
DRAFT = b"From: jo@acme.example\r\nTo: ann@falk.example\r\nSubject: Re: Plans\r\n\r\nSend it today.\r\n"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if dovecots.BINARY is None:
        pytest.skip("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with dovecots.running() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


def test_an_account_is_connected_examined_and_removed(dovecot: Dovecot, home: Home) -> None:
    mail = dovecot.maildir("jo")
    for folder, raw in (("Sent", SENT), ("Drafts", DRAFT)):
        mail.make(folder)
        mail.add(folder, raw, datetime(2026, 3, 1, tzinfo=UTC), ("\\Seen",))
    server = ("--address", "jo@acme.example", "--host", "localhost", "--port", str(dovecot.tls_port), "--user", "jo")
    answers = typed(
        "work", "tls", "keyring", PASSWORD, "again", ENTER, ENTER, ENTER, ENTER, str(dovecot.ca_file),
        "keyring", "wrong", "again", ENTER, "keyring", PASSWORD, "n",
    )  # fmt: skip
    connected = run("setup", *server, answers=answers)
    assert connected.exit_code == 0, connected.output
    assert "not signed by anybody" in connected.output
    assert "Connected to localhost over TLS" in connected.output
    assert "Ann Reed <ann@falk.example>" in connected.output
    assert load_config().accounts[0].ca_file == str(dovecot.ca_file)
    assert list(home.keyring.kept.values()) == [PASSWORD]

    examined = run("doctor")
    assert examined.exit_code == 0, examined.output
    assert "account work: drafts are in Drafts, received mail in INBOX" in examined.output
    assert "account work: 1 draft can be read" in examined.output

    removed = run("account", "remove", "work", "--yes")
    assert removed.exit_code == 0, removed.output
    assert (load_config().accounts, home.keyring.kept) == ((), {})
    for shown in (connected, examined, removed):
        assert PASSWORD not in shown.output
    assert not home.data.exists(), "nothing was stored unasked"
