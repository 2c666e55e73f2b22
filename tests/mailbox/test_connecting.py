"""Every way a connection can fail is told with the host and what to do; no secret is told with it."""

from __future__ import annotations

import socket
import ssl
import time
from pathlib import Path

import pytest
import trustme

from mailhuman.config import Account
from mailhuman.errors import LoginRefused, MailboxError, ServerGone, TlsFailure, Unreachable
from mailhuman.mailbox import connect
from mailhuman.mailbox.failures import not_let_in
from mailhuman.mailbox.tls import context_for
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.scripted import BAD, CLOSE, HANG, NO, OK, TAG, scripted

pytestmark = pytest.mark.imap

_SECRET = "canary-word"


def _failure(account: Account, password: str = _SECRET) -> MailboxError:
    with pytest.raises(MailboxError) as caught:
        connect(account, password)
    said = f"{caught.value.message} {caught.value.next_step}"
    assert _SECRET not in said
    assert account.address not in said
    assert caught.value.next_step
    return caught.value


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.dovecot
def test_tls_is_verified_by_the_given_authority(dovecot: Dovecot, user: str) -> None:
    with connect(dovecot.account(user), PASSWORD) as mailbox:
        assert mailbox.folders().drafts == "Drafts"


@pytest.mark.dovecot
def test_an_own_certificate_is_refused_where_it_is_not_named(dovecot: Dovecot, user: str) -> None:
    failure = _failure(dovecot.account(user, ca_file=""), PASSWORD)
    assert type(failure) is TlsFailure
    assert failure.exit_code == 21
    assert "ca_file" in failure.next_step


@pytest.mark.dovecot
def test_starttls_is_verified_likewise(dovecot: Dovecot, user: str) -> None:
    account = dovecot.account(user, port=dovecot.port, security="starttls")
    with connect(account, PASSWORD) as mailbox:
        assert mailbox.folders().drafts == "Drafts"
    assert type(_failure(dovecot.account(user, port=dovecot.port, security="starttls", ca_file=""))) is TlsFailure


@pytest.mark.dovecot
def test_plain_is_allowed_on_this_machine(dovecot: Dovecot, user: str) -> None:
    for host in ("127.0.0.1", "localhost"):
        with connect(dovecot.account(user, host=host, port=dovecot.port, security="plain"), PASSWORD) as mailbox:
            assert mailbox.folders().inbox == "INBOX"


@pytest.mark.parametrize("host", ["imap.acme.example", "192.0.2.1", "localhost.acme.example"])
def test_plain_to_anywhere_else_is_refused_before_a_byte_is_sent(host: str) -> None:
    failure = _failure(Account("test", "ann@acme.example", host, port=143, security="plain"))
    assert type(failure) is TlsFailure
    assert host in failure.message


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with scripted(tls=context) as server:
        failure = _failure(server.account(security="tls", ca_file=str(tmp_path / "ca.pem")))
    assert type(failure) is TlsFailure
    assert "another" in failure.message
    assert server.told == []


def test_a_ca_file_may_be_named_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("HOME", str(tmp_path))
    account = Account("test", "ann@acme.example", "127.0.0.1", ca_file="~/ca.pem")
    assert len(context_for(account).get_ca_certs()) == 1


def test_an_unreadable_ca_file_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate", encoding="utf-8")
    for path in (tmp_path / "ca.pem", tmp_path / "absent.pem"):
        failure = _failure(Account("test", "ann@acme.example", "127.0.0.1", ca_file=str(path)))
        assert type(failure) is TlsFailure
        assert "ca_file" in failure.message


def test_nobody_at_the_port_is_unreachable() -> None:
    port = _free_port()
    failure = _failure(Account("test", "ann@acme.example", "127.0.0.1", port=port, security="plain"))
    assert type(failure) is Unreachable
    assert f"127.0.0.1:{port}" in failure.message


@pytest.mark.parametrize("host", ["nowhere.invalid", f"{'long' * 20}.invalid"])
def test_a_name_that_is_none_is_unreachable(host: str) -> None:
    failure = _failure(Account("test", "ann@acme.example", host))
    assert type(failure) is Unreachable
    assert host in failure.message


@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
def test_a_server_that_never_greets_is_given_up_in_time(security: str) -> None:
    with scripted(greeting=HANG) as server:
        start = time.monotonic()
        failure = _failure(server.account(timeout=0.3, security=security))
        assert time.monotonic() - start < 3
    assert type(failure) is Unreachable


