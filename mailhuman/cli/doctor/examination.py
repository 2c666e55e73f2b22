"""The order in which the doctor looks at things: the installation first, the accounts last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mailhuman.cli.doctor import daemon, files, installation, rulebook, server, storage
from mailhuman.cli.doctor.finding import Checks, guarded
from mailhuman.errors import ConfigError

if TYPE_CHECKING:
    from mailhuman.config import Account


def examine(name: str, *, offline: bool) -> Checks:
    """Look at everything, and at the account called `name` or, if that is empty, at all; nothing ends it early.

    MailhumanError if there is no account called `name`.
    """
    accounts, poll = _known(name)
    yield from guarded(installation.check, "the installation")
    yield from guarded(files.check, "the configuration")
    yield from guarded(storage.check, "the store")
    yield from guarded(rulebook.check, "the rules")
    yield from guarded(partial(storage.check_keyring, accounts), "the keyring")
    if accounts:
        yield from guarded(daemon.check_service, "the service")
        yield from guarded(partial(daemon.check_running, accounts), "the daemon")
    for account in accounts:
        yield from guarded(partial(server.check, account, offline=offline, poll=poll), f"account {account.name}")


def _known(name: str) -> tuple[tuple[Account, ...], float]:
    """The accounts to look at, and how often that is done; none where the configuration cannot be read."""
    from mailhuman.config import load_config

    try:
        config = load_config()
    except ConfigError:
        return (), 0.0
    return ((config.named(name),) if name else config.accounts), config.daemon.poll
