"""`mailhuman doctor` on what the daemon needs: a service, a sign-in that lasts, and what a server can do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from mailhuman.cli.doctor import daemon, way_in
from mailhuman.cli.doctor.finding import Finding
from mailhuman.cli.service.managers import Systemd
from mailhuman.cli.service.program import program_here
from mailhuman.config import Account
from mailhuman.daemon.alone import alone
from mailhuman.daemon.board import Standing, write_status
from mailhuman.daemon.run import STATUS
from mailhuman.oauth import AccessToken, Credential, Permit, remember
from mailhuman.secrets import keep_password
from tests.cli.accounts import FakeLine, FakeMailbox, Home, at_home_on_linux
from tests.keyrings import LockedKeyring, using
from tests.servers.provider import Provider, providing

DAY = 86_400.0
ALL = frozenset({"IDLE", "NOTIFY", "UIDPLUS", "CONDSTORE"})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home_on_linux(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


def told(findings: Iterable[Finding]) -> list[str]:
    """The findings as lines; what is not well says what to do."""
    found = list(findings)
    assert all(each.advice for each in found if each.state != "ok")
    return [f"{each.state} {each.seen}" for each in found]


def offered(line: FakeLine) -> list[str]:
    return told(daemon.check_server(FakeMailbox(line=line), "account a", poll=60.0))  # type: ignore[arg-type]  # a fake


@pytest.mark.usefixtures("home")
def test_a_service_is_missed_found_or_found_to_be_old() -> None:
    assert told(daemon.check_service()) == ["note no service starts the daemon"]
    Systemd().write("another")
    assert told(daemon.check_service())[0].startswith("note the service was written by another version")
    Systemd().write(Systemd().description(program_here()))
    assert told(daemon.check_service()) == [f"ok the service is installed ({Systemd().file})"]


@pytest.mark.usefixtures("home")
def test_a_daemon_that_should_run_and_does_not_is_a_problem() -> None:
    assert told(daemon.check_running(())) == []
    Systemd().write("a unit")
    assert told(daemon.check_running(())) == ["problem the daemon is installed and does not run"]


def test_a_daemon_that_runs_is_told_with_what_it_met_last(home: Home) -> None:
    work, other = Account("work", "jo@falk.example", "h"), Account("other", "jo@acme.example", "h")
    standings = (
        Standing("work", "refused", error="not let in", next_step="sign in"),
        Standing("other", "waiting", error="lost"),
        Standing("third", "refused", error="of no interest"),
    )
    with alone(home.data):
        write_status(home.data / STATUS, {}, standings)
        lines = told(daemon.check_running((work, other)))
    assert lines == [
        f"ok the daemon runs (process {os.getpid()})",
        "problem account work: the daemon met this last: not let in",
        "note account other: the daemon met this last: lost",
    ]


def test_where_no_service_can_be_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from mailhuman.cli.service import managers  # noqa: PLC0415 - only here

    monkeypatch.setattr(managers.manager_here, "__defaults__", ("win32",))
    assert told(daemon.check_service()) == []


def test_a_server_that_can_everything_has_two_good_lines() -> None:
    assert offered(FakeLine()) == [
        "ok account a: the server offers IDLE, NOTIFY, UIDPLUS, CONDSTORE",
        "ok account a: drafts can be marked",
    ]


def test_a_server_that_can_nothing_is_told_what_that_comes_to() -> None:
    lines = offered(FakeLine(frozenset(), ()))
    assert lines[0].startswith("ok account a: the server offers none of IDLE")
    assert "without NOTIFY and CONDSTORE this costs time and nothing else" in lines[0]
    assert [line.partition(":")[2] for line in lines[1:]] == [
        " the server keeps no marks on drafts",
        " the server tells nothing by itself, so drafts are looked for every 60 seconds",
        " the server cannot remove single messages, so former notes stay, marked as deleted",
    ]


def test_marks_that_are_kept_by_name_do_too() -> None:
    named = tuple(b"$MailHuman" + each for each in (b"Seen", b"Hint", b"Warn"))
    assert "ok account a: drafts can be marked" in offered(FakeLine(ALL, named))
    assert "note account a: the server keeps no marks on drafts" in offered(FakeLine(ALL, named[:2]))


def test_a_server_that_copies_marked_drafts_is_known() -> None:
    assert any("could copy it" in line for line in offered(FakeLine(welcome=b"DavMail 6 ready")))


def way(account: Account, *, offline: bool = False) -> tuple[list[str], Credential | None]:
    """What is said of an account's way in, and what is to be shown to its server."""
    findings = way_in.credential(account, "account work", offline=offline)
    said: list[Finding] = []
    while True:
        try:
            said.append(next(findings))
        except StopIteration as end:
            return told(said), end.value


@pytest.mark.usefixtures("home")
def test_an_account_that_is_signed_in_says_since_when(provider: Provider) -> None:
    token = provider.token("jo")
    remember(provider.account(), Permit(token, "r", time.time() + 3000, 3600.0, 1.8e9))
    said, shown = way(provider.account())
    assert said[0].startswith("ok account work: signed in with the provider since 2027-01-15")
    assert said[1] == "ok account work: its access token is good, and is renewed by itself"
    assert shown == AccessToken(token)
    assert token not in "".join(said)


@pytest.mark.usefixtures("home")
def test_offline_no_token_is_renewed(provider: Provider) -> None:
    remember(provider.account(), Permit("a", "r", 0.0, 3600.0, 1.8e9))
    said, shown = way(provider.account(), offline=True)
    assert len(said) == 1
    assert shown is None
    assert provider.asked == []


@pytest.mark.usefixtures("home")
def test_a_consent_that_is_gone_is_a_problem_with_a_way_out(provider: Provider) -> None:
    remember(provider.account(), Permit("a", "revoked", 0.0, 3600.0, 1.8e9))
    said, shown = way(provider.account())
    assert said[-1].startswith("problem account work: the provider no longer lets mailhuman into account work")
    assert shown is None


@pytest.mark.usefixtures("home")
def test_an_account_that_is_not_signed_in_is_a_problem(provider: Provider) -> None:
    assert way(provider.account()) == (["problem account work: the account work is not signed in"], None)
    assert way(provider.account(), offline=True)[0] == ["problem account work: the account work is not signed in"]


def test_a_keyring_that_does_not_open_is_told(provider: Provider) -> None:
    with using(LockedKeyring()):
        assert "locked" in way(provider.account())[0][0]


@pytest.mark.parametrize(("days", "warned"), [(1, False), (6, True), (9, False)])
@pytest.mark.usefixtures("home")
def test_an_app_in_testing_at_google_is_warned_of_before_its_seven_days_are_over(days: int, *, warned: bool) -> None:
    google = Account("work", "jo@gmail.com", "imap.gmail.com", auth="google", client_id="x")
    remember(google, Permit("a", "r", time.time() + 3000, 3600.0, time.time() - days * DAY))
    said, _ = way(google)
    assert any("seven days" in line for line in said) is warned


@pytest.mark.usefixtures("home")
def test_where_a_password_comes_from_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    account = Account("work", "jo@falk.example", "imap.falk.example")
    keep_password(account, "p")
    assert way(account) == (["ok account work: the keyring gives the password"], "p")
    monkeypatch.setenv("MAILHUMAN_PASSWORD_WORK", "q")
    assert way(account) == (["ok account work: the variable MAILHUMAN_PASSWORD_WORK gives the password"], "q")
