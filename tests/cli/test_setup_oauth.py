"""`mailhuman setup` and `account sign-in` by OAuth: consent first, tokens in the keyring, nothing told of them."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mailhuman.config import Account, load_config, save_account
from mailhuman.oauth import AccessToken, Permit, kept_permit, remember
from mailhuman.oauth import provider as known
from mailhuman.secrets import keep_password
from tests.cli.accounts import SECRET, FakeMailbox, Home, at_home, run, typed
from tests.keyrings import EmptyChain, LockedKeyring, using
from tests.servers.provider import CLIENT, Provider, providing

ENTER = ""
GMAIL = ("--address", "jo@gmail.com", "--name", "work")


class TokenMailbox(FakeMailbox):
    """A mailbox that lets in every token, and no password."""

    def connect(self, account: Account, password: object) -> FakeMailbox:  # type: ignore[override]
        assert isinstance(password, AccessToken)
        return super().connect(account, self.password)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    with at_home(tmp_path, monkeypatch) as home:
        yield home


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FakeMailbox:
    return TokenMailbox().put_up(monkeypatch)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Google and Microsoft on this machine, and a browser whose user agrees."""
    with providing() as found:
        here = replace(known.GOOGLE, token_url=f"{found.url}/token", revocation_url=f"{found.url}/revoke")
        monkeypatch.setattr(known, "GOOGLE", here)
        monkeypatch.setattr(known, "_MICROSOFT", f"{found.url}/")
        monkeypatch.setenv("DISPLAY", ":0")
        monkeypatch.setattr(webbrowser, "open", found.consent)
        found.granted = known.GOOGLE.scope
        yield found


def test_gmail_can_be_signed_in_to_with_the_browser(home: Home, server: FakeMailbox, provider: Provider) -> None:
    provider.client_secret = "hunter2"
    outcome = run("setup", answers=typed("jo@gmail.com", ENTER, "y", ENTER, "browser", CLIENT, "hunter2", "n"))
    assert outcome.exit_code == 0, outcome.output
    (account,) = load_config().accounts
    assert (account.auth, account.client_id, account.host) == ("google", CLIENT, "imap.gmail.com")
    assert server.seen == [account]
    permit = kept_permit(account)
    assert permit
    assert permit.client_secret == "hunter2"
    for told in ("Desktop app", "Open this address", "Signed in with Google.", "its tokens are in the keyring"):
        assert told in outcome.output
    for secret in (permit.access_token, permit.refresh_token, "hunter2"):
        assert secret not in outcome.output + home.file.read_text()
    (url,) = [line for line in outcome.output.splitlines() if line.startswith("https://accounts.google.com/")]
    assert "gmail.com&" not in url
    assert "jo%40" not in url


def test_microsoft_can_be_signed_in_to_with_a_code(home: Home, server: FakeMailbox, provider: Provider) -> None:
    provider.granted = "https://outlook.office.com/IMAP.AccessAsUser.All"
    offer = {"device_code": "device-1", "user_code": "WDJB", "verification_uri": "https://login.falk.example/d"}
    provider.planned.append((200, {**offer, "interval": 1}))
    outcome = run(
        "setup", "--address", "jo@outlook.com", "--client-id", CLIENT, "--tenant", "falk.example", "--code", "--yes"
    )
    assert outcome.exit_code == 0, outcome.output
    (account,) = load_config().accounts
    assert (account.auth, account.tenant, account.host) == ("microsoft", "falk.example", "outlook.office365.com")
    assert "https://login.falk.example/d in any browser, and type this code: WDJB" in outcome.output
    assert server.seen
    assert len(home.keyring.kept) == 1


@pytest.mark.usefixtures("server", "provider")
def test_microsoft_without_a_client_id_and_nobody_to_ask_names_the_option(home: Home) -> None:
    outcome = run("setup", "--address", "jo@outlook.com", "--yes")
    assert outcome.exit_code == 2
    assert "--client-id" in outcome.output
    assert not home.file.exists()


