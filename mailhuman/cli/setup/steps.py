"""The steps of `mailhuman setup`, one after another: describe, try, keep, and the first notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from mailhuman.cli.failures import say_failure
from mailhuman.cli.saying import say
from mailhuman.cli.setup.asking import Asker
from mailhuman.cli.setup.describing import describe
from mailhuman.cli.setup.keeping import keep
from mailhuman.cli.setup.locating import correct
from mailhuman.cli.setup.people import has_notes, offer_notes
from mailhuman.cli.setup.secret import Secret, secret_for
from mailhuman.cli.setup.trying import Tried, tell_tried, try_account
from mailhuman.cli.setup.way import choose_way, consent_for
from mailhuman.config import Account, Config, load_config
from mailhuman.errors import MailboxError, SecretError

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
    say("Next: save a draft in your mail program and run `mailhuman review`; or have drafts watched as you write them:")
    say("  mailhuman daemon install")


def _tried_and_kept(
    account: Account, options: Options, config: Config, ask: Asker, *, with_people: bool
) -> Tried | None:
    """Make the account work and keep it; where the keyring does not take the password, ask for another way."""
    while True:
        ready = _made_to_work(account, options, ask, with_people=with_people)
        try:
            keep(ready.account, ready.secret, config)
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
        account, secret = choose_way(account, options, ask), Secret()
        if account.auth == "password":
            account, secret = secret_for(account, options, ask)
        try:
            if account.auth != "password":
                secret = consent_for(account, options, ask)
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
    tried = try_account(account, secret.credential(account), with_people=with_people)
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
        "client_id": None,
        "code": False,
        "password_command": None,
        "password_stdin": False,
    }
