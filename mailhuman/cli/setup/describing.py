"""Asks what the account is: whose, and called what; and finds where its server may be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from mailhuman.cli.progress import Progress
from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.cli.setup.locating import ask_user, locate
from mailhuman.config import Account, Config
from mailhuman.config.entry import account_name, mail_address
from mailhuman.errors import MailhumanError
from mailhuman.show.safe import on_one_line

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options
    from mailhuman.discovery import Server

_IN_WORDS = {"tls": "TLS", "starttls": "STARTTLS", "plain": "no encryption"}
_LONGEST_NAME = 30


def describe(options: Options, config: Config, ask: Asker) -> Account:
    """Give the account as it is to be, on the ground of the one of that name if there is one.

    Exit if that one shall stay as it is; MailhumanError if the provider cannot be used at all.
    """
    address = ask.text("Your mail address", "--address", _address_given(options, config), "", mail_address)
    name = ask.text("A name for this account", "--name", options["name"], _likely_name(address, config), account_name)
    _refuse_twins({address}, name, config)
    old = next((each for each in config.accounts if each.name == name), None)
    if old and not ask.agrees(f"Change the account {name} ({on_one_line(old.address)})?", default=True, unasked=True):
        say("Nothing was changed.")
        raise click.exceptions.Exit(1)
    start = old if old and old.address.lower() == address.lower() else _found(address, name, options, ask)
    start = _with_options(replace(start, address=address), options)
    _refuse_twins(start.owner, name, config)
    is_new = start.host and not (old or options["host"] or options["port"] or options["security"])
    if is_new and ask.agrees("Take this server?", default=True, unasked=True):
        return replace(start, user=ask_user(start, options["user"], ask))
    return locate(start, options, ask)


def _address_given(options: Options, config: Config) -> str | None:
    """The address of --address, or that of the account called --name."""
    if options["address"] is None and options["name"] is not None:
        return next((each.address for each in config.accounts if each.name == options["name"]), None)
    return options["address"]


def _likely_name(address: str, config: Config) -> str:
    """The name of the account that has this address, else one made of its domain that is still free."""
    for account in config.accounts:
        if address.lower() == account.address.lower():
            return account.name
    label = address.rpartition("@")[2].split(".")[0].lower()
    plain = "".join(letter for letter in label if letter.isascii() and letter.isalnum())[:_LONGEST_NAME] or "mail"
    taken = {account.name for account in config.accounts}
    numbered = (f"{plain}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (plain, *numbered) if name not in taken)


def _refuse_twins(addresses: Collection[str], name: str, config: Config) -> None:
    for account in config.accounts:
        if account.name != name and account.owner & {each.lower() for each in addresses}:
            raise MailhumanError(
                f"the account {account.name} has this address already",
                next_step=f"change that one with `mailhuman setup --name {account.name}`",
            )


def _found(address: str, name: str, options: Options, ask: Asker) -> Account:
    """Look for the server, unless one was given, and say what was found."""
    if options["host"]:
        return Account(name, address, options["host"], security=options["security"] or "tls")
    with Progress("Looking for the mail server"):
        server = _search(address)
    if server is None:
        say("No IMAP server was found for this address; your provider's help pages name it.")
        return Account(name, address, "")
    if server.provider and server.provider.unsupported:
        raise MailhumanError(server.provider.unsupported, next_step=server.provider.instead)
    _tell_found(server, address, ask)
    place = server.place
    return Account(name, address, place.host, place.port, place.security, server.user)


def _tell_found(server: Server, address: str, ask: Asker) -> None:
    """Say what was found; nobody vouches for a strange host named by DNS, so that one needs a yes (RFC 6186 §6)."""
    place = server.place
    say(f"Found {on_one_line(place.host)}, port {place.port}, {_IN_WORDS[place.security]} ({on_one_line(server.how)}).")
    domain = address.rpartition("@")[2].lower()
    if server.provider or f".{place.host}".endswith(f".{domain}"):
        return
    if not ask.asks:
        raise click.UsageError(
            "it belongs to another domain than the address; name it with --host if it is the right one"
        )
    say("It belongs to another domain than your address: take it only if your provider names it too.")


def _search(address: str) -> Server | None:
    from mailhuman.discovery import Dns, answers_imap, find_server

    return find_server(address, Dns(), answers_imap)


def _with_options(account: Account, options: Options) -> Account:
    """Put in what has no question of its own."""
    ca_file = options["ca_file"]
    return replace(
        account,
        aliases=_aliases(options["aliases"]) or account.aliases,
        drafts=account.drafts if options["drafts"] is None else options["drafts"],
        sent=account.sent if options["sent"] is None else options["sent"],
        ca_file=str(ca_file.absolute()) if ca_file else account.ca_file,
    )


def _aliases(given: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(mail_address(each) for each in given)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--alias") from None
