"""Asks where the server of an account is, at first and again when it could not be used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mailhuman.cli.setup.asking import Asker
from mailhuman.config import Account, Security
from mailhuman.config.entry import host_name, on_this_machine, standard_port
from mailhuman.errors import FolderMissing, LoginRefused, MailhumanError, SecretError, TlsFailure

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options
    from mailhuman.discovery import Provider

_HIGHEST_PORT = 65535


def locate(account: Account, options: Options, ask: Asker) -> Account:
    """Ask for the server of `account`, offering what is known of it."""
    host = ask.text("IMAP server", "--host", options["host"], account.host, host_name)
    security = options["security"] or _security(account.security, host, ask)
    if security == "plain" and not on_this_machine(host):
        raise click.BadParameter("plain would show the password on its way to another machine", param_hint="--security")
    as_before = host == account.host and security == account.security
    usual = account.port if as_before else standard_port(security)
    given = str(options["port"]) if options["port"] else None
    port = ask.text("Port", "--port", given, str(usual), _port)
    user = ask_user(account, options["user"], ask)
    return replace(account, host=host, security=security, port=int(port), user=user)


def ask_user(account: Account, given: str | None, ask: Asker) -> str:
    """Ask for the name to log in with, offering the present one."""
    return ask.text("User name to log in with", "--user", given, account.user, str)


def correct(account: Account, options: Options, failure: MailhumanError, ask: Asker) -> Account:
    """Ask again for what may have led to `failure`; the present answers are offered."""
    if isinstance(failure, SecretError):
        return account
    if isinstance(failure, LoginRefused):
        return replace(account, user=ask_user(account, None, ask))
    if isinstance(failure, FolderMissing):
        drafts = ask.text("The folder with your drafts", "--drafts", None, account.drafts or "Drafts", str)
        return replace(account, drafts=drafts)
    account = locate(account, options, ask)
    return replace(account, ca_file=_ca_file(account)) if isinstance(failure, TlsFailure) else account


def provider_of(account: Account) -> Provider | None:
    """The provider an account is with, told by its server, or by its address where the server is on this machine."""
    from mailhuman import discovery

    if on_this_machine(account.host):
        return discovery.provider_of(account.address.rpartition("@")[2])
    return discovery.provider_at(account.host)


def _security(present: Security, host: str, ask: Asker) -> Security:
    choices = ("tls", "starttls", "plain") if on_this_machine(host) else ("tls", "starttls")
    return cast("Security", ask.choice("Security", choices, present if present in choices else choices[0]))


def _ca_file(account: Account) -> str:
    """Ask for certificates to trust; empty for those of the system."""
    question = "File of certificates to trust (- for those of the system)"
    kind = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str)

    def there(written: str) -> str:
        return str(kind.convert(str(Path(written).expanduser()), None, None))

    path = str(click.prompt(question, default=account.ca_file or "-", value_proc=there))
    return "" if path == "-" else str(Path(path).absolute())


def _port(written: str) -> str:
    if not (written.isascii() and written.isdecimal() and 0 < int(written) <= _HIGHEST_PORT):
        raise ValueError("a port is a number from 1 to 65535; most servers use 993")
    return written
