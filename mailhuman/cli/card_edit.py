"""One card in the owner's editor: nothing changes until it can be read, and no text that was written is lost."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from mailhuman.cli.saying import say
from mailhuman.errors import ContactsError, MailhumanError, Problem
from mailhuman.model import Contact
from mailhuman.show.safe import visible

_HEAD = """\
# Save and close to keep what you change; close without saving to leave the card as it is.
# It is kept only once it can be read, and you are asked again if it cannot. Notes marked never are shown here.
"""


class GivenUp(MailhumanError):
    """The owner left a text that cannot be read; its problems have been told already."""

    exit_code = ContactsError.exit_code


class EditorFailed(MailhumanError):
    """There was no editor, or it gave up."""


def edited(card: Contact) -> Contact | None:
    """Let the card be edited until it can be read; None where nothing was changed.

    GivenUp where the owner gives up on a text that cannot be read: the text is then kept, and the next step says
    where. The card keeps its uid, which is not shown.
    """
    from mailhuman.contacts import dump_contacts

    _need_an_editor()
    before = _HEAD + dump_contacts([replace(card, uid="")])
    path = _private_file(card, before)
    try:
        changed = _until_readable(path, before)
    except (EditorFailed, click.Abort, KeyboardInterrupt):
        if path.read_text(encoding="utf-8", errors="replace") == before:
            path.unlink()
        else:
            say(f"Your text is kept in {path}", err=True)
        raise
    path.unlink()
    return replace(changed, uid=card.uid) if changed else None


def _until_readable(path: Path, before: str) -> Contact | None:
    while True:
        _open_editor(path)
        try:
            return _read(path, before)
        except ContactsError as error:
            for problem in error.problems:
                say(visible(str(problem)), err=True)
            if not _once_more():
                raise GivenUp("the card was left as it was", next_step=f"your text is kept in {path}") from None


def _open_editor(path: Path) -> None:
    try:
        click.edit(filename=str(path))
    except click.ClickException:
        raise EditorFailed(
            "the editor could not be started, or ended with a failure; the card was left as it was",
            next_step="set EDITOR to the name of an editor that works here",
        ) from None


def _read(path: Path, before: str) -> Contact | None:
    from mailhuman.contacts import parse_contacts

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContactsError((Problem(str(path), 0, 0, "is not UTF-8 text"),)) from None
    if text == before:
        return None
    cards = parse_contacts(text, str(path))
    if len(cards) != 1:
        what = "holds no card; `mailhuman contacts forget` erases one" if not cards else "holds more than one card"
        raise ContactsError((Problem(str(path), 0, 0, what),))
    return cards[0]


def _once_more() -> bool:
    try:
        return click.confirm("Edit it again?", default=True, err=True)
    except click.Abort:
        return False


def _need_an_editor() -> None:
    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        raise click.UsageError("there is no terminal to edit on; set EDITOR, or use `mailhuman contacts export`")


def _private_file(card: Contact, text: str) -> Path:
    """A file in the data folder that only its owner may read, named so that it can be found when the card goes."""
    from mailhuman.config import data_folder

    try:
        handle, name = tempfile.mkstemp(prefix=_prefix(card), suffix=".yaml", dir=data_folder())
        return _whole(Path(name), handle, text)
    except OSError as error:
        raise MailhumanError(
            f"{data_folder()} cannot be written: {error.strerror}",
            next_step="see that you may write in it, and that its disk is not full",
        ) from None


def _whole(path: Path, handle: int, text: str) -> Path:
    """Write all of the text, or leave no file."""
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def leftovers(card: Contact) -> Iterator[Path]:
    """The texts that were kept when an edit of this card was given up."""
    from mailhuman.config import data_folder

    with suppress(OSError):
        yield from data_folder().glob(f"{_prefix(card)}*.yaml")


def _prefix(card: Contact) -> str:
    return f"edit-{hashlib.sha256(card.uid.encode()).hexdigest()[:12]}-"


def keep_edit(before: Contact, after: Contact) -> None:
    """Store the card as edited, unless somebody else changed it meanwhile: then the text is kept in a file.

    MailhumanError says where.
    """
    from mailhuman.contacts import dump_contacts
    from mailhuman.store import open_store

    with open_store() as store:
        if before in store.contacts():
            store.save_contacts([after], replace=True)
            return
    path = _private_file(before, dump_contacts([after]))
    raise MailhumanError(
        "the card was changed by another program while you edited it; it was left as that program made it",
        next_step=f"your text is kept in {path}: `mailhuman contacts import` reads it",
    )
