"""Opens the mailbox of an account with what the keyring, its command or the environment holds for it."""

from __future__ import annotations

from mailhuman.config import Account
from mailhuman.errors import LoginRefused
from mailhuman.mailbox.session import Session, connect
from mailhuman.oauth import AccessToken, credential_for


def enter(account: Account) -> Session:
    """Connect and log in; a token that the server does not accept, though it should last, is renewed once.

    What `credential_for` and `connect` raise.
    """
    credential = credential_for(account)
    try:
        return connect(account, credential)
    except LoginRefused:
        if not isinstance(credential, AccessToken):
            raise
    return connect(account, credential_for(account, refused=credential))
