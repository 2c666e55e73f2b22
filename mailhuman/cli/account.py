"""`mailhuman account`: list the mail accounts, sign in to one again, remove one."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from mailhuman.config import Account


@click.group()
def account() -> None:
    """List mail accounts, sign in again, or remove one."""


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


@account.command("sign-in")
@click.argument("name")
@click.option("--code", is_flag=True, help="By a code typed in a browser anywhere, where the provider has it.")
def sign_in(name: str, *, code: bool) -> None:
    """Sign in to the account NAME by OAuth.

    Needed once, and again when the provider no longer lets mailhuman in. The tokens go into the system's keyring.
    """
    from mailhuman.cli.setup.asking import Asker
    from mailhuman.cli.setup.way import client_secret
    from mailhuman.cli.signing_in import need_a_keyring, sign_in
    from mailhuman.config import load_config
    from mailhuman.oauth import kept_permit, remember

    chosen = load_config().named(name)
    if chosen.auth == "password":
        raise click.UsageError(f"the account {name} has a password; change that with `mailhuman setup --name {name}`")
    need_a_keyring()
    kept = kept_permit(chosen)
    secret = client_secret(chosen, kept.client_secret if kept else "", Asker(asks=sys.stdin.isatty()))
    remember(chosen, sign_in(chosen, secret, by_code=code))
    say("Its tokens are in the keyring, and are renewed as long as the provider allows.")


@account.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, yes: bool) -> None:
    """Remove the account NAME and its password or tokens.

    They go from this machine; your notes, and the mail on the server, stay.
    """
    from mailhuman.cli.consent import agreed
    from mailhuman.cli.parting import secret_forgotten
    from mailhuman.config import config_file, load_config, remove_account

    config = load_config()
    leaving = config.named(name)
    if not (yes or agreed(f"Remove the account {name} from this machine?")):
        say("Nothing was removed.")
        raise click.exceptions.Exit(1)
    remove_account(name)
    _forget_its_drafts(name)
    say(f"Removed the account {name} from {config_file()}.")
    say(secret_forgotten(leaving, config.accounts))
    say("Your notes, what was suggested before, and the mail on the server are as they were.")


def _forget_its_drafts(name: str) -> None:
    """Drop what the daemon kept of its drafts: hashes, which lead nowhere where the store cannot be opened now."""
    from contextlib import suppress

    from mailhuman.config import data_folder
    from mailhuman.errors import StoreError
    from mailhuman.store import open_store

    if (data_folder() / "mailhuman.db").exists():
        with suppress(StoreError), open_store() as store:
            store.watchbook.forget(name)


def _as_text(each: Account) -> str:
    from mailhuman.show.safe import on_one_line

    secured = {"tls": "TLS", "starttls": "STARTTLS", "plain": "no encryption"}[each.security]
    if each.auth != "password":
        secret = f"OAuth (client id {each.client_id})"
    else:
        secret = f"password: {'by command' if each.password_command else 'keyring'}"
    return on_one_line(f"{each.name}: {each.address}, {each.host} port {each.port} ({secured}), {secret}")


def _as_json(each: Account) -> str:
    fields = {
        "name": each.name,
        "address": each.address,
        "aliases": each.aliases,
        "host": each.host,
        "port": each.port,
        "security": each.security,
        "user": each.user,
        "auth": each.auth,
        "client_id": each.client_id,
        "password_command": each.password_command,
    }
    return json.dumps(fields, ensure_ascii=False)
