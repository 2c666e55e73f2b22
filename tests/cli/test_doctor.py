"""`mailhuman doctor`: looks at everything, stops at nothing, and says of each problem what to do."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.cli.doctor import files, installation, server, storage
from mailhuman.cli.doctor.finding import Checks, Finding, guarded
from mailhuman.cli.doctor.telling import summary
from mailhuman.config import Account, save_account
from mailhuman.contacts import parse_contacts
from mailhuman.errors import ServerGone, TlsFailure
from mailhuman.secrets import keep_password
from mailhuman.store import open_store
from tests.cli.accounts import SECRET, FakeMailbox, Home, at_home_on_linux, run
from tests.keyrings import EmptyChain, LockedKeyring, using

NOTES = "- name: Ann Reed\n  emails: [ann@acme.example]\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home_on_linux(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> FakeMailbox:
    return FakeMailbox().put_up(monkeypatch)


@pytest.fixture
def account(home: Home) -> Iterator[Account]:
    """An account at a port that answers, with its password kept."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        account = Account("work", "jo@falk.example", "127.0.0.1", listener.getsockname()[1])
        keep_password(account, SECRET)
        assert home.keyring.kept
        yield account


def told(findings: Iterable[Finding]) -> list[str]:
    """The findings as lines, none of which may hold the password."""
    lines = [f"{each.state} {each.seen}" for each in findings]
    assert SECRET not in "".join(lines)
    return lines


def examined(account: Account) -> list[str]:
    return told(server.check(account, offline=False))


@pytest.mark.model
def test_a_sound_installation_is_told_line_by_line(home: Home, mailbox: FakeMailbox, account: Account) -> None:
    save_account(account)
    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "notes.yaml"))
    outcome = run("doctor")
    assert outcome.exit_code == 0, outcome.output
    shown = outcome.output.splitlines()
    assert shown[-1] == "All is well; 1 thing to note."
    noted = [line for line in shown[:-1] if not line.startswith("ok ")]
    assert [line.partition(" ")[0] for line in noted if line[0] != " "] == ["note"], "the rest is what to do about it"
    assert "no service starts the daemon" in noted[0]
    for part in (
        "libraries load, spaCy", f"the configuration is in order ({home.file}); accounts: work", "notes on 1 person",
        "examples are right", "the keyring answers: Memory", "account work: 2 drafts can be read",
    ):  # fmt: skip
        assert part in outcome.output
    assert not mailbox.is_open


@pytest.mark.model
def test_a_fresh_installation_has_notes_of_what_to_do_and_is_not_changed_by_looking(home: Home) -> None:
    outcome = run("doctor", "--offline")
    assert outcome.exit_code == 0
    assert outcome.output.endswith("All is well; 2 things to note.\n")
    assert "Next: connect an account with `mailhuman setup`" in outcome.output
    assert not home.config.exists()
    assert not home.data.exists()


@pytest.mark.model
def test_every_problem_is_told_not_only_the_first(home: Home) -> None:
    home.config.mkdir()
    home.file.write_text('[account.work]\naddress = "x"\nhost = 3\n')
    home.file.chmod(0o666)
    (home.config / "rules").mkdir()
    (home.config / "rules" / "mine.yaml").write_text("id: mine\n")
    home.data.write_text("a file where the folder should be")
    with using(EmptyChain()):
        outcome = run("doctor")
    assert outcome.exit_code == 1
    problems = [line for line in outcome.output.splitlines() if line.startswith("problem")]
    for part in (
        "others on this machine can change the configuration", f"{home.file}:2: account.work.address",
        f"{home.file}:3: account.work.host", "the data folder cannot be made", "mine.yaml",
    ):  # fmt: skip
        assert part in "\n".join(problems)
    assert "no keyring" in outcome.output
    assert outcome.output.endswith(f"{len(problems)} problems found.\n")


@pytest.mark.model
def test_one_account_that_fails_does_not_hide_another(mailbox: FakeMailbox, account: Account) -> None:
    other = replace(account, name="home", address="a@falk.example", user="a")
    save_account(account)
    save_account(other)
    keep_password(other, SECRET)
    mailbox.failures = [TlsFailure("the certificate has expired", next_step="ask whoever runs it to renew it")]
    outcome = run("doctor")
    assert outcome.exit_code == 1
    assert "problem  account work: the certificate has expired\n" in outcome.output
    assert "Next: ask whoever runs it to renew it" in outcome.output
    assert "account home: 2 drafts can be read" in outcome.output
    assert "1 problem found." in outcome.output


@pytest.mark.model
def test_only_one_account_is_looked_at_if_so_wished(mailbox: FakeMailbox, account: Account) -> None:
    save_account(replace(account, name="home", address="a@falk.example"))
    save_account(account)
    assert "account home" not in run("doctor", "--account", "work").output
    assert len(mailbox.seen) == 1


def test_an_account_that_is_not_there_is_answered_with_those_that_are(account: Account) -> None:
    save_account(account)
    outcome = run("doctor", "--account", "wrok")
    assert outcome.exit_code == 1
    assert "take one of these: work" in outcome.output


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "All is well."),
        (("ok", "ok"), "All is well."),
        (("ok", "note"), "All is well; 1 thing to note."),
        (("note", "problem", "note"), "1 problem found."),
        (("problem", "problem"), "2 problems found."),
    ],
)
def test_one_sentence_sums_it_up(states: tuple[str, ...], said: str) -> None:
    assert summary([Finding(state, "x") for state in states]) == said  # type: ignore[arg-type]  # a table's states


