"""Asks how to sign in: with a password, or by OAuth with a client id of the user's own."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.cli.setup.secret import Secret
from mailhuman.cli.signing_in import CLIENT_SECRET, need_a_keyring, sign_in
from mailhuman.config import Account, Auth
from mailhuman.config.entry import tenant_name

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options

_LONGEST_ID = 300
_NEEDS = {
    "google": "Google asks for a client id of your own. At console.cloud.google.com: make a project, switch on the "
    "Gmail API, set up the consent screen with the scope https://mail.google.com/ and publish it (in testing a sign-in "
    "ends after seven days), and make an OAuth client of the type Desktop app. It has an id and a secret.",
    "microsoft": "Microsoft asks for a client id of your own. At entra.microsoft.com, App registrations: register an "
    "app for mobile and desktop applications with the redirect URI http://localhost, allow public client flows, and "
    "give it the delegated permissions https://outlook.office.com/IMAP.AccessAsUser.All and offline_access. It has an "
    "id and no secret.",
}


def choose_way(account: Account, options: Options, ask: Asker) -> Account:
    """Give the account with its way of signing in, and what that needs. UsageError where something is missing."""
    auth = _way(account, options, ask)
    if auth == "password":
        return replace(
            account, auth=auth, client_id="", tenant="", authorization_url="", token_url="", device_url="", scope=""
        )
    if ask.asks and not account.client_id and auth in _NEEDS:
        _tell_needs(account, auth)
    known = account.client_id if account.auth == auth else ""
    client_id = ask.text("Client id", "--client-id", options["client_id"], known, _client_id)
    tenant = _tenant(options["tenant"], account.tenant) if auth == "microsoft" else ""
    return replace(account, auth=auth, client_id=client_id, tenant=tenant, password_command=())


def consent_for(account: Account, options: Options, ask: Asker) -> Secret:
    """Have the account signed in, unless it is and shall stay so. SecretError or MailboxError where that fails."""
    from mailhuman.oauth import kept_permit

    need_a_keyring()
    kept = kept_permit(account)
    if kept and ask.agrees("Keep the present sign-in?", default=True, unasked=True):
        return Secret()
    if options["no_test"] and not ask.asks:
        say(f"Not signed in yet: run `mailhuman account sign-in {account.name}` when a browser is at hand.")
        return Secret()
    secret = client_secret(account, kept.client_secret if kept else "", ask)
    return Secret(permit=sign_in(account, secret, by_code=options["code"]))


def client_secret(account: Account, kept: str, ask: Asker) -> str:
    """Give the secret of the client id, empty where it has none: from the environment, the keyring, or the keyboard."""
    given = os.environ.get(CLIENT_SECRET, "")
    if given or account.auth == "microsoft" or not ask.asks:
        return given or kept
    of_kept = "takes the one in the keyring" if kept else "if it has none"
    return ask.secret(f"Client secret (not shown; Enter {of_kept})", may_be_empty=True) or kept


def _tell_needs(account: Account, auth: Auth) -> None:
    """Say what the provider wants before it lets a program in."""
    from mailhuman.discovery import provider_at

    provider = provider_at(account.host)
    if auth == "microsoft" and provider:
        say(provider.password)
    say(_NEEDS[auth])


def _way(account: Account, options: Options, ask: Asker) -> Auth:
    if options["auth"]:
        return options["auth"]
    if options["password_command"] is not None or options["password_stdin"]:
        return "password"
    offered = _offered(account)
    if offered == "microsoft":
        return offered
    if offered is None or not ask.asks:
        return account.auth
    say("You can sign in with the browser (OAuth), or give a password.")
    usual = "password" if account.auth == "password" else "browser"
    return "password" if ask.choice("How", ("password", "browser"), usual) == "password" else offered


def _offered(account: Account) -> Auth | None:
    """The way by OAuth that the account has, or that its server is known for."""
    from mailhuman.discovery import provider_at

    if account.auth != "password":
        return account.auth
    provider = provider_at(account.host)
    return provider.sign_in if provider else None


def _client_id(written: str) -> str:
    if not written.isprintable() or not 0 < len(written) <= _LONGEST_ID or " " in written:
        raise ValueError("a client id is one word, as the provider's page shows it")
    return written


def _tenant(given: str | None, present: str) -> str:
    try:
        return tenant_name(present if given is None else given)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--tenant") from None
