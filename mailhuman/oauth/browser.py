"""Signing in with a browser on this machine: it goes to the provider, and comes back to a port of ours (RFC 8252)."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.oauth.permit import Permit
from mailhuman.oauth.protocol import exchange, new_request
from mailhuman.oauth.provider import provider_for

_PATIENCE = 600.0  # seconds in which somebody may find their password and their second factor


def sign_in_by_browser(
    account: Account,
    secret: str,
    show: Callable[[str], None],
    *,
    clock: Callable[[], float] = time.time,
    patience: float = _PATIENCE,
) -> Permit:
    """Give `show` the address to open, wait for the browser to come back, and trade its code for tokens.

    `secret` is that of the client, empty where it has none. SecretError if nobody agrees, or not in time.
    """
    from mailhuman.oauth.loopback import listening  # noqa: PLC0415 - brings a web server with it

    provider = provider_for(account)
    state = secrets.token_urlsafe(32)
    with listening(provider.redirect_host, state) as listener:
        request = new_request(provider, account.client_id, listener.redirect, state)
        show(request.url)
        answer = listener.wait(patience)
    if answer is None:
        raise SecretError(
            f"nobody signed in within {patience / 60:g} minutes",
            next_step=f"run `mailhuman account sign-in {account.name}` again; where the browser is on another machine, "
            "use --code if the provider offers it",
        )
    return exchange(account, request, answer.code(account, provider, clock()), secret, clock())