def test_a_working_account_is_told_step_by_step(mailbox: FakeMailbox, account: Account) -> None:
    assert examined(account) == [
        "ok account work: the keyring gives the password",
        f"ok account work: 127.0.0.1 port {account.port} answers",
        "ok account work: logged in (TLS)",
        "ok account work: drafts are in Drafts, received mail in INBOX",
        "ok account work: sent mail is in Sent",
        "ok account work: 2 drafts can be read",
        "ok account work: the server offers IDLE, NOTIFY, UIDPLUS, CONDSTORE",
        "ok account work: drafts can be marked",
    ]
    assert not mailbox.is_open


def test_many_drafts_are_not_all_read_to_count_them(mailbox: FakeMailbox, account: Account) -> None:
    mailbox.count = 10_000
    assert "ok account work: 20 or more drafts can be read" in examined(account)
    assert mailbox.read == 20
    mailbox.count = 0
    assert "ok account work: there are no drafts at present" in examined(account)


def test_offline_asks_no_server(mailbox: FakeMailbox, account: Account) -> None:
    assert told(server.check(account, offline=True))[1:] == ["note account work: the server was not asked (--offline)"]
    assert mailbox.seen == []


def test_a_locked_keyring_does_not_keep_the_server_from_being_looked_at(mailbox: FakeMailbox, account: Account) -> None:
    with using(LockedKeyring()):
        password, place = examined(account)
    assert password.startswith("problem account work: the keyring of this machine is absent, locked or broken")
    assert "answers" in place
    assert mailbox.seen == []


def test_a_port_nobody_serves_is_told(mailbox: FakeMailbox, account: Account) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    assert examined(replace(account, port=closed))[1:] == [
        f"problem account work: 127.0.0.1 port {closed}: connection refused"
    ]
    assert mailbox.seen == []


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 70])
def test_a_host_nobody_knows_is_told(host: str, mailbox: FakeMailbox, account: Account) -> None:
    assert examined(replace(account, host=host))[1:] == [f"problem account work: the name {host} cannot be found"]
    assert mailbox.seen == []


def test_a_mailbox_without_drafts_folder_or_sent_mail_is_told(mailbox: FakeMailbox, account: Account) -> None:
    mailbox.sent = ""
    assert "note account work: no folder of sent mail was found, so threads lack your own" in examined(account)
    mailbox.drafts_in = "Entwürfe"
    assert examined(account)[-1] == "problem account work: no folder of drafts was found"


def test_a_server_that_leaves_in_the_middle_is_told(
    mailbox: FakeMailbox, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_mailbox: FakeMailbox) -> None:
        raise ServerGone("the connection was lost", next_step="try again later")

    monkeypatch.setattr(FakeMailbox, "drafts", gone)
    assert examined(account)[-1] == "problem account work: the connection was lost"
    assert not mailbox.is_open


def test_without_a_keyring_there_is_a_problem_only_if_one_is_needed(account: Account) -> None:
    by_command = replace(account, password_command=("pass",))
    with using(EmptyChain()):
        assert told(storage.check_keyring([]))[0].startswith("note there is no keyring")
        assert told(storage.check_keyring([by_command])) == ["ok there is no keyring, and your accounts need none"]
        assert told(storage.check_keyring([by_command, account]))[0].startswith("problem there is no keyring")


@pytest.mark.parametrize(
    ("mode", "finding"),
    [
        (0o600, ""),
        (0o640, "note others on this machine can read the configuration"),
        (0o620, "problem others on this machine can change the configuration"),
    ],
)
def test_who_else_can_read_or_change_the_configuration_is_told(
    mode: int, finding: str, home: Home, account: Account
) -> None:
    save_account(account)
    home.file.chmod(mode)
    *privacy, last = told(files.check())
    assert last.startswith("ok the configuration is in order")
    assert [line.startswith(finding) for line in privacy] == ([True] if finding else [])


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["click>=8", "no-such-library>=1; python_version > '3'", "other>1; extra == 'y'"]
    monkeypatch.setattr(installation, "requires", lambda _name: asked)
    assert told(installation.check())[1:] == ["problem no-such-library is missing or cannot be loaded"]


def test_every_library_of_the_project_is_looked_at() -> None:
    assert {"spacy", "imapclient", "sqlalchemy", "pyyaml", "keyring", "dnspython"} <= set(installation._libraries())
    assert "pymap" not in installation._libraries()


def test_a_store_is_told_with_what_is_in_it(home: Home) -> None:
    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "notes.yaml"))
    assert told(storage.check()) == [
        f"ok the store opens ({home.data / 'mailhuman.db'}): notes on 1 person, 0 answers to suggestions remembered",
        "ok the store is not encrypted: whoever may read the file may read them (`mailhuman store encrypt`)",
    ]


def test_an_encrypted_store_is_told_to_be_so(home: Home) -> None:
    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "notes.yaml"))
    assert run("store", "encrypt").exit_code == 0
    assert home.keyring.kept
    assert told(storage.check())[-1] == "ok the store is encrypted; its key is in the keyring"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_cannot_be_written_is_told(home: Home) -> None:
    with open_store():
        pass
    (home.data / "mailhuman.db").chmod(0o400)
    assert any("cannot be written" in line for line in told(storage.check()))


def test_a_store_that_is_none_is_told(home: Home) -> None:
    home.data.mkdir()
    (home.data / "mailhuman.db").write_text("not a database at all, but long enough to be looked at" * 30)
    assert told(guarded(storage.check, "the store"))[-1].startswith("problem the store: ")


def test_a_check_that_falls_over_is_a_finding_without_a_word_of_what_it_read() -> None:
    def broken() -> Checks:
        yield Finding("ok", "so far")
        raise RuntimeError(SECRET)

    assert told(guarded(broken, "the weather")) == ["ok so far", "problem the weather: it fails (RuntimeError)"]
