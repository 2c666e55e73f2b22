"""Consent by a code typed elsewhere: asked for no more often than the provider likes, and no longer than it lasts."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from mailhuman.config import Account
from mailhuman.errors import Unreachable
from mailhuman.oauth import Permit, sign_in_by_code
from tests.oauth.canaries import refusal
from tests.servers.provider import Answer, Provider

NOW = 1_800_000_000.0
WAITING: Answer = (400, {"error": "authorization_pending"})
OFFER = {"device_code": "device-1", "user_code": "WDJB-MJHT", "verification_uri": "https://login.falk.example/device"}


@dataclass
class Clock:
    """Time that passes only when it is waited for."""

    now: float = NOW
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def signed_in(provider: Provider, clock: Clock, shown: list[tuple[str, str]] | None = None, **changes: str) -> Permit:
    return sign_in_by_code(
        provider.account(**changes),
        "",
        lambda place, typed: (shown if shown is not None else []).append((place, typed)),
        clock=clock,
        pause=clock.pause,
    )


def test_who_types_the_code_is_signed_in(provider: Provider) -> None:
    shown: list[tuple[str, str]] = []
    clock = Clock()
    provider.pending = 3
    permit = signed_in(provider, clock, shown)
    assert shown == [("https://login.falk.example/device", "WDJB-MJHT")]
    assert clock.waits == [5.0] * 4
    assert permit.access_token in provider.tokens
    assert permit.granted == NOW + 20


def test_what_is_asked_for_holds_the_client_and_the_scope_alone(provider: Provider) -> None:
    signed_in(provider, Clock())
    assert provider.asked[0] == ("/device", {"client_id": "mailhuman-test", "scope": "imap offline_access"})


def test_a_provider_that_wants_to_be_asked_less_often_is(provider: Provider) -> None:
    clock = Clock()
    slow: Answer = (400, {"error": "slow_down"})
    provider.planned += [(200, OFFER), WAITING, slow, slow, WAITING]
    signed_in(provider, clock)
    assert clock.waits == [5.0, 5.0, 10.0, 15.0, 15.0]


def test_a_provider_away_for_a_moment_is_waited_for(provider: Provider) -> None:
    provider.planned += [(200, OFFER), (503, {}), WAITING]
    clock = Clock()
    assert signed_in(provider, clock).access_token in provider.tokens
    assert clock.waits == [5.0, 10.0, 10.0]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("access_denied", "was told not to let mailhuman in"),
        ("authorization_declined", "was told not to let mailhuman in"),
        ("expired_token", "not finished in time"),
        ("code_expired", "not finished in time"),
        ("unauthorized_client", "does not accept the client id"),
        ("invalid_client", "does not accept the client id"),
        ("something_new", "gave no token"),
    ],
)
def test_a_refusal_ends_the_waiting(provider: Provider, error: str, words: str) -> None:
    provider.planned += [(200, OFFER), WAITING, (400, {"error": error, "error_description": "no, jo@falk.example"})]
    assert words in refusal(lambda: signed_in(provider, Clock())).message


def test_a_code_that_ran_out_is_asked_about_no_more(provider: Provider) -> None:
    clock = Clock()
    provider.pending = 10_000
    provider.planned.append((200, {**OFFER, "expires_in": 60, "interval": 20}))
    assert "not finished in time" in refusal(lambda: signed_in(provider, clock)).message
    assert clock.waits == [20.0, 20.0, 20.0]


@pytest.mark.parametrize(
    "offer",
    [
        {},
        {**OFFER, "verification_uri": "http://login.falk.example/"},
        {**OFFER, "verification_uri": "javascript:alert(1)"},
        {**OFFER, "interval": "often"},
        {**OFFER, "device_code": None, "expires_in": []},
    ],
)
def test_an_offer_that_cannot_be_trusted_is_not_shown(provider: Provider, offer: dict[str, object]) -> None:
    shown: list[tuple[str, str]] = []
    provider.planned.append((200, offer))
    assert "cannot be understood" in refusal(lambda: signed_in(provider, Clock(), shown)).message
    assert shown == []


def test_a_provider_that_forbids_it_is_heard_before_anything_is_shown(provider: Provider) -> None:
    provider.planned.append((400, {"error": "unauthorized_client"}))
    assert "does not accept the client id" in refusal(lambda: signed_in(provider, Clock())).message


def test_google_has_no_such_way_for_mail() -> None:
    google = Account("g", "jo@falk.example", "imap.gmail.com", auth="google", client_id="x")
    failure = refusal(lambda: sign_in_by_code(google, "", lambda _place, _typed: None))
    assert "no sign-in by code" in failure.message
    assert "browser" in failure.next_step


def test_a_provider_that_is_not_there_is_said_to_be_away(provider: Provider) -> None:
    failure = refusal(lambda: signed_in(provider, Clock(), device_url="http://127.0.0.1:1/device"))
    assert isinstance(failure, Unreachable)
