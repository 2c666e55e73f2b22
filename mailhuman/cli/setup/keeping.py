"""Keeps an account that works: its secret in the keyring, the rest in the configuration; both or neither."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

from mailhuman.cli.failures import say_failure
from mailhuman.cli.saying import say
from mailhuman.cli.setup.secret import Secret, in_keyring
from mailhuman.config import Account, Config, config_file, save_account
from mailhuman.errors import ConfigError, SecretError
from mailhuman.oauth import kept_permit, remember, sign_out
from mailhuman.secrets import forget_password, forget_permit, keep_password, password_variable


def keep(account: Account, secret: Secret, config: Config) -> None:
    """Keep the secret, then the account; if the account cannot be kept, the keyring is as it was.

    SecretError or ConfigError, and nothing kept, where that fails.
    """
    undo = _secret_kept(account, secret)
    try:
        save_account(account)
    except ConfigError:
        with suppress(SecretError):
            undo()
        raise
    _forget_former(account, config)
    say(f"Saved the account {account.name} in {config_file()}; {_whence(account)}.")


def _secret_kept(account: Account, secret: Secret) -> Callable[[], object]:
    """Put the secret in the keyring, and give what takes it out again."""
    if secret.permit:
        permit = kept_permit(account)
        remember(account, secret.permit)
        return (lambda: remember(account, permit)) if permit else (lambda: forget_permit(account))
    if secret.typed:
        password = in_keyring(account)
        keep_password(account, secret.typed)
        return (lambda: keep_password(account, password)) if password else (lambda: forget_password(account))
    return lambda: None


def _whence(account: Account) -> str:
    if account.auth != "password":
        return "its tokens are in the keyring, and renewed as long as the provider allows"
    if account.password_command:
        return "its password comes from your command"
    if os.environ.get(password_variable(account.name)) and not in_keyring(account):
        return f"its password comes from the variable {password_variable(account.name)}"
    return "its password comes from the keyring"


def _forget_former(account: Account, config: Config) -> None:
    """Remove what the account's former server, user or way of signing in had in the keyring, unless it is needed."""
    present = (account, *(each for each in config.accounts if each.name != account.name))
    needed = {_place(each) for each in present}
    for former in config.accounts:
        if former.name == account.name and not former.password_command and _place(former) not in needed:
            try:
                forget_password(former) if former.auth == "password" else sign_out(former)
            except SecretError as failure:  # the account is kept already, and stays so
                say_failure(failure)


def _place(account: Account) -> tuple[str, str, str]:
    """Where in the keyring the secret of an account lies; nowhere if a command gives it."""
    sort = "password" if account.auth == "password" else "tokens"
    return (account.host, account.user, "command" if account.password_command else sort)
