"""`mailhuman setup`: asks, finds, tries, and keeps an account only once it works; the password is told to nobody."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailhuman import discovery
from mailhuman.cli.setup.secret import split_command
from mailhuman.config import Account, load_config, save_account
from mailhuman.discovery import Place
from mailhuman.errors import LoginRefused, TlsFailure, Unreachable
from mailhuman.secrets import keep_password
from mailhuman.store import open_store
from tests.cli.accounts import SECRET, FakeMailbox, Home, at_home, run, typed
from tests.keyrings import EmptyChain, LockedKeyring, using

FALK = ("--address", "jo@falk.example", "--host", "imap.falk.example")
ENTER = ""
NOTES = "- name: Ann Reed\n  emails: [ann@acme.example]\n  notes:\n    - kind: hobby\n      text: chess\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FakeMailbox:
    return FakeMailbox().put_up(monkeypatch)


class Announcing:
    """A domain that announces one server."""

    def imap_servers(self, domain: str) -> tuple[Place, ...]:
        host = {"falk.example": "mail.falk.example", "elsewhere.example": "imap.stranger.example"}.get(domain)
        return (Place(host, 1993),) if host else ()

    def exchangers(self, domain: str) -> tuple[str, ...]:
        return ("x.mail.protection.outlook.com",) if domain == "contoso.example" else ()


@pytest.fixture
def dns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "Dns", Announcing)
    monkeypatch.setattr(discovery, "answers_imap", lambda _place: False)


@pytest.mark.usefixtures("dns")
def test_answers_lead_to_an_account_that_works(home: Home, server: FakeMailbox) -> None:
    answers = typed("jo@falk.example", ENTER, "y", ENTER, "keyring", SECRET, "n")
    outcome = run("setup", answers=answers)
    assert outcome.exit_code == 0, outcome.output
    account = Account("falk", "jo@falk.example", "mail.falk.example", 1993)
    assert load_config().accounts == (account,)
    assert home.keyring.kept == {("mailhuman/mail.falk.example", "jo@falk.example"): SECRET}
    assert server.seen == [account]
    assert not server.is_open
    for shown in (
        "announced by falk.example",
        "Connected to mail.falk.example over TLS",
        "Ann Reed <ann@acme.example>",
    ):
        assert shown in outcome.output
    assert SECRET not in outcome.output
    assert SECRET not in home.file.read_text()


@pytest.mark.usefixtures("dns", "home")
def test_a_server_that_was_found_can_be_changed(server: FakeMailbox) -> None:
    answers = typed("jo@falk.example", ENTER, "n", "imap.falk.example", "starttls", ENTER, ENTER, ENTER, SECRET, "n")
    outcome = run("setup", answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert server.seen == [Account("falk", "jo@falk.example", "imap.falk.example", 143, "starttls")]


def test_every_question_can_be_answered_by_an_option(home: Home, server: FakeMailbox, tmp_path: Path) -> None:
    server.sent = ""
    authority = tmp_path / "ca.pem"
    authority.touch()
    outcome = run(
        "setup", *FALK, "--name", "work", "--port", "144", "--security", "starttls", "--user", "jo",
        "--alias", "j@falk.example", "--drafts", "Drafts", "--ca-file", str(authority),
        "--password-command", f"{sys.executable} -c 'print(\"{SECRET}\")'", "--yes",
    )  # fmt: skip
    assert outcome.exit_code == 0, outcome.output
    (account,) = load_config().accounts
    assert (account.name, account.port, account.security, account.user) == ("work", 144, "starttls", "jo")
    assert (account.aliases, account.drafts, account.ca_file) == (("j@falk.example",), "Drafts", str(authority))
    assert account.password_command[1:] == ("-c", f'print("{SECRET}")')
    assert home.keyring.kept == {}
    assert "not found; threads will lack your own mail" in outcome.output
    assert not home.data.exists(), "nothing is stored unasked"


def test_a_password_may_come_by_standard_input(
    home: Home, server: FakeMailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outcome = run("setup", *FALK, "--password-stdin", answers=f"{SECRET}\nsomething else\n")
    assert outcome.exit_code == 0, outcome.output
    assert list(home.keyring.kept.values()) == [SECRET]
    assert server.seen[0].port == 993
    assert SECRET not in outcome.output + home.file.read_text() + caplog.text


def test_no_option_takes_a_password() -> None:
    assert [line.split()[0] for line in run("setup", "--help").output.splitlines() if "--password" in line] == [
        "--password-command",
        "--password-stdin",
    ]


@pytest.mark.parametrize("missing", ["--address", "--host"])
@pytest.mark.usefixtures("home", "server")
def test_where_nobody_can_be_asked_what_is_missing_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "find_server", lambda *_: None)
    given = [] if missing == "--address" else ["--address", "jo@falk.example"]
    outcome = run("setup", *given, "--yes", "--password-command", "pass show x")
    assert outcome.exit_code == 2
    assert f"{missing} must be given" in outcome.output


@pytest.mark.usefixtures("home", "server")
def test_an_end_of_input_says_which_option_would_help() -> None:
    outcome = run("setup", answers="")
    assert outcome.exit_code == 2
    assert "--address can be given instead" in outcome.output


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--address", "nobody"),
        ("--host", "imap://falk.example"),
        ("--name", "a b"),
        ("--port", "0"),
        ("--alias", "x"),
        ("--security", "ssl"),
        ("--password-command", "pass 'x"),
        ("--ca-file", "/no/such/file"),
    ],
)
@pytest.mark.usefixtures("server")
def test_a_wrong_option_is_refused_before_anything_is_done(option: str, value: str, home: Home) -> None:
    outcome = run("setup", *FALK, "--yes", "--password-command", "true", option, value)
    assert outcome.exit_code == 2, outcome.output
    assert option in outcome.output
    assert not home.file.exists()


def test_plain_to_another_machine_is_refused(home: Home, server: FakeMailbox) -> None:
    outcome = run("setup", *FALK, "--security", "plain", "--yes", "--password-command", "true")
    assert outcome.exit_code == 2
    assert "would show the password" in outcome.output
    assert server.seen == []
    assert not home.file.exists()


@pytest.mark.usefixtures("dns")
def test_a_server_of_another_domain_gets_no_password_before_somebody_agreed(home: Home, server: FakeMailbox) -> None:
    alone = run("setup", "--address", "jo@elsewhere.example", "--password-stdin", answers=SECRET)
    assert alone.exit_code == 2
    assert "another domain" in alone.output
    assert server.seen == []
    asked = run("setup", "--address", "jo@elsewhere.example", answers=typed(*[ENTER] * 4, SECRET, "n"))
    assert asked.exit_code == 0, asked.output
    assert "only if your provider names it too" in asked.output
    assert list(home.keyring.kept) == [("mailhuman/imap.stranger.example", "jo@elsewhere.example")]


@pytest.mark.parametrize("address", ["jo@outlook.com", "jo@contoso.example"])
@pytest.mark.usefixtures("dns", "server")
def test_microsoft_says_what_it_needs_and_asks_for_no_password(address: str, home: Home) -> None:
    outcome = run("setup", answers=typed(address, *[ENTER] * 3))
    assert outcome.exit_code == 2, "the answers end at the client id"
    for told in (
        "September 2024",
        "DavMail",
        "http://localhost",
        "IMAP.AccessAsUser.All",
        "offline_access",
        "Client id",
    ):
        assert told in outcome.output
    assert "Password" not in outcome.output
    assert not home.file.exists()


@pytest.mark.usefixtures("server")
def test_a_gateway_for_microsoft_on_this_machine_can_be_named(home: Home) -> None:
    outcome = run(
        "setup", "--address", "jo@outlook.com", "--host", "localhost", "--port", "1143", "--security", "plain",
        "--password-stdin", answers=SECRET,
    )  # fmt: skip
    assert outcome.exit_code == 0, outcome.output
    assert home.keyring.kept == {("mailhuman/localhost", "jo@outlook.com"): SECRET}


def test_gmail_says_what_it_needs_and_takes_its_password_in_groups(home: Home, server: FakeMailbox) -> None:
    server.password = "abcdefghijklmnop"
    answers = typed("jo@gmail.com", *[ENTER] * 4, "password", ENTER, "abcd efgh\u00a0ijkl mnop", "n")
    outcome = run("setup", answers=answers)
    assert outcome.exit_code == 0, outcome.output
    shown = " ".join(outcome.output.split())
    assert "Turn on 2-Step Verification, make an app password" in shown
    assert home.keyring.kept == {("mailhuman/imap.gmail.com", "jo@gmail.com"): "abcdefghijklmnop"}


def test_a_password_with_spaces_is_kept_as_it_is_elsewhere(home: Home, server: FakeMailbox) -> None:
    server.password = " two words "
    assert run("setup", *FALK, "--password-stdin", answers=" two words \n").exit_code == 0
    assert list(home.keyring.kept.values()) == [" two words "]


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable("nobody answers at imap.falk.example:993", next_step="check the port"),
        LoginRefused("imap.falk.example does not accept the user or the password", next_step="look again"),
        TlsFailure("the certificate has expired", next_step="ask whoever runs it"),
    ],
)
def test_without_anybody_to_ask_a_failure_ends_it_and_saves_nothing(
    failure: Unreachable, home: Home, server: FakeMailbox
) -> None:
    server.failures = [failure]
    outcome = run("setup", *FALK, "--password-stdin", answers=SECRET)
    assert outcome.exit_code == failure.exit_code
    assert failure.message in outcome.output
    assert failure.next_step in outcome.output
    assert not home.file.exists()
    assert home.keyring.kept == {}


def test_a_wrong_password_can_be_typed_again(home: Home, server: FakeMailbox) -> None:
    answers = typed(ENTER, ENTER, ENTER, ENTER, ENTER, "wrong", "again", ENTER, ENTER, SECRET, "n")
    outcome = run("setup", *FALK, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert "Nothing is saved yet." in outcome.output
    assert len(server.seen) == 2
    assert list(home.keyring.kept.values()) == [SECRET]


def test_a_wrong_host_can_be_mended_though_it_was_an_option(home: Home, server: FakeMailbox) -> None:
    server.failures = [Unreachable("the name imap.falk.example cannot be found", next_step="check host")]
    answers = typed(
        ENTER, ENTER, ENTER, ENTER, ENTER, SECRET, "again", "mail.falk.example", ENTER, ENTER, ENTER, ENTER, SECRET, "n"
    )
    outcome = run("setup", *FALK, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert [account.host for account in server.seen] == ["imap.falk.example", "mail.falk.example"]
    assert list(home.keyring.kept) == [("mailhuman/mail.falk.example", "jo@falk.example")]


def test_a_missing_folder_can_be_named(server: FakeMailbox, home: Home) -> None:
    server.drafts_in = "Entwürfe"
    answers = typed(ENTER, ENTER, ENTER, ENTER, ENTER, SECRET, "again", "Entwürfe", ENTER, SECRET, "n")
    outcome = run("setup", *FALK, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert load_config().accounts[0].drafts == "Entwürfe"
    assert home.keyring.kept


def test_an_untrusted_certificate_can_be_answered_with_a_file(server: FakeMailbox, home: Home, tmp_path: Path) -> None:
    server.failures = [TlsFailure("the certificate is not signed by anybody", next_step="name it")]
    authority = tmp_path / "ca.pem"
    authority.touch()
    answers = typed(*[ENTER] * 5, SECRET, "again", *[ENTER] * 4, str(authority), ENTER, SECRET, "n")
    outcome = run("setup", *FALK, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert load_config().accounts[0].ca_file == str(authority)
    assert home.file.exists()


@pytest.mark.parametrize(("answer", "saved"), [("save", True), ("quit", False)])
def test_who_insists_may_save_what_does_not_work(
    answer: str,
    server: FakeMailbox,
    home: Home,
    saved: bool,  # noqa: FBT001 - a table's column
) -> None:
    server.password = "another"
    outcome = run("setup", *FALK, answers=typed(*[ENTER] * 5, SECRET, answer, "n"))
    assert outcome.exit_code == (0 if saved else 1), outcome.output
    assert (home.file.exists(), bool(home.keyring.kept)) == (saved, saved)


def test_without_a_test_nothing_is_contacted(server: FakeMailbox, home: Home) -> None:
    outcome = run("setup", *FALK, "--yes", "--no-test", "--password-command", "no-such-program x")
    assert outcome.exit_code == 0, outcome.output
    assert server.seen == []
    assert home.file.exists()


@pytest.mark.usefixtures("server", "home")
def test_a_password_in_the_environment_needs_neither_keyring_nor_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILHUMAN_PASSWORD_WORK", SECRET)
    with using(EmptyChain()):
        outcome = run("setup", *FALK, "--name", "work", answers=typed(ENTER, ENTER, ENTER, "n"))
    assert outcome.exit_code == 0, outcome.output
    assert "its password comes from the variable MAILHUMAN_PASSWORD_WORK" in outcome.output
    assert SECRET not in outcome.output


@pytest.mark.usefixtures("server", "home")
def test_without_a_keyring_a_command_is_asked_for() -> None:
    command = f"{sys.executable} -c 'print(\"{SECRET}\")'"
    with using(EmptyChain()):
        outcome = run("setup", *FALK, answers=typed(ENTER, ENTER, ENTER, ENTER, "echo x", "pass | head", command, "n"))
    assert outcome.exit_code == 0, outcome.output
    assert "no usable keyring" in outcome.output
    assert "would write the password itself" in outcome.output
    assert "without a shell" in outcome.output
    assert load_config().accounts[0].password_command[0] == sys.executable


def test_a_keyring_that_fails_at_the_last_moment_saves_nothing(server: FakeMailbox, home: Home) -> None:
    with using(LockedKeyring()):
        outcome = run("setup", *FALK, "--password-stdin", answers=SECRET)
    assert outcome.exit_code == 8
    assert "password-command" in outcome.output
    assert SECRET not in outcome.output
    assert server.seen
    assert not home.file.exists()


@pytest.mark.usefixtures("server", "home")
def test_a_keyring_that_fails_at_the_last_moment_can_be_answered_with_a_command() -> None:
    command = f"{sys.executable} -c 'print(\"{SECRET}\")'"
    with using(LockedKeyring()):
        answers = typed(*[ENTER] * 5, SECRET, "y", "command", command, "n")
        outcome = run("setup", *FALK, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert load_config().accounts[0].password_command


def test_a_configuration_with_problems_is_told_before_the_first_question(home: Home) -> None:
    home.config.mkdir()
    home.file.write_text("[account.x\n")
    outcome = run("setup", answers=typed("jo@falk.example"))
    assert outcome.exit_code == 3
    assert f"{home.file}:1: is not TOML" in outcome.output
    assert "Your mail address" not in outcome.output
    assert home.file.read_text() == "[account.x\n"


@pytest.mark.usefixtures("server")
def test_a_file_that_cannot_be_written_leaves_no_password_behind(home: Home) -> None:
    home.config.write_text("a file where the folder should be")
    outcome = run("setup", *FALK, "--password-stdin", answers=SECRET)
    assert outcome.exit_code == 3
    assert "cannot be" in outcome.output
    assert home.keyring.kept == {}


@pytest.mark.usefixtures("server")
def test_a_file_that_cannot_be_written_leaves_the_former_password(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    account = old_account(home)
    keep_password(account, "former")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    outcome = run("setup", "--name", "work", "--port", "994", "--password-stdin", answers=SECRET)
    assert outcome.exit_code == 3, outcome.output
    assert list(home.keyring.kept.values()) == ["former"]


def old_account(home: Home) -> Account:
    account = Account("work", "jo@falk.example", "imap.falk.example", aliases=("j@falk.example",), timeout=9)
    save_account(account)
    home.file.write_text("# mine\n" + home.file.read_text())
    keep_password(account, SECRET)
    return account


def test_an_account_can_be_changed_and_keeps_the_rest(home: Home, server: FakeMailbox) -> None:
    old = old_account(home)
    answers = typed(ENTER, ENTER, "y", "mail.falk.example", ENTER, ENTER, ENTER, ENTER, SECRET, "n")
    outcome = run("setup", "--name", "work", answers=answers[len("\n\n") :])
    assert outcome.exit_code == 0, outcome.output
    (account,) = load_config().accounts
    assert (account.host, account.aliases, account.timeout) == ("mail.falk.example", old.aliases, 9)
    assert home.keyring.kept == {("mailhuman/mail.falk.example", "jo@falk.example"): SECRET}, "the former is forgotten"
    assert home.file.read_text().startswith("# mine\n")
    assert server.seen == [account]


@pytest.mark.usefixtures("server")
def test_the_password_in_the_keyring_can_be_taken_as_it_is(home: Home) -> None:
    old_account(home)
    outcome = run("setup", "--name", "work", answers=typed("y", *[ENTER] * 6, "n"))
    assert outcome.exit_code == 0, outcome.output
    assert "Enter takes the one in the keyring" in outcome.output
    assert list(home.keyring.kept.values()) == [SECRET]


def test_an_account_is_not_changed_without_a_yes(home: Home, server: FakeMailbox) -> None:
    old_account(home)
    before = home.file.read_text()
    outcome = run("setup", "--address", "jo@falk.example", answers=typed(ENTER, "n"))
    assert outcome.exit_code == 1
    assert "Nothing was changed." in outcome.output
    assert home.file.read_text() == before
    assert server.seen == []


@pytest.mark.usefixtures("server")
def test_an_address_cannot_be_connected_twice(home: Home) -> None:
    old_account(home)
    outcome = run("setup", "--address", "J@falk.example", "--name", "other", answers="")
    assert outcome.exit_code == 1
    assert "the account work has this address already" in outcome.output
    outcome = run("setup", "--address", "x@falk.example", "--alias", "JO@falk.example", "--host", "h.example", "--yes")
    assert "the account work has this address already" in outcome.output


@pytest.mark.usefixtures("server")
def test_a_second_account_at_the_same_domain_gets_a_name_of_its_own(home: Home) -> None:
    save_account(Account("falk", "ann@falk.example", "imap.falk.example"))
    assert run("setup", *FALK, "--password-stdin", answers=SECRET).exit_code == 0
    assert [account.name for account in load_config().accounts] == ["falk", "falk2"]
    assert home.keyring.kept


@pytest.mark.usefixtures("server", "home")
def test_notes_can_be_brought_in_at_once(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(NOTES)
    outcome = run("setup", *FALK, answers=typed(*[ENTER] * 5, SECRET, "y", str(file), "y"))
    assert outcome.exit_code == 0, outcome.output
    with open_store() as store:
        assert [contact.name for contact in store.contacts()] == ["Ann Reed"]


def test_a_file_of_notes_with_problems_is_told_and_asked_for_again(
    server: FakeMailbox, home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "people.yaml"
    file.write_text("- nome: Ann\n")
    outcome = run("setup", *FALK, answers=typed(*[ENTER] * 5, SECRET, "y", str(file), str(tmp_path), ENTER))
    assert outcome.exit_code == 0, outcome.output
    assert f"{file}:1: " in outcome.output
    assert "mailhuman contacts import" in outcome.output
    assert server.seen
    assert not home.data.exists()


@pytest.mark.usefixtures("server", "home")
def test_who_has_notes_already_is_not_asked() -> None:
    from mailhuman.contacts import parse_contacts  # noqa: PLC0415 - only here

    with open_store() as store:
        store.save_contacts(parse_contacts(NOTES, "people.yaml"))
    outcome = run("setup", *FALK, answers=typed(*[ENTER] * 5, SECRET))
    assert outcome.exit_code == 0, outcome.output
    assert "You write most to" not in outcome.output


@pytest.mark.parametrize(
    "command", ["", "   ", "pass 'x", "echo x", "/bin/printf x", "a | b", "a && b", "a $(b)", "a `b`", "cat $HOME/x"]
)
def test_a_command_that_cannot_run_or_holds_the_password_is_refused(command: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        split_command(command)


def test_a_command_is_split_as_a_shell_would() -> None:
    assert split_command("pass show 'mail/my work'") == ("pass", "show", "mail/my work")
    assert split_command("sh -c 'gpg -d x | head -1'") == ("sh", "-c", "gpg -d x | head -1")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.usefixtures("server")
def test_an_account_is_kept_where_the_folder_of_notes_is_closed_and_that_is_told(home: Home) -> None:
    home.data.mkdir()
    home.data.chmod(0)
    try:
        outcome = run("setup", *FALK, "--yes", "--no-test", "--password-command", "no-such-program x")
    finally:
        home.data.chmod(0o700)
    assert outcome.exit_code == 0, outcome.output
    assert "cannot be opened for writing" in outcome.stderr
    assert home.file.exists()
