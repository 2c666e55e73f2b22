"""What is said where a login fails: what this provider wants, by its own rules, and never a word of the server's."""

from __future__ import annotations

import pytest

from mailhuman.config import Account
from mailhuman.errors import LoginRefused, Unreachable
from mailhuman.mailbox.failures import half_in, no_login_by_password, no_login_by_token, not_let_in

REFUSED = Exception("[AUTHENTICATIONFAILED] no, jo@falk.example")


def account(host: str, **changes: str) -> Account:
    return Account("work", "jo@falk.example", host, **changes)  # type: ignore[arg-type]  # auth is one of its ways


@pytest.mark.parametrize(
    "made",
    [
        not_let_in(account("outlook.office365.com"), REFUSED),
        half_in(account("outlook.office365.com"), Exception("User is authenticated but not connected.")),
    ],
)
def test_microsoft_is_told_to_want_oauth_and_what_that_needs(made: object) -> None:
    assert isinstance(made, LoginRefused)
    for told in ("mailhuman setup --name work --auth microsoft", "client id of your own", "http://localhost"):
        assert told in made.next_step
    assert "https://outlook.office.com/IMAP.AccessAsUser.All and offline_access" in made.next_step


def test_gmail_is_told_to_take_an_app_password_or_oauth() -> None:
    step = not_let_in(account("imap.gmail.com"), REFUSED).next_step
    assert "app password" in step
    assert "--auth google" in step
    assert "https://mail.google.com/" in step


@pytest.mark.parametrize("host", ["notoutlook.com", "imap.falk.example"])
def test_others_are_not_taken_for_them(host: str) -> None:
    assert "OAuth" not in not_let_in(account(host), REFUSED).next_step


def test_who_signs_in_by_token_is_sent_there_and_told_of_the_mailbox() -> None:
    made = not_let_in(account("outlook.office365.com", auth="microsoft", client_id="x"), REFUSED)
    assert "mailhuman account sign-in work" in made.next_step
    assert "IMAP is switched on" in made.next_step


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (b'{"status":"insufficient_scope","scope":"https://mail.google.com/"}', "gives no leave to read mail"),
        (b'{"status":"401","schemes":"Bearer","scope":"https://mail.google.com/"}', "does not accept the sign-in"),
        (b'{"status":"invalid_token"}', "does not accept the sign-in"),
        (b"jo@falk.example is unknown", "does not accept the sign-in"),
        (b"[" * 5000, "does not accept the sign-in"),
    ],
)
def test_of_a_refusal_of_a_token_the_status_alone_is_heard(told: bytes, words: str) -> None:
    made = not_let_in(account("imap.gmail.com", auth="google", client_id="x"), REFUSED, [told])
    assert words in made.message
    assert "jo@" not in made.message + made.next_step


def test_a_server_that_is_full_is_no_matter_of_tokens() -> None:
    cause = Exception("[UNAVAILABLE] Too many simultaneous connections")
    assert isinstance(not_let_in(account("imap.gmail.com", auth="google", client_id="x"), cause), Unreachable)


def test_a_server_that_knows_one_way_only_is_told_with_the_other() -> None:
    assert "--auth password" in no_login_by_token(account("imap.falk.example", auth="oauth")).next_step
    assert "--auth microsoft" in no_login_by_password(account("outlook.office365.com")).next_step
