"""`mailhuman undo`: puts a draft back as it was before words were written into it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say
from mailhuman.errors import MailhumanError

if TYPE_CHECKING:
    from mailhuman.config import Account
    from mailhuman.writing import Journal, Operation, Refused


class NotThere(MailhumanError):
    """There is nothing of that number to take back."""

    exit_code = 2


@click.command()
@click.argument("number", type=click.IntRange(min=1), default=1, metavar="[NUMBER]")
@click.option("--list", "listing", is_flag=True, help="List what can be taken back, the newest first; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def undo(number: int, listing: bool, yes: bool) -> None:  # noqa: FBT001 - click gives them by name
    """Put a draft back as it was before `mailhuman review` wrote into it.

    NUMBER is that of the list, by default the newest. If the draft was changed since, it is left as it is, and the old
    one is written into a file here. What is older than 30 days cannot be taken back.
    """
    from mailhuman.writing import Journal, undoable

    now = datetime.now().astimezone()
    journal = Journal()
    found = undoable(journal, now)
    if listing:
        for place, each in enumerate(found, start=1):
            say(f"{place}  {_described(each, journal)}")
    if not found:
        say("There is nothing to take back.")
    elif not listing:
        _undo(_numbered(found, number), journal, now, yes=yes)


def _numbered(found: Sequence[Operation], number: int) -> Operation:
    if number > len(found):
        raise NotThere(f"there is no number {number}", next_step="`mailhuman undo --list` shows what there is")
    return found[number - 1]


def _undo(operation: Operation, journal: Journal, now: datetime, *, yes: bool) -> None:
    from mailhuman.cli.consent import agreed
    from mailhuman.cli.written import in_words
    from mailhuman.config import load_config
    from mailhuman.writing import Refused

    account = load_config().named(operation.account)
    say(_described(operation, journal))
    if not yes and not agreed("Close this draft wherever it is open. Put it back as it was before?"):
        say("The draft is left as it is.")
        return
    ended = _taken_back(operation, account, journal, now)
    if isinstance(ended, Refused):
        _give_as_file(ended, operation, journal)
    else:
        say(in_words(ended))


def _taken_back(operation: Operation, account: Account, journal: Journal, now: datetime) -> Operation | Refused:
    """Put the old draft back; where the line is lost on the way, go on over another. MailboxError, JournalError."""
    from mailhuman.cli.into_drafts import reach
    from mailhuman.errors import ServerGone
    from mailhuman.writing import finish
    from mailhuman.writing import undo as take_back

    try:
        with reach(account) as drafts:
            finish(drafts.session, now, journal)
            return take_back(operation, drafts, journal, now)
    except ServerGone:
        begun = journal.unfinished(account.name)
        if not begun:
            raise
    with reach(account) as drafts:
        return next(iter(finish(drafts.session, now, journal)), begun[-1])


def _give_as_file(refusal: Refused, operation: Operation, journal: Journal) -> None:
    """Leave the draft alone, and give the old one as a file that nobody else can read."""
    path = Path(f"draft-{operation.id}.eml")
    data = journal.old(operation)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError:
        path = path.absolute()
    except OSError:
        path = journal.path_of_old(operation)
    say(f"The draft is left as it is: {refusal.reason}. The old one is in {path}; {refusal.next_step}.")


def _described(operation: Operation, journal: Journal) -> str:
    """When it was, where, and the subject of the draft."""
    from mailhuman.message import read_draft
    from mailhuman.show.safe import on_one_line

    subject = on_one_line(read_draft(journal.old(operation)).subject) or "(no subject)"
    when = operation.made.astimezone()
    return f"{when:%Y-%m-%d %H:%M}, {operation.folder} of {operation.account}: {subject}"