@pytest.mark.parametrize("greeting", [b"* BYE busy\r\n" + CLOSE, b"HTTP/1.1 400 Bad Request\r\n\r\n" + CLOSE, CLOSE])
def test_what_is_no_imap_server_is_unreachable(greeting: bytes) -> None:
    with scripted(greeting=greeting) as server:
        assert type(_failure(server.account())) is Unreachable


def test_tls_to_a_port_that_speaks_plain_names_starttls() -> None:
    with scripted() as server:
        failure = _failure(server.account(security="tls"))
    assert type(failure) is TlsFailure
    assert "starttls" in failure.next_step


def test_starttls_that_is_not_offered_stops_before_the_password() -> None:
    with scripted() as server:
        assert type(_failure(server.account(security="starttls"))) is TlsFailure
    assert set(server.verbs()) <= {"CAPABILITY", "STARTTLS"}


def test_a_server_gone_during_the_login_is_not_taken_for_a_wrong_password() -> None:
    for answer in (CLOSE, b"* BYE bye\r\n" + CLOSE, b"* BA" + CLOSE):
        with scripted({"AUTHENTICATE": answer}) as server:
            assert type(_failure(server.account())) is ServerGone


def test_a_busy_server_is_not_taken_for_a_wrong_password() -> None:
    for said in (b"[UNAVAILABLE] Temporary failure", b"[ALERT] Too many simultaneous connections. (Failure)"):
        with scripted({"AUTHENTICATE": TAG + b" NO " + said + b"\r\n"}) as server:
            failure = _failure(server.account())
        assert type(failure) is Unreachable
        assert "wait" in failure.next_step


def test_the_servers_own_words_are_not_repeated() -> None:
    for answer in (TAG + b" NO [AUTHENTICATIONFAILED] canary-word for ann@acme.example\r\n", NO, BAD):
        with scripted({"AUTHENTICATE": answer}) as server:
            assert type(_failure(server.account())) is LoginRefused


def test_any_password_reaches_a_server_that_only_knows_login() -> None:
    plain = {"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n" + OK}
    with scripted(plain) as server, connect(server.account(user='a "b" \\c'), 'p "q" \\r'):
        pass
    assert [line.split(b" ", 1)[1] for line in server.told if b"LOGIN" in line] == [
        b'LOGIN "a \\"b\\" \\\\c" "p \\"q\\" \\\\r"\r\n'
    ]


@pytest.mark.dovecot
def test_letters_of_any_language_in_a_password_are_asked_not_stumbled_over(dovecot: Dovecot, user: str) -> None:
    for password in ("pässwörd", "two\r\nlines", "密码"):
        with pytest.raises(LoginRefused):
            connect(dovecot.account(user), password)


def test_a_server_that_takes_no_password_is_told_none() -> None:
    with scripted({"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n" + OK}) as server:
        failure = _failure(server.account())
    assert type(failure) is LoginRefused
    assert "starttls" in failure.next_step
    assert not {"LOGIN", "AUTHENTICATE"} & set(server.verbs())


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("imap.gmail.com", "app password"),
        ("imap.mail.yahoo.com", "app password"),
        ("imap.mail.me.com", "app-specific password"),
        ("outlook.office365.com", "no longer takes passwords"),
        ("imap.acme.example", "check the user name"),
    ],
)
def test_each_provider_has_its_own_next_step(host: str, said: str) -> None:
    refusal = not_let_in(Account("work", "ann@acme.example", host), ValueError("authentication failed"))
    assert type(refusal) is LoginRefused
    assert said in refusal.next_step


def test_microsofts_half_login_is_told_as_a_refusal() -> None:
    answer = TAG + b" BAD User is authenticated but not connected.\r\n"
    with (
        scripted({"LIST": answer}) as server,
        connect(server.account(), "word") as mailbox,
        pytest.raises(LoginRefused),
    ):
        mailbox.folders()


def test_a_server_that_must_know_our_name_is_told_others_are_not() -> None:
    knows_id = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN ID\r\n" + OK, "ID": b"* ID NIL\r\n" + OK}
    for greeting, told in ((b"* OK Coremail System IMap Server Ready\r\n", True), (b"* OK ready\r\n", False)):
        with scripted(knows_id, greeting=greeting) as server, connect(server.account(), "word"):
            pass
        assert ("ID" in server.verbs()) is told


def test_a_server_that_dislikes_our_name_is_read_all_the_same() -> None:
    for answer, refused in ((NO, False), (BAD, False), (CLOSE, True), (HANG, True)):
        script = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN ID\r\n" + OK, "ID": answer}
        with scripted(script, greeting=b"* OK Coremail\r\n") as server:
            if refused:
                assert type(_failure(server.account(timeout=0.3))) is ServerGone
            else:
                connect(server.account(), "word").close()
