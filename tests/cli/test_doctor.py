"""`mailhuman doctor`: looks at everything, stops at nothing, and says of each problem what to do."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.cli.doctor import installation
from mailhuman.cli.doctor.finding import Checks, Finding, guarded
from mailhuman.config import Account, save_account
from mailhuman.contacts import parse_contacts
from mailhuman.errors import ServerGone, TlsFailure
from mailhuman.secrets import keep_password
from mailhuman.store import open_store
from tests.cli.accounts import SECRET, FakeMailbox, Home, at_home, run
from tests.keyrings import EmptyChain, LockedKeyring, using

NOTES = "- name: Ann Reed\n  emails: [ann@acme.example]\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FakeMailbox:
    return FakeMailbox().put_up(monkeypatch)


@pytest.fixture
def account() -> Iterator[Account]:
    """An account at a port that answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Account("work", "jo@falk.example", "127.0.0.1", listener.getsockname()[1])


def lines(*arguments: str, code: int) -> list[str]:
    outcome = run("doctor", *arguments)
    assert outcome.exit_code == code, outcome.output
    assert SECRET not in outcome.output
    return outcome.output.splitlines()


def problems(shown: list[str]) -> list[str]:
    return [line.removeprefix("problem ").strip() for line in shown if line.startswith("problem")]


def test_a_sound_installation_is_told_line_by_line(home: Home, server: FakeMailbox, account: Account) -> None:
    save_account(account)
    keep_password(account, SECRET)
    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "notes.yaml"))
    shown = lines(code=0)
    assert shown[-1] == "All is well."
    assert all(line.startswith("ok ") for line in shown[:-1])
    told = "\n".join(shown)
    for part in (
        "libraries load, spaCy", f"the configuration is in order ({home.file}): work", "notes on 1 person",
        "examples are right", "the keyring answers: Memory",
        "the keyring gives the password", "answers (1 address)", "logged in (TLS)", "drafts are in Drafts",
        "sent mail is in Sent", "2 drafts can be read",
    ):  # fmt: skip
        assert part in told
    assert not server.is_open


def test_a_fresh_installation_has_notes_of_what_to_do_and_is_not_changed_by_looking(home: Home) -> None:
    shown = lines("--offline", code=0)
    assert shown[-1] == "All is well, with 2 notes."
    assert "mailhuman setup" in "".join(shown)
    assert not home.config.exists()
    assert not home.data.exists()


def test_every_problem_is_told_not_only_the_first(home: Home) -> None:
    home.config.mkdir()
    home.file.write_text('[account.work]\naddress = "x"\nhost = 3\n')
    home.file.chmod(0o666)
    (home.config / "rules").mkdir()
    (home.config / "rules" / "mine.yaml").write_text("id: mine\n")
    home.data.write_text("a file where the folder should be")
    with using(EmptyChain()):
        shown = lines(code=1)
    told = "\n".join(problems(shown))
    assert "others on this machine can change the configuration" in told
    assert f"{home.file}:2: account.work.address" in told
    assert f"{home.file}:3: account.work.host" in told
    assert "the data folder cannot be made" in told
    assert "mine.yaml" in told
    assert any("no keyring" in line for line in shown)
    assert shown[-1] == f"{len(problems(shown))} problems found."


@pytest.mark.usefixtures("server")
def test_without_a_keyring_there_is_a_problem_only_if_one_is_needed(home: Home, account: Account) -> None:
    save_account(replace(account, password_command=("true",)))
    with using(EmptyChain()):
        assert "your accounts need none" in "".join(lines("--offline", code=1))
        save_account(account)
        assert "no keyring" in "".join(problems(lines("--offline", code=1)))
    assert home.file.exists()


@pytest.mark.usefixtures("home")
def test_offline_asks_no_server(server: FakeMailbox, account: Account) -> None:
    save_account(account)
    keep_password(account, SECRET)
    assert "the server was not asked" in "".join(lines("--offline", code=0))
    assert server.seen == []


@pytest.mark.usefixtures("home")
def test_a_locked_keyring_does_not_keep_the_server_from_being_looked_at(server: FakeMailbox, account: Account) -> None:
    save_account(account)
    with using(LockedKeyring()):
        shown = lines(code=1)
    assert any("locked" in line for line in problems(shown))
    assert "answers (1 address)" in "".join(shown)
    assert server.seen == []


