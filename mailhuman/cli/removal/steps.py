"""Carries out what `mailhuman uninstall` decided, one thing after another; what fails is told, and keeps its secret."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

from mailhuman.cli.failures import say_failure
from mailhuman.cli.parting import secret_forgotten
from mailhuman.cli.progress import Progress
from mailhuman.cli.removal.plan import Plan
from mailhuman.cli.saying import say
from mailhuman.config import Account, config_folder, data_folder
from mailhuman.errors import MailboxError, MailhumanError, SecretError, StoreError


def carry_out(plan: Plan) -> int:
    """Do it; give the exit code, 1 where something could not be taken away."""
    if plan.service:
        plan.service.remove()
        say("Stopped and removed the service.")
    _refuse_beside_the_daemon()
    left = [account for account in plan.accounts if plan.servers and not _cleaned(account, plan.note_folder)]
    for account in plan.accounts:
        if account not in left:
            said = secret_forgotten(account, left)
            say(f"{account.name}: {said[0].lower()}{said[1:]}")
    if plan.servers:
        _forget_watched([account for account in plan.accounts if account not in left])
    if left:
        names = ", ".join(account.name for account in left)
        say(f"Not finished: {names}. Passwords, tokens and files stay, so that you can run it again.", err=True)
        say("Next: run it again when the server can be reached, or with --keep-servers", err=True)
        return 1
    if plan.store:
        _forget_key()
    gone = sum(_removed(plan))
    say(f"Removed {gone} {'file' if gone == 1 else 'files'}." if gone else "There were no files to remove.")
    return int(gone < len(plan.files))


def _refuse_beside_the_daemon(patience: float = 5.0) -> None:
    """MailhumanError if a daemon goes on: it would put back what is taken away. One that leaves is waited for."""
    from mailhuman.daemon.alone import NotRunning, running

    until = time.monotonic() + patience
    while True:
        try:
            number = running(data_folder())
        except NotRunning:
            return
        if time.monotonic() >= until:
            raise MailhumanError(
                f"a daemon started by hand is at work (process {number}); nothing else was taken away",
                next_step=f"end it with `kill {number}`, and run this again",
            )
        time.sleep(0.1)


def _cleaned(account: Account, folder: str) -> bool:
    """Take marks and notes off the server; False, and it is told why, where that does not work."""
    from mailhuman.mailbox import enter
    from mailhuman.mailbox.keywords import unmark_all
    from mailhuman.mailbox.notes import Notes

    try:
        with Progress(f"Cleaning up at {account.host}"), enter(account) as session:
            marks = unmark_all(session)
            gone = Notes(session.line, folder).remove_folder()
    except (MailboxError, SecretError) as failure:
        say(f"{account.name}:", err=True)
        say_failure(failure)
        return False
    say(f"{account.name}: {marks} {'mark' if marks == 1 else 'marks'} taken off drafts.")
    if gone:
        say(f"{account.name}: no companion note is left.")
    else:
        say(f"{account.name}: the folder {folder} holds something that is not ours, and stays.")
    return True


def _forget_watched(accounts: list[Account]) -> None:
    """Forget what was told of drafts: a note that is missing later would pass for an answer of the writer's."""
    from mailhuman.store import open_store

    if not (data_folder() / "mailhuman.db").exists():
        return
    try:
        with open_store() as store:
            for account in accounts:
                store.watchbook.forget(account.name)
    except (StoreError, SecretError) as failure:
        say_failure(failure)


def _forget_key() -> None:
    """Take the key of an encrypted store out of the keyring: what it opened goes too."""
    from mailhuman.secrets import forget_notes_key
    from mailhuman.store import open_store

    if not (data_folder() / "mailhuman.db").exists():
        return
    with suppress(MailhumanError):  # a store that does not open has no key that is worth keeping
        with open_store() as store:
            lock = store.lock()
        if lock and lock.way == "keyring":
            forget_notes_key(lock.id)


def _removed(plan: Plan) -> Iterator[bool]:
    """Remove each file, and the folders that are empty then."""
    for path in plan.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as failure:
            say(f"{path} cannot be removed: {failure.strerror}", err=True)
            yield False
        else:
            yield True
    folders = {data_folder(), config_folder()} | {
        each for path in plan.files for each in (path.parent, path.parent.parent)
    }
    ours = [each for each in folders if each.is_relative_to(data_folder()) or each == config_folder()]
    for folder in sorted(ours, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):  # not empty, or not there
            folder.rmdir()
