"""Looks at the store of notes, and at the keyring."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mailhuman.cli.doctor.files import privacy
from mailhuman.cli.doctor.finding import Checks, Finding, ok
from mailhuman.cli.who import counted
from mailhuman.errors import SecretError

if TYPE_CHECKING:
    from mailhuman.config import Account


_IN_CLEAR = "the store is not encrypted: whoever may read the file may read them (`mailhuman store encrypt`)"


def check() -> Checks:
    """The data folder and the store in it: can it be opened, read and written; it is not made by looking."""
    from mailhuman.cli.store import WAYS
    from mailhuman.config import data_folder
    from mailhuman.store import open_store

    folder = data_folder()
    path = folder / "mailhuman.db"
    if not path.exists():
        yield from _may_be_made(folder)
        return
    yield from privacy(path, "your notes")
    if not os.access(path, os.W_OK) or not os.access(folder, os.W_OK):
        yield Finding(
            "problem", f"the store cannot be written ({path})", "see who owns it, and that its disk can be written"
        )
        return
    with open_store() as store:
        people, past, lock = len(store.contacts()), len(store.history()), store.lock()
    known, said = counted(people, "person", "people"), counted(past, "answer")
    yield ok(f"the store opens ({path}): notes on {known}, {said} to suggestions remembered")
    yield ok(f"the store is encrypted; {WAYS[lock.way]}" if lock else _IN_CLEAR)
    if not people:
        yield Finding(
            "note", "there are no notes on anybody yet", "`mailhuman contacts import FILE`, or `mailhuman contacts add`"
        )


def check_keyring(accounts: Sequence[Account]) -> Checks:
    """The keyring: is there one that keeps a secret; without it there is a problem only if an account needs it."""
    from mailhuman.secrets import keyring_name

    try:
        yield ok(f"the keyring answers: {keyring_name()}")
    except SecretError as failure:
        if accounts and all(_needs_none(account) for account in accounts):
            yield ok("there is no keyring, and your accounts need none")
        else:
            yield Finding("problem" if accounts else "note", failure.message, failure.next_step)


def _needs_none(account: Account) -> bool:
    """Whether its password comes from elsewhere; tokens never do."""
    from mailhuman.secrets import password_variable

    given = account.password_command or os.environ.get(password_variable(account.name))
    return account.auth == "password" and bool(given)


def _may_be_made(folder: Path) -> Checks:
    """Whether the folder is there or could be made, and be written to."""
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        yield Finding(
            "note", f"nothing is stored yet ({folder})", "`mailhuman contacts import FILE` brings in your notes"
        )
    else:
        yield Finding(
            "problem", f"the data folder cannot be made ({folder})", f"see that {nearest} is a folder you may write to"
        )
