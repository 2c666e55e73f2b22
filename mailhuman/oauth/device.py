"""Signing in with a browser on any machine: a short code is shown, and typed in there (RFC 8628)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from mailhuman.config import Account
from mailhuman.config.entry import safe_url
from mailhuman.errors import MailboxError, SecretError
from mailhuman.oauth.asking import Reply, post
from mailhuman.oauth.permit import Permit
from mailhuman.oauth.protocol import answer_of, device_body, first_permit
from mailhuman.oauth.provider import Provider, provider_for
from mailhuman.oauth.refusals import refused_token, unclear

_USUAL_INTERVAL = 5.0
_SLOWER = 5.0
_LONGEST = 1800.0
_LONGEST_INTERVAL = 60.0


@dataclass(frozen=True, slots=True, repr=False)
class _Offer:
    """What the provider waits for: that somebody types `typed` at `place`, within `lifetime` seconds."""

    secret: str
    typed: str
    place: str
    lifetime: float
    interval: float


def sign_in_by_code(
    account: Account,
    secret: str,
    show: Callable[[str, str], None],
    *,
    clock: Callable[[], float] = time.time,
    pause: Callable[[float], None] = time.sleep,
) -> Permit:
    """Give `show` the page and the code to type there, and ask the provider until somebody has agreed.

    SecretError if nobody agrees, or not in time, or the provider has no such way; a network that is away for a moment
    is waited for.
    """
    provider = provider_for(account)
    offer = _offered(account, provider, clock())
    show(offer.place, offer.typed)
    until, interval = clock() + offer.lifetime, offer.interval
    while clock() < until:
        pause(interval)
        reply = _asked(account, provider, offer, secret)
        waiting = _still_waiting(reply)
        if not waiting and reply is not None:
            return first_permit(account, provider, reply, secret, clock())
        interval = min(_LONGEST_INTERVAL, interval + _SLOWER) if waiting != "authorization_pending" else interval
    raise refused_token(account, provider, "expired_token", None, clock())


def _offered(account: Account, provider: Provider, now: float) -> _Offer:
    if not provider.device_url:
        raise SecretError(f"{provider.name} offers no sign-in by code for mail", next_step="sign in with the browser")
    body = urlencode({"client_id": account.client_id, "scope": provider.scope})
    answer = answer_of(post(provider.device_url, body))
    if answer.get("error"):
        raise refused_token(account, provider, str(answer["error"]), None, now)
    place = answer.get("verification_uri") or answer.get("verification_url")
    try:
        offer = _Offer(
            str(answer["device_code"]),
            str(answer["user_code"]),
            safe_url(str(place)),
            min(_LONGEST, float(answer.get("expires_in", _LONGEST))),
            min(_LONGEST_INTERVAL, max(1.0, float(answer.get("interval", _USUAL_INTERVAL)))),
        )
    except (LookupError, ValueError, TypeError):
        raise unclear(provider) from None
    return offer


def _asked(account: Account, provider: Provider, offer: _Offer, secret: str) -> Reply | None:
    """What the provider says now; None if it could not be asked."""
    try:
        return post(provider.token_url, device_body(account.client_id, offer.secret, secret))
    except MailboxError:
        return None


def _still_waiting(reply: Reply | None) -> str:
    """Why to ask again; empty if there is an answer."""
    if reply is None:
        return "unreachable"
    error = str(answer_of(reply).get("error", ""))
    return error if error in ("authorization_pending", "slow_down") else ""
