"""Logs in by an access token: XOAUTH2, which Google and Microsoft ask for, or OAUTHBEARER (RFC 7628), its standard."""

from __future__ import annotations

from typing import Any  # IMAPClient has no types

from mailhuman.config import Account
from mailhuman.mailbox.failures import no_login_by_token
from mailhuman.oauth import AccessToken

_ACKNOWLEDGED = {"XOAUTH2": b"", "OAUTHBEARER": b"\x01"}
"""What a refusal is answered with, before the server says NO."""


def by_token(client: Any, account: Account, token: AccessToken, said: list[bytes]) -> None:  # noqa: ANN401 - as above
    """Log in, or fail as IMAPClient does; why the server refuses goes to `said`. LoginRefused if it takes no tokens."""
    mechanism = next((each for each in _ACKNOWLEDGED if client.has_capability(f"AUTH={each}")), None)
    if mechanism is None:
        raise no_login_by_token(account)

    def answer(challenge: bytes) -> bytes:
        if challenge or said:
            said.append(challenge)
            return _ACKNOWLEDGED[mechanism]
        return _message(mechanism, account.user, token.value)

    client.sasl_login(mechanism, answer)


def _message(mechanism: str, user: str, token: str) -> bytes:
    if mechanism == "XOAUTH2":
        return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()
    named = user.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={named},\x01auth=Bearer {token}\x01\x01".encode()
