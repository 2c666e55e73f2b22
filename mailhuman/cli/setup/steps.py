"""The steps of `mailhuman setup`, one after another: describe, try, keep, and the first notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from mailhuman.cli.failures import say_failure
from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.cli.setup.describing import describe
from mailhuman.cli.setup.locating import correct
from mailhuman.cli.setup.people import has_notes, offer_notes
from mailhuman.cli.setup.secret import Secret, in_keyring, secret_for
from mailhuman.cli.setup.trying import Tried, tell_tried, try_account
from mailhuman.config import Account, Config, config_file, load_config, save_account
from mailhuman.errors import ConfigError, MailboxError, SecretError
from mailhuman.secrets import forget_password, keep_password

if TYPE_CHECKING:
    from mailhuman.cli.setup.options import Options


@dataclass(frozen=True, slots=True)
class _Ready:
    """An account that may be kept: what was typed for it, and what it showed when tried (None if it was not)."""

    account: Account
    secret: Secret
    tried: Tried | None


def run(options: Options) -> None:
    """Carry the command out; nothing is kept before the account has worked, or the user insists."""
    ask = Asker(asks=not (options["yes"] or options["password_stdin"]))
    config = load_config()
    account = describe(options, config, ask)
    known = has_notes()
    tried = _tried_and_kept(account, options, config, ask, with_people=not known)
    if not known:
        offer_notes(tried.people if tried else (), ask)
    say("Next: save a draft in your mail program, and run `mailhuman review`.")


def _tried_and_kept(
    account: Account, options: Options, config: Config, ask: Asker, *, with_people: bool
) -> Tried | None:
    """Make the account work and keep it; where the keyring does not take the password, ask for another way."""
    while True:
        ready = _made_to_work(account, options, ask, with_people=with_people)
        try:
            _keep(ready, config)
        except SecretError as failure:
            if not ask.asks:
                raise
            say_failure(failure)
            if not ask.agrees("Nothing is saved yet. Try again, or with a command?", default=True, unasked=False):
                raise click.exceptions.Exit(1) from None
            account, options = ready.account, _only_offered(options)
            continue
        return ready.tried


def _made_to_work(account: Account, options: Options, ask: Asker, *, with_people: bool) -> _Ready:
    """Try the account until it works, or the user wants it kept as it is; Exit if they give up."""
    while True:
        account, secret = secret_for(account, options, ask)
        try:
            return _Ready(
                account, secret, None if options["no_test"] else _tried(account, secret, with_people=with_people)
            )
        except (MailboxError, SecretError) as failure:
            if not ask.asks:
                raise
            say_failure(failure)
            if not _goes_on(ask):
                return _Ready(account, secret, None)
            options = _only_offered(options)
            account = correct(account, options, failure, ask)


def _tried(account: Account, secret: Secret, *, with_people: bool) -> Tried:
    tried = try_account(account, secret.password(account), with_people=with_people)
    tell_tried(account, tried)
    return tried


def _goes_on(ask: Asker) -> bool:
    """Whether to try again rather than save the account as it is; Exit for neither."""
    say("Nothing is saved yet.")
    answer = ask.choice("Try again, save it all the same, or quit", ("again", "save", "quit"), "again")
    if answer == "quit":
        raise click.exceptions.Exit(1)
    return answer == "again"


def _only_offered(options: Options) -> Options:
    """The options without those that may have led to the failure: their questions are asked from now on."""
    return {
        **options,
        "host": None,
        "port": None,
        "security": None,
        "user": None,
        "password_command": None,
        "password_stdin": False,
    }


def _keep(ready: _Ready, config: Config) -> None:
    """Keep the password, then the account; if the account cannot be kept, the keyring is as it was."""
    account, secret = ready.account, ready.secret
    before = in_keyring(account) if secret.typed else ""
    if secret.typed:
        keep_password(account, secret.typed)
    try:
        save_account(account)
    except ConfigError:
        if before:
            keep_password(account, before)
        elif secret.typed:
            forget_password(account)
        raise
    _forget_former(account, config)
    whence = "your command" if account.password_command else "the keyring"
    say(f"Saved the account {account.name} in {config_file()}; its password comes from {whence}.")


def _forget_former(account: Account, config: Config) -> None:
    """Remove the password that the account's former server or user had in the keyring, unless it is still needed."""
    present = (account, *(each for each in config.accounts if each.name != account.name))
    places = {(each.host, each.user) for each in present if not each.password_command}
    for former in config.accounts:
        if former.name == account.name and not former.password_command and (former.host, former.user) not in places:
            try:
                forget_password(former)
            except SecretError as failure:  # the account is kept already, and stays so
                say_failure(failure)
