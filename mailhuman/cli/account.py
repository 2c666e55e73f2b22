"""`mailhuman account`: list the mail accounts, remove one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from mailhuman.config import Account, Config


@click.group()
def account() -> None:
    """List or remove mail accounts."""


@account.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def list_accounts(*, as_json: bool) -> None:
    """List the accounts, without their passwords."""
    from mailhuman.config import load_config

    accounts = load_config().accounts
    for each in accounts:
        click.echo(_as_json(each) if as_json else _as_text(each))
    if not accounts and not as_json:
        say("There is no account yet; connect one with `mailhuman setup`.")


@account.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, yes: bool) -> None:
    """Remove the account NAME and its password.

    They go from this machine; your notes, and the mail on the server, stay.
    """
    from mailhuman.cli.consent import agreed
    from mailhuman.config import config_file, load_config, remove_account

    config = load_config()
    leaving = config.named(name)
    if not (yes or agreed(f"Remove the account {name} from this machine?")):
        say("Nothing was removed.")
        raise click.exceptions.Exit(1)
    remove_account(name)
    say(f"Removed the account {name} from {config_file()}.")
    say(_password_forgotten(leaving, config))
    say("Your notes, what was suggested before, and the mail on the server are as they were.")


def _password_forgotten(leaving: Account, config: Config) -> str:
    """Remove the password from the keyring, and say what became of it."""
    from mailhuman.errors import SecretError
    from mailhuman.secrets import forget_password

    if leaving.password_command:
        return "Its password came from a command of yours, which is as it was."
    if any(_shares_password(leaving, each) for each in config.accounts):
        return "Its password stays in the keyring: another account uses the same one."
    try:
        found = forget_password(leaving)
    except SecretError as failure:
        return f"Its password may still be in the keyring: {failure.message}. Look there for mailhuman/{leaving.host}."
    return "Removed its password from the keyring." if found else "The keyring held no password for it."


def _shares_password(leaving: Account, other: Account) -> bool:
    place = (leaving.host, leaving.user)
    return other.name != leaving.name and not other.password_command and (other.host, other.user) == place


def _as_text(each: Account) -> str:
    from mailhuman.show.safe import on_one_line

    secured = {"tls": "TLS", "starttls": "STARTTLS", "plain": "no encryption"}[each.security]
    secret = "by command" if each.password_command else "keyring"
    return on_one_line(f"{each.name}: {each.address}, {each.host} port {each.port} ({secured}), password: {secret}")


def _as_json(each: Account) -> str:
    fields = {
        "name": each.name,
        "address": each.address,
        "aliases": each.aliases,
        "host": each.host,
        "port": each.port,
        "security": each.security,
        "user": each.user,
        "password_command": each.password_command,
    }
    return json.dumps(fields, ensure_ascii=False)
