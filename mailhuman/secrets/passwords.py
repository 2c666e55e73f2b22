"""The password of an account: from its command, from the environment, or from the keyring."""

from __future__ import annotations

import os

from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.secrets.commands import first_line_of
from mailhuman.secrets.keyrings import USE_A_COMMAND, kept, looked_up, removed

_VARIABLE = "MAILHUMAN_PASSWORD_"


def password_for(account: Account) -> str:
    """Give the password of `account`: from its command if it has one, else from the environment, else the keyring.

    SecretError, with what to do, if it is not to be had.
    """
    if account.password_command:
        return first_line_of(account.password_command, f"the password command of the account {account.name}")
    password = os.environ.get(password_variable(account.name), "") or kept_password(account)
    if not password:
        raise SecretError(
            f"the keyring holds no password for the account {account.name}",
            next_step=f"run `mailhuman setup --name {account.name}`; or {USE_A_COMMAND}",
        )
    return password


def password_variable(name: str) -> str:
    """The environment variable that gives the password of the account called `name` where there is no keyring."""
    return _VARIABLE + name.upper().replace("-", "_")


def keep_password(account: Account, password: str) -> None:
    """Keep `password` in the keyring for `account`; SecretError if that keyring does not, or not secretly."""
    if not kept(_service(account), account.user, password):
        raise SecretError("the keyring did not keep the password", next_step=USE_A_COMMAND)


def forget_password(account: Account) -> bool:
    """Remove the password of `account` from the keyring; False if it held none."""
    return removed(_service(account), account.user)


def kept_password(account: Account) -> str:
    """Give the password that the keyring holds for `account`, empty if it holds none.

    SecretError if it does not open; then it says also which variable a service may use in its place.
    """
    try:
        return looked_up(_service(account), account.user)
    except SecretError as failure:
        variable = password_variable(account.name)
        raise SecretError(
            failure.message, next_step=f"{failure.next_step}; or give it in the variable {variable}"
        ) from None


def _service(account: Account) -> str:
    """What the keyring files the password under: the server's name too, so that no other server is ever shown it."""
    return f"mailhuman/{account.host}"