@pytest.mark.usefixtures("home")
def test_a_host_nobody_knows_and_a_port_nobody_serves_are_told_apart(server: FakeMailbox, account: Account) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    save_account(replace(account, port=closed))
    save_account(replace(account, name="other", address="a@falk.example", host="no-such-host.invalid"))
    shown = problems(lines(code=1))
    assert any(f"127.0.0.1 port {closed}: connection refused" in line for line in shown)
    assert any("the name no-such-host.invalid cannot be found" in line for line in shown)
    assert server.seen == []


@pytest.mark.usefixtures("home")
def test_one_account_that_fails_does_not_hide_another(server: FakeMailbox, account: Account) -> None:
    save_account(account)
    save_account(replace(account, name="home", address="a@falk.example"))
    for each in ("jo@falk.example", "a@falk.example"):
        keep_password(replace(account, user=each), SECRET)
    server.failures = [TlsFailure("the certificate has expired", next_step="ask whoever runs it to renew it")]
    shown = lines(code=1)
    assert problems(shown) == ["account work: the certificate has expired"]
    assert any("Next: ask whoever runs it to renew it" in line for line in shown)
    assert any("account home: 2 drafts can be read" in line for line in shown)


@pytest.mark.usefixtures("home")
def test_only_one_account_is_looked_at_if_so_wished(server: FakeMailbox, account: Account) -> None:
    save_account(account)
    save_account(replace(account, name="home", address="a@falk.example"))
    keep_password(account, SECRET)
    shown = lines("--account", "work", code=0)
    assert not any("account home" in line for line in shown)
    assert len(server.seen) == 1
    assert "take one of these: work, home" in run("doctor", "--account", "wrok").output


@pytest.mark.usefixtures("home")
def test_a_mailbox_without_drafts_folder_or_sent_mail_is_told(server: FakeMailbox, account: Account) -> None:
    save_account(account)
    keep_password(account, SECRET)
    server.sent = ""
    assert any("no folder of sent mail" in line for line in lines(code=0) if line.startswith("note"))
    server.count = 0
    assert any("no drafts at present" in line for line in lines(code=0))
    server.drafts_in = "Entwürfe"
    assert problems(lines(code=1)) == ["account work: no folder of drafts was found"]


@pytest.mark.usefixtures("home")
def test_a_server_that_leaves_in_the_middle_is_told(
    server: FakeMailbox, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_mailbox: FakeMailbox) -> None:
        raise ServerGone("the connection was lost", next_step="try again later")

    monkeypatch.setattr(FakeMailbox, "drafts", gone)
    save_account(account)
    keep_password(account, SECRET)
    assert problems(lines(code=1)) == ["account work: the connection was lost"]
    assert not server.is_open


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        installation, "requires", lambda _name: ["click>=8", "no-such-library>=1; x", "z>1; extra == 'y'"]
    )
    found = list(installation.check())
    assert [(each.state, each.seen) for each in found[1:]] == [
        ("problem", "no-such-library is missing or cannot be loaded")
    ]


def test_every_library_of_the_project_is_looked_at() -> None:
    assert {"spacy", "imapclient", "sqlalchemy", "pyyaml", "keyring", "dnspython"} <= set(installation._libraries())
    assert "pymap" not in installation._libraries()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_cannot_be_written_is_told(home: Home) -> None:
    with open_store():
        pass
    (home.data / "mailhuman.db").chmod(0o400)
    assert any("cannot be written" in line for line in problems(lines("--offline", code=1)))


def test_a_store_that_is_none_is_told(home: Home) -> None:
    home.data.mkdir()
    (home.data / "mailhuman.db").write_text("not a database at all, but long enough to be looked at" * 30)
    assert any(line.startswith("the store: ") for line in problems(lines("--offline", code=1)))


def test_a_check_that_falls_over_is_a_finding_without_a_word_of_what_it_read() -> None:
    def broken() -> Checks:
        yield Finding("ok", "so far")
        raise RuntimeError(SECRET)

    found = list(guarded(broken, "the weather"))
    assert [each.seen for each in found] == ["so far", "the weather: it fails (RuntimeError)"]
