"""`mailhuman store`: encrypt what is kept, write it out whole, and see how it stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailhuman.cli.saying import say
from mailhuman.cli.who import counted
from mailhuman.errors import SecretError

if TYPE_CHECKING:
    from mailhuman.store import Lock, Store, Way

WAYS = {"keyring": "its key is in the keyring", "passphrase": "its key comes from a passphrase"}
_IF_LOST = {
    "keyring": "Without that keyring nobody can read the notes, you neither; `mailhuman store export` writes a copy.",
    "passphrase": "Without the passphrase nobody can read the notes, you neither.",
}


@click.group()
def store() -> None:
    """Encrypt what is kept, write it out whole, and see how it stands.

    Kept are your notes on people, what became of suggestions, and the rules you switched.
    """


@store.command()
def status() -> None:
    """Tell where it is, what is in it, and whether it is encrypted."""
    from mailhuman.config import data_folder
    from mailhuman.store import open_store

    with open_store() as opened:
        lock, people, past = opened.lock(), opened.contacts(), opened.history()
    notes = sum(len(card.notes) for card in people)
    say(f"file       {data_folder() / 'mailhuman.db'}")
    say(f"encrypted  {f'yes; {WAYS[lock.way]}' if lock else 'no'}")
    say(f"contents   {counted(len(people), 'person', 'people')}, {counted(notes, 'note')}, {_answers(len(past))}")


@store.command()
@click.option("--passphrase", is_flag=True, help="Make the key from a passphrase, in place of the keyring.")
@click.option("--new-key", is_flag=True, help="Change the key of a store that is encrypted already.")
def encrypt(*, passphrase: bool, new_key: bool) -> None:
    """Encrypt notes, names, addresses and answers.

    The key is kept in the system's keyring. With --passphrase it is made from one that you type, now and whenever the
    notes are needed; or name a command that prints it in the environment variable MAILHUMAN_NOTES_COMMAND. Copies and
    backups made before stay as they are.
    """
    from mailhuman.store import open_store

    with open_store() as opened:
        former = opened.lock()
        if former and not new_key:
            opened.pack()  # what broke off after the rows were written is made good
            say(f"It is encrypted already; {WAYS[former.way]}. To change the key, say --new-key.")
            return
        way: Way = "passphrase" if passphrase else "keyring"
        _lock_up(opened, way, _passphrase() if passphrase else "")
    if former:
        _let_go(former)
    say(f"It is encrypted; {WAYS[way]}. {_IF_LOST[way]}")


@store.command()
def decrypt() -> None:
    """Keep everything in clear again."""
    from mailhuman.store import open_store

    with open_store() as opened:
        former = opened.lock()
        if former:
            opened.decrypt()
    if former:
        _let_go(former)
    say(
        "It is no longer encrypted; whoever may read the file may read the notes." if former else "It is not encrypted."
    )


@store.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(file: Path, *, force: bool) -> None:
    """Write contacts, history and switches to a file.

    FILE is written as YAML, in clear and readable by you alone; all of it, or it stays as it was. With - it is printed.
    """
    from mailhuman.cli.card_files import print_text, write_file
    from mailhuman.store import open_store
    from mailhuman.store.export import exported

    with open_store() as opened:
        people, past = opened.contacts(), opened.history()
        text = exported(people, past, opened.switches(), opened.woken())
    if str(file) == "-":
        print_text(text)
        return
    write_file(file, text, over=force)
    say(f"Wrote {counted(len(people), 'person', 'people')} and {_answers(len(past))} to {file}, in clear.")


@store.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def import_all(file: Path) -> None:
    """Read back what `export` wrote.

    All of FILE is taken in or, if anything in it is wrong, nothing. People who are there already get what is new,
    answers are remembered once, and switches are set as FILE says.
    """
    from mailhuman.cli.card_files import read_text
    from mailhuman.store import open_store
    from mailhuman.store.restoring import parse_export

    kept = parse_export(read_text(file), str(file))
    with open_store() as opened:
        brought = opened.restore(kept)
    saved = brought.contacts
    people = counted(saved.added, "person", "people")
    say(f"{people} added, {saved.changed} changed, {saved.unchanged} as they were.")
    say(f"{_answers(brought.history)} added; {counted(brought.switches, 'switch', 'switches')} set.")


def _lock_up(opened: Store, way: Way, passphrase: str) -> None:
    """Encrypt the store; a key for the keyring is kept there before a row is written, and goes again if that fails."""
    from mailhuman.cli.progress import Progress
    from mailhuman.secrets import forget_notes_key, keep_notes_key
    from mailhuman.store import new_key, new_lock

    secret = passphrase or new_key()
    lock = new_lock(way, secret)
    if way == "keyring":
        keep_notes_key(lock.id, secret)
    try:
        with Progress("Encrypting"):
            opened.encrypt(lock, secret)
    except BaseException:
        if opened.seal != lock.id:
            forget_notes_key(lock.id)
        raise


def _let_go(lock: Lock) -> None:
    """Take the key of a lock that is gone out of the keyring."""
    from mailhuman.secrets import forget_notes_key

    if lock.way == "keyring":
        forget_notes_key(lock.id)


def _passphrase() -> str:
    """Get the new passphrase: from the command that will give it later too, else typed twice."""
    from mailhuman.secrets import notes_passphrase

    given = notes_passphrase()
    if given:
        return given
    try:
        return str(click.prompt("Passphrase (not shown)", hide_input=True, confirmation_prompt="Once more"))
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise SecretError(
            "nobody is there to type a passphrase",
            next_step="name a command that prints it: MAILHUMAN_NOTES_COMMAND='pass show mail/notes'",
        ) from None


def _answers(count: int) -> str:
    return f"{counted(count, 'answer')} to suggestions"
