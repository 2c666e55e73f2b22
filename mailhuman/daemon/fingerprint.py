"""Tells whether something has changed that a refused login may have been about, without keeping any secret."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from secrets import token_bytes

from mailhuman.config import Account
from mailhuman.config.folders import config_file
from mailhuman.errors import SecretError
from mailhuman.secrets import password_for, permit_of

_SALT = token_bytes(16)


def fingerprint(account: Account) -> str:
    """Stands for the configuration file and the secret of an account, as long as this process lives.

    A password command is not run for it: it might ask the user, who is not there.
    """
    told = hashlib.sha256(_SALT)
    with suppress(OSError):
        told.update(str(config_file().stat().st_mtime_ns).encode())
    with suppress(SecretError):
        told.update(_secret(account).encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _secret(account: Account) -> str:
    if account.auth != "password":
        return permit_of(account)
    return "" if account.password_command else password_for(account)
