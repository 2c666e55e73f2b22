"""`mailhuman daemon`: watches the drafts of the configured accounts, and tells how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say
from mailhuman.cli.service import install

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mailhuman.config import Account


@click.group()
def daemon() -> None:
    """Watch your drafts in the background.

    Each draft is reviewed once it has rested, and a note is put beside it. A draft's text is never changed.
    """


daemon.add_command(install)


@daemon.command()
@click.option("--once", is_flag=True, help="Look once at each account, do what is due, and leave.")
@click.option("--account", default="", metavar="NAME", help="The account to watch; by default all.")
def run(*, once: bool, account: str) -> int:
    """Watch the drafts until told to stop."""
    from mailhuman.cli.drafts import chosen

    accounts = chosen(account)
    return _once(accounts)


def _once(accounts: Sequence[Account]) -> int:
    from mailhuman.cli.failures import say_failure
    from mailhuman.cli.given import own_rulebook
    from mailhuman.config import load_config
    from mailhuman.daemon.desk import Tools
    from mailhuman.daemon.once import look_once
    from mailhuman.daemon.reviewing import Reviewer
    from mailhuman.errors import MailboxError, SecretError
    from mailhuman.mailbox.entering import enter
    from mailhuman.store import open_store

    settings, code = load_config().daemon, 0
    with open_store() as store:
        tools = Tools(store.watchbook, Reviewer(store, own_rulebook()), store.history)
        for each in accounts:
            try:
                done = look_once(each, settings, tools, enter)
            except (MailboxError, SecretError) as failure:
                say_failure(failure)
                code = failure.exit_code
                continue
            say(f"{each.name}: {done.drafts} drafts, {done.reviewed} reviewed, {done.noted} with a note.")
    return code
