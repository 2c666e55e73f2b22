"""Signs an account in by OAuth on the terminal: shows where to agree, and waits until somebody has."""

from __future__ import annotations

import os
import sys
from urllib.parse import parse_qs, urlsplit

import click

from mailhuman.cli.saying import say
from mailhuman.config import Account
from mailhuman.errors import SecretError
from mailhuman.oauth import Permit, provider_for, sign_in_by_browser, sign_in_by_code
from mailhuman.show.safe import on_one_line

CLIENT_SECRET = "MAILHUMAN_CLIENT_SECRET"  # noqa: S105 - the variable's name
"""The environment variable that may give the secret of the client id."""


def need_a_keyring() -> None:
    """SecretError, before anybody is sent to a browser, if there is no keyring to keep the tokens in."""
    from mailhuman.secrets import keyring_name

    try:
        keyring_name()
    except SecretError as failure:
        raise SecretError(
            f"{failure.message}, and tokens are kept nowhere else",
            next_step="set up a keyring (gnome-keyring, KWallet, KeePassXC, macOS Keychain), unlock it, and try again",
        ) from None


def sign_in(account: Account, secret: str, *, by_code: bool) -> Permit:
    """Have somebody agree, and give the tokens; SecretError or MailboxError, with what to do, where that fails."""
    provider = provider_for(account)
    if by_code or (provider.device_url and not has_browser()):
        permit = sign_in_by_code(account, secret, _show_code)
    else:
        permit = sign_in_by_browser(account, secret, _show_address)
    say(f"Signed in with {provider.name}.")
    return permit


def has_browser() -> bool:
    """Whether a browser can open a window here."""
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show_address(url: str) -> None:
    say("Open this address in a browser on this machine, sign in, and agree:")
    click.echo(f"\n{on_one_line(url)}\n")  # whole, so that it can be copied
    if has_browser():
        import webbrowser

        webbrowser.open(url)
    elif "SSH_CONNECTION" in os.environ:
        port = urlsplit(parse_qs(urlsplit(url).query)["redirect_uri"][0]).port
        say(f"With the browser on another machine, first run there: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE")
    say("Waiting for the browser to come back …", err=True)


def _show_code(place: str, typed: str) -> None:
    say(f"Open {on_one_line(place)} in any browser, and type this code: {on_one_line(typed)}")
    say("Waiting until somebody has agreed there …", err=True)
