"""What opens the mailbox of an account: its password, or an access token that is renewed in time."""

from __future__ import annotations

import time
from collections.abc import Callable

from mailhuman.config import Account, data_folder
from mailhuman.errors import MailboxError
from mailhuman.oauth.lock import alone
from mailhuman.oauth.permit import AccessToken, Credential, Permit, kept_permit, not_signed_in, remember
from mailhuman.oauth.protocol import renew
from mailhuman.oauth.provider import provider_for
from mailhuman.secrets import password_for


def credential_for(account: Account, *, refused: Credential = "", clock: Callable[[], float] = time.time) -> Credential:
    """Give what `mailbox.connect` opens the mailbox with; `refused` is one that the server did not accept just now.

    SecretError if it is not to be had; ConsentGone, one of those, if somebody must sign in again. Unreachable if a
    token must be renewed and the provider is not there: that passes by itself.
    """
    if account.auth == "password":
        return password_for(account)
    permit = kept_permit(account)
    if permit is None:
        raise not_signed_in(account)
    if _serves(permit, refused, clock()):
        return AccessToken(permit.access_token)
    return AccessToken(_renewed(account, refused, clock).access_token)


def _serves(permit: Permit, refused: Credential, now: float) -> bool:
    return permit.fresh(now) and AccessToken(permit.access_token) != refused


def _renewed(account: Account, refused: Credential, clock: Callable[[], float]) -> Permit:
    """Renew the permit, unless another process has done so meanwhile."""
    with alone(account, data_folder()):
        permit = kept_permit(account)
        if permit is None:
            raise not_signed_in(account)
        if _serves(permit, refused, clock()):
            return permit
        try:
            renewed = renew(account, provider_for(account), permit, clock())
        except MailboxError:
            if permit.usable(clock()) and AccessToken(permit.access_token) != refused:
                return permit  # renewed early, so there is time to try again
            raise
        remember(account, renewed)
        return renewed
