"""The tokens of an account that signs in by OAuth, kept in the keyring as one entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.secrets.keyrings import kept, looked_up, removed

_UNLOCK = "unlock it, or set up another keyring: tokens are kept nowhere else"


def permit_of(account: Account) -> str:
    """Give what was kept for `account`, empty if nothing was; SecretError if the keyring does not answer."""
    with _told_of_tokens():
        return looked_up(_service(account), account.user)


def keep_permit(account: Account, written: str) -> None:
    """Keep `written` for `account`, in place of what was kept; SecretError if the keyring does not, or not secretly."""
    with _told_of_tokens():
        if not kept(_service(account), account.user, written):
            raise SecretError("the keyring did not keep the tokens")


def forget_permit(account: Account) -> bool:
    """Remove what was kept for `account`; False if there was nothing, SecretError if the keyring does not answer."""
    with _told_of_tokens():
        return removed(_service(account), account.user)


@contextmanager
def _told_of_tokens() -> Iterator[None]:
    """Give advice that fits: a command may give a password, never tokens."""
    try:
        yield
    except SecretError as failure:
        raise SecretError(failure.message, next_step=_UNLOCK) from None


def _service(account: Account) -> str:
    """What the keyring files them under: the server's name too, so that no other server is ever shown a token."""
    return f"mailhuman/{account.host}/oauth"
