"""A real Dovecot lets in who has a good access token, and what it refuses is told with what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mailhuman.config import Account
from mailhuman.errors import LoginRefused, MailboxError
from mailhuman.mailbox import connect, enter, token_login
from mailhuman.oauth import AccessToken, Permit, remember
from tests.keyrings import MemoryKeyring, using
from tests.servers import dovecot
from tests.servers.provider import CLIENT, Provider, providing

pytestmark = [pytest.mark.dovecot, pytest.mark.skipif(not dovecot.BINARY, reason="no Dovecot here")]
NOW = 1_800_000_000.0


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


@pytest.fixture(scope="module")
def server(provider: Provider) -> Iterator[dovecot.Dovecot]:
    with dovecot.running(oauth=provider.url) as found:
        yield found


@pytest.fixture
def account(server: dovecot.Dovecot, provider: Provider) -> Account:
    return server.account(
        "jo",
        auth="oauth",
        client_id=CLIENT,
        authorization_url="https://login.falk.example/authorize",
        token_url=f"{provider.url}/token",
        scope="imap",
    )


def refusal(account: Account, token: str) -> MailboxError:
    """Why a token is not taken; nothing of it, nor of whose it is, may be told."""
    with pytest.raises(MailboxError) as caught:
        connect(account, AccessToken(token))
    told = "".join(traceback.format_exception(caught.value)) + caught.value.next_step
    assert token not in told
    assert "@acme.example" not in told
    return caught.value


@pytest.fixture(params=["XOAUTH2", "OAUTHBEARER"])
def mechanism(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both are offered by the server; ours takes the first it knows."""
    known = token_login._ACKNOWLEDGED
    monkeypatch.setattr(token_login, "_ACKNOWLEDGED", {request.param: known[request.param]})
    return str(request.param)


@pytest.mark.usefixtures("mechanism")
def test_a_good_token_opens_the_mailbox(account: Account, provider: Provider) -> None:
    with connect(account, AccessToken(provider.token("jo"))) as session:
        assert session.folders().drafts == "Drafts"


@pytest.mark.usefixtures("mechanism")
def test_a_token_that_is_over_or_revoked_or_unknown_sends_to_the_sign_in(account: Account, provider: Provider) -> None:
    for token in (provider.token("jo", active=False), "nonsense"):
        failure = refusal(account, token)
        assert isinstance(failure, LoginRefused)
        assert "does not accept the sign-in of account test" in failure.message
        assert "mailhuman account sign-in test" in failure.next_step


@pytest.mark.usefixtures("mechanism")
def test_a_token_for_something_else_than_mail_is_refused(account: Account, provider: Provider) -> None:
    assert isinstance(refusal(account, provider.token("jo", scope="calendar")), LoginRefused)


@pytest.mark.usefixtures("mechanism")
def test_a_token_opens_nobody_elses_mailbox(account: Account, provider: Provider) -> None:
    assert isinstance(refusal(account, provider.token("ann")), LoginRefused)


@pytest.mark.usefixtures("mechanism")
def test_a_name_with_signs_of_the_protocol_in_it_is_carried(account: Account, provider: Provider) -> None:
    failure = refusal(replace(account, user="jo,a=ann"), provider.token("ann"))
    assert isinstance(failure, LoginRefused)


def test_no_token_is_logged(account: Account, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    token = provider.token("jo")
    with connect(account, AccessToken(token)) as session:
        session.folders()
    refusal(account, "canary-token")
    assert token not in caplog.text + repr(AccessToken(token))
    assert "canary" not in caplog.text


def test_a_server_that_takes_no_tokens_says_so_before_it_is_shown_one() -> None:
    with dovecot.running() as plain:
        failure = refusal(plain.account("jo", auth="oauth", client_id=CLIENT), "canary-token")
        assert "takes no sign-in by OAuth" in failure.message
        assert "canary" not in (plain.folder / "dovecot.log").read_text()


def permit(provider: Provider, token: str) -> Permit:
    provider.refreshing.add("refresh-kept")
    return Permit(token, "refresh-kept", 4e9, 3600.0, NOW)


def test_a_token_that_the_server_does_not_take_is_renewed_once(account: Account, provider: Provider) -> None:
    provider.user = "jo"
    with using(MemoryKeyring()):
        remember(account, permit(provider, provider.token("jo", active=False)))
        with enter(account) as session:
            assert session.folders().drafts == "Drafts"
        asked = len(provider.asked)
        with enter(account):
            assert [path for path, _ in provider.asked[asked:]] == ["/introspect"], "the new token was kept"


def test_a_mailbox_that_stays_shut_is_tried_twice_and_no_more(account: Account, provider: Provider) -> None:
    provider.user = "ann"  # whoever signed in is not the owner of the mailbox
    with using(MemoryKeyring()):
        remember(account, permit(provider, provider.token("ann")))
        asked = len(provider.asked)
        with pytest.raises(LoginRefused):
            enter(account)
    assert [path for path, _ in provider.asked[asked:]] == ["/introspect", "/token", "/introspect"]
