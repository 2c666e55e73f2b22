"""An access token is renewed in time, by one process for all; what ends a consent is told in plain words."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.config import Account
from mailhuman.errors import ConsentGone, SecretError, Unreachable
from mailhuman.oauth import AccessToken, Permit, credential_for, kept_permit, remember, sign_out
from mailhuman.oauth.lock import alone
from mailhuman.oauth.permit import read_permit
from mailhuman.oauth.provider import GOOGLE, provider_for
from mailhuman.oauth.refusals import refused_token
from mailhuman.secrets import keep_password
from tests.keyrings import ForgetfulKeyring, LockedKeyring, MemoryKeyring, using
from tests.oauth.canaries import refusal
from tests.servers.provider import Provider

NOW = 1_800_000_000.0
DAY = 86_400.0


def given_permit(provider: Provider, *, expires: float, lifetime: float = 3600.0) -> Permit:
    """A permit whose tokens the provider knows."""
    provider.refreshing.add("refresh-kept")
    permit = Permit(provider.token("jo"), "refresh-kept", expires, lifetime, NOW - DAY)
    remember(provider.account(), permit)
    return permit


def asked_for_tokens(provider: Provider) -> int:
    return sum(path == "/token" for path, _ in provider.asked)


def token_of(provider: Provider, *, now: float = NOW, refused: str = "") -> str:
    credential = credential_for(provider.account(), refused=AccessToken(refused), clock=lambda: now)
    assert isinstance(credential, AccessToken)
    return credential.value


@pytest.mark.usefixtures("memory")
def test_an_account_with_a_password_is_given_its_password() -> None:
    account = Account("work", "jo@falk.example", "imap.falk.example")
    keep_password(account, "p")
    assert credential_for(account) == "p"


@pytest.mark.usefixtures("memory")
def test_a_token_that_lasts_is_taken_as_it_is(provider: Provider) -> None:
    permit = given_permit(provider, expires=NOW + 601)
    assert token_of(provider) == permit.access_token
    assert provider.asked == []


@pytest.mark.usefixtures("memory")
def test_ten_minutes_before_its_end_it_is_renewed_and_kept(provider: Provider) -> None:
    permit = given_permit(provider, expires=NOW + 600)
    renewed = token_of(provider)
    assert renewed != permit.access_token
    kept = kept_permit(provider.account())
    assert kept
    assert (kept.access_token, kept.expires, kept.granted) == (renewed, NOW + 3600, permit.granted)
    assert kept.refresh_token in provider.refreshing, "the one that came in place of the old"


@pytest.mark.usefixtures("memory")
def test_a_provider_that_gives_no_new_renewing_token_means_the_old(provider: Provider) -> None:
    provider.rotates = False
    given_permit(provider, expires=NOW)
    token_of(provider)
    token_of(provider, now=NOW + DAY)
    kept = kept_permit(provider.account())
    assert kept
    assert kept.refresh_token == "refresh-kept"


@pytest.mark.usefixtures("memory")
def test_a_short_life_is_not_all_renewing(provider: Provider) -> None:
    given_permit(provider, expires=NOW + 200, lifetime=300.0)
    token_of(provider)
    assert asked_for_tokens(provider) == 0
    token_of(provider, now=NOW + 60)
    assert asked_for_tokens(provider) == 1


@pytest.mark.usefixtures("memory")
def test_a_token_that_a_server_refused_is_renewed_unless_it_was_already(provider: Provider) -> None:
    permit = given_permit(provider, expires=NOW + 3000)
    renewed = token_of(provider, refused=permit.access_token)
    assert renewed != permit.access_token
    assert token_of(provider, refused=permit.access_token) == renewed
    assert asked_for_tokens(provider) == 1


@pytest.mark.usefixtures("memory")
def test_many_who_need_one_at_once_make_one_request(provider: Provider) -> None:
    given_permit(provider, expires=NOW)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(token_of(provider))) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 6
    assert len(set(found)) == asked_for_tokens(provider) == 1


def test_the_lock_is_held_by_one_and_goes_with_its_process(tmp_path: Path, provider: Provider) -> None:
    child = os.fork()
    if not child:
        with alone(provider.account(), tmp_path):
            os._exit(0)
    os.waitpid(child, 0)
    again = alone(provider.account(name="same", client_id="y"), tmp_path, patience=0.0)
    with alone(provider.account(), tmp_path), pytest.raises(SecretError, match="another process"):
        again.__enter__()
    with alone(provider.account(), tmp_path), alone(provider.account(user="ann"), tmp_path, patience=0.0):
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.usefixtures("memory")
def test_a_provider_away_is_no_harm_while_the_token_lasts(provider: Provider) -> None:
    permit = given_permit(provider, expires=NOW + 30)
    provider.planned.append((503, {}))
    assert token_of(provider) == permit.access_token


@pytest.mark.usefixtures("memory")
def test_a_provider_away_when_it_is_over_is_something_that_passes(provider: Provider) -> None:
    given_permit(provider, expires=NOW)
    provider.planned.append((503, {}))
    assert isinstance(refusal(lambda: token_of(provider)), Unreachable)
    assert token_of(provider)


@pytest.mark.usefixtures("memory")
def test_a_consent_withdrawn_sends_to_the_sign_in_and_keeps_what_there_was(provider: Provider) -> None:
    permit = given_permit(provider, expires=NOW)
    provider.refreshing.clear()
    failure = refusal(lambda: token_of(provider))
    assert isinstance(failure, ConsentGone)
    assert "withdrawn or ran out" in failure.message
    assert "mailhuman account sign-in work" in failure.next_step
    assert kept_permit(provider.account()) == permit


@pytest.mark.parametrize(("days", "told"), [(2, False), (7, True), (7.4, True), (30, False)])
def test_a_test_app_at_google_is_told_from_a_consent_withdrawn(days: float, *, told: bool) -> None:
    account = Account("g", "jo@falk.example", "imap.gmail.com", auth="google", client_id="x")
    permit = Permit("a", "r", NOW, 3600.0, NOW - days * DAY)
    failure = refused_token(account, GOOGLE, "invalid_grant", permit, NOW)
    assert isinstance(failure, ConsentGone)
    assert ("seven days" in failure.message) is told
    assert ("publish the app" in failure.next_step) is told


@pytest.mark.parametrize("error", ["interaction_required", "consent_required", "login_required"])
def test_what_microsoft_wants_somebody_for_is_a_consent_gone(error: str) -> None:
    account = Account("m", "jo@falk.example", "h", auth="microsoft", client_id="x")
    permit = Permit("a", "r", NOW, 3600.0, NOW)
    assert isinstance(refused_token(account, provider_for(account), error, permit, NOW), ConsentGone)


@pytest.mark.usefixtures("memory")
def test_without_a_sign_in_the_way_to_it_is_told(provider: Provider) -> None:
    failure = refusal(lambda: token_of(provider))
    assert (failure.message, failure.next_step) == (
        "the account work is not signed in",
        "run `mailhuman account sign-in work`",
    )


def test_a_keyring_that_does_not_open_says_so_once(provider: Provider) -> None:
    with using(LockedKeyring()):
        assert "locked" in refusal(lambda: token_of(provider)).message


def test_a_keyring_that_forgets_is_found_out(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILHUMAN_DATA_DIR", str(tmp_path))
    backend = ForgetfulKeyring()
    with using(MemoryKeyring()) as _:
        permit = given_permit(provider, expires=NOW)
    with using(backend):
        assert "did not keep" in refusal(lambda: remember(provider.account(), permit)).message


def test_signing_out_forgets_even_where_the_provider_is_away(provider: Provider, memory: MemoryKeyring) -> None:
    given_permit(provider, expires=NOW)
    assert sign_out(provider.account())
    assert memory.kept == {}
    assert not sign_out(provider.account())


@pytest.mark.usefixtures("memory")
def test_signing_out_voids_the_tokens_where_the_provider_listens(provider: Provider) -> None:
    given_permit(provider, expires=NOW)
    listening = replace(provider_for(provider.account()), revocation_url=f"{provider.url}/revoke")
    assert sign_out(provider.account(), listening)
    assert provider.asked == [("/revoke", {"token": "refresh-kept"})]


@pytest.mark.usefixtures("memory")
def test_a_consent_given_to_another_client_is_none() -> None:
    account = Account("work", "jo@falk.example", "imap.falk.example", auth="google", client_id="new")
    remember(account, Permit("a", "r", NOW, 3600.0, NOW, "", "old"))
    assert kept_permit(account) is None
    assert kept_permit(replace(account, client_id="old"))


@pytest.mark.parametrize("written", ["", "{", "[]", "null", "{}", '{"access_token": "a"}', "[" * 100_000])
def test_what_is_no_permit_is_none(written: str) -> None:
    assert read_permit(written) is None


@given(
    st.builds(Permit, st.text(), st.text(), *(st.floats(allow_nan=False) for _ in range(3)), st.text(), st.just("x"))
)
def test_a_permit_is_read_as_it_was_written(permit: Permit) -> None:
    account = Account("work", "jo@falk.example", "imap.falk.example", client_id="x")
    with using(MemoryKeyring()):
        remember(account, permit)
        assert kept_permit(account) == permit
    assert "access" not in repr(permit).lower().replace("accesstoken", "")


@given(st.floats(0, 1e6), st.floats(1, 1e5))
def test_what_serves_is_usable(age: float, lifetime: float) -> None:
    permit = Permit("a", "r", NOW + lifetime, lifetime, NOW)
    assert not permit.fresh(NOW + age) or permit.usable(NOW + age)
    assert permit.fresh(NOW)
