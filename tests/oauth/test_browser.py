"""Consent in a browser: it is asked for with as little as can be, and only the answer to our own question counts."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from mailhuman.config import Account
from mailhuman.errors import SecretError, TlsFailure, Unreachable
from mailhuman.oauth import Permit, Provider, asking, provider_for, sign_in_by_browser
from mailhuman.oauth.asking import Reply
from mailhuman.oauth.loopback import listening
from mailhuman.oauth.protocol import first_permit, new_request
from tests.oauth.canaries import refusal
from tests.servers import provider as fake

NOW = 1_800_000_000.0
GOOGLE = Account("g", "jo@falk.example", "imap.gmail.com", auth="google", client_id="123.apps")
MICROSOFT = Account("m", "jo@falk.example", "outlook.office365.com", auth="microsoft", client_id="0-1-2")


def signed_in(
    provider: fake.Provider, *, secret: str = "", show: Callable[[str], object] | None = None, **changes: Any
) -> Permit:
    def shown(url: str) -> None:
        (show or provider.consent)(url)

    return sign_in_by_browser(provider.account(**changes), secret, shown, clock=lambda: NOW, patience=5)


def test_who_agrees_is_signed_in(provider: fake.Provider) -> None:
    permit = signed_in(provider)
    assert provider.tokens[permit.access_token].user == "jo"
    assert permit.refresh_token in provider.refreshing
    assert (permit.expires, permit.granted, permit.client_secret) == (NOW + 3600, NOW, "")


def test_the_page_at_the_end_sends_the_user_back(provider: fake.Provider) -> None:
    pages: list[tuple[int, str]] = []
    signed_in(provider, show=lambda url: pages.append(provider.consent(url)))
    (status, page), *_ = pages
    assert status == 200
    assert "Back to the terminal" in page


def test_a_client_with_a_secret_gives_it_and_it_is_kept(provider: fake.Provider) -> None:
    provider.client_secret = "hunter2"
    assert signed_in(provider, secret="hunter2").client_secret == "hunter2"
    assert "does not accept the client id" in refusal(lambda: signed_in(provider)).message


@pytest.mark.parametrize("account", [GOOGLE, MICROSOFT])
def test_the_address_holds_what_the_protocol_needs_and_nothing_of_the_user(account: Account) -> None:
    provider: Provider = provider_for(account)
    request = new_request(provider, account.client_id, f"http://{provider.redirect_host}:9", "s")
    said = parse_qs(urlsplit(request.url).query)
    needed = {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}
    assert said.keys() - {"access_type"} == needed
    assert said["scope"] == [provider.scope]
    assert said["code_challenge_method"] == ["S256"]
    assert request.url.startswith("https://")
    assert "falk" not in request.url
    assert request.verifier not in request.url


def test_microsoft_is_asked_for_one_organisation_or_for_all() -> None:
    assert "/common/" in provider_for(MICROSOFT).token_url
    named = Account("m", "a@b.example", "h", auth="microsoft", client_id="x", tenant="falk.example")
    assert "/falk.example/" in provider_for(named).device_url


def test_every_question_has_a_state_and_a_proof_of_its_own(provider: fake.Provider) -> None:
    urls: list[str] = []

    def show(url: str) -> None:
        urls.append(url)
        provider.consent(url)

    for _ in range(2):
        signed_in(provider, show=show)
    first, second = (parse_qs(urlsplit(url).query) for url in urls)
    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]


def test_who_says_no_is_told_that_the_provider_heard_it(provider: fake.Provider) -> None:
    failure = refusal(
        lambda: signed_in(provider, show=lambda url: provider.consent(url, code="", error="access_denied"))
    )
    assert "was told not to let mailhuman in" in failure.message
    assert not [form for path, form in provider.asked if path == "/token"]


def test_an_answer_to_another_question_is_not_traded(provider: fake.Provider) -> None:
    failure = refusal(lambda: signed_in(provider, show=lambda url: provider.consent(url, state="forged")))
    assert "belongs to another sign-in" in failure.message
    assert provider.asked == []


def test_a_code_that_is_not_ours_to_trade_is_refused_by_the_proof(provider: fake.Provider) -> None:
    failure = refusal(lambda: signed_in(provider, show=lambda url: provider.consent(url, code="code-of-another")))
    assert "not finished in time" in failure.message


def test_an_answer_with_neither_code_nor_error_is_none(provider: fake.Provider) -> None:
    assert (
        "cannot be understood"
        in refusal(lambda: signed_in(provider, show=lambda url: provider.consent(url, code=""))).message
    )


def test_nobody_there_is_not_waited_for_forever(provider: fake.Provider) -> None:
    failure = refusal(
        lambda: sign_in_by_browser(provider.account(), "", lambda _url: None, clock=lambda: NOW, patience=0.05)
    )
    assert "nobody signed in" in failure.message


def test_what_is_no_answer_at_all_is_passed_over() -> None:
    with listening("127.0.0.1", "s") as listener:
        assert fake.fetched(listener.redirect, "/favicon.ico")[0] == 404
        assert fake.fetched(listener.redirect, "/")[0] == 404
        assert fake.fetched(listener.redirect, "/?state=s&code=c", host="evil.example:80")[0] == 404
        assert listener.wait(0.05) is None


def test_a_box_unticked_gives_no_leave_to_read_mail() -> None:
    google = provider_for(GOOGLE)
    reply = Reply(
        200, '{"access_token":"a","refresh_token":"r","expires_in":3599,"scope":"openid","token_type":"Bearer"}'
    )
    failure = refusal(lambda: first_permit(GOOGLE, google, reply, "", NOW))
    assert "leave to read mail" in failure.message
    assert "https://mail.google.com/" in failure.next_step


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, "<html>"), "cannot be understood"),
        ((200, "[]"), "cannot be understood"),
        ((200, {"access_token": 3, "token_type": "Bearer"}), "cannot be understood"),
        ((200, {"access_token": "a\r\nb", "refresh_token": "r", "token_type": "Bearer"}), "cannot be understood"),
        ((200, {"access_token": "a", "refresh_token": "r", "token_type": "mac"}), "cannot be understood"),
        ((200, {"access_token": "a", "token_type": "Bearer"}), "for an hour only"),
        ((200, "x" * 300_000), "cannot be reached"),
        ((302, {}), "cannot be understood"),
        ((400, {"error": "invalid_scope"}), "leave to read mail"),
        ((400, {"error": ["odd"]}), "gave no token"),
        ((503, {}), "too busy"),
        ((429, {}), "too busy"),
    ],
)
def test_a_strange_answer_is_told_without_a_word_of_it(
    provider: fake.Provider, answer: fake.Answer, words: str
) -> None:
    provider.planned.append(answer)
    failure = refusal(lambda: signed_in(provider))
    assert words in failure.message
    assert isinstance(failure, SecretError | Unreachable)


def test_a_provider_that_is_not_there_is_said_to_be_away(provider: fake.Provider) -> None:
    failure = refusal(lambda: signed_in(provider, token_url="http://127.0.0.1:1/token"))
    assert isinstance(failure, Unreachable)


def test_an_answer_without_an_end_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        failure = refusal(lambda: asking.post(f"http://127.0.0.1:{silent.getsockname()[1]}/token", ""))
    assert "to an end" in failure.message


def test_a_certificate_nobody_vouches_for_gets_no_token() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as plain, context.wrap_socket(plain, server_side=True) as server:
        heard: list[bytes] = []
        thread = threading.Thread(target=lambda: heard.append(received(server)))
        thread.start()
        failure = refusal(lambda: asking.post(f"https://127.0.0.1:{server.getsockname()[1]}/token", "canary"))
        thread.join()
    assert isinstance(failure, TlsFailure)
    assert heard == [b""]


def received(server: ssl.SSLSocket) -> bytes:
    """What one client sends once its handshake is done; nothing if it never is."""
    try:
        line, _ = server.accept()
        with line:
            return line.recv(1000)
    except OSError:
        return b""


def test_tokens_are_asked_for_nowhere_in_the_clear(provider: fake.Provider) -> None:
    failure = refusal(lambda: signed_in(provider, token_url="http://login.falk.example/token"))
    assert "not one to be trusted" in failure.message


def test_no_token_or_code_is_logged(provider: fake.Provider, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    permit = signed_in(provider)
    written = "\n".join(record.getMessage() for record in caplog.records) + repr(permit)
    assert permit.access_token not in written
    assert permit.refresh_token not in written
    assert "code-" not in written
