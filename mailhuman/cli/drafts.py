"""The drafts of the configured accounts, reviewed one after another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mailhuman.errors import MailboxError, MailhumanError, SecretError

if TYPE_CHECKING:
    from mailhuman.cli.telling import Told
    from mailhuman.config import Account
    from mailhuman.review import Reviewed
    from mailhuman.store import Store


class NoAccount(MailhumanError):
    """No mail account is set up yet."""

    exit_code = 3


def chosen(name: str) -> tuple[Account, ...]:
    """The account of that name, or all; NoAccount if none is set up, a usage error for a name that is not one."""
    from mailhuman.config import load_config

    accounts = load_config().accounts
    if not accounts:
        raise NoAccount(
            "no mail account is set up yet",
            next_step="run `mailhuman setup`, name a FILE to review, or look around with `mailhuman demo`",
        )
    found = tuple(each for each in accounts if not name or each.name == name)
    if not found:
        known = ", ".join(each.name for each in accounts)
        raise click.BadParameter(f"no account is called that; there are: {known}", param_hint="--account")
    return found


def each_draft(accounts: Sequence[Account], store: Store, now: datetime) -> Iterator[Told | MailhumanError]:
    """Review the drafts of each account; where one cannot be reached that is given, and the others have their turn."""
    for account in accounts:
        try:
            yield from _of_account(account, store, now)
        except (MailboxError, SecretError) as failure:
            yield failure


def summary(said: Sequence[bool]) -> str:
    """One line on the drafts reviewed, each given as whether there was something to say."""
    if not said:
        return "There are no drafts to review."
    drafts = "1 draft" if len(said) == 1 else f"{len(said):,} drafts"
    return f"{drafts} reviewed; {sum(said):,} with something to say."


def _of_account(account: Account, store: Store, now: datetime) -> Iterator[Told]:
    from mailhuman.cli.given import own_rulebook
    from mailhuman.cli.progress import Progress
    from mailhuman.oauth import credential_for
    from mailhuman.review import review_account

    found = review_account(account, now=now, store=store, password=credential_for(account), rulebook=own_rulebook())
    for count in itertools.count():
        so_far = f", {count:,} read so far" if count else ""
        with Progress(f"Reading the drafts of {account.name}{so_far}"):
            reviewed = next(found, None)
        if reviewed is None:
            return
        yield _told(reviewed, account, count + 1)


def _told(reviewed: Reviewed, account: Account, number: int) -> Told:
    from mailhuman.cli.telling import Told

    return Told(
        reviewed.review,
        {
            "account": reviewed.account,
            "folder": reviewed.folder,
            "uidvalidity": reviewed.uidvalidity,
            "uid": reviewed.uid,
        },
        account.owner,
        reviewed.lineage,
        f"Draft {number} in {reviewed.folder} of {reviewed.account}",
    )
