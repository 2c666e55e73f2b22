"""The order in which the doctor looks at things: the installation first, the accounts last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mailhuman.cli.doctor import files, installation, rulebook, server, storage
from mailhuman.cli.doctor.finding import Checks, guarded
from mailhuman.errors import ConfigError

if TYPE_CHECKING:
    from mailhuman.config import Account


def examine(name: str, *, offline: bool) -> Checks:
    """Look at everything, and at the account called `name` or, if that is empty, at all; nothing ends it early.

    MailhumanError if there is no account called `name`.
    """
    accounts = _accounts(name)
    yield from guarded(installation.check, "the installation")
    yield from guarded(files.check, "the configuration")
    yield from guarded(storage.check, "the store")
    yield from guarded(rulebook.check, "the rules")
    yield from guarded(partial(storage.check_keyring, accounts), "the keyring")
    for account in accounts:
        yield from guarded(partial(server.check, account, offline=offline), f"account {account.name}")


def _accounts(name: str) -> tuple[Account, ...]:
    """The accounts to look at; none where the configuration cannot be read, which is a finding of its own."""
    from mailhuman.config import load_config

    try:
        config = load_config()
    except ConfigError:
        return ()
    return (config.named(name),) if name else config.accounts
