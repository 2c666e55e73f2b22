"""`mailhuman uninstall`: says what goes and what stays, takes back its own alone, and can be run again after a failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailhuman.cli.removal import plan
from mailhuman.cli.removal.steps import _refuse_beside_the_daemon
from mailhuman.cli.service.managers import Systemd
from mailhuman.config import Account, load_config, save_account
from mailhuman.contacts import parse_contacts
from mailhuman.daemon.alone import alone
from mailhuman.mailbox import connect
from mailhuman.mailbox.keywords import Mark, mark
from mailhuman.mailbox.notes import Notes
from mailhuman.oauth import Permit, remember
from mailhuman.secrets import keep_password
from mailhuman.store import Watched, new_key, new_lock, open_store
from tests.cli.accounts import SECRET, Home, at_home, run, typed
from tests.servers import dovecot as dovecots
from tests.servers.dovecot import PASSWORD, Dovecot

WORK = Account("work", "jo@falk.example", "127.0.0.1", 1, timeout=1)
HOME = Account("home", "jo@acme.example", "localhost", 1, auth="google", client_id="x", timeout=1)
NOTES = "- name: Ann Reed\n  emails: [ann@acme.example]\n  notes:\n    - kind: hobby\n      text: chess\n"
DRAFT = b"From: jo@acme.example\r\nTo: ann@falk.example\r\nSubject: Re: Plans\r\n\r\nSend it today.\r\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with at_home(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def lived_in(home: Home) -> Home:
    """Two accounts, notes, a service and a lock of an earlier renewal."""
    save_account(WORK)
    save_account(HOME)
    keep_password(WORK, SECRET)
    remember(HOME, Permit("a", "", 4e9, 3600.0, 1.8e9))
    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "people.yaml"))
    (home.data / "oauth-1.lock").touch()
    Systemd().write("a unit\n")
    return home


def test_without_the_servers_service_and_secrets_go_and_the_rest_stays(lived_in: Home) -> None:
    outcome = run("uninstall", "--keep-servers", answers=typed("y"))
    assert outcome.exit_code == 0, outcome.output
    assert not Systemd().file.exists()
    assert lived_in.keyring.kept == {}
    assert [path.name for path in lived_in.data.iterdir()] == ["mailhuman.db"]
    assert len(load_config().accounts) == 2
    for told in ("the tokens of home", "the password of work", "marks and companion notes on the servers", "Ann"):
        assert (told in outcome.output) is (told != "Ann")
    with open_store() as store:
        assert [card.name for card in store.contacts()] == ["Ann Reed"]


def test_everything_leaves_only_what_was_not_ours(lived_in: Home) -> None:
    (lived_in.data / "mine.txt").touch()
    (lived_in.config / "rules").mkdir()
    outcome = run("uninstall", "--keep-servers", "--everything", "--yes")
    assert outcome.exit_code == 0, outcome.output
    assert [path.name for path in lived_in.data.iterdir()] == ["mine.txt"]
    assert [path.name for path in lived_in.config.iterdir()] == ["rules"]
    assert "your own rules" in outcome.output


def test_everything_takes_empty_folders_and_the_key_of_the_notes(lived_in: Home) -> None:
    secret = new_key()
    lock = new_lock("keyring", secret)
    lived_in.keyring.kept["mailhuman/notes", lock.id] = secret
    with open_store() as store:
        store.encrypt(lock, secret)
    assert run("uninstall", "--keep-servers", "--everything", "--yes").exit_code == 0
    assert lived_in.keyring.kept == {}
    assert not lived_in.data.exists()
    assert not lived_in.config.exists()


@pytest.mark.parametrize("answer", ["n", ""])
def test_without_a_yes_nothing_goes(answer: str, lived_in: Home) -> None:
    outcome = run("uninstall", answers=typed(answer))
    assert outcome.exit_code == 1
    assert "Nothing was removed." in outcome.output
    assert Systemd().file.exists()
    assert len(lived_in.keyring.kept) == 2


def test_where_nobody_can_be_asked_nothing_goes(lived_in: Home) -> None:
    outcome = run("uninstall")
    assert outcome.exit_code == 2
    assert "--yes" in outcome.stderr
    assert len(lived_in.keyring.kept) == 2


def test_a_server_that_cannot_be_reached_keeps_its_secret_and_the_files(lived_in: Home) -> None:
    outcome = run("uninstall", "--everything", "--yes")
    assert outcome.exit_code == 1
    assert "Not finished: work, home." in outcome.stderr
    assert "--keep-servers" in outcome.stderr
    assert len(lived_in.keyring.kept) == 2
    assert (lived_in.data / "mailhuman.db").exists()
    assert len(load_config().accounts) == 2


@pytest.mark.usefixtures("home")
def test_where_there_is_nothing_that_is_said() -> None:
    outcome = run("uninstall")
    assert outcome.exit_code == 0, outcome.output
    assert "There is nothing to take back." in outcome.output


def test_beside_a_daemon_that_runs_nothing_is_taken_away(lived_in: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_refuse_beside_the_daemon, "__defaults__", (0.0,))
    with alone(lived_in.data):
        outcome = run("uninstall", "--keep-servers", "--yes")
    assert outcome.exit_code == 1
    assert f"kill {os.getpid()}" in outcome.stderr
    assert len(lived_in.keyring.kept) == 2
    assert run("uninstall", "--keep-servers", "--yes").exit_code == 0
    assert not (lived_in.data / "daemon.lock").exists()


def test_the_journal_goes_with_everything_unless_it_may_hold_the_only_copy(
    lived_in: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lived_in.data / "journal" / "1"
    place.mkdir(parents=True)
    (place / "old.eml").touch()
    monkeypatch.setattr(plan, "_unfinished", lambda: True)
    outcome = run("uninstall", "--keep-servers", "--everything", "--yes")
    assert "may be the only copy" in outcome.output
    assert (place / "old.eml").exists()
    monkeypatch.setattr(plan, "_unfinished", lambda: False)
    assert run("uninstall", "--keep-servers", "--everything", "--yes").exit_code == 0
    assert not lived_in.data.exists()


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if dovecots.BINARY is None:
        pytest.skip("there is no dovecot on this machine (Debian: apt install dovecot-imapd)")
    with dovecots.running() as server:
        yield server


@pytest.mark.dovecot
def test_on_a_real_server_marks_and_notes_go_and_the_draft_stays_as_it_was(dovecot: Dovecot, home: Home) -> None:
    mail = dovecot.maildir("jo")
    mail.add("Drafts", DRAFT, datetime(2026, 3, 1, tzinfo=UTC), ("\\Draft",))
    account = dovecot.account("jo")
    with connect(account, PASSWORD) as session:
        folder = session.places()[0]
        mark(session.line, folder, 1, Mark.HINT, uidvalidity=session.line.examine(folder).uidvalidity)
        notes = Notes(session.line)
        notes.prepare()
        notes.put("lineage-1", "revision-1", b"Subject: x\r\nX-MailHuman-Note: lineage-1/revision-1\r\n\r\nA note.\r\n")
    save_account(account)
    keep_password(account, PASSWORD)
    watched = Watched("test", "Drafts", "lineage-1", 1, 1, "d", "hint", "revision-1", datetime(2026, 3, 1, tzinfo=UTC))
    with open_store() as store:
        store.watchbook.keep(watched=[watched])

    outcome = run("uninstall", "--yes")

    assert outcome.exit_code == 0, outcome.output
    assert "1 mark taken off drafts" in outcome.output
    assert "no companion note is left" in outcome.output
    assert home.keyring.kept == {}
    with connect(account, PASSWORD) as session:
        assert {each.name for each in session.line.list_folders()} == {"Drafts", "INBOX", "Sent"}
        (draft,) = session.drafts()
        assert draft.draft.own_text.strip() == "Send it today."
        flags = session.line.fetch([1], ("FLAGS",))[1]
        assert flags
        assert b"$" not in str(flags).encode()
    with open_store() as store:
        assert store.watchbook.known("test", "Drafts").watched == (), "a note that is missing is no answer"
