"""Signs an account out: tells the provider that its tokens are void, where it listens, and forgets them."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from mailhuman.config import Account
from mailhuman.errors import MailhumanError
from mailhuman.oauth.asking import post
from mailhuman.oauth.permit import kept_permit
from mailhuman.oauth.provider import Provider, provider_for
from mailhuman.secrets import forget_permit


def sign_out(account: Account, provider: Provider | None = None) -> bool:
    """Void the tokens of `account` and remove them from the keyring; False if it held none.

    `provider` is its own if none is given. One that is not there, or knows no such thing, keeps nobody from forgetting
    them. SecretError if the keyring does not answer.
    """
    permit = kept_permit(account)
    place = (provider or provider_for(account)).revocation_url
    if permit and place:
        with suppress(MailhumanError):
            post(place, urlencode({"token": permit.refresh_token}))
    return forget_permit(account)