@pytest.mark.usefixtures("server")
def test_who_says_no_can_say_yes_the_second_time(
    home: Home, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(url: str) -> None:
        opened.append(url)
        provider.consent(url, **({"code": "", "error": "access_denied"} if len(opened) == 1 else {}))

    monkeypatch.setattr(webbrowser, "open", browse)
    answers = typed(ENTER, ENTER, "browser", CLIENT, ENTER, "again", "browser", ENTER, ENTER, "n")
    outcome = run("setup", *GMAIL, answers=answers)
    assert outcome.exit_code == 0, outcome.output
    assert "was told not to let mailhuman in" in outcome.output
    assert "Nothing is saved yet." in outcome.output
    assert len(opened) == 2
    assert home.keyring.kept


@pytest.mark.usefixtures("server")
def test_without_a_keyring_nobody_is_sent_to_a_browser(home: Home, provider: Provider) -> None:
    with using(EmptyChain()):
        outcome = run("setup", *GMAIL, "--auth", "google", "--client-id", CLIENT, "--yes")
    assert outcome.exit_code == 8
    assert "tokens are kept nowhere else" in outcome.output
    assert "password-command" not in outcome.output
    assert provider.asked == []
    assert not home.file.exists()


@pytest.mark.usefixtures("server")
def test_a_password_kept_before_goes_when_the_account_signs_in_by_token(home: Home, provider: Provider) -> None:
    former = Account("work", "jo@gmail.com", "imap.gmail.com")
    save_account(former)
    keep_password(former, SECRET)
    outcome = run("setup", *GMAIL, "--auth", "google", "--client-id", CLIENT, "--yes")
    assert outcome.exit_code == 0, outcome.output
    assert list(home.keyring.kept) == [("mailhuman/imap.gmail.com/oauth", "jo@gmail.com")]
    assert provider.asked


def signed_in(provider: Provider) -> Account:
    """An account of a provider of one's own, signed in and kept."""
    account = provider.account()
    save_account(account)
    provider.refreshing.add("refresh-kept")
    remember(account, Permit(provider.token("jo"), "refresh-kept", 4e9, 3600.0, 1.8e9, provider.client_secret))
    return account


@pytest.mark.usefixtures("server", "home")
def test_a_sign_in_that_works_is_kept_when_something_else_is_changed(provider: Provider) -> None:
    account = signed_in(provider)
    outcome = run("setup", "--name", "work", "--sent", "Sent", "--yes")
    assert outcome.exit_code == 0, outcome.output
    assert load_config().accounts == (replace(account, sent="Sent"),)
    assert provider.asked == []


@pytest.mark.usefixtures("home")
def test_an_account_goes_back_to_a_password(home: Home, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    FakeMailbox().put_up(monkeypatch)
    signed_in(provider)
    outcome = run("setup", "--name", "work", "--password-stdin", answers=f"{SECRET}\n")
    assert outcome.exit_code == 0, outcome.output
    (account,) = load_config().accounts
    assert (account.auth, account.client_id, account.token_url) == ("password", "", "")
    assert list(home.keyring.kept.values()) == [SECRET]


@pytest.mark.usefixtures("server")
def test_signing_in_again_replaces_the_tokens(home: Home, provider: Provider) -> None:
    provider.client_secret = "hunter2"
    account = signed_in(provider)
    former = kept_permit(account)
    outcome = run("account", "sign-in", "work")
    assert outcome.exit_code == 0, outcome.output
    assert "Signed in with the provider." in outcome.output
    permit = kept_permit(account)
    assert former
    assert permit
    assert permit.refresh_token != former.refresh_token
    assert permit.client_secret == "hunter2", "where nobody can be asked, the one that was kept"
    assert permit.access_token not in outcome.output + str(home.file.read_text())


@pytest.mark.usefixtures("home")
def test_an_account_with_a_password_is_not_signed_in_to(provider: Provider) -> None:
    save_account(Account("work", "jo@falk.example", "imap.falk.example"))
    outcome = run("account", "sign-in", "work")
    assert outcome.exit_code == 2
    assert "mailhuman setup --name work" in outcome.output
    assert provider.asked == []


@pytest.mark.usefixtures("home")
def test_a_locked_keyring_is_told_before_the_browser_opens(provider: Provider) -> None:
    save_account(provider.account())
    with using(LockedKeyring()):
        outcome = run("account", "sign-in", "work")
    assert outcome.exit_code == 8
    assert "locked" in outcome.output
    assert provider.asked == []


@pytest.mark.usefixtures("home")
def test_accounts_are_listed_with_the_way_they_sign_in(provider: Provider) -> None:
    save_account(provider.account())
    assert run("account", "list").output.splitlines()[0].endswith("OAuth (client id mailhuman-test)")
    assert '"auth": "oauth"' in run("account", "list", "--json").output


@pytest.mark.usefixtures("provider")
def test_removing_an_account_takes_its_tokens(home: Home, provider: Provider) -> None:
    account = replace(provider.account(), auth="google", authorization_url="", token_url="", device_url="", scope="")
    save_account(account)
    remember(account, Permit("a", "refresh-kept", 4e9, 3600.0, 1.8e9))
    outcome = run("account", "remove", "work", "--yes")
    assert outcome.exit_code == 0, outcome.output
    assert "Removed its tokens from the keyring" in outcome.output
    assert home.keyring.kept == {}
    assert provider.asked == [("/revoke", {"token": "refresh-kept"})]
