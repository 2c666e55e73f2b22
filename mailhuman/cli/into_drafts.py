"""The way from a command to the folders of drafts: to write into them, and to finish what was cut short there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mailhuman.cli.saying import say

if TYPE_CHECKING:
    from rich.console import Console

    from mailhuman.cli.hands import Hands
    from mailhuman.cli.telling import Offer, Offering
    from mailhuman.config import Account
    from mailhuman.writing import OnServer


def offering(accounts: Sequence[Account]) -> Offering:
    """What offers to write into the drafts of these accounts."""

    def offer(console: Console, hands: Hands) -> Offer:
        from mailhuman.cli.writing_in import WritingIn
        from mailhuman.writing import Journal

        named = {each.name: each for each in accounts}
        return WritingIn(console, hands, lambda name: reach(named[name]), Journal(), lambda: datetime.now(UTC)).offer

    return offer


def take_up(accounts: Sequence[Account], now: datetime) -> None:
    """Bring to its end what was cut short in these accounts, and tell of it on standard error."""
    from mailhuman.cli.failures import say_failure
    from mailhuman.cli.written import in_words
    from mailhuman.errors import MailboxError, SecretError
    from mailhuman.writing import Journal, JournalError, finish

    journal = Journal()
    try:
        journal.prune(now)
        cut_short = {each.account for each in journal.unfinished()}
    except JournalError as failure:
        say_failure(failure)
        return
    for account in accounts:
        if account.name not in cut_short:
            continue
        try:
            with reach(account) as drafts:
                ended = finish(drafts.session, now, journal)
        except (MailboxError, SecretError):
            continue  # the review that comes next says why the mailbox is not to be had
        except JournalError as failure:
            say_failure(failure)
            continue
        for each in ended:
            say(f"A draft of {account.name} was being written into when it was cut short. {in_words(each)}", err=True)


@contextmanager
def reach(account: Account) -> Iterator[OnServer]:
    """Open the folder of drafts of an account. MailboxError, SecretError."""
    from mailhuman.cli.progress import Progress
    from mailhuman.mailbox import enter
    from mailhuman.writing import OnServer

    with Progress(f"Looking at the drafts of {account.name}"), enter(account) as session:
        yield OnServer(session)
